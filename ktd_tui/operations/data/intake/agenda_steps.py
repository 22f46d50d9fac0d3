"""The steps of a bloc's agenda as a table: in their order, what each is called there and what it asks for."""

from collections.abc import Iterable, Iterator, Sequence

from ktd_tui.domain.meeting import Agenda, AgendaStep, Condition, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, failed
from ktd_tui.operations.data.intake.cells import in_cell, text
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, code_meant
from ktd_tui.operations.meeting.agenda import agenda_of, set_steps
from ktd_tui.rules.meeting.conditions import CONDITIONS
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.sheets.columns import TableKind, written_columns
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.marks import TableMark
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.writing import WrittenTable
from ktd_tui.text import fold

_MEETINGS = {kind.value: name for kind, name in saying.MEETINGS.items()}
NOTHING = "–"
"""What stands where a step asks for nothing; an empty cell leaves what it asks for."""


def _steps(bloc: Bloc) -> dict[str, str]:
    return {step.value: saying.step(step, bloc) for step in Step}


def _conditions(bloc: Bloc) -> dict[str, str]:
    return {one.value: t(row.name, **saying.offices(bloc)) for one, row in CONDITIONS.items()}


def agenda_table(desk: Desk, bloc: Bloc) -> WrittenTable:
    """Return the steps of a bloc's agendas, one kind of meeting below the other, to be taken in again."""
    columns = written_columns(TableKind.AGENDA)
    rows = []
    for kind in MeetingKind:
        for one in agenda_of(desk, bloc.id, kind).steps:
            asked = "; ".join(_conditions(bloc)[each] for each in one.conditions)
            cells = {
                "bloc": bloc.code,
                "kind": t(saying.MEETINGS[kind]),
                "step": _steps(bloc)[one.step],
                "title": one.title,
                "conditions": asked or NOTHING,
            }
            rows.append(tuple(cells[column.key] or None for column in columns))
    mark = TableMark(TableKind.AGENDA, bloc.code).text
    return WrittenTable(
        "Chương trình hội nghị", tuple(column.head for column in columns), tuple(rows), mark=mark
    )


def take_agenda(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Set the steps of agendas: those of the table, in its order; any other step is taken off."""
    found: dict[tuple[str, MeetingKind], list[TableRow]] = {}
    for row in table.rows:
        try:
            found.setdefault(_agenda_meant(run, row), []).append(row)
        except KtdError as error:
            yield failed(row, error)
    for (bloc_id, kind), rows in found.items():
        yield from _take(run, run.desk.store.get(Bloc, bloc_id), kind, rows)


def _agenda_meant(run: Run, row: TableRow) -> tuple[str, MeetingKind]:
    typed = text(row, "bloc") or run.asked.bloc
    if not typed:
        raise Refused(N_("Say which bloc's agenda it is: a column “Khối”, or --bloc V."))
    with in_cell("bloc"):
        bloc = bloc_named(run.desk, typed)
    with in_cell("kind"):
        kind = code_meant(text(row, "kind") or MeetingKind.YEAR_END, _MEETINGS)
    return bloc.id, MeetingKind(kind)


def _take(run: Run, bloc: Bloc, kind: MeetingKind, rows: Sequence[TableRow]) -> Iterator[RowOutcome]:
    of = agenda_of(run.desk, bloc.id, kind)
    steps: list[AgendaStep] = []
    for row in rows:
        try:
            steps.append(_step(of, bloc, row))
        except KtdError as error:
            yield failed(row, error)
    if len(steps) < len(rows):
        return
    try:
        if tuple(steps) != of.steps:
            set_steps(run.desk, bloc.id, of, steps)
    except KtdError as error:
        yield failed(rows[0], error, "step")
        return
    yield from _told(of, bloc, rows, steps)


def _step(of: Agenda, bloc: Bloc, row: TableRow) -> AgendaStep:
    with in_cell("step"):
        step = _step_meant(bloc, text(row, "step"))
    there = next((one for one in of.steps if one.step is step), None)
    conditions = there.conditions if there else STEPS[step].asks
    if asked := text(row, "conditions"):
        with in_cell("conditions"):
            conditions = tuple(_asked(bloc, asked.replace(",", ";").split(";")))
    title = text(row, "title") or (there.title if there else "")
    return AgendaStep(step=step, title=title, conditions=conditions)


def _step_meant(bloc: Bloc, typed: str) -> Step:
    """Return the step of a name, as the screens or the papers call it."""
    of_papers = (step for step, row in STEPS.items() if fold(row.title) == fold(typed))
    return next(of_papers, None) or Step(code_meant(typed, _steps(bloc)))


def _asked(bloc: Bloc, typed: Iterable[str]) -> Iterator[Condition]:
    words = _conditions(bloc)
    for part in typed:
        if part.strip() not in ("", NOTHING, "-"):
            yield Condition(code_meant(part.strip(), words))


def _told(
    of: Agenda, bloc: Bloc, rows: Sequence[TableRow], steps: Sequence[AgendaStep]
) -> Iterator[RowOutcome]:
    """Say what comes of each row; a row that only stands elsewhere is changed, too."""
    names, before = _steps(bloc), {one.step: one for one in of.steps}
    kept = [one.step for one in steps if one.step in before]
    was = [step for step in before if step in kept]
    for row, one in zip(rows, steps, strict=True):
        moved = one.step in before and was.index(one.step) != kept.index(one.step)
        same = before.get(one.step) == one and not moved
        action = Action.SAME if same else Action.CHANGE if one.step in before else Action.ADD
        yield RowOutcome(row.where(), action, f"{of.name}: {names[one.step]}")
    for step in before.keys() - {one.step for one in steps}:
        yield RowOutcome(rows[0].where(), Action.CHANGE, f"{of.name}: {names[step]} → –")
