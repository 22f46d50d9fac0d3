"""``ktd register`` and ``ktd pledge``: targets, and the pledge drawn up, shown, signed, amended."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.commands.meant import year_meant
from ktd_tui.i18n import t

if TYPE_CHECKING:
    from ktd_tui.operations.registration import Wanted


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the commands' parsers."""
    says = t("register a unit's target against a criterion")
    register = commands.add_parser("register", parents=[common], help=says, description=says)
    _year(register)
    _target(register)
    says = t("the year's pledge: show, draw up, sign, amend")
    pledge = commands.add_parser("pledge", parents=[common], help=says, description=says)
    verbs = pledge.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)
    for verb, says in (
        ("show", t("show the pledge and who has signed")),
        ("draw", t("draw the pledge up from the registrations")),
        ("sign", t("record a unit's signature")),
        ("amend", t("amend the signed pledge")),
    ):
        parser = verbs.add_parser(verb, parents=[common], help=says, description=says)
        _year(parser)
        if verb == "sign":
            parser.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit"))
        if verb == "amend":
            _target(parser)
        if verb in ("draw", "amend"):
            parser.add_argument("--reason", default="", metavar=t("TEXT"), help=t("the reason"))


def _year(parser: ArgumentParser) -> None:
    parser.add_argument("--bloc", required=True, metavar="V", help=t("the bloc's number"))
    parser.add_argument("--year", required=True, type=int, metavar="2022", help=t("the bloc's year"))
    parser.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def _target(parser: ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit"))
    parser.add_argument("--code", required=True, metavar="I.1", help=t("the criterion's code"))
    parser.add_argument(
        "--text", required=True, metavar=t("TEXT"), help=t("the target; empty: takes it back")
    )
    parser.add_argument("--measure", metavar=t("TEXT"), help=t("how one sees that it was reached"))
    parser.add_argument("--due", metavar="31/10/2022", help=t("until when"))


def run_register(options: Namespace, directory: Path) -> int:
    """Register one target."""
    from ktd_tui.operations.registration import register
    from ktd_tui.operations.users import unit_named

    with open_desk(directory, options) as desk:
        year_id, unit = year_meant(desk, options).id, unit_named(desk, options.unit)
        of = register(desk, year_id, unit.id, _wanted(options))
    if options.json:
        say_json(of.model_dump(mode="json", include={"targets", "titles"}))
    else:
        say(t("Saved: {what}", what=f"{unit.label} {options.code}"))
    return DONE


def _wanted(options: Namespace) -> "Wanted":
    from ktd_tui.operations.registration import Wanted

    return Wanted(options.code, options.text, options.measure, options.due)


def run_pledge(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs, then show the pledge."""
    from ktd_tui.operations import pledge
    from ktd_tui.operations.users import unit_named

    with open_desk(directory, options) as desk:
        year_id = year_meant(desk, options).id
        if options.verb == "draw":
            pledge.draw_up(desk, year_id, options.reason)
        elif options.verb == "sign":
            pledge.sign(desk, year_id, unit_named(desk, options.unit).id)
        elif options.verb == "amend":
            unit = unit_named(desk, options.unit)
            pledge.amend(desk, year_id, unit.id, _wanted(options), options.reason)
        page = pledge.pledge_page(desk, year_id)
    if options.json:
        of = page.pledge.model_dump(mode="json", exclude={"id", "rev"}) if page.pledge else None
        say_json({"pledge": of, "unsigned": [unit.name for unit in page.unsigned]})
        return DONE
    for line in pledge.lines(page):
        say(line)
    return DONE


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"register": run_register, "pledge": run_pledge}
