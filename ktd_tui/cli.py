"""The ``ktd`` command. Exit status: 0 done, 1 refused or failed, 2 wrong usage."""

import argparse
import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, suppress
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from ktd_tui import __version__, i18n
from ktd_tui.commands import registry
from ktd_tui.commands.base import REFUSED, say, say_json, say_refusal, unsteered
from ktd_tui.errors import KtdError
from ktd_tui.i18n import LANGUAGES, t
from ktd_tui.i18n.argparse_texts import translate_argparse
from ktd_tui.i18n.os_reasons import os_reason
from ktd_tui.terminal.environment import FAULT, speak_utf8

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from ktd_tui.config import Settings
    from ktd_tui.papers.render.press import Press

PREPARING = ("database", "migrate")
"""Commands that bring data to where its settings say that it is: until then other data may lie there."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``ktd``; every refusal is one sentence on stderr, in the user's language.

    Args:
        arguments: The words of the command; None: the shell's, to whose person a fault of ktd's own is one
            sentence, too, and a file for who looks into it.
    """
    if arguments is not None:
        _carry_out(list(arguments))
    words = sys.argv[1:]
    try:
        _carry_out(words)
    except Exception as error:  # noqa: BLE001  # as the app does: no traceback in anybody's window
        say_refusal(_fault(error), as_json="--json" in words)
        sys.exit(REFUSED)


def _fault(error: Exception) -> KtdError:
    """Write a crash to a file of this person's; return what is said of it."""
    import tempfile
    import traceback

    told = "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace")
    try:
        with tempfile.NamedTemporaryFile(prefix="ktd-", suffix=".log", delete=False) as log:
            log.write(told)
    except OSError:  # a full disk
        return KtdError(FAULT, path="–")
    return KtdError(FAULT, path=log.name)


def _carry_out(words: list[str]) -> NoReturn:
    gc.disable()  # a command ends before it pays; the app switches it on with its first screen
    atexit.register(gc.freeze)  # nor does the interpreter search for garbage at its end
    _listening()
    speak_utf8()
    try:
        settings = _settings(words)
        with closing(_press(words)) as press:
            options = argparse.Namespace(settings=settings, press=press)
            status = _run(_parser(words).parse_args(words, options))
        sys.stdout.flush()
        sys.exit(status)
    except BrokenPipeError:  # «ktd show … | head» has read enough
        _say_no_more()
        sys.exit(REFUSED)
    except KtdError as error:
        say_refusal(error, as_json="--json" in words)
        sys.exit(REFUSED)
    except OSError as error:  # a full disk behind «ktd show … > file», a home that may not be looked into
        _say_no_more()
        where = error.filename or t("The output")
        say(t("{path} could not be used: {reason}", path=where, reason=os_reason(error)), wrong=True)
        sys.exit(REFUSED)


def _listening() -> None:
    """Let what is said go nowhere where the shell closed it (``>&-``), instead of failing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _say_no_more() -> None:
    """Lead the output away: Python would try once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _settings(words: Sequence[str]) -> "Settings":
    """Read the settings, and choose the language before the parser is made: its help is translated too."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", choices=LANGUAGES)
    chosen = None
    with redirect_stderr(io.StringIO()), suppress(SystemExit):  # the real parser tells what is wrong
        chosen = early.parse_known_args([w for w in words if w != "--help"])[0].lang
    i18n.use(chosen or "vi")
    from ktd_tui.config import read_settings

    settings = read_settings()
    language = chosen or settings.language
    i18n.use(language)
    translate_argparse()
    return settings._replace(language=language)


def _press(words: Sequence[str]) -> "Press":
    """Return the press; where a PDF will be wanted, it gets ready while commands and data are loaded."""
    from ktd_tui.papers.render.press import Press

    press = Press()
    if registry.prints(words):
        press.get_ready()
    return press


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the words of a command without letting them steer the terminal.

    Attributes:
        as_json: A program asks: it is told on stdout, too.
    """

    as_json: ClassVar[bool] = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Let the command itself say which of its words it knows not: ktd's own usage names none of them."""
        options, strange = super().parse_known_args(args, namespace)
        if strange and self._subparsers is None:
            self.error(t("unrecognized arguments: %s") % " ".join(strange))
        return options, strange

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        if self.as_json:
            said = unsteered(message)
            say_json({"error": said, "reason": {"kind": "Usage", "message": said, "facts": {}}})
        super().error(message)

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        super()._print_message(unsteered(message), file)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    _Parser.as_json = "--json" in words
    parser, commands, common = _frame()
    registry.add_parsers(commands, common, words)
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """Return the parser with all commands, which a start has no time for."""
    parser, commands, common = _frame()
    registry.add_all_parsers(commands, common)
    return parser


def _frame() -> tuple[
    argparse.ArgumentParser, "argparse._SubParsersAction[_Parser]", argparse.ArgumentParser
]:
    # SUPPRESS: an option given before the command must not be undone by the command's own default.
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", metavar=t("DIR"), help=t("data directory (or KTD_DATA)"))
    common.add_argument("--lang", choices=LANGUAGES, help=t("language of the screens"))
    common.add_argument(
        "--theme", choices=("dark", "light", "contrast"), help=t("dark or light screens, or high contrast")
    )
    common.add_argument("--ascii", action="store_true", help=t("lines and signs in ASCII"))
    common.add_argument("--read-only", action="store_true", help=t("look, change nothing"))
    parser = _Parser(
        prog="ktd",
        parents=[common],
        description=t(
            "Emulation blocs: pledge scores, the year-end meeting, minutes as PDF. No command: open it."
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"ktd {__version__}", help=t("show the version")
    )
    commands = parser.add_subparsers(dest="command", metavar=t("COMMAND"), title=t("commands"))
    return parser, commands, common


def _run(options: argparse.Namespace) -> int:
    settings: Settings = options.settings
    if data := getattr(options, "data", None):
        settings = settings.placed(data)
    directory = settings.directory()
    if settings.database and options.command not in PREPARING:
        from store import name_database

        name_database(directory, settings.database)
    if settings.papers and options.command not in PREPARING:
        from store import place_papers

        place_papers(directory, in_database=settings.papers == "database")
    if options.command is None:
        from ktd_tui.commands.opening import open_screens

        return open_screens(options, directory)
    status: int = options.run(options, directory)
    return status
