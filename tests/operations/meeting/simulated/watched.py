"""A meeting and a plain log of what was done in it. The log is the oracle: it knows none of ktd's rules."""

import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from ktd_tui.clock import VIETNAM
from ktd_tui.domain.meeting import AgendaStep, Meeting, MeetingKind, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import AGAINST, FOR, Base, Method, Purpose, Vote, VoteRule
from ktd_tui.operations.council import people, setup, units
from ktd_tui.operations.meeting import agenda, preparation
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.script import acts, run_script
from ktd_tui.operations.year import years
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.document import Table
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.phrases import named
from ktd_tui.papers.record import sections
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.meeting.hours import noted_hours
from ktd_tui.words import short_time
from tests.builders import a_desk
from tests.conftest import FakeClock

NAMES = ("Trần Bá", "Lê Hoa", "Trần Bá", "Vũ Nam", "Đỗ An", "Hồ Lan", "Võ Quý", "Lý Hà", "Ngô Anh", "Cao Sơn")
"""The heads of the units; two of them have one name."""
SECRETARY = "Phan Thư"
MINUTE = timedelta(minutes=1)
REPORTS = AgendaStep(step=Step.UNIT_REPORTS)
MOST_ROUNDS, OF_AWARDS = 3, Fraction(4, 5)
RULES = {
    Purpose.MOTION: VoteRule(casting=True),
    Purpose.HEAD: VoteRule(rounds=MOST_ROUNDS, strict=False),
    Purpose.AWARD: VoteRule(
        method=Method.BALLOT, base=Base.MEMBERS, fraction=Fraction(2, 3), strict=False, quorum=OF_AWARDS
    ),
}
"""The bloc's own: the chair's casting vote, a limit of rounds, a quorum of its own for awards."""
BEGUN = datetime(2026, 12, 20, 8, 0, tzinfo=VIETNAM)


@dataclass
class Log:
    """What was done, in the words of who watched.

    Attributes:
        here: Who is in the room.
        were_here: Who ever was since the opening.
        there: From when to when each was there; nothing: from the opening, to the end.
        acted: Who had the floor or a ballot in hand, chaired, counted.
        spoke: Whose seat it was from which a line was said.
        lines: Whose words, and what, in the order of writing.
        voters: How many could vote when a question was counted, with the numbers entered.
        cast: What the chair decided where as many were for it as against it; empty: nothing.
        ballots: The same of each round with candidates, with the votes of each; which round it was, who had
            withdrawn, and who had more than half.
        lots: How lots were drawn and who won, in the words of the minutes.
        undecided: How many last rounds elected nobody.
        papers: What was counted on paper, in the words of the minutes; ``passed``: whether it was enough.
        void: How many counts were declared void.
        reports: Who presented the report of each unit.
        hours: When each line was written, each vote counted, and from when to when each turn was: as it
            happened, or as it was mended.
    """

    here: set[str] = field(default_factory=set)
    were_here: set[str] = field(default_factory=set)
    there: dict[str, list[list[str]]] = field(default_factory=dict)
    acted: set[str] = field(default_factory=set)
    spoke: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)
    voters: list[tuple[int, int, int, int]] = field(default_factory=list)
    cast: list[str] = field(default_factory=list)
    ballots: list[tuple[int, dict[str, int], int, list[str], list[str]]] = field(default_factory=list)
    lots: list[str] = field(default_factory=list)
    undecided: int = 0
    papers: list[str] = field(default_factory=list)
    passed: list[bool] = field(default_factory=list)
    void: int = 0
    reports: dict[str, str] = field(default_factory=dict)
    hours: dict[str, str] = field(default_factory=dict)

    @property
    def took_part(self) -> set[str]:
        return self.were_here | self.acted | set(self.spoke.values())


