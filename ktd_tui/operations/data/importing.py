"""Taking in tables of an office: first a plan that says what would be done, then all of it or nothing.

The plan is made by doing everything in a transaction that is dropped, and carried out by doing it again
in one that is kept: so each row meets the same rights and rules as a person at the screen, and what
somebody changed between the two is seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.account import check_place
from ktd_tui.operations.data.import_rows import (
    Action,
    Asked,
    Note,
    RowOutcome,
    Run,
    check_left_out,
    is_left_out,
    row_place,
)
from ktd_tui.operations.data.intake.cells import BadCell
from ktd_tui.operations.data.intake.facts import layer_taken, read_as
from ktd_tui.operations.data.intake.kinds import INTAKES
from ktd_tui.operations.data.intake.recognising import check_list, known_by
from ktd_tui.operations.data.intake.titled import unit_titled
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.rights import check_writing
from ktd_tui.rules.council.resembling import UnknownUnit, plainly_meant
from ktd_tui.sheets.cells import Mended, RawSheet
from ktd_tui.sheets.columns import KINDS, TableKind
from ktd_tui.sheets.file_tables import ReadTable, as_one_list
from ktd_tui.sheets.furniture import PLAIN, WHY, Passed, Why
from ktd_tui.sheets.layout import ReadFile, read_tables
from ktd_tui.sheets.marks import TableMark
from ktd_tui.sheets.reading import read_sheets

ACTIONS: Mapping[Action, str] = {
    Action.ADD: N_("add"),
    Action.CHANGE: N_("change"),
    Action.SAME: N_("same"),
    Action.ERROR: N_("error"),
    Action.TOLD: N_("read as"),
    Action.PASSED: N_("not read"),
}


class Plan(NamedTuple):
    """What an import would do, row by row.

    Attributes:
        file: The file's name.
        tables: What was read; carried out without reading the file again.
        facts: What the file was taken for, said first: kind, bloc, year, layer, what it replaces.
        passed: What of the file is not read, each with why.
        notes: What was read in another way than it stands there.
        mended: Texts of old encodings that were converted.
        layer: Whose points they are, of a table of points.
    """

    file: str
    kind: TableKind
    asked: Asked
    tables: tuple[ReadTable, ...]
    rows: tuple[RowOutcome, ...]
    facts: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    notes: tuple[Note, ...] = ()
    mended: tuple[Mended, ...] = ()
    layer: str | None = None

    def count(self, action: Action) -> int:
        """Return how many rows are added, changed and so on."""
        return sum(row.action is action for row in self.rows)

    @property
    def errors(self) -> tuple[RowOutcome, ...]:
        """The rows that cannot be taken in."""
        return tuple(row for row in self.rows if row.error)

    @property
    def beside(self) -> Iterator[RowOutcome]:
        """What is told beside the rows: texts converted, cells read in another way, what is not read."""
        for one in self.mended:
            yield RowOutcome(one.where, Action.TOLD, f"“{one.before}” → “{one.after}”")
        for note in self.notes:
            yield RowOutcome(note.where, Action.TOLD, note.told)
        for of in self.passed:
            if of.why not in PLAIN:
                yield RowOutcome(
                    of.where, Action.PASSED, f"{of.text}: {t(WHY[of.why])}" if of.text else t(WHY[of.why])
                )

    @property
    def unknown(self) -> Mapping[str, tuple[str, ...]]:
        """Names of units that are not known, each with the names that it resembles."""
        causes = (row.error.__cause__ for row in self.errors if row.error)
        return {one.typed: one.near for one in causes if isinstance(one, UnknownUnit)}

    @property
    def sure(self) -> Mapping[str, str]:
        """The unit that such a name plainly abbreviates: «Sở YT», where one alone may be meant."""
        plain = {typed: plainly_meant(typed, near) for typed, near in self.unknown.items()}
        return {typed: name for typed, name in plain.items() if name}

    @property
    def cells(self) -> Mapping[str, Mapping[str, str]]:
        """What was read of each row, by the row's place: its cells by the names of the columns."""
        rows = (row for table in self.tables for row in table.rows)
        return {row.where(): {key: cell.text for key, cell in row.cells.items()} for row in rows}

    @property
    def changes(self) -> int:
        """How many rows would change anything."""
        return self.count(Action.ADD) + self.count(Action.CHANGE)


def plan_import(desk: Desk, path: Path, asked: Asked, kind: TableKind | None = None) -> Plan:
    """Read a file and say what importing it would do; nothing is changed.

    Args:
        asked: What is said beside the file.
        kind: What it tells; None: recognised from its heads. What is to have a name is a set of criteria;
            what is of a layer, or of a unit that scores, is points.

    Raises:
        Refused: The file cannot be read, or what it tells is not clear.
        ReadOnly: ktd was opened read-only.
    """
    check_writing(desk.actor)
    check_place(path, reads=True)
    return plan_sheets(desk, read_sheets(path), path.name, asked, kind)


