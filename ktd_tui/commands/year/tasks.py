"""``ktd task``: the tasks of a bloc's year."""

from argparse import Namespace
from collections.abc import Sequence

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import numbered, unit_meant, year_meant
from ktd_tui.commands.options import IN_A_YEAR, NUMBER, TEXT
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.organisation import BlocYear, PlanItem
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.tasks import TaskTyped, delete_task, finish_task, save_task, task_as_typed

DONE_ON = Option("--done-on", N_("the day on which it was done; empty: it is not done"), metavar="31/10/2022")
ADD_OPTIONS = (
    Option("text", N_("what is to be done"), metavar="…"),
    Option("--unit", N_("the unit that answers for it; none: the bloc"), metavar="…", default=""),
    Option("--due", N_("until when"), metavar="31/10/2022", default=""),
    DONE_ON,
)
COMMANDS = Commands()
TASK = COMMANDS.group("task", help_of("task"), *IN_A_YEAR)


@TASK.listing("list", N_("list the year's tasks"))
def _show(desk: Desk, options: Namespace) -> Answer[Sequence[PlanItem]]:
    tasks = year_meant(desk, options).tasks
    lines = [f"{place}  {'✓' if task.done_on else '·'} {task.text}" for place, task in enumerate(tasks, 1)]
    return Answer(tasks, lines)


@TASK.add("add", N_("add a task"), *ADD_OPTIONS)
def _add(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    save_task(desk, year.id, None, _typed(desk, year, options, TaskTyped("")))


@TASK.add(
    "edit",
    N_("change a task; what is left out stays"),
    NUMBER,
    Option("--text", N_("what is to be done"), TEXT),
    Option("--unit", N_("the unit that answers for it; empty: the bloc"), N_("UNIT")),
    Option("--due", N_("until when"), metavar="31/10/2022"),
    DONE_ON,
)
def _edit(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    there = _task(year, options)
    save_task(desk, year.id, there, _typed(desk, year, options, task_as_typed(there)))


def _typed(desk: Desk, year: BlocYear, options: Namespace, there: TaskTyped) -> TaskTyped:
    """Return a task as typed; what was not typed is as it is there."""
    given = {
        name: said for name in ("text", "due", "done_on") if (said := getattr(options, name)) is not None
    }
    if options.unit is not None:
        there = there._replace(unit_id=unit_meant(desk, year, options.unit).id if options.unit else None)
    return there._replace(**given)


@TASK.add("done", N_("say that a task was done today"), NUMBER)
def _done(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    finish_task(desk, year.id, _task(year, options), done=True)


@TASK.add("drop", N_("take a task out"), NUMBER)
def _drop(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    delete_task(desk, year.id, _task(year, options))


def _task(year: BlocYear, options: Namespace) -> PlanItem:
    return numbered(year.tasks, options.number, "ktd task list")
