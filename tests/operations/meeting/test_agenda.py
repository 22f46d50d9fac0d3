"""Agendas as data: a bloc's own copy, frozen with the meeting; mid-year and plain meetings to the end."""

import pytest

from ktd_tui.domain.meeting import Agenda, Condition, Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.domain.voting import Base, Method, Purpose
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import agenda, closing, long_texts, minutes_lines, preparation, presence, view
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import printing, signing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.rules.meeting import flow
from tests.operations.found import an_agenda, the_bloc, the_year


def test_a_bloc_changes_its_own_copy_and_undo_gives_the_shipped_one_back(sample: Desk) -> None:
    shipped = an_agenda(sample)
    kept = [one for one in shipped.steps if one.step is not Step.AWARDS]
    own = agenda.set_steps(sample, the_bloc(sample), shipped, kept)
    assert own.id != shipped.id
    assert Step.AWARDS not in [one.step for one in an_agenda(sample).steps]
    undo(sample)
    assert an_agenda(sample) == shipped
    assert sample.store.find(Agenda) == []


def test_a_meeting_keeps_the_agenda_by_which_it_was_prepared(sample: Desk) -> None:
    meeting = preparation.start_meeting(sample, the_year(sample, 2023).id)
    seen = agenda.set_quorum(sample, the_bloc(sample), an_agenda(sample), "4/5")
    rule = agenda.rule("ballot", "members", "80%", strict=False)
    agenda.set_rule(sample, the_bloc(sample), seen, Purpose.HEAD, rule)
    now = sample.store.get(Meeting, meeting.id)
    assert (str(now.quorum), now.rules.get(Purpose.HEAD)) == ("2/3", None)
    other = preparation.start_meeting(sample, the_year(sample, 2023).id, MeetingKind.PLAIN)
    assert str(other.quorum) == "1/2", "another kind has its own agenda"


def test_the_next_meeting_votes_by_the_changed_rule(sample: Desk) -> None:
    rule = agenda.rule("ballot", "members", "80", strict=False)
    agenda.set_rule(sample, the_bloc(sample), an_agenda(sample), Purpose.HEAD, rule)
    meeting = preparation.start_meeting(sample, the_year(sample, 2023).id)
    vote = votes.put_question(sample, meeting.id, Purpose.HEAD, meeting.attendees[0].unit_id)
    assert (vote.rule.method, vote.rule.base, str(vote.rule.fraction)) == (Method.BALLOT, Base.MEMBERS, "4/5")


def test_two_who_change_one_agenda_are_told(sample: Desk) -> None:
    seen = an_agenda(sample)
    agenda.set_quorum(sample, the_bloc(sample), seen, "3/4")
    with pytest.raises(Clash):
        agenda.set_quorum(sample, the_bloc(sample), seen, "4/5")


@pytest.mark.parametrize("typed", ["", "0", "0/3", "4/3", "101", "hai phần ba", "1/0", "-1/2", "/", "2/"])
def test_what_is_no_share_is_refused(sample: Desk, typed: str) -> None:
    with pytest.raises(Refused):
        agenda.set_quorum(sample, the_bloc(sample), an_agenda(sample), typed)


def test_an_agenda_without_its_fixed_steps_is_refused(sample: Desk) -> None:
    seen = an_agenda(sample)
    for wrong in (seen.steps[1:], seen.steps[:-1], (*seen.steps, seen.steps[3]), seen.steps[::-1], ()):
        with pytest.raises(Refused):
            agenda.set_steps(sample, the_bloc(sample), seen, list(wrong))


