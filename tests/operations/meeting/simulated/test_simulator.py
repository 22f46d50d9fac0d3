"""A meeting in which anything may happen in any order: its minutes against a plain log of what was done.

People come, leave, return, are stood in for, speak, ask for the floor, vote, stand for an office, withdraw,
are voted on again; ballots of paper are counted, counts are void, units report; hours are mended; the
session is killed anywhere.
"""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from ktd_tui.domain.meeting import Step
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting.speech import now_speaking
from tests.operations.meeting.simulated.mending import WHO, MendingMeeting
from tests.operations.meeting.simulated.watched import MINUTE, MOST_ROUNDS

SAID = st.sampled_from(["Nhất trí", "Đề nghị bổ sung", "Còn ít giao lưu", "Hoàn toàn ủng hộ báo cáo"])


class AnyMeeting(MendingMeeting):
    """Does anything that a meeting may do, and writes it into the log."""

    @rule(minutes=st.integers(1, 20))
    def time_passes(self, minutes: int) -> None:
        self.clock.pass_minutes(minutes)

    @rule(who=WHO)
    def comes(self, who: int) -> None:
        one = self.one(who)
        self.do(f"present {one.id}")
        if one.id not in self.log.here:
            self.log.there.setdefault(one.id, []).append([self.came_now(), ""])
        self.log.here.add(one.id)
        self.log.were_here.add(one.id)

    @rule(who=WHO)
    def leaves(self, who: int) -> None:
        one = self.one(who)
        self.clock.pass_minutes(2)  # sooner it is a slip of a key
        self.do(f"absent {one.id}")
        if one.id in self.log.here:
            self.log.there[one.id][-1][1] = self.now
        self.clock.pass_minutes(2)
        self.log.here.discard(one.id)

    @rule(who=WHO, other=st.sampled_from(["Mai Thay", "Bùi Thế"]))
    def is_stood_in_for(self, who: int, other: str) -> None:
        one, attendees = self.one(who), self.meeting.attendees
        line = f"stand-in {one.id} = {other} | Phó phòng | 05/GUQ"
        if any(a.id != one.id and a.voting and a.sitting.name == other for a in attendees):
            with pytest.raises(Refused, match="hai ghế"):
                self.do(line)
        elif one.voting:
            self.do(line)

    @rule()
    def goes_on(self) -> None:
        if self.meeting.step is Step.APPROVAL:
            return
        lacking = self.was_opened_below_the_quorum() and not self.excused
        if lacking and self.meeting.step is not Step.OPENING:
            with pytest.raises(Refused):
                self.do("next Để sau")
        else:
            self.excused = self.excused or lacking  # the reason is written down
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
        shown = now_speaking(self.meeting)
        assert shown == one.seated
        self.do(f"line {words}")
        self.wrote(shown, words)
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
        self.log.cast.append("")
        self.log.hours[self.last_vote().id] = self.now
        self.log.acted |= voting & self.log.here
        if not agree == against > 0:
            with pytest.raises(Refused):
                self.do("casting agree")
        elif side := data.draw(st.sampled_from(["", "agree", "against"])):
            self.do(f"casting {side}")
            self.log.cast[-1] = side

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
        self.log.cast.append("")
        self.log.hours[self.last_vote().id] = self.now
        self.waiting = None

    @precondition(lambda self: self.free and len(self.delegates) > 1)
    @rule(count=st.integers(2, 4), gone=st.sampled_from([None, *range(4)]))
    def some_stand_for_the_office(self, count: int, gone: int | None) -> None:
        self.standing = [one.unit for one in self.delegates if one.unit_id][:count]
        self.withdrawn, self.round = [], 1
        self.do(f"ballot head {', '.join(self.standing)}")
        if gone is not None:
            self.withdraws(gone)

    def withdraws(self, who: int) -> None:
        gone = self.standing.pop(who % len(self.standing))
        self.do(f"stand-down {gone} = bận việc {len(self.withdrawn)}")
        self.withdrawn.append(gone)

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def hands_are_counted(self, data: st.DataObject) -> None:
        """Who has half is elected; where two have it lots may decide, of less there is only a round more."""
        voting = {one.id for one in self.delegates}
        there = len(voting & self.log.here)
        if there * 3 < len(voting) * 2:
            return
        votes, left = {}, there
        for name in self.standing:
            votes[name] = data.draw(st.integers(0, left))
            left -= votes[name]
        self.do("hands " + ", ".join(f"{name}={n}" for name, n in votes.items()))
        half = [name for name, n in votes.items() if n * 2 >= there]
        won = half if len(half) == 1 else []
        self.log.ballots.append((there, votes, self.round, self.withdrawn, won))
        self.log.hours[self.last_vote().id] = self.now
        self.log.acted |= voting & self.log.here
        most = max(votes, key=lambda name: votes[name])
        if not won and half and data.draw(st.booleans()):
            won.append(data.draw(st.sampled_from(half)))
            self.log.lots.append(f"bốc thăm lần {len(self.log.lots)}: {won[0]} trúng cử.")
            self.do(f"lots {won[0]} = {self.log.lots[-1].partition(':')[0]}")
        elif not half:
            with pytest.raises(Refused):
                self.do(f"lots {most} = bốc thăm")
        self.goes_on_after(votes, won, run_off=any(votes.values()) and data.draw(st.booleans()))

    def goes_on_after(self, votes: dict[str, int], won: list[str], *, run_off: bool) -> None:
        """The same stand again, or in a run-off those who lead; no round follows the last that may be."""
        self.withdrawn, self.round = [], self.round + 1
        if won or self.round > MOST_ROUNDS:
            self.log.undecided += not won
            self.standing = []
            for more in ("next-round", "run-off"):
                with pytest.raises(Refused):
                    self.do(more)
        elif run_off:
            self.do("run-off")
            leading = sorted(filter(None, votes.values()), reverse=True)[:2]
            self.standing = [name for name in self.standing if votes[name] >= leading[-1]]
        else:
            self.do("next-round")

    @rule(who=WHO)
    def is_taken_off_the_list(self, who: int) -> None:
        """Who did anything stays on it."""
        one = self.one(who)
        if one.id in self.log.took_part:
            with pytest.raises(Refused):
                self.do(f"remove {one.id}")


TestAnyMeeting = AnyMeeting.TestCase
TestAnyMeeting.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
