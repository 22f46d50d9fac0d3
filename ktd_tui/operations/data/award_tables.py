"""The council's titles and decisions as tables that an import takes in again."""

from pathlib import Path

from ktd_tui.domain.organisation import Unit
from ktd_tui.i18n import t
from ktd_tui.operations.council.decisions import decisions
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.titles import KINDS, LEVELS, WHOM
from ktd_tui.operations.data.exporting import write_table
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import Written
from ktd_tui.sheets.columns import TableKind, written_columns
from ktd_tui.sheets.marks import TableMark
from ktd_tui.sheets.writing import WrittenTable
from ktd_tui.words import short_date


def titles_table(desk: Desk) -> WrittenTable:
    """Return the council's titles, a row each, in its order."""
    rows = tuple(
        (one.name, t(KINDS[one.kind]), t(WHOM[one.whom]), t(LEVELS[one.level]), one.source or None)
        for one in council(desk).award_titles
    )
    return WrittenTable("Danh hiệu", _heads(TableKind.TITLES), rows, mark=TableMark(TableKind.TITLES).text)


def decisions_table(desk: Desk) -> WrittenTable:
    """Return all decisions, a row each award, the newest decision first."""
    names = {unit.id: unit.name for unit in desk.store.find(Unit)}
    rows = tuple(
        (
            of.number,
            short_date(of.day),
            of.year,
            of.issuer or None,
            one.title,
            names.get(one.unit_id, "?"),
            one.person or None,
        )
        for of in decisions(desk)
        for one in of.awarded
    )
    return WrittenTable(
        "Quyết định khen thưởng", _heads(TableKind.DECISIONS), rows, mark=TableMark(TableKind.DECISIONS).text
    )


def _heads(kind: TableKind) -> tuple[str, ...]:
    return tuple(column.head for column in written_columns(kind))


def export_titles(desk: Desk, target: Path) -> Written:
    """Write the council's titles.

    Raises:
        Refused: See ``write_table``.
    """
    return write_table(titles_table(desk), target)


def export_decisions(desk: Desk, target: Path) -> Written:
    """Write the decisions.

    Raises:
        Refused: See ``write_table``.
    """
    return write_table(decisions_table(desk), target)
