"""Taking in a criteria set: groups with their criteria, bonus and deductions, as one sheet has them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePath

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import (
    CriteriaGroup,
    CriteriaSet,
    Criterion,
    Deduction,
    Registration,
    ScoreSheet,
)
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Action, BadCell, Outcome, Run, decimal, failed, text
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.criteria import is_frozen
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.criteria import check
from ktd_tui.sheets.layout import Row, Table
from ktd_tui.text import fold
from ktd_tui.words import number

Entry = Criterion | Deduction


class Sort(StrEnum):
    """What a row of the sheet is."""

    GROUP = "group"
    CRITERION = "criterion"
    BONUS = "bonus"
    DEDUCTION = "deduction"


FROZEN = N_("The criteria of {year} stand since scoring opened. Change them in the next year's set.")
_SORTS = (
    ("nhom", Sort.GROUP),
    ("tru", Sort.DEDUCTION),
    ("thuong", Sort.BONUS),
    ("tieu chi", Sort.CRITERION),
)


@dataclass
class Draft:
    """A criteria set as far as it was read."""

    groups: list[tuple[Row, CriteriaGroup, Decimal | None]] = field(default_factory=list)
    bonuses: list[Criterion] = field(default_factory=list)
    deductions: list[Deduction] = field(default_factory=list)
    caps: dict[Sort, Decimal] = field(default_factory=dict)
    section: Sort = Sort.CRITERION
    entries: list[tuple[Row, Entry]] = field(default_factory=list)


def take_criteria(run: Run, table: Table) -> Iterator[Outcome]:
    """Make a criteria set, or change the one of that name or year."""
    draft, wrong = Draft(), False
    for row in table.rows:
        try:
            _read(run, draft, row)
        except KtdError as error:
            wrong = True
            yield failed(row, error)
    for row, group, said in () if wrong else draft.groups:
        total = sum((c.maximum for c in group.criteria), Decimal(0))
        if not group.criteria or said not in (None, total):
            wrong = True
            yield failed(row, _bad_group(group, said, total))
    if wrong:
        return
    yield from _save(run, draft, table.rows[0])


def _bad_group(group: CriteriaGroup, said: Decimal | None, total: Decimal) -> BadCell:
    if not group.criteria:
        return BadCell("code", N_("The group {code} has no criterion."), code=group.code)
    return BadCell(
        "maximum",
        N_("The group {code} has {said} points, but its criteria add up to {total}."),
        code=group.code,
        said=number(said or 0),
        total=number(total),
    )


def _read(run: Run, draft: Draft, row: Row) -> None:
    code = text(row, "code", needed=N_("The criterion's code is missing."))
    words = text(row, "text", needed=N_("The criterion's text is missing."))
    run.once(row, "code", code, code)
    maximum = decimal(row, "maximum")
    sort = _sort(row, draft, code, words)
    if sort is Sort.GROUP:
        _begin(draft, row, (code, words, maximum))
        return
    if maximum is None or maximum <= 0:
        raise BadCell("maximum", N_("{code}: the most points are missing."), code=code)
    entry: Entry
    if sort is Sort.DEDUCTION:
        each = decimal(row, "each") or maximum
        entry = Deduction(code=code, text=words, each=each, maximum=maximum)
        draft.deductions.append(entry)
    else:
        entry = _criterion(row, code, words, maximum)
        _add(draft, sort, entry)
    draft.entries.append((row, entry))


def _criterion(row: Row, code: str, words: str, maximum: Decimal) -> Criterion:
    return Criterion(
        code=code, text=words, maximum=maximum, barred_below=decimal(row, "bar"), rule=text(row, "rule")
    )


def _add(draft: Draft, sort: Sort, entry: Criterion) -> None:
    if sort is Sort.BONUS:
        draft.bonuses.append(entry)
        return
    if not draft.groups:
        raise BadCell("code", N_("{code} stands before the first group (I, II …)."), code=entry.code)
    place, group, said = draft.groups[-1]
    group = CriteriaGroup(code=group.code, name=group.name, criteria=(*group.criteria, entry))
    draft.groups[-1] = (place, group, said)


def _begin(draft: Draft, row: Row, of: tuple[str, str, Decimal | None]) -> None:
    code, words, maximum = of
    draft.section = _section(words)
    if draft.section is Sort.CRITERION:
        draft.groups.append((row, CriteriaGroup(code=code, name=words, criteria=()), maximum))
    elif maximum is not None:
        draft.caps[draft.section] = maximum


def _sort(row: Row, draft: Draft, code: str, words: str) -> Sort:
    """Tell what a row is: by its column «Loại», else a code without a dot begins a group."""
    said = fold(text(row, "sort"))
    for word, sort in _SORTS:
        if word in said:
            return sort
    if said:
        raise BadCell(
            "sort", N_("“{text}” is not one of: nhóm, tiêu chí, thưởng, trừ."), text=text(row, "sort")
        )
    if set(code) <= set("IVXABCDEF") and (_section(words) is not Sort.CRITERION or "." not in code):
        return Sort.GROUP
    return draft.section


def _section(words: str) -> Sort:
    plain = fold(words)
    if plain.startswith(("diem thuong", "diem cong")):
        return Sort.BONUS
    return Sort.DEDUCTION if plain.startswith("diem tru") else Sort.CRITERION


def _save(run: Run, draft: Draft, first: Row) -> Iterator[Outcome]:
    desk = run.desk
    year = run.year() if run.asked.year is not None else None
    name = run.asked.name or PurePath(run.file).stem
    at = At(BlocYear, year.id) if year else None
    with desk.act(Act.EDIT_CRITERIA, N_("Criteria set “{name}”"), {"name": name}, at=at) as store:
        known = _known(desk, year, name)
        wanted = _filled(draft, known, _model(desk, year), name)
        if known and known == wanted:
            yield from (Outcome(row.where(), Action.SAME, one.code) for row, one in draft.entries)
            return
        check(wanted)
        if year and is_frozen(desk, year):
            raise Refused(FROZEN, year=year.year)
        if known:
            _check_unused(desk, known, wanted)
        saved = store.save(wanted)
        if year and year.criteria_id != saved.id:
            store.save(store.get(BlocYear, year.id).with_(criteria_id=saved.id))
    before = _entries(known)
    told = [Outcome(row.where(), _action(before, one), one.code) for row, one in draft.entries]
    left = before.keys() - {one.code for _, one in draft.entries}
    told += [Outcome(first.where(), Action.CHANGE, f"{code} → –") for code in sorted(left)]
    if all(one.action is Action.SAME for one in told):  # only groups or caps are others
        told.append(Outcome(first.where(), Action.CHANGE, wanted.name))
    yield from told


def _action(before: dict[str, Entry], entry: Entry) -> Action:
    if entry.code not in before:
        return Action.ADD
    return Action.SAME if before[entry.code] == entry else Action.CHANGE


def _entries(of: CriteriaSet | None) -> dict[str, Entry]:
    if of is None:
        return {}
    rows: tuple[Entry, ...] = (*(c for g in of.groups for c in g.criteria), *of.bonuses, *of.deductions)
    return {row.code: row for row in rows}


def _known(desk: Desk, year: BlocYear | None, name: str) -> CriteriaSet | None:
    """Return the set that the sheet changes: the year's own where no other uses it, or the one so named."""
    if year and year.criteria_id:
        own = desk.store.get(CriteriaSet, year.criteria_id)
        used = desk.store.find(BlocYear, criteria_id=own.id)
        return own if not own.template and len(used) == 1 else None
    return next((one for one in desk.store.find(CriteriaSet, name=name)), None)


