"""The terminal driver: never suspended, so that no shell stands behind the app on a shared server."""

import os
import select
import signal
from contextlib import suppress
from threading import Event
from typing import Any

from textual import events
from textual._parser import ParseError
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import InBandWindowResize

from ktd_tui.terminal.input import teach
from ktd_tui.terminal.keyboard import AT_ONCE, Keyboard


class Ending(Event):
    """The event that the app ends, which also wakes who waits for bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.fileno = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        """Can be read while the event is set."""

    def set(self) -> None:
        """Set it; from any thread."""
        super().set()
        os.eventfd_write(self.fileno, 1)

    def clear(self) -> None:
        """Take it back."""
        super().clear()
        with suppress(BlockingIOError):
            os.eventfd_read(self.fileno)


class LineDriver(LinuxDriver):
    """Textual's Linux driver without job control.

    The kernel sends SIGCONT with SIGHUP; Textual's handler would then start a second input thread on
    the dead terminal, which spins.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._ending = self.exit_event = Ending()
        teach()
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)

    def run_input_thread(self) -> None:
        """Read keys until the app ends. Textual's own loop ends at the first byte that is no UTF-8."""
        keyboard = Keyboard()
        while not self.exit_event.is_set():
            there = select.select([self.fileno, self._ending.fileno], [], [], keyboard.patience)[0]
            if self.fileno in there:
                for event in keyboard.take(os.read(self.fileno, AT_ONCE)):
                    self.process_message(event)
            for event in keyboard.tick():
                self.process_message(event)
        with suppress(ParseError):
            list(keyboard.feed(""))

    def process_message(self, message: Message) -> None:
        """Pass on what was read, but no size: the kernel tells it, and any bytes could claim one."""
        if not isinstance(message, InBandWindowResize | events.Resize):
            super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Ask the terminal: an exported COLUMNS or LINES would hold the size for good, as Textual asks."""
        with suppress(OSError):
            size = os.get_terminal_size(self.fileno)
            if size.columns and size.lines:
                return size.columns, size.lines
        return super()._get_terminal_size()

    @property
    def can_suspend(self) -> bool:
        """Never: Ctrl+Z is not for leaving the app."""
        return False
