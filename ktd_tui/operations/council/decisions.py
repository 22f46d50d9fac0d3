"""Decisions by which awards were given: number, day, who got what; later years' conditions read them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.merit import AwardDecision, Awarded, AwardFor, AwardTitle
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.naming import bare_name
from ktd_tui.operations.conflicts import LIMIT, Gone, save_onto
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.titles import title_meant
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Act
from ktd_tui.rules.council.order import units_in_order
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.text import fold
from ktd_tui.words import parse_date, short_date, year_number


class AwardedRow(NamedTuple):
    """One award of a decision, with the unit's name as it was in the year."""

    awarded: Awarded
    unit: str


class DecisionPage(NamedTuple):
    """A decision with who got what.

    Attributes:
        units: All units, to choose from.
        titles: The council's titles, to choose from.
    """

    decision: AwardDecision
    rows: tuple[AwardedRow, ...]
    units: tuple[Unit, ...]
    titles: tuple[AwardTitle, ...]


def decisions(desk: Desk) -> list[AwardDecision]:
    """Return all decisions, the newest first."""
    return sorted(desk.store.find(AwardDecision), key=lambda one: (one.day, one.number), reverse=True)


def decision_page(desk: Desk, decision_id: str) -> DecisionPage:
    """Return a decision with who got what.

    Raises:
        NotFound: It was deleted meanwhile.
    """
    of = desk.store.get(AwardDecision, decision_id)
    units = units_in_order(desk.store.find(Unit))
    names = {unit.id: unit.name_in(of.year) for unit in units}
    rows = tuple(AwardedRow(one, names.get(one.unit_id, "?")) for one in of.awarded)
    return DecisionPage(of, rows, tuple(units), council(desk).award_titles)


class DecisionTyped(NamedTuple):
    """The head of a decision as typed."""

    number: str
    day: str
    year: str
    issuer: str = ""


def decision_as_typed(of: AwardDecision) -> DecisionTyped:
    """Return the head of a decision as one would type it."""
    return DecisionTyped(of.number, short_date(of.day), str(of.year), of.issuer)


def save_decision(desk: Desk, seen: AwardDecision | None, typed: DecisionTyped) -> AwardDecision:
    """Note a decision (``seen`` None), or change its head.

    Raises:
        NotAllowed: The right is missing.
        Refused: Number, day or year is missing or cannot be, or the number is another's of the same day.
        Clash: Somebody else changed the same fields meanwhile.
        Gone: Somebody else deleted it meanwhile.
    """
    number = within(typed.number, LIMIT)
    if not number:
        raise Refused(N_("Write the decision's number."))
    day, year = parse_date(typed.day), year_number(typed.year)
    if year > day.year:
        raise Refused(
            N_("A decision of {day} cannot reward the year {year}."), day=short_date(day), year=year
        )
    wanted = {"number": number, "day": day, "year": year, "issuer": within(typed.issuer, LIMIT)}
    with desk.act(Act.EDIT_COUNCIL, N_("Decision {number}"), {"number": number}, at=None) as store:
        same = [d for d in store.find(AwardDecision, day=day) if fold(d.number) == fold(number)]
        if any(seen is None or one.id != seen.id for one in same):
            raise Refused(N_("Decision {number} of that day is there already."), number=number)
        if seen is None:
            return store.save(AwardDecision.model_validate(wanted))
        return save_onto(store, seen, wanted)


