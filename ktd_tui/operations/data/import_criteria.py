"""Taking in a criteria set: groups with their criteria, bonus and deductions, as one sheet has them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, Registration, ScoreSheet
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import (
    Action,
    BadCell,
    RowOutcome,
    Run,
    decimal,
    failed,
    in_cell,
    text,
)
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.criteria import is_frozen
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.criterion_kinds import CAPPED, GROUPS, KINDS, KindRules, SetSection, entry_of
from ktd_tui.rules.scoring.kinds.fields import CAP, EntryField
from ktd_tui.rules.scoring.points import check_points
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.sheets.layout import ReadTable, TableRow
from ktd_tui.text import fold
from ktd_tui.words import number

GROUP = "nhóm"
"""What tables say of a group in their column «Loại»; kinds of criteria have their own words."""
CAPPED_GROUP = "nhóm, điểm trần"
"""The same of a group whose criteria may come to more points than count."""
SECTIONS = {"bonuses": "Điểm thưởng", "deductions": "Điểm trừ"}
"""What heads the rows that stand in no group."""
FROZEN = N_("The criteria of {year} stand since scoring opened. Change them in the next year's set.")


@dataclass
class ReadCriteria:
    """A criteria set as far as it was read.

    Attributes:
        apart: Rows that stand in no group, by the field of their section.
        caps: By the field of the section.
        section: Under which heading the next row stands.
    """

    groups: list[tuple[TableRow, CriteriaGroup, Decimal | None]] = field(default_factory=list)
    apart: dict[str, list[Criterion]] = field(default_factory=lambda: {s.field: [] for s in CAPPED})
    caps: dict[str, Decimal] = field(default_factory=dict)
    section: SetSection = GROUPS
    entries: list[tuple[TableRow, Criterion]] = field(default_factory=list)


def take_criteria(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Make a criteria set, or change the one of that name or year."""
    draft, wrong = ReadCriteria(), False
    for row in table.rows:
        try:
            _read(run, draft, row)
        except KtdError as error:
            wrong = True
            yield failed(row, error)
    for row, group, said in () if wrong else draft.groups:
        total = _total(group)
        if not group.criteria or said not in (None, total):
            wrong = True
            yield failed(row, _bad_group(group, said, total))
    if wrong:
        return
    yield from _save(run, draft, table.rows[0])


def _total(group: CriteriaGroup) -> Decimal:
    """Return what a group's row says it comes to: its cap, or its criteria together."""
    if group.maximum is not None:
        return group.maximum
    plain = group.model_copy(update={"weight": Decimal(1)})
    return most_of(CriteriaSet(name="-", groups=(plain,)))[group.code]


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


def _read(run: Run, draft: ReadCriteria, row: TableRow) -> None:
    code = text(row, "code", needed=N_("The criterion's code is missing."))
    words = text(row, "text", needed=N_("The criterion's text is missing."))
    run.once(row, "code", code, code)
    maximum = decimal(row, "maximum")
    kind = _kind(row, draft, code, words)
    if kind is None:
        _begin(draft, row, (code, words, maximum))
        return
    if CAP not in kind.fields and (maximum is None or maximum <= 0):
        raise BadCell("maximum", N_("{code}: the most points are missing."), code=code)
    entry = entry_of(kind, {f.attribute: _cell(row, f) for f in kind.fields})
    _add(draft, draft.section if kind.section is GROUPS else kind.section, entry)
    draft.entries.append((row, entry))


def _cell(row: TableRow, of: EntryField) -> object:
    if not of.is_text:
        return decimal(row, of.column) or of.blank
    with in_cell(of.column):
        return of.read(text(row, of.column))


def _add(draft: ReadCriteria, section: SetSection, entry: Criterion) -> None:
    if section is not GROUPS:
        draft.apart[section.field].append(entry)
        return
    if not draft.groups:
        raise BadCell("code", N_("{code} stands before the first group (I, II …)."), code=entry.code)
    place, group, said = draft.groups[-1]
    group = group.model_copy(update={"criteria": (*group.criteria, entry)})
    draft.groups[-1] = (place, group, said)


def _begin(draft: ReadCriteria, row: TableRow, of: tuple[str, str, Decimal | None]) -> None:
    code, words, maximum = of
    draft.section = _section(words)
    if draft.section is GROUPS:
        weight = decimal(row, "weight") or Decimal(1)
        most = maximum if _close(text(row, "sort")) == _close(CAPPED_GROUP) else None
        group = CriteriaGroup(code=code, name=words, criteria=(), weight=weight, maximum=most)
        draft.groups.append((row, group, maximum))
    elif maximum is not None:
        draft.caps[draft.section.field] = maximum


