"""Which room has which command. Only the room that is asked for is imported: the app opens without any."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

ROOMS: Mapping[str, tuple[str, ...]] = {
    "papers.export": ("export",),
    "server.maintenance": ("check", "backup", "restore", "repair"),
    "data.importing": ("import",),
    "data.history": ("history", "archive"),
    "council.show": ("show",),
    "council.user": ("user",),
    "year.year": ("owed", "rollover"),
    "council.directory": ("council", "unit", "person"),
    "year.tasks": ("year", "task", "activity"),
    "year.movement": ("movement",),
    "scoring.criteria": ("criteria",),
    "year.pledge": ("register", "pledge"),
    "scoring.score": ("score",),
    "scoring.awards": ("explain", "nominations", "blocs", "exemplar"),
    "scoring.award_rules": ("award-rules",),
    "council.board": ("board",),
    "meeting.meeting": ("meeting",),
    "papers.papers": ("seal", "papers", "verify"),
    "server.doctor": ("doctor",),
}
"""Module of ``ktd_tui.commands`` and its commands, in the order in which ``ktd --help`` lists them."""
ROOF = ("demo", "init", "rehearse")
"""Commands that ``ktd_tui.cli`` carries out itself."""
TAKE_A_VALUE = ("--data", "--lang", "--theme")
"""Options before the command that are followed by their value."""


def command_in(words: Sequence[str]) -> str | None:
    """Return the command among the words of the command line, None where there is none."""
    rest = iter(words)
    for word in rest:
        if word in TAKE_A_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return None


def add_parsers(commands: Any, common: ArgumentParser, words: Sequence[str]) -> None:
    """Add the parsers of the command that is asked for; all of them for the help, and for a wrong word."""
    wanted = command_in(words)
    found: Iterable[str] = [room for room, names in ROOMS.items() if wanted in names]
    if not found and wanted not in ROOF and (wanted is not None or {"-h", "--help"} & set(words)):
        found = ROOMS
    for room in found:
        _module(room).add_parsers(commands, common)


def run(options: Namespace, directory: Path) -> Callable[[], int] | None:
    """Return what carries the command out, None where it is none of these rooms'."""
    room = next((room for room, names in ROOMS.items() if options.command in names), None)
    if room is None:
        return None
    carry_out: Callable[[Namespace, Path], int] = _module(room).RUN[options.command]
    return lambda: carry_out(options, directory)


def _module(room: str) -> Any:
    return import_module(f"ktd_tui.commands.{room}")
