"""The year-end meeting: who came, what was done; its lines and votes are records of their own."""

from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record, Value
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Purpose, Share, VoteRule
from ktd_tui.ids import new_id

Hour = tuple[Annotated[int, Field(ge=0, lt=24)], Annotated[int, Field(ge=0, lt=60)]]


class MeetingKind(StrEnum):
    """Tổng kết, sơ kết, or any other meeting of the bloc."""

    YEAR_END = "year-end"
    MID_YEAR = "mid-year"
    PLAIN = "plain"


class Step(StrEnum):
    """What a meeting may do; which of it, in which order, says its agenda (domain.md §5)."""

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
    DISCUSSION = "discussion"
    RESOLUTIONS = "resolutions"
    UNIT_REPORTS = "unit-reports"
    REGULATION = "regulation"
    CRITERIA = "criteria"
    PLEDGE = "pledge"
    GIVING = "giving"
    FLAG = "flag"


class Condition(StrEnum):
    """What a step may ask for before one goes on; ``rules.meeting.steps`` says how each is met."""

    DAY = "day"
    PLACE = "place"
    DELEGATES = "delegates"
    CHAIR = "chair"
    SECRETARY = "secretary"
    QUORUM = "quorum"
    OPENED = "opened"
    REPORT = "report"
    STATEMENT = "statement"
    LIMITATION = "limitation"
    DIRECTION = "direction"
    SCORED = "scored"
    SCORES_APPROVED = "scores-approved"
    NOMINATED = "nominated"
    COUNTED = "counted"
    DIRECTIONS_APPROVED = "directions-approved"
    HEAD_ELECTED = "head-elected"
    DEPUTY_ELECTED = "deputy-elected"
    GIVER = "giver"
    RECEIVER = "receiver"
    HANDED_OVER = "handed-over"
    CONCLUSION = "conclusion"
    MINUTES_APPROVED = "minutes-approved"
    CLOSED = "closed"
    SIGNED = "signed"
    UNITS_REPORTED = "units-reported"
    REGULATION_ADOPTED = "regulation-adopted"
    CRITERIA_ADOPTED = "criteria-adopted"
    PLEDGE_SIGNED = "pledge-signed"
    GIVEN = "given"
    FLAG_HANDED_ON = "flag-handed-on"


class AgendaStep(Value):
    """One step of an agenda.

    Attributes:
        title: The office's own wording; empty: the usual one.
        conditions: What it asks for, in the order in which one would mend it.
    """

    step: Step
    title: str = ""
    conditions: tuple[Condition, ...] = ()


class Agenda(Record):
    """The order of one kind of meeting, and its rules; copied into a meeting when that is prepared.

    Attributes:
        bloc_id: The bloc whose own agenda it is; None: it ships with ktd.
        name: What the office calls such a meeting («Hội nghị tổng kết»).
        quorum: Share of voting delegates that must be present.
        rules: How each question is decided; a question that is not named: a show of hands, more than half of
            those present.
        secret: Delegates who are not in the room may vote by electronic secret ballot.
        source: Where it comes from.
        certainty: How sure that is, in words.
    """

    table: ClassVar[str] = "agendas"

    bloc_id: str | None = None
    kind: MeetingKind
    name: str = Field(min_length=1)
    steps: tuple[AgendaStep, ...]
    quorum: Share = Fraction(2, 3)
    rules: dict[Purpose, VoteRule] = {}
    secret: bool = False
    source: str = ""
    certainty: str = ""


class Coming(StrEnum):
    """What happened at the door, or who chairs or writes from then on."""

    ARRIVED = "arrived"
    LEFT = "left"
    STOOD_IN = "stood-in"
    CHAIRS = "chairs"
    WRITES = "writes"


class PresenceEvent(Value):
    """One arrival, departure, substitution, or change of who chairs or keeps the minutes.

    Attributes:
        who: The delegate, or their stand-in, as styled then.
        joins_from: The city from which they follow then; empty: in the room.
        instead_of: Whose seat it is, as styled then, of a stand-in; whose office it was.
        authority: The letter of a stand-in whose place another took since; the seat has that of who sits.
        step: The meeting's step then; under it the minutes tell it.
    """

    id: str = Field(default_factory=new_id)
    attendee_id: str
    what: Coming
    at: datetime
    who: str = ""
    joins_from: str = ""
    instead_of: str = ""
    authority: str = ""
    step: Step = Step.OPENING


