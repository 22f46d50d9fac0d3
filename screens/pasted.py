"""What is pasted where nothing is written: a table's rows, shown first; else a sentence. Nothing vanishes."""

from typing import TYPE_CHECKING

from textual import events

from ktd_tui.i18n import plural, t

if TYPE_CHECKING:
    from ktd_tui.operations.data.import_rows import Asked
    from ktd_tui.sheets.columns import TableKind
    from ktd_tui.terminal.fields import VnInput
    from screens.base import KtdScreen


class TakesPastes:
    """A screen or dialog that says what became of a paste that no field took as it was."""

    def on_paste(self, event: events.Paste) -> None:
        """Take in, or refuse in a sentence, what no field took."""
        event.stop()
        self.take_pasted(event.text)

    def take_pasted(self, text: str) -> object:
        """Take a block in; here: say that nothing takes it."""
        count = len(text.strip("\n").split("\n"))
        self.tell_of_paste(
            plural(
                "{n} line was pasted, but no field takes it here: open the field first.",
                "{n} lines were pasted, but no field takes them here: open the field first.",
                count,
            )
        )
        return None

    def on_vn_input_joined(self, event: "VnInput.Joined") -> None:
        """Say that several lines became one."""
        event.stop()
        self.tell_of_paste(
            plural(
                "{n} pasted line stands in the field.",
                "{n} pasted lines stand in the field as one: it has one line.",
                event.count,
            )
        )

    def tell_of_paste(self, text: str) -> None:
        """Say something where this screen says it."""
        self.warn(text)

    def warn(self, text: str) -> None:
        """Say what was refused; a screen does."""
        raise NotImplementedError


async def paste_table(
    screen: "KtdScreen", text: str, asked: "Asked", kind: "TableKind", heads: tuple[str, ...]
) -> None:
    """Say what a block would do as a table of a kind; write it in one step where the person agrees."""
    from ktd_tui.operations.data.importing import write_plan
    from ktd_tui.operations.data.pasted import plan_pasted, told_pasted
    from screens.dialogs.confirm import ConfirmDialog

    plan = await screen.act(lambda: plan_pasted(screen.desk, text, asked, kind, heads))
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
