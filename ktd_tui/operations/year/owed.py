"""What each person owes, and when: from their roles, the years' stages and the years' tasks."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Stage, Unit
from ktd_tui.domain.roles import LEADING, OF_UNIT, UserRole
from ktd_tui.i18n import plural, t, voice
from ktd_tui.operations import saying
from ktd_tui.operations.council.users import left_without_unit
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.kept_years import kept_by_year, kept_of
from ktd_tui.operations.lookup import meeting_of, units_of
from ktd_tui.operations.year.cycle import facts_of, minutes_sealed
from ktd_tui.operations.year.dues import rows_due
from ktd_tui.rules.council.order import blocs_in_order
from ktd_tui.rules.scoring.sheets import listed
from ktd_tui.rules.year.cycle import TO_SEAL, Duty, after, asks, days_left, duties, words_of


class Owed(NamedTuple):
    """One thing that the person at the desk owes.

    Attributes:
        text: What, in words.
        due: Until when; None where no deadline is set.
        days: Days left, negative once it is over.
        bloc_year_id: The year that it belongs to; empty before there is one.
        place: Where: a key of the year's page, ``TITLES``, ``ACCOUNTS``; empty for a task of the year.
        unit_id: The unit at which it is done, where it is done at one.
        bloc_id: The bloc that has no year yet.
        by_unit: The unit that owes it; None: whoever leads the bloc.
        by_layer: The layer whose appraisers owe it; None: a unit or who leads the bloc does.
        of_bloc: The bloc that it belongs to; empty: the whole council.
    """

    text: str
    due: date | None = None
    days: int | None = None
    bloc_year_id: str = ""
    place: str = ""
    unit_id: str | None = None
    bloc_id: str = ""
    by_unit: str | None = None
    by_layer: ScoreLayer | None = None
    of_bloc: str = ""


TITLES, STAGE, ACCOUNTS = "titles", "stage", "accounts"
"""Places: the council's titles, the year's cycle, the accounts and their roles."""
OF_EVERYTHING = frozenset({UserRole.ADMINISTRATOR, UserRole.COUNCIL_OFFICE})
"""Who sees what everybody owes."""


class _Reach(NamedTuple):
    """For which blocs and units somebody answers.

    Attributes:
        appraised: The blocs whose sheets they appraise.
        account: What they are called where a layer names who fills it.
    """

    everything: bool
    blocs: frozenset[str]
    units: frozenset[str]
    appraised: frozenset[str]
    account: str

    def owes(self, duty: Duty, bloc_id: str) -> bool:
        """Tell whether they are among those who answer for a duty."""
        if duty.layer is None:
            return self.everything or bloc_id in self.blocs or duty.unit_id in self.units
        named = not duty.layer.accounts or self.account in duty.layer.accounts
        return self.everything or (bloc_id in self.appraised and named)


def owed(desk: Desk) -> list[Owed]:
    """Return what the person at the desk owes in the years that are open, the most pressing first."""
    return pressing_first(chain.from_iterable(owed_by_year(desk)))


def owed_by_year(desk: Desk) -> Iterator[list[Owed]]:
    """Yield what the person at the desk owes, year by year: who sees a province's may look up meanwhile.

    A year in whose bloc nothing was changed owes what it owed before.
    """
    reach = _reach(desk)
    known: dict[str, list[Owed]] = kept_by_year(desk.store, "owed", (reach, desk.today, voice()))
    for year_id in _years_of(desk, reach):
        if year_id not in known:
            year = desk.store.get(BlocYear, year_id)
            known[year_id] = list(_of_year(desk, year, reach, desk.store.get(Bloc, year.bloc_id)))
        yield known[year_id]
    if reach.everything:
        yield _of_no_year(desk)


def _years_of(desk: Desk, reach: _Reach) -> tuple[str, ...]:
    """Return the ids of the years in which somebody may owe something."""
    known: dict[_Reach, tuple[str, ...]] = kept_of(desk.store, "years in reach", (BlocYear,))
    if reach not in known:
        known[reach] = tuple(year.id for year in desk.store.find(BlocYear) if _concerns(reach, year))
    return known[reach]


def _of_no_year(desk: Desk) -> list[Owed]:
    """Return what belongs to no year: beginnings, and accounts of units that are no more."""
    follows_from = (Bloc, BlocYear, Council, Grant, Unit)
    known: dict[Hashable, list[Owed]] = kept_of(desk.store, "owed beside years", follows_from)
    asked = desk.today, voice()
    if asked not in known:
        with_years = {year.bloc_id for year in desk.store.find(BlocYear)}
        begun = _beginnings(desk, desk.store.find(Bloc), with_years)
        known[asked] = [*begun, *(_without_unit(*one) for one in left_without_unit(desk))]
    return known[asked]


def _of_year(desk: Desk, year: BlocYear, reach: _Reach, bloc: Bloc) -> Iterator[Owed]:
    if year.stage is not Stage.CLOSED:
        yield from _duties(desk, year, reach, bloc)
        yield from _rows_due(desk, year, reach, bloc)
        yield from _tasks(desk, year, reach, bloc)
    elif _to_seal(desk, year, reach):
        yield _owed(desk, year, bloc, TO_SEAL, {})


def pressing_first(found: Iterable[Owed]) -> list[Owed]:
    """Return what is owed in the order of the days until when, what has none last."""
    return sorted(found, key=lambda o: (o.due is None, o.due or date.max))


def due_within(found: Iterable[Owed], days: int | None) -> list[Owed]:
    """Return what is over or falls due within so many days; all of it where no number is given."""
    return [one for one in found if days is None or (one.days is not None and one.days <= days)]


def owed_head(found: Sequence[Owed]) -> str:
    """Say how many things somebody owes, how many are late and how many fall due within a week."""
    if not found:
        return t("You owe nothing now.")
    late = sum(one.days is not None and one.days < 0 for one in found)
    near = len(due_within(found, saying.SOON)) - late
    said = [plural("{n} thing to do", "{n} things to do", len(found))]
    said += [plural("{n} late", "{n} late", late)] if late else []
    said += [plural("{n} due within 7 days", "{n} due within 7 days", near)] if near else []
    return " · ".join(said)


def unit_at(desk: Desk, bloc_year_id: str, place: str) -> str | None:
    """Return the unit at which one begins on a page of a year; None: whichever comes first.

    It is the first that owes something there, of those for which one answers, else one's own.

    Args:
        place: A key of the year's page.
    """
    year, reach = desk.store.get(BlocYear, bloc_year_id), _reach(desk)
    found = _duties(desk, year, reach, desk.store.get(Bloc, year.bloc_id)) if _concerns(reach, year) else []
    owing = [of.unit_id for of in found if of.place == place and of.unit_id]
    return next(iter([*owing, *(m.unit_id for m in year.members if m.unit_id in reach.units)]), None)


def _beginnings(desk: Desk, blocs: list[Bloc], with_years: set[str]) -> Iterator[Owed]:
    """Yield what comes before the first year: the council's titles, the units of a bloc, its year."""
    waiting = sum(title.to_confirm for of in desk.store.find(Council) for title in of.award_titles)
    if waiting:
        text = plural("Confirm the council's titles: {n}", "Confirm the council's titles: {n}", waiting)
        yield Owed(text, place=TITLES)
    with_units = {unit.bloc_id for unit in desk.store.find(Unit) if unit.last_year is None}
    going_on = [bloc for bloc in blocs_in_order(blocs) if bloc.last_year is None]
    for bloc in going_on:
        if bloc.id in with_units - with_years:
            yield Owed(t("{bloc}: open its emulation year", bloc=bloc.name), bloc_id=bloc.id, of_bloc=bloc.id)
    if going_on and not with_units:
        first = going_on[0]
        yield Owed(t("{bloc}: add its units", bloc=first.name), bloc_id=first.id, of_bloc=first.id)


