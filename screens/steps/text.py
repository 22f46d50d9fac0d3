"""A long text: the head's report, the chair's conclusion. Half-typed text survives everything."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widgets import Static, TextArea

from ktd_tui.domain.meeting import Step
from ktd_tui.i18n import t
from ktd_tui.operations.meetings import Room, draft_report, paragraphs, save_text
from ktd_tui.terminal.editor import VnTextArea
from screens.base import bindings
from screens.steps.base import StepPane

if TYPE_CHECKING:
    from textual.widget import Widget

FIELDS = {Step.REPORT: "report", Step.CONCLUSION: "conclusion"}


class TextPane(StepPane):
    """An editor; each line is a paragraph of the minutes."""

    BINDINGS = bindings(save="save")

    def __init__(self, step: Step, room: Room) -> None:
        super().__init__(step, room)
        self._field = FIELDS[step]
        self._seen: tuple[str, ...] = getattr(room.meeting, self._field)

    def content(self) -> Iterator["Widget"]:
        """Yield the lead and the editor."""
        yield Static(t("One paragraph a line. Ctrl+S saves; leaving the step saves too."), classes="lead")
        yield VnTextArea("\n".join(self._seen), id="text", soft_wrap=True)

    def on_mount(self) -> None:
        """Bring back half-typed text, or prefill an empty report from the year's data."""
        editor = self.query_one(VnTextArea)
        if draft := self.host_screen.host.draft(self._key):
            editor.text = draft
            self.host_screen.say(t("Your half-typed text is back; Ctrl+S saves it."))
        elif self.step is Step.REPORT and not self._seen and not self.room.meeting.signed_at:
            editor.text = "\n".join(draft_report(self.desk, self.meeting_id))
            self.host_screen.say(t("Prefilled from the year's data. Mend it, then Ctrl+S."))
        editor.read_only = self.room.meeting.signed_at is not None

    @property
    def _key(self) -> str:
        return f"{self.meeting_id}/{self._field}"

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Remember what is typed until it is saved."""
        event.stop()
        same = paragraphs(event.text_area.text) == self._seen
        self.host_screen.host.keep_draft(self._key, "" if same else event.text_area.text)

    async def action_save(self) -> bool:
        """Save the text; False where it was refused."""
        typed = self.query_one(VnTextArea).text
        saved = await self.act(
            lambda: save_text(self.desk, self.meeting_id, self._field, typed, self._seen), t("Saved.")
        )
        if saved is None:
            return False
        self._seen = getattr(saved, self._field)
        self.host_screen.host.keep_draft(self._key, "")
        return True

    async def leave(self) -> bool:
        """Save before the step changes."""
        if self.room.meeting.signed_at or paragraphs(self.query_one(VnTextArea).text) == self._seen:
            return True
        return await self.action_save()
