"""Taking in a criteria set: groups with their criteria, bonus and deductions, as one sheet has them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.results.ties import is_beside
from ktd_tui.domain.scoring import CriteriaSet, Criterion, Registration, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.fields import told_between
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run
from ktd_tui.operations.data.intake.criteria.criteria_rows import ReadCriteria, read_criteria
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.criteria import is_frozen, save_changed
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.criterion_kinds import kind_of
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS, SetSection
from ktd_tui.rules.scoring.placing import with_entry
from ktd_tui.rules.scoring.points import check_points
from ktd_tui.rules.scoring.scaled import scaled_to
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.sums import maximum
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.words import number

WAYS = (
    "grades", "bars", "tie_break", "knock_outs", "unassigned", "self_most", "rounding", "ranked_apart",
    "grades_by_share", "layers", "weighing",
)  # fmt: skip
"""What a table of criteria does not say: a new set has it of the set that the year has, or the first one."""
FROZEN = N_("The criteria of {year} stand since scoring opened. Change them in the next year's set.")


def take_criteria(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Make a criteria set, or change the one of that name or year."""
    draft = ReadCriteria()
    yield from read_criteria(run, table, draft)
    if not draft.wrong:
        yield from _put_among(run, draft) if draft.loose else _save(run, draft, table.rows[0])


def _put_among(run: Run, draft: ReadCriteria) -> Iterator[RowOutcome]:
    """Put rows among the year's criteria: known codes get these words and points, new ones their place."""
    desk, year = run.desk, run.year()
    told = {"name": _named(run, year)}
    with desk.act(Act.EDIT_CRITERIA, N_("Criteria set “{name}”"), told, at=At(BlocYear, year.id)) as store:
        if is_frozen(desk, year):
            raise Refused(FROZEN, year=year.year)
        if not year.criteria_id:
            raise Refused(N_("The year {year} has no criteria set yet."), year=year.year)
        there = fresh = store.get(CriteriaSet, year.criteria_id)
        before = _entries(there)
        for _, one in draft.entries:
            section = next((s for s in CAPPED if one in draft.apart[s.field]), GROUPS)
            fresh = _with_loose(fresh, before.get(one.code), one, section)
        if fresh != there:
            save_changed(desk, year, there, fresh)
    after = _entries(fresh)
    yield from (RowOutcome(row.where(), *_done(before, after[one.code])) for row, one in draft.entries)


def _with_loose(of: CriteriaSet, known: Criterion | None, one: Criterion, section: SetSection) -> CriteriaSet:
    part = kind_of(section, one).key
    if known is None:
        return with_entry(of, part, None, one, "" if section is GROUPS else section.field)
    words = {"text": one.text, "maximum": one.maximum}
    return with_entry(of, part, one.code, known.model_copy(update=words))


def _save(run: Run, draft: ReadCriteria, first: TableRow) -> Iterator[RowOutcome]:
    desk = run.desk
    year = run.year() if run.asked.year is not None else None
    name = run.asked.name or _named(run, year)
    at = At(BlocYear, year.id) if year else None
    with desk.act(Act.EDIT_CRITERIA, N_("Criteria set “{name}”"), {"name": name}, at=at) as store:
        known = _known(desk, year, name)
        model = _model(desk, year)
        wanted = _named_as_asked(run, _filled(draft, known, model, name))
        if known == wanted or _is_own(run, year, draft):
            yield from (RowOutcome(row.where(), Action.SAME, one.code) for row, one in draft.entries)
            return
        if from_set := known or model:
            wanted = _scaled(run, first, from_set, wanted)
        check_criteria(wanted)
        if year and is_frozen(desk, year):
            raise Refused(FROZEN, year=year.year)
        if known:
            _check_unused(desk, known, wanted)
        elif year and year.criteria_id:
            _tell_replaced(run, first, store.get(CriteriaSet, year.criteria_id), draft)
        saved = store.save(wanted)
        if year and year.criteria_id != saved.id:
            store.save(store.get(BlocYear, year.id).with_(criteria_id=saved.id))
    before = _entries(known)
    told = [RowOutcome(row.where(), *_done(before, one)) for row, one in draft.entries]
    left = before.keys() - {one.code for _, one in draft.entries}
    told += [RowOutcome(first.where(), Action.CHANGE, f"{code} → –") for code in sorted(left)]
    if all(one.action is Action.SAME for one in told):  # only groups or caps are others
        told.append(RowOutcome(first.where(), Action.CHANGE, wanted.name))
    yield from told


