"""The layers of scores beside each other: what stands before each, how far apart they may lie, and means."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.year.members import check_member
from ktd_tui.words import number

ORDER = (Layer.SELF, Layer.CROSS, Layer.BLOC)
"""The layers as they follow each other."""
NAMES: Mapping[Layer, str] = {
    Layer.SELF: N_("Self scores"),
    Layer.CROSS: N_("Cross scores"),
    Layer.BLOC: N_("Bloc's scores"),
}
_HUNDREDTH = Decimal("0.01")

Values = dict[Layer, Decimal]
"""The points of one cell in each layer that has some."""


class View(NamedTuple):
    """Which of a year's scores is meant.

    Attributes:
        layer: Whose scores.
        scorer_id: In the cross layer the unit that scores; None there: the mean of all.
    """

    layer: Layer = Layer.BLOC
    scorer_id: str | None = None


BLOC_VIEW = View()


class ReasonNeeded(Refused):
    """The points lie further from the layer before than the year's limit, and no reason was given."""


def mean(points: Iterable[Decimal]) -> Decimal | None:
    """Return the mean of several scorers' points, rounded half up to 2 decimals; None of none."""
    given = tuple(points)
    if not given:
        return None
    return (sum(given, Decimal(0)) / len(given)).quantize(_HUNDREDTH, ROUND_HALF_UP)


def cross_points(sheets: Iterable[ScoreSheet]) -> dict[str, Decimal]:
    """Return the cross layer of one unit by code: the mean of those scorers who gave points."""
    by_code: dict[str, list[Decimal]] = {}
    for sheet in sheets:
        for code, points in sheet.points.items():
            by_code.setdefault(code, []).append(points)
    means = {code: mean(points) for code, points in by_code.items()}
    return {code: points for code, points in means.items() if points is not None}


def cell_values(sheets: Iterable[ScoreSheet], code: str) -> Values:
    """Return one cell of one unit in every layer that has points there.

    Args:
        sheets: All sheets of the unit.
    """
    given = tuple(sheets)
    found: Values = {}
    for sheet in given:
        if sheet.layer is not Layer.CROSS and code in sheet.points:
            found[sheet.layer] = sheet.points[code]
    crossed = cross_points(sheet for sheet in given if sheet.layer is Layer.CROSS)
    return found | ({Layer.CROSS: crossed[code]} if code in crossed else {})


def before(values: Values, layer: Layer) -> tuple[Layer, Decimal] | None:
    """Return the nearest earlier layer that has points in a cell, with these; None where there is none."""
    earlier = ORDER[: ORDER.index(layer)]
    return next(((one, values[one]) for one in reversed(earlier) if one in values), None)


def layer_gap(values: Values, layer: Layer) -> Decimal | None:
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


def check_scorer(year: BlocYear, layer: Layer, unit_id: str, scorer_id: str | None) -> None:
    """Refuse points of whom the layer does not ask.

    Raises:
        Refused: The unit is not in the bloc, a unit would score itself in the cross layer, the scorer is
            missing there or was not assigned, or one is named in another layer.
    """
    check_member(year, unit_id)
    if layer is not Layer.CROSS:
        if scorer_id is not None:
            raise Refused(N_("Only cross scores name the unit that scores."))
        return
    if scorer_id is None:
        raise Refused(N_("A cross score needs the unit that scores; the mean itself is never typed."))
    if scorer_id == unit_id:
        raise Refused(N_("A unit does not score itself in the cross layer."))
    if not any((c.scorer_id, c.unit_id) == (scorer_id, unit_id) for c in year.cross):
        raise Refused(N_("That unit was not assigned to score this one this year."))
