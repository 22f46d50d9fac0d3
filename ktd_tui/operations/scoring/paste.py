"""A block pasted on a cell of the score grid: first what it would do, then all of it in one step."""

from decimal import Decimal
from typing import NamedTuple

from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.operations.scoring.many import CellGiven, record_many
from ktd_tui.rules.scoring.score_rows import score_row
from ktd_tui.sheets.csv_file import block_lines
from ktd_tui.words import NO_POINTS, number, parse_points

LARGEST = 100_000
"""Letters of a block; a score grid has a few thousand."""


class PastedCell(NamedTuple):
    """One cell of a block.

    Attributes:
        before: The points that stand there.
    """

    unit_id: str
    code: str
    before: Decimal | None
    points: Decimal


class PastePlan(NamedTuple):
    """What pasting a block would do.

    Attributes:
        cells: The cells that would be written.
        unfit: What of the block is not written, each with why.
        wrong: It cannot be written as it is: a cell is no number, or is more than its row takes.
    """

    cells: tuple[PastedCell, ...]
    unfit: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def changes(self) -> tuple[PastedCell, ...]:
        """The cells that would be others than they are."""
        return tuple(cell for cell in self.cells if cell.points != cell.before)


def paste_plan(of: Grid, unit_id: str, code: str, text: str) -> PastePlan:
    """Say what a block would do: its lines go down from the cell, what tabs part goes to the right.

    A blank in it leaves what stands there.
    """
    if len(text) > LARGEST:
        return PastePlan(
            (), (), (t("The block has {count} letters; at most {most}.", count=len(text), most=LARGEST),)
        )
    units, rows = [unit.id for unit in of.units], [row.code for row in of.rows]
    top, left = rows.index(code), units.index(unit_id)
    cells: list[PastedCell] = []
    unfit: list[str] = []
    wrong: list[str] = []
    for line, fields in enumerate(block_lines(text)):
        for place, cell in enumerate(fields):
            if not (field := " ".join(cell.split())):
                continue
            where = t(
                "line {line}, column {column}: “{text}”",
                line=line + 1,
                column=place + 1,
                text=field[:40],
            )
            if top + line >= len(rows) or left + place >= len(units):
                unfit.append(t("{where} does not fit into the grid", where=where))
            elif field.lower() in NO_POINTS:
                unfit.append(t("{where} is read as no points given", where=where))
            else:
                at = units[left + place], rows[top + line]
                try:
                    cells.append(_cell(of, *at, field))
                except KtdError as error:
                    wrong.append(f"{where}: {tell(error)}")
    return PastePlan(tuple(cells), tuple(unfit), tuple(wrong))


def _cell(of: Grid, unit_id: str, code: str, text: str) -> PastedCell:
    row = score_row(of.criteria, code)
    points = parse_points(text, row.entry.maximum)
    if points < 0 and row.section.sign == "−":
        points = -points
    row.kind.check(row.entry, points)
    return PastedCell(unit_id, code, of.points[unit_id].get(code), points)


def told_plan(of: Grid, plan: PastePlan, most: int = 8) -> list[str]:
    """Say what pasting would do, cell by cell, what does not fit first."""
    labels = {unit.id: unit.label for unit in of.units}
    lines = [*plan.wrong, *plan.unfit]
    lines += [
        f"{labels[cell.unit_id]}, {cell.code}: "
        f"{'–' if cell.before is None else number(cell.before)} → {number(cell.points)}"
        for cell in plan.changes
    ]
    more = len(lines) - most
    return lines[:most] + ([t("… and {count} more", count=more)] if more > 0 else [])


def write_paste(desk: Desk, of: Grid, plan: PastePlan) -> None:
    """Write a block in one step; nothing where one of its cells cannot be written.

    Raises:
        NotAllowed: The right is missing.
        Refused: A cell cannot be written; it is named.
    """
    if plan.wrong:
        raise Refused(N_("{reason} Nothing was written."), reason=plan.wrong[0])
    labels = {unit.id: unit.label for unit in of.units}
    by_unit: dict[str, list[CellGiven]] = {}
    for cell in plan.changes:
        by_unit.setdefault(cell.unit_id, []).append(CellGiven(cell.code, cell.points))
    with desk.store.transaction(
        N_("Pasted into the score grid: {count} cells"), {"count": str(len(plan.changes))}
    ):
        for unit_id, cells in by_unit.items():
            for code, error in record_many(desk, of.year.id, unit_id, of.view, cells).items():
                reason = f"{labels[unit_id]}, {code}: {tell(error)}"
                raise Refused(N_("{reason} Nothing was written."), reason=reason) from error
