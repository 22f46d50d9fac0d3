"""Votes of a meeting: the question, the rule it is judged by, the tellers' entries, and the count."""

import re
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PlainSerializer, PlainValidator

from ktd_tui.domain.base import Entry, Record, Value

_SHARE = re.compile(r"\d{1,4}(/[1-9]\d{0,3})?", re.ASCII)


def _share(value: object) -> Fraction:
    # Not Fraction(value) of anything: it divides by nought, and reckons out what "1e999999999" is.
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str) and _SHARE.fullmatch(value):
        return Fraction(value)
    raise ValueError(value)


Share = Annotated[Fraction, PlainValidator(_share), PlainSerializer(str, return_type=str)]


class Purpose(StrEnum):
    """What a vote is about."""

    SCORES = "scores"
    AWARD = "award"
    DIRECTIONS = "directions"
    HEAD = "head"
    DEPUTY = "deputy"
    MINUTES = "minutes"
    MOTION = "motion"
    REGULATION = "regulation"
    CRITERIA = "criteria"
    GRADE = "grade"
    POINTS = "points"


class Base(StrEnum):
    """Of what a majority is a share."""

    PRESENT = "present"
    MEMBERS = "members"
    ISSUED = "issued"
    VALID = "valid"


class Method(StrEnum):
    """Biểu quyết giơ tay or bỏ phiếu kín."""

    HANDS = "hands"
    BALLOT = "ballot"


class VoteRule(Value):
    """The rule of a vote, fixed before it is counted.

    Attributes:
        fraction: The share needed.
        strict: More than the share is needed, not just as much.
        votes: So many votes are needed, whatever their share; None: the share says it.
        quorum: Share of the voting delegates that must be there for this question; None: the meeting's.
        casting: Where as many are for as against, the chair's vote decides.
        rounds: So many rounds are held at most; 0: no limit.
        written: Written opinions of absent members count among those present, of a share of all always.
    """

    method: Method = Method.HANDS
    base: Base = Base.PRESENT
    fraction: Share = Fraction(1, 2)
    strict: bool = True
    votes: int | None = Field(default=None, ge=1)
    quorum: Share | None = None
    casting: bool = False
    rounds: int = Field(default=0, ge=0)
    written: bool = False


FOR, AGAINST, ABSTAIN = "agree", "against", "abstain"
"""The choices of a plain question, as a tally names them. A tally of old may lack the last."""


class Candidate(Value):
    """One choice of a ballot with several: a unit, or a person of one.

    Attributes:
        name: As it stands on the ballot.
    """

    id: str
    unit_id: str | None = None
    person_id: str | None = None
    name: str = Field(min_length=1)


class Tally(Value):
    """What one teller counted, or what the tellers agreed on.

    Attributes:
        teller: Attendee id of the teller; empty where the tellers agreed.
        issued: Ballots handed out.
        returned: Ballots that came back; the rest is missing.
        choices: Votes by candidate id; of a plain question by ``FOR``, ``AGAINST`` and ``ABSTAIN``.
    """

    teller: str = ""
    issued: int = Field(ge=0)
    returned: int = Field(ge=0)
    valid: int = Field(ge=0)
    invalid: int = Field(ge=0)
    choices: dict[str, Annotated[int, Field(ge=0)]] = {}


class Voided(Value):
    """Why a round does not count."""

    reason: str = Field(min_length=1)
    at: datetime
    by: str = ""


class Withdrawal(Value):
    """A candidate who withdrew before the count.

    Attributes:
        name: As it stood on the ballot.
        reason: Empty where none was given.
    """

    candidate_id: str
    name: str = Field(min_length=1)
    at: datetime
    reason: str = ""


class Opinion(Value):
    """Ý kiến bằng văn bản: how a member who is absent votes.

    Attributes:
        who: The member, as styled then.
        choices: What they chose; empty: no opinion.
    """

    attendee_id: str
    who: str = Field(min_length=1)
    choices: tuple[str, ...] = ()


class CastingVote(Value):
    """The chair's vote, which decided between as many for as against.

    Attributes:
        side: ``FOR`` or ``AGAINST``.
        who: The chair, as styled then.
    """

    side: Literal["agree", "against"]
    who: str = Field(min_length=1)


class SecretBallot(Value):
    """One electronic ballot as it came out of the box.

    Attributes:
        receipt: What its voter alone knows it by.
        choices: What was marked on it; empty: a blank ballot.
    """

    receipt: str = Field(min_length=1)
    choices: tuple[str, ...] = ()


