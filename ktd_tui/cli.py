"""The ``ktd`` command. Exit status: 0 done, 1 refused or failed, 2 wrong usage."""

import argparse
import atexit
import gc
import gettext
import os
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ktd_tui import __version__, i18n
from ktd_tui.commands import registry
from ktd_tui.commands.base import DONE, MEETING_KINDS, REFUSED, open_desk, read_only, say, unsteered
from ktd_tui.errors import KtdError
from ktd_tui.i18n import LANGUAGES, t
from ktd_tui.terminal.environment import ASCII, face, speak_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import SupportsWrite

    from ktd_tui.app import KtdApp
    from ktd_tui.config import Settings
    from ktd_tui.operations.desk import Desk

PAGE = 78
"""Columns of minutes on standard output."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``ktd``; every refusal is one sentence on stderr, in the user's language."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    gc.disable()  # a command ends before it pays; the app switches it on with its first screen
    atexit.register(gc.freeze)  # nor does the interpreter search for garbage at its end
    speak_utf8()
    try:
        settings = _settings(words)
        options = _parser(words).parse_args(words)
        status = _run(options, settings)
        sys.stdout.flush()
        sys.exit(status)
    except BrokenPipeError:  # «ktd show … | head» has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(REFUSED)
    except KtdError as error:
        say(i18n.tell(error), wrong=True)
        sys.exit(REFUSED)


def _settings(words: Sequence[str]) -> "Settings":
    """Read the settings, and choose the language before the parser is made: its help is translated too."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--lang", choices=LANGUAGES)
    chosen = None
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  # not a data file
        shown, sys.stderr = sys.stderr, nowhere
        try:
            chosen = early.parse_known_args([w for w in words if w != "--help"])[0].lang
        except SystemExit:
            chosen = None  # the real parser tells what is wrong
        finally:
            sys.stderr = shown
    i18n.use(chosen or "vi")
    from ktd_tui.config import read_settings

    settings = read_settings()
    language = chosen or settings.language
    i18n.use(language)
    _translate_argparse(language)
    return settings._replace(language=language)


