"""``ktd council`` and ``ktd person``: the council's names and the units' people."""

from argparse import BooleanOptionalAction, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import given, numbered
from ktd_tui.commands.options import JSON, UNIT, texts
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_

if TYPE_CHECKING:
    from ktd_tui.operations.desk import Desk

COUNCIL_TEXTS: Mapping[str, str] = {
    "name": N_("its name"),
    "agency": N_("the agency that it serves"),
    "symbol": N_("the agency's part of a paper's number"),
    "place": N_("the place in dates"),
    "standing_office": N_("the unit that receives the files"),
}
PERSON_TEXTS: Mapping[str, str] = {"name": N_("the name"), "title": N_("their office")}

THE_PERSON = Option("person", N_("its place in the list"), N_("NUMBER"))
HEADS = Option("--head", N_("they head the unit, or not"), action=BooleanOptionalAction, default=None)
OF_A_PERSON = (HEADS, *texts(PERSON_TEXTS), JSON)
COMMANDS = Commands()
PEOPLE = COMMANDS.group("person", help_of("person"), UNIT)


@COMMANDS.add("council", help_of("council"), *texts(COUNCIL_TEXTS), JSON)
def _council(desk: "Desk", options: Namespace) -> Answer:
    """Change the council where anything was given; show it."""
    from ktd_tui.operations.council.directory import council, save_council

    of = council(desk)
    if any(getattr(options, name) is not None for name in COUNCIL_TEXTS):
        of = save_council(desk, of, **given(options, COUNCIL_TEXTS, of))
    data = of.model_dump(mode="json", exclude={"id", "rev"})
    return Answer(data, spaced(of.name, of.agency, of.symbol, of.place))


@PEOPLE.listing("list", N_("list a unit's people"), JSON)
def _people(desk: "Desk", options: Namespace) -> Answer:
    from ktd_tui.operations.council.directory import unit_page
    from ktd_tui.operations.lookup import unit_named

    page = unit_page(desk, unit_named(desk, options.unit).id)
    data, lines = [], []
    for place, person in enumerate(page.people, 1):
        head = person.id == page.unit.head_id
        data.append({"name": person.name, "title": person.title, "head": head})
        lines.append(spaced(place, person.name, person.title, "★" * head))
    return Answer(data, lines)


@PEOPLE.add("edit", N_("change a person; what is left out stays"), THE_PERSON, *OF_A_PERSON)
@PEOPLE.add("add", N_("add a person to a unit"), *OF_A_PERSON)
def _save_person(desk: "Desk", options: Namespace) -> None:
    """Add a person, or change the one whose number was given."""
    from ktd_tui.operations.council.directory import unit_page
    from ktd_tui.operations.council.people import save_person
    from ktd_tui.operations.lookup import unit_named

    unit = unit_named(desk, options.unit)
    people = unit_page(desk, unit.id).people
    there = numbered(people, options.person, "ktd person list") if options.verb == "edit" else None
    names = given(options, PERSON_TEXTS, there)
    save_person(desk, unit.id, there, heads=options.head, head_seen=unit.head_id, **names)
