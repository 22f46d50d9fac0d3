"""Who scores whom: a proposal in rotation, and what an assignment must keep to."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ktd_tui.domain.organisation import CrossScoring
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_


def rotation(units: Sequence[str], each: int) -> tuple[CrossScoring, ...]:
    """Let every unit score so many units after it, in a round: all score and are scored equally often.

    Args:
        units: Ids in the order of the round.
        each: How many units one scores.

    Raises:
        Refused: Nobody would be scored, or somebody would come round to themselves.
    """
    if not units[1:]:
        raise Refused(N_("Cross scoring needs two units at least; the year has {units}."), units=len(units))
    if not 1 <= each < len(units):
        raise Refused(
            N_("Of {units} units each can score 1 to {most} others."), units=len(units), most=len(units) - 1
        )
    return tuple(
        CrossScoring(scorer_id=scorer, unit_id=units[(place + step) % len(units)])
        for place, scorer in enumerate(units)
        for step in range(1, each + 1)
    )


def check_assignment(members: Iterable[str], pairs: Sequence[CrossScoring]) -> None:
    """Refuse an assignment by which a unit scores itself, a stranger takes part, or one pair stands twice.

    Raises:
        Refused: It does.
    """
    known = set(members)
    for pair in pairs:
        if pair.scorer_id == pair.unit_id:
            raise Refused(N_("A unit does not score itself in the cross layer."))
        if not {pair.scorer_id, pair.unit_id} <= known:
            raise Refused(N_("That unit is not in the bloc this year."))
    if pairs and max(Counter(pairs).values()) > 1:
        raise Refused(N_("The same unit is to score the same one twice."))


def times(members: Iterable[str], pairs: Sequence[CrossScoring]) -> tuple[tuple[int, int], ...]:
    """Return of each unit how often it scores and is scored."""
    scores, scored = Counter(c.scorer_id for c in pairs), Counter(c.unit_id for c in pairs)
    return tuple((scores[unit], scored[unit]) for unit in members)
