"""Which unit of the year a row of a table is about, and whether it is of that year at all."""

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Run
from ktd_tui.operations.data.intake.cells import BadCell, in_cell, text
from ktd_tui.sheets.table_rows import TableRow


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
