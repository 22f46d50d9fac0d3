"""What happens when the line is cut: the draft is saved and the process ends, whatever hangs.

A plain Textual app dies of SIGHUP without running anything; with SIGHUP ignored it never ends and
spins on the dead terminal.
"""

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn

from textual.app import App

HARD_EXIT = 75
"""Exit status where the event loop was stuck (EX_TEMPFAIL)."""
HARD_EXIT_SECONDS = 5.0
SIGTERM_STATUS = 143
_LOST = select.POLLHUP | select.POLLERR | select.POLLNVAL


class Lifeline:
    """Watches the terminal and the signals of an app."""

    def __init__(
        self, app: App[Any], save: Callable[[str], None], patience: float = HARD_EXIT_SECONDS
    ) -> None:
        """Make a lifeline; nothing is watched before ``start``.

        Args:
            save: Saves the draft; may be called from any thread, and must not need the screen.
            patience: Seconds until the hard exit.
        """
        self._app = app
        self._save = save
        self._patience = patience
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._done = threading.Event()

    def start(self) -> None:
        """Take over HUP, TERM and INT, and watch the terminal. Call it in the running loop."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._gone, "SIGHUP")
        loop.add_signal_handler(signal.SIGTERM, self._gone, "SIGTERM")
        loop.add_signal_handler(signal.SIGINT, lambda: None)
        threading.Thread(target=self._watch, args=(loop,), name="lifeline", daemon=True).start()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        # An event mask of 0 reports only hang-ups, so this never competes for input.
        if sys.__stdin__ is None:
            return
        poll = select.poll()
        poll.register(sys.__stdin__.fileno(), 0)
        while not self._done.is_set():
            if any(happened & _LOST for _, happened in poll.poll()):
                self._arm("hang-up")
                self._stop_reading()  # the loop may be stuck: from here the input thread would spin
                try:
                    loop.call_soon_threadsafe(self._gone, "hang-up")
                except RuntimeError:  # the loop is closed already
                    return
                return

    def _arm(self, why: str) -> None:
        """Start the hard exit's clock, once, from any thread."""
        with self._lock:
            if self._timer is None:
                self._timer = threading.Timer(self._patience, self._hard_exit, (why,))
                self._timer.daemon = True
                self._timer.start()

    def _hard_exit(self, why: str) -> None:
        try:
            self._save(why)
        finally:
            os._exit(HARD_EXIT)

    def _gone(self, why: str) -> None:
        """In the loop: save, detach from a dead terminal, end."""
        self._arm(why)
        if self._done.is_set():
            return
        self._done.set()
        self._save(why)
        if why != "SIGTERM":
            self._detach()
        self._app.exit(return_code=SIGTERM_STATUS if why == "SIGTERM" else 0)

    def _detach(self) -> None:
        """Stop the input thread; point fds 0 to 2 at the null device, so that nothing blocks on the tty."""
        self._stop_reading()
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)

    def _stop_reading(self) -> None:
        """Stop the driver's input thread; from any thread."""
        driver = getattr(self._app, "_driver", None)
        if (stop := getattr(driver, "exit_event", None)) is not None:
            stop.set()

    def finish(self, return_code: int | None) -> NoReturn:
        """End the process after ``app.run()``: at once where the line was cut, else in the ordinary way."""
        self._done.set()
        if self._timer is not None:
            os._exit(return_code or 0)
        sys.exit(return_code or 0)
