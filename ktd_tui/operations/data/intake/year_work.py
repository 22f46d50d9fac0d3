"""Taking in what a year's work consists of: movements, what units made of them, activities, tasks, exemplars.

A row that names what is there changes it, any other adds; an empty cell leaves what is there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import TypeVar

from ktd_tui.domain.activity import Activity, ActivityKind, Concretisation
from ktd_tui.domain.base import Record
from ktd_tui.domain.merit import Exemplar, ExemplarKind
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, PlanItem
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.fields import told_between
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, outcomes
from ktd_tui.operations.data.import_years import due_cell
from ktd_tui.operations.data.intake.cells import BadCell, day, in_cell, name_cell, text
from ktd_tui.operations.data.intake.members import member
from ktd_tui.operations.lookup import code_meant
from ktd_tui.operations.year.activities import activity_as_typed, save_activity, save_part
from ktd_tui.operations.year.exemplars import EXEMPLAR_KINDS, exemplar_as_typed, save_exemplar
from ktd_tui.operations.year.tasks import TaskTyped, save_task, task_as_typed
from ktd_tui.operations.year.years import save_movement, year_page
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.text import fold, plain_name
from ktd_tui.words import short_date

_Dated = TypeVar("_Dated", Activity, Exemplar)
_KINDS: Mapping[str, str] = {kind.value: name for kind, name in EXEMPLAR_KINDS.items()}
_ALL_UNITS = frozenset(
    (
        "cac don vi",
        "tat ca cac don vi",
        "toan the cac don vi",
        "khoi",
        "ca khoi",
        "toan khoi",
        "cum",
        "ca cum",
        "toan cum",
    )
)
"""Who answers for a task of all, as any table says it: the law's own word, too, whatever the bloc's is."""
_TEAMS = (
    *(
        "phòng ",
        "ban ",
        "tổ ",
        "đội ",
        "nhóm ",
        "khoa ",
        "trung tâm ",
        "chi bộ",
        "chi đoàn",
        "chi cục",
        "hội ",
    ),
    *(
        "công đoàn",
        "đoàn thanh niên",
        "đoàn cơ sở",
        "liên đội",
        "tập thể ",
        "văn phòng",
        "cục ",
        "vụ ",
        "sở ",
    ),
    *("trường ", "bệnh viện ", "công ty "),
)
"""How names of collectives begin that are no unit of the council's."""
_NAME_WORDS = 6
_MOVEMENT = ("title", "launcher", "plan", "first_year", "last_year")
_NO_DAY = N_("“{text}” names no day: the task stays without one")


