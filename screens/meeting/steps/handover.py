"""Handover of the bloc head's office: who, to whom, what; confirmed by both."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.domain.meeting import Handover
from ktd_tui.i18n import t
from ktd_tui.operations.meeting.closing import (
    Side,
    confirm_handover,
    handover_items,
    handover_offered,
    set_handover,
)
from ktd_tui.rules.meeting.phrases import open_place
from ktd_tui.words import short_time
from screens.bindings import bindings
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.write import WriteDialog
from screens.meeting.steps.base import StepPane
from screens.widgets.table import RecordTable
from screens.widgets.text import ScrolledColumn

if TYPE_CHECKING:
    from textual.widget import Widget

FORM, ITEMS = "form", "items"


class HandoverPane(StepPane):
    """What is set so far, and the two things to do."""

    BINDINGS = bindings("edit", save="confirm")

    def content(self) -> Iterator["Widget"]:
        """Yield what there is to do, and below it the facts, which may be long."""
        yield RecordTable((t("To do"), 50), (t("Done"), 16), id="todo")
        with ScrolledColumn():
            yield Static("", id="facts", markup=False)

    def fill(self) -> None:
        """Show who hands over what to whom."""
        h = self.view.meeting.handover
        facts = ((t("Hands over"), h.giver), (t("Takes over"), h.receiver))
        lines = [f"{name}: {text or '–'}" for name, text in facts]
        lines += [t("Items") + ":", *(f"  - {item}" for item in h.items)] if h.items else []
        self.query_one("#facts", Static).update("\n".join(lines))
        self.query_one(RecordTable).fill(
            [
                (FORM, (t("Who hands over to whom (F4)"), "✓" if h.giver and h.receiver else t("not yet"))),
                (ITEMS, (t("What is handed over"), _filled(h))),
                (Side.GIVER.value, (t("Who hands over signs off (Ctrl+S)"), _signed(h.given_at))),
                (Side.RECEIVER.value, (t("Who takes over signs off (Ctrl+S)"), _signed(h.taken_at))),
            ]
        )

    async def choose(self, table: str, key: str) -> None:
        """Do the marked thing."""
        del table
        if key == FORM:
            self.action_edit()
        elif key == ITEMS:
            self._write_items()
        else:
            await self._confirm(Side(key))

    @work(exclusive=True)
    async def action_edit(self) -> None:
        """Choose both; whom the data makes likely is offered first."""
        now, of = self.view.meeting.handover, handover_offered(self.desk, self.view)
        fields = [
            Field("giver", t("Hands over"), now.giver, choices=of.givers, other=True),
            Field("receiver", t("Takes over"), now.receiver, choices=of.receivers, other=True),
        ]

        def save(v: dict[str, str], seen: Handover) -> object:
            items = "\n".join(seen.items or handover_items(self.desk, self.view))
            return set_handover(self.desk, self.meeting_id, v["giver"], v["receiver"], items, seen)

        await self.fill_in(FormDialog(t("Handover"), fields, save, now))

    @work(exclusive=True)
    async def _write_items(self) -> None:
        now = self.view.meeting.handover
        items = now.items or tuple(handover_items(self.desk, self.view))

        def save(v: dict[str, str], seen: Handover) -> object:
            return set_handover(self.desk, self.meeting_id, seen.giver, seen.receiver, v["text"], seen)

        question = t("What is handed over, one item a line. Fill in what stands in […].")
        dialog = WriteDialog(
            question, save, key=f"{self.meeting_id}/handover", seen=now, text="\n".join(items)
        )
        if await self.app.push_screen_wait(dialog):
            self.host_screen.action_reload()
            self.host_screen.say(t("Saved."))

    async def action_confirm(self) -> None:
        """Record that the side which has not signed off yet does, who hands over first."""
        await self._confirm(Side.RECEIVER if self.view.meeting.handover.given_at else Side.GIVER)

    async def _confirm(self, side: Side) -> None:
        done = (
            t("The handover is recorded.")
            if side is Side.RECEIVER
            else t("Signed off. Ctrl+S: who takes over signs off.")
        )
        await self.act(lambda: confirm_handover(self.desk, self.meeting_id, side), done)


def _filled(of: Handover) -> str:
    if not of.items:
        return t("not yet")
    left = sum(open_place(item) is not None for item in of.items)
    return t("{n} to fill in", n=left) if left else "✓"


def _signed(at: datetime | None) -> str:
    return t("at {time}", time=short_time(at)) if at else t("not yet")
