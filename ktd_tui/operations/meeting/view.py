"""A meeting with all that belongs to it, read in one go; which meetings a year has."""

from bisect import insort
from dataclasses import dataclass, field, replace
from hashlib import sha256
from operator import attrgetter
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import MinutesLine, Pen
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, OfficeWords, Unit
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.domain.voting import Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import all_units, units_of, years_of
from ktd_tui.operations.saying import offices
from ktd_tui.operations.scoring.appeals import appeals_of
from ktd_tui.operations.scoring.grid import Grid, grid, results_digest, unscored
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.meeting.proceedings import Proceedings, Undecided
from ktd_tui.rules.year.office_rotation import Term, terms_held

_BY_HOUR = attrgetter("at", "id")
"""In order; ids stay in order within the same moment."""


@dataclass(frozen=True)
class MeetingView:
    """Everything that the meeting's screens show of one meeting."""

    data: MinutesData
    members: tuple[Unit, ...]
    terms: tuple[Term, ...] = ()
    """Who has led the bloc when."""
    seq: int = field(default=-1, compare=False)
    """The commit as of which it was read; later ones may be in it."""
    since: int = field(default=-1, compare=False)
    """The commit from which on only lines and the pen were changed; -1 where all was read anew."""

    @property
    def proceedings(self) -> Proceedings:
        """The meeting with its lines and votes."""
        return self.data.proceedings

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return self.data.proceedings.meeting


def meeting_view(desk: Desk, meeting_id: str, known: MeetingView | None = None) -> MeetingView:
    """Read a meeting with all that belongs to it.

    Args:
        known: What was read before, outside a transaction: where only lines came or went since, they alone
            are read.
    """
    store = desk.store
    seq = store.seq  # first: what comes while it is read is read again
    meeting = store.get(Meeting, meeting_id)
    if known and known.meeting == meeting and (lines := _lines_since(desk, known)) is not None:
        of = known.proceedings._replace(lines=lines)
        return replace(known, data=replace(known.data, proceedings=of), seq=seq, since=known.seq)
    year = store.get(BlocYear, meeting.bloc_year_id)
    bloc = store.get(Bloc, year.bloc_id)
    council = store.get(Council, bloc.council_id)
    scores = grid(desk, year.id) if year.criteria_id else None
    members = units_of(desk, year)
    return MeetingView(
        data=MinutesData(
            council=council,
            bloc=bloc,
            year=year,
            proceedings=proceedings(desk, meeting, scores),
            units=all_units(desk, year),
            movements=tuple(store.get(Movement, m) for m in year.movement_ids),
            criteria=scores.criteria if scores else None,
            standings=scores.standings if scores else (),
            appeals=appeals_of(desk, year.id),
            settled=tuple(scores.beside.settled) if scores else (),
        ),
        members=tuple(members),
        terms=terms_held(years_of(desk, bloc.id)),
        seq=seq,
    )


def _lines_since(desk: Desk, known: MeetingView) -> tuple[MinutesLine, ...] | None:
    """Return a meeting's lines as they are now; None where something else was changed meanwhile."""
    touched = desk.store.touched(known.seq)
    if touched is None or {table for table, _ in touched} - {MinutesLine.table, Pen.table}:
        return None
    changed = {record_id for table, record_id in touched if table == MinutesLine.table}
    kept = [line for line in known.proceedings.lines if line.id not in changed]
    for record_id in changed:
        for line in desk.store.find(MinutesLine, id=record_id, meeting_id=known.meeting.id):
            insort(kept, line, key=_BY_HOUR)
    return tuple(kept)


def proceedings(desk: Desk, meeting: Meeting, scores: Grid | None = None) -> Proceedings:
    """Read a meeting's lines and votes in the order they were entered.

    Args:
        scores: The year's score grid, where it has been computed already.
    """
    lines = sorted(desk.store.find(MinutesLine, meeting_id=meeting.id), key=_BY_HOUR)
    votes = desk.store.find(Vote, meeting_id=meeting.id)
    year = desk.store.get(BlocYear, meeting.bloc_year_id)
    lacking = tuple(unit.label for unit in unscored(desk, year, scores))
    bloc = desk.store.get(Bloc, year.bloc_id)
    called = offices(bloc)  # in the language of the sentence that names them
    words = OfficeWords(bloc.words.noun, called["head"], called["deputy"])
    noted = any(vote.approved for vote in votes)
    points = results_digest(desk, year, scores) if noted else ""
    open_yet = _undecided(scores or grid(desk, year.id)) if _may_be_open(desk, year) else ()
    return Proceedings(meeting, tuple(lines), tuple(votes), lacking, open_yet, words, points)


def _may_be_open(desk: Desk, year: BlocYear) -> bool:
    """Tell whether grades wait for anything beside points: places, ballots; only then they are looked at."""
    criteria = desk.store.get(CriteriaSet, year.criteria_id) if year.criteria_id else None
    return criteria is not None and any(
        one.ballot or one.share is not None or one.best is not None for one in criteria.grades
    )


def _undecided(of: Grid) -> tuple[Undecided, ...]:
    """Return the grades of which the meeting decides yet, each with its units."""
    names = {unit.id: unit.label for unit in of.units}
    found: dict[tuple[str, bool], list[str]] = {}
    for one in of.standings:
        if one.contended or one.to_vote:
            found.setdefault((one.contended or one.grade, bool(one.contended)), []).append(names[one.unit_id])
    return tuple(Undecided(grade, tuple(units), equal) for (grade, equal), units in found.items())


READ_ON = {"rev", "step", "visited", "snapshot", "signed_sha256"}
"""What of a meeting reading and signing change."""


def records_digest(of: Proceedings) -> str:
    """Return the SHA-256 of a meeting's own records: what the secretary wrote, and nothing else."""
    # Without what has its usual value, so that a field that a later version adds changes nothing.
    own = [of.meeting.model_dump_json(exclude=READ_ON, exclude_defaults=True)]
    own += [one.model_dump_json(exclude={"rev"}, exclude_defaults=True) for one in (*of.lines, *of.votes)]
    return sha256("\n".join(own).encode("utf-8", "surrogatepass")).hexdigest()


class MeetingsPage(NamedTuple):
    """The meetings of a bloc-year in the order of their days; those without one last."""

    bloc: Bloc
    year: BlocYear
    meetings: tuple[Meeting, ...]


def meetings_page(desk: Desk, bloc_year_id: str) -> MeetingsPage:
    """Return the meetings of a bloc-year.

    Raises:
        NotFound: There is no such year any more.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    found = desk.store.find(Meeting, bloc_year_id=bloc_year_id)
    by_day = sorted(found, key=lambda m: (m.day is None, m.day, m.id))
    return MeetingsPage(desk.store.get(Bloc, year.bloc_id), year, tuple(by_day))


def is_open(desk: Desk, meeting_id: str) -> bool:
    """Tell whether there is such a meeting and it is not signed yet."""
    return any(m.id == meeting_id and m.signed_at is None for m in desk.store.find(Meeting))