def _translate_argparse(language: str) -> None:
    """Argparse asks the process's gettext domain; ours holds its sentences too."""
    gettext.bindtextdomain("ktd", str(i18n.LOCALES))
    gettext.textdomain("ktd")
    os.environ["LANGUAGE"] = language


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the words of a command without letting them steer the terminal."""

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        super()._print_message(unsteered(message), file)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    # SUPPRESS: an option given before the command must not be undone by the command's own default.
    common.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=t("data directory (or KTD_DATA)")
    )
    common.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=t("language of the screens")
    )
    common.add_argument(
        "--theme", choices=("dark", "light"), default=argparse.SUPPRESS, help=t("dark or light screens")
    )
    common.add_argument(
        "--ascii", action="store_true", default=argparse.SUPPRESS, help=t("lines and signs in ASCII")
    )
    common.add_argument(
        "--read-only", action="store_true", default=argparse.SUPPRESS, help=t("look, change nothing")
    )
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
    commands.add_parser("demo", parents=[common], help=t("open a throw-away copy of Khối V, 2022"))
    init = commands.add_parser("init", parents=[common], help=t("make a data directory"))
    init.add_argument("--sample", action="store_true", help=t("with Khối V, 2022 in it"))
    init.add_argument("directory", nargs="?", type=Path, metavar="DIR", help=t("where (default: --data)"))
    says = t("open a throw-away copy of the data, to rehearse the meeting; every screen and paper says so")
    rehearse = commands.add_parser("rehearse", parents=[common], help=says, description=says)
    rehearse.add_argument(
        "--at", default="", metavar='"09/12/2022 14:00"', help=t("what the clock shows when it begins")
    )
    rehearse.add_argument(
        "--script", type=Path, metavar=t("FILE"), help=t("carry a script out without screens")
    )
    rehearse.add_argument("--bloc", default="V", metavar="V", help=t("the bloc's number"))
    rehearse.add_argument("--year", type=int, default=0, metavar="2022", help=t("the bloc's year"))
    rehearse.add_argument(
        "--kind", default="year-end", choices=MEETING_KINDS, help=t("which meeting (year-end)")
    )
    registry.add_parsers(commands, common, words)
    return parser


def _run(options: argparse.Namespace, settings: "Settings") -> int:
    place = getattr(options, "data", None) or settings.directory
    directory = place if isinstance(place, Path) else place()
    if options.command == "demo":
        return _demo(options, settings)
    if options.command == "init":
        return _init(options, options.directory or directory)
    if options.command == "rehearse":
        if options.script is not None:
            return _rehearse_script(options, directory)
        return _rehearse(options, settings, directory)
    if carry_out := registry.run(options, directory):
        return carry_out()
    return _open(options, settings, directory)


def _init(options: argparse.Namespace, directory: Path) -> int:
    from ktd_tui.operations.council.setup import set_up_council, set_up_sample

    with open_desk(directory, options, create=True) as desk:
        if options.sample:
            set_up_sample(desk)
        else:
            set_up_council(desk, "Hội đồng Thi đua - Khen thưởng", "")
    say(t("Ready: {path}", path=directory))
    return DONE


def _demo(options: argparse.Namespace, settings: "Settings") -> int:
    import tempfile

    from ktd_tui.operations.council.setup import set_up_sample

    _prepare_terminal(settings)
    options.read_only = False
    with (
        tempfile.TemporaryDirectory(prefix="ktd-demo-") as folder,
        open_desk(Path(folder), options, create=True) as desk,
    ):
        set_up_sample(desk)
        app = _app(desk._replace(sample=True), Path(folder), options, settings)
        app.run(mouse=False)
    app.lifeline.finish(app.return_code)


@contextmanager
def _rehearsal(options: argparse.Namespace, directory: Path) -> "Iterator[Desk]":
    """Lend a desk on a throw-away copy of the data."""
    import tempfile

    from ktd_tui.operations.meeting.scripting.rehearsal import clock_at, copied

    clock = clock_at(options.at)
    with tempfile.TemporaryDirectory(prefix="ktd-dien-tap-") as folder:
        with open_desk(directory, options) as real:
            copied(real, Path(folder) / "data")
        options.read_only = False
        with open_desk(Path(folder) / "data", options) as desk:
            yield desk._replace(clock=clock, rehearsal=True)


def _rehearse(options: argparse.Namespace, settings: "Settings", directory: Path) -> int:
    _prepare_terminal(settings)
    with _rehearsal(options, directory) as desk:
        app = _app(desk, desk.folder or directory, options, settings)
        app.run(mouse=False)
    app.lifeline.finish(app.return_code)


def _rehearse_script(options: argparse.Namespace, directory: Path) -> int:
    """Carry a script out on the copy, and say the minutes that come of it."""
    from ktd_tui.commands.meeting.meeting import driver, script_text
    from ktd_tui.operations.meeting.scripting import script
    from ktd_tui.operations.papers.kinds import minutes_ref
    from ktd_tui.operations.papers.printing import preview

    acts = script.acts(script_text(options.script))
    with _rehearsal(options, directory) as desk:
        of = driver(options, desk)
        script.run(of, acts)
        for line in preview(desk, minutes_ref(desk, of.meeting_id), PAGE):
            say(line)
    return DONE


def _open(options: argparse.Namespace, settings: "Settings", directory: Path) -> int:
    from store.directory import is_fresh

    _prepare_terminal(settings)
    # A first start makes the file; an existing one is only ever opened, nor is one made beside its remains.
    fresh = is_fresh(directory) and not read_only(options)
    with open_desk(directory, options, create=fresh) as desk:
        app = _app(desk, directory, options, settings)
        app.run(mouse=False)
    app.lifeline.finish(app.return_code)


def _prepare_terminal(settings: "Settings") -> None:
    """Refuse what cannot show screens; take a person's own keys before any screen is made."""
    from ktd_tui.terminal.environment import check, prepare

    check(sys.stdin, sys.stdout)
    prepare()
    if settings.keys:
        from ktd_tui.keymap import remap

        remap(settings.keys, settings.keys_from)


def _app(desk: "Desk", directory: Path, options: argparse.Namespace, settings: "Settings") -> "KtdApp":
    from ktd_tui.operations.server.drafts import Draft, Drafts

    draft = Draft(None if desk.actor.read_only else Drafts(directory), str(desk.actor.uid))
    draft.load()
    from ktd_tui.app import KtdApp

    shown = face(ASCII if getattr(options, "ascii", False) else settings.borders)
    return KtdApp(desk, draft, theme=getattr(options, "theme", settings.theme), face=shown)
