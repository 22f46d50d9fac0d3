"""``ktd show``: a page as plain text, for scripts and for screen readers."""

import os
import sys
from argparse import Namespace
from collections.abc import Mapping

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations import pages
from ktd_tui.operations.council.directory import current_year
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, find_meeting, unit_named, year_of
from ktd_tui.operations.overview.charts import charts_page
from ktd_tui.operations.page import Page, PageTold, as_json, page_lines
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.papers.printing import plain_paper

OF_BLOC = ("bloc", "people")
OF_YEAR = ("year", "scores", "ranking", "charts")
PAGES = ("home", "bloc", "people", "unit", *OF_YEAR, "meeting", "minutes")
ASKS: Mapping[str, tuple[str, ...]] = {
    "home": (),
    "unit": ("unit",),
    **dict.fromkeys(OF_BLOC, ("bloc",)),
    **dict.fromkeys((*OF_YEAR, "meeting", "minutes"), ("bloc", "year")),
}
"""Which of the options that name something each page is chosen by."""
WIDTH = 100
"""Columns where the person says none and nothing is known of a terminal."""
NARROWEST = 20

OPTIONS = (
    Option("page", N_("which page"), choices=PAGES),
    Option("--bloc", N_("the bloc's number"), metavar="V"),
    Option("--year", N_("the bloc's year (else the one in work)"), type=int, metavar="2022"),
    Option("--unit", N_("the unit's name or short name"), N_("NAME")),
    Option("--width", N_("columns that no line is wider than"), type=int, metavar="N"),
    JSON,
)
COMMANDS = Commands()


@COMMANDS.add("show", help_of("show"), *OPTIONS)
def _show(desk: Desk, options: Namespace) -> Answer[PageTold]:
    page = _page(desk, options)
    return Answer(as_json(page), page_lines(page, width_wanted(options)))


def width_wanted(options: Namespace) -> int:
    """Return how many columns a page may take: what the person said, else those of the terminal."""
    wanted: int | None = options.width
    if wanted is not None:
        return max(wanted, NARROWEST)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:  # a pipe or a file
        return WIDTH


def _page(desk: Desk, options: Namespace) -> Page:
    """Compose the page that the words name.

    Raises:
        Refused: A bloc, unit, year or meeting that the words name, or should name, is not there; or an
            option would choose nothing on the page.
    """
    _check_asked(options)
    if options.page == "home":
        return pages.home(desk)
    if options.page == "unit":
        return pages.unit(desk, unit_named(desk, _said(options, "unit")).id)
    bloc = bloc_named(desk, _said(options, "bloc"))
    if options.page in OF_BLOC:
        return {"bloc": pages.bloc, "people": pages.people}[options.page](desk, bloc.id)
    year = _year(desk, bloc, options.year)
    if options.page in OF_YEAR:
        of_year = {
            "year": pages.year,
            "scores": pages.scores,
            "ranking": pages.ranking,
            "charts": charts_page,
        }
        return of_year[options.page](desk, year.id)
    meeting_id = find_meeting(desk, bloc.code, year.year)
    if options.page == "meeting":
        return pages.meeting(desk, meeting_id)
    return plain_paper(desk, minutes_ref(desk, meeting_id))


def _check_asked(options: Namespace) -> None:
    """Refuse an option that the page has no use for: it would show something else than was asked for."""
    for name in ("bloc", "year", "unit"):
        if getattr(options, name) is not None and name not in ASKS[options.page]:
            raise Refused(N_("“ktd show {page}” takes no --{option}."), page=options.page, option=name)


def _said(options: Namespace, name: str) -> str:
    """Return what the person said for an option that this page needs."""
    said: str | None = getattr(options, name)
    if not said:
        raise Refused(N_("“ktd show {page}” needs --{option}."), page=options.page, option=name)
    return said


def _year(desk: Desk, bloc: Bloc, number: int | None) -> BlocYear:
    """Return a bloc's year, the one in work where none is named."""
    if number is not None:
        return year_of(desk, bloc, number)
    found = current_year(desk, bloc.id)
    if found is None:
        raise Refused(N_("{bloc} has no year yet."), bloc=bloc.name)
    return found
