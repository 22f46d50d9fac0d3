"""What a watched meeting decides beside hands raised: ballots of paper, void rounds, reports, the close."""

import shutil
import tempfile
from math import ceil
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.operations.scripting.driver import Driver
from tests.builders import a_desk
from tests.operations.meeting.simulated.watched import OF_AWARDS, WatchedMeeting

SIDES = ("agree", "against", "abstain")


class DecidingMeeting(WatchedMeeting):
    """Votes on paper with tellers and written opinions, reports of units, hours that are mended, a kill."""

    @precondition(lambda self: self.free)
    @rule(data=st.data())
    def is_voted_on_paper(self, data: st.DataObject) -> None:
        """Two tellers count; who is absent may have voted in writing, and is in the base with the others."""
        voting = {one.id for one in self.delegates}
        there = voting & self.log.here
        counting = sorted(self.log.here)[:2]
        if len(there) * 3 < len(voting) * 2 or len(counting) < 2:
            return
        if len(there) < len(voting) * OF_AWARDS:
            self.no_award_is_voted_on()
            return
        self.do(f"tellers {', '.join(counting)}")
        self.questions += 1
        self.do(f"put award P1 = Giấy khen {self.questions}")
        self.do("open-vote")
        written = dict.fromkeys(SIDES, 0)
        for one in sorted(voting - there):
            if side := data.draw(st.sampled_from([None, *SIDES])):
                self.do(f"written {one} = {side}")
                written[side] += 1
        back = data.draw(st.integers(0, len(there)))
        agree = data.draw(st.integers(0, back))
        against = data.draw(st.integers(0, back - agree))
        invalid = back - agree - against
        numbers = f"issued={len(there)}, returned={back}, valid={agree + against}, invalid={invalid}"
        for teller in counting:
            self.do(f"tally {teller} {numbers}, agree={agree}, against={against}, abstain=0")
        self.do("agree")
        for_it = agree + written["agree"]
        self.log.papers.append(
            f"phát ra {len(there)} phiếu, thu về {back} phiếu, hợp lệ {agree + against} phiếu, "
            f"không hợp lệ {invalid} phiếu; kết quả: {for_it}/{len(voting)} phiếu đồng ý"
        )
        self.log.passed.append(for_it >= ceil(len(voting) * 2 / 3))
        self.log.hours[self.last_vote().id] = self.now
        self.log.acted |= there | set(counting)

    def no_award_is_voted_on(self) -> None:
        """Enough are there for the meeting, and not for its awards."""
        self.do(f"put award P1 = Giấy khen {self.questions}")
        with pytest.raises(Refused):
            self.do("open-vote")
        self.do("withdraw")

    @precondition(lambda self: self.free and self.log.voters and self.last_vote().agree is not None)
    @rule()
    def the_count_is_void(self) -> None:
        """It is told with its reason, and its numbers are not."""
        vote = self.last_vote()
        if vote.purpose is not Purpose.MOTION or vote.void:
            return
        self.do("void Đếm nhầm")
        self.log.voters.pop()
        self.log.cast.pop()
        self.log.void += 1

    @rule(who=st.integers(0, 9), said=st.sampled_from(["", "Hoàn thành"]))
    def a_unit_reports(self, who: int, said: str) -> None:
        one = self.one(who)
        if not one.unit_id or one.id not in self.log.here:
            return
        self.do(f"unit-report {one.unit} | {one.id} | {said}")
        self.log.reports[one.unit] = one.seated
        self.log.acted.add(one.id)

    @rule(who=st.integers(0, 9), said=st.sampled_from(["Nhất trí", "Chưa nhất trí"]))
    def says_by_the_unit(self, who: int, said: str) -> None:
        """«P1: Nhất trí»: whose words it is stands before the colon; who never came says nothing."""
        one = self.one(who)
        if not one.unit_id:
            return
        self.writings += 1
        words = f"{said} {self.writings}"
        typed = f"line {one.unit.replace('Phòng ', 'P')}: {words}"
        if one.id not in self.log.were_here:
            with pytest.raises(Refused):
                self.do(typed)
            return
        self.do(typed)
        self.wrote(one.seated, words)
        self.log.spoke[words] = one.id

    @rule()
    def is_closed(self) -> None:
        """Whatever happens later reopens it."""
        if self.free and not any(turn.began_at and not turn.ended_at for turn in self.meeting.turns):
            self.do("close")

    @rule()
    def is_killed(self) -> None:
        """Whoever writes is gone in the middle: what lies on the disk is opened anew, elsewhere."""
        old, gone = self.driver.desk, self.directory
        self.directory = Path(tempfile.mkdtemp())
        shutil.copytree(gone, self.directory, dirs_exist_ok=True)
        self.driver = Driver(a_desk(self.directory, self.clock), self.driver.meeting_id)
        old.store.close()
        shutil.rmtree(gone)
