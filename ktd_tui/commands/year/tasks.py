"""``ktd year``, ``ktd task`` and ``ktd activity``: the year's plan and what was done of it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.commands.meant import in_a_year, numbered, unit_meant, year_meant
from ktd_tui.i18n import N_, t

if TYPE_CHECKING:
    from ktd_tui.domain.organisation import BlocYear, PlanItem
    from ktd_tui.operations.desk import Desk

STAGES = (
    "launch", "registration", "pledge", "work", "self-scoring", "cross-scoring", "scoring", "review",
    "handover", "closed",
)  # fmt: skip


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the commands' parsers."""
    _add(commands, common, "year", t("a bloc's year: open, stage, deadline, edit"), _year_verbs())
    _add(commands, common, "task", t("the year's tasks: list, add, done, drop"), _task_verbs())
    _add(commands, common, "activity", t("activities: list, add, drop"), _activity_verbs())


def _add(commands: Any, common: ArgumentParser, name: str, says: str, verbs: dict[str, str]) -> None:
    parser = commands.add_parser(name, parents=[common], help=says, description=says)
    group = parser.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)
    for verb, told in verbs.items():
        made = in_a_year(group.add_parser(verb, parents=[common], help=told, description=told))
        for argument, metavar, needed, help_ in _ARGUMENTS.get((name, verb), ()):
            if argument.startswith("--"):
                kept = None if verb == "edit" else ""  # what is left out stays
                made.add_argument(argument, required=needed, default=kept, metavar=metavar, help=t(help_))
            elif argument == "stage":
                made.add_argument(argument, choices=STAGES, help=t(help_))
            else:
                made.add_argument(
                    argument, nargs=None if needed else "?", default="", metavar=metavar, help=t(help_)
                )


def _year_verbs() -> dict[str, str]:
    return {
        "open": t("open a year with the bloc's units"),
        "stage": t("say which stage the year is in"),
        "deadline": t("set the last day of a stage; none: takes it away"),
        "edit": t("change theme, plan and offices; what is left out stays"),
    }


def _task_verbs() -> dict[str, str]:
    return {
        "list": t("list the year's tasks"),
        "add": t("add a task"),
        "done": t("say that a task was done today"),
        "drop": t("take a task out"),
    }


def _activity_verbs() -> dict[str, str]:
    return {
        "list": t("list the activities, the newest first"),
        "add": t("add an activity"),
        "drop": t("put an activity into the trash"),
    }


_STAGE = ("stage", "", True, N_("the stage"))
_NUMBER = ("number", "1", True, N_("its place in the list"))
_ARGUMENTS: Mapping[tuple[str, str], tuple[tuple[str, str, bool, str], ...]] = {
    ("year", "stage"): (_STAGE,),
    ("year", "deadline"): (_STAGE, ("day", "28/02/2022", False, N_("the last day"))),
    ("task", "add"): (
        ("text", "…", True, N_("what is to be done")),
        ("--unit", "…", False, N_("the unit that answers for it; none: the bloc")),
        ("--due", "31/10/2022", False, N_("until when")),
    ),
    ("year", "edit"): (
        ("--topic", "…", False, N_("the year's theme")),
        ("--plan", "…", False, N_("the plan's number and date")),
        ("--head", "…", False, N_("the unit that heads the bloc; empty: nobody")),
        ("--deputy", "…", False, N_("the unit of the deputy head; empty: nobody")),
    ),
    ("task", "done"): (_NUMBER,),
    ("task", "drop"): (_NUMBER,),
    ("activity", "drop"): (_NUMBER,),
    ("activity", "add"): (
        ("title", "…", True, N_("what was held")),
        ("--unit", "…", True, N_("the unit's name")),
        ("--day", "20/05/2022", False, N_("the day")),
        ("--place", "…", False, N_("the place")),
        ("--result", "…", False, N_("what came of it")),
        ("--partners", "…", False, N_("units of an exchange, separated by “; ”")),
    ),
}


