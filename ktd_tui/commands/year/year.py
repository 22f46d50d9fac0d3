"""``ktd owed`` and ``ktd rollover``: what one owes, and the year after a closed one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.commands.meant import year_meant
from ktd_tui.i18n import plural, t


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the commands' parsers."""
    says = t("what you owe, and until when")
    owed = commands.add_parser("owed", parents=[common], help=says, description=says)
    says = t("open the year after a closed one, with what it left to do")
    over = commands.add_parser("rollover", parents=[common], help=says, description=says)
    over.add_argument("--bloc", required=True, metavar="V", help=t("the bloc's number"))
    over.add_argument("--year", required=True, type=int, metavar="2022", help=t("the closed year"))
    for command in (owed, over):
        command.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def run_owed(options: Namespace, directory: Path) -> int:
    """Say what the person at the keyboard owes."""
    from ktd_tui.operations.year.owed import owed
    from ktd_tui.words import short_date

    with open_desk(directory, options) as desk:
        found = owed(desk)
    if options.json:
        say_json([{"text": o.text, "due": o.due and o.due.isoformat(), "days": o.days} for o in found])
        return DONE
    for one in found:
        say("  ".join((short_date(one.due) if one.due else "–", one.text)))
    if not found:
        say(t("You owe nothing now."))
    return DONE


def run_rollover(options: Namespace, directory: Path) -> int:
    """Open or complete the year after."""
    from ktd_tui.operations.meeting.rollover import roll_over

    with open_desk(directory, options) as desk:
        closed = year_meant(desk, options)
        fresh = roll_over(desk, closed.id)
    if options.json:
        say_json({"year": fresh.year, "tasks": len(fresh.tasks), "units": len(fresh.members)})
    else:
        said = plural(
            "{year} is open with {n} task.",
            "{year} is open with {n} tasks.",
            len(fresh.tasks),
            year=fresh.year,
        )
        say(said)
    return DONE


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"owed": run_owed, "rollover": run_rollover}
