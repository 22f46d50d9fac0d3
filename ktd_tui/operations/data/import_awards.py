"""Taking in the council's titles, and decisions with who got what; an empty cell leaves what is there."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from ktd_tui.domain.merit import AwardDecision, Awarded
from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.naming import taken_apart
from ktd_tui.operations.council.decisions import DecisionTyped, decision_as_typed, save_awarded, save_decision
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.titles import (
    KINDS,
    LEVELS,
    WHOM,
    TitleTyped,
    save_title,
    title_as_typed,
    title_meant,
)
from ktd_tui.operations.data.fields import told_between
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, outcomes
from ktd_tui.operations.data.intake.cells import BadCell, day, in_cell, name_cell, text
from ktd_tui.operations.lookup import code_meant
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.head_parts.decisions import DecisionNamed, decision_named
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.text import fold, likeness
from ktd_tui.words import parse_date, short_date

_CHOICES = {"kind": KINDS, "whom": WHOM, "level": LEVELS}


def take_titles(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change titles of the council's list."""
    for row in table.rows:
        yield from outcomes(row, _title(run, row))


def _title(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    name = name_cell(row, "name", N_("The title is empty."))
    run.once(row, "name", name, "title", fold(name))
    typed = {key: said for key in ("kind", "whom", "level", "source") if (said := text(row, key))}
    for key, choices in _CHOICES.items():
        if key in typed:
            with in_cell(key):
                code_meant(typed[key], choices)
    titles = council(run.desk).award_titles
    known = next((one for one in titles if fold(one.name) == fold(name)), None)
    before = title_as_typed(known) if known else TitleTyped(name)
    saved = save_title(run.desk, before._replace(name=known.name if known else name, **typed), known)
    if known is None:
        yield RowOutcome(row.where(), Action.ADD, name)
    elif known == saved:
        yield RowOutcome(row.where(), Action.SAME, name)
    else:
        yield RowOutcome(row.where(), Action.CHANGE, f"{name}: {told_between(known, saved, {})}")


def take_decisions(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add decisions, and awards to them."""
    above = (cell.text for line in table.above for cell in line.cells.values())
    titled = next((named for told in above if (named := decision_named(told))), None)
    for row in table.rows:
        yield from outcomes(row, _awarded(run, row, titled))


def _decided(row: TableRow, titled: DecisionNamed | None) -> tuple[str, date]:
    """Return a decision's number and day: as the row says them, else as the title above the table does.

    Raises:
        BadCell: Nothing says the number or the day, or a cell cannot be read.
    """
    if typed := text(row, "decision"):
        named = decision_named(typed)
        if not named:
            message = N_("“{text}”: write the decision's number and its day: 12/QĐ-UBND ngày 05/01/2023.")
            raise BadCell("decision", message, text=typed)
    else:
        named = titled
    number = text(row, "number") or (named.number if named else "")
    if not number:
        raise BadCell("number", N_("Write the decision's number."))
    signed = day(row, "day") or (parse_date(named.day) if named else None)
    if signed is None:
        raise BadCell("day", N_("Write the day of the decision."))
    return number, signed


def _receiver(run: Run, row: TableRow) -> tuple[Unit, str]:
    """Return which unit a row is about, and the person who got the title; empty where the unit did.

    A column of collectives and persons together says a unit, or a person of the unit that stands beside.
    """
    person, who = text(row, "person"), text(row, "receiver")
    if not who or person:
        with in_cell("unit"):
            return run.unit(text(row, "unit") or run.usual_unit), person
    if text(row, "unit"):
        with suppress(Refused):
            unit, said = run.unit(who), text(row, "unit")
            if likeness(said) not in map(likeness, (who, unit.name, unit.short_name)):
                message = N_("“{text}” is not read: it was given to “{who}”")
                run.note(row, "unit", message, text=said, who=who)
            return unit, ""
        with in_cell("unit"):
            unit = run.unit(text(row, "unit"))
        run.note(row, "receiver", N_("“{text}” is read as a person of {unit}"), text=who, unit=unit.label)
        return unit, who
    with in_cell("receiver"):
        return run.unit(who), ""


def tell_title(run: Run, row: TableRow, key: str, of: tuple[str, str]) -> None:
    """Tell which title of the council's is meant, where a cell writes it otherwise."""
    written, name = of
    if fold(written) != fold(name):
        run.note(row, key, N_("“{written}” is “{name}”"), written=written, name=name)


def _awarded(run: Run, row: TableRow, titled: DecisionNamed | None) -> Iterator[RowOutcome]:
    desk = run.desk
    number, signed = _decided(row, titled)
    unit, named = _receiver(run, row)
    called = taken_apart(named)
    person = f"{called.degree} {called.name}".strip() if called.honorific else named
    if person != named:
        key = "person" if "person" in row.cells else "receiver"
        run.note(row, key, N_("“{written}” is “{name}”"), written=named, name=person)
    with in_cell("title"):
        title = title_meant(council(desk).award_titles, text(row, "title")).name
    one = Awarded(title=title, unit_id=unit.id, person=person)
    tell_title(run, row, "title", (text(row, "title"), title))
    what = f"{number}: {title}, {one.person or unit.label}"
    found = [d for d in desk.store.find(AwardDecision) if fold(d.number) == fold(number) and d.day == signed]
    of = found[0] if found else None
    typed = DecisionTyped(number, short_date(signed), str(run.asked.year or ""))
    typed = decision_as_typed(of) if of else typed
    given = {key: said for key in ("year", "issuer") if (said := text(row, key))}
    if not (typed.year or "year" in given):
        raise Refused(N_("The award's year is missing: a column “Năm thi đua”, or --year."))
    saved = save_decision(desk, of, typed._replace(**given))
    if one in saved.awarded:
        yield RowOutcome(row.where(), Action.SAME if saved == of else Action.CHANGE, what)
        return
    save_awarded(desk, saved.id, None, one)
    yield RowOutcome(row.where(), Action.ADD, what)
