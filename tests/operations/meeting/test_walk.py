"""A whole meeting by operations alone: the sample's fresh year 2023, from preparation to signatures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import Movement, Role, Stage
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import closing, long_texts, minutes_lines, preparation, presence, view
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import printing, signing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.papers.record import sections
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.flow import Mark
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.steps import ORDER
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.operations.found import the_meeting, the_unit, the_year

YEAR = 2023
REASON = "Khối chấm sau Hội nghị"


@dataclass
class Walk:
    """A desk at a meeting whose clock goes on with every act."""

    desk: Desk
    clock: FakeClock
    id: str

    @property
    def now(self) -> Proceedings:
        return view.meeting_view(self.desk, self.id).proceedings

    def line(self, step: Step, text: str, speaker: str = "") -> None:
        self.clock.pass_minutes(3)
        minutes_lines.add_line(self.desk, self.id, step, text, speaker)

    def vote(self, purpose: Purpose, unit: str = "", award: str = "") -> None:
        self.clock.pass_minutes(3)
        unit_id = the_unit(self.desk, unit) if unit else None
        put = votes.put_question(self.desk, self.id, purpose, unit_id, award)
        votes.count_votes(self.desk, put.id, "4", "1", "")


def prepare(w: Walk) -> None:
    preparation.prepare(w.desk, w.id, "day", "8/12/2023")
    preparation.prepare(w.desk, w.id, "opens_at", "14 giờ")
    preparation.prepare(w.desk, w.id, "place", "Nhà Quốc hội")
    preparation.prepare(w.desk, w.id, "documents", "Báo cáo tổng kết\n\n Dự thảo phương hướng ")
    presence.save_attendee(w.desk, w.id, Attendee(id="tk", name="Lê Thị Thư", voting=False, present=True))
    presence.set_officer(w.desk, w.id, "secretary_id", "tk")


def gather(w: Walk) -> None:
    *most, last = [a for a in w.now.meeting.attendees if a.voting]
    for attendee in most[:3]:
        presence.set_present(w.desk, w.id, attendee.id, present=True)
    with pytest.raises(Refused, match="No quorum"):
        preparation.open_meeting(w.desk, w.id)
    for attendee in (*most, last):
        presence.set_present(w.desk, w.id, attendee.id, present=True)
    preparation.open_meeting(w.desk, w.id)


def report(w: Walk) -> None:
    drafted = long_texts.draft_report(w.desk, w.id)
    long_texts.save_text(w.desk, w.id, "report", "\n".join(drafted), ())


def speak(w: Walk) -> None:
    w.line(Step.STATEMENTS, "Nhất trí với báo cáo", "Cục trưởng Cục Quản trị I Phạm Đức Thảo")


def limit(w: Walk) -> None:
    w.line(Step.LIMITATIONS, "Còn ít giao lưu")


def score(w: Walk) -> None:
    year = the_year(w.desk, YEAR)
    for unit in view.meeting_view(w.desk, w.id).members:
        for row in grid.grid(w.desk, year.id).rows[:15]:
            cells.record_score(w.desk, cells.ScoreTyped(year.id, unit.id, row.code, str(row.maximum - 1)))


def approve_scores(w: Walk) -> None:
    w.vote(Purpose.SCORES)


def award(w: Walk) -> None:
    w.vote(Purpose.AWARD, "CQT II", "Giấy khen")


def direct(w: Walk) -> None:
    w.line(Step.DIRECTIONS, "Tổ chức giao lưu giữa các đơn vị")
    w.vote(Purpose.DIRECTIONS)


def elect(w: Walk) -> None:
    w.vote(Purpose.HEAD, "CQT I")
    with pytest.raises(Refused, match="both offices of the bloc"):
        w.vote(Purpose.DEPUTY, "CQT I")
    w.vote(Purpose.DEPUTY, "Vụ TK")


def hand_over(w: Walk) -> None:
    of = view.meeting_view(w.desk, w.id)
    items = list(closing.handover_items(w.desk, of))
    giver, receiver = (people[0][0] for people in closing.handover_offered(w.desk, of))
    closing.set_handover(w.desk, w.id, giver, receiver, "\n".join(items))
    with pytest.raises(Refused, match="filled in"):
        closing.confirm_handover(w.desk, w.id)
    items = [item for item in items if "[" not in item]
    closing.set_handover(w.desk, w.id, giver, receiver, "\n".join(items))
    w.clock.pass_minutes(5)
    closing.confirm_handover(w.desk, w.id)


def conclude(w: Walk) -> None:
    long_texts.save_text(w.desk, w.id, "conclusion", "Hội nghị thành công", ())


def approve(w: Walk) -> None:
    w.vote(Purpose.MINUTES)
    with pytest.raises(Refused, match="closing hour"):
        signing.sign(w.desk, w.id)
    with pytest.raises(Refused, match="before it was opened"):
        closing.close_meeting(w.desk, w.id, "08:00")
    w.clock.pass_minutes(60)
    closing.close_meeting(w.desk, w.id, "")
    signing.sign(w.desk, w.id)


ACTS: dict[Step, Callable[[Walk], None]] = {
    Step.PREPARATION: prepare,
    Step.OPENING: gather,
    Step.REPORT: report,
    Step.STATEMENTS: speak,
    Step.LIMITATIONS: limit,
    Step.SCORES: approve_scores,
    Step.AWARDS: award,
    Step.DIRECTIONS: direct,
    Step.ELECTION: elect,
    Step.HANDOVER: hand_over,
    Step.CONCLUSION: conclude,
    Step.APPROVAL: approve,
}


def go_through(w: Walk, step: Step, reason: str) -> None:
    """Do what belongs to a step and go on; a ``reason`` is given only where it still lacks something."""
    following = flow.following(w.now.meeting)
    assert flow.obstacles(w.now, step), f"{step} lacks nothing before it began"
    if following:
        with pytest.raises(Refused):
            preparation.move(w.desk, w.id, following, "  ")
    ACTS[step](w)
    if reason:
        with pytest.raises(Refused):
            preparation.move(w.desk, w.id, step if following is None else following)
    else:
        assert flow.step_mark(w.now, step) is Mark.DONE, flow.obstacles(w.now, step)
    if following:
        preparation.move(w.desk, w.id, following, reason)


@pytest.fixture(params=[True, False], ids=["scored", "not scored"])
def walked(request: pytest.FixtureRequest, sample: Desk, clock: FakeClock) -> Walk:
    w = Walk(sample, clock, preparation.start_meeting(sample, the_year(sample, YEAR).id).id)
    if request.param:
        score(w)
    for step in ORDER:
        go_through(w, step, REASON if step is Step.SCORES and not request.param else "")
    return w


def test_the_meeting_is_signed_and_the_year_closed(walked: Walk) -> None:
    meeting = walked.now.meeting
    assert meeting.signed_at == walked.clock.now
    assert meeting.closed_at == walked.clock.now
    assert meeting.visited == ORDER, "a step was never opened"
    assert the_year(walked.desk, YEAR).stage is Stage.CLOSED
    assert not view.is_open(walked.desk, walked.id)
    lacking = [s for s in ORDER if flow.obstacles(walked.now, s) and not flow.excused(meeting, s)]
    assert lacking == []


def test_the_minutes_tell_all_of_it_in_order(walked: Walk) -> None:
    told = sections(view.meeting_view(walked.desk, walked.id).data)
    assert [s.step for s in told] == [s for s in ORDER if s is not Step.PREPARATION]
    times = [e.at for s in told for e in s.entries if e.at]
    assert times == sorted(times), "the clock goes back in the minutes"
    paper = " ".join(
        " ".join(printing.preview(walked.desk, minutes_ref(walked.desk, walked.id), 100)).split()
    )
    for wanted in ("Nhất trí với báo cáo", "Còn ít giao lưu", "Nhà Quốc hội", "5/5", "80%", "Lê Thị Thư"):
        assert wanted in paper, f"“{wanted}” is not in the minutes"


def test_a_reason_is_told_where_the_step_is_told(walked: Walk) -> None:
    gaps = walked.now.meeting.gaps
    told = {
        s.step: " ".join(e.text for e in s.entries)
        for s in sections(view.meeting_view(walked.desk, walked.id).data)
    }
    if walked.now.unscored:
        assert [(g.step, g.reason) for g in gaps] == [(Step.SCORES, REASON)]
        assert f"Lý do: {REASON}" in told[Step.SCORES]
    else:
        assert gaps == ()
    assert "Lý do" not in " ".join(text for step, text in told.items() if step is not Step.SCORES)


def test_next_year_is_open_with_the_elected_offices(walked: Walk) -> None:
    desk, of = walked.desk, the_year(walked.desk, YEAR + 1)
    assert of.unit_with(Role.HEAD) == the_unit(desk, "CQT I")
    assert of.unit_with(Role.DEPUTY) == the_unit(desk, "Vụ TK")
    assert {m.unit_id for m in of.members} == {m.unit_id for m in the_year(desk, YEAR).members}
    assert (of.stage, of.criteria_id) == (Stage.LAUNCH, the_year(desk, YEAR).criteria_id)
    running = [desk.store.get(Movement, m) for m in of.movement_ids]
    assert len(running) == 3
    assert not [m.title for m in running if m.yearly], "the theme of a year goes on after it"


def test_another_process_sees_it_all(walked: Walk, tmp_path: Path) -> None:
    other = a_desk(tmp_path / "data", walked.clock)
    try:
        assert view.meeting_view(other, walked.id).data == view.meeting_view(walked.desk, walked.id).data
        with pytest.raises(Refused, match="minutes are signed"):
            minutes_lines.add_line(other, walked.id, Step.REPORT, "Thêm")
    finally:
        other.store.close()


def test_signing_waits_for_every_step(sample: Desk, clock: FakeClock) -> None:
    meeting: Meeting = the_meeting(sample)
    for line in view.meeting_view(sample, meeting.id).proceedings.of_kind(LineKind.LIMITATION):
        minutes_lines.delete_line(sample, line)
    with pytest.raises(Refused, match="not complete"):
        signing.sign(sample, meeting.id)
    preparation.move(sample, meeting.id, Step.LIMITATIONS)
    preparation.move(sample, meeting.id, Step.SCORES, "Không có ý kiến")
    assert signing.sign(sample, meeting.id).signed_at == clock.now


def test_the_minute_of_the_opening_is_not_before_it(sample: Desk) -> None:
    meeting = the_meeting(sample)
    opened = meeting.with_(opened_at=datetime(2023, 1, 10, 1, 30, 40, tzinfo=UTC), closed_at=None)
    sample.store.save(opened)
    assert closing.close_meeting(sample, opened.id, "08:30").closed_at == opened.opened_at
    with pytest.raises(Refused, match="before it was opened"):
        closing.close_meeting(sample, opened.id, "08:29")
