"""``ktd year`` and ``ktd rollover``: a bloc's year, and the year after."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from ktd_tui.commands.base import text_given
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import unit_meant, year_meant
from ktd_tui.commands.options import BLOC, IN_A_YEAR, JSON, TEXT
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.organisation import BlocYear, Role, Stage
from ktd_tui.domain.scoring import RegistrationRule
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.meeting.rollover import roll_over
from ktd_tui.operations.year.cycle import left_behind, set_deadline
from ktd_tui.operations.year.years import YearHead, open_year, save_year, set_results, set_stage

STAGE = Option("stage", N_("the stage"), choices=[stage.value for stage in Stage])
BACK = Option("--reason", N_("why it goes back to an earlier one"), TEXT, default="")
DAY = Option("day", N_("the last day"), nargs="?", default="", metavar="28/02/2022")
EDIT_OPTIONS = (
    Option("--topic", N_("the year's theme"), metavar="…"),
    Option("--plan", N_("the plan's number and date"), metavar="…"),
    Option("--head", N_("the unit that heads the bloc; empty: nobody"), metavar="…"),
    Option(
        "--deputy", N_("a unit that is deputy, once for each; empty: nobody"), metavar="…", action="append"
    ),
)
CLOSED = Option("--year", N_("the closed year"), metavar="2022", required=True, type=int)
REGISTERING = Option("--registering", N_("when a unit has registered"), choices=("any", "groups", "all"))
RESULTS = Option("--text", N_("the results, a paragraph a line"), metavar="…")


class _Standing(TypedDict):
    year: int
    stage: Stage
    deadlines: Mapping[Stage, date]


class _Opened(TypedDict):
    year: int
    tasks: int
    units: int


COMMANDS = Commands()
YEAR = COMMANDS.group("year", help_of("year"), *IN_A_YEAR)


@YEAR.add("open", N_("open a year with the bloc's units"))
def _open(desk: Desk, options: Namespace) -> Answer[_Standing]:
    return _standing(open_year(desk, bloc_named(desk, options.bloc).id, options.year))


@YEAR.add("stage", N_("say which stage the year is in"), STAGE, BACK)
def _stage(desk: Desk, options: Namespace) -> Answer[_Standing]:
    year, to = year_meant(desk, options), Stage(options.stage)
    left = left_behind(desk, year, to)
    moved = _standing(set_stage(desk, year, to, options.reason))
    return moved._replace(text=(f"{moved.text}", left)) if left else moved


@YEAR.add("deadline", N_("set the last day of a stage; none: takes it away"), STAGE, DAY)
def _deadline(desk: Desk, options: Namespace) -> Answer[_Standing]:
    return _standing(set_deadline(desk, year_meant(desk, options), Stage(options.stage), options.day))


@YEAR.add("edit", N_("change theme, plan and offices; what is left out stays"), *EDIT_OPTIONS, REGISTERING)
def _edit(desk: Desk, options: Namespace) -> Answer[_Standing]:
    year = year_meant(desk, options)

    def held(typed: list[str] | None, role: Role) -> list[str]:
        if typed is None:
            return list(year.units_with(role))
        return [unit_meant(desk, year, unit).id for unit in typed if unit]

    head = held(None if options.head is None else [options.head], Role.HEAD)
    wanted = YearHead(
        theme=year.theme if options.topic is None else options.topic,
        plan=options.plan,
        head=next(iter(head), None),
        deputies=held(options.deputy, Role.DEPUTY),
        registering=RegistrationRule(options.registering) if options.registering else None,
    )
    return _standing(save_year(desk, year, wanted))


@YEAR.add("results", N_("write the year's results, from --text or from what is piped in"), RESULTS)
def _results(desk: Desk, options: Namespace) -> Answer[list[str]]:
    year = set_results(desk, year_meant(desk, options), text_given(options.text))
    return Answer(list(year.results), year.results or t("not set"))


def _standing(year: BlocYear) -> Answer[_Standing]:
    """Tell which stage the year is in, and its deadlines."""
    data: _Standing = {"year": year.year, "stage": year.stage, "deadlines": year.deadlines}
    return Answer(data, f"{year.year}: {saying.stage(year.stage)}")


@COMMANDS.add("rollover", help_of("rollover"), BLOC, CLOSED, JSON)
def _rollover(desk: Desk, options: Namespace) -> Answer[_Opened]:
    fresh = roll_over(desk, year_meant(desk, options).id)
    tasks = len(fresh.tasks)
    return Answer(
        {"year": fresh.year, "tasks": tasks, "units": len(fresh.members)},
        plural("{year} is open with {n} task.", "{year} is open with {n} tasks.", tasks, year=fresh.year),
    )