class WatchedMeeting(RuleBasedStateMachine):
    """A meeting driven by the verbs of its scripts, with the log beside it, and how the two are compared."""

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
        self.excused = False
        """Whether it is written down why the meeting went on from an opening below the quorum."""
        self.writings = 0

    @initialize(count=st.integers(1, 10), late=st.integers(0, 9))
    def a_council(self, count: int, late: int) -> None:
        """A bloc with some units, its year, its meeting, opened with as many as it needs or more."""
        desk = a_desk(self.directory, self.clock)
        setup.set_up_council(desk, "Hội đồng thử", "Sở thử", in_papers=setup.InPapers("ST", "Huế"))
        bloc = desk.store.find(Bloc)[0]
        for place, name in enumerate(NAMES[:count], 1):
            unit = units.save_unit(desk, bloc.id, None, name=f"Phòng {place}", short_name=f"P{place}")
            people.save_person(desk, unit.id, None, heads=True, name=name, title="Trưởng phòng")
        year = years.open_year(desk, bloc.id, 2026)
        shipped = agenda.agenda_of(desk, bloc.id, MeetingKind.YEAR_END)
        own = agenda.set_steps(desk, bloc.id, shipped, (*shipped.steps[:2], REPORTS, *shipped.steps[2:]))
        for purpose, of in RULES.items():
            own = agenda.set_rule(desk, bloc.id, own, purpose, of)
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
        self.log.there = {one: [["", ""]] for one in self.log.here}
        self.log.acted = set(filter(None, (self.meeting.chair_id, self.meeting.secretary_id)))

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
        last = min(self.clock.now, self.meeting.closed_at or self.clock.now)
        at = first + timedelta(minutes=data.draw(st.integers(0, (last - first) // MINUTE)))
        return f"{at:%H:%M}"

    def came_now(self) -> str:
        """Say when somebody comes; empty: with the opening."""
        return self.now if self.clock.now > (self.meeting.opened_at or BEGUN) else ""

    def was_opened_below_the_quorum(self) -> bool:
        """Tell whether too few were there at the opening, as it was mended."""
        voting = {one.id for one in self.delegates}
        there = {one for one, times in self.log.there.items() if times and not times[0][0]}
        return len(voting & there) * 3 < len(voting) * 2

    def last_vote(self) -> Vote:
        return self.driver.vote()

    def wrote(self, speaker: str, words: str) -> None:
        self.log.lines.append((speaker, words))
        self.log.hours[words] = self.now

    def one(self, who: int) -> Attendee:
        return self.meeting.attendees[who % len(self.meeting.attendees)]

    def minutes_tell_what_happened(self) -> None:
        view = meeting_view(self.driver.desk, self.driver.meeting_id)
        paper = compose_minutes(view.data)
        table = next(block for block in paper.blocks if isinstance(block, Table))
        marks = self.marks_of_the_list(table.rows)
        absent = {who for who, mark in marks.items() if mark.startswith("Vắng")}
        assert absent == set(marks) - self.log.took_part, "who took part is not «Vắng», who did not is"
        self.marks_say_when(marks)
        voting = {one.id for one in self.delegates}
        came = len(voting & self.log.took_part)
        said = " ".join(getattr(block, "text", "") for block in paper.blocks)
        assert f"có mặt {came}/{len(voting)} đại biểu" in said
        self.lines_are_whose_they_were(view.proceedings.lines)
        self.votes_are_what_was_counted(said)
        self.hours_are_as_they_were_or_were_mended(view.proceedings.lines)
        for unit, who in self.log.reports.items():
            assert f"{named(who)} trình bày báo cáo của {unit}" in said
        assert said.count("trình bày báo cáo của") == len(self.log.reports)
        if closed := self.meeting.closed_at:
            assert max(noted_hours(view.proceedings), default=closed) <= closed.replace(second=59)
        for section in sections(view.data):
            told = [entry.at for entry in section.entries if entry.at]
            assert told == sorted(told), f"the hours of “{section.title}” run backwards"

    def marks_of_the_list(self, rows: Sequence[Sequence[str]]) -> dict[str, str]:
        """Return how each delegate is marked: chair and secretary first, then the units in their order."""
        first = (self.meeting.chair_id, self.meeting.secretary_id)
        others = [one for one in self.meeting.attendees if one.id not in first]
        listed = [*filter(None, map(self.meeting.attendee, first)), *others]
        for place, (one, row) in enumerate(zip(listed, rows, strict=True), 1):
            assert row[0] == str(place)
            assert row[2].casefold().endswith(one.unit.casefold()), f"{row} is not the row of {one.unit}"
        return {one.id: row[-1] for one, row in zip(listed, rows, strict=True)}

    def marks_say_when(self, marks: dict[str, str]) -> None:
        for one in self.meeting.attendees:
            if one.stand_in is None:  # of those it says, too, from when they sat there
                hours = [hour for times in self.log.there.get(one.id, ()) for hour in times if hour]
                assert sorted(re.findall(r"\d\d:\d\d", marks[one.id])) == hours, marks[one.id]

    def lines_are_whose_they_were(self, found: tuple[MinutesLine, ...]) -> None:
        told = sorted((line.speaker, line.text) for line in found)
        assert told == sorted(self.log.lines)

    def votes_are_what_was_counted(self, said: str) -> None:
        votes = sorted(self.driver.desk.store.find(Vote), key=lambda vote: vote.id)
        pending = None if self.free else votes.pop()
        if pending and self.waiting is not None:
            assert len(pending.voters) == self.waiting
        valid = [v for v in votes if not v.candidates and not v.void]
        plain = [v for v in valid if v.purpose is Purpose.MOTION]
        assert [(v.present, v.agree, v.against, v.other) for v in plain] == self.log.voters
        self.chair_decided_where_it_did(plain, said)
        assert [o.passed for v in valid if v not in plain and (o := outcome(v))] == self.log.passed
        assert all(told in said for told in self.log.papers)
        assert said.count("Vòng này không được công nhận") == self.log.void
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
        assert all(told in said for told in self.log.lots)
        assert said.count(f"Đã đủ {MOST_ROUNDS} vòng theo quy định") == self.log.undecided
        assert said.count("trúng cử.") == sum(bool(one[4]) for one in rounds)

    def chair_decided_where_it_did(self, votes: Sequence[Vote], said: str) -> None:
        expected = [
            agree * 2 > there or side == FOR
            for (there, agree, *_), side in zip(self.log.voters, self.log.cast, strict=True)
        ]
        assert [o.passed for v in votes if (o := outcome(v))] == expected
        for side, word in ((FOR, "đồng ý: đạt."), (AGAINST, "không đồng ý: không đạt.")):
            told = rf"quyết định theo ý kiến của chủ trì, [^.]*, {word}"
            assert len(re.findall(told, said)) == self.log.cast.count(side)

    def hours_are_as_they_were_or_were_mended(self, lines: tuple[MinutesLine, ...]) -> None:
        told = {line.text: short_time(line.at) for line in lines}
        told |= {v.id: short_time(v.counted_at) for v in self.driver.desk.store.find(Vote) if v.counted_at}
        for turn in self.meeting.turns:
            assert turn.began_at
            assert turn.ended_at
            told[turn.id] = f"{short_time(turn.began_at)}–{short_time(turn.ended_at)}"
        assert told == self.log.hours
