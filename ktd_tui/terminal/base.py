"""The app's base: Textual with ordered keys, guarded output and a lifeline."""

import asyncio
import os
import sys
from time import monotonic
from typing import Any

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import ReturnType
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme

from ktd_tui.i18n import t
from ktd_tui.terminal.driver import LineDriver
from ktd_tui.terminal.environment import FAULT, WHOLE, Face
from ktd_tui.terminal.glyphs import AsciiSigns, Colourless, SignBar
from ktd_tui.terminal.guard import ControlGuard, harmless
from ktd_tui.terminal.lifeline import Lifeline
from ktd_tui.terminal.ordered import OrderedKeys, PatientScreen
from ktd_tui.terminal.same_program import ENDED, ProgramChanged
from ktd_tui.terminal.styling.stylesheet import ThriftyStylesheet
from ktd_tui.terminal.wire.cells import CellWriter

HOLD = 0.1
"""Seconds that a picture which is not finished is held back at most."""
POLL = 0.002
"""Seconds between two looks whether it is finished."""
TOGETHER = 512
"""Characters from which on the terminal is asked to show all of them at once: fewer come in one packet."""


class TerminalApp(OrderedKeys[ReturnType], inherit_bindings=False):
    """An app for Vietnamese typists on a shared SSH server."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, face: Face = WHOLE) -> None:
        super().__init__()
        self._face = face
        self.no_color = not face.colours
        variables = self.stylesheet._variables  # noqa: SLF001  # to work them out takes 3 ms
        self.stylesheet = ThriftyStylesheet(variables=variables)
        # Textual's way without colours is shades of grey, which are colour codes still.
        self._filters[:] = [f for f in self._filters if not isinstance(f, (Monochrome, NoColor))]
        self._filters.append(ControlGuard())
        if face.ascii:
            self._filters.append(AsciiSigns())
        if not face.colours:
            self._filters.append(Colourless(lambda: self.current_theme))
        ScrollBar.renderer = ScrollBarRender if face == WHOLE else SignBar
        self._cells = CellWriter(os.environ.get("TERM", ""))
        self._held_since: float | None = None
        self._drawing = self._failed = False
        """The last drawing failed, and all is drawn anew."""
        self._styled_for = ""
        self.lifeline = Lifeline(self, self.save_now)

    def get_driver_class(self) -> type[Driver]:
        """Use the own driver, whatever TEXTUAL_DRIVER says."""
        return LineDriver

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send the cells that an update changes, instead of the whole update."""
        if (
            not isinstance(renderable, (LayoutUpdate, ChopsUpdate))
            or self.is_headless
            or self._driver is None
        ):
            if renderable is not None:
                self._cells.forget()
            super()._display(screen, renderable)
            return
        if not self._batch_count and self._running and not self._closed:
            # rich tells its colours by name only
            system = self.console._color_system if self._face.colours else None  # noqa: SLF001  # no public way
            self._cells.take(renderable, (self.size.width, self.size.height), system)
            if not self._drawing:  # else it is sent at once
                self.draw_soon()
        self.post_display_hook()

    def draw_soon(self) -> None:
        """Draw the screen in front once it has settled."""
        if self._held_since is None:
            self._held_since = monotonic()
            asyncio.get_running_loop().call_soon(self._send_when_calm)

    @property
    def is_drawing(self) -> bool:
        """Whether something is to be drawn still."""
        if self.is_headless:
            return False
        opens = isinstance(self.screen, PatientScreen) and not self.screen.is_drawn
        return opens or self._held_since is not None or not self._is_calm()

    def _send_when_calm(self) -> None:
        """Draw and send what is held back once the screen has settled, and not much later than at once."""
        if self._held_since is None:
            return
        # In a batch nothing is drawn, and what asked for it would be forgotten.
        if self._batch_count or (not self._is_calm() and monotonic() - self._held_since < HOLD):
            asyncio.get_running_loop().call_later(POLL, self._send_when_calm)
            return
        if self._driver is None or self._closed:
            return
        self._held_since = None  # first: what asks while it is drawn is drawn next
        try:
            self._draw_and_send()
        except Exception as error:  # noqa: BLE001  # the loop would only note it: the picture would stand still
            self._not_drawn(error)
        else:
            self._failed = False

    def _draw_and_send(self) -> None:
        """Draw what asked for it, and send what is otherwise then."""
        if self._driver is None:
            return
        if isinstance(self.screen, PatientScreen):
            self._drawing = True
            try:
                self.screen.draw()
            finally:
                self._drawing = False
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        if out := self._cells.send((cursor.x, cursor.y)):
            together = len(out) >= TOGETHER
            if together:
                self._begin_update()
            self._driver.write(out)
            if together:
                self._end_update()
            self._driver.flush()

    def _not_drawn(self, error: Exception) -> None:
        """Draw everything anew where a drawing failed; where that fails too, end as Textual does."""
        if self._failed:
            self._handle_exception(error)
            return
        self._failed = True
        self.redraw()

    def _is_calm(self) -> bool:
        """Tell whether nothing is under way that would draw the screen again."""
        screen = self.screen
        under_way = (
            self._batch_count
            or screen._layout_required  # noqa: SLF001  # no public way
            or screen._scroll_required  # noqa: SLF001  # no public way
            or screen._repaint_required  # noqa: SLF001  # no public way
            or screen._recompose_required  # noqa: SLF001  # no public way
            or self.message_queue_size
        )
        return not under_way and not any(
            node.message_queue_size for node in screen.walk_children(with_self=True)
        )

    def _set_pointer_shape(self, shape: str) -> None:
        """Send no OSC 22: there is no mouse, and a terminal that does not know it may show or swallow it."""

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

    def on_resize(self) -> None:
        """Draw everything anew: terminals cut and wrap each in its own way.

        Textual draws nothing where the window has its old size again by the time that it looks.
        """
        if self._dom_ready:
            self.redraw()

    def save_now(self, why: str) -> None:
        """Save what is half typed; from any thread, without the screen. ``why`` names the event."""

    def _print_error_renderables(self) -> None:
        """Write a crash to a file of this person's and say so in one sentence, instead of a traceback."""
        if not self._exit_renderables:
            return
        self.save_now("fault")
        if isinstance(getattr(self._exception, "error", self._exception), ProgramChanged):
            self._exit_renderables.clear()
            sys.stderr.write(f"{t(ENDED)}\n")
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
        message = t(FAULT, path=log.name)
        sys.stderr.write(f"{harmless(message)}\n")  # TMPDIR may hold anything

    def redraw(self) -> None:
        """Draw the whole screen anew."""
        self._cells.forget()
        self.screen.refresh(layout=True)
