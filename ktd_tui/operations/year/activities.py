"""What the units made of the movements, and the activities that were held."""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.activity import Activity, ActivityKind, Concretisation
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, LONG, UNSEEN, Clash, Gone, difference, save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import all_units, unit_named, units_of
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.year.members import check_member
from ktd_tui.text import enumerated
from ktd_tui.words import optional_date, short_date


class MovementPage(NamedTuple):
    """A movement in a year, with each unit's part in it.

    Attributes:
        parts: By unit id; a unit that has written nothing is absent.
        activities: How many each unit held for the movement this year, by unit id.
    """

    bloc: Bloc
    year: BlocYear
    movement: Movement
    units: tuple[Unit, ...]
    parts: Mapping[str, Concretisation]
    activities: Mapping[str, int]


def movement_page(desk: Desk, bloc_year_id: str, movement_id: str) -> MovementPage:
    """Return the page of a movement in a year.

    Raises:
        NotFound: The year or the movement is not there any more.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    units = units_of(desk, year)
    held = [a.unit_id for a in store.find(Activity, bloc_year_id=year.id, movement_id=movement_id)]
    parts = store.find(Concretisation, bloc_year_id=year.id, movement_id=movement_id)
    return MovementPage(
        bloc=store.get(Bloc, year.bloc_id),
        year=year,
        movement=store.get(Movement, movement_id),
        units=tuple(units),
        parts={part.unit_id: part for part in parts},
        activities={unit.id: held.count(unit.id) for unit in units},
    )


def save_part(
    desk: Desk, of: Concretisation, text: str, result: str, *, seen: Concretisation | None = UNSEEN
) -> Concretisation:
    """Write what a unit made of a movement, and what came of it.

    Args:
        of: Year, movement and unit; its texts do not count.
        text: What the unit does for the movement.
        result: What came of it.
        seen: The part as it was seen; None where there was none.

    Raises:
        NotAllowed: The right is missing: a representative writes for their own unit only.
        Refused: The unit is not in the bloc this year.
        Clash: Somebody else wrote it meanwhile.
    """
    values = {"text": within(text, LONG, lines=True), "result": within(result, LONG, lines=True)}
    unit = all_units(desk, desk.store.get(BlocYear, of.bloc_year_id))[of.unit_id]
    told = {"unit": unit.label, "movement": desk.store.get(Movement, of.movement_id).title}
    with desk.act(Act.HOLD_ACTIVITY, N_("{unit} in the movement {movement}"), told, at=of) as store:
        check_member(store.get(BlocYear, of.bloc_year_id), of.unit_id)
        place = {"bloc_year_id": of.bloc_year_id, "movement_id": of.movement_id, "unit_id": of.unit_id}
        there = store.find(Concretisation, **place)
        if not there:
            return store.save(Concretisation(**place, **values))
        base = there[0] if seen is UNSEEN else seen
        if base is None:
            found = difference("text", values["text"], there[0].text)
            raise Clash((found,), mine=of, theirs=there[0], record_id=there[0].id)
        return save_onto(store, base, values, limit=LONG)


def drop_movement(desk: Desk, bloc_year_id: str, seen: Movement) -> BlocYear:
    """Take a movement off a year's list; undo brings it back. Years before keep it.

    Raises:
        NotAllowed: The right is missing.
        Refused: Units wrote what they do for it, or held something for it.
        Gone: Somebody else took it off already.
    """
    told = {"title": seen.title}
    with desk.act(
        Act.EDIT_YEAR, N_("Movement taken off: {title}"), told, at=At(BlocYear, bloc_year_id)
    ) as store:
        year = store.get(BlocYear, bloc_year_id)
        if seen.id not in year.movement_ids:
            raise Gone(seen, record_id=seen.id)
        of = {"bloc_year_id": year.id, "movement_id": seen.id}
        parts = store.find(Concretisation, **of)
        if store.find(Activity, **of) or any(part.text or part.result for part in parts):
            raise Refused(
                N_("Units wrote what they do for “{title}”, or held something for it."), title=seen.title
            )
        return store.save(year.with_(movement_ids=tuple(i for i in year.movement_ids if i != seen.id)))


class ActivityRow(NamedTuple):
    """An activity as the list shows it."""

    activity: Activity
    unit: str
    partners: str
    movement: str


class ActivitiesPage(NamedTuple):
    """The activities of a year, the newest first."""

    bloc: Bloc
    year: BlocYear
    rows: tuple[ActivityRow, ...]
    units: tuple[Unit, ...]
    movements: tuple[Movement, ...]


def activities_page(desk: Desk, bloc_year_id: str) -> ActivitiesPage:
    """Return the activities of a bloc-year.

    Raises:
        NotFound: There is no such year any more.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    names = {unit.id: unit.label for unit in all_units(desk, year).values()}
    movements = {m.id: m for m in store.find(Movement)}
    found = sorted(store.find(Activity, bloc_year_id=year.id), key=lambda a: (a.day is None, a.day, a.id))
    rows = [
        ActivityRow(
            a,
            names.get(a.unit_id, "?"),
            enumerated(names.get(p, "?") for p in a.partner_ids),
            movements[a.movement_id].title if a.movement_id in movements else "",
        )
        for a in reversed(found)
    ]
    units = units_of(desk, year)
    return ActivitiesPage(
        store.get(Bloc, year.bloc_id),
        year,
        tuple(rows),
        tuple(units),
        tuple(movements[m] for m in year.movement_ids if m in movements),
    )


