"""What a blank cell of a layer proposes: what stands in the layers before it, until somebody confirms it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ktd_tui.domain.layering.layers import Beginning, ScoreLayer
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.score_rows import ScoreRow
from ktd_tui.rules.scoring.scorers.joining import joined
from ktd_tui.rules.scoring.scorers.listed import layers_of, row_step


def proposed(
    criteria: CriteriaSet, of: ScoreLayer, row: ScoreRow, entered: Mapping[str, Sequence[Decimal]]
) -> Decimal | None:
    """Return what a blank cell proposes; None where nothing stands before it, or the row cannot hold it.

    Args:
        of: The layer of the cell.
        entered: What was entered of the row in each layer, by its code.
    """
    found = _joined_before(criteria, of, entered)
    if of.begins is Beginning.BLANK or not found or row.entry.layer not in (None, of.code):
        return None
    last = found[-1:] if of.begins is Beginning.BEFORE else found
    value = rounded(sum(last, Fraction(0)) / len(last), row.entry.step)
    try:
        row.kind.check(row.entry, value)
    except Refused:
        return None
    return value


def is_taken_over(
    criteria: CriteriaSet, of: ScoreLayer, row: ScoreRow, entered: Mapping[str, Sequence[Decimal]]
) -> bool:
    """Tell whether what a layer has in a cell is what the layers before had: nobody judged it otherwise."""
    own, found = entered.get(of.code), _joined_before(criteria, of, entered)
    if not own or not found:
        return False
    means = (found[-1], sum(found, Fraction(0)) / len(found))
    return {*own} <= {rounded(mean, row.entry.step) for mean in means}


def _joined_before(
    criteria: CriteriaSet, of: ScoreLayer, entered: Mapping[str, Sequence[Decimal]]
) -> list[Fraction]:
    """Return what each earlier layer that has something in a cell has there, its scorers joined."""
    layers = layers_of(criteria)
    return [
        joined(one, [Fraction(value) for value in entered[one.code]], row_step(criteria, one.code))
        for one in layers[: layers.index(of)]
        if entered.get(one.code)
    ]
