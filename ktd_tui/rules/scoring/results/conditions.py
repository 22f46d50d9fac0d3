"""Whether a unit fulfils the conditions of a title: what lacks, what is met, what only people can judge."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.merit import AwardRule, VoteBy
from ktd_tui.domain.people import Staff
from ktd_tui.domain.voting import Base
from ktd_tui.i18n import N_, Word
from ktd_tui.rules.scoring.results.needed import Needed, needed_of, share_written
from ktd_tui.rules.scoring.results.ranking import Standing
from ktd_tui.rules.scoring.told import Told
from ktd_tui.text import enumerated, fold
from ktd_tui.words import number, percent


class Contender(NamedTuple):
    """What is known of a unit.

    Attributes:
        titles: The titles it registered.
        barred: What keeps it from any title, each with why.
        staff: Its people, as far as that was said.
        group: The sub-group of units that it is ranked with, where those are ranked apart.
    """

    standing: Standing
    titles: tuple[str, ...] = ()
    barred: Mapping[str, str] = {}
    staff: Staff = Staff.model_construct()
    group: str = ""


class Past(NamedTuple):
    """What was decided in other years.

    Attributes:
        year: The year in question.
        awarded: Titles by year, then by unit; a year of which no decision is noted is absent.
    """

    year: int
    awarded: Mapping[int, Mapping[str, frozenset[str]]] = {}


class YearsJudge:
    """Holds units against «so many years running»: what decisions tell, and what is left to people."""

    def __init__(self, rule: AwardRule, past: Past) -> None:
        self._beginnings = tuple(fold(title) for title in rule.earlier)
        self._titles = enumerated(rule.earlier)
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


def conditions_lacking(
    rule: AwardRule, title: str, candidate: Contender, grades: Sequence[str] = ()
) -> Iterator[Told]:
    """Yield what keeps a unit from a title.

    Args:
        grades: The names of the set's grades, the highest first.
    """
    of = candidate.standing
    for condition, reason in candidate.barred.items():
        yield Told(N_("Barred: {condition} ({reason})"), {"condition": condition, "reason": reason})
    if of.rank is None:
        yield Told(N_("Scores are not complete, so there is no rank"), {})
        return
    if rule.at_least is not None and of.result.share < rule.at_least:
        yield Told(N_("{total} of {maximum} points is less than {share}"), _share(rule.at_least, of))
    if rule.points is not None and of.result.total < rule.points:
        yield Told(N_("{total} points are fewer than {points}"), _points(rule.points, of))
    if rule.grade and not _reaches(rule.grade, of.grade, grades):
        yield Told(N_("Grade “{grade}”; “{needed}” is needed"), {"grade": of.grade, "needed": rule.grade})
    if rule.registered and fold(title) not in {fold(one) for one in candidate.titles}:
        yield Told(N_("The title was not registered"), {})
    yield from (told for told, kept in _of_people(rule, candidate.staff) if kept is False)


def _reaches(needed: str, grade: str, grades: Sequence[str]) -> bool:
    """Tell whether a grade is the needed one, or a higher one."""
    return grade == needed or (grade in grades and needed in grades[grades.index(grade) :])


def _of_people(rule: AwardRule, staff: Staff) -> Iterator[tuple[Told, bool | None]]:
    """Yield what a title asks of a unit's people, and whether they fulfil it; None: nobody said."""
    if rule.members_share is not None:
        share = staff.share(staff.titled)
        facts: dict[str, object] = {"title": rule.members_title, "needed": percent(rule.members_share)}
        if share is None:
            message = N_("For people to judge: at least {needed} of its members have “{title}”")
            yield Told(message, facts), None
        else:
            kept = share >= rule.members_share
            message = N_("{titled} of {people} members = {share} have “{title}”; at least {needed} is met")
            if not kept:
                message = N_("{titled} of {people} members = {share} have “{title}”; {needed} is needed")
            numbers = {"titled": staff.titled, "people": staff.people, "share": percent(share)}
            yield Told(message, {**facts, **numbers}), kept
    if rule.undisciplined:
        if staff.disciplined is None:
            yield Told(N_("For people to judge: nobody was disciplined"), {}), None
        elif staff.disciplined:
            yield Told(N_("Members who were disciplined: {n}"), {"n": staff.disciplined}), False
        else:
            yield Told(N_("Nobody was disciplined"), {}), True


def met(rule: AwardRule, candidate: Contender) -> Iterator[Told]:
    """Yield the conditions that a unit fulfils."""
    of = candidate.standing
    if rule.at_least is not None:
        yield Told(N_("{total} of {maximum} points is at least {share}"), _share(rule.at_least, of))
    if rule.registered:
        yield Told(N_("The title was registered"), {})
    if rule.points is not None:
        yield Told(N_("{total} points are at least {points}"), _points(rule.points, of))
    if rule.grade:
        yield Told(
            N_("Grade “{grade}”; at least “{needed}” is met"), {"grade": of.grade, "needed": rule.grade}
        )
    yield from (told for told, kept in _of_people(rule, candidate.staff) if kept)


def judged(rule: AwardRule, judge: YearsJudge | None, candidate: Contender) -> Iterator[Told]:
    """Yield what nothing here can compute: people judge it."""
    if judge:
        yield from judge.open()
    if candidate.standing.contended:
        contended: dict[str, object] = {"grade": candidate.standing.contended}
        yield Told(N_("For people to judge: it contends for the grade “{grade}” with equals"), contended)
    yield from (told for told, kept in _of_people(rule, candidate.staff) if kept is None)
    for condition in rule.judged:
        yield Told(N_("For people to judge: {condition}"), {"condition": condition})
    if (needed := needed_of(rule)).asked:
        yield _votes_needed(rule, needed)


def women(staff: Staff) -> Iterator[Told]:
    """Yield the share of women, which the law looks at between equals, where it is known."""
    share = staff.share(staff.women)
    if share is not None:
        facts = {"women": staff.women, "people": staff.people, "share": percent(share)}
        yield Told(N_("Women: {women} of {people} = {share}"), facts)


VOTE_BASES: Mapping[str, str] = {
    Base.MEMBERS: N_("of all members"),
    Base.PRESENT: N_("of the members present"),
    Base.VALID: N_("of the valid ballots"),
    Base.ISSUED: N_("of the ballots handed out"),
}
"""Of whom a share of votes is taken, where they vote."""


def _votes_needed(rule: AwardRule, needed: Needed) -> Told:
    council = rule.vote_by is VoteBy.COUNCIL
    if needed.share is None:
        message = (
            N_("The council's ballot needs {n} votes.")
            if council
            else N_("The meeting's vote needs {n} votes.")
        )
        return Told(message, {"n": needed.votes})
    at_least = N_("The council's ballot needs at least {share} {base}.")
    more = N_("The council's ballot needs more than {share} {base}.")
    if not council:
        at_least = N_("The meeting's vote needs at least {share} {base}.")
        more = N_("The meeting's vote needs more than {share} {base}.")
    facts = {"share": share_written(needed.share), "base": Word(VOTE_BASES[rule.vote_base])}
    return Told(more if needed.more else at_least, facts)


def _share(at_least: Fraction, of: Standing) -> dict[str, object]:
    return {
        "total": number(of.result.total),
        "maximum": number(of.result.out_of),
        "share": percent(at_least),
    }


def _points(needed: Decimal, of: Standing) -> dict[str, object]:
    return {"total": number(of.result.total), "points": number(needed)}
