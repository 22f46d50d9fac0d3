"""The terminal driver: never suspended, so that no shell stands behind the app on a shared server."""

import signal
from typing import Any

from textual.drivers.linux_driver import LinuxDriver


class LineDriver(LinuxDriver):
    """Textual's Linux driver without job control.

    The kernel sends SIGCONT with SIGHUP; Textual's handler would then start a second input thread on
    the dead terminal, which spins.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)

    @property
    def can_suspend(self) -> bool:
        """Never: Ctrl+Z is not for leaving the app."""
        return False
