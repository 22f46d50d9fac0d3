"""Which unit of the year a row of a table is about, whether it is of that year at all; who heads a unit."""

import re

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Run
from ktd_tui.operations.data.intake.cells import BadCell, in_cell, text
from ktd_tui.sheets.cells import Cell
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.unit_names import office_apart, unnumbered
from ktd_tui.text import fold

_OFFICE_BEHIND = re.compile(r"\s*[,;\n]\s*|\s+[-–—]\s+")
_NOBODY = re.compile(
    r"(?:(?:hien|vi tri|tam thoi|dang|con|bo)\s)*(?:khuyet|trong)(?:\s.*)?|khong co"
    r"|(?:hien\s)?(?:chua|dang|cho|dang cho|doi)\s(?:co|phan cong|bo nhiem|kien toan|bo tri|bau)(?:\s.*)?"
)
"""What stands for a name where an office is vacant, folded."""


def check_row_year(row: TableRow, year: BlocYear) -> None:
    """Refuse a row of another year.

    Raises:
        BadCell: It is.
    """
    typed = text(row, "year")
    if typed and typed != str(year.year):
        raise BadCell("year", N_("The row is for {year}, not for {asked}."), year=typed, asked=year.year)


def member(run: Run, year: BlocYear, name: str, key: str) -> Unit:
    """Return the unit of the year that a cell names.

    Raises:
        BadCell: It names none, or one that is not in the bloc that year.
    """
    if not name:
        raise BadCell(
            key,
            N_("The unit is missing.") if key == "unit" else N_("The unit that scores is missing: --scorer."),
        )
    with in_cell(key):
        unit = run.unit(name)
    if year.role_of(unit.id) is None:
        raise BadCell(key, N_("{unit} is not in the bloc in {year}."), unit=unit.name, year=year.year)
    return unit


def row_of_head(row: TableRow) -> TableRow:
    """Return the row of the person who heads the unit of a row: «Lê Thị A, Vụ trưởng» has the office, too.

    Raises:
        BadCell: One of the cells cannot be used.
    """
    unit = office_apart(unnumbered(text(row, "name")).rstrip(" ;,.")).name
    name, *behind = _OFFICE_BEHIND.split(text(row, "head"), maxsplit=1)
    office = text(row, "head_office") or "".join(behind)
    cells = {"name": Cell(name), "title": Cell(office), "unit": Cell(unit), "heads": Cell("x")}
    at = {"name": row.at["head"], "title": row.at.get("head_office", row.at["head"]), "unit": row.at["name"]}
    return row._replace(cells={key: cell for key, cell in cells.items() if cell.text}, at=at)


def is_vacant(name: str) -> bool:
    """Tell whether what stands for a name says that nobody holds the office."""
    return bool(_NOBODY.fullmatch(fold(name).strip("().…- ")))
