"""``ktd overview``: the year at one look, for the council or one bloc."""

from argparse import Namespace
from pathlib import Path

from ktd_tui.commands.council.show import width_wanted
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.written import FileTold, written
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.overview.leading import overview
from ktd_tui.operations.overview.page import OverviewTold, overview_json, said_page
from ktd_tui.operations.overview.paper import print_overview
from ktd_tui.operations.page import page_lines

OPTIONS = (
    Option("--year", N_("the year, the same for all blocs (else the one in work)"), type=int, metavar="2022"),
    Option("--bloc", N_("one bloc alone, by its number"), metavar="V"),
    Option("-o --output", N_("write it as a paper: .pdf, .docx, .txt, .md"), N_("FILE.pdf"), type=Path),
    Option("--width", N_("columns that no line is wider than"), type=int, metavar="N"),
    JSON,
)
COMMANDS = Commands()


@COMMANDS.add("overview", help_of("overview"), *OPTIONS)
def _overview(desk: Desk, options: Namespace) -> Answer[OverviewTold | FileTold]:
    bloc_id = bloc_named(desk, options.bloc).id if options.bloc else None
    if options.output is not None:
        return written(options, print_overview(desk, options.output, options.year, bloc_id))
    of = overview(desk, options.year, bloc_id)
    return Answer(overview_json(of), page_lines(said_page(of), width_wanted(options)))
