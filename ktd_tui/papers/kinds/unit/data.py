"""What the papers of one unit are composed from, and the letterhead that they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ktd_tui.domain.activity import Activity, Concretisation
from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import CriteriaSet, Registration
from ktd_tui.naming import Called
from ktd_tui.papers.document import Head, Meta, Signature
from ktd_tui.papers.letter import BLANK, NO_NUMBER, SIGN_HERE, place_and_date, signature_of
from ktd_tui.rules.council.head_offices import head_office
from ktd_tui.rules.scoring.results.ranking import Standing
from ktd_tui.rules.scoring.score_rows import ScoreRow


@dataclass(frozen=True)
class Scored:
    """A unit's points in one layer.

    Attributes:
        rows: The rows that it has there.
        points: By code; what is absent is blank.
        standing: What they come to.
    """

    rows: Sequence[ScoreRow]
    points: Mapping[str, Decimal]
    standing: Standing


@dataclass(frozen=True)
class UnitData:
    """One unit in one year.

    Attributes:
        head: Who heads it; None where nobody is known.
        criteria: The year's set; None: it has none.
        own: What the unit gave itself; None while it gave itself nothing.
        result: What the bloc gave it; None while it has no rank.
        ranked: How many units have a rank.
        grounds: What it is not considered for, a sentence each with its ground.
        parts: What it made of the year's movements.
        evidence: What it handed in, by code.
    """

    council: Council
    bloc: Bloc
    year: BlocYear
    unit: Unit
    head: Person | None
    criteria: CriteriaSet | None
    registration: Registration | None
    own: Scored | None
    result: Scored | None
    ranked: int
    grounds: Sequence[str]
    parts: Sequence[tuple[Movement, Concretisation]]
    activities: Sequence[Activity]
    exemplars: Sequence[Exemplar]
    evidence: Mapping[str, Sequence[Evidence]]

    def letterhead(self, kind: str) -> Head:
        """Return the head of a paper that the unit issues; its number is one of the unit's own register.

        Args:
            kind: Its abbreviation by Phụ lục III; empty: the paper has no number.
        """
        return Head(
            superior=self.council.agency.upper(),
            agency=self.unit.name.upper(),
            number=f"Số: {NO_NUMBER}/{kind}-{BLANK}" if kind else "",
            place_and_date=place_and_date(self.unit.city or self.council.place, None),
        )

    def signed_by_head(self) -> Signature:
        """Return the signature of the unit's head, by what power the data says; the letterhead names it."""
        of = self.head
        title, power = (of.title, of.signs_as) if of else ("", "")
        office = Called(
            title=title or head_office(self.unit.name) or "Thủ trưởng đơn vị", power=power
        ).signing
        return signature_of(office.upper(), SIGN_HERE, Called(of.name) if of else Called())

    def meta(self, title: str) -> Meta:
        """Return the description of the file."""
        return Meta(title=title, author=self.unit.name, subject=title)