def _named_as_asked(run: Run, of: CriteriaSet) -> CriteriaSet:
    """Return a set under the name that was asked for, also where the year has it under another."""
    return of.with_(name=run.asked.name) if run.asked.name else of


def _named(run: Run, year: BlocYear | None) -> str:
    """Name a set as papers do that name it, not by the file that it came in; of no year: by that."""
    if year is None:
        return PurePath(run.file).stem
    return f"Tiêu chí chấm điểm {run.desk.store.get(Bloc, year.bloc_id).name} năm {year.year}"


def _tell_replaced(run: Run, first: TableRow, there: CriteriaSet, draft: ReadCriteria) -> None:
    """Tell which criteria of the year, which are those of a template or of another year too, give way."""
    left = list(_entries(there).keys() - {one.code for _, one in draft.entries})
    if left:
        said = ", ".join(code for code in _entries(there) if code in left)
        message = N_("The table takes the place of “{name}”; the year has no longer: {codes}")
        run.note(first, "code", message, name=there.name, codes=said)


def _scaled(run: Run, first: TableRow, of: CriteriaSet, wanted: CriteriaSet) -> CriteriaSet:
    """Return the set with thresholds that fit its total, and tell where they are others now."""
    fresh = scaled_to(of, wanted)
    if fresh != wanted:
        said = "; ".join(f"{one.name} {number(one.at_least)}" for one in fresh.grades)
        message = N_("The total is {most} points, so the grades' thresholds are scaled to it: {grades}")
        run.note(first, "maximum", message, most=maximum(fresh), grades=said)
    return fresh


def _is_own(run: Run, year: BlocYear | None, draft: ReadCriteria) -> bool:
    """Tell whether a sheet says what the year's criteria say: also where they stand, it changes nothing."""
    if year is None or year.criteria_id is None:
        return False
    own = run.desk.store.get(CriteriaSet, year.criteria_id)
    return run.asked.name in ("", own.name) and _filled(draft, own, own, own.name) == own


def _done(before: dict[str, Criterion], entry: Criterion) -> tuple[Action, str]:
    """Return what is done to a criterion, and what changes of it."""
    if (known := before.get(entry.code)) is None:
        return Action.ADD, entry.code
    if known == entry:
        return Action.SAME, entry.code
    return Action.CHANGE, f"{entry.code}: {told_between(known, entry, {})}"


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
    groups = tuple(draft.groups)
    if not groups:
        raise Refused(N_("The sheet has no group of criteria (I, II …)."))
    ways = {key: getattr(model, key) for key in WAYS} if model else {}
    base = known or CriteriaSet(name=name, groups=groups, **ways)
    changes: dict[str, object] = {}
    for section in CAPPED:
        rows = draft.apart[section.field]
        changes[section.field] = tuple(rows)
        together = most_of(base.with_(groups=groups, **{section.field: tuple(rows)}, tie_break=()))[
            section.field
        ]
        cap = draft.caps.get(section.field) or getattr(base, section.cap) or together
        # A cap of rows that the table has no more goes with them; one that it names alone is refused.
        changes[section.cap] = min(cap, together) if rows else draft.caps.get(section.field, Decimal(0))
    codes = {g.code for g in groups} | set(_entries(base))
    ties = tuple(tie for tie in base.tie_break if tie in codes or is_beside(tie))
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
