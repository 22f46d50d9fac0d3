"""Titles and commendations: which there are, by which rules proposed, by which decision given; exemplars."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field, model_validator

from ktd_tui.domain.base import Points, Record, Value
from ktd_tui.domain.results.grades import Rounding
from ktd_tui.domain.voting import Base, Share


class AwardKind(StrEnum):
    """Danh hiệu thi đua or hình thức khen thưởng (Luật 06/2022/QH15, Điều 19-20 and 9)."""

    TITLE = "title"
    FORM = "form"


class AwardFor(StrEnum):
    """Whom it is given: tập thể, cá nhân, or either."""

    COLLECTIVE = "collective"
    PERSON = "person"
    BOTH = "both"


class AwardLevel(StrEnum):
    """Who gives it: the state, a ministry or province, the office itself (cơ sở)."""

    STATE = "state"
    MINISTRY = "ministry"
    GRASSROOTS = "grassroots"


_BY_NAME: tuple[tuple[str, AwardKind, AwardFor, AwardLevel], ...] = (
    ("Cờ thi đua của Chính phủ", AwardKind.TITLE, AwardFor.COLLECTIVE, AwardLevel.STATE),
    ("Chiến sĩ thi đua toàn quốc", AwardKind.TITLE, AwardFor.PERSON, AwardLevel.STATE),
    ("Chiến sĩ thi đua cơ sở", AwardKind.TITLE, AwardFor.PERSON, AwardLevel.GRASSROOTS),
    ("Chiến sĩ thi đua", AwardKind.TITLE, AwardFor.PERSON, AwardLevel.MINISTRY),
    ("Lao động tiên tiến", AwardKind.TITLE, AwardFor.PERSON, AwardLevel.GRASSROOTS),
    ("Tập thể lao động tiên tiến", AwardKind.TITLE, AwardFor.COLLECTIVE, AwardLevel.GRASSROOTS),
    ("Bằng khen", AwardKind.FORM, AwardFor.BOTH, AwardLevel.MINISTRY),
    ("Giấy khen", AwardKind.FORM, AwardFor.BOTH, AwardLevel.GRASSROOTS),
    ("Huân chương", AwardKind.FORM, AwardFor.BOTH, AwardLevel.STATE),
    ("Huy chương", AwardKind.FORM, AwardFor.PERSON, AwardLevel.STATE),
    ("Kỷ niệm chương", AwardKind.FORM, AwardFor.PERSON, AwardLevel.MINISTRY),
    ("Thư khen", AwardKind.FORM, AwardFor.BOTH, AwardLevel.GRASSROOTS),
)
"""How the law has what begins so; the first that fits."""


class AwardTitle(Value):
    """A title or commendation that the council gives or proposes.

    Attributes:
        name: As papers write it («Cờ thi đua của Văn phòng Quốc hội»).
        source: Law or regulation, with the article.
        to_confirm: It came with ktd, and the office has not said yet that it is right.
    """

    name: str = Field(min_length=1)
    kind: AwardKind = AwardKind.TITLE
    whom: AwardFor = AwardFor.COLLECTIVE
    level: AwardLevel = AwardLevel.MINISTRY
    source: str = ""
    to_confirm: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, given: Any) -> Any:
        """Take a bare name, too: data that earlier versions wrote has nothing else."""
        if not isinstance(given, str):
            return given
        fits = (row for row in _BY_NAME if given.casefold().startswith(row[0].casefold()))
        _, kind, whom, level = next(fits, ("", AwardKind.TITLE, AwardFor.COLLECTIVE, AwardLevel.MINISTRY))
        return {"name": given, "kind": kind, "whom": whom, "level": level}


def honour(award: str) -> str:
    """Say an award in a sentence: a title as «danh hiệu “…”», a commendation by its name alone."""
    if (
        not award
        or AwardTitle.model_validate(award).kind is AwardKind.FORM
        or award.casefold().startswith("danh hiệu")
    ):
        return award
    return f"danh hiệu “{award}”"


class ExemplarKind(StrEnum):
    """Tập thể or cá nhân."""

    COLLECTIVE = "collective"
    PERSON = "person"


class Exemplar(Record):
    """Điển hình tiên tiến of a year, with the deed it is proposed for.

    Attributes:
        name: The person or collective.
        deed: What was done.
        deed_on: When; with ``proposed_on`` it shows how timely the proposal is.
        award: The commendation that is proposed, empty while it is only noted.
    """

    table: ClassVar[str] = "exemplars"

    bloc_year_id: str
    unit_id: str
    kind: ExemplarKind = ExemplarKind.COLLECTIVE
    name: str = Field(min_length=1)
    deed: str = Field(min_length=1)
    deed_on: date | None = None
    proposed_on: date | None = None
    award: str = ""


class QuotaBase(StrEnum):
    """What a quota is a share of: the bloc's units, or the leaders of all the council's blocs."""

    UNITS = "units"
    LEADERS = "leaders"


class VoteBy(StrEnum):
    """Whose votes a title needs: the council's, or the bloc's meeting's."""

    COUNCIL = "council"
    MEETING = "meeting"


