"""``ktd amend``: what is signed is amended in the open; points are looked at again by ``ktd score``."""

from argparse import Namespace
from typing import TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.options import IN_A_YEAR, MEETING_KINDS, REASON, TEXT
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import find_meeting
from ktd_tui.operations.papers.amending import amend_signed
from ktd_tui.operations.papers.kinds import KINDS, PaperRef, kind_named, minutes_ref
from ktd_tui.operations.scoring.sheets import AppealTyped

OPTIONS = (
    Option("paper", N_("which paper"), choices=tuple(KINDS)),
    Option("--kind", N_("of which meeting the minutes are (year-end)"), choices=MEETING_KINDS, default=""),
    Option("--by", N_("who asked for it"), metavar="…", required=True),
    Option("--on", N_("when they asked (today)"), default="", metavar="05/12/2022"),
    REASON,
    Option("--decision", N_("what was decided"), TEXT, required=True),
)


class _Amended(TypedDict):
    kind: str
    amendment: int
    reason: str


COMMANDS = Commands()


@COMMANDS.add("amend", help_of("amend"), *IN_A_YEAR, *OPTIONS)
def _amend(desk: Desk, options: Namespace) -> Answer[_Amended]:
    """Amend a signed paper."""
    ref = PaperRef(options.paper, year_meant(desk, options).id)
    if options.kind and kind_named(options.paper).any_meeting:
        kind = MeetingKind(options.kind)
        ref = minutes_ref(desk, find_meeting(desk, options.bloc, options.year, kind))
    asked = AppealTyped(options.by, options.on, options.reason)
    of = amend_signed(desk, ref, asked, options.decision)
    title, number = t(kind_named(of.kind).title), of.version - 1
    data: _Amended = {"kind": of.kind, "amendment": number, "reason": of.reason}
    return Answer(data, t("Amended after it was signed: {title}, amendment {n}", title=title, n=number))