def _without_unit(account: str, unit: Unit) -> Owed:
    text = t(
        "{account} represents {unit}, which takes no part since {year}: give the role in its successor, "
        "or take it away",
        account=account,
        unit=unit.name,
        year=(unit.last_year or 0) + 1,
    )
    return Owed(text, place=ACCOUNTS)


def _reach(desk: Desk) -> _Reach:
    who = desk.actor
    own = desk.store.find(Grant, uid=who.uid, account=who.name)
    grants = [g for g in own if g.in_force(desk.today)]
    return _Reach(
        desk.actor.owner or any(g.role in OF_EVERYTHING for g in grants),
        frozenset(g.bloc_id for g in grants if g.role in LEADING and g.bloc_id),
        frozenset(g.unit_id for g in grants if g.role in OF_UNIT and g.unit_id),
        frozenset(g.bloc_id for g in grants if g.role is UserRole.APPRAISER and g.bloc_id),
        desk.actor.name,
    )


def _concerns(reach: _Reach, year: BlocYear) -> bool:
    """Pass over years of others without the cost of gathering their facts."""
    if reach.everything or year.bloc_id in reach.blocs | reach.appraised:
        return True
    return any(m.unit_id in reach.units for m in year.members)


def _duties(desk: Desk, year: BlocYear, reach: _Reach, bloc: Bloc) -> list[Owed]:
    names = {unit.id: unit.label for unit in units_of(desk, year)}
    leads = reach.everything or year.bloc_id in reach.blocs
    found = []
    owing = duties(facts_of(desk, year))
    if leads and asks(year.stage) and not any(duty.stage is year.stage for duty in owing):
        there = {"year": saying.which_year(bloc, year.year), "stage": saying.stage(after(year.stage), bloc)}
        due = year.deadlines.get(year.stage)
        text = t("{year}: go on to “{stage}”", **there)
        found.append(Owed(text, due, days_left(due, desk.today), year.id, STAGE, of_bloc=bloc.id))
    for duty in owing:
        if not reach.owes(duty, year.bloc_id):
            continue
        found.append(_owed(desk, year, bloc, duty, names))
    return found


