"""Điển hình tiên tiến, and the rules by which titles are proposed: data with dates of validity."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record, Value
from ktd_tui.domain.voting import Share


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


class AwardRule(Value):
    """The conditions of one title or commendation.

    Attributes:
        title: How the titles of the council's list begin that it holds for («Cờ thi đua»).
        at_least: Share of the criteria's points that is needed; None: no threshold.
        best: Only so many of the ranking's first places; None: all.
        quota: At most this share of the bloc's units, rounded down but at least one; None: no quota.
        by_council: Who fulfils the conditions is put before the council, which chooses among all blocs.
        registered: The unit must have registered the title.
        source: Law, decree or regulation, with the article.
        certainty: How sure that is, in words.
    """

    title: str = Field(min_length=1)
    at_least: Share | None = None
    best: int | None = Field(default=None, ge=1)
    quota: Share | None = None
    by_council: bool = False
    registered: bool = True
    source: str = ""
    certainty: str = ""


class AwardRules(Record):
    """A set of such rules, in force from a day (to a day)."""

    table: ClassVar[str] = "award_rules"

    name: str = Field(min_length=1)
    source: str = ""
    certainty: str = ""
    valid_from: date
    valid_until: date | None = None
    rules: tuple[AwardRule, ...] = ()

    def in_force(self, day: date) -> bool:
        """Tell whether ``day`` lies within its validity."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
