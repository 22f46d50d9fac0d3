"""What each unit registers: targets against the criteria, and the titles it aims at."""

import re
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import CriteriaSet, Registration, Target
from ktd_tui.due import Due, parse_due
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, UNSEEN, Sides, merged
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label, units_of, years_of
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.score_rows import ScoreRow, score_row
from ktd_tui.rules.year.members import check_member
from ktd_tui.rules.year.pledge import check_changeable
from ktd_tui.rules.year.registering import not_registered, to_register
from ktd_tui.text import fold
from ktd_tui.words import parse_decimal, plain_number


class RegistrationPage(NamedTuple):
    """What the units of a bloc-year registered.

    Attributes:
        registrations: By unit id; a unit that has not registered is absent.
        before: What each unit registered last year, by unit id.
        titles: The titles that the council knows.
        frozen: The pledge is signed by all: a change is an amendment.
    """

    bloc: Bloc
    year: BlocYear
    units: tuple[Unit, ...]
    rows: tuple[ScoreRow, ...]
    registrations: Mapping[str, Registration]
    before: Mapping[str, Registration]
    titles: tuple[str, ...]
    frozen: bool


def registration_page(desk: Desk, bloc_year_id: str) -> RegistrationPage:
    """Return the page of a year's registrations.

    Raises:
        NotFound: There is no such year any more.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    units = units_of(desk, year)
    last = next((y for y in years_of(desk, year.bloc_id) if y.year == year.year - 1), None)
    return RegistrationPage(
        bloc=store.get(Bloc, year.bloc_id),
        year=year,
        units=tuple(units),
        rows=to_register(store.get(CriteriaSet, year.criteria_id)) if year.criteria_id else (),
        registrations=_by_unit(desk, year.id),
        before=_by_unit(desk, last.id) if last else {},
        titles=tuple(one.name for one in council(desk).award_titles),
        frozen=bool((pledge := pledge_of(desk, year.id)) and pledge.frozen_at),
    )


def lacking_units(desk: Desk, year: BlocYear) -> tuple[str, ...]:
    """Return the units that have not registered by the year's rule, in the order of protocol."""
    criteria = desk.store.get(CriteriaSet, year.criteria_id) if year.criteria_id else None
    there = _by_unit(desk, year.id)
    return tuple(
        unit.id
        for unit in units_of(desk, year)
        if not_registered(year.registration_rule, criteria, there.get(unit.id))
    )


def _by_unit(desk: Desk, bloc_year_id: str) -> dict[str, Registration]:
    return {r.unit_id: r for r in desk.store.find(Registration, bloc_year_id=bloc_year_id)}


def pledge_of(desk: Desk, bloc_year_id: str) -> Pledge | None:
    """Return the pledge of a bloc-year, or None while none was drawn up."""
    found = desk.store.find(Pledge, bloc_year_id=bloc_year_id)
    return found[0] if found else None


class Wanted(NamedTuple):
    """A target as typed; None leaves a part as it is."""

    code: str
    text: str
    measure: str | None = None
    due: str | None = None
    number: str | None = None
    counted_in: str | None = None


def register(
    desk: Desk,
    bloc_year_id: str,
    unit_id: str,
    wanted: Wanted,
    *,
    seen: Target | str | None = UNSEEN,
) -> Registration:
    """Write what a unit registers against one criterion; an empty text takes it back.

    Args:
        bloc_year_id: The bloc-year.
        wanted: The target as typed.
        seen: What was registered when typing began: the whole target, or its text alone.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else wrote another target meanwhile.
        Refused: No such row, not a date, or the pledge is signed.
    """
    told = {"unit": unit_label(desk, unit_id), "code": wanted.code}
    place = Registration(bloc_year_id=bloc_year_id, unit_id=unit_id)
    with desk.act(Act.REGISTER, N_("Target of {unit}, {code}"), told, at=place) as store:
        check_changeable(pledge_of(desk, bloc_year_id))
        of = registration_of(desk, bloc_year_id, unit_id)
        fresh = with_target(desk, of, wanted, seen)
        return of if fresh == of and of.rev else store.save(fresh)


def with_target(
    desk: Desk, of: Registration, wanted: Wanted, seen: Target | str | None = UNSEEN
) -> Registration:
    """Return a registration with one target changed, not saved yet.

    Raises:
        Clash: Somebody else wrote another target meanwhile.
        Refused: The unit is not in the bloc this year, no such row, or not a date.
    """
    year = desk.store.get(BlocYear, of.bloc_year_id)
    check_member(year, of.unit_id)
    if not year.criteria_id:
        raise Refused(N_("The year {year} has no criteria set yet."), year=year.year)
    row = score_row(desk.store.get(CriteriaSet, year.criteria_id), wanted.code)
    there = next((t for t in of.targets if t.code == wanted.code), Target(code=wanted.code, text=""))
    base = _as_target(there, seen)
    wanted = _agreed(wanted, base, row.entry.counted_in) if row.kind.measured else wanted
    due = Due(there.due, there.due_words) if wanted.due is None else _due_typed(wanted.due, year)
    fields = {
        "text": within(wanted.text, LIMIT),
        "measure": there.measure if wanted.measure is None else within(wanted.measure, LIMIT),
        "due": due.day,
        "due_words": due.words,
        "number": there.number if wanted.number is None else _optional_number(wanted.number),
        "counted_in": there.counted_in if wanted.counted_in is None else within(wanted.counted_in, LIMIT),
    }
    was, now = ({name: getattr(t, name) for name in fields} for t in (base, there))
    sides = Sides(there, of.id, lambda their: base.model_copy(update=their))
    fresh = Target.model_validate({"code": wanted.code, **merged(was, fields, now, sides)})
    kept = [t for t in of.targets if t.code != wanted.code]
    return of.with_(targets=(*kept, fresh) if fresh.text or wanted.number else tuple(kept))


