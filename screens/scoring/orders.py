"""In which order the units of the score grid stand."""

from enum import StrEnum

from ktd_tui.i18n import N_
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.text import collate


class Order(StrEnum):
    """In which order the units stand across."""

    BLOC = "bloc"
    NAME = "name"
    TOTAL = "total"


ORDERS = {
    Order.BLOC: N_("as the bloc has them"),
    Order.NAME: N_("by name"),
    Order.TOTAL: N_("by total, the highest first"),
}


def ordered(of: Grid, order: Order) -> Grid:
    """Return the grid with its units in another order."""
    if order is Order.BLOC or not of.units:
        return of
    pairs = list(zip(of.units, of.standings, strict=True))
    if order is Order.NAME:
        pairs.sort(key=lambda pair: collate(pair[0].name))
    else:
        pairs.sort(key=lambda pair: -pair[1].result.total)
    units, standings = zip(*pairs, strict=True)
    return of._replace(units=units, standings=standings)
