"""Which units are to be proposed for which titles: from rank, points and registered titles, by data.

A rule (``domain.merit.AwardRule``) says the conditions; here each unit is held against each of them, so
that also who is not proposed is told why. Law: see the sources in the rules themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.domain.merit import AwardRule, AwardRules, QuotaBase
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.results.conditions import (
    Contender,
    Past,
    YearsJudge,
    conditions_lacking,
    judged,
    met,
    women,
)
from ktd_tui.rules.scoring.results.grades import rounded_units
from ktd_tui.rules.scoring.results.ranking import Standing
from ktd_tui.rules.scoring.results.ranks_told import settled_told
from ktd_tui.rules.scoring.results.ties import decision
from ktd_tui.rules.scoring.told import Told
from ktd_tui.text import fold
from ktd_tui.words import percent


class Proposal(StrEnum):
    """What comes of a unit and a title."""

    PROPOSED = "proposed"
    TIED = "tied"
    BY_COUNCIL = "by-council"
    NOT = "not"


class Nomination(NamedTuple):
    """A unit held against the conditions of a title.

    Attributes:
        told: Why: the conditions that are not met, else those that are.
    """

    unit_id: str
    title: str
    verdict: Proposal
    told: tuple[Told, ...]


def rule_for(rules: AwardRules, title: str) -> AwardRule | None:
    """Return the rule of a title: the longest whose title is the beginning of it."""
    wanted = fold(title)
    fitting = [rule for rule in rules.rules if wanted.startswith(fold(rule.title))]
    return max(fitting, key=lambda rule: len(rule.title), default=None)


class Ground(NamedTuple):
    """What titles are judged by beside their rules and the units.

    Attributes:
        past: What was decided in other years; None: nothing is known of them.
        grades: The names of the set's grades, the highest first.
        settled: What people decided between equals.
        names: What each unit is called.
    """

    past: Past | None = None
    grades: Sequence[str] = ()
    settled: Sequence[TieDecision] = ()
    names: Mapping[str, str] = {}


NO_GROUND = Ground()


def nominations(
    rules: AwardRules, titles: Sequence[str], field: Sequence[Contender], ground: Ground = NO_GROUND
) -> tuple[Nomination, ...]:
    """Hold every unit of a bloc against every title that has a rule, in the titles' order, best first.

    Units that are ranked apart are held together by sub-groups. What no data tells (years without a noted
    decision, shares of members) is left to people, and said.
    """
    found: list[Nomination] = []
    for title in titles:
        rule = rule_for(rules, title)
        if rule is None:
            continue
        judge = YearsJudge(rule, ground.past) if rule.years and ground.past else None
        for group in dict.fromkeys(one.group for one in field):
            together = [one for one in field if one.group == group]
            found += _of_title(Held(rule, title, judge, rules.between_equals, ground), together)
    return tuple(found)


def places(rule: AwardRule, units: int) -> int:
    """Return how many units of a bloc may be proposed: the first places, within the quota."""
    bounds = [units]
    if rule.best is not None:
        bounds.append(rule.best)
    if rule.quota is not None and rule.quota_base is QuotaBase.UNITS and not rule.by_council:
        bounds.append(max(rounded_units(rule.quota, units, rule.quota_rounding), 1))
    return min(bounds)


class Held(NamedTuple):
    """What units are held against: a title with its rule, and what goes with it."""

    rule: AwardRule
    title: str
    judge: YearsJudge | None
    between_equals: str
    ground: Ground


def _of_title(against: Held, field: Sequence[Contender]) -> Iterator[Nomination]:
    rule, title, judge, between_equals, ground = against
    reasons = {
        c.standing.unit_id: (
            *conditions_lacking(rule, title, c, ground.grades),
            *(judge.lacking(c.standing.unit_id) if judge else ()),
        )
        for c in field
    }
    entitled = [c.standing for c in field if not reasons[c.standing.unit_id]]
    limit = places(rule, len(field))
    for candidate in sorted(field, key=lambda c: (c.standing.rank is None, c.standing.rank)):
        of = candidate.standing
        if why_not := reasons[of.unit_id]:
            yield Nomination(of.unit_id, title, Proposal.NOT, why_not)
            continue
        out = sum(
            bool(c.barred) and (c.standing.rank or 0) < (of.rank or 0) for c in field if c.standing.rank
        )
        equal = [other.unit_id for other in entitled if other.rank == of.rank]
        one = decision(ground.settled, title, equal)
        verdict, why = _placed(rule, of, entitled, Places(limit, out, _first(one, equal, of.unit_id)))
        told = (why, *_passed_over(out), *met(rule, candidate), *judged(rule, judge, candidate))
        if one:
            told = (*told, settled_told(one, ground.names))
        elif verdict is Proposal.TIED and between_equals:
            told = (
                *told,
                Told(N_("Between equals: {text}"), {"text": between_equals}),
                *women(candidate.staff),
            )
        yield Nomination(of.unit_id, title, verdict, told)


def _first(one: TieDecision | None, equal: Sequence[str], unit: str) -> int | None:
    """Return how many of a unit's equals people put before it, None where they decided nothing."""
    return None if one is None else sum(one.unit_ids.index(u) < one.unit_ids.index(unit) for u in equal)


class Places(NamedTuple):
    """So many may be proposed.

    Attributes:
        barred_before: So many before a unit are barred, who use up no place.
        settled: So many of its equals people put before it; None: they decided nothing.
    """

    limit: int
    barred_before: int
    settled: int | None


def _passed_over(barred: int) -> Iterator[Told]:
    if barred:
        yield Told(N_("Barred units before it use up no place: {n}"), {"n": barred})


def _placed(
    rule: AwardRule, of: Standing, entitled: Sequence[Standing], there: Places
) -> tuple[Proposal, Told]:
    """Tell whether a unit that fulfils the conditions is among so many places."""
    limit = there.limit
    before = sum((other.rank or 0) < (of.rank or 0) for other in entitled)
    equal = sum(other.rank == of.rank for other in entitled)
    if there.settled is not None:
        before, equal = before + there.settled, 1
    facts: dict[str, object] = {"rank": of.rank, "limit": limit}
    if rule.best is not None and (of.rank or 0) - there.barred_before > rule.best:
        return Proposal.NOT, Told(N_("Rank {rank}; only the first {limit} are proposed"), facts)
    if before >= limit:
        return Proposal.NOT, Told(N_("Rank {rank}; the {limit} places of the quota are taken"), facts)
    if before + equal > limit:
        message = N_("Rank {rank} is shared and only {limit} may be proposed: the meeting votes")
        return Proposal.TIED, Told(message, facts)
    if rule.by_council:
        return Proposal.BY_COUNCIL, _left_to_council(rule, facts)
    if rule.best is None and rule.quota is None:
        return Proposal.PROPOSED, Told(N_("Rank {rank}; every condition is met"), facts)
    return Proposal.PROPOSED, Told(N_("Rank {rank} of at most {limit} that may be proposed"), facts)


def _left_to_council(rule: AwardRule, facts: dict[str, object]) -> Told:
    if rule.quota is None:
        return Told(N_("Rank {rank}; the council chooses"), facts)
    share = {**facts, "share": percent(rule.quota)}
    if rule.quota_base is QuotaBase.LEADERS:
        return Told(
            N_("Rank {rank}; the council chooses, at most {share} of the leaders of all blocs"), share
        )
    return Told(N_("Rank {rank}; the council chooses, at most {share} of those who qualify"), share)
