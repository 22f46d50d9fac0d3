"""``ktd meeting``: a meeting driven by words, one act or a whole script; the same checks as on its screen."""

import sys
from argparse import REMAINDER, ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands import base
from ktd_tui.commands.base import DONE, say, say_json
from ktd_tui.commands.meant import in_a_year, year_meant
from ktd_tui.commands.meeting import agenda, box
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, plural, t

if TYPE_CHECKING:
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.meeting.scripting.driver import Driver

LONGEST = 2**20
"""Bytes of a script."""


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    says = t("drive a meeting without the screen: start, do, run a script, lines, agenda, box, verbs")
    meeting = commands.add_parser("meeting", parents=[common], help=says, description=says)
    group = meeting.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)

    def verb(name: str, says: str) -> ArgumentParser:
        made = in_a_year(group.add_parser(name, parents=[common], help=says, description=says))
        made.add_argument(
            "--kind", choices=base.MEETING_KINDS, default="year-end", help=t("which meeting (year-end)")
        )
        return made

    verb("start", t("prepare the meeting"))
    agenda.add_arguments(verb("agenda", t("show the agenda and how each question is decided; change it")))
    says = t("electronic ballots: state, lock, cast, close, open; secrets are asked for")
    box.add_arguments(verb("box", says))
    verb("lines", t("number the lines of the minutes"))
    verb("run", t("carry a script out, line by line")).add_argument(
        "script", type=Path, metavar=t("FILE"), help=t("the script; -: standard input")
    )
    act = verb("do", t("carry one act out"))
    act.add_argument("act", nargs=REMAINDER, metavar="line nvđ: …", help=t("the act, as in a script"))
    listed = group.add_parser("verbs", parents=[common], help=t("list the acts with an example of each"))
    listed.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def run_meeting(options: Namespace, directory: Path) -> int:
    """Carry out what was asked."""
    if options.verb == "verbs":
        return _verbs(options)
    with base.open_desk(directory, options) as desk:
        return _IN_A_YEAR[options.verb](options, desk)


def _verbs(options: Namespace) -> int:
    from ktd_tui.operations.meeting.scripting.verbs import VERBS

    if options.json:
        say_json({name: verb.example for name, verb in VERBS.items()})
    else:
        for verb in VERBS.values():
            say(verb.example)
    return DONE


def _start(options: Namespace, desk: "Desk") -> int:
    from ktd_tui.domain.meeting import MeetingKind
    from ktd_tui.operations.meeting.preparation import start_meeting

    meeting = start_meeting(desk, year_meant(desk, options).id, MeetingKind(options.kind))
    say_json({"id": meeting.id}) if options.json else say(t("Prepared: {name}", name=meeting.name))
    return DONE


def driver(options: Namespace, desk: "Desk") -> "Driver":
    """Return what drives the meeting that a command names."""
    from ktd_tui.domain.meeting import MeetingKind
    from ktd_tui.operations.lookup import find_meeting
    from ktd_tui.operations.meeting.scripting.driver import Driver

    return Driver(desk, find_meeting(desk, options.bloc, options.year, MeetingKind(options.kind)))


def _lines(options: Namespace, desk: "Desk") -> int:
    from ktd_tui.clock import local
    from ktd_tui.operations.meeting.view import meeting_view

    found = meeting_view(desk, driver(options, desk).meeting_id).proceedings.lines
    if options.json:
        say_json([line.model_dump(mode="json", include={"at", "step", "speaker", "text"}) for line in found])
        return DONE
    for place, line in enumerate(found, 1):
        say(
            "  ".join(
                part for part in (str(place), f"{local(line.at):%H:%M}", line.speaker, line.text) if part
            )
        )
    return DONE


def script_text(path: Path) -> str:
    """Read a script.

    Raises:
        Refused: It cannot be read, is no text, or is too long.
    """
    try:
        content = sys.stdin.buffer.read(LONGEST + 1) if str(path) == "-" else path.read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise Refused(N_("{path} cannot be read as text."), path=path) from error
    if len(content) > LONGEST:
        raise Refused(N_("{path} is too long for a script."), path=path)
    return text


def _run(options: Namespace, desk: "Desk") -> int:
    from ktd_tui.operations.meeting.scripting import script

    done = script.run(driver(options, desk), script.acts(script_text(options.script)))
    say_json({"acts": done}) if options.json else say(plural("{n} act done", "{n} acts done", done))
    return DONE


def _do(options: Namespace, desk: "Desk") -> int:
    from ktd_tui.operations.meeting.scripting import script

    for act in script.acts(" ".join(options.act)):
        script.carry_out(driver(options, desk), act)
    say_json({"acts": 1}) if options.json else say(t("Done."))
    return DONE


_IN_A_YEAR: Mapping[str, Callable[[Namespace, "Desk"], int]] = {
    "start": _start,
    "agenda": agenda.run,
    "box": lambda options, desk: box.run(options, driver(options, desk)),
    "lines": _lines,
    "run": _run,
    "do": _do,
}
RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"meeting": run_meeting}
