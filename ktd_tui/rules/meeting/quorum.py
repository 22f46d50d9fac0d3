"""Quorum: the least number of voting delegates that a share of them comes to."""

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_


class Quorum(NamedTuple):
    """Voting delegates in all, present, and needed («Có mặt 11/13 · cần 9»)."""

    members: int
    present: int
    needed: int

    @property
    def met(self) -> bool:
        """Whether the meeting may proceed; nobody is no quorum."""
        return self.members > 0 and self.present >= self.needed


def check_quorum(meeting: Meeting, share: Fraction | None = None) -> Quorum:
    """Return the quorum of a meeting that has one, by its share or by a question's own.

    Raises:
        Refused: Not enough voting delegates are present.
    """
    of = quorum(meeting, share)
    if not of.met:
        raise Refused(N_("No quorum: {present} of {members} present, {needed} needed."), **of._asdict())
    return of


def quorum(meeting: Meeting, share: Fraction | None = None) -> Quorum:
    """Count the voting delegates of a meeting against its quorum share, or a question's own."""
    voting = [a for a in meeting.attendees if a.voting]
    return Quorum(len(voting), sum(a.present for a in voting), ceil((share or meeting.quorum) * len(voting)))
