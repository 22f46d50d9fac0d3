"""Which units are to be proposed for which titles: from rank, points and registered titles, by data.

A rule (``domain.merit.AwardRule``) says the conditions; here each unit is held against each of them, so
that also who is not proposed is told why. Law: see the sources in the rules themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from ktd_tui.domain.merit import AwardRule, AwardRules, QuotaBase
from ktd_tui.domain.voting import Base
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.results.ranking import Standing
from ktd_tui.rules.scoring.told import Told
from ktd_tui.text import fold
from ktd_tui.words import number, percent


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


class Contender(NamedTuple):
    """What is known of a unit.

    Attributes:
        titles: The titles it registered.
        barred: What keeps it from any title, each with why.
    """

    standing: Standing
    titles: tuple[str, ...] = ()
    barred: Mapping[str, str] = {}


class Past(NamedTuple):
    """What was decided in other years.

    Attributes:
        year: The year in question.
        awarded: Titles by year, then by unit; a year of which no decision is noted is absent.
    """

    year: int
    awarded: Mapping[int, Mapping[str, frozenset[str]]] = {}


def rule_for(rules: AwardRules, title: str) -> AwardRule | None:
    """Return the rule of a title: the longest whose title is the beginning of it."""
    wanted = fold(title)
    fitting = [rule for rule in rules.rules if wanted.startswith(fold(rule.title))]
    return max(fitting, key=lambda rule: len(rule.title), default=None)


def nominations(
    rules: AwardRules,
    titles: Sequence[str],
    field: Sequence[Contender],
    past: Past | None = None,
) -> tuple[Nomination, ...]:
    """Hold every unit of a bloc against every title that has a rule, in the titles' order, best first.

    What no data tells (years without a noted decision, shares of members) is left to people, and said.
    """
    found: list[Nomination] = []
    for title in titles:
        rule = rule_for(rules, title)
        if rule is not None:
            judge = YearsJudge(rule, past) if rule.years and past else None
            found += _of_title(Held(rule, title, judge, rules.between_equals), field)
    return tuple(found)


def places(rule: AwardRule, units: int) -> int:
    """Return how many units of a bloc may be proposed: the first places, within the quota."""
    bounds = [units]
    if rule.best is not None:
        bounds.append(rule.best)
    if rule.quota is not None and rule.quota_base is QuotaBase.UNITS and not rule.by_council:
        bounds.append(max(floor(rule.quota * units), 1))
    return min(bounds)


class YearsJudge:
    """Holds units against «so many years running»: what decisions tell, and what is left to people."""

    def __init__(self, rule: AwardRule, past: Past) -> None:
        self._beginnings = tuple(fold(title) for title in rule.earlier)
        self._titles = ", ".join(rule.earlier)
        self._years = [past.year - back for back in range(rule.years or 0)]
        noted = {year: past.awarded.get(year, {}) for year in self._years}
        self._had = {
            year: {unit for unit, titles in units.items() if any(map(self._counts, titles))}
            for year, units in noted.items()
        }

    def _counts(self, title: str) -> bool:
        return fold(title).startswith(self._beginnings)

    def lacking(self, unit_id: str) -> Iterator[Told]:
        """Yield the years for which such a decision is noted and does not name the unit."""
        for year in self._years:
            if self._had[year] and unit_id not in self._had[year]:
                facts = {"year": year, "titles": self._titles}
                yield Told(N_("No decision of {year} gives it: {titles}"), facts)

    def open(self) -> Iterator[Told]:
        """Yield the years of which no such decision is noted."""
        if years := [str(year) for year in self._years if not self._had[year]]:
            facts = {"years": ", ".join(sorted(years)), "titles": self._titles}
            yield Told(N_("For people to judge: {titles} in {years} (no decision is noted)"), facts)


class Held(NamedTuple):
    """What units are held against: a title with its rule, and what goes with it."""

    rule: AwardRule
    title: str
    judge: YearsJudge | None
    between_equals: str


def _of_title(against: Held, field: Sequence[Contender]) -> Iterator[Nomination]:
    rule, title, judge, between_equals = against
    lacking = {
        c.standing.unit_id: (
            *_lacking(rule, title, c),
            *(judge.lacking(c.standing.unit_id) if judge else ()),
        )
        for c in field
    }
    entitled = [c.standing for c in field if not lacking[c.standing.unit_id]]
    limit = places(rule, len(field))
    for candidate in sorted(field, key=lambda c: (c.standing.rank is None, c.standing.rank)):
        of = candidate.standing
        if reasons := lacking[of.unit_id]:
            yield Nomination(of.unit_id, title, Proposal.NOT, reasons)
            continue
        out = sum(
            bool(c.barred) and (c.standing.rank or 0) < (of.rank or 0) for c in field if c.standing.rank
        )
        verdict, why = _placed(rule, of, entitled, Places(limit, out))
        told = (why, *_passed_over(out), *_met(rule, of), *_judged(rule, judge))
        if verdict is Proposal.TIED and between_equals:
            told = (*told, Told(N_("Between equals: {text}"), {"text": between_equals}))
        yield Nomination(of.unit_id, title, verdict, told)


def _lacking(rule: AwardRule, title: str, candidate: Contender) -> Iterator[Told]:
    of = candidate.standing
    for condition, reason in candidate.barred.items():
        yield Told(N_("Barred: {condition} ({reason})"), {"condition": condition, "reason": reason})
    if of.rank is None:
        yield Told(N_("Scores are not complete, so there is no rank."), {})
        return
    if rule.at_least is not None and of.result.share < rule.at_least:
        yield Told(N_("{total} of {maximum} points is less than {share}"), _share(rule.at_least, of))
    if rule.registered and fold(title) not in {fold(one) for one in candidate.titles}:
        yield Told(N_("The title was not registered."), {})


def _met(rule: AwardRule, of: Standing) -> Iterator[Told]:
    if rule.at_least is not None:
        yield Told(N_("{total} of {maximum} points is at least {share}"), _share(rule.at_least, of))
    if rule.registered:
        yield Told(N_("The title was registered."), {})


def _judged(rule: AwardRule, judge: YearsJudge | None) -> Iterator[Told]:
    """Yield what nothing here can compute: people judge it."""
    if judge:
        yield from judge.open()
    if rule.members_share is not None:
        facts: dict[str, object] = {"share": percent(rule.members_share), "title": rule.members_title}
        yield Told(N_("For people to judge: at least {share} of its members have “{title}”"), facts)
    for condition in rule.judged:
        yield Told(N_("For people to judge: {condition}"), {"condition": condition})
    if rule.vote is not None:
        yield Told(VOTED[rule.vote_base], {"share": percent(rule.vote)})


VOTED: Mapping[Base, str] = {
    Base.MEMBERS: N_("The council's ballot needs at least {share} of all its members."),
    Base.PRESENT: N_("The council's ballot needs at least {share} of its members present."),
    Base.VALID: N_("The council's ballot needs at least {share} of the valid ballots."),
    Base.ISSUED: N_("The council's ballot needs at least {share} of the ballots handed out."),
}


def _share(at_least: Fraction, of: Standing) -> dict[str, object]:
    return {
        "total": number(of.result.total),
        "maximum": number(of.result.out_of),
        "share": percent(at_least),
    }


class Places(NamedTuple):
    """So many may be proposed; and so many before a unit are barred, who use up no place."""

    limit: int
    barred_before: int


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
