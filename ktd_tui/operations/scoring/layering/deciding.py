"""What a meeting decides of the bloc's points by vote: carried out once it is counted, taken back with it."""

from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.layering.layers import Filler
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet, DecidedTotal
from ktd_tui.domain.voting import ScoreChange, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.evaluating import evaluated, read, read_unit, unit_facts
from ktd_tui.operations.scoring.sheets import criteria_of, sheet_of
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.points import check_points
from ktd_tui.rules.scoring.score_rows import check_there
from ktd_tui.rules.scoring.scorers.listed import layers_of, result_layer
from ktd_tui.rules.scoring.sheets import check_complete, check_unlocked
from ktd_tui.words import number, parse_decimal

TOTAL = ""
"""What stands instead of a row's code where the total itself is decided."""
BY_MEETING = "Hội nghị biểu quyết: {ground}"
"""The reason that stands with such points; papers print it."""


class ChangeTyped(NamedTuple):
    """A change of the bloc's points of a unit, as it was typed, and its ground; ``TOTAL`` for its total."""

    unit_id: str
    code: str
    points: str
    ground: str


def change_typed(desk: Desk, year: BlocYear, typed: ChangeTyped) -> ScoreChange:
    """Return a change of the bloc's points that can be put to the vote.

    Raises:
        Refused: No layer is filled by the bloc, the row does not take such points, they are those that
            stand, no ground is given, or the sheet is locked.
    """
    criteria = criteria_of(desk, year)
    layer = bloc_layer(criteria)
    unit_id, code, ground = typed.unit_id, typed.code, within(typed.ground, LIMIT)
    value, unit = parse_decimal(typed.points), unit_label(desk, unit_id)
    if not ground:
        raise Refused(N_("Say on what ground the points are changed."))
    if code == TOTAL:
        before: Decimal | None = _total_before(desk, year, criteria, unit_id, value)
    else:
        check_points(criteria, code, value)
        facts = unit_facts(read_unit(desk, year, criteria, unit_id)).get(unit_id)
        check_there(criteria, facts, layer, code, unit)
        sheet = sheet_of(desk, year.id, unit_id, View(layer))
        check_unlocked(sheet, unit)
        before = sheet.points.get(code)
    if before == value:
        raise Refused(N_("{code}: these are the points that stand."), code=code or t("Total"))
    return ScoreChange(unit_id=unit_id, layer=layer, code=code, before=before, after=value, reason=ground)


def _total_before(
    desk: Desk, year: BlocYear, criteria: CriteriaSet, unit_id: str, wanted: Decimal
) -> Decimal:
    """Return the total that stands, which the meeting may change to another.

    Raises:
        Refused: A criterion is blank, a layer that counts follows the bloc's, or it is more than there is.
    """
    layers = layers_of(criteria)
    after = layers[[one.code for one in layers].index(bloc_layer(criteria)) + 1 :]
    if later := [one.name for one in after if one.weight]:
        raise Refused(
            N_("“{layer}” still scores after the bloc: its meeting decides on no total."), layer=later[0]
        )
    view = View(result_layer(criteria))
    of = evaluated(read(desk, year, criteria), view).results(view.layer)[unit_id]
    check_complete(of.missing, unit_label(desk, unit_id))
    most = of.out_of + criteria.bonus_cap
    if not 0 <= wanted <= most:
        raise Refused(N_("The total: from 0 to {most} points."), most=number(most))
    return of.total


def bloc_layer(criteria: CriteriaSet) -> str:
    """Return the last layer that the bloc's leadership fills.

    Raises:
        Refused: There is none.
    """
    found = [one.code for one in layers_of(criteria) if one.filled_by is Filler.BLOC]
    if not found:
        raise Refused(N_("No layer of this year is filled by the bloc: its meeting decides on none."))
    return found[-1]


def carry_out(desk: Desk, vote: Vote) -> None:
    """Write the points that a vote decided on, or what stood before where it did not pass after all.

    Only within its act.

    Raises:
        Refused: The sheet is locked.
    """
    change = vote.score_change
    if change is None:
        return
    year_id = desk.store.get(Meeting, vote.meeting_id).bloc_year_id
    sheet = sheet_of(desk, year_id, change.unit_id, View(change.layer))
    if change.code == TOTAL:
        decided = _last_decided(desk, vote.meeting_id, change.unit_id)
        if decided != sheet.decided:
            desk.store.save(sheet.with_(decided=decided))
        return
    come = outcome(vote)
    there, passed = sheet.points.get(change.code), come is not None and come.passed
    if passed == (there == change.after) or (not passed and there != change.after):
        return
    check_unlocked(sheet, unit_label(desk, change.unit_id))
    value, why = (change.after, BY_MEETING.format(ground=change.reason)) if passed else (change.before, "")
    points = {**sheet.points, change.code: value}
    reasons = {**sheet.reasons, change.code: why}
    fresh = sheet.with_(
        points={code: one for code, one in points.items() if one is not None},
        reasons={code: one for code, one in reasons.items() if one},
    )
    desk.store.save(fresh)


def _last_decided(desk: Desk, meeting_id: str, unit_id: str) -> DecidedTotal | None:
    """Return the total of a unit that a meeting decided last; None: no vote on it has passed."""
    passed = [
        (vote.counted_at, vote.id, change)
        for vote in desk.store.find(Vote, meeting_id=meeting_id)
        if (change := vote.score_change) and (change.unit_id, change.code) == (unit_id, TOTAL)
        if vote.counted_at and (come := outcome(vote)) is not None and come.passed
    ]
    if not passed:
        return None
    *_, change = max(passed, key=lambda of: of[:2])
    return DecidedTotal(points=change.after, ground=change.reason)
