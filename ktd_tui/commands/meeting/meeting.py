"""``ktd meeting``: a meeting driven by words, one act or a whole script; the same checks as on its screen."""

import sys
from argparse import REMAINDER, Action, ArgumentParser, Namespace
from pathlib import Path
from typing import Annotated, Any, TypedDict

from ktd_tui.clock import local
from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.meeting import agenda, box
from ktd_tui.commands.options import IN_A_YEAR, JSON, MEETING_KINDS
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.meeting import Agenda, Meeting, MeetingKind
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import find_meeting
from ktd_tui.operations.meeting.hours import (
    noted_as_typed,
    numbered,
    past_midnight,
    set_clock,
    writing,
    written_hour,
    written_on,
)
from ktd_tui.operations.meeting.preparation import start_meeting
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.verbs import VERBS
from ktd_tui.operations.wording import GOES_ON
from ktd_tui.rules.meeting.hours import day_of
from ktd_tui.words import short_date, short_time

LONGEST_SCRIPT = 2**20
"""Bytes."""


KIND = Option("--kind", N_("which meeting (year-end)"), choices=MEETING_KINDS, default="year-end")
OF_A_MEETING = (*IN_A_YEAR, KIND)
SCRIPT = Option("script", N_("the script; -: standard input"), N_("FILE"), type=Path)
AT = Option(
    "--at", N_("the hour at which it was, where it is written up afterwards"), default="", metavar="14:05"
)


class _Act(Action):
    """The words of an act: it takes all that follow, so an option behind it would become what was said."""

    def __call__(
        self, parser: ArgumentParser, options: Namespace, words: Any, option_string: str | None = None
    ) -> None:
        """Take the words; end where one of them is an option."""
        del option_string
        known = parser._option_string_actions  # noqa: SLF001  # argparse has no other list of them
        for word in words:
            if word.startswith("--") and word.partition("=")[0] in known:
                wrong = t(
                    "“{option}” stands behind the act, which takes all that follows. "
                    "Write it before: ktd meeting do --bloc V --year 2022 line …",
                    option=word,
                )
                parser.error(wrong)
        setattr(options, self.dest, words)


ACT = Option("act", N_("the act, as in a script"), nargs=REMAINDER, metavar="line nvđ: …", action=_Act)
_LINE = Fields(MinutesLine, "at", "step", "speaker", "text")
LineTold = Annotated[Shown, _LINE]


class _Prepared(TypedDict):
    id: str


class _Hour(TypedDict):
    name: str
    hour: str
    what: str


class _Done(TypedDict):
    acts: int


COMMANDS = Commands()
MEETING = COMMANDS.group("meeting", help_of("meeting"))


@MEETING.add("start", N_("prepare the meeting"), *OF_A_MEETING)
def _start(desk: Desk, options: Namespace) -> Answer[_Prepared]:
    meeting = start_meeting(desk, year_meant(desk, options).id, MeetingKind(options.kind))
    return Answer({"id": meeting.id}, t("Prepared: {name}", name=meeting.name))


@MEETING.add(
    "agenda",
    N_("show the agenda and how each question is decided; change it"),
    *OF_A_MEETING,
    *agenda.OPTIONS,
)
def _agenda(desk: Desk, options: Namespace) -> Answer[Agenda]:
    agenda.change(desk, options)
    return agenda.show(desk, options)


@MEETING.add(
    "box",
    N_("electronic ballots: state, lock, cast, close, open; secrets are asked for"),
    *OF_A_MEETING,
    box.WHAT,
)
def _box(desk: Desk, options: Namespace) -> Answer[box.BoxTold]:
    return box.use(driver(desk, options), options)


def driver(desk: Desk, options: Namespace) -> Driver:
    """Return what drives the meeting that a command names, by a clock that can be set."""
    of = Driver(writing(desk), find_meeting(desk, options.bloc, options.year, MeetingKind(options.kind)))
    written_on(of.desk, of.meeting_id)
    return of


@MEETING.add("lines", N_("number the lines of the minutes"), *OF_A_MEETING)
def _lines(desk: Desk, options: Namespace) -> Answer[list[LineTold]]:
    found = meeting_view(desk, driver(desk, options).meeting_id).proceedings.lines
    data = [_LINE.of(line) for line in found]
    numbered = enumerate(found, 1)
    return Answer(data, [spaced(n, f"{local(one.at):%H:%M}", one.speaker, one.text) for n, one in numbered])


@MEETING.add("hours", N_("number what else has an hour: turns, reasons, counts …"), *OF_A_MEETING)
def _hours(desk: Desk, options: Namespace) -> Answer[list[_Hour]]:
    meeting_id = driver(desk, options).meeting_id
    meeting, found = desk.store.get(Meeting, meeting_id), numbered(desk, meeting_id)
    told = {name: (noted_as_typed(meeting, of), t(of.what, **of.facts)) for name, of in found.items()}
    data: list[_Hour] = [{"name": name, "hour": hour, "what": what} for name, (hour, what) in told.items()]
    return Answer(data, [spaced(name, *said) for name, said in told.items()])


def script_text(path: Path) -> str:
    """Read a script.

    Raises:
        Refused: It cannot be read, is no text, or is too long.
    """
    from ktd_tui.sheets.files import read_bytes

    try:
        content = sys.stdin.buffer.read(LONGEST_SCRIPT + 1) if str(path) == "-" else read_bytes(path)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise Refused(N_("{path} cannot be read as text."), path=path) from error
    if len(content) > LONGEST_SCRIPT:
        raise Refused(N_("{path} is too long for a script."), path=path)
    return text


@MEETING.add("run", N_("carry a script out, line by line"), *OF_A_MEETING, SCRIPT)
def _run(desk: Desk, options: Namespace) -> Answer[_Done]:
    of = driver(desk, options)
    before = of.meeting
    done = script.run_script(of, script.acts(script_text(options.script)))
    return Answer({"acts": done}, [plural("{n} act done", "{n} acts done", done), *_goes_on(of, before)])


@MEETING.add("do", N_("carry one act out"), *OF_A_MEETING, AT, ACT)
def _do(desk: Desk, options: Namespace) -> Answer[_Done]:
    of = driver(desk, options)
    before = of.meeting
    if options.at:
        set_clock(of.desk, of.meeting_id, options.at)
    for act in script.acts(" ".join(options.act)):
        script.perform(of, act)
    return Answer({"acts": 1}, [t("Done."), *_written_at(of), *_goes_on(of, before)])


def _written_at(of: Driver) -> list[str]:
    """Say at which hour it was written, where that is not simply now."""
    at = written_hour(of.desk)
    day = f"{short_date(day_of(of.meeting, at))} {short_time(at)}" if at else ""
    said = day or past_midnight(of.desk, of.meeting_id)
    return [t("Written at {time}.", time=said)] if said else []


def _goes_on(of: Driver, before: Meeting) -> list[str]:
    """Say that a meeting which had closed has not, by what was done."""
    return [t(GOES_ON)] if before.closed_at and not of.meeting.closed_at else []


@MEETING.bare("verbs", N_("list the acts with an example of each"), JSON, about=False)
def _verbs(options: Namespace, directory: Path) -> Answer[dict[str, str]]:
    """List the acts, which are the same for all data."""
    del options, directory
    examples = {name: act.example for name, act in VERBS.items()}
    return Answer(examples, examples.values())
