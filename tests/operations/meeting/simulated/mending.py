"""What a watched meeting mends afterwards: when somebody was there, hours, words, whose they were."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.meeting import hours
from ktd_tui.operations.meeting.view import meeting_view
from tests.operations.meeting.simulated.deciding import DecidingMeeting
from tests.operations.meeting.simulated.watched import MINUTE

WHO = st.integers(0, 9)
TWICE = 4
"""Hours of who was there, left, came back and left again."""


class MendingMeeting(DecidingMeeting):
    """Corrections, each with a mark in the history; they change nothing else."""

    def mends(self, text: str) -> bool:
        """Mend; hours by which somebody spoke while away are refused, and nothing is otherwise then."""
        try:
            self.do(text)
        except Refused as refused:
            assert "thì lúc ấy không có mặt" in str(refused)  # noqa: PT017  # most are not refused
            return False
        return True

    @rule(who=WHO, data=st.data())
    def it_is_mended_when_somebody_was_there(self, who: int, data: st.DataObject) -> None:
        """«08:00–08:20, 08:40–»; nothing at all: never, and who acted is not absent all the same."""
        one, opened = self.one(who), self.meeting.opened_at
        assert opened
        first = opened.replace(second=0)
        last = min(self.clock.now, self.meeting.closed_at or self.clock.now)
        minutes = st.integers(0, (last - first) // MINUTE)
        drawn = sorted(data.draw(st.sets(minutes, max_size=TWICE)))
        told = [f"{first + timedelta(minutes=n):%H:%M}" for n in drawn]
        times = list(zip(told[::2], [*told[1::2], ""], strict=False))
        if not self.mends(f"was-there {one.id} = {', '.join(f'{came}–{left}' for came, left in times)}"):
            return
        self.log.there[one.id] = [["" if came == f"{first:%H:%M}" else came, left] for came, left in times]
        self.log.were_here.discard(one.id)
        self.log.here.discard(one.id)
        if times:
            self.log.were_here.add(one.id)
        if times and not times[-1][1]:
            self.log.here.add(one.id)

    @precondition(lambda self: self.log.lines)
    @rule(place=st.integers(0, 5), data=st.data())
    def the_hour_of_a_line_is_mended(self, place: int, data: st.DataObject) -> None:
        lines = meeting_view(self.driver.desk, self.driver.meeting_id).proceedings.lines
        number, hour = place % len(lines), self.hour(data)
        if self.mends(f"hour-of {number + 1} {hour}"):
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
        if self.mends(f"hour-of {name} {began}–{ended}"):
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
        if old.text in self.log.spoke:
            self.log.spoke[words] = self.log.spoke.pop(old.text)

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
        self.log.spoke[old.text] = one.id

    @rule(earlier=st.integers(1, 5))
    def it_was_opened_earlier(self, earlier: int) -> None:
        opened = self.meeting.opened_at
        assert opened
        self.do(f"opening-hour {opened - timedelta(minutes=earlier):%H:%M}")
