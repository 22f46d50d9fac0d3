"""``ktd register`` and ``ktd pledge``: targets, and the pledge drawn up, shown, signed, amended."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json, text_given
from ktd_tui.commands.meant import year_meant
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t

if TYPE_CHECKING:
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.year.registration import Wanted


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the commands' parsers."""
    says = t("register a unit's target against a criterion")
    register = commands.add_parser("register", parents=[common], help=says, description=says)
    _year(register)
    _target(register, needed=False)
    says = t("a title that the unit aims at; once more: takes it back")
    register.add_argument("--title", default="", metavar=t("TEXT"), help=says)
    says = t("the year's pledge: show, draw up, sign, amend, preamble, withdraw")
    pledge = commands.add_parser("pledge", parents=[common], help=says, description=says)
    verbs = pledge.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)
    for verb, says in (
        ("show", t("show the pledge and who has signed")),
        ("draw", t("draw the pledge up from the registrations")),
        ("sign", t("record a unit's signature")),
        ("amend", t("amend the signed pledge")),
        ("preamble", t("write what stands before the contents, a paragraph a line; none: from stdin")),
        ("withdraw", t("take all signatures back, to change registrations")),
    ):
        parser = verbs.add_parser(verb, parents=[common], help=says, description=says)
        _year(parser)
        if verb == "sign":
            parser.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit"))
        if verb == "amend":
            _target(parser)
        if verb in ("draw", "amend", "withdraw"):
            parser.add_argument("--reason", default="", metavar=t("TEXT"), help=t("the reason"))
        if verb == "preamble":
            parser.add_argument("text", nargs="?", metavar=t("TEXT"), help=t("the text"))


def _year(parser: ArgumentParser) -> None:
    parser.add_argument("--bloc", required=True, metavar="V", help=t("the bloc's number"))
    parser.add_argument("--year", required=True, type=int, metavar="2022", help=t("the bloc's year"))
    parser.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def _target(parser: ArgumentParser, *, needed: bool = True) -> None:
    parser.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit"))
    parser.add_argument("--code", required=needed, metavar="I.1", help=t("the criterion's code"))
    parser.add_argument(
        "--text", required=needed, metavar=t("TEXT"), help=t("the target; empty: takes it back")
    )
    parser.add_argument("--measure", metavar=t("TEXT"), help=t("how one sees that it was reached"))
    parser.add_argument("--due", metavar="31/10/2022", help=t("until when"))


def run_register(options: Namespace, directory: Path) -> int:
    """Register one target, or a title that the unit aims at."""
    from ktd_tui.operations.lookup import unit_named
    from ktd_tui.operations.year.registration import register, toggle_title

    with open_desk(directory, options) as desk:
        year_id, unit = year_meant(desk, options).id, unit_named(desk, options.unit)
        if options.title:
            of = toggle_title(desk, year_id, unit.id, options.title)
        elif options.code and options.text is not None:
            of = register(desk, year_id, unit.id, _wanted(options))
        else:
            raise Refused(N_("Say what: --code with --text, or --title."))
    if options.json:
        say_json(of.model_dump(mode="json", include={"targets", "titles"}))
    else:
        say(t("Saved: {what}", what=f"{unit.label} {options.title or options.code}"))
    return DONE


def _wanted(options: Namespace) -> "Wanted":
    from ktd_tui.operations.year.registration import Wanted

    return Wanted(options.code, options.text, options.measure, options.due)


def run_pledge(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs, then show the pledge."""
    from ktd_tui.operations.year import pledge

    with open_desk(directory, options) as desk:
        year_id = year_meant(desk, options).id
        if carry_out := _VERBS.get(options.verb):
            carry_out(desk, year_id, options)
        page = pledge.pledge_page(desk, year_id)
    if options.json:
        of = page.pledge.model_dump(mode="json", exclude={"id", "rev"}) if page.pledge else None
        say_json({"pledge": of, "unsigned": [unit.name for unit in page.unsigned]})
        return DONE
    for line in pledge.lines(page):
        say(line)
    return DONE


def _draw(desk: "Desk", year_id: str, options: Namespace) -> None:
    from ktd_tui.operations.year.pledge import draw_up

    draw_up(desk, year_id, options.reason)


def _sign(desk: "Desk", year_id: str, options: Namespace) -> None:
    from ktd_tui.operations.lookup import unit_named
    from ktd_tui.operations.year.pledge import sign

    sign(desk, year_id, unit_named(desk, options.unit).id)


def _amend(desk: "Desk", year_id: str, options: Namespace) -> None:
    from ktd_tui.operations.lookup import unit_named
    from ktd_tui.operations.year.pledge import amend

    amend(desk, year_id, unit_named(desk, options.unit).id, _wanted(options), options.reason)


def _preamble(desk: "Desk", year_id: str, options: Namespace) -> None:
    from ktd_tui.operations.year.pledge import pledge_page, set_preamble

    there = pledge_page(desk, year_id).pledge
    if there is None:
        raise Refused(N_("The pledge is not drawn up yet."))
    set_preamble(desk, there, text_given(options.text))


def _withdraw(desk: "Desk", year_id: str, options: Namespace) -> None:
    from ktd_tui.operations.year.pledge import withdraw

    withdraw(desk, year_id, options.reason)


_VERBS: Mapping[str, Callable[["Desk", str, Namespace], None]] = {
    "draw": _draw,
    "sign": _sign,
    "amend": _amend,
    "preamble": _preamble,
    "withdraw": _withdraw,
}
RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"register": run_register, "pledge": run_pledge}
