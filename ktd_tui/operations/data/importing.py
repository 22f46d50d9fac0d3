"""Taking in tables of an office: first a plan that says what would be done, then all of it or nothing.

The plan is made by doing everything in a transaction that is dropped, and carried out by doing it again
in one that is kept: so each row meets the same rights and rules as a person at the screen, and what
somebody changed between the two is seen.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.account import check_place
from ktd_tui.operations.data.import_awards import take_decisions, take_titles
from ktd_tui.operations.data.import_criteria import take_criteria
from ktd_tui.operations.data.import_lists import take_blocs, take_people, take_units
from ktd_tui.operations.data.import_rows import Action, Asked, RowOutcome, Run
from ktd_tui.operations.data.import_years import take_scores, take_targets
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.rights import check_writing
from ktd_tui.sheets.columns import TableKind, plain_head
from ktd_tui.sheets.layout import ReadTable, tables
from ktd_tui.sheets.reading import read_sheets


class _Intake(NamedTuple):
    """How a kind of table is taken in, and what the history says of it, a msgid."""

    take: Callable[[Run, ReadTable], Iterator[RowOutcome]]
    done: str


_INTAKES: Mapping[TableKind, _Intake] = {
    TableKind.BLOCS: _Intake(take_blocs, N_("Blocs from {file}: {added} added, {changed} changed")),
    TableKind.UNITS: _Intake(take_units, N_("Units from {file}: {added} added, {changed} changed")),
    TableKind.PEOPLE: _Intake(take_people, N_("People from {file}: {added} added, {changed} changed")),
    TableKind.CRITERIA: _Intake(take_criteria, N_("Criteria from {file}: {added} added, {changed} changed")),
    TableKind.REGISTRATIONS: _Intake(
        take_targets, N_("Registrations from {file}: {added} added, {changed} changed")
    ),
    TableKind.SCORES: _Intake(take_scores, N_("Scores from {file}: {added} added, {changed} changed")),
    TableKind.TITLES: _Intake(take_titles, N_("Award titles from {file}: {added} added, {changed} changed")),
    TableKind.DECISIONS: _Intake(
        take_decisions, N_("Award decisions from {file}: {added} added, {changed} changed")
    ),
}
ACTIONS: Mapping[Action, str] = {
    Action.ADD: N_("add"),
    Action.CHANGE: N_("change"),
    Action.SAME: N_("same"),
    Action.ERROR: N_("error"),
}


class Plan(NamedTuple):
    """What an import would do, row by row.

    Attributes:
        file: The file's name.
        tables: What was read; carried out without reading the file again.
    """

    file: str
    kind: TableKind
    asked: Asked
    tables: tuple[ReadTable, ...]
    rows: tuple[RowOutcome, ...]

    def count(self, action: Action) -> int:
        """Return how many rows are added, changed and so on."""
        return sum(row.action is action for row in self.rows)

    @property
    def errors(self) -> tuple[RowOutcome, ...]:
        """The rows that cannot be taken in."""
        return tuple(row for row in self.rows if row.error)

    @property
    def changes(self) -> int:
        """How many rows would change anything."""
        return self.count(Action.ADD) + self.count(Action.CHANGE)


def plan_import(desk: Desk, path: Path, asked: Asked, kind: TableKind | None = None) -> Plan:
    """Read a file and say what importing it would do; nothing is changed.

    Args:
        asked: What is said beside the file.
        kind: What it tells; None: recognised from its heads.

    Raises:
        Refused: The file cannot be read, or what it tells is not clear.
        ReadOnly: ktd was opened read-only.
    """
    check_writing(desk.actor)
    check_place(path)
    sheets = read_sheets(path)
    units = desk.store.find(Unit)
    heads = {plain_head(name): u.id for u in units for name in (u.name, u.short_name) if name}
    found = tuple(tables(sheets, path.name, kind, heads))
    if not any(table.rows for table in found):
        raise Refused(N_("{path} has a head, but no row under it."), path=path.name)
    return tried(desk, path.name, asked, found)


def summary(plan: Plan) -> str:
    """Say how many rows of a plan do what."""
    counts = {action.value: plan.count(action) for action in Action}
    return t(
        "{file}: {add} to add, {change} to change, {same} the same, {error} wrong.", file=plan.file, **counts
    )


def write_plan(desk: Desk, plan: Plan) -> None:
    """Do what a plan says, in one commit that is undone as one step; nothing where a row is wrong.

    Raises:
        NotAllowed: The right to one of the rows is missing.
        Refused: A row is wrong, or the data changed since the plan was made.
        StoreError: The change could not be saved; the data is as before.
    """
    check_writing(desk.actor)
    _check_sound(plan.rows)
    if not plan.changes:
        return
    told = {
        "file": plan.file,
        "added": str(plan.count(Action.ADD)),
        "changed": str(plan.count(Action.CHANGE)),
    }
    with desk.store.transaction(_INTAKES[plan.kind].done, told):
        rows = _run(desk, plan)
        _check_same(plan.rows, rows)


def _run(desk: Desk, plan: Plan) -> tuple[RowOutcome, ...]:
    run = Run(desk, plan.asked, plan.file)
    return tuple(row for table in plan.tables for row in _INTAKES[table.kind].take(run, table))


class _Dropped(Exception):  # noqa: N818  # not an error
    """What was tried is not kept."""


def tried(desk: Desk, file: str, asked: Asked, tables: tuple[ReadTable, ...]) -> Plan:
    """Return the plan of tables that were read: do everything, and drop it."""
    plan = Plan(file, tables[0].kind, asked, tables, ())
    with suppress(_Dropped), desk.store.transaction("tried"):
        plan = plan._replace(rows=_run(desk, plan))
        raise _Dropped
    return plan


def _check_sound(rows: tuple[RowOutcome, ...]) -> None:
    for row in rows:
        if row.error:
            kind = NotAllowed if isinstance(row.error, NotAllowed) else Refused
            raise kind(
                N_("{place}: {reason} Nothing was written."), place=row.where, reason=tell(row.error)
            ) from row.error


def _check_same(planned: tuple[RowOutcome, ...], rows: tuple[RowOutcome, ...]) -> None:
    """Refuse where the data is not what the plan was made on."""
    said = {(row.where, row.action, row.what) for row in planned}
    for row in rows:
        if (row.where, row.action, row.what) not in said:
            raise _changed(row.where, row.told)
    there = {row.where for row in rows}
    for row in planned:
        if row.where not in there:
            raise _changed(row.where, row.what)


def _changed(place: str, what: str) -> Refused:
    return Refused(
        N_("{place}: somebody changed the data since the preview ({what}). Nothing was written."),
        place=place,
        what=what,
    )