def run_year(options: Namespace, directory: Path) -> int:
    """Open a year, set its stage or a deadline; say how it stands."""
    from ktd_tui.domain.organisation import Stage
    from ktd_tui.operations import saying
    from ktd_tui.operations.lookup import bloc_named
    from ktd_tui.operations.year import cycle, years

    with open_desk(directory, options) as desk:
        if options.verb == "open":
            year = years.open_year(desk, bloc_named(desk, options.bloc).id, options.year)
        elif options.verb == "edit":
            year = _edited(desk, options)
        elif options.verb == "stage":
            year = years.set_stage(desk, year_meant(desk, options), Stage(options.stage))
        else:
            year = cycle.set_deadline(desk, year_meant(desk, options), Stage(options.stage), options.day)
    if options.json:
        days = {stage.value: day.isoformat() for stage, day in year.deadlines.items()}
        say_json({"year": year.year, "stage": year.stage.value, "deadlines": days})
    else:
        say(f"{year.year}: {saying.stage(year.stage)}")
    return DONE


def _edited(desk: "Desk", options: Namespace) -> "BlocYear":
    from ktd_tui.domain.organisation import Role
    from ktd_tui.operations.year.years import save_year

    year = year_meant(desk, options)

    def office(typed: str | None, role: Role) -> str | None:
        if typed is None:
            return year.unit_with(role)
        return unit_meant(desk, year, typed).id if typed else None

    return save_year(
        desk,
        year,
        theme=year.theme if options.topic is None else options.topic,
        plan=options.plan,
        head=office(options.head, Role.HEAD),
        deputy=office(options.deputy, Role.DEPUTY),
    )


def run_task(options: Namespace, directory: Path) -> int:
    """Add a task or finish one; list them."""
    from ktd_tui.operations.year import tasks

    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        if options.verb == "add":
            unit = unit_meant(desk, year, options.unit).id if options.unit else None
            year = tasks.save_task(desk, year.id, None, text=options.text, unit_id=unit, due=options.due)
        elif options.verb == "done":
            year = tasks.finish_task(desk, year.id, _task(year, options.number), done=True)
        elif options.verb == "drop":
            year = tasks.delete_task(desk, year.id, _task(year, options.number))
    if options.json:
        say_json([task.model_dump(mode="json") for task in year.tasks])
        return DONE
    for place, task in enumerate(year.tasks, 1):
        say(f"{place}  {'✓' if task.done_on else '·'} {task.text}")
    return DONE


def _task(year: "BlocYear", typed: str) -> "PlanItem":
    return numbered(year.tasks, typed, "ktd task list")


def run_activity(options: Namespace, directory: Path) -> int:
    """Add an activity; list them."""
    from ktd_tui.domain.activity import ActivityKind
    from ktd_tui.operations.year.activities import activities_page, delete_activity, save_activity
    from ktd_tui.words import short_date

    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        if options.verb == "add":
            kind = ActivityKind.EXCHANGE if options.partners else ActivityKind.ACTIVITY
            values = {
                "title": options.title,
                "unit": unit_meant(desk, year, options.unit).id,
                "kind": kind.value,
                "partners": options.partners.replace(";", "\n"),
                "day": options.day,
                "place": options.place,
                "result": options.result,
            }
            save_activity(desk, year.id, None, values)
        elif options.verb == "drop":
            rows = activities_page(desk, year.id).rows
            delete_activity(desk, numbered(rows, options.number, "ktd activity list").activity)
        page = activities_page(desk, year.id)
    if options.json:
        say_json(
            [row.activity.model_dump(mode="json", exclude={"id", "rev", "bloc_year_id"}) for row in page.rows]
        )
        return DONE
    for place, row in enumerate(page.rows, 1):
        of = row.activity
        say(
            "  ".join(
                (
                    str(place),
                    short_date(of.day) if of.day else "–",
                    of.title,
                    row.unit,
                    row.partners,
                    of.place,
                )
            )
        )
    return DONE


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {
    "year": run_year,
    "task": run_task,
    "activity": run_activity,
}