def _agreed(wanted: Wanted, was: Target, unit: str) -> Wanted:
    """Let a measured row's words and number say one thing, where the words say one number of its unit.

    Whoever types «1000» or «thu hút 100 tỷ đồng» as the target has said what the result is measured
    against; of the two the one that was typed anew leads.
    """
    alone = _figure(wanted.text)
    words = _counted(wanted.text, wanted.counted_in or was.counted_in or unit) if alone is None else alone
    if words is None:
        return wanted
    given = was.number if wanted.number is None else _optional_number(wanted.number)
    if given is None and (was.number is None or wanted.text != was.text):
        return wanted._replace(number=plain_number(words))
    if given == was.number and wanted.text != was.text:
        return wanted._replace(number=plain_number(words))
    if given is not None and given != was.number and wanted.text == was.text and alone == was.number:
        return wanted._replace(text=plain_number(given))
    return wanted


def _figure(text: str) -> Decimal | None:
    """Return the number that a text is, alone; None for any other text."""
    with suppress(Refused):
        return parse_decimal(text)
    return None


def _counted(text: str, unit: str) -> Decimal | None:
    """Return the only number of a unit that a text has («thu hút 1.200 tỷ đồng»), else None."""
    found = re.findall(rf"(?<![\w.,/])(\d[\d.,]*)\s*{re.escape(unit)}(?!\w)", text, re.IGNORECASE)
    if not unit or len(found) != 1:
        return None
    return _figure(re.sub(r"\.(?=\d{3}(?!\d))", "", found[0]))


def _optional_number(typed: str) -> Decimal | None:
    return parse_decimal(typed) if typed.strip() else None


def _due_typed(typed: str, year: BlocYear) -> Due:
    return parse_due(within(typed, LIMIT), year.year) if typed.strip() else Due(None)


def _as_target(there: Target, seen: Target | str | None) -> Target:
    if seen is UNSEEN:
        return there
    if isinstance(seen, Target):
        return seen
    return there.model_copy(update={"text": seen or ""})


def registration_of(desk: Desk, bloc_year_id: str, unit_id: str) -> Registration:
    """Return a unit's registration, a new one where it has none."""
    found = desk.store.find(Registration, bloc_year_id=bloc_year_id, unit_id=unit_id)
    return found[0] if found else Registration(bloc_year_id=bloc_year_id, unit_id=unit_id)


def toggle_title(desk: Desk, bloc_year_id: str, unit_id: str, title: str) -> Registration:
    """Register a title that a unit aims at, or take it back.

    Raises:
        NotAllowed: The right is missing.
        Refused: The title is empty or not of the council's list, the unit is not in the bloc this year, or
            the pledge is signed.
    """
    wanted = _title_named(desk, registration_of(desk, bloc_year_id, unit_id), within(title, LIMIT))
    told = {"unit": unit_label(desk, unit_id), "title": wanted}
    place = Registration(bloc_year_id=bloc_year_id, unit_id=unit_id)
    with desk.act(Act.REGISTER, N_("{unit} aims at: {title}"), told, at=place) as store:
        check_changeable(pledge_of(desk, bloc_year_id))
        check_member(store.get(BlocYear, bloc_year_id), unit_id)
        of = registration_of(desk, bloc_year_id, unit_id)
        kept = tuple(t for t in of.titles if t != wanted)
        return store.save(of.with_(titles=kept if wanted in of.titles else (*kept, wanted)))


def _title_named(desk: Desk, of: Registration, typed: str) -> str:
    """Return the title that is meant: one that is registered, else one of the council's list."""
    from ktd_tui.operations.council.titles import title_meant  # the first page does without all titles

    if not typed:
        raise Refused(N_("The title is empty."), field="title")
    own = next((title for title in of.titles if fold(title) == fold(typed)), None)
    return own or title_meant(council(desk).award_titles, typed).name


def target_as_typed(target: Target | None) -> Wanted:
    """Return a target as a form shows it."""
    if target is None:
        return Wanted("", "", "", "", "", "")
    count = "" if target.number is None else plain_number(target.number)
    return Wanted(target.code, target.text, target.measure, target.due_said, count, target.counted_in)