def save_activity(
    desk: Desk, bloc_year_id: str, seen: Activity | None, values: Mapping[str, str]
) -> Activity:
    """Add an activity (``seen`` None) or change one.

    Args:
        seen: The activity as it was seen.
        values: As typed: ``title``, ``unit``, ``kind``, ``day``, ``place``, ``result``, ``movement``;
            ``partners``: names of units, one a line.

    Raises:
        NotAllowed: The right is missing: a representative writes for their own unit only.
        Refused: The title or the unit is missing, the day is none or not in the year, an exchange has no
            partner, or a unit is not in the bloc this year.
        Clash: Somebody else changed it meanwhile.
        Gone: Somebody else deleted it meanwhile.
    """
    texts = {k: within(values.get(k, ""), LIMIT) for k in ("title", "place", "result")}
    unit_id, partners = values.get("unit", ""), _partners(desk, values)
    kind = ActivityKind(values.get("kind") or ActivityKind.ACTIVITY)
    if not texts["title"]:
        raise Refused(N_("The activity needs a title."), field="title")
    if not unit_id:
        raise Refused(N_("Choose a unit first."))
    if kind is ActivityKind.EXCHANGE and not partners:
        raise Refused(N_("An exchange is held with another unit: name it."))
    day = optional_date(values.get("day", ""))
    fields = {
        **texts,
        "unit_id": unit_id,
        "partner_ids": partners,
        "kind": kind,
        "day": day,
        "movement_id": values.get("movement") or None,
    }
    place = seen or Activity(bloc_year_id=bloc_year_id, unit_id=unit_id, title=texts["title"])
    told = {"title": texts["title"]}
    with desk.act(Act.HOLD_ACTIVITY, N_("Activity: {title}"), told, at=place) as store:
        year = store.get(BlocYear, bloc_year_id)
        check_member(year, unit_id, *partners)
        if day and day.year != year.year:
            raise Refused(N_("{day} is not in the year {year}."), day=values["day"], year=year.year)
        if seen is None:
            return store.save(place.with_(**fields))
        if seen.unit_id != unit_id:
            desk.check(Act.HOLD_ACTIVITY, desk.scope(seen.with_(unit_id=unit_id)))
        return save_onto(store, seen, fields)


def activity_as_typed(desk: Desk, of: Activity) -> dict[str, str]:
    """Return an activity as a form has it, by the names that ``save_activity`` knows."""
    return {
        "title": of.title,
        "unit": of.unit_id,
        "kind": of.kind.value,
        "partners": "\n".join(desk.store.get(Unit, partner).label for partner in of.partner_ids),
        "day": short_date(of.day) if of.day else "",
        "place": of.place,
        "movement": of.movement_id or "",
        "result": of.result,
    }


def _partners(desk: Desk, values: Mapping[str, str]) -> tuple[str, ...]:
    names = [within(part, LIMIT) for part in values.get("partners", "").split("\n")]
    ids = dict.fromkeys(unit_named(desk, name).id for name in names if name)
    return tuple(i for i in ids if i != values.get("unit"))


def delete_activity(desk: Desk, seen: Activity) -> None:
    """Put an activity into the trash.

    Raises:
        NotAllowed: The right is missing.
        Gone: Somebody else deleted it already.
        Conflict: Somebody else changed it meanwhile.
    """
    with desk.act(
        Act.HOLD_ACTIVITY, N_("Deleted the activity: {title}"), {"title": seen.title}, at=seen
    ) as store:
        if not store.find(Activity, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        store.delete(seen)
