"""One line of text: a reason, a mended line."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.widgets import Input, Static

from ktd_tui.i18n import N_, t
from ktd_tui.terminal.fields import VnInput
from ktd_tui.terminal.guard import plain
from screens.bindings import bindings
from screens.dialogs.base import Dialog
from screens.dialogs.form_drafts import KeptFields

if TYPE_CHECKING:
    from textual.widget import Widget

    from screens.host import Host

ANSWER = "answer"


class AskDialog(Dialog[str]):
    """Return what was typed; an empty line is no answer."""

    BINDINGS = bindings(reload=("begin_anew", N_("As recorded")))

    def __init__(self, question: str, value: str = "", *, over: bool = False) -> None:
        """Ask.

        Args:
            question: What is asked.
            value: What stands there already.
            over: It is only a guess, which the first letter typed takes the place of.
        """
        super().__init__(question)
        self._value = value
        self._over = over

    def content(self) -> Iterator["Widget"]:
        """Yield the field."""
        yield VnInput(self._value, id=ANSWER)

    def on_mount(self) -> None:
        """Bring back what was typed last time and not handed in."""
        self.kept = KeptFields(self, self._question)
        field = self.query_one(f"#{ANSWER}", Input)
        back = self.kept.fill({ANSWER: field})
        if self._over and not back:
            field.action_select_all()
        self.query_one("#complaint", Static).update(plain(back))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed: Esc and a cut line lose nothing."""
        event.stop()
        self.kept.keep(ANSWER, event.input.value)

    def action_begin_anew(self) -> None:
        """Show what is recorded, and forget what was typed."""
        self.query_one(f"#{ANSWER}", Input).value = self._value
        self.kept.forget()
        self.query_one("#complaint", Static).update("")

    def action_leave(self) -> None:
        """Close without an answer; what was typed is there again, and nobody is told of it at log-in."""
        self.kept.leave()
        super().action_leave()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        if event.value.strip():
            self.kept.forget()
            cast("Host", self.app).answered = partial(self.kept.keep, ANSWER, event.value)
            self.dismiss(event.value)
        else:
            self.complain(t("Write something, or leave with Esc."))
