"""``ktd council`` and ``ktd person``: the council's names and the units' people."""

from argparse import BooleanOptionalAction, Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, TypedDict

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import given, numbered
from ktd_tui.commands.options import JSON, TEXT, UNIT, texts
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.organisation import Council
from ktd_tui.domain.people import Person
from ktd_tui.i18n import N_, t

if TYPE_CHECKING:
    from ktd_tui.operations.data.people.personal import Forgotten, Personal
    from ktd_tui.operations.desk import Desk

COUNCIL_TEXTS: Mapping[str, str] = {
    "name": N_("its name"),
    "agency": N_("the agency that it serves"),
    "symbol": N_("the agency's part of a paper's number"),
    "place": N_("the place in dates"),
    "standing_office": N_("the unit that receives the files"),
    "decision_signer": N_("the office that signs decisions on awards; “; ” parts lines"),
    "seats": N_("who sits in it: “name, office”, with “; ” between"),
}
PERSON_TEXTS: Mapping[str, str] = {
    "name": N_("the name; “ông”, “bà”, an academic title may stand before it"),
    "title": N_("their office"),
    "honorific": N_("“ông” or “bà”"),
    "degree": N_("academic title, e.g. PGS.TS; printed in lists, never before a signature"),
    "signs_as": N_("by what power they sign: “TL. Bộ trưởng”, “TUQ. …”, “Q.”; “–”: their own office alone"),
}
DEPUTY_FOR = Option("--deputy-for", N_("for whom they deputise: initials, words of the name"), TEXT)

THE_PERSON = Option("person", N_("their place in the list, initials or words of the name"), N_("PERSON"))
HEADS = Option("--head", N_("they head the unit, or not"), action=BooleanOptionalAction, default=None)
TO_UNIT = Option("--to", N_("the unit: its name or short name"), TEXT, required=True)
OF_A_PERSON = (HEADS, *texts(PERSON_TEXTS), DEPUTY_FOR, JSON)
_COUNCIL = Fields(Council, but=("id", "rev"))
CouncilTold = Annotated[Shown, _COUNCIL]


class _Place(TypedDict):
    deputy_for: str
    head: bool


_PERSON = Fields(Person, *PERSON_TEXTS, more=_Place)
PersonTold = Annotated[Shown, _PERSON]

COMMANDS = Commands()
PEOPLE = COMMANDS.group("person", help_of("person"), UNIT)


@COMMANDS.add("council", help_of("council"), *texts(COUNCIL_TEXTS), JSON)
def _council(desk: "Desk", options: Namespace) -> Answer[CouncilTold]:
    """Change the council where anything was given; show it."""
    from ktd_tui.operations.council.directory import council, save_council

    of = council(desk)
    if any(getattr(options, name) is not None for name in COUNCIL_TEXTS):
        of = save_council(desk, of, **given(options, COUNCIL_TEXTS, of))
    return Answer(_COUNCIL.of(of), spaced(of.name, of.agency, of.symbol, of.place))


@PEOPLE.listing("list", N_("list a unit's people"), JSON)
def _people(desk: "Desk", options: Namespace) -> Answer[list[PersonTold]]:
    from ktd_tui.naming import Called
    from ktd_tui.operations.council.directory import unit_page
    from ktd_tui.operations.lookup import people_called, unit_named

    page = unit_page(desk, unit_named(desk, options.unit).id)
    called = people_called(desk)
    data, lines = [], []
    for place, person in enumerate(page.people, 1):
        head = person.id == page.unit.head_id
        deputy_for = called.get(person.deputy_for_id or "", Called()).name
        data.append(_PERSON.of(person, deputy_for=deputy_for, head=head))
        deputy = t("deputises for {name}", name=deputy_for) if deputy_for else ""
        lines.append(spaced(place, called[person.id].typed, person.title, deputy, "★" * head))
    return Answer(data, lines)


@PEOPLE.add("edit", N_("change a person; what is left out stays"), THE_PERSON, *OF_A_PERSON)
@PEOPLE.add("add", N_("add a person to a unit"), *OF_A_PERSON)
def _save_person(desk: "Desk", options: Namespace) -> None:
    """Add a person, or change the one whose number or name was given."""
    from ktd_tui.operations.council.directory import unit_page
    from ktd_tui.operations.council.people import save_person
    from ktd_tui.operations.lookup import unit_named

    unit = unit_named(desk, options.unit)
    there = _there(desk, unit_page(desk, unit.id).people, options.person) if options.verb == "edit" else None
    typed = given(options, PERSON_TEXTS, there)
    if options.deputy_for is not None:
        typed["deputy_for_id"] = options.deputy_for
    save_person(desk, unit.id, there, heads=options.head, head_seen=unit.head_id, **typed)


@PEOPLE.add("move", N_("put a person into another unit"), THE_PERSON, TO_UNIT, JSON)
@PEOPLE.add("delete", N_("put a person who was added by mistake into the trash"), THE_PERSON, JSON)
def _move_or_delete(desk: "Desk", options: Namespace) -> None:
    from ktd_tui.operations.council.people import delete_person, move_person
    from ktd_tui.operations.lookup import unit_named

    person = _person(desk, options)
    if options.verb == "delete":
        delete_person(desk, person)
    else:
        move_person(desk, person, unit_named(desk, options.to).id)


@PEOPLE.add(
    "export", N_("all that the data holds of a person, for that person; history included"), THE_PERSON, JSON
)
def _export_person(desk: "Desk", options: Namespace) -> "Answer[Personal]":
    from ktd_tui.operations.data.people.personal import personal, personal_lines

    of = personal(desk, _person(desk, options))
    return Answer(of, personal_lines(of))


@PEOPLE.add("forget", N_("take out of the directory what no record needs of a person"), THE_PERSON, JSON)
def _forget(desk: "Desk", options: Namespace) -> "Answer[Forgotten]":
    from ktd_tui.operations.data.people.personal import forget, mention_line

    person = _person(desk, options)
    of = forget(desk, person)
    if of.removed:
        lines = [t("{name} stands in the directory no more.", name=person.name)]
    else:
        lines = [t("{name}: only name and unit stay, because records name them.", name=person.name)]
    if of.kept:
        lines.append(
            t("These keep the name: what was signed or sealed never changes, the rest you may edit.")
        )
        lines += [f"- {mention_line(one)}" for one in of.kept]
    lines.append(t("History and copies keep what was: copies for 30 days, the history for good."))
    return Answer(of, lines)


def _person(desk: "Desk", options: Namespace) -> "Person":
    from ktd_tui.operations.council.directory import unit_page
    from ktd_tui.operations.lookup import unit_named

    return _there(desk, unit_page(desk, unit_named(desk, options.unit).id).people, options.person)


def _there(desk: "Desk", people: "Sequence[Person]", typed: str) -> "Person":
    from ktd_tui.operations.lookup import person_named

    if typed.isdecimal():
        return numbered(people, typed, "ktd person list")
    return person_named(desk, typed, people)
