"""Council, blocs, units, people: what the browsing screens show, and how it is edited and found."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Role, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.kept_years import kept_of
from ktd_tui.operations.lookup import people_called, people_meant, years_of
from ktd_tui.rules.access import Act
from ktd_tui.rules.council.council_name import name_after
from ktd_tui.rules.council.order import blocs_in_order, units_in_order
from ktd_tui.text import collate, collate_name, fold, paragraphs


class BlocRow(NamedTuple):
    """A bloc on the first screen: its newest year and who leads it."""

    bloc: Bloc
    year: BlocYear | None
    head: str
    units: int


class UnitRow(NamedTuple):
    """A unit in a bloc: its head and its role by year."""

    unit: Unit
    head: Person | None
    roles: dict[int, Role]


class UnitPage(NamedTuple):
    """A unit with its people and every year it took part in."""

    unit: Unit
    bloc: Bloc | None
    people: tuple[Person, ...]
    years: tuple[tuple[BlocYear, Bloc, Role], ...]


class Found(NamedTuple):
    """One answer of a search: what it is, what to show, and where it leads."""

    record: Record
    title: str
    detail: str


def is_empty(desk: Desk) -> bool:
    """Tell whether nothing was set up yet."""
    return not desk.store.find(Council)


def council(desk: Desk) -> Council:
    """Return the council.

    Raises:
        Refused: Nothing was set up yet.
    """
    found = desk.store.find(Council)
    if not found:
        raise Refused(N_("There is no council yet. Start ktd to set one up."))
    return found[0]


def year_after(desk: Desk, year: BlocYear) -> BlocYear | None:
    """Return the bloc's next year, None where it is not open."""
    return next((y for y in years_of(desk, year.bloc_id) if y.year == year.year + 1), None)


def current_year(desk: Desk, bloc_id: str) -> BlocYear | None:
    """Return the year that work goes on in: the oldest that was begun and is not closed, else the newest."""
    years = years_of(desk, bloc_id)
    begun = [y for y in years if y.stage not in ("launch", "closed")]
    return begun[-1] if begun else next(iter(years), None)


def first_year(desk: Desk) -> str | None:
    """Return the id of the year to begin with: the current one, where just one bloc has any year."""
    found = (year for bloc in desk.store.find(Bloc) if (year := current_year(desk, bloc.id)))
    first, second = next(found, None), next(found, None)
    return first.id if first and not second else None


def bloc_rows(desk: Desk) -> list[BlocRow]:
    """Return the blocs in their order."""
    return [bloc_row(desk, bloc) for bloc in blocs_in_order(desk.store.find(Bloc))]


def blocs_in_sight(desk: Desk, sight: slice) -> list[tuple[Bloc, BlocRow | None]]:
    """Return the blocs in their order; of those out of sight how they stand only where that is known."""
    blocs = blocs_in_order(desk.store.find(Bloc))
    known: dict[str, BlocRow] = kept_of(desk.store, "bloc rows", (Bloc, BlocYear, Unit))
    for bloc in blocs[sight]:
        if bloc.id not in known:
            known[bloc.id] = bloc_row(desk, bloc)
    return [(bloc, known.get(bloc.id)) for bloc in blocs]


def bloc_row(desk: Desk, bloc: Bloc) -> BlocRow:
    """Return how a bloc's year stands."""
    year = current_year(desk, bloc.id)
    head_id = year.unit_with(Role.HEAD) if year else None
    head = desk.store.get(Unit, head_id).name_in(year.year) if year and head_id else ""
    units = [unit for unit in desk.store.find(Unit, bloc_id=bloc.id) if unit.last_year is None]
    return BlocRow(bloc, year, head, len(units))


def bloc_of(desk: Desk, bloc_id: str) -> Bloc:
    """Return a bloc.

    Raises:
        NotFound: It is not in the data any more.
    """
    return desk.store.get(Bloc, bloc_id)


def bloc_of_year(desk: Desk, bloc_year_id: str) -> Bloc:
    """Return the bloc whose year it is.

    Raises:
        NotFound: One of them is not in the data any more.
    """
    return desk.store.get(Bloc, desk.store.get(BlocYear, bloc_year_id).bloc_id)