class Turn(Value):
    """One turn on the speaking list: asked for, begun, ended.

    Attributes:
        speaker: Who it is, as styled when they began.
    """

    id: str = Field(default_factory=new_id)
    attendee_id: str
    step: Step
    asked_at: datetime
    speaker: str = ""
    began_at: datetime | None = None
    ended_at: datetime | None = None


class MeetingDeed(Value):
    """What was done before the meeting: a report, a signature under the pledge, an award, a flag.

    Everybody and everything is named as it was called then.

    Attributes:
        step: Of which step it is; that says what was done.
        unit_id: The unit that reported, signed, or handed on; None: none.
        unit: Its name.
        who: The person who presented, signed, or gave.
        what: The report, the award, the flag.
        given_to: Who was given it.
        form: The award is a commendation (hình thức khen thưởng), no title.
        to_person: It was given to a person, not to a collective.
    """

    id: str = Field(default_factory=new_id)
    step: Step
    at: datetime
    unit_id: str | None = None
    unit: str = ""
    who: str = ""
    what: str = ""
    given_to: str = ""
    form: bool = False
    to_person: bool = False


class Handover(Value):
    """Bàn giao chức vụ Khối trưởng.

    Attributes:
        giver: Who hands over, with title and unit.
        receiver: Who takes over.
        items: What is handed over, one a line.
        given_at: When the giver signed it off.
        taken_at: When the receiver did.
        done_at: When the later of the two had.
    """

    giver: str = ""
    receiver: str = ""
    items: tuple[str, ...] = ()
    given_at: datetime | None = None
    taken_at: datetime | None = None
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
        presenter_id: Who presents the report; None: the minutes name nobody.
        documents: Papers laid before the meeting.
        report: Paragraphs of the head's report; ``conclusion`` of the chair's.
        agenda: Its steps in order, copied when it was prepared; empty: the year-end meeting's of old.
        name: What such a meeting is called, from the agenda.
        rules: How each question is decided, from the agenda.
        secret: Electronic secret ballots are allowed, from the agenda.
        presence: Arrivals, departures, who took the chair from ``chair_id``, in the order they happened.
        turns: The speaking list, in the order in which they asked.
        tellers: Attendee ids of the tellers (Ban kiểm phiếu).
        head_teller: Attendee id of who heads them; None: nobody was chosen.
        deeds: Reports of units, signatures, awards given, a flag handed on, in the order they happened.
        step: Where the meeting stands; where it is resumed.
        visited: Steps that were opened at least once.
        gaps: Reasons for going on with something missing.
        opened_at: When the chair opened the meeting.
        closed_at: The closing hour that the minutes state.
        signed_at: When secretary and chair signed; the meeting is frozen from then on.
        snapshot: The minutes as they were signed before signed papers were records of their own
            (``domain.sealed``).
        signed_sha256: Of the meeting's own records as they were signed; its signed papers tell these alone.
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
    presenter_id: str | None = None
    quorum: Share = Fraction(2, 3)
    agenda: tuple[AgendaStep, ...] = ()
    name: str = ""
    rules: dict[Purpose, VoteRule] = {}
    secret: bool = False
    presence: tuple[PresenceEvent, ...] = ()
    turns: tuple[Turn, ...] = ()
    tellers: tuple[str, ...] = ()
    head_teller: str | None = None
    deeds: tuple[MeetingDeed, ...] = ()
    report: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()
    handover: Handover = Handover.model_construct()
    step: Step = Step.PREPARATION
    visited: tuple[Step, ...] = ()
    gaps: tuple[Gap, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    signed_at: datetime | None = None
    snapshot: str = ""
    signed_sha256: str = ""
    recipients: tuple[str, ...] = ()
    paper_number: str = ""

    def attendee(self, attendee_id: str | None) -> Attendee | None:
        """Return the attendee of that id, or None."""
        return next((a for a in self.attendees if a.id == attendee_id), None)
