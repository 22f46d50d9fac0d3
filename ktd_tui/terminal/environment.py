"""The process's surroundings, before Textual is imported: variables dropped, the terminal checked."""

import os
import sys
from collections.abc import MutableMapping
from io import TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple, TextIO

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_

if TYPE_CHECKING:
    from types import ModuleType

COLUMNS, ROWS = 80, 24
WITHOUT_LINES = ("linux", "vt", "ansi", "cons25", "sun", "scoansi", "putty-sco")
"""How TERM begins where box letters cannot be trusted."""
WITHOUT_COLOURS = ("vt",)
"""How TERM begins where the terminal has no colours at all."""
AUTO, LINE, ASCII = "auto", "line", "ascii"
FAULT = N_(
    "ktd met a fault and ended. What was saved is safe; “ktd check” tells whether it is whole. "
    "Details: {path}"
)
"""What is said of a crash, in the app and by a command."""


class Face(NamedTuple):
    """What a terminal can show.

    Attributes:
        ascii: Signs and lines are drawn in ASCII; letters are not.
        colours: It may be sent colours. Without them only bold, underline and reverse are used.
    """

    ascii: bool = False
    colours: bool = True


WHOLE = Face()


def face(borders: str = AUTO, environ: MutableMapping[str, str] = os.environ) -> Face:
    """Tell what the terminal can show, as far as its surroundings say.

    Args:
        borders: What the person set: ``line``, ``ascii``, or ``auto`` for what the terminal can.
        environ: The surroundings; TERM, NO_COLOR and the locale count.
    """
    term = environ.get("TERM", "")
    unable = term.startswith(WITHOUT_LINES) or _other_letters(environ)
    # An empty NO_COLOR is none, says its standard.
    colours = not environ.get("NO_COLOR") and not term.startswith(WITHOUT_COLOURS)
    return Face(borders == ASCII or (borders == AUTO and unable), colours)


def _other_letters(environ: MutableMapping[str, str]) -> bool:
    """Tell whether the locale names an encoding that is not UTF-8; «C» names none at all."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    encoding = locale.partition(".")[2].partition("@")[0]
    return bool(encoding) and not _is_utf8(encoding)


def speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale or Python's own variables say.

    Names of files cannot be decoded otherwise once Python has begun: then it begins once more.
    """
    told = any(word.startswith("-X") for word in sys.orig_argv)  # by whoever started it, or here
    if not _is_utf8(sys.getfilesystemencoding()) and not told:
        again = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
        os.execv(sys.executable, again)  # noqa: S606  # itself, with the same words
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not _is_utf8(stream.encoding):
            stream.reconfigure(encoding="utf-8", errors=stream.errors)


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "") == "utf8"


def prepare_environment(environ: MutableMapping[str, str] = os.environ) -> None:
    """Drop Textual's variables (one of them loads code), set what a slow line needs."""
    for name in [n for n in environ if n.startswith("TEXTUAL_")]:
        del environ[name]
    environ["TEXTUAL_ANIMATIONS"] = "none"
    _speak_to_no_network()


def _speak_to_no_network() -> None:
    """Load asyncio, on which Textual stands, as where Python has no ``ssl``: 0.9 MiB of each session less.

    ``ssl`` itself is as usual for whoever asks for it later.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    hidden: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # None refuses an import
    hidden["ssl"] = None
    try:
        import asyncio  # noqa: F401
    finally:
        del hidden["ssl"]


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
