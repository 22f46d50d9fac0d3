"""``ktd rehearse``: a meeting rehearsed on a throw-away copy of the data."""

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ktd_tui.commands.base import DONE, open_desk, say
from ktd_tui.commands.frame import Commands, Option, speak_as_meant
from ktd_tui.commands.meeting.meeting import driver, script_text
from ktd_tui.commands.opening import prepare_terminal, show_screens
from ktd_tui.commands.options import MEETING_KINDS
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.papers.printing import preview
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.rehearsal import clock_at, copied

PAGE = 78
"""Columns of minutes on standard output."""

OPTIONS = (
    Option("--at", N_("what the clock shows when it begins"), default="", metavar='"09/12/2022 14:00"'),
    Option("--script", N_("carry a script out without screens"), N_("FILE"), type=Path),
    Option("--bloc", N_("the bloc's number"), default="V", metavar="V"),
    Option("--year", N_("the bloc's year"), type=int, default=0, metavar="2022"),
    Option("--kind", N_("which meeting (year-end)"), default="year-end", choices=MEETING_KINDS),
)
COMMANDS = Commands()


@COMMANDS.bare(
    "rehearse",
    help_of("rehearse"),
    *OPTIONS,
)
def _rehearse(options: Namespace, directory: Path) -> int:
    return (_on_screens if options.script is None else _by_script)(options, directory)


def _on_screens(options: Namespace, directory: Path) -> int:
    prepare_terminal(options)
    with _copy(options, directory) as desk:
        app = show_screens(desk, desk.folder or directory, options)
    app.lifeline.finish(app.return_code)


def _by_script(options: Namespace, directory: Path) -> int:
    """Carry a script out on the copy, and print the minutes that come of it."""
    acts = script.acts(script_text(options.script))
    with _copy(options, directory) as desk:
        of = driver(desk, options)
        script.run_script(of, acts)
        for line in preview(desk, minutes_ref(desk, of.meeting_id), PAGE):
            say(line)
    return DONE


@contextmanager
def _copy(options: Namespace, directory: Path) -> Iterator[Desk]:
    """Open a throw-away copy of the data, under the clock of the rehearsal."""
    clock = clock_at(options.at)
    with tempfile.TemporaryDirectory(prefix="ktd-dien-tap-") as folder:
        copy = Path(folder) / "data"
        with open_desk(directory, options) as real:
            copied(real, copy)
        options.read_only = False
        with open_desk(copy, options) as desk:
            speak_as_meant(desk, options)
            yield desk._replace(clock=clock, rehearsal=True)
