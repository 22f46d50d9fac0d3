"""``ktd exemplar``: the exemplary people and collectives of a bloc's year."""

from argparse import Namespace

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import numbered, unit_meant, year_meant
from ktd_tui.commands.options import IN_A_YEAR, NUMBER, TEXT, UNIT
from ktd_tui.commands.registry import help_of
from ktd_tui.domain.merit import ExemplarKind
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.exemplars import delete_exemplar, exemplars_page, save_exemplar
from ktd_tui.words import short_date

ADD_OPTIONS = (
    UNIT,
    Option("--name", N_("who it is"), N_("NAME"), required=True),
    Option("--person", N_("a person, not a collective"), action="store_true"),
    Option("--deed", N_("the deed"), TEXT, required=True),
    Option("--on", N_("the day of the deed"), metavar="20/11/2022", default=""),
    Option("--proposed", N_("the day of the proposal"), metavar="25/11/2022", default=""),
    Option("--award", N_("the commendation"), TEXT, default=""),
)
COMMANDS = Commands()
EXEMPLAR = COMMANDS.group("exemplar", help_of("exemplar"), *IN_A_YEAR)


@EXEMPLAR.listing("list", N_("list the exemplars of a year"))
def _show(desk: Desk, options: Namespace) -> Answer:
    data, lines = [], []
    for place, row in enumerate(exemplars_page(desk, year_meant(desk, options).id).rows, 1):
        of = row.exemplar
        day = short_date(of.deed_on) if of.deed_on else "–"
        data.append(of.model_dump(mode="json", exclude={"id", "rev", "bloc_year_id"}))
        lines.append("  ".join((str(place), day, of.name, row.unit, of.deed, of.award)))
    return Answer(data, lines)


@EXEMPLAR.add("drop", N_("put an exemplar into the trash"), NUMBER)
def _drop(desk: Desk, options: Namespace) -> None:
    rows = exemplars_page(desk, year_meant(desk, options).id).rows
    delete_exemplar(desk, numbered(rows, options.number, "ktd exemplar list").exemplar)


@EXEMPLAR.add("add", N_("note an exemplar"), *ADD_OPTIONS)
def _add(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    values = {
        "name": options.name,
        "unit": unit_meant(desk, year, options.unit).id,
        "kind": (ExemplarKind.PERSON if options.person else ExemplarKind.COLLECTIVE).value,
        "deed": options.deed,
        "deed_on": options.on,
        "proposed_on": options.proposed,
        "award": options.award,
    }
    save_exemplar(desk, year.id, None, values)
