"""A meeting in which anything may happen in any order: its minutes against a plain log of what was done.

People come, leave, return, are stood in for, speak, ask for the floor and vote; the session is killed
anywhere. The log is the oracle: it knows none of ktd's rules.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from ktd_tui.clock import VIETNAM
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.council import people, setup, units
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.script import acts, run_script
from ktd_tui.operations.year import years
from ktd_tui.papers.document import Table
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.record import sections
from tests.builders import a_desk
from tests.conftest import FakeClock

NAMES = ("Trần Bá", "Lê Hoa", "Trần Bá", "Vũ Nam", "Đỗ An", "Hồ Lan", "Võ Quý", "Lý Hà", "Ngô Anh", "Cao Sơn")
"""The heads of the units; two of them have one name."""
SECRETARY = "Phan Thư"
SAID = st.sampled_from(["Nhất trí", "Đề nghị bổ sung", "Còn ít giao lưu", "Hoàn toàn ủng hộ báo cáo"])
WHO = st.integers(0, 9)
BEGUN = datetime(2026, 12, 20, 8, 0, tzinfo=VIETNAM)


@dataclass
class Log:
    """What was done, in the words of who watched.

    Attributes:
        here: Who is in the room.
        were_here: Who ever was since the opening.
        acted: Who spoke or had a ballot in hand.
        lines: Whose words, and what, in the order of writing.
        voters: How many could vote when a question was counted, with the numbers entered.
    """

    here: set[str] = field(default_factory=set)
    were_here: set[str] = field(default_factory=set)
    acted: set[str] = field(default_factory=set)
    lines: list[tuple[str, str]] = field(default_factory=list)
    voters: list[tuple[int, int, int, int]] = field(default_factory=list)


class AnyMeeting(RuleBasedStateMachine):
    """Does anything that a meeting may do, by the verbs of its scripts, and keeps a log beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.clock = FakeClock()
        self.clock.now = BEGUN
        self.log = Log()
        self.driver: Driver
        self.questions = 0
        self.waiting: int | None = None
        """How many may vote in the round that is open."""

    @initialize(count=st.integers(1, 10), late=st.integers(0, 9))
    def a_council(self, count: int, late: int) -> None:
        """A bloc with some units, its year, its meeting, opened with as many as it needs or more."""
        desk = a_desk(self.directory, self.clock)
        setup.set_up_council(desk, "Hội đồng thử", "Sở thử", "ST", "Huế")
        bloc = desk.store.find(Bloc)[0]
        for place, name in enumerate(NAMES[:count], 1):
            unit = units.save_unit(desk, bloc.id, None, name=f"Phòng {place}", short_name=f"P{place}")
            people.save_person(desk, unit.id, None, heads=True, name=name, title="Trưởng phòng")
        year = years.open_year(desk, bloc.id, 2026)
        self.driver = Driver(desk, preparation.start_meeting(desk, year.id).id)
        self.do(f"delegate {SECRETARY} | Chuyên viên | Văn phòng | Huế | khách")
        self.do(f"secretary {SECRETARY}")
        self.do(f"chair {self.delegates[0].id}")
        self.do("day 20/12/2026")
        self.do("place Phòng họp")
        voting = self.delegates
        enough = -(-len(voting) * 2 // 3)
        self.log.here = {one.id for one in voting[: enough + late % (len(voting) - enough + 1)]}
        self.log.here.add(self.meeting.secretary_id or "")
        for one in self.log.here:
            self.do(f"present {one}")
        self.do("next")
        self.do("open")
        self.log.were_here = set(self.log.here)

    def teardown(self) -> None:
        """Compare the minutes with the log; throw the data away."""
        try:
            if self.log.here or self.log.were_here:
                self.minutes_tell_what_happened()
        finally:
            if hasattr(self, "driver"):
                self.driver.desk.store.close()
            shutil.rmtree(self.directory)

    @property
    def meeting(self) -> Meeting:
        return self.driver.meeting

    @property
    def delegates(self) -> list[Attendee]:
        return [one for one in self.meeting.attendees if one.voting]

    def do(self, text: str) -> None:
        run_script(self.driver, acts(text))

    def one(self, who: int) -> Attendee:
        return self.meeting.attendees[who % len(self.meeting.attendees)]

    @rule(minutes=st.integers(1, 20))
    def time_passes(self, minutes: int) -> None:
        self.clock.pass_minutes(minutes)

    @rule(who=WHO)
    def comes(self, who: int) -> None:
        one = self.one(who)
        self.do(f"present {one.id}")
        self.log.here.add(one.id)
        self.log.were_here.add(one.id)

    @rule(who=WHO)
    def leaves(self, who: int) -> None:
        one = self.one(who)
        self.clock.pass_minutes(2)  # sooner it is a slip of a key
        self.do(f"absent {one.id}")
        self.clock.pass_minutes(2)
        self.log.here.discard(one.id)

    @rule(who=WHO, other=st.sampled_from(["Mai Thay", "Bùi Thế"]))
    def is_stood_in_for(self, who: int, other: str) -> None:
        one = self.one(who)
        if one.voting:
            self.do(f"stand-in {one.id} = {other} | Phó phòng | 05/GUQ")

    @rule()
    def goes_on(self) -> None:
        if self.meeting.step is not Step.APPROVAL:
            self.do("next Để sau")

    @rule(who=WHO, said=SAID)
    def speaks(self, who: int, said: str) -> None:
        one = self.one(who)
        if one.id not in self.log.here:
            with pytest.raises(Refused):
                self.do(f"floor {one.id}")
            return
        self.do(f"floor {one.id}")
        self.clock.pass_minutes(3)
        words = f"{said} {len(self.log.lines)}"
        statements = self.meeting.step in (Step.STATEMENTS, Step.DISCUSSION)
        self.do(f"line {words}")
        self.do("floor-end")
        self.log.lines.append((one.seated if statements else "", words))
        self.log.acted.add(one.id)

    @rule(said=SAID)
    def is_noted(self, said: str) -> None:
        words = f"{said} {len(self.log.lines)}"
        self.do(f"line {words}")
        self.log.lines.append(("", words))

    @precondition(lambda self: self.waiting is None)
    @rule(data=st.data())
    def is_voted(self, data: st.DataObject) -> None:
        voting = {one.id for one in self.delegates}
        there = len(voting & self.log.here)
        if there * 3 < len(voting) * 2:
            return
        agree = data.draw(st.integers(0, there))
        against = data.draw(st.integers(0, there - agree))
        rest = there - agree - against
        self.questions += 1
        self.do(f"put motion = Câu hỏi {self.questions}")
        with pytest.raises(Refused):
            self.do(f"count {agree + 1} {against} {rest}")
        self.do(f"count {agree} {against} {rest}")
        self.log.voters.append((there, agree, against, rest))
        self.log.acted |= voting & self.log.here

    @precondition(lambda self: self.waiting is None)
    @rule()
    def ballots_are_handed_out(self) -> None:
        """Who may vote is fixed now; who comes or goes before the count changes nothing."""
        voting = {one.id for one in self.delegates}
        there = voting & self.log.here
        if len(there) * 3 < len(voting) * 2:
            return
        self.questions += 1
        self.do(f"put motion = Câu hỏi {self.questions}")
        self.do("open-vote")
        self.waiting = len(there)
        self.log.acted |= there

    @precondition(lambda self: self.waiting is not None)
    @rule(data=st.data())
    def is_counted(self, data: st.DataObject) -> None:
        there = self.waiting or 0
        agree = data.draw(st.integers(0, there))
        with pytest.raises(Refused):
            self.do(f"count {there + 1} 0 0")
        self.do(f"count {agree} 0 {there - agree}")
        self.log.voters.append((there, agree, 0, there - agree))
        self.waiting = None

    @precondition(lambda self: self.log.lines)
    @rule(place=st.integers(0, 5))
    def a_line_is_mended(self, place: int) -> None:
        lines = meeting_view(self.driver.desk, self.driver.meeting_id).proceedings.lines
        number = place % len(lines)
        old = lines[number]
        words = f"Đã sửa {len(self.log.lines)}"
        self.do(f"mend {number + 1} {words}")
        self.log.lines[self.log.lines.index((old.speaker, old.text))] = (old.speaker, words)

    @precondition(lambda self: self.log.lines)
    @rule(place=st.integers(0, 5), who=WHO)
    def a_line_gets_another_speaker(self, place: int, who: int) -> None:
        lines = meeting_view(self.driver.desk, self.driver.meeting_id).proceedings.lines
        number, one = place % len(lines), self.one(who)
        if one.id not in self.log.were_here:
            return
        old = lines[number]
        self.do(f"speaker {number + 1} = {one.id}")
        self.log.lines[self.log.lines.index((old.speaker, old.text))] = (one.seated, old.text)
        self.log.acted.add(one.id)

    @rule(who=WHO)
    def is_taken_off_the_list(self, who: int) -> None:
        """Who did anything stays on it."""
        one = self.one(who)
        if one.id in self.log.acted | self.log.were_here:
            with pytest.raises(Refused):
                self.do(f"remove {one.id}")

    @rule()
    def is_killed(self) -> None:
        """Whoever writes is gone without a word, and somebody opens the data anew."""
        desk = self.driver.desk
        self.driver = Driver(a_desk(self.directory, self.clock), self.driver.meeting_id)
        desk.store.close()

    def minutes_tell_what_happened(self) -> None:
        view = meeting_view(self.driver.desk, self.driver.meeting_id)
        paper = compose_minutes(view.data)
        table = next(block for block in paper.blocks if isinstance(block, Table))
        marks = dict(
            zip((a.id for a in self.meeting.attendees), (row[-1] for row in table.rows), strict=True)
        )
        absent = {who for who, mark in marks.items() if mark.startswith("Vắng")}
        assert absent == set(marks) - self.log.were_here, "who was there is not «Vắng», who was not is"
        assert not absent & self.log.acted
        voting = {one.id for one in self.delegates}
        came = len(voting & self.log.were_here)
        said = " ".join(getattr(block, "text", "") for block in paper.blocks)
        assert f"có mặt {came:02d}/{len(voting):02d} đại biểu" in said
        self.lines_are_whose_they_were(view.proceedings.lines)
        self.votes_are_what_was_counted()
        for section in sections(view.data):
            hours = [entry.at for entry in section.entries if entry.at]
            assert hours == sorted(hours), f"the hours of “{section.title}” run backwards"

    def lines_are_whose_they_were(self, found: tuple[MinutesLine, ...]) -> None:
        told = sorted((line.speaker, line.text) for line in found)
        assert told == sorted(self.log.lines)

    def votes_are_what_was_counted(self) -> None:
        votes = sorted(self.driver.desk.store.find(Vote), key=lambda vote: vote.id)
        if self.waiting is not None:
            assert len(votes.pop().voters) == self.waiting
        counted = [(v.present, v.agree, v.against, v.other) for v in votes]
        assert counted == self.log.voters
        for vote in votes:
            assert len(vote.voters) == vote.present


TestAnyMeeting = AnyMeeting.TestCase
TestAnyMeeting.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
