"""Council → blocs → units → people, and a bloc's year with who held which role in it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple, Self

from pydantic import Field

from ktd_tui.domain.base import Points, Record, Value
from ktd_tui.domain.merit import AwardTitle
from ktd_tui.domain.people import Staff
from ktd_tui.domain.scoring import RegistrationRule
from ktd_tui.domain.unit_past import FormerName, LeftOut, UnitEvent


class Council(Record):
    """Hội đồng Thi đua - Khen thưởng of an agency.

    Attributes:
        agency: The agency that the council serves («Văn phòng Quốc hội»).
        symbol: The agency's part of a paper's number («VPQH»).
        place: Place name for dates and default meetings («Hà Nội»).
        standing_office: The unit that receives the files («Vụ Tổ chức - cán bộ»).
        award_titles: Titles and commendations that it gives or proposes, in order.
        decision_signer: The office that signs decisions on awards, lines parted by «;».
        seats: Who sits in it, one a line: «Nguyễn Văn A, Chủ tịch Hội đồng».
    """

    table: ClassVar[str] = "councils"

    name: str = Field(min_length=1)
    agency: str = ""
    symbol: str = ""
    place: str = ""
    standing_office: str = ""
    award_titles: tuple[AwardTitle, ...] = ()
    decision_signer: str = ""
    seats: str = ""


class OfficeWords(NamedTuple):
    """What a bloc calls itself and its offices.

    Attributes:
        noun, head, deputy: «Cụm», «Cụm trưởng» or «Trưởng cụm», «Cụm phó».
    """

    noun: str = "Khối"
    head: str = "Khối trưởng"
    deputy: str = "Khối phó"

    @property
    def within(self) -> str:
        """The noun within a sentence: «cụm»."""
        return self.noun[:1].lower() + self.noun[1:]


class Bloc(Record):
    """Khối thi đua: units that emulate each other.

    Attributes:
        code: Its number or short name («V», «6», «Các trường»), unique in the council.
        place: Its place in the list of blocs; blocs of one place stand in the order of their codes.
        last_year: The last year in which it emulates; None while it goes on.
        noun: What it calls itself in a sentence («Cụm»); empty: «Khối».
        head_title: What its leading unit is called («Trưởng khối»); empty: the noun with «trưởng».
        deputy_title: What the units beside it are called; empty: the noun with «phó».
        symbol: The bloc's part of a paper's number («KTĐV»).
        paper_superior, paper_agency: The two bodies in a paper's head; empty: the council, the bloc.
        paper_number_form: How a paper's number is written; empty: «Số: {number}/{kind}-{symbol}».
        paper_signer, paper_signer_name: Who signs letters, lines above the office included; empty: the head.
        paper_signer_id: Who that is in the directory, as far as they stand there.
        paper_recipients: «Nơi nhận» of letters; empty: what each letter's model has.
        paper_titles_ground: By what rule rank and academic title stand before its signers' names (armed
            forces, education, health, science: Nghị định 30, Phụ lục I, II.7); empty: they do not.
        pledge_head_last: The bloc's head signs the pledge last, not first.
        paper_font, paper_page_head: Of Word files: the face, the line at the head of pages.
        paper_organ_code: The issuing body's code for document systems (Quyết định 20/2020/QĐ-TTg).
    """

    table: ClassVar[str] = "blocs"

    council_id: str
    code: str = Field(min_length=1)
    name: str = Field(min_length=1)
    symbol: str = ""
    paper_superior: str = ""
    paper_agency: str = ""
    paper_number_form: str = ""
    paper_signer: str = ""
    paper_signer_name: str = ""
    paper_signer_id: str | None = None
    paper_recipients: tuple[str, ...] = ()
    paper_organ_code: str = ""
    paper_titles_ground: str = ""
    pledge_head_last: bool = False
    paper_font: str = ""
    paper_page_head: str = ""
    place: int = 0
    last_year: int | None = None
    noun: str = ""
    head_title: str = ""
    deputy_title: str = ""

    @property
    def words(self) -> OfficeWords:
        """What papers call the bloc and its offices."""
        noun = self.noun or "Khối"
        return OfficeWords(noun, self.head_title or f"{noun} trưởng", self.deputy_title or f"{noun} phó")

    def emulates_in(self, year: int) -> bool:
        """Tell whether the bloc is not retired in ``year``."""
        return self.last_year is None or year <= self.last_year


class Unit(Record):
    """Đơn vị (cục, vụ). Its bloc is told by the bloc-years, so moving it rewrites no history.

    Attributes:
        bloc_id: The bloc in which it takes part when the next year is opened.
        former_names: The names it bore before.
        protocol: Its place in the order of protocol; units of one place stand in Vietnamese order.
        first_year: The first year in which it takes part; None where it always did.
        last_year: The last year in which it takes part; None while it goes on.
        events: What became of it, the earliest first.
    """

    table: ClassVar[str] = "units"

    name: str = Field(min_length=1)
    short_name: str = ""
    city: str = ""
    bloc_id: str | None = None
    head_id: str | None = None
    former_names: tuple[FormerName, ...] = ()
    protocol: int = 0
    first_year: int | None = None
    last_year: int | None = None
    events: tuple[UnitEvent, ...] = ()

    def name_in(self, year: int) -> str:
        """Return the name the unit bore in ``year``."""
        older = self._former(year)
        return older.name if older else self.name

    def as_in(self, year: int) -> Self:
        """Return the unit as it was called in ``year``, for reading; itself where that is its name still."""
        older = self._former(year)
        return self.with_(name=older.name, short_name=older.short_name) if older else self

    def _former(self, year: int) -> FormerName | None:
        older = [former for former in self.former_names if year <= former.until_year]
        return min(older, key=lambda former: former.until_year, default=None)

    def emulates_in(self, year: int) -> bool:
        """Tell whether the unit takes part in ``year``."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    def bloc_in(self, year: int) -> str | None:
        """Return the bloc to which the unit belongs in ``year``."""
        left = [event for event in self.events if event.bloc_id and event.year > year]
        return min(left, key=lambda event: event.year).bloc_id if left else self.bloc_id

    @property
    def label(self) -> str:
        """The short name for narrow columns, else the whole one."""
        return self.short_name or self.name