def delete_decision(desk: Desk, seen: AwardDecision) -> None:
    """Put a decision into the trash.

    Raises:
        NotAllowed: The right is missing.
        Gone: Somebody else deleted it already.
        Conflict: It was changed meanwhile.
    """
    told = {"number": seen.number}
    with desk.act(Act.EDIT_COUNCIL, N_("Deleted the decision {number}"), told, at=None) as store:
        if not store.find(AwardDecision, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        store.delete(seen)


def award_typed(title: str, unit_id: str, person: str = "") -> Awarded:
    """Return an award as typed.

    Raises:
        Refused: The title or the unit is missing.
    """
    if not title.strip():
        raise Refused(N_("The title is empty."), field="title")
    if not unit_id:
        raise Refused(N_("Choose a unit first."))
    return Awarded(title=title, unit_id=unit_id, person=person)


def save_awarded(desk: Desk, decision_id: str, seen: Awarded | None, typed: Awarded) -> AwardDecision:
    """Add an award to a decision (``seen`` None), or change one.

    Raises:
        NotAllowed: The right is missing.
        NotFound: The decision was deleted meanwhile, or there is no such unit.
        Refused: The title is none of the council's, is not for a unit or not for a person, or stands there.
    """
    fresh = _checked(desk, typed)
    told = {"title": fresh.title}
    with desk.act(Act.EDIT_COUNCIL, N_("Award by decision: {title}"), told, at=None) as store:
        of = store.get(AwardDecision, decision_id)
        store.get(Unit, fresh.unit_id)
        kept = [one for one in of.awarded if one != seen]
        if seen is not None and len(kept) == len(of.awarded):
            raise Gone(seen, record_id=of.id)
        if fresh in kept:
            raise Refused(N_("The decision says that already."))
        changed = [fresh if one == seen else one for one in of.awarded]
        return store.save(of.with_(awarded=tuple([*of.awarded, fresh] if seen is None else changed)))


def _checked(desk: Desk, typed: Awarded) -> Awarded:
    title, person = title_meant(council(desk).award_titles, typed.title), within(typed.person, LIMIT)
    if person and title.whom is AwardFor.COLLECTIVE:
        raise Refused(N_("“{title}” is for collectives: leave the person empty."), title=title.name)
    if not person and title.whom is AwardFor.PERSON:
        raise Refused(N_("“{title}” is for persons: write whose it is."), title=title.name)
    return Awarded(title=title.name, unit_id=typed.unit_id, person=person)


def drop_awarded(desk: Desk, decision_id: str, seen: Awarded) -> AwardDecision:
    """Take an award out of a decision.

    Raises:
        NotAllowed: The right is missing.
        NotFound: The decision was deleted meanwhile.
    """
    told = {"title": seen.title}
    with desk.act(Act.EDIT_COUNCIL, N_("No award by decision: {title}"), told, at=None) as store:
        of = store.get(AwardDecision, decision_id)
        return store.save(of.with_(awarded=tuple(one for one in of.awarded if one != seen)))


def take_voted(desk: Desk, decision_id: str) -> int:
    """Put into a decision what the meetings of its year voted for; return how many awards came in.

    What is there stays: the council may have decided otherwise, and then a person takes it out.

    Raises:
        NotAllowed: The right is missing.
        NotFound: The decision was deleted meanwhile.
    """
    with desk.act(Act.EDIT_COUNCIL, N_("Awards that the meetings voted for"), at=None) as store:
        of = store.get(AwardDecision, decision_id)
        years = {year.id for year in store.find(BlocYear, year=of.year)}
        meetings = {meeting.id for meeting in store.find(Meeting) if meeting.bloc_year_id in years}
        votes = [vote for vote in store.find(Vote, purpose=Purpose.AWARD) if vote.meeting_id in meetings]
        voted = [one for vote in votes if _passed(vote) for one in _awarded(vote)]
        new = [one for one in dict.fromkeys(voted) if one not in of.awarded]
        if new:
            store.save(of.with_(awarded=(*of.awarded, *new)))
        return len(new)


def _awarded(vote: Vote) -> Iterator[Awarded]:
    """Yield who gets what by a vote that passed; a person of no unit of the bloc is written by hand."""
    chosen = [one.unit_id for one in vote.candidates if one.id in vote.elected]
    for unit_id in chosen or [vote.unit_id]:
        if unit_id:
            yield Awarded(title=vote.award, unit_id=unit_id, person=bare_name(vote.person.partition(",")[0]))


def _passed(vote: Vote) -> bool:
    found = outcome(vote)
    return bool(found and found.passed)


def awarded_by_year(desk: Desk) -> Mapping[int, Mapping[str, frozenset[str]]]:
    """Return the titles that units got themselves: by year, then by unit."""
    found: dict[int, dict[str, frozenset[str]]] = {}
    for decision in desk.store.find(AwardDecision):
        of_year = found.setdefault(decision.year, {})
        for one in decision.awarded:
            if not one.person:
                of_year[one.unit_id] = of_year.get(one.unit_id, frozenset()) | {one.title}
    return found
