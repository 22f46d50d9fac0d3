"""The app's base: Textual with ordered keys, guarded output and a lifeline."""

import sys
from typing import Any

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import ReturnType
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme

from ktd_tui.i18n import t
from ktd_tui.terminal.cells import CellWriter
from ktd_tui.terminal.driver import LineDriver
from ktd_tui.terminal.guard import ControlGuard
from ktd_tui.terminal.lifeline import Lifeline
from ktd_tui.terminal.ordered import OrderedKeys


class TerminalApp(OrderedKeys[ReturnType], inherit_bindings=False):
    """An app for Vietnamese typists on a shared SSH server."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self._filters.append(ControlGuard())
        self._cells = CellWriter()
        self._styled_for = ""
        self.lifeline = Lifeline(self, self.save_now)

    def get_driver_class(self) -> type[Driver]:
        """Use the own driver, whatever TEXTUAL_DRIVER says."""
        return LineDriver

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send the cells that an update changes, instead of the whole update."""
        driver = self._driver
        if not isinstance(renderable, (LayoutUpdate, ChopsUpdate)) or self.is_headless or driver is None:
            if renderable is not None:
                self._cells.forget()
            super()._display(screen, renderable)
            return
        if not self._batch_count and self._running and not self._closed:
            size, cursor = self.size, self.screen.outer_size.clamp_offset(self.cursor_position)
            system = self.console._color_system  # noqa: SLF001  # rich tells it by name only
            if out := self._cells.update(renderable, (size.width, size.height), (cursor.x, cursor.y), system):
                self._begin_update()
                driver.write(out)
                self._end_update()
                driver.flush()
        self.post_display_hook()

    def begin_with(self, theme: Theme) -> None:
        """Choose the theme before anything is parsed, so that everything is parsed and styled once."""
        self.theme = self._styled_for = theme.name
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)

    def refresh_css(self, animate: bool = True) -> None:
        """Parse and style anew after a change of theme; Textual asks for it while it starts, too."""
        if self._styled_for != self.theme:
            self._styled_for = self.theme
            super().refresh_css(animate)

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
        self._cells.forget()
        self.screen.refresh(layout=True)
