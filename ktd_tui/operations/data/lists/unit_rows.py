"""The rows of a list of units: which unit each is, and what it changes."""

import re
from collections.abc import Iterator

from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.i18n import N_
from ktd_tui.operations.council.units import Since, save_unit
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, row_place
from ktd_tui.operations.data.intake.cells import BadCell, in_cell, name_cell, text
from ktd_tui.operations.finding import named
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.rules.council.resembling import is_abbreviated
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.unit_names import office_apart, unnumbered, without_mark, written_names
from ktd_tui.text import enumerated, fold, likeness, other_in_marks, plain_name, same_in_short

UNIT_CELLS = ("name", "short_name", "city", "protocol")


def unit_row(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    """Add or change the unit of a row."""
    desk = run.desk
    name, short = _short_apart(run, row, _unit_name(run, row))
    values = {key: typed for key in UNIT_CELLS if (typed := text(row, key))} | {"name": name}
    if "protocol" in values:
        values["protocol"] = values["protocol"].rstrip(" .)")
    bloc = _bloc_of(run, row)
    _once(run, row, name, bloc)
    known = _of_list(run, row, name, bloc)
    if short and not (known and known.short_name):
        values.setdefault("short_name", short)
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
        _tell_alike(run, row, name)
        run.units.append(saved)
    action = Action.CHANGE if known else Action.ADD
    yield RowOutcome(row.where(), action, told_changes(name, known, changed))


def _bloc_of(run: Run, row: TableRow) -> Bloc:
    """Return the bloc of a unit: of its column, of the heading above its row, or as was asked.

    Raises:
        BadCell: None of them says it, or one names a bloc that is not there.
    """
    over = re.sub(r"\s*\([^()]*\)|\s*:$", "", text(row, "unit")).strip()
    if over and not text(row, "bloc"):
        blocs = {bloc.id: bloc for bloc in run.desk.store.find(Bloc)}
        nouns = "|".join(re.escape(fold(bloc.words.noun)) for bloc in blocs.values())
        numbered = re.fullmatch(rf"({nouns})( thi dua)?( so)? (\d+|[ivxlc]+)", fold(over))
        found = named(over, {key: (bloc.code, bloc.name) for key, bloc in blocs.items()}, whole=True)
        if found or numbered:
            with in_cell("unit"):
                bloc = blocs[found[0]] if len(found) == 1 else bloc_named(run.desk, over)
            run.note(row, "unit", N_("“{text}”: the units below it are of {bloc}"), text=over, bloc=bloc.name)
            return bloc
    typed = text(row, "bloc") or run.asked.bloc
    if not typed:
        raise BadCell("bloc", N_("The unit's bloc is missing: a column “Khối”, or --bloc V."))
    with in_cell("bloc"):
        return bloc_named(run.desk, typed)


def _once(run: Run, row: TableRow, name: str, bloc: Bloc) -> None:
    """Refuse a unit that stands in the list already; in another bloc, it needs a name of its own.

    Raises:
        BadCell: It does.
    """
    said = next((what for what in run.seen if what[0] == "unit" and same_in_short(what[1], name)), None)
    if said and said[2] != bloc.id:
        message = N_(
            "“{what}” stands in {place} already, in another bloc. A name is of one unit in the whole council:"
            " add to one of the two what tells it apart (its superior, its place), or leave it out."
        )
        raise BadCell("name", message, what=name, place=row_place(run.seen[said]))
    run.once(row, "name", name, *(said or ("unit", name, bloc.id)))


def _of_list(run: Run, row: TableRow, name: str, bloc: Bloc) -> Unit | None:
    """Return the unit of a row, None where it is a new one.

    Raises:
        BadCell: It is in another bloc, or one that has another name as yet.
    """
    known = _known(run.units, name)
    if known and known.bloc_id != bloc.id:
        raise BadCell("bloc", N_("“{name}” is in another bloc; an import moves no unit."), name=known.name)
    if known is None:
        _check_former(run, row, name)
    return known


def _check_former(run: Run, row: TableRow, name: str) -> None:
    """Refuse to add a unit of which the list says that it is another one, renamed.

    Raises:
        BadCell: It does.
    """
    typed = text(row, "former")
    if typed and (old := _known(run.units, unnumbered(typed).rstrip(" ;,."))):
        message = N_(
            "“{old}” is there already. If it is called “{name}” now, write the old name under “Tên đơn vị”, "
            "the new one under “Tên mới”, and the year under “Từ năm”."
        )
        raise BadCell("former", message, old=old.name, name=name)


def _short_apart(run: Run, row: TableRow, name: str) -> tuple[str, str]:
    """Return a unit's name and the short name that stands in brackets behind it: «Ban A (BQL KCN)».

    Anything else there stays a part of the name, and is told.
    """
    way = written_names(name)[-1]
    if not way.beside or any(likeness(unit.name) == likeness(name) for unit in run.units):
        return name, ""
    if _is_short(way.beside, way.name):
        message = N_("“({text})” is read as the short name of “{name}”")
        run.note(row, "name", message, text=way.beside, name=way.name)
        return way.name, way.beside
    run.note(row, "name", N_("“({text})” stays a part of the name “{name}”"), text=way.beside, name=name)
    return name, ""


def _is_short(beside: str, name: str) -> bool:
    letters = re.sub(r"[\W\d_]", "", beside)
    capitals = letters.isupper() and len(letters) > 1 and not name.isupper()  # else they say nothing
    return capitals or is_abbreviated(beside, name) or same_in_short(beside, name)


def _tell_alike(run: Run, row: TableRow, name: str) -> None:
    """Tell that a unit which is added has the name of another but for marks: it may be a slip."""
    for unit in run.units:
        if other_in_marks(name, unit.name):
            message = N_("“{written}” is added beside “{name}”: the two differ in their marks")
            run.note(row, "name", message, written=name, name=unit.name)


def _unit_name(run: Run, row: TableRow) -> str:
    """Return a unit's name without its number, and without its office in the bloc, which is told.

    Raises:
        BadCell: There is none, or several stand there.
    """
    shown = unnumbered(name_cell(row, "name", N_("The name is empty."))).rstrip(" ;,.")
    if (bare := without_mark(shown)) != shown:
        run.note(row, "name", N_("“{written}” is “{name}”"), written=shown, name=bare)
    written = office_apart(bare)
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
    wanted = likeness(name)
    if unit := next((unit for unit, one in names if likeness(one) == wanted), None):
        return unit
    other = {unit.id for unit, one in names if other_in_marks(name, one)}
    wanted = plain_name(name)
    if unit := next((u for u, one in names if u.id not in other and plain_name(one) == wanted), None):
        raise BadCell("name", _THERE, name=unit.name)
    meant = {unit.id: unit for unit, one in names if same_in_short(name, one)}
    if len(meant) == 1:
        return next(iter(meant.values()))
    if meant:  # «Ban ĐT» beside «Ban Đầu tư» and «Ban Đào tạo»
        several = enumerated(unit.name for unit in meant.values())
        raise BadCell("name", N_("“{name}” may be several units: {names}."), name=name, names=several)
    ways = [way.name for way in written_names(name)[1:]]  # «Sở A (nay là Sở B)» is no new one
    for unit in (one for one in units if one.id not in other):
        short = bool(unit.short_name) and plain_name(unit.short_name) == plain_name(name)
        if short or is_abbreviated(name, unit.name) or likeness(unit.name) in map(likeness, ways):
            raise BadCell("name", _THERE, name=unit.name)
    return None


_THERE = N_("There is “{name}” already; write its name so.")


def kept_writing(typed: str, known: str) -> str:
    """Return what is known where the other is only another writing of it: capitals, the place of a mark."""
    return known if known and likeness(typed) == likeness(known) else typed


def told_changes(name: str, known: object, changed: dict[str, str]) -> str:
    """Say a change: «Vụ Tổ chức: A → B»."""
    was = {key: "" if key.endswith("_id") else getattr(known, key, "") for key in changed}
    told = [f"{was[key] or '–'} → {value}" for key, value in changed.items()]
    return f"{name}: {'; '.join(told)}" if known and told else name
