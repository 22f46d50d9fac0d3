"""No cell of a sheet is lost in silence: whoever changes one changes what comes of it, or what is told of it.

Each cell of the folder's sheets that is not told as passed over is written otherwise, one after the other. A
cell that may say anything without a difference was read by nobody.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from ktd_tui.errors import Refused
from ktd_tui.operations.data import importing
from ktd_tui.operations.data.import_rows import RowOutcome, Run
from ktd_tui.operations.data.importing import Plan, plan_sheets
from ktd_tui.operations.desk import Desk
from ktd_tui.sheets.cells import Cell, RawSheet, where
from ktd_tui.sheets.columns import plain_head
from ktd_tui.sheets.furniture import Why
from ktd_tui.sheets.head_words import SERIALS
from ktd_tui.sheets.reading import read_sheets
from store.models import models
from tests.operations.data.offices.test_folder import FOLDER, prepare
from tests.sheets.folder.office import Office
from tests.turning import turn

EACH, CELLS = 20, 40
"""One of so many sheets is tried, and so many of its cells."""
OTHERWISE = (Cell("Chữ lạ Qzx"), Cell("3", stored="3"))
"""What is put into a cell: a word and a number that no sheet has there."""
REMARKS = (Why.COMMENT, Why.TEXT_BOX)
SOUND = [name for name, of in FOLDER.items() if not of.wrong]
_NEW = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}|(?<=rev=)\d+")


class Tried(NamedTuple):
    """What comes of the sheets of a file: all that is told, and the data as it would be."""

    told: object
    data: object
    plan: Plan | None


class _Tries:
    """Plans the same file again and again, and looks at the data while the plan is tried."""

    def __init__(self, desk: Desk, of: Office, patch: pytest.MonkeyPatch) -> None:
        self._desk, self._of, self._data = desk, of, ""
        self._run = importing._run
        patch.setattr(importing, "_run", self._looked_at)

    def _looked_at(self, run: Run, plan: Plan) -> tuple[RowOutcome, ...]:
        rows = self._run(run, plan)
        found = (repr(one) for kind in models().values() for one in run.desk.store.find(kind))
        self._data = "\n".join(sorted(_NEW.sub("", one) for one in found))
        return rows

    def plan(self, sheets: Sequence[RawSheet]) -> Tried:
        try:
            plan = plan_sheets(self._desk, sheets, "bang.xlsx", self._of.asked, self._of.kind)
        except Refused as error:
            return Tried((error.message, str(error.facts)), "", None)
        rows = [(row.where, row.action, row.told, str(row.fields)) for row in (*plan.rows, *plan.beside)]
        return Tried((rows, plan.facts), self._data, plan)


def _places(sheets: Sequence[RawSheet]) -> Iterator[tuple[int, int, int]]:
    for at, sheet in enumerate(sheets):
        for line_at, line in enumerate(sheet.lines):
            yield from ((at, line_at, column) for column in line.cells)


def _told_passed(plan: Plan, sheet: RawSheet, line_at: int, column: int) -> bool:
    """Tell whether a plan says of a cell, its row, its column or its sheet that it is not read."""
    number = sheet.lines[line_at].number
    place = where(sheet.name, number, sheet.column(column))
    for of in (one for one in plan.passed if one.sheet == sheet.name and one.why not in REMARKS):
        within = of.rows is not None and of.rows[0] <= number <= of.rows[1]
        of_layer = of.rows is None and of.where.rstrip("0123456789") == place.rstrip("0123456789")
        whole = of.rows is None and of.column is None and of.where == sheet.name
        if within or of_layer or whole or of.column == column:
            return True
    return _only_counts(plan, sheet, column) or _gives_nothing(plan, sheet.name, number)


def _only_counts(plan: Plan, sheet: RawSheet, column: int) -> bool:
    """Tell whether a column is «STT», which may count the rows where something else says the criterion."""
    heads = {table.heads.get("code") for table in plan.tables if table.sheet == sheet.name}
    over = {line.cells[column].text for line in sheet.lines if column in line.cells}
    return any(plain_head(text) in SERIALS for text in over & heads)


def _gives_nothing(plan: Plan, sheet: str, number: int) -> bool:
    """Tell whether a row is told to give nothing, all of it: «-», «Không chấm»."""
    place = re.compile(rf"{re.escape(sheet)}![A-Z]+{number}\b")
    told = any(place.match(note.where) and "không chấm" in note.text for note in plan.notes)
    return told and not any(place.match(row.where) for row in plan.rows)


@pytest.mark.parametrize("name", SOUND[turn() % EACH :: EACH])
def test_every_cell_of_a_sheet_matters(
    sample: Desk, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = FOLDER[name]
    prepare(sample, of.stage)
    sheets, tries = read_sheets(of.write(tmp_path)), _Tries(sample, of, monkeypatch)
    before = tries.plan(sheets)
    assert before.plan
    silent = []
    for at, line_at, column in list(_places(sheets))[:CELLS]:
        sheet, line = sheets[at], sheets[at].lines[line_at]
        if sheet.hidden or _told_passed(before.plan, sheet, line_at, column):
            continue
        lines = (line._replace(cells={**line.cells, column: cell}) for cell in OTHERWISE)
        others = (
            (
                *sheets[:at],
                sheet._replace(lines=(*sheet.lines[:line_at], one, *sheet.lines[line_at + 1 :])),
                *sheets[at + 1 :],
            )
            for one in lines
        )
        if all(tries.plan(one)[:2] == before[:2] for one in others):
            silent.append((where(sheet.name, line.number, sheet.column(column)), line.cells[column].text))
    assert silent == []
