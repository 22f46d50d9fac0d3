"""Criteria sets and what is scored by them. Points are Decimal."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Entry, Points, Record, Value
from ktd_tui.domain.layering.layers import ScoreLayer, Weighing
from ktd_tui.domain.merit import KnockOut
from ktd_tui.domain.results.grades import Grade, Level


class CriterionKind(StrEnum):
    """How a criterion is scored; ``rules.scoring.criterion_kinds`` has what holds for each kind."""

    CRITERION = "criterion"
    BONUS = "bonus"
    DEDUCTION = "deduction"
    YES_NO = "yes-no"
    LEVELS = "levels"
    COUNTED = "counted"
    FULL_LESS = "full-less"
    SIGNED = "signed"
    MEASURED = "measured"
    BANDS = "bands"
    PLACED = "placed"
    LEADER = "leader"
    RANKED = "ranked"
    HEADING = "heading"


class Layer(StrEnum):
    """The codes of the usual layers: tự chấm, chấm chéo, Khối chấm; a set may have others."""

    SELF = "self"
    CROSS = "cross"
    BLOC = "bloc"


class Criterion(Value):
    """Tiêu chí with its maximum; also a bonus (điểm thưởng) or a deduction (điểm trừ).

    Attributes:
        barred_below: Điểm liệt: with fewer points the unit gets no title; None: no such bound.
        rule: How it is scored, in the words of the regulation.
        each: So many points each time, for kinds that count times.
        kind: None for what its place in the set says: a criterion of a group, a bonus, a deduction.
        under: The code of the heading that it stands under; empty: directly in its group.
        weight: Hệ số: its points count so many times.
        step: Its points are multiples of this; None: of 0,01.
        on_target: Points where the target is just reached, of a measured row; None: the kind's own.
        lower: The lower the result the better.
        levels: The levels that are chosen from, or the steps of a scale.
        highest: Of what stands under a heading the highest counts alone, not all.
        counted_in: In what a result is counted («vụ», «%»).
        layer: The one layer that scores it, its code; later ones take its points from there. None: every one.
        sub_groups: The sub-groups of units that it is for; empty: all.
        due: Until when a unit scores it, with its evidence: «30/11» of each year, «15/01+1» of the next.
    """

    code: str
    text: str
    maximum: Points
    barred_below: Points | None = None
    rule: str = ""
    each: Points | None = None
    kind: CriterionKind | None = None
    under: str = ""
    weight: Points = Decimal(1)
    step: Points | None = None
    on_target: Points | None = None
    lower: bool = False
    levels: tuple[Level, ...] = ()
    highest: bool = False
    counted_in: str = ""
    layer: str | None = None
    sub_groups: tuple[str, ...] = ()
    due: str = ""


class CriteriaGroup(Value):
    """Nhóm tiêu chí.

    Attributes:
        weight: Hệ số: its points count so many times.
        maximum: The most points that count of it, before the weight; None: what its criteria come to.
    """

    code: str
    name: str
    criteria: tuple[Criterion, ...]
    weight: Points = Decimal(1)
    maximum: Points | None = None


class Unassigned(StrEnum):
    """What a set does for a unit to which a row was not assigned."""

    SCALE = "scale"
    FULL = "full"
    SHARE = "share"


class CriteriaSet(Record):
    """Bảng tiêu chí chấm điểm: data of an office, never code.

    Attributes:
        source, certainty: Where the set comes from, and how sure that is, in words.
        bonus_cap: Bonus points counted at most.
        deduction_cap: Points deducted at most.
        bars: Conditions that bar a title (không xét danh hiệu).
        grades: From the highest threshold to the lowest.
        tie_break: What decides between equal totals, in order: codes of groups or criteria, and what
            ``rules.scoring.results.ties`` knows beside points (fewer deductions, last year's rank …).
        template: It ships with ktd or is an office's own form; years use copies of it.
        knock_outs: What takes titles, a grade or the rank from a unit.
        unassigned: What a row that is not assigned to a unit does: the rest is scaled up, it counts full,
            or units are ranked by the share of their own most points.
        self_most: The most points of a unit's own sheet; None: no such bound.
        rounding: To what the total is rounded, half up, once; None: 0,01.
        ranked_apart: Each sub-group of units has ranks of its own.
        grades_by_share: Who is scored out of another total reaches a grade by the share of it.
        layers: Whose points there are; empty: the usual three, of which the bloc's is the result.
        weighing: Whether scorers and layers are joined row by row, or whole sheets by their totals.
    """

    table: ClassVar[str] = "criteria_sets"

    name: str = Field(min_length=1)
    source: str = ""
    certainty: str = ""
    version: str = "1"
    groups: tuple[CriteriaGroup, ...]
    bonuses: tuple[Criterion, ...] = ()
    bonus_cap: Points = Decimal(0)
    deductions: tuple[Criterion, ...] = ()
    deduction_cap: Points = Decimal(0)
    bars: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    tie_break: tuple[str, ...] = ()
    template: bool = False
    knock_outs: tuple[KnockOut, ...] = ()
    unassigned: Unassigned = Unassigned.SCALE
    self_most: Points | None = None
    rounding: Points | None = None
    ranked_apart: bool = False
    grades_by_share: bool = False
    layers: tuple[ScoreLayer, ...] = ()
    weighing: Weighing = Weighing.ROWS

    @property
    def held_by_share(self) -> bool:
        """Whether grades look at the share of what a unit is scored out of."""
        return self.grades_by_share or self.unassigned is Unassigned.SHARE


class Target(Value):
    """What a unit registered against one criterion (nội dung, chỉ tiêu đăng ký).

    Attributes:
        measure: How one sees that it was reached (biện pháp, cách đo).
        due: Until when: the last day.
        due_words: Until when in the unit's words («Quý IV/2023», «Thường xuyên»); empty: the day says it.
        number: The number that is to be reached, by which a measured criterion is scored.
        counted_in: What it counts («vụ», «%»).
    """

    code: str
    text: str
    measure: str = ""
    due: date | None = None
    due_words: str = ""
    number: Entry | None = None
    counted_in: str = ""

    @property
    def due_said(self) -> str:
        """Until when, as papers and lists say it; empty where nothing is said."""
        return self.due_words or (f"{self.due:%d/%m/%Y}" if self.due else "")


class NotAssigned(Value):
    """A group or row that a unit is not scored by, with who decided, as papers say it, and why."""

    code: str
    who: str
    reason: str


class RegistrationRule(StrEnum):
    """When a unit has registered: what the bloc asks of it in a year."""

    ANY = "any"
    GROUPS = "groups"
    ALL = "all"


class Registration(Record):
    """Đăng ký thi đua of one unit for one bloc-year.

    Attributes:
        titles: Award titles that the unit aims at.
        not_assigned: What does not apply to the unit this year.
    """

    table: ClassVar[str] = "registrations"

    bloc_year_id: str
    unit_id: str
    targets: tuple[Target, ...] = ()
    titles: tuple[str, ...] = ()
    not_assigned: tuple[NotAssigned, ...] = ()

    def target(self, code: str) -> str:
        """Return what was registered against a criterion, or an empty text."""
        return next((t.text for t in self.targets if t.code == code), "")


class SheetState(StrEnum):
    """How far a sheet is: being filled, handed in, sent back, locked."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    LOCKED = "locked"


class Appeal(Value):
    """Phúc tra, kiến nghị: why a locked sheet was opened again, and what came of it.

    Attributes:
        asked_by: Who asked, as papers say it.
        asked_on: When they asked.
        about: What they asked for, and why.
        opened_by: The account that opened the sheet.
        opened_at: When.
        decision: What was decided; empty while the sheet is open.
        decided_at: When the sheet was locked again.
    """

    asked_by: str
    asked_on: date
    about: str
    opened_by: str
    opened_at: datetime
    decision: str = ""
    decided_at: datetime | None = None


class DecidedTotal(Value):
    """A unit's total, as a meeting decided it by vote, and on what ground: it stands before the points."""

    points: Points
    ground: str = ""


class ScoreSheet(Record):
    """Bảng chấm điểm of one unit in one layer.

    Attributes:
        scorer_id: The unit that scores, in the cross layer; None elsewhere.
        points: What was entered by code: points, or the number from which its kind computes them; a code
            that is absent is blank, which is not 0.
        reasons: By code, why the points lie further from the layer before than the year's limit, or why
            computed points were changed by hand.
        bars: Conditions of the criteria set (its ``bars``) that hold for the unit, each with its reason.
        state: How far the sheet is.
        returned_for: Why it was sent back, while it is.
        locked_by: The account that locked it, while it is locked.
        locked_at: When.
        appeals: Why it was opened again after it was locked, in the order in which that was done.
        by_hand: Points by code that stand instead of what would be computed.
        marks: By code what several people gave whose mean was entered; ``points`` has it rounded.
        frozen: The computed points as they were when the sheet was locked: others' results move them no more.
        replies: By code, what the unit says to points that somebody else gave it (giải trình).
        decided: On the bloc's sheet the total of the result that its meeting decided; None: it decided none.
    """

    table: ClassVar[str] = "score_sheets"

    bloc_year_id: str
    unit_id: str
    layer: str = Layer.BLOC.value
    scorer_id: str | None = None
    points: dict[str, Entry] = {}
    reasons: dict[str, str] = {}
    bars: dict[str, str] = {}
    state: SheetState = SheetState.DRAFT
    returned_for: str = ""
    locked_by: str = ""
    locked_at: datetime | None = None
    appeals: tuple[Appeal, ...] = ()
    by_hand: dict[str, Points] = {}
    marks: dict[str, tuple[Entry, ...]] = {}
    frozen: dict[str, Points] = {}
    replies: dict[str, str] = {}
    decided: DecidedTotal | None = None