def _owed(desk: Desk, year: BlocYear, bloc: Bloc, duty: Duty, names: Mapping[str, str]) -> Owed:
    due = year.deadlines.get(duty.stage)
    return Owed(
        t(duty.message, **words_of(duty, saying.which_year(bloc, year.year), names, saying.offices(bloc))),
        due,
        days_left(due, desk.today),
        year.id,
        duty.place,
        duty.unit_id or duty.other_id,
        by_unit=duty.unit_id,
        by_layer=duty.layer,
        of_bloc=bloc.id,
    )


def _to_seal(desk: Desk, year: BlocYear, reach: _Reach) -> bool:
    """Tell whether the signed minutes of a year that is just closed still wait for number and seal."""
    if not (reach.everything or year.bloc_id in reach.blocs) or year.year + 1 < desk.today.year:
        return False
    meeting = meeting_of(desk, year.id)
    return bool(meeting and meeting.signed_at) and not minutes_sealed(desk, year)


def _rows_due(desk: Desk, year: BlocYear, reach: _Reach, bloc: Bloc) -> Iterator[Owed]:
    """Yield the rows with a day of their own for which a unit has shown nothing yet."""
    names = {unit.id: unit.label for unit in units_of(desk, year)}
    for unit_id, due, codes in rows_due(desk, year):
        if unit_id in reach.units or reach.everything or year.bloc_id in reach.blocs:
            facts = {
                "unit": names[unit_id],
                "codes": listed(codes),
                "year": saying.which_year(bloc, year.year),
            }
            text = t("{unit}: evidence or points of {codes}, {year}", **facts)
            days = days_left(due, desk.today)
            yield Owed(text, due, days, year.id, "scores", unit_id, by_unit=unit_id, of_bloc=bloc.id)


def _tasks(desk: Desk, year: BlocYear, reach: _Reach, bloc: Bloc) -> list[Owed]:
    leads = reach.everything or year.bloc_id in reach.blocs
    return [
        Owed(
            f"{saying.which_year(bloc, year.year)}: {task.text}",
            task.due,
            days_left(task.due, desk.today),
            year.id,
            by_unit=task.unit_id,
            of_bloc=year.bloc_id,
        )
        for task in year.tasks
        if task.done_on is None and (leads or task.unit_id in reach.units)
    ]
