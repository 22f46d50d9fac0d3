"""What is read of one bloc's year for the leader's page: once, for everything that is found in it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Role, Stage, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import CriteriaSet, Layer, ScoreSheet, SheetState
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import all_units, years_of
from ktd_tui.operations.scoring.awards import AwardsPage, awards_page
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.operations.year.cycle import facts_of
from ktd_tui.rules.overview.stations import Reached, reached
from ktd_tui.rules.overview.weak import shares
from ktd_tui.rules.scoring.scorers.listed import counting_layers
from ktd_tui.rules.year.cycle import YearFacts, days_left


class BlocNow(NamedTuple):
    """A bloc's year as it stands.

    Attributes:
        facts: What the year's cycle is judged by.
        days: Days until the deadline of each stage that has one.
        reached: How far it is, station by station.
        names: What each unit of the council was called that year.
        awards: Points, ranks and proposals; None while the year has no criteria set.
        before: The bloc's year before, None where there is none with points.
        ring: Whom to ring for a unit, by its id: the head, with the office.
    """

    bloc: Bloc
    year: BlocYear
    facts: YearFacts
    days: Mapping[Stage, int | None]
    reached: tuple[Reached, ...]
    names: Mapping[str, str]
    awards: AwardsPage | None
    before: Grid | None
    ring: Mapping[str, str]

    @property
    def called(self) -> str:
        """The bloc in a narrow column: «Khối V»."""
        return short_bloc(self.bloc)

    def to_ring(self, *unit_ids: str | None) -> str:
        """Say whom to ring: the heads of these units, else of the unit that leads the bloc."""
        wanted = [unit for unit in unit_ids if unit] or [self.year.unit_with(Role.HEAD) or ""]
        found = dict.fromkeys(self.ring[unit] for unit in wanted if unit in self.ring)
        return "; ".join(list(found)[:3])


def short_bloc(bloc: Bloc) -> str:
    """Return a bloc's name for narrow columns: what it calls itself, and its code as its name writes it."""
    short = f"{bloc.words.noun} {bloc.code}"
    return bloc.name if bloc.name.casefold() == short.casefold() else short


def whom_to_ring(desk: Desk) -> dict[str, str]:
    """Return the head of each unit that has one: the name, with the unit in short."""
    people = {person.id: person for person in desk.store.find(Person)}
    units = (unit for unit in desk.store.find(Unit) if unit.head_id in people)
    return {unit.id: f"{people[unit.head_id or ''].name} ({unit.label})" for unit in units}


def bloc_now(desk: Desk, bloc: Bloc, year: BlocYear, ring: Mapping[str, str]) -> BlocNow:
    """Read how a bloc's year stands."""
    facts = facts_of(desk, year)
    days = {stage: days_left(day, desk.today) for stage, day in year.deadlines.items()}
    criteria = desk.store.get(CriteriaSet, year.criteria_id) if year.criteria_id else None
    last = counting_layers(criteria)[-1].code if criteria else Layer.BLOC  # once it is locked, all is decided
    sheets = desk.store.find(ScoreSheet, bloc_year_id=year.id, layer=last)
    members = {member.unit_id for member in year.members}
    locked = sum(s.state is SheetState.LOCKED and s.unit_id in members for s in sheets)
    earlier = next((y for y in years_of(desk, bloc.id) if y.year == year.year - 1), None)
    return BlocNow(
        bloc=bloc,
        year=year,
        facts=facts,
        days=days,
        reached=reached(facts, locked, days),
        names={unit.id: unit.label for unit in all_units(desk, year).values()},
        awards=awards_page(desk, year.id) if year.criteria_id else None,
        before=grid(desk, earlier.id) if earlier and earlier.criteria_id else None,
        ring=ring,
    )


def criteria_shares(of: Grid) -> dict[str, dict[str, Fraction]]:
    """Return the share of its maximum that each unit has of each row of the groups."""
    most = {row.code: row.maximum for row in of.rows if row.section.needed}
    return shares(of.points, most)
