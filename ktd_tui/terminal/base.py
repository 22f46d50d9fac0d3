"""The app's base: Textual with ordered keys, guarded output and a lifeline."""

import sys

from textual.app import ReturnType
from textual.driver import Driver

from ktd_tui.i18n import t
from ktd_tui.terminal.driver import LineDriver
from ktd_tui.terminal.guard import ControlGuard
from ktd_tui.terminal.lifeline import Lifeline
from ktd_tui.terminal.ordered import OrderedKeys


class TerminalApp(OrderedKeys[ReturnType]):
    """An app for Vietnamese typists on a shared SSH server."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self._filters.append(ControlGuard())
        self.lifeline = Lifeline(self, self.save_now)

    def get_driver_class(self) -> type[Driver]:
        """Use the own driver, whatever TEXTUAL_DRIVER says."""
        return LineDriver

    def on_mount(self) -> None:
        """Take over the signals."""
        if not self.is_headless:
            self.lifeline.start()

    def save_now(self, why: str) -> None:
        """Save what is half typed; from any thread, without the screen. ``why`` names the event."""

    def _print_error_renderables(self) -> None:
        """Write a crash to a file of this person's and say so in one sentence, instead of a traceback."""
        if not self._exit_renderables:
            return
        import tempfile

        from rich.console import Console

        with tempfile.NamedTemporaryFile(
            "w", prefix="ktd-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            console = Console(file=log, width=120)
            for renderable in self._exit_renderables:
                console.print(renderable)
        self._exit_renderables.clear()
        message = t("ktd met a fault and ended. What was saved is safe. Details: {path}", path=log.name)
        sys.stderr.write(f"{message}\n")

    def redraw(self) -> None:
        """Draw the whole screen anew."""
        self.refresh(repaint=True, layout=True)
        self.screen.refresh(layout=True)
