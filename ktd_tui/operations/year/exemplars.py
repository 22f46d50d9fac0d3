"""Điển hình tiên tiến: noted with their deed, proposed in time."""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.merit import Exemplar, ExemplarKind
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, LONG, Gone, save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import all_units, units_of
from ktd_tui.rules.access import Act
from ktd_tui.rules.year.members import check_member
from ktd_tui.words import optional_date, short_date

EXEMPLAR_KINDS: Mapping[ExemplarKind, str] = {
    ExemplarKind.COLLECTIVE: N_("collective"),
    ExemplarKind.PERSON: N_("person"),
}


class ExemplarRow(NamedTuple):
    """An exemplar as the list shows it.

    Attributes:
        days: From the deed to the proposal; None while one of the two days is not known.
    """

    exemplar: Exemplar
    unit: str
    days: int | None


class ExemplarsPage(NamedTuple):
    """The exemplars of a year, the newest deed first."""

    bloc: Bloc
    year: BlocYear
    rows: tuple[ExemplarRow, ...]
    units: tuple[Unit, ...]


def exemplars_page(desk: Desk, bloc_year_id: str) -> ExemplarsPage:
    """Return the exemplars of a bloc-year.

    Raises:
        NotFound: There is no such year any more.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    names = {unit.id: unit.label for unit in all_units(desk, year).values()}
    found = sorted(
        store.find(Exemplar, bloc_year_id=year.id), key=lambda e: (e.deed_on is None, e.deed_on, e.id)
    )
    rows = tuple(ExemplarRow(e, names.get(e.unit_id, "?"), _days(e)) for e in reversed(found))
    units = units_of(desk, year)
    return ExemplarsPage(store.get(Bloc, year.bloc_id), year, rows, tuple(units))


def _days(of: Exemplar) -> int | None:
    return (of.proposed_on - of.deed_on).days if of.deed_on and of.proposed_on else None


def save_exemplar(
    desk: Desk, bloc_year_id: str, seen: Exemplar | None, values: Mapping[str, str]
) -> Exemplar:
    """Note an exemplar (``seen`` None) or change one.

    Args:
        seen: The exemplar as it was seen.
        values: As typed: ``name``, ``unit`` (its id), ``kind``, ``deed``, ``deed_on``, ``proposed_on`` and
            ``award``.

    Raises:
        NotAllowed: The right is missing: a representative proposes for their own unit only.
        Refused: Name, deed or unit is missing, a day is none, or it was proposed before the deed.
        Clash: Somebody else changed it meanwhile.
        Gone: Somebody else deleted it meanwhile.
    """
    texts = {k: within(values.get(k, ""), LIMIT) for k in ("name", "award")}
    texts["deed"] = within(values.get("deed", ""), LONG)
    if not (texts["name"] and texts["deed"]):
        raise Refused(N_("Write who it is, and the deed."), field="deed" if texts["name"] else "name")
    deed_on, proposed_on = (optional_date(values.get(day, "")) for day in ("deed_on", "proposed_on"))
    if deed_on and proposed_on and proposed_on < deed_on:
        raise Refused(N_("It cannot be proposed before the deed."))
    unit_id = values.get("unit", "")
    if not unit_id:
        raise Refused(N_("Choose a unit first."))
    wanted: dict[str, object] = {
        **texts,
        "deed_on": deed_on,
        "proposed_on": proposed_on,
        "unit_id": unit_id,
        "kind": ExemplarKind(values.get("kind") or ExemplarKind.COLLECTIVE),
    }
    place = Exemplar.model_validate({**wanted, "bloc_year_id": bloc_year_id})
    with desk.act(Act.PROPOSE_EXEMPLAR, N_("Exemplar: {name}"), {"name": texts["name"]}, at=place) as store:
        check_member(store.get(BlocYear, bloc_year_id), unit_id)
        if seen is None:
            return store.save(place)
        if not store.find(Exemplar, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        desk.check(Act.PROPOSE_EXEMPLAR, desk.scope(seen))  # nor is another unit's taken over
        return save_onto(store, seen, wanted, limit=LONG)


def exemplar_as_typed(of: Exemplar) -> dict[str, str]:
    """Return an exemplar as a form has it, by the names that ``save_exemplar`` knows."""
    return {
        "name": of.name,
        "unit": of.unit_id,
        "kind": of.kind.value,
        "deed": of.deed,
        "deed_on": short_date(of.deed_on) if of.deed_on else "",
        "proposed_on": short_date(of.proposed_on) if of.proposed_on else "",
        "award": of.award,
    }


def delete_exemplar(desk: Desk, seen: Exemplar) -> None:
    """Put an exemplar into the trash.

    Raises:
        NotAllowed: The right is missing.
        Gone: Somebody else deleted it already.
        Conflict: It was changed meanwhile.
    """
    told = {"name": seen.name}
    with desk.act(Act.PROPOSE_EXEMPLAR, N_("Deleted the exemplar: {name}"), told, at=seen) as store:
        if not store.find(Exemplar, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        store.delete(seen)
