"""``ktd council``, ``ktd unit`` and ``ktd person``: who takes part, listed, added, changed."""

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.commands.meant import given, numbered
from ktd_tui.i18n import N_, t

if TYPE_CHECKING:
    from ktd_tui.domain.organisation import Person
    from ktd_tui.operations.desk import Desk

COUNCIL: Mapping[str, str] = {
    "name": N_("its name"),
    "agency": N_("the agency that it serves"),
    "symbol": N_("the agency's part of a paper's number"),
    "place": N_("the place in dates"),
    "standing_office": N_("the unit that receives the files"),
}
UNIT: Mapping[str, str] = {
    "name": N_("its name"),
    "short_name": N_("its short name"),
    "city": N_("the city"),
}
PERSON: Mapping[str, str] = {"name": N_("the name"), "title": N_("their office")}
"""Options of each, and what they say."""


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the commands' parsers."""
    says = t("the council: show it, change its names")
    council = commands.add_parser("council", parents=[common], help=says, description=says)
    _texts(council, COUNCIL)
    says = t("the units of a bloc: list, add, edit")
    unit = _verbs(commands.add_parser("unit", parents=[common], help=says, description=says))
    made = {
        "list": (t("list a bloc's units"), ()),
        "add": (t("add a unit to a bloc"), UNIT),
        "edit": (t("change a unit; what is left out stays"), UNIT),
    }
    for verb, (says, texts) in made.items():
        parser = unit.add_parser(verb, parents=[common], help=says, description=says)
        if verb == "edit":
            parser.add_argument("unit", metavar=t("UNIT"), help=t("the unit's name"))
        else:
            parser.add_argument("--bloc", required=True, metavar="V", help=t("the bloc's number"))
        _texts(parser, texts)
    says = t("the people of a unit: list, add, edit")
    person = _verbs(commands.add_parser("person", parents=[common], help=says, description=says))
    made = {
        "list": (t("list a unit's people"), ()),
        "add": (t("add a person to a unit"), PERSON),
        "edit": (t("change a person; what is left out stays"), PERSON),
    }
    for verb, (says, texts) in made.items():
        parser = person.add_parser(verb, parents=[common], help=says, description=says)
        parser.add_argument("--unit", required=True, metavar=t("UNIT"), help=t("the unit's name"))
        if verb == "edit":
            parser.add_argument("person", metavar=t("NUMBER"), help=t("its place in the list"))
        if verb != "list":
            parser.add_argument(
                "--head", action=BooleanOptionalAction, default=None, help=t("they head the unit, or not")
            )
        _texts(parser, texts)


def _verbs(parser: ArgumentParser) -> Any:
    return parser.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)


def _texts(parser: ArgumentParser, texts: Mapping[str, str] | Iterable[str]) -> None:
    for name in texts:
        says = texts[name] if isinstance(texts, Mapping) else name
        parser.add_argument(f"--{name.replace('_', '-')}", metavar=t("TEXT"), help=t(says))
    parser.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def run_council(options: Namespace, directory: Path) -> int:
    """Change the council where anything was given; show it."""
    from ktd_tui.operations.council.directory import council, save_council

    with open_desk(directory, options) as desk:
        of = council(desk)
        if any(getattr(options, name) is not None for name in COUNCIL):
            of = save_council(desk, of, **given(options, COUNCIL, of))
    if options.json:
        say_json(of.model_dump(mode="json", exclude={"id", "rev"}))
    else:
        say("  ".join(part for part in (of.name, of.agency, of.symbol, of.place) if part))
    return DONE


def run_unit(options: Namespace, directory: Path) -> int:
    """List the units, add one or change one."""
    from ktd_tui.operations.council.directory import save_unit, unit_rows
    from ktd_tui.operations.lookup import bloc_named, unit_named

    with open_desk(directory, options) as desk:
        if options.verb == "edit":
            there = unit_named(desk, options.unit)
            changed = save_unit(desk, there.bloc_id or "", there, **given(options, UNIT, there))
            found = [changed]
        else:
            bloc = bloc_named(desk, options.bloc)
            if options.verb == "add":
                save_unit(desk, bloc.id, None, **given(options, UNIT, None))
            found = [row.unit for row in unit_rows(desk, bloc.id)]
    if options.json:
        say_json([unit.model_dump(mode="json", include=set(UNIT)) for unit in found])
        return DONE
    for unit in found:
        say("  ".join(part for part in (unit.name, unit.short_name, unit.city) if part))
    return DONE


def run_person(options: Namespace, directory: Path) -> int:
    """List the people of a unit, add one or change one."""
    from ktd_tui.operations.council.directory import save_person, unit_page
    from ktd_tui.operations.lookup import unit_named

    with open_desk(directory, options) as desk:
        unit = unit_named(desk, options.unit)
        people = unit_page(desk, unit.id).people
        if options.verb != "list":
            there = numbered(people, options.person, "ktd person list") if options.verb == "edit" else None
            texts = given(options, PERSON, there)
            save_person(desk, unit.id, there, heads=options.head, head_seen=unit.head_id, **texts)
        return _say_people(desk, unit.id, options)


def _say_people(desk: "Desk", unit_id: str, options: Namespace) -> int:
    from ktd_tui.operations.council.directory import unit_page

    page = unit_page(desk, unit_id)

    def heads(person: "Person") -> bool:
        return person.id == page.unit.head_id

    if options.json:
        say_json([{"name": p.name, "title": p.title, "head": heads(p)} for p in page.people])
        return DONE
    for place, person in enumerate(page.people, 1):
        say("  ".join(part for part in (str(place), person.name, person.title, "★" * heads(person)) if part))
    return DONE


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {
    "council": run_council,
    "unit": run_unit,
    "person": run_person,
}
