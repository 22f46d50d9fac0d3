"""What makes the layers of a set sound."""

from ktd_tui.domain.layering.layers import Beginning, ScoreLayer
from ktd_tui.domain.scoring import CriteriaSet, Criterion
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.scorers.fields import FIXED
from ktd_tui.rules.scoring.scorers.listed import RESULT, codes_of, counting_layers, layers_of


def check_layers(of: CriteriaSet, rows: tuple[Criterion, ...]) -> None:
    """Refuse layers that no result follows from.

    Args:
        rows: All rows of the set.

    Raises:
        Refused: Two have one code or name, none counts, a code or a filler does not fit, or a row is scored
            by a layer that the set has not, or that comes after the last one that counts.
    """
    layers = layers_of(of)
    codes, names = codes_of(of), {one.name for one in layers}
    if len(set(codes)) < len(layers) or len(names) < len(layers) or RESULT in codes:
        raise Refused(N_("Every layer needs a code and a name of its own."))
    if not counting_layers(of):
        raise Refused(N_("No layer counts: give one a weight above 0."))
    for one in layers:
        _check_layer(one, first=one is layers[0])
    last = codes.index(counting_layers(of)[-1].code)
    for row in rows:
        if row.layer is not None and row.layer not in codes[: last + 1]:
            raise Refused(
                N_("{code} is scored by “{layer}” alone, which is no layer up to the last that counts."),
                code=row.code,
                layer=row.layer,
            )


def _check_layer(of: ScoreLayer, *, first: bool) -> None:
    if FIXED.get(of.filled_by, "") != (of.code if of.code in FIXED.values() else ""):
        raise Refused(
            N_("The unit's own layer has the code “self”, the cross layer “cross”; no other has them.")
        )
    if first and of.begins is not Beginning.BLANK:
        raise Refused(N_("“{name}” is the first layer: none before it to begin from."), name=of.name)
    if of.accounts and of.filled_by in FIXED:
        raise Refused(N_("“{name}” is filled by the units: no accounts are named."), name=of.name)
