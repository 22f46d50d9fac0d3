"""Which unit of the year a row of a table is about, whether it is of that year at all; who heads a unit."""

import re

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.i18n import N_
from ktd_tui.naming import taken_apart
from ktd_tui.operations.data.import_rows import Run
from ktd_tui.operations.data.intake.cells import BadCell, in_cell, text
from ktd_tui.sheets.cells import Cell
from ktd_tui.sheets.head_parts.marked import is_bare_mark
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.unit_names import office_apart, unnumbered
from ktd_tui.text import fold

_OFFICE_BEHIND = re.compile(r"\s*[,\n]\s*|\s+[-–—]\s+")
_TWO = re.compile(r"[;&+]|\s/\s|\svà\s", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:(?:hien|vi tri|tam thoi|dang|con|bo)\s)*(?:khuyet|trong)(?:\s.*)?|khong co"
    r"|(?:hien\s)?(?:chua|dang|cho|dang cho|doi)\s(?:co|phan cong|bo nhiem|kien toan|bo tri|bau)(?:\s.*)?"
)
"""What stands for a name where an office is vacant, folded."""
_NO = {"", "khong", "k", "no", "0", "-", "false"}
_YES = {"co", "yes", "dung", "phai", "thu truong", "truong", "true"}
_YES |= {"cap truong", "dung dau", "nguoi dung dau"}


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


def row_of_head(row: TableRow) -> TableRow | None:
    """Return the row of the person who heads the unit of a row, None where nobody does.

    Raises:
        BadCell: One of the cells cannot be used, or a mark stands for the name.
    """
    said = fold(text(row, "head"))
    if said in _NO or is_vacant(said):
        return None
    if is_bare_mark(said) or said in _YES:
        raise BadCell("head", N_("“{text}” is nobody's name: leave the row out."), text=text(row, "head"))
    unit = office_apart(unnumbered(text(row, "name")).rstrip(" ;,.")).name
    found = {"name": text(row, "head"), "title": text(row, "head_office"), "unit": unit, "heads": "x"}
    at = {"name": row.at["head"], "title": row.at.get("head_office", row.at["head"]), "unit": row.at["name"]}
    return row._replace(cells={key: Cell(said) for key, said in found.items() if said}, at=at)


def office_parted(run: Run, row: TableRow) -> TableRow:
    """Return the row of a person; an office behind the name is its office: «Lê Thị A, Vụ trưởng».

    Raises:
        BadCell: Two people stand in the cell, or an office stands behind the name and in its own column.
    """
    written = text(row, "name")
    bare = written.partition("(")[0].strip()
    name, *behind = _OFFICE_BEHIND.split(bare, maxsplit=1)
    office = "".join(behind)
    if _TWO.search(bare) or taken_apart(office).honorific:
        raise BadCell("name", N_("“{text}” may be several people: give each a row of its own."), text=written)
    if not (name and office):
        return row
    if text(row, "title") or taken_apart(f"{office} {name}").degree:
        message = N_("“{text}”: write the name alone; the office and the degree have columns of their own.")
        raise BadCell("name", message, text=written)
    message = N_("“{text}” is read as the name “{name}” and the office “{office}”")
    run.note(row, "name", message, text=written, name=name, office=office)
    return row._replace(cells={**row.cells, "name": Cell(name), "title": Cell(office)})


def is_vacant(name: str) -> bool:
    """Tell whether what stands for a name says that nobody holds the office."""
    return bool(_NOBODY.fullmatch(fold(name).strip("().…- ")))


def is_head(row: TableRow) -> bool:
    """Tell whether a row is the head of its unit: a mark or a yes, nothing else: a name there is no mark."""
    said = fold(text(row, "heads"))
    if said in _NO:
        return False
    if not is_bare_mark(said) and said not in _YES:
        message = N_("“{text}” is no mark: write “x” for the head of the unit, or nothing.")
        raise BadCell("heads", message, text=text(row, "heads"))
    return True
