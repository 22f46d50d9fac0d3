"""Ranks: by total, then by what breaks ties in order, then as people decided; still equal units share one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.scoring import CriteriaSet, Unassigned
from ktd_tui.rules.scoring.results.grades import Graded, GradeRun, Merit, Runner, graded
from ktd_tui.rules.scoring.results.knock_outs import Knocked, barred, knocked_out
from ktd_tui.rules.scoring.results.ties import NOTHING_BESIDE, Beside, places_settled, worth
from ktd_tui.rules.scoring.score_rows import NO_FACTS, UnitFacts
from ktd_tui.rules.scoring.sums import ScoreResult, maximum
from ktd_tui.words import number


class Standing(NamedTuple):
    """A unit's place.

    Attributes:
        rank: 1 is the best; None while a criterion is blank, since blank is not 0.
        grade: The grade's name; empty while a criterion is blank.
        shared: Another unit has the same rank.
        knocked: What took a title, a grade or the rank from it.
        barred: What keeps it from any title, each with why.
        contended: The higher grade whose last place it contends for with equals.
        to_vote: Its grade waits for the meeting's ballot.
        group: The sub-group that it is ranked in, where each has ranks of its own.
        by_share: It is ranked by the share of its own most points.
    """

    unit_id: str
    result: ScoreResult
    rank: int | None
    grade: str
    shared: bool = False
    knocked: tuple[Knocked, ...] = ()
    barred: Mapping[str, str] = {}
    contended: str = ""
    to_vote: bool = False
    group: str = ""
    by_share: bool = False


def standings_in_order(of: Iterable[Standing]) -> list[Standing]:
    """Return standings as lists have them: each sub-group's from its first rank, those without one last."""
    return sorted(of, key=lambda one: (one.group, one.rank is None, one.rank))


def ranked_beside(of: Iterable[Standing], unit_id: str) -> int:
    """Count the units that are ranked together with one, itself among them: all, or its sub-group's."""
    there = list(of)
    group = next((one.group for one in there if one.unit_id == unit_id), "")
    return sum(one.rank is not None and one.group == group for one in there)


def came_to(of: Standing) -> str:
    """Write a unit's total; where shares are ranked with what it is a share of: «60/80»."""
    total = number(of.result.total)
    return f"{total}/{number(of.result.out_of)}" if of.by_share else total


class _Field(NamedTuple):
    """The units of a year: what each came to, and by which each is ranked."""

    criteria: CriteriaSet
    found: Mapping[str, ScoreResult]
    known: Mapping[str, UnitFacts]
    knocked: Mapping[str, tuple[Knocked, ...]]
    beside: Beside

    def group(self, unit: str) -> str:
        """Return the sub-group of units that a unit is of."""
        return self.known.get(unit, NO_FACTS).sub_group

    def merit(self, unit: str) -> Merit:
        """Return what a unit's rank is decided by."""
        of = self.found[unit]
        kept = not any(one.rule.consequence is Consequence.LAST for one in self.knocked[unit])
        by_share = self.criteria.unassigned is Unassigned.SHARE
        ties = (worth(tie, unit, of, self.beside) for tie in self.criteria.tie_break)
        return (kept, of.share if by_share else of.total, *ties)

    def rivals(self, unit: str, other: str) -> bool:
        """Tell whether two units are ranked together."""
        return not self.criteria.ranked_apart or self.group(unit) == self.group(other)


def standings(
    criteria: CriteriaSet,
    found: Mapping[str, ScoreResult],
    facts: Mapping[str, UnitFacts] | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> tuple[Standing, ...]:
    """Rank the complete units by what each came to; keep the given order of units in the answer."""
    known = facts or {}
    knocked = {
        unit: knocked_out(criteria, of, known.get(unit, NO_FACTS).events) for unit, of in found.items()
    }
    field = _Field(criteria, found, known, knocked, beside)
    merits = _settled(field, {unit: field.merit(unit) for unit, of in found.items() if of.complete})
    runners = [
        Runner(unit, found[unit], merit, field.group(unit), knocked[unit]) for unit, merit in merits.items()
    ]
    sizes = Counter(map(field.group, found))
    most = maximum(criteria) if criteria.held_by_share else Decimal(0)
    grades = graded(GradeRun(criteria, runners, sizes, beside, most))
    return tuple(_standing(field, merits, grades, unit) for unit in found)


def _settled(field: _Field, merits: Mapping[str, Merit]) -> dict[str, Merit]:
    """Add to each merit what people decided between units that are equal in everything else."""
    found = {}
    for unit, own in merits.items():
        equal = [one for one, merit in merits.items() if merit == own and field.rivals(unit, one)]
        found[unit] = (*own, -places_settled(field.beside.settled, "", equal)[unit])
    return found


def _standing(
    field: _Field, merits: Mapping[str, Merit], grades: Mapping[str, Graded], unit: str
) -> Standing:
    of, knocked = field.found[unit], field.knocked[unit]
    why = barred(field.criteria, of, field.known.get(unit, NO_FACTS).events)
    group = field.group(unit) if field.criteria.ranked_apart else ""
    by_share = field.criteria.unassigned is Unassigned.SHARE
    if unit not in merits:
        return Standing(unit, of, None, "", knocked=knocked, barred=why, group=group, by_share=by_share)
    others = [merit for one, merit in merits.items() if field.rivals(unit, one)]
    return Standing(
        unit,
        of,
        rank=1 + sum(other > merits[unit] for other in others),
        grade=reached.name if (reached := grades[unit].grade) else "",
        shared=others.count(merits[unit]) > 1,
        knocked=knocked,
        barred=why,
        contended=grades[unit].contended,
        to_vote=grades[unit].to_vote,
        group=group,
        by_share=by_share,
    )
