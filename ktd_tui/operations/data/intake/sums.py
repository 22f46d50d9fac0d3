"""The sums of a table, below its groups and at its end, checked against its rows: a difference is told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import RowOutcome, Run, failed
from ktd_tui.operations.data.intake.cells import BadCell, decimal
from ktd_tui.rules.scoring.kinds.sections import BONUSES, DEDUCTIONS, GROUPS
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.words import number

ZERO = Decimal(0)


class Summed(NamedTuple):
    """A row of points as it was read; ``points`` None: the heading of a group, with its sum."""

    row: TableRow
    code: str
    points: Decimal | None


def check_totals(run: Run, criteria: CriteriaSet, table: ReadTable, read: Sequence[Summed]) -> None:
    """Tell where a sum in a table of points is not what its rows come to.

    A total may count bonus and deductions or leave them out, as the office likes.
    """
    groups = {row.code: row.group for row in score_rows(criteria)}
    columns: dict[str, list[Summed]] = {}
    for one in read:
        columns.setdefault(_column(one.row), []).append(one)
    for of in (one for one in read if one.points is None):
        inside = [
            x for x in columns[_column(of.row)] if groups.get(x.code) == of.code and x.points is not None
        ]
        _tell_difference(
            run, of.row, "points", {sum((x.points or ZERO for x in inside), ZERO)} if inside else set()
        )
    lines = sorted({row.number for row in table.totals})
    for row in table.totals:
        last = max((number for number in lines if number < row.number), default=0)
        above = [
            x for x in columns.get(_column(row), ()) if x.points is not None and x.row.number < row.number
        ]
        if above:
            _tell_difference(
                run, row, "points", _sums(criteria, above, [x for x in above if x.row.number > last])
            )

    for total in table.sums:
        across = [x for x in read if x.points is not None and x.row.number == total.row.number]
        over = [x for x in across if _column(x.row) in total.over]
        if over:
            since = [x for x in over if _column(x.row) in total.since]
            _tell_difference(run, total.row, "points", _sums(criteria, over, since))


def unheaded(
    table: ReadTable, read: Sequence[Summed], headings: Mapping[int, str], groups: Collection[str]
) -> Iterator[RowOutcome]:
    """Yield the points of headings under which no row stands: nothing else has them, they would be lost.

    Args:
        headings: The codes of the rows that head others, by their number.
        groups: The codes of groups: what else heads rows may stand within one.
    """
    numbers = sorted({row.number for row in table.rows})
    for one in (one for one in read if one.points is None and _said(one.row, "points")):
        below = next((number for number in numbers if number > one.row.number), 0)
        within = one.code in groups and headings.get(below, "") not in groups
        if not below or (below in headings and not within):
            message = N_("No criterion stands under “{text}”, which has points: write its criterion's code.")
            words = (one.row.cells.get("text") or one.row.cells.get("code") or one.row.cells["points"]).text
            yield failed(one.row, BadCell("points", message, text=words))


def _sums(criteria: CriteriaSet, above: Sequence[Summed], since: Sequence[Summed]) -> set[Decimal]:
    """Return what their sum may be: of all, with or without bonus and deductions, or of the last ones."""
    sections = {row.code: row.section for row in score_rows(criteria)}
    by_section = (
        sum((x.points or ZERO for x in above if sections.get(x.code) is section), ZERO)
        for section in (GROUPS, BONUSES, DEDUCTIONS)
    )
    return totals(*by_section) | {sum((x.points or ZERO for x in since), ZERO)}


def totals(points: Decimal, bonus: Decimal, deducted: Decimal) -> set[Decimal]:
    """Return what a total may be: with bonus and deductions, or without."""
    return {points, points + bonus, points - deducted, points + bonus - deducted, points + bonus + deducted}


def _column(row: TableRow) -> str:
    return row.at["points"][1] if "points" in row.at else ""


def _said(row: TableRow, key: str) -> Decimal | None:
    """Return what a sum says, None where it says nothing that can be read."""
    try:
        return decimal(row, key)
    except KtdError:
        return None


def _tell_difference(run: Run, row: TableRow, key: str, sums: set[Decimal]) -> None:
    said = _said(row, key)
    if said is not None and sums and said not in sums:
        message = N_("the sum says {said}, the rows come to {sum}")
        run.note(
            row,
            key,
            message,
            said=number(said),
            sum=number(min(sums, key=lambda one: (abs(one - said), one))),
        )


def tell_maxima(run: Run, row: TableRow, sums: set[Decimal]) -> None:
    """Tell where the sum of the most points is not what the criteria come to."""
    _tell_difference(run, row, "maximum", sums)
