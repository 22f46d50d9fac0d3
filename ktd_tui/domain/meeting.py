"""The year-end meeting: what was prepared, who came, what was said, decided and handed over.

Every line of the minutes is a record of its own, so that a line is on disk the moment it shows and
two people never overwrite each other's lines.
"""

import re
from datetime import date, datetime
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
Hour = tuple[Annotated[int, Field(ge=0, lt=24)], Annotated[int, Field(ge=0, lt=60)]]


class MeetingKind(StrEnum):
    """Tổng kết or sơ kết."""

    YEAR_END = "year-end"
    MID_YEAR = "mid-year"


class Step(StrEnum):
    """The steps of the guided meeting, in order (domain.md §5)."""

    PREPARATION = "preparation"
    OPENING = "opening"
    REPORT = "report"
    STATEMENTS = "statements"
    LIMITATIONS = "limitations"
    SCORES = "scores"
    AWARDS = "awards"
    DIRECTIONS = "directions"
    ELECTION = "election"
    HANDOVER = "handover"
    CONCLUSION = "conclusion"
    APPROVAL = "approval"


class Attendee(Value):
    """Đại biểu: a member's representative, a guest, or an observer of another bloc.

    Attributes:
        name: Name without title; empty where the source names only the office («Đại diện lãnh đạo»).
        title: Office title as spoken («Cục trưởng»).
        unit: Name of the unit or body represented.
        voting: Counts for quorum and votes.
        present: Is in the room (or connected from another city).
    """

    id: str
    name: str = ""
    title: str = ""
    unit: str = ""
    unit_id: str | None = None
    person_id: str | None = None
    city: str = ""
    voting: bool = True
    present: bool = False

    @property
    def styled(self) -> str:
        """«Cục trưởng Cục Quản trị III Nguyễn Văn Định», as far as known."""
        return " ".join(part for part in (self.title, self.unit, self.name) if part)


class Handover(Value):
    """Bàn giao chức vụ Khối trưởng.

    Attributes:
        giver: Who hands over, with title and unit.
        receiver: Who takes over.
        items: What is handed over, one a line.
        done_at: When both confirmed it in the meeting.
    """

    giver: str = ""
    receiver: str = ""
    items: tuple[str, ...] = ()
    done_at: datetime | None = None


class Gap(Value):
    """Why the meeting went on although a step was not complete; the reason enters the minutes."""

    step: Step
    reason: str
    at: datetime


class Meeting(Record):
    """Hội nghị of a bloc-year.

    Attributes:
        day: Date of the meeting, None until set.
        opens_at: Planned hour as (hour, minute), Vietnamese time.
        documents: Papers laid before the meeting.
        chair_id: Attendee id of the chair (chủ trì).
        secretary_id: Attendee id of the secretary (thư ký).
        quorum: Share of voting delegates that must be present.
        report: Paragraphs of the head's report.
        conclusion: Paragraphs of the chair's conclusion.
        step: Where the meeting stands; where it is resumed.
        visited: Steps that were opened at least once.
        gaps: Reasons for going on with something missing.
        opened_at: When the chair opened the meeting.
        closed_at: The closing hour that the minutes state.
        signed_at: When secretary and chair signed; the meeting is frozen from then on.
        recipients: «Nơi nhận» of the minutes.
        paper_number: The number of the minutes («05»), empty until given.
    """

    table: ClassVar[str] = "meetings"

    bloc_year_id: str
    kind: MeetingKind = MeetingKind.YEAR_END
    day: date | None = None
    opens_at: Hour | None = None
    place: str = ""
    documents: tuple[str, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    chair_id: str | None = None
    secretary_id: str | None = None
    quorum: Share = Fraction(2, 3)
    report: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()
    handover: Handover = Handover.model_construct()
    step: Step = Step.PREPARATION
    visited: tuple[Step, ...] = ()
    gaps: tuple[Gap, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    signed_at: datetime | None = None
    recipients: tuple[str, ...] = ()
    paper_number: str = ""

    def attendee(self, attendee_id: str | None) -> Attendee | None:
        """Return the attendee of that id, or None."""
        return next((a for a in self.attendees if a.id == attendee_id), None)


class LineKind(StrEnum):
    """What a line of the minutes is. Votes, handover and reasons are told by their own records."""

    NOTE = "note"
    STATEMENT = "statement"
    LIMITATION = "limitation"
    DIRECTION = "direction"


class MinutesLine(Record):
    """One line of the minutes.

    Attributes:
        at: When it was entered; shown as clock time.
        speaker: Title, unit and name of who spoke, as styled in the minutes.
    """

    table: ClassVar[str] = "minutes_lines"

    meeting_id: str
    step: Step
    kind: LineKind = LineKind.NOTE
    at: datetime
    speaker: str = ""
    text: str = Field(min_length=1)


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
