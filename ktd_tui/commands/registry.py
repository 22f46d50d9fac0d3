"""The commands with their help. Only the module of the one that is asked for is imported."""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from ktd_tui.i18n import N_, t


class Listed(NamedTuple):
    """A command as the list of all commands has it: its module of ``ktd_tui.commands``, and its help."""

    module: str
    says: str


LISTED: Mapping[str, Listed] = {
    "demo": Listed("council.start", N_("open a throw-away copy of Khối V, 2022")),
    "init": Listed("council.start", N_("make a data directory")),
    "rehearse": Listed(
        "meeting.rehearse",
        N_("open a throw-away copy of the data, to rehearse the meeting; every screen and paper says so"),
    ),
    "export": Listed("data.export", N_("write a paper, or all data")),
    "check": Listed("server.maintenance", N_("look for damage in the data; change nothing")),
    "backup": Listed("server.copying", N_("write data and history into one new file, here or for elsewhere")),
    "drill": Listed(
        "server.copying", N_("restore the newest copy in a place of its own, check it, say how old it is")
    ),
    "restore": Listed(
        "server.maintenance", N_("put a backup in the place of the data; what was there is kept")
    ),
    "repair": Listed(
        "server.maintenance", N_("put together what is whole of damaged data; all files are kept")
    ),
    "migrate": Listed(
        "server.moving", N_("move all data into a PostgreSQL database, or back into files, and compare")
    ),
    "database": Listed(
        "server.moving", N_("make the tables of a PostgreSQL database, and give its roles their rights")
    ),
    "import": Listed(
        "data.importing", N_("take in units, people, criteria, registrations, scores, or a whole data file")
    ),
    "history": Listed("data.history", N_("what was done, by whom and when, the newest first")),
    "undo": Listed("data.undoing", N_("say your last step, and with --yes take it back")),
    "redo": Listed("data.undoing", N_("say your last undone step, and with --yes do it again")),
    "trash": Listed("data.trash", N_("what was deleted and is not there now: list, back")),
    "find": Listed("data.trash", N_("find units, people, blocs, years and movements by words, marks aside")),
    "archive": Listed("data.history", N_("move closed years with signed minutes to the archive")),
    "show": Listed("council.show", N_("a page of the screens as plain text")),
    "user": Listed("council.user", N_("who has which role here: list, add, remove, import, leave, roles")),
    "owed": Listed("overview.owed", N_("what you owe, and until when; with --all who owes what")),
    "overview": Listed(
        "overview.overview",
        N_("the year at one look: how far each bloc is, who is late, what to decide this week"),
    ),
    "statistics": Listed("overview.statistics", N_("a unit's or a bloc's years beside each other")),
    "rollover": Listed("year.year", N_("open the year after a closed one, with what it left to do")),
    "council": Listed("council.directory", N_("the council: show it, change its names")),
    "title": Listed(
        "council.titles",
        N_("the council's titles and commendations: list, add, edit, drop, move, confirm, law"),
    ),
    "decision": Listed(
        "council.decisions", N_("award decisions: list, show, add, edit, delete, award, mend, drop, voted")
    ),
    "bloc": Listed("council.blocs", N_("the blocs: list, add, edit, up, down, delete")),
    "unit": Listed(
        "council.units",
        N_("units: list, add, edit, up, down, alphabet, move, merge, split, dissolve, leave, join, delete"),
    ),
    "person": Listed(
        "council.directory",
        N_("the people of a unit: list, add, edit, move, delete; export or forget what names somebody"),
    ),
    "year": Listed("year.year", N_("a bloc's year: open, stage, deadline, edit, results")),
    "task": Listed("year.tasks", N_("the year's tasks: list, add, edit, done, drop")),
    "activity": Listed("year.activities", N_("activities: list, add, edit, drop")),
    "movement": Listed("year.movement", N_("the year's movements: list, add, edit, part, drop")),
    "criteria": Listed(
        "scoring.criteria", N_("a year's criteria set: show, take another, change a row or the head")
    ),
    "register": Listed("year.pledge", N_("register a unit's target against a criterion")),
    "pledge": Listed("year.pledge", N_("the year's pledge: show, draw up, sign, amend, preamble, withdraw")),
    "score": Listed(
        "scoring.score", N_("scores: set, missing, submit, return, lock, bar, cross, gap, evidence")
    ),
    "explain": Listed("scoring.awards", N_("say why a unit's points, total and rank are what they are")),
    "ties": Listed("scoring.awards", N_("units that are equal, and what people decided between them")),
    "nominations": Listed("scoring.awards", N_("who is proposed for which title, and why")),
    "blocs": Listed("scoring.awards", N_("how far every bloc is, and who leads")),
    "exemplar": Listed("year.exemplars", N_("exemplars: list, add, edit, drop")),
    "award-rules": Listed(
        "scoring.award_rules", N_("by which conditions a title is proposed: list, set, drop, validity")
    ),
    "board": Listed("council.board", N_("the board: list, read, post, edit, answer, delete")),
    "meeting": Listed(
        "meeting.meeting",
        N_("drive a meeting without the screen: start, do, run a script, lines, hours, agenda, box, verbs"),
    ),
    "seal": Listed(
        "papers.papers",
        N_("seal a paper: number, snapshot, PDF in the year's folder; with a reason: amend it"),
    ),
    "amend": Listed(
        "papers.amend", N_("amend a paper after its minutes were signed: what was decided stands behind it")
    ),
    "papers": Listed(
        "papers.papers", N_("the register of sealed papers; with a number: print that one again")
    ),
    "verify": Listed(
        "papers.papers", N_("is this file as it was sealed, and does the data still say the same")
    ),
    "status": Listed(
        "server.status", N_("sessions, pens, sizes, ages of copies: what an administrator watches")
    ),
    "session": Listed("server.status", N_("who has the data open: list, tell them something, ask to leave")),
    "server": Listed(
        "server.setup",
        N_("set a server up, or undo that; the day's care for a timer; convert data after an upgrade"),
    ),
    "doctor": Listed(
        "server.doctor", N_("examine server, data and session; say what to mend, and mend what is safe")
    ),
}
"""In the order in which ``ktd --help`` tells them."""
TAKE_A_VALUE = ("--data", "--lang", "--theme")
"""Options before the command that are followed by their value."""
NO_PDF = ("-h", "--help", ".csv", ".docx", ".json", ".md", ".txt", ".xlsx")
"""How words of ``ktd export`` end where it writes no PDF."""


