"""``ktd register`` and ``ktd pledge``: targets, and the pledge drawn up, shown, signed, amended."""

from argparse import Namespace
from typing import Annotated, TypedDict

from ktd_tui.commands.base import text_given
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.options import IN_A_YEAR, TEXT
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import Registration
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_named
from ktd_tui.operations.year.pledge import (
    amend,
    draw_up,
    pledge_lines,
    pledge_page,
    set_preamble,
    sign_pledge,
    withdraw_signature,
)
from ktd_tui.operations.year.registration import Wanted, register, toggle_title

THE_UNIT = Option("--unit", N_("the unit"), N_("UNIT"), required=True)


def _target(*, required: bool) -> tuple[Option, ...]:
    return (
        THE_UNIT,
        Option("--code", N_("the criterion's code"), metavar="I.1", required=required),
        Option("--text", N_("the target; empty: takes it back"), TEXT, required=required),
        Option("--measure", N_("how one sees that it was reached"), TEXT),
        Option("--due", N_("until when"), metavar="31/10/2022"),
        Option("--number", N_("the number that is to be reached"), metavar="20"),
        Option("--counted-in", N_("what it counts"), TEXT),
    )


WHY = Option("--reason", N_("the reason"), TEXT, default="")
TITLE = Option("--title", N_("a title that the unit aims at; once more: takes it back"), TEXT, default="")
_REGISTERED = Fields(Registration, "targets", "titles")
RegisteredTold = Annotated[Shown, _REGISTERED]
_PLEDGE = Fields(Pledge, but=("id", "rev"))
PledgeTold = Annotated[Shown, _PLEDGE]


class _PledgeShown(TypedDict):
    pledge: PledgeTold | None
    unsigned: list[str]


COMMANDS = Commands()
PLEDGE = COMMANDS.group("pledge", help_of("pledge"), *IN_A_YEAR)


@COMMANDS.add(
    "register",
    help_of("register"),
    *IN_A_YEAR,
    *_target(required=False),
    TITLE,
)
def _register(desk: Desk, options: Namespace) -> Answer[RegisteredTold]:
    year_id, unit = year_meant(desk, options).id, unit_named(desk, options.unit)
    if options.title:
        of = toggle_title(desk, year_id, unit.id, options.title)
    elif options.code and (options.text is not None or options.number):
        of = register(desk, year_id, unit.id, _wanted(options))
    else:
        raise Refused(N_("Say what: --code with --text, or --title."))
    what = f"{unit.label} {options.title or options.code}"
    return Answer(_REGISTERED.of(of), t("Saved: {what}", what=what))


def _wanted(options: Namespace) -> Wanted:
    return Wanted(
        options.code, options.text or "", options.measure, options.due, options.number, options.counted_in
    )


@PLEDGE.listing("show", N_("show the pledge and who has signed"))
def _show(desk: Desk, options: Namespace) -> Answer[_PledgeShown]:
    page = pledge_page(desk, year_meant(desk, options).id)
    of = _PLEDGE.of(page.pledge) if page.pledge else None
    return Answer({"pledge": of, "unsigned": [unit.name for unit in page.unsigned]}, pledge_lines(page))


@PLEDGE.add("draw", N_("draw the pledge up from the registrations"), WHY)
def _draw(desk: Desk, options: Namespace) -> None:
    draw_up(desk, year_meant(desk, options).id, options.reason)


@PLEDGE.add(
    "sign",
    N_("record a unit's signature"),
    THE_UNIT,
    Option(
        "--by", N_("who signed for it: initials, or a name with its office behind a comma"), TEXT, default=""
    ),
)
def _sign(desk: Desk, options: Namespace) -> None:
    sign_pledge(desk, year_meant(desk, options).id, unit_named(desk, options.unit).id, options.by)


@PLEDGE.add("amend", N_("amend the signed pledge"), *_target(required=True), WHY)
def _amend(desk: Desk, options: Namespace) -> None:
    year_id = year_meant(desk, options).id
    amend(desk, year_id, unit_named(desk, options.unit).id, _wanted(options), options.reason)


@PLEDGE.add(
    "preamble",
    N_("write what stands before the contents, a paragraph a line; none: from stdin"),
    Option("text", N_("the text"), TEXT, nargs="?"),
)
def _preamble(desk: Desk, options: Namespace) -> None:
    there = pledge_page(desk, year_meant(desk, options).id).pledge
    if there is None:
        raise Refused(N_("The pledge is not drawn up yet."))
    set_preamble(desk, there, text_given(options.text))


@PLEDGE.add("withdraw", N_("take all signatures back, to change registrations"), WHY)
def _withdraw(desk: Desk, options: Namespace) -> None:
    withdraw_signature(desk, year_meant(desk, options).id, options.reason)
