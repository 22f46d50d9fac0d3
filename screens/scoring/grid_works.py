"""What fills, finds and orders in the grid: chosen from the list of F3, shown before it is written."""

from collections.abc import Awaitable, Callable, Iterable, Mapping

from ktd_tui.errors import KtdError
from ktd_tui.i18n import t, tell
from ktd_tui.operations.scoring.filling import copy_layer, fill_down, fill_right, other_layers
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.operations.scoring.paste import PastePlan
from ktd_tui.rules.scoring.scorers.listed import RESULT
from screens.base import KtdScreen
from screens.dialogs.pick import PickDialog
from screens.scoring.orders import ORDERS, Order
from screens.scoring.pasting import write_shown
from screens.scoring.score_grid import ScoreGrid

ALL = ""


def works(of: Grid) -> dict[str, str]:
    """Return what can be done in the grid, each with its words; where layers join nothing is filled in."""
    looking = {"go": t("Go to a unit…"), "order": t("Order of the units…")}
    if of.view.layer == RESULT:
        return looking
    return looking | {
        "down": t("Fill the blanks below with this cell"),
        "right": t("Fill the blanks to the right with this cell"),
        "layer": t("Copy the points of another layer into the blanks"),
    }


async def do_work(screen: KtdScreen, of: Grid, place: tuple[str, str], work: str) -> None:
    """Carry one of the works out. Only within a worker."""
    await _WORKS[work](screen, of, place)


async def _go(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    del place
    units = [(unit.id, unit.name) for unit in of.units]
    if unit_id := await screen.app.push_screen_wait(PickDialog(t("To which unit?"), units)):
        screen.call_later(screen.query_one(ScoreGrid).go_to_unit, unit_id)


async def _order(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    del of
    choices = [(order.value, t(text)) for order, text in ORDERS.items()]
    chosen = await screen.app.push_screen_wait(PickDialog(t("In which order do the units stand?"), choices))
    if chosen:
        table = screen.query_one(ScoreGrid)
        table.order = Order(chosen)
        screen.action_reload()
        table.go_to(*place)


async def _down(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    await _planned(screen, of, lambda: fill_down(of, *place))


async def _right(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    await _planned(screen, of, lambda: fill_right(of, *place))


async def _layer(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    """Put another layer's points into the blank cells, of one unit or of all."""
    unit_id = place[0]
    found = other_layers(of)
    if not found:
        screen.warn(t("No other layer has points yet."))
        return
    layers = list(found.items())
    layer = await screen.app.push_screen_wait(PickDialog(t("Whose points are copied?"), layers))
    if layer is None:
        return
    unit = next(one.name for one in of.units if one.id == unit_id)
    whose = [(unit_id, unit), (ALL, t("all units"))]
    chosen = await screen.app.push_screen_wait(PickDialog(t("For which unit?"), whose))
    if chosen is None:
        return
    units: Iterable[str] = [chosen] if chosen else [one.id for one in of.units]
    await _planned(screen, of, lambda: copy_layer(of, layer, units))


async def _planned(screen: KtdScreen, of: Grid, plan: Callable[[], PastePlan]) -> None:
    try:
        found = plan()
    except KtdError as error:
        screen.warn(tell(error))
        return
    await write_shown(screen, of, found)


_WORKS: Mapping[str, Callable[[KtdScreen, Grid, tuple[str, str]], Awaitable[None]]] = {
    "go": _go,
    "order": _order,
    "down": _down,
    "right": _right,
    "layer": _layer,
}
