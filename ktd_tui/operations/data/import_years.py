"""Taking in what units register, targets and titles; an empty cell leaves what is there."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from ktd_tui.domain.merit import AwardTitle
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import Registration, Target
from ktd_tui.due import Due, parse_due
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.titles import title_meant
from ktd_tui.operations.data.import_awards import tell_title
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, outcomes, row_place
from ktd_tui.operations.data.intake.cells import BadCell, decimal, in_cell, is_blank, text
from ktd_tui.operations.data.intake.meant import Meaning, rows_coded
from ktd_tui.operations.data.intake.members import check_row_year, member
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.operations.year.registration import Wanted, register, registration_of, toggle_title
from ktd_tui.rules.scoring.codes import is_other_wording
from ktd_tui.rules.scoring.score_rows import score_row
from ktd_tui.rules.year.pledge import target_said
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.furniture import Why
from ktd_tui.sheets.office.shown import day_of_serial
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.text import fold, plain_name
from ktd_tui.words import short_date

_TWICE = N_(
    "{what} stands in {place} already. A unit has one target for each criterion: put both into one row, "
    "“…; …”, or leave one of them out."
)
_NO_AIM = frozenset(("", "khong", "khong co", "khong dang ky", "k"))
"""What stands where a unit aims at no title, folded."""
_LISTS = r",|\s[-–+•*]\s*|(?:^|\s)\d{1,2}[.)]\s"
"""What parts titles in a cell that lists them: commas, dashes, numbers."""


def take_targets(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Write what units register."""
    year = run.year()
    criteria = criteria_of(run.desk, year)
    rows = rows_coded(table, "criterion", criteria)
    meaning = Meaning(run, criteria, rows, "criterion")
    for row in rows:
        yield from outcomes(row, _target(run, row, year, meaning))


def _target(run: Run, row: TableRow, year: BlocYear, meaning: Meaning) -> Iterator[RowOutcome]:
    meant = meaning.of(row, empty=not {"text", "number"} & set(row.cells))
    if meant.is_group:
        meaning.pass_group(row)
        return
    check_row_year(row, year)
    unit = member(run, year, text(row, "unit") or run.usual_unit, "unit")
    code = meaning.code(row, meant)
    count = decimal(row, "number")
    if count is None and is_blank(row, "text"):
        _check_dash(row)
        run.note(row, "text", N_("“{text}” is read as nothing registered"), text=row.cells["text"].text)
        return
    run.once(row, "code", f"{unit.label}, {code}", unit.id, code, message=_TWICE)
    words = _words(run, row, meaning, code, needed=count is None)
    due = due_cell(run, row, year)
    # An empty cell leaves what is there, as does a column that the table has not.
    wanted = Wanted(code, words, text(row, "measure") or None, due.said if due else None)
    wanted = wanted._replace(
        number=None if count is None else str(count), counted_in=text(row, "counted_in") or None
    )
    before = _target_of(registration_of(run.desk, year.id, unit.id), code)
    said: dict[str, object] = {"text": words, "measure": wanted.measure or before.measure}
    said |= {"due": due.day, "due_words": due.words} if due else {}
    said |= {
        "number": before.number if count is None else count,
        "counted_in": wanted.counted_in or before.counted_in,
    }
    if before == before.model_copy(update=said):  # also where nothing may be changed any more
        yield RowOutcome(row_place(row), Action.SAME, f"{unit.label}, {code}: {_told(before)}")
        return
    after = _target_of(register(run.desk, year.id, unit.id, wanted), code)
    what = f"{unit.label}, {code}: {_told(after)}"
    yield RowOutcome(row_place(row), Action.CHANGE if before.text else Action.ADD, what)


def _words(run: Run, row: TableRow, meaning: Meaning, code: str, *, needed: bool) -> str:
    """Return what a row registers, and tell where its words may be others than were meant."""
    words = text(row, "text", needed=N_("What is registered is missing.") if needed else "")
    if "content" not in row.cells or row.at["content"] != row.at.get("criterion"):
        meaning.tell_wording(row, code)  # where it is the content, the target says it
    words = _with_content(row, score_row(meaning.criteria, code).text, words)
    if words and row.cells["text"].is_day:
        message = N_("“{text}” is a date in the file; if it was to be a number or a fraction, mend it there")
        run.note(row, "text", message, text=words)
    return words


