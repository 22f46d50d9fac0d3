"""A meeting in which anything may happen in any order: its minutes against a plain log of what was done.

People come, leave, return, are stood in for, speak, ask for the floor, vote, stand for an office, withdraw,
are voted on again; hours are mended; the session is killed anywhere. The log is the oracle: it knows none of
ktd's rules.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
from ktd_tui.operations.meeting import hours, preparation
from ktd_tui.operations.meeting.scripting.driver import Driver
from ktd_tui.operations.meeting.scripting.script import acts, run_script
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.year import years
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.document import Table
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.record import sections
from ktd_tui.words import short_time
from tests.builders import a_desk
from tests.conftest import FakeClock

NAMES = ("Trần Bá", "Lê Hoa", "Trần Bá", "Vũ Nam", "Đỗ An", "Hồ Lan", "Võ Quý", "Lý Hà", "Ngô Anh", "Cao Sơn")
"""The heads of the units; two of them have one name."""
SECRETARY = "Phan Thư"
SAID = st.sampled_from(["Nhất trí", "Đề nghị bổ sung", "Còn ít giao lưu", "Hoàn toàn ủng hộ báo cáo"])
WHO = st.integers(0, 9)
MINUTE = timedelta(minutes=1)
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
        ballots: The same of each round with candidates, with the votes of each; which round it was, who had
            withdrawn, and who had more than half.
        hours: When each line was written, each vote counted, and from when to when each turn was: as it
            happened, or as it was mended.
    """

    here: set[str] = field(default_factory=set)
    were_here: set[str] = field(default_factory=set)
    acted: set[str] = field(default_factory=set)
    lines: list[tuple[str, str]] = field(default_factory=list)
    voters: list[tuple[int, int, int, int]] = field(default_factory=list)
    ballots: list[tuple[int, dict[str, int], int, list[str], list[str]]] = field(default_factory=list)
    hours: dict[str, str] = field(default_factory=dict)


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
        self.standing: list[str] = []
        """The units that stand for the office now; one round after the other has them."""
        self.withdrawn: list[str] = []
        self.round = 1
        self.writings = 0

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

    @property
    def free(self) -> bool:
        """Whether no question waits for its count."""
        return self.waiting is None and not self.standing

    @property
    def now(self) -> str:
        return f"{self.clock.now:%H:%M}"

    def hour(self, data: st.DataObject, after: datetime | None = None) -> str:
        """Draw an hour between another, or the opening, and now."""
        first = (after or self.meeting.opened_at or self.clock.now).replace(second=0)
        at = first + timedelta(minutes=data.draw(st.integers(0, (self.clock.now - first) // MINUTE)))
        return f"{at:%H:%M}"

    def last_vote(self) -> Vote:
        return self.driver.vote()

    def wrote(self, speaker: str, words: str) -> None:
        self.log.lines.append((speaker, words))
        self.log.hours[words] = self.now

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
        self.writings += 1
        words = f"{said} {self.writings}"
        statements = self.meeting.step in (Step.STATEMENTS, Step.DISCUSSION)
        self.do(f"line {words}")
        self.wrote(one.seated if statements else "", words)
        begun = f"{self.clock.now - 3 * MINUTE:%H:%M}"
        self.do("floor-end")
        self.log.hours[self.meeting.turns[-1].id] = f"{begun}–{self.now}"
        self.log.acted.add(one.id)

    @rule(said=SAID)
    def is_noted(self, said: str) -> None:
        self.writings += 1
        words = f"{said} {self.writings}"
        self.do(f"line {words}")
        self.wrote("", words)

    @precondition(lambda self: self.free)
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
        self.log.hours[self.last_vote().id] = self.now
        self.log.acted |= voting & self.log.here

    @precondition(lambda self: self.free)
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
        self.log.hours[self.last_vote().id] = self.now
        self.waiting = None

    @precondition(lambda self: self.free and len(self.delegates) > 1)
    @rule(count=st.integers(2, 4))
    def some_stand_for_the_office(self, count: int) -> None:
        self.standing = [one.unit for one in self.delegates if one.unit_id][:count]
        self.withdrawn, self.round = [], 1
        self.do(f"ballot head {', '.join(self.standing)}")

    @precondition(lambda self: len(self.standing) > 1)
    @rule(who=WHO)
    def withdraws(self, who: int) -> None:
        gone = self.standing.pop(who % len(self.standing))
        self.do(f"stand-down {gone} = bận việc {len(self.withdrawn)}")
        self.withdrawn.append(gone)

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def hands_are_counted(self, data: st.DataObject) -> None:
        """Who has more than half is elected; where nobody has, the same stand in the next round."""
        voting = {one.id for one in self.delegates}
        there = len(voting & self.log.here)
        if there * 3 < len(voting) * 2:
            return
        votes, left = {}, there
        for name in self.standing:
            votes[name] = data.draw(st.integers(0, left))
            left -= votes[name]
        self.do("hands " + ", ".join(f"{name}={n}" for name, n in votes.items()))
        won = [name for name, n in votes.items() if n * 2 > there]
        self.log.ballots.append((there, votes, self.round, self.withdrawn, won))
        self.log.hours[self.last_vote().id] = self.now
        self.log.acted |= voting & self.log.here
        self.withdrawn, self.round = [], self.round + 1
        if won:
            self.standing = []
            with pytest.raises(Refused):
                self.do("next-round")
        else:
            self.do("next-round")

    @precondition(lambda self: self.log.lines)
    @rule(place=st.integers(0, 5), data=st.data())
    def the_hour_of_a_line_is_mended(self, place: int, data: st.DataObject) -> None:
        lines = meeting_view(self.driver.desk, self.driver.meeting_id).proceedings.lines
        number, hour = place % len(lines), self.hour(data)
        self.do(f"hour-of {number + 1} {hour}")
        self.log.hours[lines[number].text] = hour

    @precondition(lambda self: self.free and self.driver.desk.store.find(Vote))
    @rule(data=st.data())
    def the_hour_of_a_count_is_mended(self, data: st.DataObject) -> None:
        """It was not counted before the ballots were handed out, nor before somebody withdrew."""
        vote = self.last_vote()
        before = [one.at for one in vote.withdrawn]
        if vote.opened_at and vote.counted_at and vote.opened_at < vote.counted_at.replace(second=0):
            before.append(vote.opened_at)
        hour = self.hour(data, max(before, default=None))
        self.do(f"hour-of count {hour}")
        self.log.hours[vote.id] = hour

    @precondition(lambda self: self.meeting.turns)
    @rule(place=st.integers(0, 5), data=st.data())
    def the_hours_of_a_turn_are_mended(self, place: int, data: st.DataObject) -> None:
        found = hours.numbered(self.driver.desk, self.driver.meeting_id)
        turns = [name for name in found if name.startswith("turn")]
        name = turns[place % len(turns)]
        began, ended = sorted((self.hour(data), self.hour(data)))
        self.do(f"hour-of {name} {began}–{ended}")
        self.log.hours[found[name].key.partition("/")[2]] = f"{began}–{ended}"

    @precondition(lambda self: self.log.lines)
    @rule(place=st.integers(0, 5))
    def a_line_is_mended(self, place: int) -> None:
        lines = meeting_view(self.driver.desk, self.driver.meeting_id).proceedings.lines
        number = place % len(lines)
        old = lines[number]
        self.writings += 1
        words = f"Đã sửa {self.writings}"
        self.do(f"mend {number + 1} {words}")
        self.log.hours[words] = self.log.hours.pop(old.text)
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
        self.votes_are_what_was_counted(said)
        self.hours_are_as_they_were_or_were_mended(view.proceedings.lines)
        for section in sections(view.data):
            told = [entry.at for entry in section.entries if entry.at]
            assert told == sorted(told), f"the hours of “{section.title}” run backwards"

    def lines_are_whose_they_were(self, found: tuple[MinutesLine, ...]) -> None:
        told = sorted((line.speaker, line.text) for line in found)
        assert told == sorted(self.log.lines)

    def votes_are_what_was_counted(self, said: str) -> None:
        votes = sorted(self.driver.desk.store.find(Vote), key=lambda vote: vote.id)
        pending = None if self.free else votes.pop()
        if pending and self.waiting is not None:
            assert len(pending.voters) == self.waiting
        counted = [(v.present, v.agree, v.against, v.other) for v in votes if not v.candidates]
        assert counted == self.log.voters
        rounds = []
        for v in votes:
            assert len(v.voters) == v.present
            assert vote_phrases.with_round(v) in said, "a vote that was counted is not told"
            if v.candidates and v.ballots:
                got = {one.name: v.ballots.choices[one.id] for one in v.candidates}
                won = [one.name for one in v.candidates if one.id in v.elected]
                rounds.append((v.present, got, v.round, [one.name for one in v.withdrawn], won))
        assert rounds == self.log.ballots
        gone = sum(len(one[3]) for one in rounds) + len(self.withdrawn)
        assert said.count("xin rút khỏi danh sách") == gone
        assert said.count("trúng cử.") == sum(bool(one[4]) for one in rounds)

    def hours_are_as_they_were_or_were_mended(self, lines: tuple[MinutesLine, ...]) -> None:
        told = {line.text: short_time(line.at) for line in lines}
        told |= {v.id: short_time(v.counted_at) for v in self.driver.desk.store.find(Vote) if v.counted_at}
        for turn in self.meeting.turns:
            assert turn.began_at
            assert turn.ended_at
            told[turn.id] = f"{short_time(turn.began_at)}–{short_time(turn.ended_at)}"
        assert told == self.log.hours


TestAnyMeeting = AnyMeeting.TestCase
TestAnyMeeting.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
