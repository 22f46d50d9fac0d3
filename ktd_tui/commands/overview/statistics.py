"""``ktd statistics``: a unit's or a bloc's years beside each other, as text, JSON or a table."""

from argparse import Namespace
from pathlib import Path

from ktd_tui.commands.council.show import width_wanted
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.written import FileTold, written
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.exporting import write_table
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, unit_named
from ktd_tui.operations.overview.history import (
    bloc_years_page,
    bloc_years_table,
    unit_years_page,
    unit_years_table,
)
from ktd_tui.operations.page import PageTold, as_json, page_lines

OPTIONS = (
    Option("--unit", N_("the unit's name or short name"), N_("NAME")),
    Option("--bloc", N_("the bloc's number"), metavar="V"),
    Option("-o --output", N_("write it as a table: .csv, .xlsx"), N_("FILE.xlsx"), type=Path),
    Option("--width", N_("columns that no line is wider than"), type=int, metavar="N"),
    JSON,
)
COMMANDS = Commands()


@COMMANDS.add("statistics", help_of("statistics"), *OPTIONS)
def _statistics(desk: Desk, options: Namespace) -> Answer[PageTold | FileTold]:
    if bool(options.unit) == bool(options.bloc):
        raise Refused(N_("Say whose years: --unit or --bloc, one of the two."))
    unit_id = unit_named(desk, options.unit).id if options.unit else ""
    bloc_id = bloc_named(desk, options.bloc).id if options.bloc else ""
    if options.output is not None:
        table = unit_years_table(desk, unit_id) if unit_id else bloc_years_table(desk, bloc_id)
        return written(options, write_table(table, options.output))
    page = unit_years_page(desk, unit_id) if unit_id else bloc_years_page(desk, bloc_id)
    return Answer(as_json(page), page_lines(page, width_wanted(options)))
