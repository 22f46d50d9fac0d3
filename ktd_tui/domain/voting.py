"""Votes of a meeting: the question, the rule it is judged by, and the count."""

import re
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field, PlainSerializer, PlainValidator

from ktd_tui.domain.base import Record, Value

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


class Base(StrEnum):
    """Of what a majority is a share."""

    PRESENT = "present"
    MEMBERS = "members"
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
    """

    method: Method = Method.HANDS
    base: Base = Base.PRESENT
    fraction: Share = Fraction(1, 2)
    strict: bool = True


class Vote(Record):
    """Biểu quyết or phiếu: one question and its count.

    Attributes:
        subject: What is decided, as it stands in the minutes.
        unit_id: The unit concerned (award, election), None otherwise.
        award: Award title (danh hiệu, hình thức khen thưởng) of a nomination.
        members: Voting delegates in all when the vote was taken.
        present: Voting delegates present then.
        agree: Votes for; None until counted.
        against: Votes against.
        other: No opinion, or invalid ballots.
    """

    table: ClassVar[str] = "votes"

    meeting_id: str
    purpose: Purpose
    subject: str
    unit_id: str | None = None
    award: str = ""
    rule: VoteRule = VoteRule.model_construct()
    members: int = Field(default=0, ge=0)
    present: int = Field(default=0, ge=0)
    agree: int | None = Field(default=None, ge=0)
    against: int = Field(default=0, ge=0)
    other: int = Field(default=0, ge=0)
    counted_at: datetime | None = None
