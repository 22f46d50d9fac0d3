"""Taking in lists of units and of people; an empty cell leaves what is there."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.naming import Called, as_honorific, as_power, beside_unit, taken_apart
from ktd_tui.operations.council.blocs import BLOC_TEXTS, save_bloc
from ktd_tui.operations.council.people import deputised, save_person
from ktd_tui.operations.council.units import Since, save_unit
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, outcomes
from ktd_tui.operations.data.intake.cells import BadCell, in_cell, name_cell, text
from ktd_tui.operations.data.intake.members import is_head, is_vacant, office_parted, row_of_head
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.rules.council.resembling import is_abbreviated
from ktd_tui.sheets.cells import Cell
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.unit_names import office_apart, unnumbered, written_names
from ktd_tui.text import enumerated, likeness, plain_name, same_in_short

UNIT_CELLS = ("name", "short_name", "city", "protocol")


def take_blocs(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change blocs; one is known by its number."""
    for row in table.rows:
        yield from outcomes(row, _bloc(run, row))


def _bloc(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    code = text(row, "code", needed=N_("The bloc needs a number."))
    run.once(row, "code", code, "bloc", likeness(code))
    values = {key: typed for key in (*BLOC_TEXTS, "last_year") if (typed := text(row, key))}
    blocs = run.desk.store.find(Bloc)
    known = next((bloc for bloc in blocs if bloc.code.casefold() == code.casefold()), None)
    if known is None:
        saved = save_bloc(run.desk, None, **{"name": "", **values})
        yield RowOutcome(row.where(), Action.ADD, saved.name)
        return
    values["name"] = kept_writing(values.get("name", ""), known.name) or known.name
    changed = {key: value for key, value in values.items() if str(getattr(known, key) or "") != value}
    if changed:
        save_bloc(run.desk, known, **values)
    action = Action.CHANGE if changed else Action.SAME
    yield RowOutcome(row.where(), action, _told(known.name, known, changed))


def take_units(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change units, and who heads them where the list names those, too."""
    for row in table.rows:
        found = tuple(outcomes(row, _unit(run, row)))
        yield from found
        if "head" in row.cells and not any(one.error for one in found):
            yield from outcomes(row, _head(run, row))


def _head(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    if (person := row_of_head(row)) is None:
        return
    for one in outcomes(person, _person(run, person, frozenset())):
        if one.action in (Action.ADD, Action.CHANGE):
            unit = run.unit(text(person, "unit"))
            run.note(person, "name", N_("“{text}”: heads {unit}"), text=text(person, "name"), unit=unit.label)
        yield one


def _unit(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    desk = run.desk
    name = _unit_name(run, row)
    values = {key: typed for key in UNIT_CELLS if (typed := text(row, key))} | {"name": name}
    if "protocol" in values:
        values["protocol"] = values["protocol"].rstrip(" .)")
    before = (what[1] for what in run.seen if what[0] == "unit")
    run.once(row, "name", name, "unit", next((one for one in before if same_in_short(one, name)), name))
    typed = text(row, "bloc") or run.asked.bloc
    if not typed:
        raise BadCell("bloc", N_("The unit's bloc is missing: a column “Khối”, or --bloc V."))
    with in_cell("bloc"):
        bloc = bloc_named(desk, typed)
    known = _known(run.units, name)
    if known and known.bloc_id != bloc.id:
        raise BadCell("bloc", N_("“{name}” is in another bloc; an import moves no unit."), name=known.name)
    if known:
        values["name"] = text(row, "new_name") or known.name  # another writing of a name renames nothing
        if name != known.name:
            run.note(row, "name", N_("“{written}” is “{name}”"), written=name, name=known.name)
        values |= {
            key: kept_writing(values[key], getattr(known, key))
            for key in ("short_name", "city")
            if key in values
        }
    with in_cell("since"):
        since = Since(text(row, "since"), text(row, "ground"))
    changed = {key: value for key, value in values.items() if known and str(getattr(known, key)) != value}
    if known and not changed:
        yield RowOutcome(row.where(), Action.SAME, known.name)
        return
    saved = save_unit(desk, bloc.id, known, since, **values)
    if known is None:
        run.units.append(saved)
    action = Action.CHANGE if known else Action.ADD
    yield RowOutcome(row.where(), action, _told(name, known, changed))


def _unit_name(run: Run, row: TableRow) -> str:
    """Return a unit's name without its number, and without its office in the bloc, which is told.

    Raises:
        BadCell: There is none, or several stand there.
    """
    written = office_apart(unnumbered(name_cell(row, "name", N_("The name is empty."))).rstrip(" ;,."))
    if re.search(r";|\s\d{1,2}[.)]\s", written.name):
        raise BadCell(
            "name", N_("“{text}” may be several units: give each a row of its own."), text=written.name
        )
    if written.beside:
        run.note(row, "name", N_("“({text}” is no part of the name and not read"), text=f"{written.beside})")
    return written.name


def _known(units: list[Unit], name: str) -> Unit | None:
    """Return the unit of that name, also where it is written as offices shorten it.

    Raises:
        BadCell: It is nearly called so: that is no new one, and not plainly the same.
    """
    names = [(unit, one) for unit in units for one in (unit.name, *(old.name for old in unit.former_names))]
    for same, told in ((likeness, True), (plain_name, False)):
        wanted = same(name)
        if unit := next((unit for unit, one in names if same(one) == wanted), None):
            if told:
                return unit
            raise BadCell("name", _THERE, name=unit.name)
    meant = {unit.id: unit for unit, one in names if same_in_short(name, one)}
    if len(meant) == 1:
        return next(iter(meant.values()))
    if meant:  # «Ban ĐT» beside «Ban Đầu tư» and «Ban Đào tạo»
        several = enumerated(unit.name for unit in meant.values())
        raise BadCell("name", N_("“{name}” may be several units: {names}."), name=name, names=several)
    ways = [way.name for way in written_names(name)[1:]]  # «Sở A (nay là Sở B)» is no new one
    for unit in units:
        short = bool(unit.short_name) and plain_name(unit.short_name) == plain_name(name)
        if short or is_abbreviated(name, unit.name) or likeness(unit.name) in map(likeness, ways):
            raise BadCell("name", _THERE, name=unit.name)
    return None


_THERE = N_("There is “{name}” already; write its name so.")


def kept_writing(typed: str, known: str) -> str:
    """Return what is known where the other is only another writing of it: capitals, the place of a mark."""
    return known if known and likeness(typed) == likeness(known) else typed


def take_people(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change people; who is in another unit is another person of the same name."""
    twice: Counter[tuple[str, str]] = Counter()
    for row in table.rows:
        with suppress(Refused):
            twice[likeness(text(row, "unit")), likeness(taken_apart(text(row, "name")).name)] += 1
    namesakes = frozenset(key for key, count in twice.items() if count > 1)
    for row in table.rows:
        yield from outcomes(row, _person(run, row, namesakes))


def _known_person(run: Run, row: TableRow, unit: Unit, of: Called, *, namesakes: bool) -> Person | None:
    """Return the person whom a row means; two of one name in a unit are told apart by their office."""
    same = run.people.get((unit.id, likeness(of.name)), [])
    title = likeness(text(row, "title"))
    if len(same) > 1 or namesakes:
        found = [person for person in same if likeness(person.title) == title]
        if len(found) > 1 or (same and not found and not title):
            raise Refused(
                N_("{unit} has two people called “{name}”; change them by hand."),
                unit=unit.label,
                name=of.name,
            )
        return found[0] if found else None
    return same[0] if same else None


def _person(run: Run, row: TableRow, namesakes: frozenset[tuple[str, str]]) -> Iterator[RowOutcome]:
    desk = run.desk
    row = office_parted(run, row)
    of = taken_apart(_name_alone(run, row))
    name = of.name
    unit, row = _unit_of(run, row)
    two = (likeness(text(row, "unit")), likeness(name)) in namesakes
    run.once(
        row, "name", name, "person", unit.id, likeness(name), likeness(text(row, "title")) if two else ""
    )
    values = _facts(row, of)
    known = _known_person(run, row, unit, of, namesakes=two)
    # Where a column says who heads a unit, the office does not.
    heads = True if is_head(row) else False if "heads" in row.at and not known else None
    if known:
        values["name"] = kept_writing(values["name"], known.name)
    with in_cell("deputy_for_id"):
        deputy_for = text(row, "deputy_for_id")
        if deputy_for:
            values["deputy_for_id"] = deputised(desk, unit.id, known, deputy_for) or ""
    changed = {key: value for key, value in values.items() if known and getattr(known, key) != value}
    if "deputy_for_id" in changed:
        changed["deputy_for_id"] = deputy_for
    if known and heads and desk.store.get(Unit, unit.id).head_id != known.id:
        changed["heads"] = "x"
    what = f"{name} ({unit.label})"
    if known and not changed:
        yield RowOutcome(row.where(), Action.SAME, what)
        return
    _tell_namesakes(run, row, unit, known, twice=two)
    saved = save_person(desk, unit.id, known, heads=heads, **values)
    if not (known or heads) and desk.store.get(Unit, unit.id).head_id == saved.id:
        run.note(row, "title", N_("“{text}”: heads {unit}"), text=saved.title, unit=unit.label)
    yield RowOutcome(row.where(), Action.CHANGE if known else Action.ADD, _told(what, known, changed))


def _unit_of(run: Run, row: TableRow) -> tuple[Unit, TableRow]:
    """Return whose person a row is, and the row; a unit behind the office is no part of that.

    Raises:
        BadCell: No unit is named, or one that nobody knows.
    """
    if typed := text(row, "unit") or run.usual_unit:
        with in_cell("unit"):
            return run.unit(typed), row
    if "unit" in row.at:
        raise BadCell("unit", N_("The unit is missing."))
    words = re.sub(r"([,;/–—])", r" \1 ", text(row, "title")).split()
    for at in range(1, len(words)):
        with suppress(KtdError):
            unit = run.unit(body := " ".join(words[at:]))
            office = beside_unit(" ".join(words), body).rstrip(" ,;/–—-")
            return unit, row._replace(cells={**row.cells, "title": Cell(office)})
    raise BadCell("unit", N_("No column, no title says of which unit they are: --unit."))


def _tell_namesakes(run: Run, row: TableRow, unit: Unit, known: Person | None, *, twice: bool) -> None:
    """Tell that a person who is added has the name of others in the unit: it may be one of them."""
    name = taken_apart(text(row, "name")).name
    same = run.people.get((unit.id, likeness(name)), [])
    if known is None and same:
        message = N_("{unit} has “{name}” already ({offices}): this is one more of that name")
        offices = "; ".join(person.title or "–" for person in same)
        run.note(row, "name", message, unit=unit.label, name=name, offices=offices)
    elif known is None and twice:
        message = N_("“{name}” stands more than once under {unit}: each is a person of their own")
        run.note(row, "name", message, unit=unit.label, name=name)


def _name_alone(run: Run, row: TableRow) -> str:
    """Return a name without its number, and without what stands in brackets behind it, which is told."""
    written = unnumbered(name_cell(row, "name", N_("The name is empty.")))
    if is_vacant(written):
        raise BadCell("name", N_("“{text}” is nobody's name: leave the row out."), text=written)
    bare, bracket, beside = written.partition("(")
    if not bracket or not bare.strip():
        return written
    run.note(row, "name", N_("“({text}” is no part of the name and not read"), text=beside)
    return bare.strip()


def _facts(row: TableRow, of: Called) -> dict[str, str]:
    """Return what a row says of a person, without what it leaves empty."""
    with in_cell("honorific"):
        honorific = of.honorific or as_honorific(text(row, "honorific"))
    with in_cell("signs_as"):
        power = as_power(text(row, "signs_as"))
    found = {"honorific": honorific, "degree": of.degree or text(row, "degree"), "title": text(row, "title")}
    found["signs_as"] = power
    return {"name": of.name, **{key: value for key, value in found.items() if value}}


def _told(name: str, known: object, changed: dict[str, str]) -> str:
    """Say a change: «Vụ Tổ chức: A → B»."""
    was = {key: "" if key.endswith("_id") else getattr(known, key, "") for key in changed}
    told = [f"{was[key] or '–'} → {value}" for key, value in changed.items()]
    return f"{name}: {'; '.join(told)}" if known and told else name
