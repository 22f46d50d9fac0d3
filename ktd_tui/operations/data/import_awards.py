"""Taking in the council's titles, and decisions with who got what; an empty cell leaves what is there."""

from collections.abc import Iterator

from ktd_tui.domain.merit import AwardDecision, Awarded
from ktd_tui.i18n import N_
from ktd_tui.operations.council.decisions import DecisionTyped, decision_as_typed, save_awarded, save_decision
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.titles import TitleTyped, save_title, title_as_typed, title_meant
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, outcomes
from ktd_tui.operations.data.intake.cells import day, in_cell, text
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.text import fold
from ktd_tui.words import short_date


def take_titles(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change titles of the council's list."""
    for row in table.rows:
        yield from outcomes(row, _title(run, row))


def _title(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    name = text(row, "name", needed=N_("The title is empty."))
    run.once(row, "name", name, "title", fold(name))
    typed = {key: said for key in ("kind", "whom", "level", "source") if (said := text(row, key))}
    titles = council(run.desk).award_titles
    known = next((one for one in titles if fold(one.name) == fold(name)), None)
    before = title_as_typed(known) if known else TitleTyped(name)
    saved = save_title(run.desk, before._replace(name=known.name if known else name, **typed), known)
    if known and known == saved:
        yield RowOutcome(row.where(), Action.SAME, name)
    else:
        yield RowOutcome(row.where(), Action.CHANGE if known else Action.ADD, name)


def take_decisions(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add decisions, and awards to them."""
    for row in table.rows:
        yield from outcomes(row, _awarded(run, row))


def _awarded(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    desk = run.desk
    number = text(row, "number", needed=N_("Write the decision's number."))
    signed = day(row, "day")
    with in_cell("unit"):
        unit = run.unit(text(row, "unit") or run.usual_unit)
    with in_cell("title"):
        title = title_meant(council(desk).award_titles, text(row, "title")).name
    one = Awarded(title=title, unit_id=unit.id, person=text(row, "person"))
    what = f"{number}: {title}, {one.person or unit.label}"
    found = [d for d in desk.store.find(AwardDecision) if fold(d.number) == fold(number) and d.day == signed]
    of = found[0] if found else None
    typed = DecisionTyped(number, short_date(signed) if signed else "", str(run.asked.year or ""))
    typed = decision_as_typed(of) if of else typed
    given = {key: said for key in ("year", "issuer") if (said := text(row, key))}
    saved = save_decision(desk, of, typed._replace(**given))
    if one in saved.awarded:
        yield RowOutcome(row.where(), Action.SAME if saved == of else Action.CHANGE, what)
        return
    save_awarded(desk, saved.id, None, one)
    yield RowOutcome(row.where(), Action.ADD, what)
