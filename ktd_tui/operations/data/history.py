"""What was done, by whom and when; and what was deleted, to be brought back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache, partial
from itertools import takewhile
from typing import Any, NamedTuple

from ktd_tui.clock import VIETNAM
from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.field_names import FIELDS
from ktd_tui.i18n import N_, t
from ktd_tui.operations.data.fields import DAY, STEP, FieldChange, fields_of
from ktd_tui.operations.data.undo import KINDS, check_unsigned, right_of
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.archive import ARCHIVED
from ktd_tui.rules.reverting import mentions
from ktd_tui.words import optional_date, short_date
from store.contract import ARCHIVES, Change, Commit

NEWEST = 300
"""Commits of a page over everything."""
SEARCHED = 20_000
"""Commits among which deleted records are looked for."""


class Deed(NamedTuple):
    """One line of the history.

    Attributes:
        seq: The number of the commit.
        at: When, UTC.
        user: The account's name.
        why: What was done, a msgid, and its ``facts``.
        taken_back: It undid something, or (False) did it; None for what was neither.
        told: Yields what changed, in words; of thousands of records nobody wants to know all of it.
    """

    seq: int
    at: datetime
    user: str
    why: str
    facts: Mapping[str, str]
    taken_back: bool | None
    told: Callable[[], Iterator[FieldChange]]

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """All that changed."""
        return tuple(self.told())


class Trashed(NamedTuple):
    """A record that was deleted and is not there now."""

    commit: Commit
    change: Change
    title: str


def told_deed(why: str, facts: Mapping[str, str], taken_back: bool | None = None) -> str:
    """Say what was done."""
    what = t(why, **facts)
    if taken_back is None:
        return what
    return t("Undone: {what}", what=what) if taken_back else t("Done again: {what}", what=what)


def history(desk: Desk, record_id: str | None = None) -> list[Deed]:
    """Return what was done to a record, or to everything of late, the newest first.

    Raises:
        StoreError: A part of the history cannot be read.
    """
    if record_id is None:
        since = desk.store.seq - NEWEST
        commits = list(takewhile(lambda commit: commit.seq > since, desk.store.changes_back()))
    else:
        commits = desk.store.history(record_id)
    return _deeds(desk, commits)


def history_since(desk: Desk, since: str) -> list[Deed]:
    """Return everything that was done after a change, a day's beginning or an instant, the newest first.

    Args:
        since: The number of a change, a day («28/11/2026»), or an instant as ISO 8601 writes it.

    Raises:
        Refused: It is none of these.
        StoreError: A part of the history cannot be read.
    """
    if since.isascii() and since.isdecimal():
        return _deeds(desk, list(desk.store.changes(int(since)))[::-1])
    try:
        day = optional_date(since) if "/" in since else None
        start = datetime.combine(day, time(), VIETNAM) if day else datetime.fromisoformat(since)
    except ValueError as error:
        message = N_(
            "“{text}” is no day, no instant and no number of a change: 28/11/2026, 2026-11-28T17:00, 812"
        )
        raise Refused(message, text=since) from error
    start = start if start.tzinfo else start.replace(tzinfo=VIETNAM)
    return _deeds(desk, [commit for commit in desk.store.changes() if commit.at >= start][::-1])


def history_of_bloc(desk: Desk, bloc: Bloc) -> list[Deed]:
    """Return what was done to a bloc, its units, people, years and meetings, the newest first.

    Raises:
        StoreError: A part of the history cannot be read.
    """
    store = desk.store
    units, years = store.find(Unit, bloc_id=bloc.id), store.find(BlocYear, bloc_id=bloc.id)
    ids = {bloc.id, *(unit.id for unit in units), *(year.id for year in years)}
    for year in years:
        ids |= {*year.movement_ids, *(meeting.id for meeting in store.find(Meeting, bloc_year_id=year.id))}
    found = []
    for commit in store.changes(max(store.seq - SEARCHED, 0)):
        own = [c for c in commit.changes if mentions(c.before, ids) or mentions(c.after, ids)]
        if own:
            found.append(commit._replace(changes=tuple(own)))
    return _deeds(desk, found[::-1])


def _deeds(desk: Desk, commits: list[Commit]) -> list[Deed]:
    names = cache(lambda: _names_then(commits) | _names(desk))  # once somebody wants to know what changed
    steps = cache(lambda: _steps(desk))
    known = {commit.seq: commit for commit in commits}

    def told(commit: Commit) -> Iterator[FieldChange]:
        if commit.why == ARCHIVED:
            yield _to_archive(commit)
            return
        for change in commit.changes:
            own = steps().get(_meeting_of(change))
            yield from fields_of(change, names() | own if own else names())

    return [
        Deed(
            commit.seq,
            commit.at,
            commit.author.user,
            commit.why,
            commit.facts,
            _taken_back(commit, known),
            partial(told, commit),
        )
        for commit in commits
    ]


def _to_archive(commit: Commit) -> FieldChange:
    """Say how many records went to which archive: none of them was deleted."""
    moved = [change for change in commit.changes if change.table != ARCHIVES]
    archive = next((change.record_id for change in commit.changes if change.table == ARCHIVES), "")
    return FieldChange(FIELDS["keys"], archive, str(len(moved)), t("in the archive"))


def _taken_back(commit: Commit, known: Mapping[int, Commit]) -> bool | None:
    """Tell by how often a commit was undone and redone which of the two this is."""
    if commit.undoes is None:
        return None
    before = known.get(commit.undoes)
    return not (before and _taken_back(before, known))


def _steps(desk: Desk) -> dict[str, dict[str, str]]:
    """Return by meeting what its agenda calls its steps."""
    return {
        meeting.id: {STEP + one.step: one.title for one in meeting.agenda if one.title}
        for meeting in desk.store.find(Meeting)
    }


def _meeting_of(change: Change) -> str:
    of = change.after or change.before or {}
    return change.record_id if change.table == Meeting.table else str(of.get("meeting_id") or "")


def _names(desk: Desk) -> dict[str, str]:
    named: list[Bloc | Unit | Person | CriteriaSet] = [
        *desk.store.find(Bloc),
        *desk.store.find(Unit),
        *desk.store.find(Person),
        *desk.store.find(CriteriaSet),
    ]
    names = {record.id: record.name for record in named}
    return names | {movement.id: movement.title for movement in desk.store.find(Movement)}


def _names_then(commits: list[Commit]) -> dict[str, str]:
    """Return what the records were called that came or went in these commits: some are not there now."""
    documents = (change.before or change.after for commit in commits for change in commit.changes)
    return {str(of["id"]): title_of(of) for of in documents if of and "id" in of}


def trash(desk: Desk) -> list[Trashed]:
    """Return what was deleted and is not there now, the newest first.

    Raises:
        StoreError: A part of the history cannot be read.
    """
    gone: dict[str, Trashed] = {}
    since = desk.store.seq - SEARCHED
    for commit in takewhile(lambda one: one.seq > since, desk.store.changes_back(deleting=True)):
        if commit.why == ARCHIVED:
            continue
        for change in reversed(commit.changes):
            if change.before is not None and change.table in KINDS:
                gone.setdefault(change.record_id, Trashed(commit, change, title_of(change.before)))
    # What was put back is there again, or lies in an archive by now.
    return [of for i, of in gone.items() if not desk.store.find(KINDS[of.change.table][0], id=i)]


def title_of(document: Mapping[str, Any]) -> str:
    """Return what a record is called, in a line."""
    for name in ("name", "title", "text", "award", "theme", "number"):
        if isinstance(found := document.get(name), str) and found:
            return found
    if DAY.fullmatch(day := str(document.get("day"))):
        return short_date(date.fromisoformat(day))
    return str(document.get("id", "?"))


def deletion(record: Record) -> Change:
    """Return the change by which a record was deleted."""
    return Change(record.table, record.id, record.model_dump(mode="json"), None)


def check_put_back(desk: Desk, deleted: Change) -> None:
    """Refuse to begin bringing back what this person may not.

    Raises:
        NotAllowed: The right is missing.
        Refused: It cannot be brought back.
    """
    if deleted.before is None or deleted.table not in KINDS:
        raise Refused(N_("That step cannot be undone."))
    desk.check(*right_of(desk, deleted))


def put_back(desk: Desk, deleted: Change) -> Record:
    """Bring a deleted record back.

    Raises:
        Refused: The right is missing, or the minutes that it belongs to are signed.
        Conflict: It is there again.
    """
    if deleted.before is None:
        raise Refused(N_("That step cannot be undone."))
    act, scope = right_of(desk, deleted)
    told = {"name": title_of(deleted.before)}
    with desk.act(act, N_("Put back: {name}"), told, at=scope) as store:
        check_unsigned(desk, deleted)
        return store.put_back(KINDS[deleted.table][0].model_validate(deleted.before))