class AwardRule(Value):
    """The conditions of one title or commendation: what the law says, and what is the office's custom.

    Attributes:
        title: How the titles of the council's list begin that it holds for («Cờ thi đua»).
        at_least: Share of the criteria's points that is needed; None: no threshold.
        points: So many points are needed; None: not asked.
        grade: The lowest grade that is needed; empty: any.
        best: Only so many of the ranking's first places; None: all.
        quota: At most this share, but at least one; None: no quota.
        quota_rounding: How that share becomes a number of units.
        quota_base: What the quota is a share of.
        by_council: Who fulfils the conditions is put before the council, which chooses among all blocs.
        registered: The unit must have registered the title.
        vote: Share of votes in favour that it needs; None: the office's own rule.
        vote_more: More than that share, not just as much.
        votes: So many votes, whatever their share.
        vote_base: Of whom that is a share.
        vote_by: Who votes.
        years: So many years running, the year before included, the unit must have had one of ``earlier``;
            None: not asked.
        earlier: How the titles and grades begin that count for ``years``.
        members_share: Share of the unit's members that must have ``members_title``; None: not asked.
        members_title: «Lao động tiên tiến».
        undisciplined: Nobody of the unit may have been disciplined.
        judged: What only people can judge, one sentence each.
        by_law: Names of the fields that the law sets; every other one is the office's custom.
        law: What the law says, with the article.
        source: Where the custom stands: the office's regulation, with the article.
        certainty: How sure that is, in words.
    """

    title: str = Field(min_length=1)
    at_least: Share | None = None
    points: Points | None = None
    grade: str = ""
    best: int | None = Field(default=None, ge=1)
    quota: Share | None = None
    quota_rounding: Rounding = Rounding.DOWN
    quota_base: QuotaBase = QuotaBase.UNITS
    by_council: bool = False
    registered: bool = True
    vote: Share | None = None
    vote_more: bool = False
    votes: int | None = Field(default=None, ge=1)
    vote_base: Base = Base.MEMBERS
    vote_by: VoteBy = VoteBy.COUNCIL
    years: int | None = Field(default=None, ge=1, le=20)
    earlier: tuple[str, ...] = ()
    members_share: Share | None = None
    members_title: str = ""
    undisciplined: bool = False
    judged: tuple[str, ...] = ()
    by_law: tuple[str, ...] = ()
    law: str = ""
    source: str = ""
    certainty: str = ""


class AwardRules(Record):
    """A set of such rules, for dossiers received from a day (to a day).

    Attributes:
        valid_from: The first day of receipt that it holds for.
        valid_until: The last one; None: until further notice.
        to_confirm: What the office should look into before it relies on the set; empty: nothing.
        between_equals: What the law prefers between equals, with the article; empty: nothing.
    """

    table: ClassVar[str] = "award_rules"

    name: str = Field(min_length=1)
    source: str = ""
    certainty: str = ""
    valid_from: date
    valid_until: date | None = None
    to_confirm: str = ""
    between_equals: str = ""
    rules: tuple[AwardRule, ...] = ()

    def in_force(self, day: date) -> bool:
        """Tell whether ``day`` lies within its validity."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Awarded(Value):
    """Who got what by a decision: a unit, or a person of it.

    Attributes:
        person: The person's name; empty: the unit itself.
    """

    title: str = Field(min_length=1)
    unit_id: str
    person: str = ""


class AwardDecision(Record):
    """Quyết định khen thưởng of the council's office: number, day, and who got what.

    Attributes:
        number: As it is cited («125/QĐ-VPQH»).
        day: When it was signed.
        year: The year of emulation that it rewards.
        issuer: Who decided («Chủ nhiệm Văn phòng Quốc hội»).
        awarded: Who got what, in the order of the paper.
    """

    table: ClassVar[str] = "award_decisions"

    number: str = Field(min_length=1)
    day: date
    year: int = Field(ge=1945, le=2200)
    issuer: str = ""
    awarded: tuple[Awarded, ...] = ()


class Consequence(StrEnum):
    """What becomes of a unit that is knocked out."""

    NO_TITLE = "no-title"
    GRADE = "grade"
    LAST = "last"


class KnockOut(Value):
    """Điều kiện loại: an event, or too few points somewhere, and what it leads to.

    Attributes:
        name: What it is called; of an event: what happened.
        code: The group or row whose points are looked at; empty: an event that people tell.
        barred_below: With fewer points than this.
        below_share: With a smaller share of its most points than this, per cent.
        grade: The highest grade that is left, for that consequence.
    """

    name: str = Field(min_length=1)
    code: str = ""
    barred_below: Points | None = None
    below_share: Points | None = None
    consequence: Consequence = Consequence.NO_TITLE
    grade: str = ""
