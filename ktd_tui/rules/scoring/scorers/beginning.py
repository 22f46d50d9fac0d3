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
    layers = layers_of(criteria)
    before = [one for one in layers[: layers.index(of)] if entered.get(one.code)]
    if of.begins is Beginning.BLANK or not before or row.entry.layer not in (None, of.code):
        return None
    found = [
        joined(one, [Fraction(value) for value in entered[one.code]], row_step(criteria, one.code))
        for one in before
    ]
    last = found[-1:] if of.begins is Beginning.BEFORE else found
    value = rounded(sum(last, Fraction(0)) / len(last), row.entry.step)
    try:
        row.kind.check(row.entry, value)
    except Refused:
        return None
    return value
