"""What is done to the cells of a layer beside typing: confirming what they propose, replying to them."""

from collections.abc import Awaitable, Callable, Mapping

from ktd_tui.domain.layering.layers import Beginning, Filler
from ktd_tui.domain.scoring import Layer
from ktd_tui.i18n import plural, t, tell
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.meeting.voting.score_changes import put_score_change
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.operations.scoring.layering.confirming import Confirmed, confirm
from ktd_tui.operations.scoring.layering.deciding import ChangeTyped
from ktd_tui.operations.scoring.layering.replying import ReplyTyped, reply
from ktd_tui.rules.scoring.scorers.listed import RESULT, layers_of
from screens.base import KtdScreen
from screens.dialogs.form import Field, FormDialog
from screens.scoring import texts


def layer_works(of: Grid, place: tuple[str, str]) -> dict[str, str]:
    """Return what can be done in the layer in view, by the keys of ``LAYER_WORKS``."""
    unit, code = texts.unit_shown(of, place[0]), place[1]
    begins = any(
        one.code == of.view.layer and one.begins is not Beginning.BLANK for one in layers_of(of.criteria)
    )
    works: dict[str, str] = {}
    if begins:
        works |= {
            "confirm_unit": t("Confirm what is proposed for {unit}", unit=unit),
            "confirm_row": t("Confirm what is proposed in {code}, all units", code=code),
            "confirm_all": t("Confirm all that is proposed"),
        }
    if of.view.layer not in (Layer.SELF, RESULT) and code in (
        of.sheets[place[0]].points if place[0] in of.sheets else ()
    ):
        works["reply"] = t("Reply of {unit} to the points of {code}", unit=unit, code=code)
    if meets_on(of):
        works["vote"] = t("Put a change of {code} of {unit} to the meeting's vote", code=code, unit=unit)
    return works


def meets_on(of: Grid) -> bool:
    """Tell whether the bloc's leadership fills the layer in view: on its points the meeting may decide."""
    layer = next((one for one in layers_of(of.criteria) if one.code == of.view.layer), None)
    return layer is not None and layer.filled_by is Filler.BLOC


async def _vote(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    meeting = meeting_of(screen.desk, of.year.id)
    if meeting is None:
        screen.warn(t("There is no year-end meeting in this year yet."))
        return
    unit_id, code = place

    def save(values: dict[str, str], seen: object) -> object:
        del seen
        return put_score_change(screen.desk, meeting.id, ChangeTyped(unit_id, code, **values))

    question = t(
        "Which points of {unit} for {code} does the meeting vote on?",
        unit=texts.unit_shown(of, unit_id),
        code=code,
    )
    fields = [Field("points", t("Points"), number=True), Field("ground", t("Ground"))]
    if await screen.app.push_screen_wait(FormDialog(question, fields, save)):
        screen.call_later(screen.say, t("Put to the vote; the meeting counts it."))


async def confirm_here(screen: KtdScreen, of: Grid, unit_id: str = "", code: str = "") -> bool:
    """Confirm what blank cells propose: of a unit, of a row, of both, or all; tell whether any was."""
    done = await screen.act(lambda: confirm(screen.desk, of.year.id, of.view, unit_id, code))
    if isinstance(done, Confirmed):
        screen.action_reload()
        for why in list(done.refused.values())[:1]:
            screen.call_later(screen.warn, tell(why))
        if not done.refused:
            said = plural("{n} cell confirmed.", "{n} cells confirmed.", done.cells)
            screen.call_later(screen.say, said)
    return isinstance(done, Confirmed)


async def _reply(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    unit_id, code = place
    sheet = of.sheets.get(unit_id)
    before = sheet.replies.get(code, "") if sheet else ""

    def save(values: dict[str, str], seen: str) -> object:
        typed = ReplyTyped(of.year.id, unit_id, of.view, code, values["text"])
        return reply(screen.desk, typed, seen=seen)

    question = t(
        "What does {unit} reply to the points of {code}?", unit=texts.unit_shown(of, unit_id), code=code
    )
    question += " " + t("An empty reply takes it back.")
    if await screen.app.push_screen_wait(
        FormDialog(question, [Field("text", t("Reply"), before)], save, before)
    ):
        screen.action_reload()


async def _unit(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    await confirm_here(screen, of, unit_id=place[0])


async def _row(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    await confirm_here(screen, of, code=place[1])


async def _all(screen: KtdScreen, of: Grid, place: tuple[str, str]) -> None:
    del place
    await confirm_here(screen, of)


LAYER_WORKS: Mapping[str, Callable[[KtdScreen, Grid, tuple[str, str]], Awaitable[None]]] = {
    "confirm_unit": _unit,
    "confirm_row": _row,
    "confirm_all": _all,
    "reply": _reply,
    "vote": _vote,
}
