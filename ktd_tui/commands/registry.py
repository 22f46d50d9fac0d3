"""Which module has which command. Only the module of the command that is asked for is imported."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

MODULES: Mapping[str, str] = {
    "demo": "council.start",
    "init": "council.start",
    "rehearse": "meeting.rehearse",
    "export": "data.export",
    "check": "server.maintenance",
    "backup": "server.maintenance",
    "restore": "server.maintenance",
    "repair": "server.maintenance",
    "import": "data.importing",
    "history": "data.history",
    "archive": "data.history",
    "show": "council.show",
    "user": "council.user",
    "owed": "year.year",
    "rollover": "year.year",
    "council": "council.directory",
    "bloc": "council.blocs",
    "unit": "council.units",
    "person": "council.directory",
    "year": "year.year",
    "task": "year.tasks",
    "activity": "year.activities",
    "movement": "year.movement",
    "criteria": "scoring.criteria",
    "register": "year.pledge",
    "pledge": "year.pledge",
    "score": "scoring.score",
    "explain": "scoring.awards",
    "nominations": "scoring.awards",
    "blocs": "scoring.awards",
    "exemplar": "year.exemplars",
    "award-rules": "scoring.award_rules",
    "board": "council.board",
    "meeting": "meeting.meeting",
    "seal": "papers.papers",
    "papers": "papers.papers",
    "verify": "papers.papers",
    "doctor": "server.doctor",
}
"""Commands in the order in which ``ktd --help`` lists them, each with its module of ``ktd_tui.commands``."""
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
    """Add the parser of the command that is asked for; all of them for the help, and for a wrong word."""
    wanted = command_in(words)
    names: Iterable[str] = [name for name in MODULES if name == wanted]
    if not names and (wanted is not None or {"-h", "--help"} & set(words)):
        names = MODULES
    for name in names:
        module = import_module(f"ktd_tui.commands.{MODULES[name]}")
        module.COMMANDS.add_to(commands, common, name)
