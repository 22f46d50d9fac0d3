"""``ktd score evidence``: list a unit's evidence, hand some in, accept and refuse it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.i18n import t

if TYPE_CHECKING:
    from ktd_tui.domain.evidence import Evidence
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.scoring.evidence import EvidencePage


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    from ktd_tui.commands.meant import in_a_year

    says = t("evidence: list, add, accept, refuse, withdraw")
    evidence = commands.add_parser("evidence", parents=[common], help=says, description=says)
    verbs = evidence.add_subparsers(dest="what", metavar=t("WHAT"), title=t("what to do"), required=True)
    made = {}
    for name, says in (
        ("list", t("list a unit's evidence, and what has none")),
        ("add", t("hand evidence in")),
        ("accept", t("accept evidence")),
        ("refuse", t("refuse evidence, with a reason")),
        ("withdraw", t("take evidence back")),
    ):
        made[name] = in_a_year(verbs.add_parser(name, parents=[common], help=says, description=says))
        made[name].add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit's name"))
    for name in ("add", "accept", "refuse", "withdraw"):
        made[name].add_argument("--code", required=True, metavar="I.1", help=t("the criterion's code"))
        made[name].add_argument("title", metavar=t("TITLE"), help=t("what the evidence is"))
    made["add"].add_argument("--number", default="", metavar="05/BC", help=t("the document's number"))
    made["add"].add_argument("--day", default="", metavar="09/12/2022", help=t("its date"))
    made["add"].add_argument("--address", default="", metavar="/…, https://…", help=t("where it lies"))
    made["refuse"].add_argument("--reason", required=True, help=t("the reason"))


def run_evidence(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs."""
    from ktd_tui.commands.meant import unit_meant, year_meant
    from ktd_tui.operations.scoring.evidence import evidence_page

    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        page = evidence_page(desk, year.id, unit_meant(desk, year, options.unit).id)
        if options.what == "list":
            return _list(page, options)
        one = _changed(desk, page, options)
    if options.json:
        say_json(_as_json(one))
    else:
        say("  ".join(_line(one)))
    return DONE


def _changed(desk: "Desk", page: "EvidencePage", options: Namespace) -> "Evidence":
    from ktd_tui.operations.scoring.evidence import (
        Handed,
        accept,
        evidence_titled,
        hand_in,
        refuse,
        withdraw_evidence,
    )

    if options.what == "add":
        path = str(Path(options.address).absolute()) if Path(options.address).is_file() else options.address
        wanted = Handed(options.code, options.title, options.number, options.day, path)
        return hand_in(desk, page.year.id, page.unit.id, wanted)
    one = evidence_titled(page, options.code, options.title)
    if options.what == "refuse":
        return refuse(desk, one, options.reason)
    return (accept if options.what == "accept" else withdraw_evidence)(desk, one)


def _list(page: "EvidencePage", options: Namespace) -> int:
    found = [one for row in page.rows for one in page.found.get(row.code, ())]
    if options.json:
        say_json({"evidence": [_as_json(one) for one in found], "missing": page.missing})
        return DONE
    for one in found:
        say("  ".join(_line(one)))
    for row in page.rows:
        if row.code in page.missing:
            say("  ".join((row.code, t("! missing"), row.text)))
    return DONE


def _line(one: "Evidence") -> tuple[str, ...]:
    from ktd_tui.rules.scoring.evidence import STATES

    parts = (one.code, t(STATES[one.state]), one.number, one.title, one.address, one.sha256, one.remark)
    return tuple(part for part in parts if part)


def _as_json(one: "Evidence") -> dict[str, object]:
    return one.model_dump(mode="json", exclude={"id", "rev", "bloc_year_id", "unit_id"})
