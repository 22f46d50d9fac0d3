"""Handover of the bloc head's office: who, to whom, what; confirmed by both."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.domain.meeting import Handover
from ktd_tui.i18n import t
from ktd_tui.operations.closing import confirm_handover, propose_handover, set_handover
from ktd_tui.words import short_time
from screens.base import bindings
from screens.dialogs.form import Field, FormDialog
from screens.steps.base import StepPane
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget

FORM, CONFIRM = "form", "confirm"


class HandoverPane(StepPane):
    """What is set so far, and the two things to do."""

    BINDINGS = bindings(edit="edit", save="confirm")

    def content(self) -> Iterator["Widget"]:
        """Yield the facts and the two lines to press Enter on."""
        yield Static("", id="facts", markup=False)
        yield Table((t("To do"), 50), (t("Done"), 20), id="todo")

    def fill(self) -> None:
        """Show who hands over what to whom."""
        h = self.room.meeting.handover
        facts = ((t("Hands over"), h.giver), (t("Takes over"), h.receiver))
        lines = [f"{name}: {text or '–'}" for name, text in facts]
        lines += [t("Items") + ":", *(f"  - {item}" for item in h.items)] if h.items else []
        self.query_one("#facts", Static).update("\n".join(lines))
        done = t("at {time}", time=short_time(h.done_at)) if h.done_at else t("not yet")
        self.query_one(Table).fill(
            [
                (FORM, (t("Fill in (F4)"), "✓" if h.giver and h.receiver else t("not yet"))),
                (CONFIRM, (t("Both confirm the handover (Ctrl+S)"), done)),
            ]
        )

    async def choose(self, table: str, key: str) -> None:
        """Do the marked thing."""
        del table
        if key == FORM:
            self.action_edit()
        else:
            await self.action_confirm()

    @work(exclusive=True)
    async def action_edit(self) -> None:
        """Fill in; what the data knows already is proposed."""
        now, proposed = self.room.meeting.handover, propose_handover(self.room)
        items = now.items or proposed.items
        fields = [
            Field("giver", t("Hands over"), now.giver or proposed.giver),
            Field("receiver", t("Takes over"), now.receiver or proposed.receiver),
            Field("items", t("Items"), "\n".join(items), t("separate them with “; ”"), many=True),
        ]

        def save(v: dict[str, str], seen: Handover) -> object:
            return set_handover(self.desk, self.meeting_id, v["giver"], v["receiver"], v["items"], seen)

        await self.fill_in(FormDialog(t("Handover"), fields, save, now))

    async def action_confirm(self) -> None:
        """Record that both confirmed."""
        await self.act(lambda: confirm_handover(self.desk, self.meeting_id), t("The handover is recorded."))
