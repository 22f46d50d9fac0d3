"""Who stood where in a year, kept until its bloc is changed: pages look back on several years."""

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.kept_years import kept_by_year
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.rules.scoring.results.ranking import Standing


def standings_known(desk: Desk, year: BlocYear) -> tuple[Standing, ...]:
    """Return the standings of a year in the order of its units; of one without criteria there are none."""
    if not year.criteria_id:
        return ()
    known: dict[str, tuple[Standing, ...]] = kept_by_year(desk.store, "standings")
    if year.id not in known:
        known[year.id] = grid(desk, year.id).standings
    return known[year.id]


def are_known(desk: Desk, year: BlocYear) -> bool:
    """Tell whether the standings of a year are there without reckoning."""
    return not year.criteria_id or year.id in kept_by_year(desk.store, "standings")
