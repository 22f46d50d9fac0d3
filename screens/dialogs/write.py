"""A longer text: an optional heading line and an editor; Ctrl+S saves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual import work
from textual.widgets import Input, Static, TextArea

from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, t, tc, tell
from ktd_tui.operations.server.drafts import FORM_ASKS, FORM_PREFIX
from ktd_tui.terminal.editor import VnTextArea
from ktd_tui.terminal.fields import VnInput
from ktd_tui.terminal.guard import plain
from ktd_tui.text import clean
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.base import Dialog
from screens.dialogs.form_drafts import page_below
from screens.dialogs.settle import Save, settle

if TYPE_CHECKING:
    from textual.widget import Widget

HEADING, TEXT = "heading", "text"


class WriteDialog(Dialog[bool]):
    """Write and save; what was typed and not saved is kept as a draft under ``key``."""

    BINDINGS = bindings("save")
    HINT = N_("Tab: other field · Ctrl+S: save · Esc: leave, it is kept")
    """What the keys do, a msgid."""

    def __init__(
        self,
        question: str,
        save: Save[object],
        *,
        key: str,
        seen: Any = None,
        heading: str | None = None,
        text: str = "",
    ) -> None:
        """Ask.

        Args:
            question: What is written.
            save: The operation; gets ``heading`` and ``text``, and what was seen.
            key: Names the draft.
            seen: The record that is changed; None for a new one.
            heading: The heading to begin with; None where there is none.
            text: The text to begin with.
        """
        super().__init__(question, t(self.HINT))
        self._save, self._key, self._seen = save, key, seen
        self._heading, self._text = heading, text

    def content(self) -> Iterator["Widget"]:
        """Yield the heading and the editor."""
        if self._heading is not None:
            yield VnInput(
                self._draft(HEADING) or self._heading,
                id=HEADING,
                placeholder=tc("heading of a message", "Title"),
            )
        yield VnTextArea(self._draft(TEXT) or self._text, id=TEXT, soft_wrap=True)

    def on_mount(self) -> None:
        """Begin with the heading where there is one; text that was begun for another question says so."""
        self.query_one(f"#{HEADING if self._heading is not None else TEXT}").focus()
        begun_for = str(self._host.draft(self._asks)).partition("\n")[2]
        if begun_for not in ("", clean(self._question)):
            self.complain(t("Half typed last time for “{question}”.", question=begun_for))

    @property
    def _asks(self) -> str:
        """Where the draft keeps what was asked when it was typed."""
        return f"{FORM_PREFIX}{self._key}{FORM_ASKS}"

    @property
    def _host(self) -> Any:
        return self.app

    def _draft(self, part: str) -> str:
        return str(self._host.draft(f"{self._key}-{part}"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        event.stop()
        self._keep(HEADING, event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is typed."""
        event.stop()
        self._keep(TEXT, event.text_area.text)

    def _keep(self, part: str, text: str) -> None:
        """Keep a part that is not as it was given, and what is asked where: the log-in names it."""
        kept = "" if text == {HEADING: self._heading, TEXT: self._text}[part] else text
        if kept == self._draft(part):
            return  # it has just been brought back: whom it was typed for stays
        self._host.keep_draft(f"{self._key}-{part}", kept)
        asks = (
            f"{page_below(self)}\n{clean(self._question)}" if self._draft(HEADING) + self._draft(TEXT) else ""
        )
        self._host.keep_draft(self._asks, asks)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the text."""
        event.stop()
        self.query_one(f"#{TEXT}").focus()

    def action_save(self) -> None:
        """Save; close when it is on disk, else say why not."""
        self.saving = True
        self._write()

    @work
    async def _write(self) -> None:
        values = {TEXT: self.query_one(f"#{TEXT}", TextArea).text}
        if self._heading is not None:
            values[HEADING] = self.query_one(f"#{HEADING}", Input).value
        try:
            settled = await settle(self.app, self._save, values, self._seen)
        except KtdError as error:
            self.saving = False
            self.query_one("#complaint", Static).update(plain(f"! {tell(error)}"))
            return
        self.saving = settled is not None  # until it is closed
        if settled is not None:
            for part in (HEADING, TEXT):
                self._keep(part, "")
            below = self.app.screen_stack[-2]
            if isinstance(below, KtdScreen):
                below.wrote()
            self.dismiss(True)
