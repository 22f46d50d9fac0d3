"""Which points need evidence, what of it counts, and when it may still be changed."""

from collections.abc import Iterable, Mapping

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.domain.scoring import CriteriaSet, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.score_rows import score_rows

STATES: Mapping[str, str] = {
    EvidenceState.AWAITED: N_("awaited"),
    EvidenceState.HANDED_IN: N_("to be judged"),
    EvidenceState.ACCEPTED: N_("✓ accepted"),
    EvidenceState.REFUSED: N_("✗ refused"),
}
COUNTS = frozenset({EvidenceState.HANDED_IN, EvidenceState.ACCEPTED})
"""What was awaited or refused proves nothing."""


def provable(criteria: CriteriaSet) -> tuple[str, ...]:
    """Return the codes of rows that evidence can be for: those whose points are given."""
    return tuple(row.code for row in score_rows(criteria) if row.section.gives)


def missing(
    criteria: CriteriaSet, sheets: Iterable[ScoreSheet], evidence: Iterable[Evidence]
) -> tuple[str, ...]:
    """Return the codes of rows for which a unit was given points in any layer, but that nothing proves.

    Args:
        sheets: All sheets of the unit.
        evidence: All its evidence.
    """
    scored = {code for sheet in sheets for code, points in sheet.points.items() if points}
    proven = {one.code for one in evidence if one.state in COUNTS}
    return tuple(code for code in provable(criteria) if code in scored - proven)


def check_evidence_open(of: Evidence) -> None:
    """Refuse to change or take back evidence that was accepted.

    Raises:
        Refused: It was.
    """
    if of.state is EvidenceState.ACCEPTED:
        raise Refused(N_("“{title}” was accepted; hand in another beside it."), title=of.title)
