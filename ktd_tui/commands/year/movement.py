"""``ktd movement``: the year's movements, and what each unit made of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.commands.meant import given, in_a_year, numbered, unit_meant, year_meant
from ktd_tui.i18n import N_, t

if TYPE_CHECKING:
    from ktd_tui.domain.organisation import BlocYear, Movement
    from ktd_tui.operations.desk import Desk

TEXTS: Mapping[str, str] = {
    "title": N_("the movement's name"),
    "launcher": N_("who launched it"),
    "plan": N_("the plan's number and date"),
    "first_year": N_("the first year"),
    "last_year": N_("the last year"),
}


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    says = t("the year's movements: list, add, edit, part")
    movement = commands.add_parser("movement", parents=[common], help=says, description=says)
    verbs = movement.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)

    def verb(name: str, says: str) -> ArgumentParser:
        return in_a_year(verbs.add_parser(name, parents=[common], help=says, description=says))

    verb("list", t("list the year's movements"))
    adding = verb("add", t("add a movement"))
    editing = verb("edit", t("change a movement; what is left out stays"))
    part = verb("part", t("write what a unit made of a movement; what is left out stays"))
    for of_one in (editing, part):
        of_one.add_argument("number", metavar="1", help=t("its place in the list"))
    for changing in (adding, editing):
        for name, says in TEXTS.items():
            changing.add_argument(f"--{name.replace('_', '-')}", metavar=t("TEXT"), help=t(says))
    part.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit's name"))
    part.add_argument("--text", metavar=t("TEXT"), help=t("what the unit does for it"))
    part.add_argument("--result", metavar=t("TEXT"), help=t("what came of it"))


def run_movement(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs, then list the movements."""
    from ktd_tui.operations.year.years import save_movement

    with open_desk(directory, options) as desk:
        year = year_meant(desk, options)
        if options.verb == "add":
            save_movement(desk, year, None, **given(options, TEXTS, None))
        elif options.verb == "edit":
            there = _meant(desk, year, options)
            save_movement(desk, year, there, **given(options, TEXTS, there))
        elif options.verb == "part":
            _write_part(desk, year, options)
        return _list(desk, year, options)


def _meant(desk: "Desk", year: "BlocYear", options: Namespace) -> "Movement":
    from ktd_tui.operations.year.years import year_page

    return numbered(year_page(desk, year.id).movements, options.number, "ktd movement list")


def _write_part(desk: "Desk", year: "BlocYear", options: Namespace) -> None:
    from ktd_tui.domain.activity import Concretisation
    from ktd_tui.operations.year.activities import movement_page, save_part

    movement, unit = _meant(desk, year, options), unit_meant(desk, year, options.unit)
    there = movement_page(desk, year.id, movement.id).parts.get(unit.id)
    of = there or Concretisation(bloc_year_id=year.id, movement_id=movement.id, unit_id=unit.id)
    texts = given(options, ("text", "result"), of)
    save_part(desk, of, texts["text"], texts["result"], seen=there)


def _list(desk: "Desk", year: "BlocYear", options: Namespace) -> int:
    from ktd_tui.operations.year.activities import movement_page
    from ktd_tui.operations.year.years import year_page
    from ktd_tui.papers.phrases import period

    pages = [movement_page(desk, year.id, m.id) for m in year_page(desk, year.id).movements]
    names = {unit.id: unit.label for page in pages for unit in page.units}
    if options.json:
        parts = ("unit_id", "text", "result")
        say_json(
            [
                page.movement.model_dump(mode="json", include=set(TEXTS))
                | {"parts": [p.model_dump(mode="json", include=set(parts)) for p in page.parts.values()]}
                for page in pages
            ]
        )
        return DONE
    for place, page in enumerate(pages, 1):
        of = page.movement
        say("  ".join(part for part in (str(place), of.title, of.plan, period(of)) if part))
        for part in page.parts.values():
            say("     " + "  ".join(x for x in (names[part.unit_id], part.text, part.result) if x))
    return DONE


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"movement": run_movement}