def take_movements(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change movements of the year."""
    for row in table.rows:
        yield from outcomes(row, _movement(run, row))


def take_parts(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Write what units made of the year's movements."""
    for row in table.rows:
        yield from outcomes(row, _part(run, row))


def take_activities(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change activities; one of the same name by the same unit on another day is another one."""
    for row in table.rows:
        yield from outcomes(row, _activity(run, row))


def take_tasks(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change tasks: the same text for another unit is another task."""
    for row in table.rows:
        yield from outcomes(row, _task(run, row))


def take_exemplars(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change exemplars; the same one with a deed of another day is noted once more."""
    for row in table.rows:
        yield from outcomes(row, _exemplar(run, row))


def _movement(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    year, title = run.year(), name_cell(row, "title", N_("The movement needs a title."))
    run.once(row, "title", title, "movement", plain_name(title))
    there = year_page(run.desk, year.id).movements
    known = next((one for one in there if plain_name(one.title) == plain_name(title)), None)
    known = run.desk.store.get(Movement, known.id) if known else None
    before = {key: str(getattr(known, key) or "") if known else "" for key in _MOVEMENT}
    given = _period(run, row) | {key: said for key in _MOVEMENT if (said := text(row, key))}
    typed = {**before, **given, "title": known.title if known else title}
    yield _outcome(run, row, title, known, save_movement(run.desk, year, known, **typed))


def _period(run: Run, row: TableRow) -> dict[str, str]:
    """Return the years that «2021 - 2025», «từ năm 2021», «2026» name; words without a year are told."""
    said = text(row, "period")
    years = list(dict.fromkeys(re.findall(r"\b(?:19|20)\d\d\b", said)))
    several = 2
    if said and not 0 < len(years) <= several:
        run.note(row, "period", N_("“{text}” names no years; it is not read"), text=said)
        return {}
    if not years:
        return {}
    more = re.sub(
        r"\b(?:19|20)\d\d\b|\b(?:tu|den|nam|giai doan|thoi ky|nien han|het|nay)\b|[\W_]", "", fold(said)
    )
    if more:
        years_said = "–".join(years)
        run.note(
            row, "period", N_("“{text}”: of it only the years are read, {years}"), text=said, years=years_said
        )
    alone = len(years) < several and fold(said).partition(" ")[0]
    found = {"first_year": years[0], "last_year": years[-1]}
    if alone in ("tu", "den"):
        found.pop("last_year" if alone == "tu" else "first_year")
    return found


def _part(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    year = run.year()
    unit = member(run, year, text(row, "unit") or run.usual_unit, "unit")
    movement = _movement_meant(run, year, row)
    what = f"{unit.label}: {movement.title}"
    run.once(row, "unit", what, "part", movement.id, unit.id)
    place = {"bloc_year_id": year.id, "movement_id": movement.id, "unit_id": unit.id}
    known = next(iter(run.desk.store.find(Concretisation, **place)), None)
    said = {key: text(row, key) or (getattr(known, key) if known else "") for key in ("text", "result")}
    if not any(said.values()):
        raise BadCell("text", N_("Write what the unit does for it, or what came of it."))
    saved = save_part(run.desk, known or Concretisation(**place), **said, seen=known)
    yield _outcome(run, row, what, known, saved)


def _movement_meant(run: Run, year: BlocYear, row: TableRow) -> Movement:
    there = year_page(run.desk, year.id).movements
    with in_cell("movement"):
        if not there:
            raise Refused(N_("The year {year} has no movement yet: add it first."), year=year.year)
        said = plain_name(text(row, "movement"))
        if found := next((one for one in there if plain_name(one.title) == said), None):
            return found
        meant = code_meant(text(row, "movement"), {one.id: one.title for one in there})
    return next(one for one in there if one.id == meant)


def _activity(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    year, title = run.year(), name_cell(row, "title", N_("The activity needs a title."))
    unit = member(run, year, text(row, "unit") or run.usual_unit, "unit")
    held = day(row, "day")
    run.once(row, "title", title, "activity", fold(title), unit.id, str(held))
    found = run.desk.store.find(Activity, bloc_year_id=year.id, unit_id=unit.id)
    known = _of_day([(one.day, one) for one in found if fold(one.title) == fold(title)], held)
    typed = {"title": title, "unit": unit.id}
    typed = activity_as_typed(run.desk, known) if known else typed
    typed |= {key: said for key in ("place", "result") if (said := text(row, key))}
    if held:
        typed["day"] = short_date(held)
    if text(row, "movement"):
        typed["movement"] = _movement_meant(run, year, row).id
    if partners := text(row, "partners"):
        names = partners.replace(";", "\n").split("\n")
        others = "\n".join(member(run, year, name.strip(), "partners").name for name in names if name.strip())
        typed |= {"partners": others, "kind": ActivityKind.EXCHANGE.value}
    yield _outcome(run, row, f"{unit.label}: {title}", known, save_activity(run.desk, year.id, known, typed))


def _of_day(found: Iterable[tuple[date | None, _Dated]], wanted: date | None) -> _Dated | None:
    """Return what is of a day, else what has none yet; without a day wanted, the only one there is."""
    by_day: dict[date | None, _Dated] = dict(found)
    if wanted is None and len(by_day) == 1:
        return next(iter(by_day.values()))
    return by_day.get(wanted) or by_day.get(None)


def _task(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    year, wording = run.year(), name_cell(row, "text", N_("The task is empty."))
    unit_id = _answers(run, year, row)
    run.once(row, "text", wording, "task", fold(wording), unit_id or "")
    same = (one for one in year.tasks if fold(one.text) == fold(wording) and one.unit_id == unit_id)
    known = next(same, None)
    due = due_cell(run, row, year, _NO_DAY)
    typed = task_as_typed(known) if known else TaskTyped(wording, unit_id)
    if due and due.day:
        typed = typed._replace(due=short_date(due.day))
    if done := day(row, "done_on"):
        typed = typed._replace(done_on=short_date(done))
    saved = save_task(run.desk, year.id, known, typed)
    after = next(one for one in saved.tasks if one.id == known.id) if known else saved
    yield _outcome(run, row, wording, known, after)


def _answers(run: Run, year: BlocYear, row: TableRow) -> str | None:
    """Return the unit that answers for a task; None: the whole bloc."""
    typed = text(row, "unit") or run.usual_unit
    bloc = run.desk.store.get(Bloc, year.bloc_id)
    words = bloc.words
    alone = (bloc.name, words.noun, f"cả {words.noun}", f"toàn {words.noun}")
    if not typed or fold(typed) in {*_ALL_UNITS, *map(fold, alone)}:
        return None
    return member(run, year, typed, "unit").id


def _exemplar(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    year, name = run.year(), name_cell(row, "name", N_("Write who it is, and the deed."))
    unit = member(run, year, text(row, "unit") or run.usual_unit, "unit")
    days = {key: day(row, key) for key in ("deed_on", "proposed_on")}
    run.once(row, "name", name, "exemplar", fold(name), unit.id, str(days["deed_on"]))
    found = run.desk.store.find(Exemplar, bloc_year_id=year.id, unit_id=unit.id)
    known = _of_day([(one.deed_on, one) for one in found if fold(one.name) == fold(name)], days["deed_on"])
    typed = exemplar_as_typed(known) if known else {"name": name, "unit": unit.id}
    typed |= {key: said for key in ("deed", "award") if (said := text(row, key))}
    if not typed.get("deed"):
        raise BadCell("deed", N_("Write who it is, and the deed."))
    typed |= {key: short_date(said) for key, said in days.items() if said}
    if kind := text(row, "kind"):
        with in_cell("kind"):
            typed["kind"] = code_meant(kind, _KINDS)
    elif not known and _is_person(run, name):
        typed["kind"] = ExemplarKind.PERSON.value
        run.note(row, "name", N_("“{text}” is read as a person of {unit}"), text=name, unit=unit.label)
    yield _outcome(run, row, f"{unit.label}: {name}", known, save_exemplar(run.desk, year.id, known, typed))


def _is_person(run: Run, name: str) -> bool:
    """Tell whether a name is a person's: no unit's, no team's, each of its words with a capital."""
    words = name.split()
    with suppress(Refused):
        run.unit(name)
        return False
    if name.casefold().startswith(_TEAMS) or any(letter.isdigit() for letter in name):
        return False
    return 1 < len(words) <= _NAME_WORDS and all(word[:1].isupper() for word in words)


def _outcome(
    run: Run, row: TableRow, what: str, before: Record | PlanItem | None, after: Record | PlanItem
) -> RowOutcome:
    if before is None:
        return RowOutcome(row.where(), Action.ADD, what)
    if before == after:
        return RowOutcome(row.where(), Action.SAME, what)
    names = {unit.id: unit.label for unit in run.units}
    names |= {movement.id: movement.title for movement in run.desk.store.find(Movement)}
    return RowOutcome(row.where(), Action.CHANGE, f"{what}: {told_between(before, after, names)}")