def _kind(row: TableRow, draft: ReadCriteria, code: str, words: str) -> KindRules | None:
    """Tell what a row is, None for a group: by its column «Loại», else by its code and its heading."""
    said = text(row, "sort")
    if said:
        return _kind_said(said)
    if set(code) <= set("IVXABCDEF") and (_section(words) is not GROUPS or "." not in code):
        return None
    return next(kind for kind in KINDS if kind.section is draft.section)


def _kind_said(said: str) -> KindRules | None:
    kind: KindRules
    plain = _close(said)
    if _close(GROUP) in plain:
        return None
    for kind in reversed(KINDS):  # «tiêu chí trừ» is a deduction: the general words come first in the table
        if _close(kind.word) in plain:
            return kind
    words = ", ".join((GROUP, *(kind.word for kind in KINDS)))
    raise BadCell("sort", N_("“{text}” is not one of: {words}."), text=said, words=words)


def _close(words: str) -> str:
    """Fold words for comparing, spaces aside: «Đạt / không đạt»."""
    return fold(words).replace(" ", "")


def _section(words: str) -> SetSection:
    plain = fold(words)
    return next((section for section in CAPPED if plain.startswith(section.headings)), GROUPS)


def _save(run: Run, draft: ReadCriteria, first: TableRow) -> Iterator[RowOutcome]:
    desk = run.desk
    year = run.year() if run.asked.year is not None else None
    name = run.asked.name or PurePath(run.file).stem
    at = At(BlocYear, year.id) if year else None
    with desk.act(Act.EDIT_CRITERIA, N_("Criteria set “{name}”"), {"name": name}, at=at) as store:
        known = _known(desk, year, name)
        wanted = _filled(draft, known, _model(desk, year), name)
        if known and known == wanted:
            yield from (RowOutcome(row.where(), Action.SAME, one.code) for row, one in draft.entries)
            return
        check_criteria(wanted)
        if year and is_frozen(desk, year):
            raise Refused(FROZEN, year=year.year)
        if known:
            _check_unused(desk, known, wanted)
        saved = store.save(wanted)
        if year and year.criteria_id != saved.id:
            store.save(store.get(BlocYear, year.id).with_(criteria_id=saved.id))
    before = _entries(known)
    told = [RowOutcome(row.where(), _action(before, one), one.code) for row, one in draft.entries]
    left = before.keys() - {one.code for _, one in draft.entries}
    told += [RowOutcome(first.where(), Action.CHANGE, f"{code} → –") for code in sorted(left)]
    if all(one.action is Action.SAME for one in told):  # only groups or caps are others
        told.append(RowOutcome(first.where(), Action.CHANGE, wanted.name))
    yield from told


def _action(before: dict[str, Criterion], entry: Criterion) -> Action:
    if entry.code not in before:
        return Action.ADD
    return Action.SAME if before[entry.code] == entry else Action.CHANGE


def _entries(of: CriteriaSet | None) -> dict[str, Criterion]:
    return {row.code: row.entry for row in score_rows(of)} if of else {}


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


def _filled(
    draft: ReadCriteria, known: CriteriaSet | None, model: CriteriaSet | None, name: str
) -> CriteriaSet:
    groups = tuple(group for _, group, _ in draft.groups)
    if not groups:
        raise Refused(N_("The sheet has no group of criteria (I, II …)."))
    ways = {key: getattr(model, key) for key in ("grades", "bars", "tie_break")} if model else {}
    base = known or CriteriaSet(name=name, groups=groups, **ways)
    changes: dict[str, object] = {}
    for section in CAPPED:
        rows = draft.apart[section.field]
        changes[section.field] = tuple(rows)
        together = most_of(base.with_(groups=groups, **{section.field: tuple(rows)}, tie_break=()))[
            section.field
        ]
        changes[section.cap] = draft.caps.get(section.field) or getattr(base, section.cap) or together
    ties = tuple(code for code in base.tie_break if code in {g.code for g in groups} | set(_entries(base)))
    return base.with_(groups=groups, tie_break=ties, **changes)


def _check_unused(desk: Desk, known: CriteriaSet, wanted: CriteriaSet) -> None:
    """Refuse to take away a row that points or targets stand on, or to put its maximum below points."""
    rows = _entries(wanted)
    for year in desk.store.find(BlocYear, criteria_id=known.id):
        for sheet in desk.store.find(ScoreSheet, bloc_year_id=year.id):
            for code, value in sheet.points.items():
                if not _fits(wanted, code, value):
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


def _fits(wanted: CriteriaSet, code: str, value: Decimal) -> bool:
    try:
        check_points(wanted, code, value)
    except Refused:
        return False
    return True