def plan_sheets(
    desk: Desk, sheets: Sequence[RawSheet], name: str, asked: Asked, kind: TableKind | None = None
) -> Plan:
    """Say what taking in the sheets of a file, or what was pasted, would do; nothing is changed.

    Args:
        name: What the file is called.

    Raises:
        Refused: What they tell is not clear.
        ReadOnly: ktd was opened read-only.
    """
    check_writing(desk.actor)
    kind = kind or (TableKind.CRITERIA if asked.name else None)
    kind = kind or (TableKind.SCORES if asked.layer or asked.scorer else None)
    known = known_by(desk, asked)
    file = read_tables(sheets, name, kind, known, asked.sheet, asked.table)
    if not any(table.rows for table in file.tables):
        raise Refused(N_("{path} has a head, but no row under it."), path=name)
    if kind is None:
        check_list(name, file, known.titles)
    check_left_out(asked, file.tables)
    plan = planned(desk, name, _as_marked(asked, file.tables[0].mark), file)
    if not plan.rows:
        lists = plan.kind is TableKind.SCORES and "maximum" in file.tables[0].heads
        raise Refused(
            N_("{path}: no points stand in it; if it is a list of criteria: --kind criteria. ({passed})")
            if lists
            else N_("{path}: nothing of it was read as {kind}: {passed}."),
            path=name,
            kind=t(KINDS[plan.kind]),
            passed="; ".join(f"{row.where} {row.what}" for row in plan.beside) or _groups_passed(plan),
        )
    return plan


def _groups_passed(plan: Plan) -> str:
    """Say which headings of groups are all that stood there."""
    groups = [f"{of.where}: {t(WHY[of.why])}" for of in plan.passed if of.why is Why.GROUP]
    return "; ".join(groups[:3]) or "–"


def _as_marked(asked: Asked, mark: TableMark | None) -> Asked:
    """Take bloc and year as the table says them, where nobody else does."""
    if mark is None:
        return asked
    return asked._replace(bloc=asked.bloc or mark.bloc, year=mark.year if asked.year is None else asked.year)


def summary(plan: Plan) -> str:
    """Say how many rows of a plan do what."""
    counts = {action.value: plan.count(action) for action in Action}
    counts["error"] += sum(row.more for row in plan.rows)
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
    with desk.store.transaction(INTAKES[plan.kind].done, told):
        rows = _run(Run(desk, plan.asked, plan.file), plan)
        _check_same(plan.rows, rows)


def _run(run: Run, plan: Plan) -> tuple[RowOutcome, ...]:
    """Do what the tables say, without the rows that were left out."""
    rows: list[RowOutcome] = []
    run.several = len(plan.tables) > 1
    for table in as_one_list(plan.tables):
        left = [row for row in table.rows if is_left_out(run.asked, row)]
        for row in left:
            shown = " | ".join(cell.text for cell in row.cells.values())
            at = row.number, row.number
            run.passed.append(Passed(row_place(row), shown, Why.LEFT_OUT, row.sheet, at))
        wanted = tuple(row for row in table.rows if row not in left) if left else table.rows
        if wanted:
            run.titled = unit_titled(run.units, table) if "unit" not in table.heads else ""
            run.naming = {row.cells["unit"].text: row for row in reversed(wanted) if "unit" in row.cells}
            rows += INTAKES[table.kind].take(run, table._replace(rows=wanted))
    return tuple(_joined(rows))


def _joined(rows: list[RowOutcome]) -> Iterator[RowOutcome]:
    """Yield the outcomes, one for all rows that are wrong by the same code or name."""
    wrong: dict[tuple[str, str], int] = {}
    told: list[RowOutcome] = []
    for row in rows:
        # What is no cell's fault is the same for every value: a right that is missing, who scores whom.
        shown = row.shown if isinstance(row.error, BadCell) else "-"
        key = (shown or row.where, tell(row.error)) if row.error else None
        if key is None or key not in wrong:
            wrong |= {key: len(told)} if key else {}
            told.append(row)
        elif told[wrong[key]].where != row.where:
            told[wrong[key]] = told[wrong[key]]._replace(more=told[wrong[key]].more + 1)
    return iter(told)


def planned(desk: Desk, name: str, asked: Asked, file: ReadFile) -> Plan:
    """Return the plan of tables that were read: do everything, and drop it."""
    plan = Plan(name, file.tables[0].kind, asked, file.tables, ())
    run = Run(desk, asked, name)
    facts = tuple(read_as(run, plan.tables))
    rows: list[RowOutcome] = []
    desk.try_out(lambda: rows.extend(_run(run, plan)))
    return plan._replace(
        rows=tuple(rows),
        facts=facts,
        passed=tuple(sorted((*file.passed, *run.passed), key=lambda one: (one.sheet, one.rows or (0, 0)))),
        notes=run.notes,
        mended=file.mended,
        layer=layer_taken(run, plan.tables[0]),
    )


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