def _check_dash(row: TableRow) -> None:
    """Refuse a mark for a target, which may say that a unit takes part, or that it does not."""
    if text(row, "text").strip().lower() in {"x", "*", "k"}:
        message = N_("“{text}” does not say what is registered: write it, or “-” where nothing is.")
        raise BadCell("text", message, text=text(row, "text"))


def _with_content(row: TableRow, criterion: str, words: str) -> str:
    """Put before a target what it is of, where the table has a column for it: «Hồ sơ đúng hạn: 98,5%»."""
    content = text(row, "content")
    apart = row.at.get("criterion") != row.at.get("content")
    if not content or not (apart or ("code" in row.cells and is_other_wording(content, criterion))):
        return words
    if plain_name(content) == plain_name(criterion) or plain_name(content) in plain_name(words):
        return words
    return content if plain_name(words) in plain_name(content) else f"{content}: {words}"


def due_cell(
    run: Run, row: TableRow, year: BlocYear, no_day: str = N_("“{text}” has no day; the words are kept")
) -> Due | None:
    """Return until when a row says that something is to be done, None where it says nothing.

    Args:
        no_day: What to tell, a msgid, of words that name no day.

    Raises:
        BadCell: It is nothing that an office writes there.
    """
    typed = text(row, "due")
    if not typed:
        return None
    serial = day_of_serial(row.cells["due"].stored or typed)
    if serial and not row.cells["due"].is_day and "/" not in typed:  # a month that is shown is a period
        run.note(row, "due", N_("“{text}” is read as the day {day}"), text=typed, day=short_date(serial))
        return Due(serial)
    with in_cell("due"):
        due = parse_due(typed, year.year)
    if due.words and due.day:
        run.note(row, "due", N_("“{text}” is read as the day {day}"), text=typed, day=short_date(due.day))
    elif due.words:
        run.note(row, "due", no_day, text=typed)
    return due


def take_aims(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add titles that units aim at; none is taken away."""
    year = run.year()
    for row in table.rows:
        if "aim" not in row.at:  # no mark stands under any title
            run.pass_over(row, text(row, "unit"), Why.BLANK)
            continue
        yield from outcomes(row, _aims(run, row, year))


def _aims(run: Run, row: TableRow, year: BlocYear) -> Iterator[RowOutcome]:
    check_row_year(row, year)
    unit = member(run, year, text(row, "unit") or run.usual_unit, "unit")
    typed = text(row, "aim", needed=N_("The title is empty."))
    if fold(typed).strip(" -–.") in _NO_AIM:
        run.note(row, "aim", N_("“{text}” is read as nothing registered"), text=typed)
        return
    titles = council(run.desk).award_titles
    parts = [typed]
    if not _are_titles(titles, parts):  # a title may have a comma itself
        parts = [part for one in typed.split(";") if (part := one.strip(" -+.,"))]
        parts = [part for one in parts for part in _listed(one, titles)]
    with in_cell("aim"):
        wanted = [title_meant(titles, part).name for part in parts]
    for part, title in zip(parts, wanted, strict=True):
        tell_title(run, row, "aim", (part, title))
        run.once(row, "aim", title, "aim", unit.id, title)
        there = title in registration_of(run.desk, year.id, unit.id).titles
        if not there:
            toggle_title(run.desk, year.id, unit.id, title)
        yield RowOutcome(row.where(), Action.SAME if there else Action.ADD, f"{unit.label}: {title}")


def _listed(typed: str, titles: Sequence[AwardTitle]) -> list[str]:
    """Take apart what a cell lists in lines or by commas, where each part is a title of the council's."""
    parts = [part for one in re.split(_LISTS, typed) if (part := one.strip(" -+.,"))]
    return parts if _are_titles(titles, parts) else [typed]


def _are_titles(titles: Sequence[AwardTitle], parts: Sequence[str]) -> bool:
    with suppress(Refused):
        return all(title_meant(titles, part) for part in parts)
    return False


def _target_of(registration: Registration, code: str) -> Target:
    return next((one for one in registration.targets if one.code == code), Target(code=code, text=""))


def _told(target: Target) -> str:
    return " · ".join(part for part in (target_said(target), target.measure, target.due_said) if part)
