"""What becomes of a unit from a year on: asked in a list and a form, carried out by the operations."""

from typing import TYPE_CHECKING

from ktd_tui.clock import local_date
from ktd_tui.i18n import t
from ktd_tui.operations.council import reorganising
from ktd_tui.operations.council.directory import bloc_rows, current_year, unit_rows
from ktd_tui.operations.council.units import Since, order_by_alphabet
from ktd_tui.operations.year.taking_part import leave_out, take_in
from ktd_tui.rules.access import Act
from screens.dialogs.ask import AskDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog

if TYPE_CHECKING:
    from ktd_tui.domain.organisation import BlocYear, Unit
    from ktd_tui.operations.desk import Desk
    from screens.base import KtdScreen

MOVE, MERGE, SPLIT, DISSOLVE = "move", "merge", "split", "dissolve"
LEAVE, JOIN, ALPHABET = "leave", "join", "alphabet"
PARTNERS = 4
"""Units that are merged with another at once, at the most."""


async def change_unit(screen: "KtdScreen", unit: "Unit") -> None:
    """Ask what becomes of a unit, and carry it out."""
    year = current_year(screen.desk, unit.bloc_id or "")
    choices = [
        (MOVE, t("It moves to another bloc")),
        (MERGE, t("It is merged with others")),
        (SPLIT, t("It is split")),
        (DISSOLVE, t("It takes part no more")),
        *([_part_in(year, unit)] if year else []),
        (ALPHABET, t("All units in Vietnamese order again")),
    ]
    mine = [choice for choice in choices if _may(screen, year, choice[0])]
    chosen = await screen.app.push_screen_wait(PickDialog(unit.name, mine))
    if chosen == LEAVE and year:
        why = await screen.app.push_screen_wait(AskDialog(t("Why is it left out?")))
        if why is not None:
            await screen.act(lambda: leave_out(screen.desk, year.id, unit.id, why))
    elif chosen == JOIN and year:
        await screen.act(lambda: take_in(screen.desk, year.id, unit.id))
    elif chosen == ALPHABET:
        await screen.act(lambda: order_by_alphabet(screen.desk, unit.bloc_id or ""))
    elif chosen:
        await screen.app.push_screen_wait(_form(screen.desk, unit, chosen))


def _may(screen: "KtdScreen", year: "BlocYear | None", change: str) -> bool:
    """Tell whether a change is for this person: what becomes of a unit is the council's."""
    if change in (LEAVE, JOIN):
        return screen.desk.hindrance((Act.EDIT_YEAR,), year) is None
    if change == ALPHABET:
        return screen.desk.hindrance((Act.EDIT_BLOC,), screen.where) is None
    return screen.desk.hindrance((Act.EDIT_COUNCIL,), None) is None


def _part_in(year: "BlocYear", unit: "Unit") -> tuple[str, str]:
    if year.role_of(unit.id):
        return LEAVE, t("It is left out of {year}", year=year.year)
    return JOIN, t("It takes part in {year}", year=year.year)


def _form(desk: "Desk", unit: "Unit", change: str) -> FormDialog:
    make = {MOVE: _move, MERGE: _merge, SPLIT: _split, DISSOLVE: _dissolve}
    return make[change](desk, unit)


def _since(desk: "Desk") -> list[Field]:
    """Return the fields that say from when and by which decision."""
    return [
        Field("year", t("From year"), str(local_date(desk.now).year + 1), number=True),
        Field("ground", t("Decision"), "", t("number and date")),
    ]


def _when(values: dict[str, str]) -> Since:
    return Since(values["year"], values["ground"])


def _move(desk: "Desk", unit: "Unit") -> FormDialog:
    blocs = [row.bloc for row in bloc_rows(desk) if row.bloc.id != unit.bloc_id]
    fields = [Field("bloc", t("To bloc"), choices=[(bloc.id, bloc.name) for bloc in blocs]), *_since(desk)]

    def save(values: dict[str, str], seen: None) -> object:
        del seen
        return reorganising.transfer_unit(desk, unit.id, values["bloc"], _when(values))

    return FormDialog(t("{unit} moves to another bloc", unit=unit.label), fields, save)


def _merge(desk: "Desk", unit: "Unit") -> FormDialog:
    rows = [row for bloc in bloc_rows(desk) for row in unit_rows(desk, bloc.bloc.id)]
    others = [("", "–"), *((row.unit.id, row.unit.name) for row in rows if row.unit.id != unit.id)]
    partners = [f"with_{place}" for place in range(1, min(PARTNERS, len(others) - 1) + 1)]
    labels = [t("With"), *(t("and with") for _ in partners[1:])]
    fields = [
        *(
            Field(key, label, choices=others if key == partners[0] else [("", "–"), *others])
            for key, label in zip(partners, labels, strict=True)
        ),
        Field("name", t("New name"), "", t("the name of one of them, where it takes in the others")),
        *_since(desk),
    ]

    def save(values: dict[str, str], seen: None) -> object:
        del seen
        units = [unit.id, *(values[key] for key in partners if values[key])]
        return reorganising.merge_units(desk, units, values["name"], _when(values))

    return FormDialog(t("{unit} is merged", unit=unit.label), fields, save)


def _split(desk: "Desk", unit: "Unit") -> FormDialog:
    fields = [Field("names", t("Parts"), "", t("names with “; ” between"), many=True), *_since(desk)]

    def save(values: dict[str, str], seen: None) -> object:
        del seen
        return reorganising.split_unit(desk, unit.id, values["names"].split("\n"), _when(values))

    return FormDialog(t("{unit} is split", unit=unit.label), fields, save)


def _dissolve(desk: "Desk", unit: "Unit") -> FormDialog:
    def save(values: dict[str, str], seen: None) -> object:
        del seen
        return reorganising.dissolve_unit(desk, unit.id, _when(values))

    return FormDialog(t("{unit} takes part no more", unit=unit.label), _since(desk), save)
