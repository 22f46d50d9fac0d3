"""``ktd movement``: the year's movements, and what each unit made of them."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Annotated, TypedDict

from ktd_tui.commands.frame import Answer, Commands, spaced
from ktd_tui.commands.meant import given, numbered, unit_meant, year_meant
from ktd_tui.commands.options import IN_A_YEAR, NUMBER, UNIT, texts
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.activity import Concretisation
from ktd_tui.domain.organisation import BlocYear, Movement
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.activities import drop_movement, movement_page, save_part
from ktd_tui.operations.year.years import save_movement, year_page
from ktd_tui.papers.phrases import paper_period

TEXTS: Mapping[str, str] = {
    "title": N_("the movement's name"),
    "launcher": N_("who launched it"),
    "plan": N_("the plan's number and date"),
    "first_year": N_("the first year"),
    "last_year": N_("the last year"),
}
PART: Mapping[str, str] = {"text": N_("what the unit does for it"), "result": N_("what came of it")}
_PART = Fields(Concretisation, "unit_id", *PART)
PartTold = Annotated[Shown, _PART]


class _Parts(TypedDict):
    parts: list[PartTold]


_MOVEMENT = Fields(Movement, *TEXTS, more=_Parts)
MovementTold = Annotated[Shown, _MOVEMENT]
COMMANDS = Commands()
MOVEMENT = COMMANDS.group("movement", help_of("movement"), *IN_A_YEAR)


@MOVEMENT.listing("list", N_("list the year's movements"))
def _show(desk: Desk, options: Namespace) -> Answer[list[MovementTold]]:
    year = year_meant(desk, options)
    data, lines = [], []
    for place, movement in enumerate(year_page(desk, year.id).movements, 1):
        page = movement_page(desk, year.id, movement.id)
        of, parts = page.movement, page.parts.values()
        names = {unit.id: unit.label for unit in page.units}
        data.append(_MOVEMENT.of(of, parts=[_PART.of(part) for part in parts]))
        lines.append(spaced(place, of.title, of.plan, paper_period(of)))
        lines += [f"     {spaced(names[part.unit_id], part.text, part.result)}" for part in parts]
    return Answer(data, lines)


@MOVEMENT.add("add", N_("add a movement"), *texts(TEXTS))
def _add(desk: Desk, options: Namespace) -> None:
    save_movement(desk, year_meant(desk, options), None, **given(options, TEXTS, None))


@MOVEMENT.add("edit", N_("change a movement; what is left out stays"), NUMBER, *texts(TEXTS))
def _edit(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    there = _meant(desk, year, options)
    save_movement(desk, year, there, **given(options, TEXTS, there))


@MOVEMENT.add("drop", N_("take a movement off the year's list"), NUMBER)
def _drop(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    drop_movement(desk, year.id, _meant(desk, year, options))


@MOVEMENT.add(
    "part", N_("write what a unit made of a movement; what is left out stays"), NUMBER, UNIT, *texts(PART)
)
def _part(desk: Desk, options: Namespace) -> None:
    year = year_meant(desk, options)
    movement, unit = _meant(desk, year, options), unit_meant(desk, year, options.unit)
    there = movement_page(desk, year.id, movement.id).parts.get(unit.id)
    of = there or Concretisation(bloc_year_id=year.id, movement_id=movement.id, unit_id=unit.id)
    save_part(desk, of, seen=there, **given(options, PART, of))


def _meant(desk: Desk, year: BlocYear, options: Namespace) -> Movement:
    return numbered(year_page(desk, year.id).movements, options.number, "ktd movement list")
