"""A change of the bloc's points, put to the meeting's vote: the question names the change and its ground."""

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.meeting.change import meeting_act
from ktd_tui.operations.meeting.voting.opening import rule_of
from ktd_tui.operations.scoring.layering.deciding import TOTAL, ChangeTyped, change_typed
from ktd_tui.papers import phrases


def put_score_change(desk: Desk, meeting_id: str, typed: ChangeTyped) -> Vote:
    """Put a change of the bloc's points to the vote; it is carried out once it is counted and has passed.

    Raises:
        NotAllowed: The right is missing.
        Refused: The minutes are signed, the change does not fit, or one of the same points waits for its
            count.
    """
    told = {"code": typed.code, "points": typed.points}
    why = N_("Put to the vote: {code} to {points} points")
    if typed.code == TOTAL:
        why = N_("Put to the vote: the total of {unit}: {points} points")
        told["unit"] = unit_label(desk, typed.unit_id)
    with meeting_act(desk, meeting_id, why, told) as meeting:
        year = desk.store.get(BlocYear, meeting.bloc_year_id)
        change = change_typed(desk, year, typed)
        pending = [one.score_change for one in desk.store.find(Vote, meeting_id=meeting_id) if one.pending]
        if any(one and (one.unit_id, one.code) == (change.unit_id, change.code) for one in pending):
            what = change.code or t("Total")
            raise Refused(N_("A change of {code} waits for its count already."), code=what)
        unit = desk.store.get(Unit, change.unit_id).name_in(year.year)
        return desk.store.save(
            Vote(
                meeting_id=meeting_id,
                purpose=Purpose.POINTS,
                subject=phrases.score_change(change, unit),
                rule=rule_of(meeting, Purpose.POINTS),
                score_change=change,
            )
        )
