"""A block of a spreadsheet pasted on the score grid: shown first, written after asking."""

from ktd_tui.i18n import plural, t
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.operations.scoring.paste import PastePlan, paste_plan, told_plan, write_paste
from screens.base import KtdScreen
from screens.dialogs.confirm import ConfirmDialog
from screens.scoring.score_grid import ScoreGrid


async def paste(screen: KtdScreen, of: Grid, event: ScoreGrid.Pasted) -> None:
    """Say what a block would do; write it where the person agrees."""
    await write_shown(screen, of, paste_plan(of, event.unit_id, event.code, event.text))


async def write_shown(screen: KtdScreen, of: Grid, plan: PastePlan) -> None:
    """Show what a plan would write; write it in one step where the person agrees."""
    told = told_plan(of, plan)
    if plan.wrong or not plan.changes:
        screen.warn(
            "; ".join(one.rstrip(".") for one in told)
            or t("There is nothing to write: what would change stands there already.")
        )
        return
    question = plural("Write into {n} cell?", "Write into {n} cells?", len(plan.changes))
    if not await screen.app.push_screen_wait(ConfirmDialog("\n".join((question, *told)), t("Yes, write"))):
        return

    def write() -> bool:
        write_paste(screen.desk, of, plan)
        return True

    if await screen.act(write):
        screen.action_reload()
        screen.say(t("Written. Ctrl+Z takes all of it back as one step."))