def _model(desk: Desk, year: BlocYear | None) -> CriteriaSet | None:
    """Return the set whose grades, bars and ways a new one begins with."""
    sets = desk.store.find(CriteriaSet)
    return next((s for s in sets if year and s.id == year.criteria_id), next(iter(sets), None))


def _filled(draft: Draft, known: CriteriaSet | None, model: CriteriaSet | None, name: str) -> CriteriaSet:
    groups = tuple(group for _, group, _ in draft.groups)
    if not groups:
        raise Refused(N_("The sheet has no group of criteria (I, II …)."))
    base = known or CriteriaSet(name=name, groups=groups, **_ways(model))
    caps = {
        "bonus_cap": draft.caps.get(Sort.BONUS) or _cap(base.bonus_cap, draft.bonuses),
        "deduction_cap": draft.caps.get(Sort.DEDUCTION) or _cap(base.deduction_cap, draft.deductions),
    }
    ties = tuple(code for code in base.tie_break if code in {g.code for g in groups} | set(_entries(base)))
    return base.with_(
        groups=groups,
        bonuses=tuple(draft.bonuses),
        deductions=tuple(draft.deductions),
        tie_break=ties,
        **caps,
    )


def _ways(model: CriteriaSet | None) -> dict[str, object]:
    return {key: getattr(model, key) for key in ("grades", "bars", "tie_break")} if model else {}


def _cap(before: Decimal, rows: "list[Criterion] | list[Deduction]") -> Decimal:
    return before or sum((row.maximum for row in rows), Decimal(0))


def _check_unused(desk: Desk, known: CriteriaSet, wanted: CriteriaSet) -> None:
    """Refuse to take away a row that points or targets stand on, or to put its maximum below points."""
    rows = {c.code: c.maximum for c in _entries(wanted).values()}
    for year in desk.store.find(BlocYear, criteria_id=known.id):
        for sheet in desk.store.find(ScoreSheet, bloc_year_id=year.id):
            for code, points in sheet.points.items():
                if points > rows.get(code, Decimal(-1)):
                    raise Refused(
                        N_("{code} has points in {year} that would not fit any more."),
                        code=code,
                        year=year.year,
                    )
        for of in desk.store.find(Registration, bloc_year_id=year.id):
            for target in of.targets:
                if target.code not in rows:
                    raise Refused(
                        N_("{code} has targets in {year}; it cannot be taken away."),
                        code=target.code,
                        year=year.year,
                    )
