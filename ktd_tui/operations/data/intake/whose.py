"""In which layer the points of a table are, and what says so."""

from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Run
from ktd_tui.operations.data.intake.meant import rows_coded
from ktd_tui.operations.data.score_forms import Form
from ktd_tui.operations.scoring.layering.filling import layer_of_year, layers_said
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.rules.scoring.scorers.listed import own_names
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.points_columns import layer_told

DEFAULT = Layer.BLOC.value
"""Whose points they are where nothing says it."""


class Whose(NamedTuple):
    """In which layer a table's points are, and what says so.

    Attributes:
        said: It was asked for, or the table says it; else nobody does.
    """

    layer: str
    said: bool = True


def is_of_other_layer(run: Run, table: ReadTable) -> bool:
    """Tell whether the title or the sheet of a table says another layer than was asked for."""
    said = _layer_titled(run, table)
    return bool(said) and said != layer_of(run, table).layer


def _layer_titled(run: Run, table: ReadTable) -> str:
    """Return the layer that the title above a table, or its sheet, says; or nothing."""
    year = run.year()
    named = own_names(criteria_of(run.desk, year)) if year.criteria_id else {}
    titles = [cell.text for line in table.above for cell in line.cells.values()]
    return next((layer for told in (*titles, table.sheet) if (layer := layer_told(told, named))), "")


def layer_of(run: Run, table: ReadTable, form: Form | None = None) -> Whose:
    """Return whose points a table has: as its form, who asked, its heads, its title or its sheet say.

    Raises:
        Refused: Columns of several layers stand there, and none was asked for.
    """
    if form:
        return Whose(form.layer)
    if run.asked.layer:
        return Whose(layer_of_year(run.desk, run.year(), run.asked.layer))
    if table.mark and table.mark.layer in layers_said(run.desk, run.year()):
        return Whose(table.mark.layer)
    heads = list(dict.fromkeys(row.layer for row in table.rows if "points" in row.cells))
    if len(heads) > 1:
        # A table without criteria is none in any layer.
        rows_coded(table, "text", criteria_of(run.desk, run.year()))
        raise Refused(
            N_("{sheet} has columns of several layers ({layers}). Say which: --layer."),
            sheet=table.sheet,
            layers=", ".join(layer_with_code(run, run.year(), head) or "–" for head in heads),
        )
    found = next((layer for layer in heads if layer), "") or _layer_titled(run, table)
    return Whose(found) if found else Whose(DEFAULT, said=False)


def layer_denied(run: Run, table: ReadTable) -> str:
    """Return the layer that a table's title says, where another was asked for and no head says that one."""
    heads = {row.layer for row in table.rows} - {""}
    said = _layer_titled(run, table) if run.asked.layer and not heads else ""
    return said if said and said != layer_of(run, table).layer else ""


def layer_with_code(run: Run, year: BlocYear, layer: str) -> str:
    """Return what a layer is called, and its code: «Tự chấm (self)»."""
    name = layers_said(run.desk, year).get(layer, "")
    return f"{name} ({layer})" if name else layer
