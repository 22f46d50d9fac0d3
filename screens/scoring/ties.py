"""What people decided between units that are equal: which tie, in which order, by lot, chair or vote."""

from ktd_tui.domain.results.decisions import SettledBy
from ktd_tui.i18n import N_, t
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.results.settling import SettledTyped, Tie, settle, settlement_said, ties_of
from ktd_tui.text import enumerated
from screens.base import KtdScreen
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog

BY = {
    SettledBy.LOT: N_("the lot"),
    SettledBy.CHAIR: N_("the chair"),
    SettledBy.VOTE: N_("the meeting's vote"),
}
PLACE = "place"


async def settle_tie(screen: KtdScreen, bloc_year_id: str) -> None:
    """Ask which tie is settled and how, and record it. Only within a worker."""
    ties = await screen.act(lambda: ties_of(screen.desk, bloc_year_id)) or ()
    choices = [(str(place), _said(screen, tie)) for place, tie in enumerate(ties)]
    empty = t("No units are equal.")
    chosen = await screen.app.push_screen_wait(PickDialog(t("Which tie is settled?"), choices, empty=empty))
    if chosen is None:
        return
    tie = ties[int(chosen)]

    def save(values: dict[str, str], seen: object) -> object:
        del seen
        order = tuple(values[f"{PLACE}{n}"] for n in range(len(tie.unit_ids)))
        typed = SettledTyped(tie.about, order, values["by"], values["who"], values["told"])
        return settle(screen.desk, bloc_year_id, typed)

    if await screen.app.push_screen_wait(FormDialog(_said(screen, tie), _fields(screen, tie), save)):
        screen.action_reload()


def _fields(screen: KtdScreen, tie: Tie) -> list[Field]:
    units = [(unit, unit_label(screen.desk, unit)) for unit in tie.unit_ids]
    told = tie.settled.unit_ids if tie.settled else tie.unit_ids
    order = [unit for unit in told if unit in tie.unit_ids]
    return [
        *(Field(f"{PLACE}{n}", t("Place {n}", n=n + 1), unit, choices=units) for n, unit in enumerate(order)),
        Field("by", t("Settled by"), SettledBy.LOT, choices=[(by, t(name)) for by, name in BY.items()]),
        Field("who", t("Who"), "", t("who decided, or who drew the lot")),
        Field("told", t("How"), "", t("how it was done, or on which ground")),
    ]


def _said(screen: KtdScreen, tie: Tie) -> str:
    units = enumerated(unit_label(screen.desk, unit) for unit in tie.unit_ids)
    about = f"{tie.about or t('Rank')}: {units}"
    return f"{about}: {settlement_said(screen.desk, tie.settled)}" if tie.settled else about
