"""The frame of a dialog: a question, its content, and what Enter and Esc do, in one box."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ktd_tui.i18n import t
from ktd_tui.terminal.ordered import PatientScreen
from screens.bindings import bindings
from screens.pasted import TakesPastes
from screens.routes import HelpRoute

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from screens.host import Host

R = TypeVar("R")
LOW = 19
"""Rows of a window in which a list of the usual height would push the keys beneath it out of sight."""


class Dialog(TakesPastes, ModalScreen[R | None], PatientScreen[R | None]):
    """A dialog; Esc leaves it without an answer."""

    BINDINGS = bindings("help", back="leave")
    saving = False  # whatever is typed meanwhile is for what stands there afterwards

    def __init__(self, question: str, hint: str = "") -> None:
        super().__init__()
        self._question = question
        self._hint = hint

    def compose(self) -> "ComposeResult":
        """Lay out question, content, complaint and keys."""
        with Vertical(id="box"):
            yield Static(self._question, id="question", markup=False)
            yield from self.content()
            yield Static("", id="complaint", markup=False)
            yield Static(self._hint or t("Enter: OK · Esc: leave"), id="hint", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Let a list be shorter in a low window, so that the keys beneath it stay in sight."""
        self.set_class(event.size.height < LOW, "-low")

    def content(self) -> Iterator["Widget"]:
        """Yield what stands between the question and the keys."""
        yield from ()

    def complain(self, text: str) -> None:
        """Say why the answer cannot be taken; the dialog stays open."""
        self.query_one("#complaint", Static).update(f"! {text}")

    def tell_here(self, text: str) -> None:
        """Say what became of a paste or a key."""
        self.complain(text)

    def action_help(self) -> None:
        """Show every key of this dialog; what is typed in it stays."""
        cast("Host", self.app).open(HelpRoute(self))

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
