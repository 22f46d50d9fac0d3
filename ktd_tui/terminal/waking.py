"""The kernel says when something is written into a folder, so that nobody has to look again and again.

It is dnotify (fcntl(2), ``F_NOTIFY``): it needs no library, tells of a folder, not of a file, and says so by
a signal. SIGURG is taken, which nothing else here uses and whose default is to be ignored: one that comes
late, to a loop that is closed already, ends nobody.
"""

import asyncio
import fcntl
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from ktd_tui.terminal.ordered import OrderedKeys

COURTESY = 0.08
"""Seconds that are let pass after others wrote: thirty who draw at once would draw before the writer."""
SELDOM = 1.0
"""Seconds between two looks where the kernel says when there is something to see."""
SIGN = signal.SIGURG
_WHAT = fcntl.DN_MODIFY | fcntl.DN_CREATE | fcntl.DN_RENAME | fcntl.DN_DELETE | fcntl.DN_MULTISHOT


class FolderWatch:
    """Calls after a file of a folder was written, made, renamed or removed, by any process here."""

    def __init__(self, woken: Callable[[], object]) -> None:
        """Make it; nothing is watched before ``watch``.

        Args:
            woken: Called in the loop; once where several things happen at once.
        """
        self._woken = woken
        self._folder = -1

    @property
    def watches(self) -> bool:
        """Whether the kernel wakes this process."""
        return self._folder >= 0

    def watch(self, folder: Path | None) -> bool:
        """Watch this folder, None for none, in the place of the one before; call it in the running loop.

        Returns:
            Whether the kernel will tell; else one has to look.
        """
        self.close()
        if folder is None:
            return False
        try:
            self._folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            asyncio.get_running_loop().add_signal_handler(SIGN, self._woken)
            fcntl.fcntl(self._folder, fcntl.F_SETSIG, SIGN)
            fcntl.fcntl(self._folder, fcntl.F_NOTIFY, _WHAT)
        except (OSError, ValueError, RuntimeError):  # a kernel without it; a loop that takes no signals
            self.close()
        return self.watches

    def close(self) -> None:
        """Watch no more."""
        if self._folder >= 0:
            os.close(self._folder)  # and with it what was asked of the kernel
            self._folder = -1
            with suppress(RuntimeError, ValueError):
                asyncio.get_running_loop().remove_signal_handler(SIGN)


class Lookout:
    """When a screen looks for what others wrote: soon after the kernel woke it, else every so often."""

    def __init__(self, screen: "Screen[None]", look: Callable[[], None], every: float) -> None:
        """Make it; nothing is looked at before ``start``.

        Args:
            look: Looks.
            every: Seconds between two looks where no kernel tells.
        """
        self._screen, self._look, self._every = screen, look, every
        self._often: Timer | None = None
        self._once: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Look from now on."""
        self.stop()
        woken = cast("OrderedKeys[object]", self._screen.app).is_woken
        self._often = self._screen.set_interval(SELDOM if woken else self._every, self._look)

    def stop(self) -> None:
        """Look no more."""
        if self._often:
            self._often.stop()
        if self._once:
            self._once.cancel()
        self._often = self._once = None

    def soon(self) -> None:
        """Look once: something was written."""
        if self._once is None and self._often:
            # A timer of Textual's is a task of its own: two turns of the loop more.
            self._once = asyncio.get_running_loop().call_later(COURTESY, self._now)

    def _now(self) -> None:
        self._once = None
        self._screen.call_next(self._look)
