"""What decides between equal totals beside points, and what people decided between those still equal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.results.ties import DEDUCTIONS, LAST_RANK, women_needed
from ktd_tui.rules.scoring.sums import ScoreResult

NEVER_RANKED = Decimal(-(10**6))
"""Who had no rank last year stands behind everybody who had one."""


class Beside(NamedTuple):
    """What decides of results beside the points of the year.

    Attributes:
        last_ranks: Ranks of the year before.
        women: The per cent of women, of the units that told it.
        settled: What people decided between equals, the latest last.
        ballots: By unit and grade whether the meeting's ballot confirmed it; absent: not voted yet.
    """

    last_ranks: Mapping[str, int] = {}
    women: Mapping[str, Decimal] = {}
    settled: Sequence[TieDecision] = ()
    ballots: Mapping[tuple[str, str], bool] = {}


NOTHING_BESIDE = Beside()


def worth(tie: str, unit: str, of: ScoreResult, beside: Beside) -> Decimal:
    """Return what a unit has of a tie-break: more stands before. A lot is drawn after everything else."""
    if tie == DEDUCTIONS:
        return -of.deduction
    if tie == LAST_RANK:
        return Decimal(-beside.last_ranks[unit]) if unit in beside.last_ranks else NEVER_RANKED
    needed = women_needed(tie)
    if needed is not None:
        return Decimal(beside.women.get(unit, Decimal(0)) >= needed)
    return of.subtotals.get(tie, of.points.get(tie, Decimal(0)))


def decision(settled: Iterable[TieDecision], about: str, equal: Collection[str]) -> TieDecision | None:
    """Return what was decided last between units that are equal; None: nothing that names all of them."""
    fitting = [one for one in settled if one.about == about and set(equal) <= set(one.unit_ids)]
    return fitting[-1] if fitting and len(equal) > 1 else None


def places_settled(settled: Sequence[TieDecision], about: str, equal: Collection[str]) -> dict[str, int]:
    """Return the place of each of units that are equal: as people decided, the same where they did not."""
    found = decision(settled, about, equal)
    return {unit: found.unit_ids.index(unit) if found else 0 for unit in equal}
