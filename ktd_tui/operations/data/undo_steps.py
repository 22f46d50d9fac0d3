"""Which steps undo and redo go through: one's own, of this session, at the place where one is.

The history tells who did a step, in which opening of the store, and to which records; so nothing is kept in a
session. What another window of the same person did is found too, but taken back only where that was asked.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ktd_tui.clock import local_date
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import Pen
from ktd_tui.domain.organisation import BlocYear, Movement
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.reverting import touched
from ktd_tui.words import short_date, short_time
from store.contract import Change, Commit

LOOK_BACK = 2000
"""Commits of everybody among which one's own are looked for."""

WAY = frozenset({"step", "visited", "rev"})
"""Fields of a meeting that say only where it stands."""


class Place(NamedTuple):
    """Where one works; both empty: the pages of the council, its blocs and units.

    Attributes:
        meeting_id: A meeting: what was done in it, and nothing else.
        bloc_year_id: A bloc's year: what was done to it, or from its pages to the council; no meeting of it.
            Where it is empty, that a year was opened or deleted is a step of the bloc's page.
    """

    meeting_id: str = ""
    bloc_year_id: str = ""


class Steps(NamedTuple):
    """Steps that can be undone and done again, the last one last."""

    done: tuple[Commit, ...]
    undone: tuple[Commit, ...]


class OwnSteps(NamedTuple):
    """One's own steps: those of this session, and those of all of one's windows, this one too."""

    here: Steps
    anywhere: Steps


Enough = Callable[[OwnSteps, int], bool]
"""Tells whether steps are enough, that were read back to the commit of that number."""


def undo_steps(desk: Desk, place: Place | None = None, enough: Enough | None = None) -> OwnSteps:
    """Read one's own steps from the history; with a place only those that were done there.

    Args:
        desk: Whose.
        place: Where they were done.
        enough: Where given, the history is read back only until it says so: of what was found then the
            last steps of each kind are the last ones, those before them are left out.
    """
    read: list[Commit] = []
    steps, look_at = _told_of(desk, read), 1
    for commit in commits_at(desk, place, by=desk.actor.uid):
        read.append(commit)
        if commit.final:
            break  # what was done before it is no step any more
        if enough and len(read) == look_at:
            look_at *= 2
            steps = _told_of(desk, read)
            if _stands_alone(read) and enough(steps, commit.seq):
                return steps
    return _told_of(desk, read)


def _stands_alone(read: list[Commit]) -> bool:
    """Tell whether nothing that was read takes back what was done before."""
    return all(commit.undoes is None or commit.undoes >= read[-1].seq for commit in read)


def _told_of(desk: Desk, read: list[Commit]) -> OwnSteps:
    """Return the steps of one's own commits; the newest comes first."""
    done: list[Commit] = []
    undone: list[Commit] = []
    for commit in reversed(read):
        if commit.final:
            done, undone = [], []
        elif commit.undoes is None:
            done = [*done, commit]
            undone = [other for other in undone if other.session != commit.session]
        elif taken := _of(done, commit.undoes):
            done, undone = _without(done, taken), [*undone, commit]
        elif taken := _of(undone, commit.undoes):
            done, undone = [*done, commit], _without(undone, taken)
    every = Steps(tuple(done), tuple(undone))
    return OwnSteps(Steps(*(tuple(filter(lambda c: is_here(desk, c), steps)) for steps in every)), every)


def ever_undid(desk: Desk) -> bool:
    """Tell whether this person took anything back of late: there may be something to do again."""
    newest = next(desk.store.changes_back(by=desk.actor.uid, undoing=True), None)
    return newest is not None and newest.seq > desk.store.seq - LOOK_BACK


def is_here(desk: Desk, commit: Commit) -> bool:
    """Tell whether this session did a step."""
    return commit.session == desk.store.session


def _of(steps: list[Commit], seq: int) -> Commit | None:
    return next((step for step in steps if step.seq == seq), None)


def _without(steps: list[Commit], gone: Commit) -> list[Commit]:
    return [step for step in steps if step.seq != gone.seq]


