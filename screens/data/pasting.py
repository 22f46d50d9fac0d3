"""Rows of a spreadsheet pasted on a list: shown first, written in one step after asking."""

from ktd_tui.i18n import plural, t
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import write_plan
from ktd_tui.operations.data.pasted import plan_pasted, told_pasted
from ktd_tui.sheets.columns import TableKind
from screens.base import KtdScreen
from screens.dialogs.confirm import ConfirmDialog


async def paste_table(screen: KtdScreen, text: str, asked: Asked, kind: TableKind) -> None:
    """Say what a block would do as a table of a kind; write it in one step where the person agrees."""
    plan = await screen.act(lambda: plan_pasted(screen.desk, text, asked, kind))
    if plan is None:
        return
    told = told_pasted(plan)
    if plan.errors or not plan.changes:
        screen.warn("; ".join(told) or t("The data is as the block says already; there is nothing to write."))
        return
    question = plural("Write {n} pasted row?", "Write {n} pasted rows?", plan.changes)
    if not await screen.app.push_screen_wait(ConfirmDialog("\n".join((question, *told)), t("Yes, write"))):
        return

    def write() -> bool:
        write_plan(screen.desk, plan)
        return True

    if await screen.act(write):
        screen.action_reload()
        screen.say(t("Written. Ctrl+Z takes all of it back as one step."))