def help_of(name: str) -> str:
    """Return the help of a command, a msgid."""
    return LISTED[name].says


def command_in(words: Sequence[str]) -> str | None:
    """Return the command among the words of the command line, None where there is none."""
    return next(_bare(words), None)


def verb_in(words: Sequence[str]) -> str | None:
    """Return the word behind the command, None where it may be anything else than its verb."""
    if {"-h", "--help"} & set(words):  # the list of all verbs may be asked for
        return None
    bare = _bare(words)
    return next(bare, None) and next(bare, None)


def _bare(words: Sequence[str]) -> Iterator[str]:
    """Yield the words that are neither an option nor the value of one that every command takes."""
    rest = iter(words)
    for word in rest:
        if word in TAKE_A_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            yield word


def prints(words: Sequence[str]) -> bool:
    """Tell whether a PDF will be wanted, as far as the words say it before the command is known."""
    return command_in(words) == "export" and not any(word.endswith(NO_PDF) for word in words)


def add_all_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the parsers of all commands, for the manual and for what the shells complete."""
    for name, listed in LISTED.items():
        import_module(f"ktd_tui.commands.{listed.module}").COMMANDS.add_to(commands, common, name)


def add_parsers(commands: Any, common: ArgumentParser, words: Sequence[str]) -> None:
    """Add the parser of the command that is asked for; names and help of all, where it is none of them.

    Of its verbs only the one that is typed: ``ktd export`` alone has forty, ten milliseconds of each start.
    """
    wanted = command_in(words)
    if wanted is not None and wanted in LISTED:
        made = import_module(f"ktd_tui.commands.{LISTED[wanted].module}").COMMANDS
        made.add_to(commands, common, wanted, verb_in(words))
    elif wanted is not None or {"-h", "--help"} & set(words):
        for name, listed in LISTED.items():
            commands.add_parser(name, help=t(listed.says))
