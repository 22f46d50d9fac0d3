"""``ktd unit``: the units of a bloc, and what becomes of them from a year on."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Annotated

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import given, year_meant
from ktd_tui.commands.options import BLOC, IN_A_YEAR, JSON, REASON, TEXT, texts
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.i18n import N_
from ktd_tui.operations.council.directory import unit_rows
from ktd_tui.operations.council.reorganising import dissolve_unit, merge_units, split_unit, transfer_unit
from ktd_tui.operations.council.units import Since, delete_unit, order_by_alphabet, reorder_unit, save_unit
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, unit_named, units_of
from ktd_tui.operations.year.taking_part import leave_out, take_in

UNIT_HELP: Mapping[str, str] = {
    "name": N_("its name"),
    "short_name": N_("its short name"),
    "city": N_("the city"),
    "protocol": N_("its place in the order of protocol"),
}
THE_UNIT = Option("unit", N_("the unit's name"), N_("UNIT"))
FROM_YEAR = Option("--from-year", N_("the first year in which it holds"), metavar="2026", default="")
GROUND = Option("--ground", N_("the decision's number and date"), TEXT, default="")
SINCE = (FROM_YEAR, GROUND)
_UNIT = Fields(Unit, *UNIT_HELP, "first_year", "last_year")
UnitTold = Annotated[Shown, _UNIT]
COMMANDS = Commands()
UNITS = COMMANDS.group("unit", help_of("unit"))


@UNITS.add("list", N_("list a bloc's units"), BLOC, JSON)
def _list(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    return _listed([row.unit for row in unit_rows(desk, bloc_named(desk, options.bloc).id)])


@UNITS.add("add", N_("add a unit to a bloc"), BLOC, *texts(UNIT_HELP), JSON)
def _add(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    bloc = bloc_named(desk, options.bloc)
    save_unit(desk, bloc.id, None, **given(options, UNIT_HELP, None))
    return _list(desk, options)


@UNITS.add("edit", N_("change a unit; what is left out stays"), THE_UNIT, *texts(UNIT_HELP), *SINCE, JSON)
def _edit(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    """Change a unit; with a year, a new name holds from then on."""
    there = unit_named(desk, options.unit)
    names = given(options, UNIT_HELP, there)
    return _listed([save_unit(desk, there.bloc_id or "", there, _since(options), **names)])


def _since(options: Namespace) -> Since:
    return Since(options.from_year, options.ground)


def _listed(units: list[Unit]) -> Answer[list[UnitTold]]:
    return Answer(
        [_UNIT.of(unit) for unit in units],
        [
            spaced(unit.name, unit.short_name, unit.city, unit.last_year and f"–{unit.last_year}")
            for unit in units
        ],
    )


@UNITS.add("up", N_("move a unit up in the order of protocol"), THE_UNIT, JSON)
@UNITS.add("down", N_("move a unit down in the order of protocol"), THE_UNIT, JSON)
def _reorder(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    unit = unit_named(desk, options.unit)
    reorder_unit(desk, unit.id, -1 if options.verb == "up" else 1)
    return _listed([row.unit for row in unit_rows(desk, unit.bloc_id or "")])


@UNITS.add("alphabet", N_("put a bloc's units in Vietnamese order again"), BLOC, JSON)
def _by_alphabet(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    order_by_alphabet(desk, bloc_named(desk, options.bloc).id)
    return _list(desk, options)


@UNITS.add("delete", N_("put a unit that was added by mistake into the trash"), THE_UNIT, JSON)
def _delete(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    unit = unit_named(desk, options.unit)
    delete_unit(desk, unit)
    return _listed([row.unit for row in unit_rows(desk, unit.bloc_id or "")])


TO = Option("--to", N_("the bloc to which it moves"), metavar="V", required=True)
INTO = Option(
    "--into", N_("what it becomes; once for each part of a split"), TEXT, required=True, action="append"
)
PARTS = Option("units", N_("the units"), N_("UNIT"), nargs="+")


@UNITS.add("move", N_("move a unit to another bloc from a year on"), THE_UNIT, TO, *SINCE, JSON)
def _move(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    unit, bloc = unit_named(desk, options.unit), bloc_named(desk, options.to)
    return _listed([transfer_unit(desk, unit.id, bloc.id, _since(options))])


@UNITS.add("merge", N_("merge units into one from a year on"), PARTS, INTO, *SINCE, JSON)
def _merge(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    units = [unit_named(desk, name).id for name in options.units]
    return _listed([merge_units(desk, units, options.into[-1], _since(options))])


@UNITS.add("split", N_("split a unit from a year on"), THE_UNIT, INTO, *SINCE, JSON)
def _split(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    return _listed(split_unit(desk, unit_named(desk, options.unit).id, options.into, _since(options)))


@UNITS.add("dissolve", N_("say that a unit takes part no more from a year on"), THE_UNIT, *SINCE, JSON)
def _dissolve(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    return _listed([dissolve_unit(desk, unit_named(desk, options.unit).id, _since(options))])


@UNITS.add("leave", N_("leave a unit out of a year"), THE_UNIT, *IN_A_YEAR, REASON)
def _leave(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    year = leave_out(desk, year_meant(desk, options).id, unit_named(desk, options.unit).id, options.reason)
    return _taking_part(desk, year.id)


@UNITS.add("join", N_("take a unit into a year that is open"), THE_UNIT, *IN_A_YEAR)
def _join(desk: Desk, options: Namespace) -> Answer[list[UnitTold]]:
    year = take_in(desk, year_meant(desk, options).id, unit_named(desk, options.unit).id)
    return _taking_part(desk, year.id)


def _taking_part(desk: Desk, bloc_year_id: str) -> Answer[list[UnitTold]]:
    return _listed(units_of(desk, desk.store.get(BlocYear, bloc_year_id)))