def unit_rows(desk: Desk, bloc_id: str) -> list[UnitRow]:
    """Return the units of a bloc in their order, who ended last; with their roles in all its years."""
    years = years_of(desk, bloc_id)
    rows = []
    units = units_in_order(desk.store.find(Unit, bloc_id=bloc_id))
    for unit in sorted(units, key=lambda u: u.last_year is not None):
        head = desk.store.get(Person, unit.head_id) if unit.head_id else None
        roles = {y.year: role for y in years if (role := y.role_of(unit.id))}
        rows.append(UnitRow(unit, head, roles))
    return rows


def unit_page(desk: Desk, unit_id: str) -> UnitPage:
    """Return a unit with its people (by given name) and years (newest first)."""
    unit = desk.store.get(Unit, unit_id)
    people = sorted(desk.store.find(Person, unit_id=unit_id), key=lambda p: collate_name(p.name))
    years = [
        (year, desk.store.get(Bloc, year.bloc_id), role)
        for year in desk.store.find(BlocYear)
        if (role := year.role_of(unit_id))
    ]
    years.sort(key=lambda entry: entry[0].year, reverse=True)
    bloc = desk.store.get(Bloc, unit.bloc_id) if unit.bloc_id else None
    return UnitPage(unit, bloc, tuple(people), tuple(years))


def other_units(desk: Desk, unit_id: str) -> list[Unit]:
    """Return the units but one into which this person may put people, in Vietnamese order.

    Raises:
        NotAllowed: There are others, and the right is missing in all of them.
    """
    others = [unit for unit in desk.store.find(Unit) if unit.id != unit_id]
    may = set(desk.places(Act.EDIT_UNIT, map(desk.scope, others)))
    mine = [unit for unit in others if desk.scope(unit) in may]
    if others and not mine:
        desk.check(Act.EDIT_UNIT, desk.scope(others[0]))
    return sorted(mine, key=lambda unit: collate(unit.name))


def find_anything(desk: Desk, words: str, limit: int = 200) -> list[Found]:
    """Find units, people, blocs, years and movements by words, ignoring marks and case."""
    people = desk.store.find(Person)
    # by initials and the unit's short name, too
    meant = {p.id for p in people_meant(desk, words, people)} if people else frozenset[str]()
    wanted = fold(words).split()
    called_so, otherwise = list[Found](), list[Found]()
    for one in _named(desk, people):
        title = _folded(one.title)
        left = [word for word in wanted if word not in title]
        if not left:
            called_so.append(one)
            if len(called_so) == limit:  # of a province's thousands nothing else is read
                break
        elif one.record.id in meant or all(word in _folded(one.detail) for word in left):
            otherwise.append(one)
    return [*called_so, *otherwise][:limit]


def _named(desk: Desk, people: list[Person]) -> Iterator[Found]:
    """Yield what can be found, as it is called."""
    blocs = desk.store.find(Bloc)
    names = {bloc.id: bloc.name for bloc in blocs}
    for unit in desk.store.find(Unit):
        yield Found(unit, unit.name, _joined(unit.city, names.get(unit.bloc_id or "", "")))
    called = people_called(desk) if people else {}
    yield from (Found(p, called[p.id].typed, called[p.id].office) for p in people)
    yield from (Found(bloc, bloc.name, "") for bloc in blocs)
    for year in desk.store.find(BlocYear):
        yield Found(year, f"{names.get(year.bloc_id, '')} {year.year}", year.theme)
    yield from (Found(movement, movement.title, movement.plan) for movement in desk.store.find(Movement))


_folded = lru_cache(4_096)(fold)  # who types on asks the same names again


SEATS = 10_000
"""Letters of the list of who sits in the council."""


def save_council(desk: Desk, record: Council, **texts: str) -> Council:
    """Change the council's names; ``record`` is it as it was seen.

    A name that is empty, or only the usual one of its agency, goes along with the agency.

    Raises:
        Clash: Somebody else changed the same fields meanwhile.
    """
    wanted = _cleaned({name: text for name, text in texts.items() if name != "seats"})
    if wanted.get("name", record.name) in {"", record.name}:
        name = wanted.get("name", record.name)
        wanted["name"] = name_after(name, record.agency, wanted.get("agency", record.agency))
    if "seats" in texts:
        wanted["seats"] = "\n".join(paragraphs(texts["seats"].replace("; ", "\n")))
    with desk.act(Act.EDIT_COUNCIL, N_("The council"), at=None) as store:
        return save_onto(store, record, wanted, limit=SEATS)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _cleaned(texts: dict[str, str]) -> dict[str, str]:
    return {key: within(value, LIMIT) for key, value in texts.items()}
