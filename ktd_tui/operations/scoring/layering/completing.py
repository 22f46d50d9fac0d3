"""Whether a sheet is whole, so that it can be handed in or locked."""

from decimal import Decimal

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet, ScoreSheet
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.evaluating import evaluated, read
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.scorers.listed import coded_layer
from ktd_tui.rules.scoring.sheets import check_complete, check_leaders, check_own_points


def check_whole(
    desk: Desk, year: BlocYear, criteria: CriteriaSet, sheet: ScoreSheet, *, last: bool = False
) -> dict[str, Decimal]:
    """Refuse a sheet with blanks, or of more than a unit may give itself; return its computed points.

    Args:
        last: It is locked: what is measured against the bloc's leader needs every unit's result.

    Raises:
        Refused: It has, or comes to more; or the set has no such layer.
    """
    coded_layer(criteria, sheet.layer)
    unit = unit_label(desk, sheet.unit_id)
    of = evaluated(read(desk, year, criteria), View(sheet.layer, sheet.scorer_id))
    come = of.results(sheet.layer)[sheet.unit_id]
    check_complete(come.missing, unit)
    check_own_points(criteria, sheet.layer, come, unit)
    if last:
        check_leaders(of.asked(sheet.layer), {one: unit_label(desk, one) for one in of.facts})
    computed = [row.code for row in score_rows(criteria) if row.kind.computed]
    points = of.exact[sheet.layer][sheet.unit_id]
    return {code: rounded(points[code]) for code in computed if code in points}
