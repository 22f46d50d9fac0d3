"""Who may fill a layer, and what it is called."""

from ktd_tui.domain.layering.layers import Filler, ScoreLayer
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import FILLERS, REVIEWERS, Act
from ktd_tui.rules.scoring.scorers.listed import (
    NAMES,
    RESULT,
    USUAL,
    coded_layer,
    codes_of,
    layer_meant,
    layers_of,
    usual_name,
)


def right_to(criteria: CriteriaSet, code: str) -> Act:
    """Return the right that a layer's scores ask for; the bloc's sheets also hold what bars a unit.

    Raises:
        Refused: There is no such layer, or it is the result, which nobody types.
    """
    return FILLERS[_filler(criteria, code)]


def right_to_review(criteria: CriteriaSet, code: str) -> Act:
    """Return the right to send sheets of a layer back and to lock them: who appraises does so themselves.

    Raises:
        Refused: There is no such layer, or it is the result.
    """
    return REVIEWERS.get(_filler(criteria, code), Act.REVIEW_SCORES)


def _filler(criteria: CriteriaSet, code: str) -> Filler:
    if code == RESULT:
        raise Refused(N_("The result follows from the layers; it is never typed."))
    known = {one.code: one.filled_by for one in (*USUAL, *layers_of(criteria))}
    return known[code] if code in known else coded_layer(criteria, code).filled_by


def check_named(desk: Desk, layer: ScoreLayer) -> None:
    """Refuse an account that is not among those that fill a layer; who owns the data may.

    Raises:
        NotAllowed: It is not; the sentence names them.
    """
    if layer.accounts and desk.actor.name not in layer.accounts and not desk.actor.owner:
        raise NotAllowed(
            N_("“{layer}” is filled by {accounts} alone."),
            layer=layer.name,
            accounts=", ".join(layer.accounts),
        )


def layer_said(criteria: CriteriaSet, code: str) -> str:
    """Say a layer: by the bloc's words, or as the usual ones are called."""
    usual = usual_name(criteria, code)
    return t(usual) if usual else coded_layer(criteria, code).name


def layer_of_year(desk: Desk, year: BlocYear, text: str) -> str:
    """Return the code of the layer of a year that a code or name means; “result” is what they come to.

    Raises:
        Refused: The year has no such layer; those that it has are named.
    """
    if not year.criteria_id:
        return text
    return layer_meant(desk.store.get(CriteriaSet, year.criteria_id), text)


def layers_said(desk: Desk, year: BlocYear) -> dict[str, str]:
    """Return the names of a year's layers by their codes, in their order."""
    if not year.criteria_id:
        return {one.code: t(NAMES[one.code]) for one in USUAL}
    criteria = desk.store.get(CriteriaSet, year.criteria_id)
    return {code: layer_said(criteria, code) for code in codes_of(criteria)}
