"""Cross scoring of a bloc-year: who scores whom, and the gap that needs a reason."""

from ktd_tui.domain.layering.layers import Filler, ScoreLayer
from ktd_tui.domain.organisation import BlocYear, CrossScoring, Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet, Layer, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label, units_of
from ktd_tui.operations.rights import own_grants
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from ktd_tui.rules.scoring.scorers.listed import counting_layers, layers_of, result_layer
from ktd_tui.rules.year.cross_assignment import check_assignment, rotation
from ktd_tui.words import number, parse_decimal


def propose(desk: Desk, bloc_year_id: str, each: int) -> tuple[CrossScoring, ...]:
    """Return an assignment in rotation («xoay vòng»), in the order of the units' names; nothing is saved.

    Raises:
        Refused: Nobody would be scored, or somebody would come round to themselves.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    units = units_of(desk, year)
    return rotation([unit.id for unit in units], each)


def assign(desk: Desk, seen: BlocYear, pairs: tuple[CrossScoring, ...]) -> BlocYear:
    """Set who scores whom.

    Args:
        seen: The year as it was seen.
        pairs: All of it; what is not among them is taken away.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else assigned otherwise meanwhile.
        Refused: A unit would score itself, one is not in the bloc, a pair stands twice, or one that is taken
            away has points already.
    """
    with desk.act(
        Act.EDIT_YEAR, N_("Who scores whom: {n}"), {"n": len(pairs)}, at=At(BlocYear, seen.id)
    ) as store:
        now = store.get(BlocYear, seen.id)
        check_assignment((m.unit_id for m in now.members), pairs)
        for sheet in store.find(ScoreSheet, bloc_year_id=now.id, layer=Layer.CROSS):
            kept = any((c.scorer_id, c.unit_id) == (sheet.scorer_id, sheet.unit_id) for c in pairs)
            if sheet.points and not kept:
                raise Refused(
                    N_("{scorer} has scored {unit} already; clear those scores first."),
                    scorer=unit_label(desk, sheet.scorer_id or ""),
                    unit=unit_label(desk, sheet.unit_id),
                )
        return save_onto(store, seen, {"cross": pairs})


def set_gap_limit(desk: Desk, seen: BlocYear, typed: str) -> BlocYear:
    """Set by how many points a score may differ from the layer before without a reason; empty: any.

    Raises:
        NotAllowed: The right is missing.
        Clash: Somebody else set another meanwhile.
        Refused: Not a number, or below 0.
    """
    limit = parse_decimal(typed) if typed.strip() else None
    told = {"limit": "–" if limit is None else number(limit)}
    with desk.act(
        Act.EDIT_YEAR, N_("Gap that needs a reason: {limit}"), told, at=At(BlocYear, seen.id)
    ) as store:
        return save_onto(store, seen, {"gap_limit": limit})


def own_scorer(desk: Desk, year: BlocYear) -> str | None:
    """Return the unit that the person at the desk scores for in the cross layer, None for nobody's."""
    held = {
        grant.unit_id
        for grant in own_grants(desk.store, desk.actor, desk.today)
        if grant.role is UserRole.UNIT_REPRESENTATIVE
    }
    return next((pair.scorer_id for pair in year.cross if pair.scorer_id in held), None)


AFTERWARDS = (Stage.REVIEW, Stage.HANDOVER, Stage.CLOSED)
"""Stages in which points are looked at more than given."""


def first_view(desk: Desk, bloc_year_id: str) -> View:
    """Return the layer that is worked on at the year's stage; an appraiser's own, whatever the stage.

    Once the year is under review it is the result, where the bloc's own points do not count in it.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    if not year.criteria_id:
        return BLOC_VIEW
    criteria = desk.store.get(CriteriaSet, year.criteria_id)
    layers = layers_of(criteria)
    codes = [one.code for one in layers]
    if own := _own_appraisal(desk, year, layers):
        return View(own)
    if year.stage is Stage.SELF_SCORING and Layer.SELF in codes:
        return View(Layer.SELF.value)
    if year.stage is Stage.CROSS_SCORING and Layer.CROSS in codes:
        return View(Layer.CROSS.value, own_scorer(desk, year))
    if year.stage in AFTERWARDS and Layer.BLOC not in {one.code for one in counting_layers(criteria)}:
        return View(result_layer(criteria))
    return BLOC_VIEW if Layer.BLOC in codes else View(codes[-1])


def _own_appraisal(desk: Desk, year: BlocYear, layers: tuple[ScoreLayer, ...]) -> str:
    held = any(
        grant.role is UserRole.APPRAISER and grant.bloc_id == year.bloc_id
        for grant in own_grants(desk.store, desk.actor, desk.today)
    )
    own = [one for one in layers if one.filled_by is Filler.APPRAISER and held]
    named = [one.code for one in own if desk.actor.name in one.accounts]
    return next(iter([*named, *(one.code for one in own if not one.accounts)]), "")
