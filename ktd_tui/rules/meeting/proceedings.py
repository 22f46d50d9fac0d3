"""A meeting with all that was entered in it, and what it may lack: what the rules answer from."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.organisation import OfficeWords
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.rules.meeting.ballots import outcome


class Undecided(NamedTuple):
    """A grade of which a meeting decides yet: by its ballot, or between equals at its last place."""

    grade: str
    units: tuple[str, ...]
    equal: bool = False


class Proceedings(NamedTuple):
    """A meeting with all that was entered in it.

    Attributes:
        unscored: Names of units whose scores are not complete.
        undecided: Grades that wait for the meeting, each with the names of its units: for a ballot, or
            for what settles equals.
        words: What the bloc calls its offices.
        points: Digest of the results as they are now; empty where no vote asks for it.
    """

    meeting: Meeting
    lines: tuple[MinutesLine, ...] = ()
    votes: tuple[Vote, ...] = ()
    unscored: tuple[str, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    words: OfficeWords = OfficeWords()
    points: str = ""

    def of_kind(self, *kinds: LineKind) -> tuple[MinutesLine, ...]:
        """Return the lines of these kinds, in the order they were entered."""
        return tuple(line for line in self.lines if line.kind in kinds)

    def of_purpose(self, *purposes: Purpose) -> tuple[Vote, ...]:
        """Return the votes on these questions, in the order they were put."""
        return tuple(vote for vote in self.votes if vote.purpose in purposes)

    def winner(self, purpose: Purpose) -> Vote | None:
        """Return the last vote on this question that passed, or None."""
        passed = self._passed(purpose)
        return passed[-1] if passed else None

    def winners(self, purpose: Purpose) -> tuple[str, ...]:
        """Return the units that the votes on an office put into it; of the head's, the last vote counts."""
        passed = self._passed(purpose)
        votes = passed[-1:] if purpose is Purpose.HEAD else passed
        elected = [c.unit_id for v in votes for c in v.candidates if c.id in v.elected]
        single = [v.unit_id for v in votes if not v.candidates]
        return tuple(dict.fromkeys(unit for unit in (*elected, *single) if unit))

    def _passed(self, purpose: Purpose) -> list[Vote]:
        return [v for v in self.of_purpose(purpose) if (o := outcome(v)) and o.passed]


class Obstacle(NamedTuple):
    """Something that a step still lacks: a msgid with its facts, and the field that it concerns."""

    message: str
    place: str = ""
    facts: Mapping[str, object] = MappingProxyType({})
