"""``ktd undo`` and ``ktd redo``: the account's last step is taken back, or done again, from the command line.

Each command is a session of its own, so what it takes back is always another window's: it says which step it
is, and does it only with ``--yes``.
"""

from argparse import Namespace
from collections.abc import Callable
from typing import Protocol, TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.options import JSON, MEETING_KINDS
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.data.undo import redo, undo
from ktd_tui.operations.data.undo_steps import AnotherWindow, Place
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import find_meeting
from store.contract import Commit

OPTIONS = (
    Option("--bloc", N_("only what was done to this bloc's year"), default="", metavar="V"),
    Option("--year", N_("which year of the bloc"), type=int, metavar="2022"),
    Option(
        "--meeting", N_("only what was done in this meeting of the year"), choices=MEETING_KINDS, default=""
    ),
    Option("--yes", N_("do it; without it the step is only told"), action="store_true"),
    JSON,
)


class _Step(TypedDict):
    what: str
    done: bool


COMMANDS = Commands()


class Taking(Protocol):
    """Undo or redo."""

    def __call__(self, desk: Desk, place: Place | None = None, *, asked: int = 0) -> Commit:
        """Take the last step at a place back, or do it again."""


@COMMANDS.add("undo", help_of("undo"), *OPTIONS)
def _undo(desk: Desk, options: Namespace) -> Answer[_Step]:
    return _taken(desk, options, undo, lambda what: t("Undone: {what}", what=what))


@COMMANDS.add("redo", help_of("redo"), *OPTIONS)
def _redo(desk: Desk, options: Namespace) -> Answer[_Step]:
    return _taken(desk, options, redo, lambda what: t("Done again: {what}", what=what))


def _taken(desk: Desk, options: Namespace, take: Taking, said: Callable[[str], str]) -> Answer[_Step]:
    """Tell the last step of this account, or take it back where that is wanted."""
    place = _place(desk, options)
    try:
        commit = take(desk, place)
    except AnotherWindow as step:
        if not options.yes:
            return Answer({"what": str(step.facts["what"]), "done": False}, [tell(step), t("--yes does it.")])
        commit = take(desk, place, asked=step.seq)
    what = t(commit.why, **commit.facts)
    return Answer({"what": what, "done": True}, said(what))


def _place(desk: Desk, options: Namespace) -> Place | None:
    """Return where the command looks for the step; None: everywhere."""
    if bool(options.bloc) != bool(options.year) or (options.meeting and not options.bloc):
        raise Refused(N_("Say both: --bloc and --year."))
    if options.meeting:
        kind = MeetingKind(options.meeting)
        return Place(find_meeting(desk, options.bloc, options.year, kind))
    return Place(bloc_year_id=year_meant(desk, options).id) if options.bloc else None
