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
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, outcomes
from ktd_tui.operations.data.intake.cells import BadCell, in_cell, name_cell, text
from ktd_tui.operations.data.intake.members import is_head, is_vacant, office_parted, row_of_head
from ktd_tui.operations.data.lists.unit_rows import kept_writing, told_changes, unit_row
from ktd_tui.sheets.cells import Cell
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.unit_names import unnumbered, without_mark
from ktd_tui.text import likeness


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
    yield RowOutcome(row.where(), action, told_changes(known.name, known, changed))


def take_units(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change units, and who heads them where the list names those, too."""
    for row in table.rows:
        found = tuple(outcomes(row, unit_row(run, row)))
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
    yield RowOutcome(row.where(), Action.CHANGE if known else Action.ADD, told_changes(what, known, changed))


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
    shown = unnumbered(name_cell(row, "name", N_("The name is empty.")))
    if (written := without_mark(shown)) != shown:
        run.note(row, "name", N_("“{written}” is “{name}”"), written=shown, name=written)
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
