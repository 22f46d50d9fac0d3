"""The layers of scores beside each other: what stands before each, how far apart they may lie."""

from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet, Layer
from ktd_tui.errors import Refused, Shut
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.scorers.listed import layers_of
from ktd_tui.rules.year.members import check_member
from ktd_tui.words import number

Values = dict[str, Decimal]
"""The points of one cell in each layer that has some, in the order of the layers."""


class View(NamedTuple):
    """Which of a year's scores is meant.

    Attributes:
        layer: Whose scores.
        scorer_id: In the cross layer the unit that scores; None there: the mean of all.
    """

    layer: str = Layer.BLOC.value
    scorer_id: str | None = None


BLOC_VIEW = View()


class ReasonNeeded(Refused):
    """The points lie further from the layer before than the year's limit, and no reason was given."""


def gap_limit(year: BlocYear, criteria: CriteriaSet, layer: str) -> Decimal | None:
    """Return by how much a layer may differ from the one before without a reason: its own, or the year's."""
    own = next((one.gap_limit for one in layers_of(criteria) if one.code == layer), None)
    return year.gap_limit if own is None else own


def before(values: Values, layer: str) -> tuple[str, Decimal] | None:
    """Return the nearest earlier layer that has points in a cell, with these; None where there is none."""
    earlier = list(takewhile(lambda of: of[0] != layer, values.items()))
    return earlier[-1] if earlier else None


def layer_gap(values: Values, layer: str) -> Decimal | None:
    """Return by how much a layer's points lie over (under: negative) the layer before; None without both."""
    earlier = before(values, layer)
    if earlier is None or layer not in values:
        return None
    return values[layer] - earlier[1]


def is_beyond(found: Decimal | None, limit: Decimal | None) -> bool:
    """Tell whether a gap needs a reason under the year's limit; without a limit none does."""
    return found is not None and limit is not None and abs(found) > limit


def with_sign(points: Decimal) -> str:
    """Write a gap with its sign."""
    if not points:
        return "0"
    return f"{'−' if points < 0 else '+'}{number(abs(points))}"


def needed_reason(code: str, found: Decimal | None, limit: Decimal | None, given: str) -> str:
    """Return the reason that is to stand with a cell, which a gap beyond the limit needs.

    Args:
        limit: The year's limit.
        given: What was given, empty for none.

    Raises:
        ReasonNeeded: It is missing, or no words.
    """
    if given and not any(letter.isalpha() for letter in given):
        raise ReasonNeeded(N_("Write the reason in words."))  # a number that was typed ahead is none
    if found is not None and limit is not None and not given and is_beyond(found, limit):
        raise ReasonNeeded(
            N_("{code}: {gap} points from the layer before, more than {limit}; that needs a reason."),
            code=code,
            gap=with_sign(found),
            limit=number(limit),
        )
    return given


def check_scorer(year: BlocYear, layer: str, unit_id: str, scorer_id: str | None) -> None:
    """Refuse points of whom the layer does not ask.

    Raises:
        Refused: The unit is not in the bloc.
        Shut: A unit would score itself in the cross layer, the scorer is missing there or was not assigned,
            or one is named in another layer.
    """
    check_member(year, unit_id)
    if layer != Layer.CROSS:
        if scorer_id is not None:
            raise Shut(N_("Only cross scores name the unit that scores."))
        return
    if scorer_id is None:
        raise Shut(N_("A cross score needs the unit that scores; the mean itself is never typed."))
    if scorer_id == unit_id:
        raise Shut(N_("A unit does not score itself in the cross layer."))
    if not any((c.scorer_id, c.unit_id) == (scorer_id, unit_id) for c in year.cross):
        raise Shut(N_("That unit was not assigned to score this one this year."))
