"""The year's menu, in the order of the year's work, and the page behind each of its entries."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from ktd_tui.i18n import N_
from screens import routes
from screens.routes import AtUnit, OfYear, Route

NEXT, DETAILS, UNITS, BOARD, MEETING, MINUTES = "next", "details", "units", "board", "meeting", "minutes"
"""Entries that are no page of the year itself."""
CYCLE, TASKS, OVERVIEW = "stage", "tasks", "overview"


class MenuEntry(NamedTuple):
    """One entry of the menu.

    Attributes:
        says: Its words, a msgid.
        page: The page of the year that it opens; None where the year's screen knows what to do.
    """

    says: str
    page: type[OfYear] | type[AtUnit] | None = None


MENU: Mapping[str, MenuEntry] = {
    NEXT: MenuEntry(N_("What to do next")),
    DETAILS: MenuEntry(N_("Theme, offices")),
    UNITS: MenuEntry(N_("Units, people")),
    "criteria": MenuEntry(N_("Criteria"), routes.CriteriaRoute),
    "movements": MenuEntry(N_("Movements"), routes.MovementsRoute),
    "registration": MenuEntry(N_("Registration"), routes.RegistrationRoute),
    "pledge": MenuEntry(N_("Pledge"), routes.PledgeRoute),
    TASKS: MenuEntry(N_("The year's tasks"), routes.TasksRoute),
    "activities": MenuEntry(N_("Activities"), routes.ActivitiesRoute),
    BOARD: MenuEntry(N_("Good practice")),
    "scores": MenuEntry(N_("Score the units"), routes.ScoreRoute),
    "ranking": MenuEntry(N_("Ranking, titles"), routes.RankingRoute),
    "exemplars": MenuEntry(N_("Exemplars"), routes.ExemplarsRoute),
    "meetings": MenuEntry(N_("Meetings, agendas"), routes.MeetingsRoute),
    MEETING: MenuEntry(N_("Year-end meeting")),
    MINUTES: MenuEntry(N_("Minutes: preview, PDF")),
    "papers": MenuEntry(N_("Papers"), routes.PapersRoute),
    CYCLE: MenuEntry(N_("The year's cycle"), routes.CycleRoute),
    OVERVIEW: MenuEntry(N_("At one look")),
    "charts": MenuEntry(N_("Charts"), routes.ChartsRoute),
    "import": MenuEntry(N_("Import, export"), routes.ImportRoute),
}


def page_of(key: str, bloc_year_id: str, unit_id: str | None = None) -> Route | None:
    """Return the page of the year behind an entry, at a unit where it shows one; None where it has none.

    Args:
        key: An entry of the menu, or a place that a duty names; a task of the year names none.
    """
    page = MENU[key or TASKS].page
    if page is None:
        return None
    at = (bloc_year_id, unit_id) if issubclass(page, AtUnit) else (bloc_year_id,)
    return cast("Route", cast("Any", page)(*at))
