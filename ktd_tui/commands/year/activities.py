"""``ktd activity``: what the units of a bloc held in a year."""

from argparse import Namespace

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import numbered, unit_meant, year_meant
from ktd_tui.commands.options import IN_A_YEAR, NUMBER
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.activity import ActivityKind
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.activities import activities_page, delete_activity, save_activity
from ktd_tui.operations.year.years import year_page
from ktd_tui.words import short_date

ADD_OPTIONS = (
    Option("title", N_("what was held"), metavar="…"),
    Option("--unit", N_("the unit's name"), metavar="…", required=True),
    Option("--day", N_("the day"), metavar="20/05/2022", default=""),
    Option("--place", N_("the place"), metavar="…", default=""),
    Option("--result", N_("what came of it"), metavar="…", default=""),
    Option("--movement", N_("the number of the movement that it is held for"), metavar="2", default=""),
    Option("--partners", N_("units of an exchange, separated by “; ”"), metavar="…", default=""),
)
COMMANDS = Commands()
ACTIVITY = COMMANDS.group("activity", help_of("activity"), *IN_A_YEAR)


@ACTIVITY.listing("list", N_("list the activities, the newest first"))
def _show(desk: Desk, options: Namespace) -> Answer:
    data, lines = [], []
    for place, row in enumerate(activities_page(desk, year_meant(desk, options).id).rows, 1):
        of = row.activity
        day = short_date(of.day) if of.day else "–"
        data.append(of.model_dump(mode="json", exclude={"id", "rev", "bloc_year_id"}))
        lines.append("  ".join((str(place), day, of.title, row.unit, row.partners, of.place)))
    return Answer(data, lines)


@ACTIVITY.add("add", N_("add an activity"), *ADD_OPTIONS)
def _add(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    kind = ActivityKind.EXCHANGE if options.partners else ActivityKind.ACTIVITY
    typed = {name: getattr(options, name) for name in ("title", "day", "place", "result")}
    partners = options.partners.replace(";", "\n")
    typed |= {"unit": unit_meant(desk, year, options.unit).id, "kind": kind.value, "partners": partners}
    if options.movement:
        movements = year_page(desk, year.id).movements
        typed["movement"] = numbered(movements, options.movement, "ktd movement list").id
    save_activity(desk, year.id, None, typed)


@ACTIVITY.add("drop", N_("put an activity into the trash"), NUMBER)
def _drop(desk: Desk, options: Namespace) -> None:
    rows = activities_page(desk, year_meant(desk, options).id).rows
    delete_activity(desk, numbered(rows, options.number, "ktd activity list").activity)