class Role(StrEnum):
    """A unit's part in its bloc in one year."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"


class Stage(StrEnum):
    """Where the bloc's year stands, in order."""

    LAUNCH = "launch"
    REGISTRATION = "registration"
    PLEDGE = "pledge"
    WORK = "work"
    SELF_SCORING = "self-scoring"
    CROSS_SCORING = "cross-scoring"
    SCORING = "scoring"
    REVIEW = "review"
    HANDOVER = "handover"
    CLOSED = "closed"


class Member(Value):
    """One unit in one bloc-year, with the sub-group that it is scored with, and its people.

    An empty ``sub_group``: the bloc has none; of ``staff`` what was not said is None.
    """

    unit_id: str
    role: Role = Role.MEMBER
    sub_group: str = ""
    staff: Staff = Staff()


class CrossScoring(Value):
    """Who scores whom in the cross layer."""

    scorer_id: str
    unit_id: str


class PlanItem(Value):
    """A task of the year: a direction or an unfinished limitation of the year before, or one of its own.

    Attributes:
        unit_id: The unit that answers for it; None: the whole bloc.
        origin: Where it comes from («Phương hướng năm 2022»), empty for the year's own.
        done_on: When it was done; None while it is open.
    """

    id: str
    text: str
    unit_id: str | None = None
    due: date | None = None
    origin: str = ""
    done_on: date | None = None


class Movement(Record):
    """Phong trào thi đua.

    Attributes:
        launcher: Who launched it.
        plan: Number and date of its plan as cited («Kế hoạch số 2186/KH-VPQH ngày 14/8/2019»).
        first_year: First year of its period; None where the source names none.
        last_year: Last year of its period.
        yearly: It is the theme movement of a single year.
    """

    table: ClassVar[str] = "movements"

    title: str = Field(min_length=1)
    launcher: str = ""
    plan: str = ""
    first_year: int | None = None
    last_year: int | None = None
    yearly: bool = False


class BlocYear(Record):
    """Năm thi đua of a bloc.

    Attributes:
        movement_ids: The movements that the bloc carries out this year, in order.
        criteria_id: The criteria set that the year is scored by.
        results: Paragraphs on the year's results, from which the head's report is prefilled.
        plan: Number and date of the year's plan («Kế hoạch số 05/KH-KTĐV ngày 15/02/2022»).
        deadlines: Last day of each stage.
        cross: Who scores whom; empty: no cross scores this year.
        gap_limit: Points by which a score may differ from the layer before without a reason; None: any.
        tasks: The year's tasks, in order.
        registration_rule: When a unit has registered.
        left_out: The units that take no part this year, with the reason.
        office_from: The day on which the year's head and deputy took office; None: with the year.
        dossier_on: The day on which award dossiers are received, which chooses the law; None: the last.
        illustrative: One sentence where figures of the year are samples, else empty.
    """

    table: ClassVar[str] = "bloc_years"

    bloc_id: str
    year: int = Field(ge=1945, le=2200)
    theme: str = ""
    stage: Stage = Stage.LAUNCH
    members: tuple[Member, ...] = ()
    movement_ids: tuple[str, ...] = ()
    criteria_id: str | None = None
    results: tuple[str, ...] = ()
    plan: str = ""
    deadlines: dict[Stage, date] = {}
    cross: tuple[CrossScoring, ...] = ()
    gap_limit: Points | None = None
    tasks: tuple[PlanItem, ...] = ()
    office_from: date | None = None
    dossier_on: date | None = None
    illustrative: str = ""
    left_out: tuple[LeftOut, ...] = ()
    registration_rule: RegistrationRule = RegistrationRule.ANY

    def unit_with(self, role: Role) -> str | None:
        """Return the id of the first unit that holds ``role``, or None."""
        return next(iter(self.units_with(role)), None)

    def units_with(self, role: Role) -> tuple[str, ...]:
        """Return the ids of the units that hold ``role``: a bloc may have several deputies."""
        return tuple(m.unit_id for m in self.members if m.role is role)

    def role_of(self, unit_id: str) -> Role | None:
        """Return the unit's role, or None where it was not in the bloc that year."""
        return next((m.role for m in self.members if m.unit_id == unit_id), None)
