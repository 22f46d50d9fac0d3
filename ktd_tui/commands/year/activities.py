"""``ktd activity``: what the units of a bloc held in a year."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Annotated

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import numbered, unit_meant, year_meant
from ktd_tui.commands.options import IN_A_YEAR, NUMBER, TEXT, UNIT, texts
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.activity import Activity, ActivityKind
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.activities import (
    activities_page,
    activity_as_typed,
    delete_activity,
    save_activity,
)
from ktd_tui.operations.year.years import year_page
from ktd_tui.words import short_date

TEXTS: Mapping[str, str] = {
    "place": N_("the place"),
    "result": N_("what came of it"),
    "movement": N_("the number of the movement that it is held for"),
    "partners": N_("units of an exchange, separated by “; ”"),
}
DAY = Option("--day", N_("the day"), metavar="20/05/2022")
_ACTIVITY = Fields(Activity, but=("id", "rev", "bloc_year_id"))
ActivityTold = Annotated[Shown, _ACTIVITY]
COMMANDS = Commands()
ACTIVITY = COMMANDS.group("activity", help_of("activity"), *IN_A_YEAR)


@ACTIVITY.listing("list", N_("list the activities, the newest first"))
def _show(desk: Desk, options: Namespace) -> Answer[list[ActivityTold]]:
    data, lines = [], []
    for place, row in enumerate(activities_page(desk, year_meant(desk, options).id).rows, 1):
        of = row.activity
        day = short_date(of.day) if of.day else "–"
        data.append(_ACTIVITY.of(of))
        lines.append("  ".join((str(place), day, of.title, row.unit, row.partners, of.place)))
    return Answer(data, lines)


@ACTIVITY.add(
    "add", N_("add an activity"), Option("title", N_("what was held"), TEXT), UNIT, DAY, *texts(TEXTS)
)
def _add(desk: Desk, options: Namespace) -> None:
    _save(desk, options, None)


@ACTIVITY.add(
    "edit",
    N_("change an activity; what is left out stays"),
    NUMBER,
    Option("--title", N_("what was held"), TEXT),
    Option("--unit", N_("the unit's name"), N_("UNIT")),
    DAY,
    *texts(TEXTS),
)
def _edit(desk: Desk, options: Namespace) -> None:
    _save(desk, options, _meant(desk, options))


def _save(desk: Desk, options: Namespace, there: Activity | None) -> None:
    """Add an activity, or change one: what was not typed is as it is there."""
    year = year_meant(desk, options)
    typed = {
        **dict.fromkeys(("title", "unit", "day", *TEXTS), ""),
        **(activity_as_typed(desk, there) if there else {}),
    }
    typed |= {name: text for name in typed if (text := getattr(options, name, None)) is not None}
    if options.unit is not None:
        typed["unit"] = unit_meant(desk, year, options.unit).id
    if options.partners is not None:
        kind = ActivityKind.EXCHANGE if options.partners else ActivityKind.ACTIVITY
        typed |= {"partners": options.partners.replace(";", "\n"), "kind": kind.value}
    if options.movement:
        typed["movement"] = numbered(
            year_page(desk, year.id).movements, options.movement, "ktd movement list"
        ).id
    save_activity(desk, year.id, there, typed)


@ACTIVITY.add("drop", N_("put an activity into the trash"), NUMBER)
def _drop(desk: Desk, options: Namespace) -> None:
    delete_activity(desk, _meant(desk, options))


def _meant(desk: Desk, options: Namespace) -> Activity:
    rows = activities_page(desk, year_meant(desk, options).id).rows
    return numbered(rows, options.number, "ktd activity list").activity
