"""The layers of a set in their order: the usual three where the set names none."""

from collections.abc import Mapping
from decimal import Decimal

from ktd_tui.domain.layering.layers import Filler, ScoreLayer, Weighing
from ktd_tui.domain.scoring import CriteriaSet, Layer
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.text import fold

RESULT = "result"
"""Not a layer: what all layers that count come to together."""
USUAL = (
    ScoreLayer(code=Layer.SELF.value, name="Tự chấm", filled_by=Filler.UNIT, place=1),
    ScoreLayer(code=Layer.CROSS.value, name="Chấm chéo", filled_by=Filler.CROSS, place=2),
    ScoreLayer(code=Layer.BLOC.value, name="Khối chấm", filled_by=Filler.BLOC, weight=Decimal(100), place=3),
)
"""What every bloc did before layers were data."""
NAMES: Mapping[str, str] = {
    Layer.SELF: N_("Self scores"),
    Layer.CROSS: N_("Cross scores"),
    Layer.BLOC: N_("Bloc's scores"),
    RESULT: N_("Result of the layers"),
}
"""What the usual layers are called on the screens, as long as the bloc calls them nothing else."""


def layers_of(criteria: CriteriaSet) -> tuple[ScoreLayer, ...]:
    """Return the layers of a set in their order."""
    return tuple(sorted(criteria.layers, key=lambda one: one.place)) or USUAL


def codes_of(criteria: CriteriaSet) -> tuple[str, ...]:
    """Return the codes of the layers in their order."""
    return tuple(one.code for one in layers_of(criteria))


def coded_layer(criteria: CriteriaSet, code: str) -> ScoreLayer:
    """Return the layer of that code.

    Raises:
        Refused: The set has no such layer.
    """
    for one in layers_of(criteria):
        if one.code == code:
            return one
    raise Refused(N_("The criteria set “{name}” has no layer {code}."), name=criteria.name, code=code)


def layer_meant(criteria: CriteriaSet, text: str) -> str:
    """Return the code of the layer that a code or name means; also of the result.

    Raises:
        Refused: The set has no such layer; those that it has are named.
    """
    known = {one.code: (fold(one.code), fold(one.name)) for one in layers_of(criteria)}
    known[RESULT] = (RESULT, "ket qua")
    for code, words in known.items():
        if fold(text) in words:
            return code
    names = ", ".join(f"{one.code} ({one.name})" for one in layers_of(criteria))
    raise Refused(N_("“{text}” is no layer of this year. It has: {layers}."), text=text, layers=names)


def usual_name(criteria: CriteriaSet, code: str) -> str:
    """Return the msgid that a layer is called by, empty where the bloc calls it by words of its own."""
    own = next((one.name for one in layers_of(criteria) if one.code == code), "")
    usual = next((one.name for one in USUAL if one.code == code), "")
    return NAMES[code] if code in NAMES and own == usual else ""


def paper_name(criteria: CriteriaSet, code: str) -> str:
    """Return what papers and tables call a layer within a sentence: Vietnamese whatever the screens speak."""
    usual = usual_name(criteria, code)
    if not usual:
        return coded_layer(criteria, code).name
    return next((one.name.lower() for one in USUAL if one.code == code), "tổng hợp các lớp")


def own_names(criteria: CriteriaSet) -> dict[str, str]:
    """Return the codes of the layers that the bloc named, by their names, folded."""
    return {fold(one.name): one.code for one in layers_of(criteria) if not usual_name(criteria, one.code)}


def counting_layers(criteria: CriteriaSet) -> tuple[ScoreLayer, ...]:
    """Return the layers that count in the result."""
    return tuple(one for one in layers_of(criteria) if one.weight)


def result_layer(criteria: CriteriaSet) -> str:
    """Return the layer that the result is read in: the only one that counts, or ``RESULT``."""
    weighed = counting_layers(criteria)
    return weighed[0].code if len(weighed) == 1 else RESULT


def row_step(criteria: CriteriaSet, code: str) -> Decimal | None:
    """Return to what a layer rounds the points of a row; sheets that are joined by totals round none."""
    by_rows = criteria.weighing is Weighing.ROWS
    return next((one.rounding for one in layers_of(criteria) if one.code == code and by_rows), None)


def earlier(criteria: CriteriaSet, code: str) -> tuple[str, ...]:
    """Return the codes of the layers before one; before the result all stand."""
    known = codes_of(criteria)
    return known[: known.index(code)] if code in known else known
