"""Who is proposed for an award in a year, and what the report on their merits is composed from."""

from collections.abc import Iterator
from functools import partial

from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.merit import Exemplar, ExemplarKind
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.naming import taken_apart
from ktd_tui.operations.council.decisions import decisions
from ktd_tui.operations.council.directory import unit_page
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of, units_of
from ktd_tui.operations.papers.composers import Composing, PaperRef
from ktd_tui.operations.papers.units.gathering import unit_data
from ktd_tui.operations.papers.units.whom import units_there
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.papers.kinds.unit.merit_report import Given, MeritData, UnitResult, compose_merit_report
from ktd_tui.papers.result_phrases import grade_said, grounds
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.scoring.results.ranking import ranked_beside
from ktd_tui.words import number

BETWEEN = "/"
"""Stands between a unit's id and the person in the key of a person."""


def nominees_there(desk: Desk, bloc_year_id: str) -> list[tuple[str, str]]:
    """Return the units of a year, then the persons that it proposes for an award."""
    return [*units_there(desk, bloc_year_id), *dict(_persons(desk, bloc_year_id)).items()]


def _persons(desk: Desk, bloc_year_id: str) -> Iterator[tuple[str, str]]:
    """Yield key and name of each; a vote knows the office, too, and has the last word."""
    there = {unit.id for unit in units_of(desk, desk.store.get(BlocYear, bloc_year_id))}
    noted = desk.store.find(Exemplar, bloc_year_id=bloc_year_id, kind=ExemplarKind.PERSON)
    votes = [vote for vote in _award_votes(desk, bloc_year_id) if vote.person]
    for unit_id, listed in [*((e.unit_id, e.name) for e in noted), *((v.unit_id, v.person) for v in votes)]:
        if unit_id in there:
            yield f"{unit_id}{BETWEEN}{_name(listed)}", listed


def _name(listed: str) -> str:
    return taken_apart(listed.partition(",")[0]).name


def _award_votes(desk: Desk, bloc_year_id: str) -> list[Vote]:
    meeting = meeting_of(desk, bloc_year_id, MeetingKind.YEAR_END)
    return desk.store.find(Vote, meeting_id=meeting.id, purpose=Purpose.AWARD) if meeting else []


def merit_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose the report on a nominee's merits."""
    unit_id, _, name = ref.about.partition(BETWEEN)
    of = unit_data(desk, ref.year, unit_id)
    person = dict(nominees_there(desk, ref.year)).get(ref.about, name) if name else ""
    return partial(
        compose_merit_report,
        MeritData(
            of=of,
            person=person,
            awards=tuple(dict.fromkeys(_asked(desk, ref.year, unit_id, name))),
            results=tuple(_results(desk, unit_id, of.year.year)),
            given=tuple(_given(desk, unit_id, name, of.year.year)),
        ),
    )


def _asked(desk: Desk, bloc_year_id: str, unit_id: str, name: str) -> Iterator[str]:
    """Yield what the meeting voted for; while it did not, what a unit registered, a person is noted for."""
    voted = [
        vote
        for vote in _award_votes(desk, bloc_year_id)
        if vote.unit_id == unit_id and (_name(vote.person) if vote.person else "") == name
    ]
    if any(outcome(vote) for vote in voted):
        yield from (vote.award for vote in voted if (result := outcome(vote)) and result.passed)
        return
    yield from (vote.award for vote in voted)
    for one in desk.store.find(Exemplar, bloc_year_id=bloc_year_id, unit_id=unit_id):
        if one.award and (_name(one.name) == name if name else one.kind is ExemplarKind.COLLECTIVE):
            yield one.award
    if not name and (registration := unit_data(desk, bloc_year_id, unit_id).registration):
        yield from registration.titles


def _results(desk: Desk, unit_id: str, until: int) -> Iterator[UnitResult]:
    name = desk.store.get(Unit, unit_id).name
    for year, _, _ in unit_page(desk, unit_id).years:
        standings = grid(desk, year.id).standings if year.criteria_id and year.year <= until else ()
        ranked = [one for one in standings if one.rank is not None]
        for one in (one for one in ranked if one.unit_id == unit_id):
            place = f"{one.rank}/{ranked_beside(ranked, unit_id)}"
            told = tuple(grounds(one, name))
            yield UnitResult(year.year, number(one.result.total), place, grade_said(one), told)


def _given(desk: Desk, unit_id: str, name: str, until: int) -> Iterator[Given]:
    """Yield what decisions gave for the years before, the newest first."""
    for of in decisions(desk):
        for one in of.awarded:
            whose = _name(one.person).casefold() if one.person else ""
            if of.year < until and one.unit_id == unit_id and whose == name.casefold():
                yield Given(of.year, one.title, of.number, of.day, of.issuer)
