"""What each person owes, and when: from their roles, the years' stages and the years' tasks."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.organisation import Bloc, BlocYear, Stage
from ktd_tui.domain.roles import OF_BLOC, OF_UNIT, UserRole
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import units_of
from ktd_tui.operations.saying import offices
from ktd_tui.operations.year.cycle import facts_of
from ktd_tui.rules.year.cycle import days_left, duties


class Owed(NamedTuple):
    """One thing that the person at the desk owes.

    Attributes:
        text: What, in words.
        due: Until when; None where no deadline is set.
        days: Days left, negative once it is over.
        bloc_year_id: The year that it belongs to.
        place: Where it is done: a key of the year's page; empty for a task of the year.
        unit_id: The unit at which it is done, where it is done at one.
    """

    text: str
    due: date | None
    days: int | None
    bloc_year_id: str
    place: str = ""
    unit_id: str | None = None


OF_EVERYTHING = frozenset({UserRole.ADMINISTRATOR, UserRole.COUNCIL_OFFICE})
"""Who sees what everybody owes."""


class _Reach(NamedTuple):
    """For which blocs and units somebody answers."""

    everything: bool
    blocs: frozenset[str]
    units: frozenset[str]


def owed(desk: Desk) -> list[Owed]:
    """Return what the person at the desk owes in the years that are open, the most pressing first."""
    return pressing_first(chain.from_iterable(owed_by_year(desk)))


def owed_by_year(desk: Desk) -> Iterator[list[Owed]]:
    """Yield what the person at the desk owes, year by year: who sees a province's may look up meanwhile."""
    reach = _reach(desk)
    blocs = {bloc.id: bloc for bloc in desk.store.find(Bloc)}
    for year in desk.store.find(BlocYear):
        if year.stage is not Stage.CLOSED and _concerns(reach, year):
            yield [
                *_duties(desk, year, reach, blocs[year.bloc_id]),
                *_tasks(desk, year, reach, blocs[year.bloc_id].code),
            ]


def pressing_first(found: Iterable[Owed]) -> list[Owed]:
    """Return what is owed in the order of the days until when, what has none last."""
    return sorted(found, key=lambda o: (o.due is None, o.due or date.max))


def _reach(desk: Desk) -> _Reach:
    grants = [g for g in desk.store.find(Grant, uid=desk.actor.uid) if g.in_force(desk.today)]
    return _Reach(
        desk.actor.owner or any(g.role in OF_EVERYTHING for g in grants),
        frozenset(g.bloc_id for g in grants if g.role in OF_BLOC and g.bloc_id),
        frozenset(g.unit_id for g in grants if g.role in OF_UNIT and g.unit_id),
    )


def _concerns(reach: _Reach, year: BlocYear) -> bool:
    """Pass over years of others without the cost of gathering their facts."""
    if reach.everything or year.bloc_id in reach.blocs:
        return True
    return any(m.unit_id in reach.units for m in year.members)


def _duties(desk: Desk, year: BlocYear, reach: _Reach, bloc: Bloc) -> list[Owed]:
    names = {unit.id: unit.label for unit in units_of(desk, year)}
    leads = reach.everything or year.bloc_id in reach.blocs
    found = []
    for duty in duties(facts_of(desk, year)):
        if not (leads or duty.unit_id in reach.units):
            continue
        facts = {
            "unit": names.get(duty.unit_id or "", ""),
            "other": names.get(duty.other_id or "", ""),
            "year": f"{bloc.code}/{year.year}",
            **offices(bloc),
        }
        due = year.deadlines.get(duty.stage)
        text = t(duty.message, **facts)
        found.append(
            Owed(
                text,
                due,
                days_left(due, desk.today),
                year.id,
                duty.place,
                duty.unit_id or duty.other_id,
            )
        )
    return found


def _tasks(desk: Desk, year: BlocYear, reach: _Reach, code: str) -> list[Owed]:
    leads = reach.everything or year.bloc_id in reach.blocs
    return [
        Owed(f"{code}/{year.year}: {task.text}", task.due, days_left(task.due, desk.today), year.id)
        for task in year.tasks
        if task.done_on is None and (leads or task.unit_id in reach.units)
    ]
