"""Who may do a work of the grid, asked before it is begun: whoever may not is not offered it."""

from collections.abc import Mapping

from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import KtdError
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.operations.scoring.layering.filling import check_named, right_to, right_to_review
from ktd_tui.operations.scoring.sheets import scope_of_sheet
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.scorers.listed import coded_layer

_ACTS: Mapping[str, Act] = {
    "reopen": Act.REOPEN,
    "bar": Act.SCORE,
    "assign": Act.EDIT_YEAR,
    "sub_group": Act.EDIT_YEAR,
    "staff": Act.EDIT_YEAR,
    "gap": Act.EDIT_YEAR,
    "reply": Act.ANSWER_SCORES,
    "vote": Act.RUN_MEETING,
}
"""What works ask for; of those that are not here nothing, or the right to the layer in view."""
_FILLING = {"submit", "down", "right", "layer", "confirm_unit", "confirm_row", "confirm_all"}
"""Works of whoever fills the layer."""
_JUDGING = {"return", "lock"}
"""Works of whoever leads it."""
_OPENED = (_FILLING | {"lock"}) - {"submit"}
"""Works on a sheet that an appeal opened again in a closed year."""


def work_hindrance(desk: Desk, of: Grid, unit_id: str, work: str, *, ever: bool = False) -> KtdError | None:
    """Return why a work on a unit's sheet is none for this person; None where they may do it.

    Args:
        desk: Whose.
        of: The grid with the layer in view.
        unit_id: The unit.
        work: Its key in the list of works.
        ever: Whatever stage the year is at.
    """
    if work in _JUDGING:
        act = right_to_review(of.criteria, of.view.layer)
    elif work in _FILLING:
        act = right_to(of.criteria, of.view.layer)
    elif work in _ACTS:
        act = _ACTS[work]
    else:
        return None
    year = desk.scope(of.year)
    if of.view == View(Layer.CROSS) and work in _FILLING:
        return desk.hindrance((act,), year, ever=ever)  # any unit that scores another
    whose = unit_id if work == "reply" else of.view.scorer_id or unit_id  # who replies is scored
    at, sheet = year._replace(unit_id=whose), of.sheets.get(unit_id)
    at = scope_of_sheet(at, sheet) if sheet and work in _OPENED else at
    if found := desk.hindrance((act,), at, ever=ever):
        return found
    return _unnamed(desk, of) if work in _FILLING or act is Act.REVIEW_APPRAISALS else None


def _unnamed(desk: Desk, of: Grid) -> KtdError | None:
    """Return why a layer that some accounts alone fill is none of this person's."""
    try:
        check_named(desk, coded_layer(of.criteria, of.view.layer))
    except KtdError as error:
        return error
    return None