def commits_at(desk: Desk, place: Place | None, *, by: int | None = None) -> Iterator[Commit]:
    """Yield what anybody, or one account, did at a place of late, the newest first.

    What is not asked for is not read; everywhere where no place is named.
    """
    belongs, oldest = _Belonging(desk), desk.store.seq - LOOK_BACK
    for commit in desk.store.changes_back(by=by):
        if commit.seq <= oldest:
            return
        if not _is_way(commit) and (place is None or belongs.at(place, commit)):
            yield commit


def _is_way(commit: Commit) -> bool:
    """Tell whether a commit only says where the meeting stands, or who writes: these are no steps to undo."""
    return bool(commit.changes) and all(
        change.table == Pen.table
        or (change.table == Meeting.table and touched(change.before or {}, change.after or {}) <= WAY)
        for change in commit.changes
    )


class _Belonging:
    """Tells to which meeting or year a commit belongs, by what it changed."""

    def __init__(self, desk: Desk) -> None:
        self._years = {
            part: year.id
            for year in desk.store.find(BlocYear)
            for part in (year.id, year.criteria_id, *year.movement_ids)
            if part
        }

    def at(self, place: Place, commit: Commit) -> bool:
        """Tell whether a commit was done at a place."""
        if place.meeting_id:
            return any(self._meeting(change) == place.meeting_id for change in commit.changes)
        outside = [c for c in commit.changes if not self._meeting(c) or _is_whole(Meeting, c)]
        years = {self._year(change) for change in outside}
        if not place.bloc_year_id and any(_is_whole(BlocYear, change) for change in outside):
            return True
        if place.bloc_year_id and place.bloc_year_id in years:
            return True
        return "" in years and not (place.bloc_year_id and len(years) > 1)

    def _meeting(self, change: Change) -> str:
        """Return which meeting a change was of; empty: none."""
        of = change.after or change.before or {}
        return change.record_id if change.table == Meeting.table else str(of.get("meeting_id") or "")

    def _year(self, change: Change) -> str:
        """Return which year a change was of; empty: it was of the council."""
        of = change.after or change.before or {}
        if change.table in (BlocYear.table, Movement.table, CriteriaSet.table):
            return self._years.get(change.record_id, change.record_id if not of.get("template") else "")
        return str(of.get("bloc_year_id") or "")


def _is_whole(kind: type[Meeting | BlocYear], change: Change) -> bool:
    """Tell whether a meeting or year was made or deleted: that is done on the pages above it."""
    return change.table == kind.table and (change.before is None or change.after is None)


class AnotherWindow(Refused):
    """This session did nothing here; the same person's last step here was done in another window.

    Attributes:
        seq: The number of that step; whoever asked names it, and it is taken back.
    """

    def __init__(self, step: Commit) -> None:
        super().__init__(
            N_("The last step here was done in another window of yours: {what} ({hour} on {day})"),
            what=t(step.why, **step.facts),
            hour=short_time(step.at),
            day=short_date(local_date(step.at)),
        )
        self.seq = step.seq


def last_step(desk: Desk, place: Place | None, asked: int, *, undone: bool = False) -> Commit | None:
    """Return the step that is meant, None where there is none.

    Args:
        desk: Whose.
        place: Where.
        asked: The step of another window that was confirmed.
        undone: The last of those that were taken back.

    Raises:
        AnotherWindow: This session did nothing there, another window did.
    """

    def told(steps: OwnSteps) -> tuple[tuple[Commit, ...], tuple[Commit, ...]]:
        here, anywhere = (of.undone if undone else of.done for of in steps)
        return here, anywhere

    def enough(steps: OwnSteps, since: int) -> bool:
        here, anywhere = told(steps)
        # Before it was opened this session did nothing.
        return bool(anywhere and (asked or here or since <= desk.store.opened_at))

    here, anywhere = told(undo_steps(desk, place, enough))
    if here and not asked:
        return here[-1]
    if anywhere and anywhere[-1].seq != asked:
        raise AnotherWindow(anywhere[-1])
    return anywhere[-1] if anywhere else None