def held(desk: Desk, kind: MeetingKind) -> Meeting:
    """Prepare a meeting of a kind in 2023, and open it."""
    meeting = preparation.start_meeting(desk, the_year(desk, 2023).id, kind)
    preparation.prepare(desk, meeting.id, "day", "8/12/2023")
    preparation.prepare(desk, meeting.id, "place", "Nhà Quốc hội")
    presence.set_officer(desk, meeting.id, "chair_id", meeting.attendees[0].id)
    presence.set_officer(desk, meeting.id, "secretary_id", meeting.attendees[1].id)
    for attendee in meeting.attendees:
        presence.set_present(desk, meeting.id, attendee.id, present=True)
    preparation.move(desk, meeting.id, Step.OPENING)
    return preparation.open_meeting(desk, meeting.id)


def test_a_mid_year_meeting_is_signed_and_the_year_goes_on(sample: Desk) -> None:
    meeting = held(sample, MeetingKind.MID_YEAR)
    before = the_year(sample, 2023)
    long_texts.save_text(sample, meeting.id, "report", "Sáu tháng đầu năm", ())
    minutes_lines.add_line(sample, meeting.id, Step.STATEMENTS, "Nhất trí", "Cục trưởng A")
    minutes_lines.add_line(sample, meeting.id, Step.LIMITATIONS, "Còn chậm")
    minutes_lines.add_line(sample, meeting.id, Step.DIRECTIONS, "Đẩy mạnh")
    votes.count_votes(sample, votes.put_question(sample, meeting.id, Purpose.DIRECTIONS).id, "5", "0", "0")
    long_texts.save_text(sample, meeting.id, "conclusion", "Kết luận", ())
    votes.count_votes(sample, votes.put_question(sample, meeting.id, Purpose.MINUTES).id, "5", "0", "0")
    for step in flow.steps(meeting)[2:]:
        preparation.move(sample, meeting.id, step)
    closing.close_meeting(sample, meeting.id, "")
    signing.sign(sample, meeting.id)
    year = sample.store.get(BlocYear, before.id)
    assert year.stage is before.stage is not Stage.CLOSED
    assert sample.store.find(BlocYear, year=2024) == []
    text = "\n".join(printing.preview(sample, minutes_ref(sample, meeting.id), 200)).replace("\u00a0", " ")
    assert "Hội nghị sơ kết 6 tháng đầu năm 2023 của Khối thi đua số V" in text, text
    assert "Nhiệm vụ 6 tháng cuối năm 2023" in text, text
    assert "Thông qua nhiệm vụ 6 tháng cuối năm 2023. Hội nghị biểu quyết" in text, text
    ends = " ".join(text.split()).partition("Hội nghị kết thúc vào")[2]
    assert "ngày 08 tháng 12 năm 2023./." in ends, "the minutes end on another day than they begin"
    with pytest.raises(Refused) as refused:
        preparation.start_meeting(sample, year.id, MeetingKind.MID_YEAR)
    assert tell(refused.value) == "Năm này đã có Hội nghị sơ kết."


def test_a_plain_meeting_discusses_and_decides_anything(sample: Desk) -> None:
    meeting = held(sample, MeetingKind.PLAIN)
    minutes_lines.add_line(sample, meeting.id, Step.DISCUSSION, "Đề xuất tổ chức giao lưu", "Vụ trưởng B")
    vote = votes.put_question(sample, meeting.id, Purpose.MOTION, None, "Tổ chức giao lưu vào tháng 9")
    lacking = [
        o.message for o in flow.obstacles(view.meeting_view(sample, meeting.id).proceedings, Step.RESOLUTIONS)
    ]
    assert lacking == ["Not counted yet: {subject}."]
    votes.count_votes(sample, vote.id, "4", "1", "0")
    text = "\n".join(printing.preview(sample, minutes_ref(sample, meeting.id), 200)).replace("\u00a0", " ")
    assert "Tổ chức giao lưu vào tháng 9. Cuộc họp biểu quyết" in text, text
    with pytest.raises(Refused):
        votes.put_question(sample, meeting.id, Purpose.MOTION, None, " ")
    with pytest.raises(Refused):
        preparation.move(sample, meeting.id, Step.ELECTION)
    assert Condition.STATEMENT in flow.agenda(meeting)[2].conditions
