"""The process's surroundings, before Textual is imported: variables dropped, the terminal checked."""

import os
from collections.abc import MutableMapping
from typing import TextIO

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_

COLUMNS, ROWS = 80, 24


def prepare(environ: MutableMapping[str, str] = os.environ) -> None:
    """Drop Textual's variables (one of them loads code), set what a slow line needs."""
    for name in [n for n in environ if n.startswith("TEXTUAL_")]:
        del environ[name]
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["ESCDELAY"] = "300"  # an arrow key split over 120 ms is still an arrow key


def check(stdin: TextIO, stdout: TextIO, environ: MutableMapping[str, str] = os.environ) -> None:
    """Refuse a terminal that cannot show the screens.

    Raises:
        Refused: Not a terminal, a dumb one, or smaller than 80 × 24.
    """
    if not (stdin.isatty() and stdout.isatty()):
        raise Refused(N_("ktd needs a terminal. In scripts use commands such as “ktd export minutes”."))
    if environ.get("TERM", "") in ("", "dumb"):
        raise Refused(N_("This terminal (TERM={term}) cannot show screens."), term=environ.get("TERM", ""))
    size = os.get_terminal_size(stdout.fileno())
    if size.columns < COLUMNS or size.lines < ROWS:
        raise Refused(
            N_("The window has {columns}×{lines} characters; ktd needs at least 80×24. Enlarge it."),
            columns=size.columns,
            lines=size.lines,
        )
