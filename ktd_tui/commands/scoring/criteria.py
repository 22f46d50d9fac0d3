"""``ktd criteria``: a year's criteria set shown, taken from another, changed row by row."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.commands.meant import in_a_year, year_meant
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t

if TYPE_CHECKING:
    from ktd_tui.domain.scoring import CriteriaSet
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.scoring.criteria import CriteriaPage

PARTS = ("group", "criterion", "bonus", "deduction", "yes-no", "bar", "grade")


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    says = t("a year's criteria set: show, take another, change a row or the head")
    criteria = commands.add_parser("criteria", parents=[common], help=says, description=says)
    verbs = criteria.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)

    def verb(name: str, says: str) -> ArgumentParser:
        made: ArgumentParser = verbs.add_parser(name, parents=[common], help=says, description=says)
        return in_a_year(made)

    verb("show", t("show the set, and which others there are"))
    adopt = verb("take", t("take another set, by its name or version"))
    adopt.add_argument("set", metavar=t("NAME"), help=t("the set's name or version"))
    put = verb("put", t("add a row, or change the one with that key"))
    drop = verb("drop", t("take a row out"))
    for of_row in (put, drop):
        of_row.add_argument("part", choices=PARTS, help=t("what the row is"))
    head = verb("head", t("change what holds for the whole set; what is left out stays"))
    for name, says in (
        ("name", t("its name")),
        ("source", t("the document that it follows")),
        ("certainty", t("how sure that is")),
        ("bonus-cap", t("the most bonus points")),
        ("deduction-cap", t("the most points deducted")),
        ("tie-break", t("the rows that decide ties, with commas between")),
    ):
        head.add_argument(f"--{name}", metavar=t("TEXT"), help=says)
    drop.add_argument("key", metavar=t("KEY"), help=t("the row's code, name or text"))
    put.add_argument("--key", metavar=t("KEY"), help=t("the row's code, name or text; none: a new row"))
    for name, says in (
        ("code", t("the code")),
        ("text", t("the text")),
        ("points", t("the points")),
        ("group", t("the group of a new criterion")),
        ("each", t("points each time, of a deduction")),
        ("rule", t("how it is scored")),
    ):
        put.add_argument(f"--{name}", default="", metavar=t("TEXT"), help=says)
    barred = t("with fewer points the unit gets no title")
    put.add_argument("--barred-below", default="", metavar="5", help=barred)


def run_criteria(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs, then show the set."""
    from ktd_tui.operations.scoring import criteria

    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        page = criteria.criteria_page(desk, year.id)
        seen = criteria.Seen(year.id, page.of)
        if options.verb == "take":
            criteria.adopt(desk, year.id, _named(desk, options.set))
        elif options.verb == "drop":
            criteria.delete_entry(desk, seen, options.part, options.key)
        elif options.verb == "put":
            names = ("code", "text", "points", "group", "each", "rule", "barred_below")
            values = {name: getattr(options, name) for name in names}
            criteria.save_entry(desk, seen, options.part, options.key, values)
        elif options.verb == "head":
            criteria.save_head(desk, seen, _head(page.of, options))
        page = criteria.criteria_page(desk, year.id)
    _show(page, options)
    return DONE


def _head(of: "CriteriaSet | None", options: Namespace) -> dict[str, str]:
    if of is None:
        raise Refused(N_("The year has no criteria set yet."))
    there = {
        **{name: getattr(of, name) for name in ("name", "source", "certainty")},
        **{name: str(getattr(of, name)) for name in ("bonus_cap", "deduction_cap")},
        "tie_break": ", ".join(of.tie_break),
    }
    given = {name: getattr(options, name) for name in there}
    return there | {name: text for name, text in given.items() if text is not None}


def _named(desk: "Desk", name: str) -> str:
    from ktd_tui.domain.scoring import CriteriaSet
    from ktd_tui.text import fold

    wanted = fold(name)
    found = [s for s in desk.store.find(CriteriaSet) if wanted in (fold(s.name), fold(s.version))]
    if len(found) != 1:
        raise Refused(
            N_("“{name}” names no criteria set, or several; “ktd criteria show” lists them."), name=name
        )
    return found[0].id


def _show(page: "CriteriaPage", options: Namespace) -> None:
    from ktd_tui.words import number

    if options.json:
        say_json(
            {
                "name": page.of.name if page.of else None,
                "version": page.of.version if page.of else None,
                "frozen": page.frozen,
                "rows": [
                    {"part": row.part, "key": row.key, "text": row.text, "points": row.points}
                    for row in page.lines
                ],
                "others": [name for _, name in page.others],
            }
        )
        return
    say(page.of.name if page.of else t("The year has no criteria set yet."))
    for row in page.lines:
        points = number(row.points) if row.points is not None else ""
        say("  ".join(part for part in (row.key, row.text if row.text != row.key else "", points) if part))
    for _, name in page.others:
        say(t("Another set: {name}", name=name))


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"criteria": run_criteria}
