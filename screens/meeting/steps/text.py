"""A long text: the head's report, the chair's conclusion. Half-typed text survives everything."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static, TextArea

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.long_texts import draft_report, save_text
from ktd_tui.operations.meeting.presence import set_officer
from ktd_tui.operations.meeting.view import MeetingView
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.terminal.editor import VnTextArea
from ktd_tui.text import paragraphs
from screens.bindings import bindings
from screens.meeting.steps.base import StepPane
from screens.meeting.steps.person import choose_person

if TYPE_CHECKING:
    from textual.widget import Widget


class TextPane(StepPane):
    """An editor; each line is a paragraph of the minutes."""

    BINDINGS = bindings("save", new=("new", N_("Who presents")))

    def __init__(self, step: Step, view: MeetingView) -> None:
        super().__init__(step, view)
        self._field = STEPS[step].text
        self._seen: tuple[str, ...] = getattr(view.meeting, self._field)

    def content(self) -> Iterator["Widget"]:
        """Yield the lead and the editor."""
        yield Static(
            t("One paragraph a line. Ctrl+S saves; leaving the step saves too."), classes="lead", markup=False
        )
        yield Static("", id="presenter", classes="lead", markup=False)
        yield VnTextArea("\n".join(self._seen), id="text", soft_wrap=True)

    def on_mount(self) -> None:
        """Bring back half-typed text, or prefill an empty report from the year's data."""
        if not self.is_there:
            return  # the step was left again before its pane was there
        editor = self.query_one(VnTextArea)
        host = self.host_screen.host
        reads = self.host_screen.follows  # what one had half typed waits until the pen is back
        if not reads and (draft := host.draft(self._key)):
            editor.text = draft
            self._seen = paragraphs(host.draft(self._seen_key))
            self.host_screen.say(t("Your half-typed text is back; Ctrl+S saves it."))
        elif not (reads or self._seen or self.view.meeting.signed_at) and self.step is Step.REPORT:
            editor.text = "\n".join(draft_report(self.desk, self.meeting_id))
            editor.move_cursor(editor.document.end)  # one goes on from there
            self.host_screen.say(t("Prefilled from the year's data. Mend it, then Ctrl+S."))
        editor.read_only = self.view.meeting.signed_at is not None
        self._show_presenter()

    def _show_presenter(self) -> None:
        """Say who presents the report, and how that is chosen; the conclusion has no presenter."""
        m, label = self.view.meeting, self.query_one("#presenter", Static)
        label.display = self.step is Step.REPORT
        who = m.attendee(m.presenter_id)
        label.update(t("Presents (F2): {name}", name=who.seated if who else t("not chosen")))

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Choose who presents the report."""
        if self.step is not Step.REPORT:
            return
        if chosen := await choose_person(self, t("Who presents the report?")):
            await self.act_settled(self._presents, {"who": chosen}, self.view.meeting.presenter_id)

    def _presents(self, values: dict[str, str], seen: str | None) -> Meeting:
        return set_officer(self.desk, self.meeting_id, "presenter_id", values["who"], seen)

    @property
    def _key(self) -> str:
        return f"{self.meeting_id}/{self._field}"

    @property
    def _seen_key(self) -> str:
        """Where the draft keeps what it was typed over: somebody else may save before it comes back."""
        return f"{self._key}/seen"

    def fill(self) -> None:
        """Take in what somebody else saved, where nothing is being typed here."""
        self._show_presenter()
        editor, now = self.query_one(VnTextArea), getattr(self.view.meeting, self._field)
        if now != self._seen and editor.text == "\n".join(self._seen):
            self._seen = now
            self._rewrite(now)

    def _rewrite(self, now: tuple[str, ...]) -> None:
        """Show a text; Ctrl+Z in the editor brings back the one before."""
        editor = self.query_one(VnTextArea)
        text = "\n".join(now)
        if paragraphs(editor.text) != now:
            place, top = editor.cursor_location, editor.scroll_y
            editor.replace(text, (0, 0), editor.document.end)
            editor.move_cursor(place)
            editor.scroll_to(y=top, animate=False)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Remember what is typed until it is saved."""
        event.stop()
        self._keep(event.text_area.text)

    def _keep(self, text: str) -> None:
        same = paragraphs(text) == self._seen
        host = self.host_screen.host
        host.keep_draft(self._key, "" if same else text)
        host.keep_draft(self._seen_key, "" if same else "\n".join(self._seen))

    @work(exclusive=True)
    async def action_save(self) -> None:
        """Save the text."""
        await self._save()

    async def _save(self) -> bool:
        """Save the text, asking where somebody else did; False where it was not saved."""
        typed = {self._field: self.query_one(VnTextArea).text}
        saved = await self.act_settled(self._write, typed, self._seen)
        if saved is None:
            return False
        self._seen = getattr(saved, self._field)
        editor = self.query_one(VnTextArea)
        if editor.text == typed[self._field]:  # what was typed on meanwhile stays, to be saved next
            self._rewrite(self._seen)
        self._keep(editor.text)
        return True

    def _write(self, values: dict[str, str], seen: tuple[str, ...]) -> Meeting:
        return save_text(self.desk, self.meeting_id, self._field, values[self._field], seen)

    async def leave(self) -> bool:
        """Save before the step changes."""
        if self.view.meeting.signed_at or paragraphs(self.query_one(VnTextArea).text) == self._seen:
            return True
        return await self._save()