class Electronic(Value):
    """The electronic part of a secret ballot. Nothing here says when one voted, or who cast which ballot.

    Attributes:
        closed_at, counted_at: When voting ended, and when the tellers opened the box.
        voters: Attendee ids of who voted so, in the order of the list of delegates.
        ballots: What lay in the box, in the order of the receipts.
        unreadable: Ballots that were tampered with.
        opened_at, server: When the box was set up, and the machine that it, a file, lies on.
    """

    opened_at: datetime
    server: str = ""
    closed_at: datetime | None = None
    counted_at: datetime | None = None
    voters: tuple[str, ...] = ()
    ballots: tuple[SecretBallot, ...] = ()
    unreadable: int = Field(default=0, ge=0)


class ScoreChange(Value):
    """Điều chỉnh điểm: the bloc's points of a unit, or its total, that a vote changes, and on what ground.

    Attributes:
        code: The row; empty: the total.
        before: What stood there; None: nothing.
        after: What stands there once it has passed.
        reason: On what ground.
    """

    unit_id: str
    layer: str
    code: str
    before: Entry | None = None
    after: Entry
    reason: str = Field(min_length=1)


class Vote(Record):
    """Biểu quyết or phiếu: one round on one question, and its count.

    Attributes:
        subject: What is decided, as it stands in the minutes.
        unit_id: The unit concerned (award), or elected; None otherwise.
        person: Whom an award is for, as a list shows them; empty: the unit itself.
        award: Award title (danh hiệu, hình thức khen thưởng) of a nomination.
        rule: What it is judged by; fixed from ``opened_at`` on.
        round: Which round on the question it is; an earlier one was voided or left a seat open.
        follows_id: The round before.
        held: Rounds on the question that were counted before and are not void.
        candidates: Who stands; empty for a plain question.
        withdrawn: Who stood and withdrew.
        seats: How many of them are wanted, and how many a ballot may name.
        opened_at: When the round was opened.
        voters: Attendee ids of who was present then and can vote; nobody who comes or goes later changes it.
        opinions: Written opinions of those who are absent.
        below_quorum: Why it was voted without a quorum.
        electronic: Its electronic ballots; None: it is voted on paper or by hands alone.
        tallies: What each teller counted.
        ballots: What the tellers agreed on; None for a plain show of hands.
        elected: Candidate ids of the elected.
        lots: How and why lots were drawn; empty: none were.
        casting: The chair's casting vote; None: there was none.
        void: Why the round does not count; it stays on record.
        score_change: The points that it changes; None: it is about something else.
        members, present: Voting delegates in all when the round was opened, and those present then.
        agree: Votes for, of a ballot with candidates for the first of them; None until counted.
        against: Votes against.
        other: Neither: without an opinion, invalid and not returned together.
        invalid, missing: Of those, invalid ballots and what did not come back; None: not told apart.
        approved: Digest of the results that it approved, as they were when it was counted; empty: not noted.
    """

    table: ClassVar[str] = "votes"

    meeting_id: str
    purpose: Purpose
    subject: str
    unit_id: str | None = None
    person: str = ""
    award: str = ""
    rule: VoteRule = VoteRule.model_construct()
    round: int = Field(default=1, ge=1)
    follows_id: str | None = None
    held: int = Field(default=0, ge=0)
    candidates: tuple[Candidate, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    seats: int = Field(default=1, ge=1)
    opened_at: datetime | None = None
    voters: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    below_quorum: str = ""
    electronic: Electronic | None = None
    tallies: tuple[Tally, ...] = ()
    ballots: Tally | None = None
    elected: tuple[str, ...] = ()
    lots: str = ""
    casting: CastingVote | None = None
    void: Voided | None = None
    score_change: ScoreChange | None = None
    members: int = Field(default=0, ge=0)
    present: int = Field(default=0, ge=0)
    agree: int | None = Field(default=None, ge=0)
    against: int = Field(default=0, ge=0)
    other: int = Field(default=0, ge=0)
    invalid: int | None = Field(default=None, ge=0)
    missing: int | None = Field(default=None, ge=0)
    counted_at: datetime | None = None
    approved: str = ""

    @property
    def pending(self) -> bool:
        """Whether it still waits for its count."""
        return self.agree is None and self.void is None

    @property
    def choices(self) -> tuple[str, ...]:
        """What a ballot can be counted for."""
        return tuple(one.id for one in self.candidates) or (FOR, AGAINST, ABSTAIN)

    def candidate(self, candidate_id: str) -> Candidate | None:
        """Return the candidate of that id, or None."""
        return next((one for one in self.candidates if one.id == candidate_id), None)
