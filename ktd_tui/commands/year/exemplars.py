"""``ktd exemplar``: the exemplary people and collectives of a bloc's year."""

from argparse import BooleanOptionalAction, Namespace
from typing import Annotated

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import numbered, unit_meant, year_meant
from ktd_tui.commands.options import IN_A_YEAR, NUMBER, TEXT, UNIT
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.merit import Exemplar, ExemplarKind
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.exemplars import (
    delete_exemplar,
    exemplar_as_typed,
    exemplars_page,
    save_exemplar,
)
from ktd_tui.words import short_date

DAYS = (
    Option("--on", N_("the day of the deed"), metavar="20/11/2022", dest="deed_on"),
    Option("--proposed", N_("the day of the proposal"), metavar="25/11/2022", dest="proposed_on"),
    Option("--award", N_("the commendation"), TEXT),
)
PERSON = N_("a person, not a collective")
_EXEMPLAR = Fields(Exemplar, but=("id", "rev", "bloc_year_id"))
ExemplarTold = Annotated[Shown, _EXEMPLAR]
COMMANDS = Commands()
EXEMPLAR = COMMANDS.group("exemplar", help_of("exemplar"), *IN_A_YEAR)


@EXEMPLAR.listing("list", N_("list the exemplars of a year"))
def _show(desk: Desk, options: Namespace) -> Answer[list[ExemplarTold]]:
    data, lines = [], []
    for place, row in enumerate(exemplars_page(desk, year_meant(desk, options).id).rows, 1):
        of = row.exemplar
        day = short_date(of.deed_on) if of.deed_on else "–"
        data.append(_EXEMPLAR.of(of))
        lines.append("  ".join((str(place), day, of.name, row.unit, of.deed, of.award)))
    return Answer(data, lines)


@EXEMPLAR.add("drop", N_("put an exemplar into the trash"), NUMBER)
def _drop(desk: Desk, options: Namespace) -> None:
    delete_exemplar(desk, _meant(desk, options))


@EXEMPLAR.add(
    "add",
    N_("note an exemplar"),
    UNIT,
    Option("--name", N_("who it is"), N_("NAME"), required=True),
    Option("--person", PERSON, action="store_true"),
    Option("--deed", N_("the deed"), TEXT, required=True),
    *DAYS,
)
def _add(desk: Desk, options: Namespace) -> None:
    _save(desk, options, None)


@EXEMPLAR.add(
    "edit",
    N_("change an exemplar; what is left out stays"),
    NUMBER,
    Option("--unit", N_("the unit's name"), N_("UNIT")),
    Option("--name", N_("who it is"), N_("NAME")),
    Option("--person", PERSON, action=BooleanOptionalAction, default=None),
    Option("--deed", N_("the deed"), TEXT),
    *DAYS,
)
def _edit(desk: Desk, options: Namespace) -> None:
    _save(desk, options, _meant(desk, options))


def _save(desk: Desk, options: Namespace, there: Exemplar | None) -> None:
    """Note an exemplar, or change one: what was not typed is as it is there."""
    year = year_meant(desk, options)
    values = exemplar_as_typed(there) if there else {}
    typed = {name: getattr(options, name) for name in ("name", "deed", "deed_on", "proposed_on", "award")}
    values |= {name: text for name, text in typed.items() if text is not None}
    if options.unit is not None:
        values["unit"] = unit_meant(desk, year, options.unit).id
    if options.person is not None:
        values["kind"] = (ExemplarKind.PERSON if options.person else ExemplarKind.COLLECTIVE).value
    save_exemplar(desk, year.id, there, values)


def _meant(desk: Desk, options: Namespace) -> Exemplar:
    rows = exemplars_page(desk, year_meant(desk, options).id).rows
    return numbered(rows, options.number, "ktd exemplar list").exemplar
