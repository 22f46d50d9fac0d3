"""The rows of a criteria table: groups, headings within them, criteria, bonus and deductions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, CriterionKind
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import RowOutcome, Run, failed
from ktd_tui.operations.data.intake.cells import BadCell, decimal, in_cell, text
from ktd_tui.operations.data.intake.criteria.criteria_tree import (
    CriteriaRow,
    arrange,
    give_codes,
    section_headed,
)
from ktd_tui.operations.data.intake.criteria.maxima import most_headed, with_most
from ktd_tui.operations.data.intake.meant import code_and_words
from ktd_tui.operations.data.intake.sums import tell_maxima, totals
from ktd_tui.rules.scoring.codes import as_code, split_code, unworded
from ktd_tui.rules.scoring.criterion_kinds import KINDS, KindRules, entry_of
from ktd_tui.rules.scoring.kinds.fields import CAP, EntryField
from ktd_tui.rules.scoring.kinds.sections import BONUSES, CAPPED, DEDUCTIONS, GROUPS, SetSection
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.furniture import Why
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.text import fold, likeness
from ktd_tui.words import number

GROUP = "nhóm"
"""What tables say of a group in their column «Loại»; kinds of criteria have their own words."""
CAPPED_GROUP = "nhóm, điểm trần"
"""The same of a group whose criteria may come to more points than count."""
SECTIONS = {"bonuses": "Điểm thưởng", "deductions": "Điểm trừ"}
"""What heads the rows that stand in no group."""
HEADING = next(kind for kind in KINDS if kind.key == CriterionKind.HEADING)
"""What a row is within a group that has others under it."""
ZERO = Decimal(0)


@dataclass
class ReadCriteria:
    """A criteria set as far as it was read.

    Attributes:
        apart: Rows that stand in no group, by the field of their section.
        caps: By the field of the section.
        loose: There is no group: the rows go among those of the year.
        wrong: Something cannot be taken in.
    """

    groups: list[CriteriaGroup] = field(default_factory=list)
    apart: dict[str, list[Criterion]] = field(default_factory=lambda: {s.field: [] for s in CAPPED})
    caps: dict[str, Decimal] = field(default_factory=dict)
    entries: list[tuple[TableRow, Criterion]] = field(default_factory=list)
    wrong: bool = False
    loose: bool = False


def read_criteria(run: Run, table: ReadTable, draft: ReadCriteria) -> Iterator[RowOutcome]:
    """Read the rows into a draft; yield what is wrong with them."""
    rows: list[CriteriaRow] = []
    for row in table.rows:
        try:
            if one := _row(run, row):
                rows += [*_opened(row, rows), one]
        except KtdError as error:
            draft.wrong = True
            yield failed(row, error)
    if draft.wrong or not rows:
        return
    arrange(run, rows)
    give_codes(run, rows)
    draft.loose = run.asked.adds and not any(one.is_heading for one in rows)
    wrong = list(_headed(rows)) or list(_added(run, draft, rows)) or list(_bad_headings(draft, rows))
    draft.wrong = bool(wrong)
    yield from wrong
    if not wrong:
        _check_sums(run, table, rows)


def _headed(rows: list[CriteriaRow]) -> Iterator[RowOutcome]:
    """Let headings have the points that their words say; yield those that have others beside them."""
    for one in rows:
        said = most_headed(one.words) if one.is_heading and "weight" not in one.row.cells else None
        if said is not None and one.maximum is None:
            one.maximum = said
        elif said is not None and one.maximum is not None and abs(one.maximum) != said:
            message = N_("“{text}” says {said} points, the cell beside it {most}. Mend one of them.")
            facts = {"text": one.words, "said": number(said), "most": number(one.maximum)}
            yield failed(one.row, BadCell("maximum", message, **facts))


def _added(run: Run, draft: ReadCriteria, rows: list[CriteriaRow]) -> Iterator[RowOutcome]:
    for one in rows:
        try:
            _add(run, draft, one)
        except KtdError as error:
            yield failed(one.row, error)


def _bad_headings(draft: ReadCriteria, rows: list[CriteriaRow]) -> Iterator[RowOutcome]:
    groups = {group.code: group for group in draft.groups}
    for one in rows:
        group = None if one.under else groups.get(one.code)
        if one.is_heading and (bad := _bad_heading(one, group)):
            yield failed(one.row, bad)


def _row(run: Run, row: TableRow) -> CriteriaRow | None:
    row = with_most(run, row)
    said, maximum = code_and_words(row, "text"), decimal(row, "maximum")
    shown, words, code = said.code, said.words, as_code(unworded(said.code))
    if not words:
        raise BadCell("text", N_("The criterion's text is missing."))
    coded = "code" in row.at  # the table has a column of codes
    plain = "text" not in row.cells or words.isupper() or section_headed(words) is not GROUPS
    headed = coded and not code and not shown and plain
    if not code and coded and not headed:
        if maximum is None:
            run.pass_over(row, f"{shown} {words}".strip(), Why.NO_CODE)
            return None
        if not shown:
            raise BadCell("code", N_("The criterion's code is missing."))
    of = CriteriaRow(row, code, shown if coded else "", words, maximum, is_group=headed)
    if kind := text(row, "sort"):
        of.kind = _kind_said(kind)
        of.is_group = of.kind is None
    return of


def _opened(row: TableRow, rows: list[CriteriaRow]) -> Iterator[CriteriaRow]:
    """Yield the heading of a group that a column beside the criteria names, where it begins."""
    name = text(row, "group")
    last = next((one for one in reversed(rows) if one.is_group), None)
    if name and (last is None or likeness(last.row.cells["group"].text) != likeness(name)):
        said = split_code(name)
        yield CriteriaRow(row, as_code(said.code), "", said.words, None, is_group=True)


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


def _add(run: Run, draft: ReadCriteria, one: CriteriaRow) -> None:
    run.once(one.row, "code", one.code, one.code)
    if one.is_heading and (one.section is not GROUPS or not one.under):
        _begin(run, draft, one)
        return
    section = next((h.section for h in reversed(one.under) if h.section is not GROUPS), GROUPS)
    usual = HEADING if one.is_heading else next(kind for kind in KINDS if kind.section is section)
    kind = one.kind or usual
    place = section if kind.section is GROUPS else kind.section
    maximum = _cap_within(one) if one.is_heading else one.maximum
    if maximum is not None and place is DEDUCTIONS and maximum < 0:
        maximum = -maximum
    if CAP not in kind.fields and (maximum is None or maximum <= 0):
        raise BadCell("maximum", N_("{code}: the most points are missing."), code=one.code)
    _tell_unused(run, one, kind)
    _put(draft, one, place, entry_of(kind, _values(one, kind, maximum)))


def _put(draft: ReadCriteria, one: CriteriaRow, place: SetSection, entry: Criterion) -> None:
    if place is not GROUPS:
        draft.apart[place.field].append(entry)
    elif draft.loose:
        pass
    elif not one.under or not draft.groups:
        raise BadCell("code", N_("{code} stands before the first group (I, II …)."), code=one.code)
    else:
        group = draft.groups[-1]
        draft.groups[-1] = group.model_copy(update={"criteria": (*group.criteria, entry)})
    draft.entries.append((one.row, entry))


def _cap_within(one: CriteriaRow) -> Decimal | None:
    """Return the most points that a heading within a group says, where it is not what stands under it."""
    together = sum((abs(leaf.maximum or ZERO) for leaf in _leaves(one)), ZERO)
    return None if one.maximum is None or abs(one.maximum) == together else one.maximum


def _tell_unused(run: Run, one: CriteriaRow, kind: KindRules) -> None:
    """Tell what a row has in columns that criteria of its kind do not have."""
    used = {of.column for of in kind.fields}
    for column in sorted({of.column for other in KINDS for of in other.fields} - used):
        if said := text(one.row, column):
            run.note(
                one.row, column, N_("“{text}” is not read: no “{kind}” has that"), text=said, kind=kind.word
            )


def _values(one: CriteriaRow, kind: KindRules, maximum: Decimal | None) -> dict[str, object]:
    known = {"code": one.code, "text": one.words, "maximum": maximum}
    if not text(one.row, "under"):  # of a section's own heading they stand directly in it
        inner = [above.code for above in one.under[1:] if above.section is GROUPS]
        known["under"] = inner[-1] if inner else ""
    return {
        of.attribute: (known[of.column] or of.blank) if of.column in known else _cell(one.row, of)
        for of in kind.fields
    }


def _cell(row: TableRow, of: EntryField) -> object:
    if not of.is_text:
        return decimal(row, of.column) or of.blank
    with in_cell(of.column):
        return of.read(text(row, of.column))


def _begin(run: Run, draft: ReadCriteria, one: CriteriaRow) -> None:
    section = one.section
    run.pass_over(one.row, f"{one.code} {one.words}", Why.GROUP)
    if section is not GROUPS:
        if one.maximum is not None:
            _cap(run, draft, one)
    else:
        weight = decimal(one.row, "weight") or Decimal(1)
        capped = _close(text(one.row, "sort")) == _close(CAPPED_GROUP)
        most = one.maximum if capped else None
        draft.groups.append(
            CriteriaGroup(code=one.code, name=one.words, criteria=(), weight=weight, maximum=most)
        )


def _cap(run: Run, draft: ReadCriteria, one: CriteriaRow) -> None:
    said, together = abs(one.maximum or ZERO), sum((abs(x.maximum or ZERO) for x in _leaves(one)), ZERO)
    draft.caps[one.section.field] = min(said, together) if together else said
    if together and said > together:
        run.note(
            one.row, "maximum", N_("at most {said}, but the rows come to {sum}: {sum} is taken"),
            said=number(said), sum=number(together),
        )  # fmt: skip


def _leaves(one: CriteriaRow) -> list[CriteriaRow]:
    """Return the rows that points are given by under a heading, those of headings within it, too."""
    found = [leaf for below in one.below for leaf in ([below] if not below.is_heading else _leaves(below))]
    return [leaf for leaf in found if leaf.kind is None or CAP not in leaf.kind.fields]


def _bad_heading(one: CriteriaRow, group: CriteriaGroup | None) -> BadCell | None:
    if one.section is not GROUPS or any(h.section is not GROUPS for h in one.under):
        return None
    inside = [x for x in _leaves(one) if x.kind is None or x.kind.section is GROUPS]
    if not inside:
        return BadCell("code", N_("The group {code} has no criterion."), code=one.code)
    total = sum((x.maximum or ZERO for x in inside), ZERO) if group is None else _total(group)
    if one.maximum in (None, total):
        return None
    return BadCell(
        "maximum",
        N_("The group {code} has {said} points, but its criteria add up to {total}."),
        code=one.code,
        said=number(one.maximum or ZERO),
        total=number(total),
    )


def _total(group: CriteriaGroup) -> Decimal:
    """Return what a group's row says it comes to: its cap, or its criteria together."""
    if group.maximum is not None:
        return group.maximum
    plain = group.model_copy(update={"weight": Decimal(1)})
    return most_of(CriteriaSet(name="-", groups=(plain,)))[group.code]


def _check_sums(run: Run, table: ReadTable, rows: list[CriteriaRow]) -> None:
    """Tell where a sum below a group or at the end is not what the criteria come to; weights are not read."""
    if any("weight" in one.row.cells or "under" in one.row.cells for one in rows):
        return
    order = {sheet: at for at, sheet in enumerate(dict.fromkeys(one.row.sheet for one in rows))}
    for row in table.totals:
        here = order.get(row.sheet, 0), row.number
        above = [r for r in rows if not r.is_heading and (order[r.row.sheet], r.row.number) < here]
        if not above:
            continue
        last = above[-1].under[:1]
        by_section = dict.fromkeys((GROUPS, BONUSES, DEDUCTIONS), ZERO)
        for one in above:
            section = next((h.section for h in one.under if h.section is not GROUPS), GROUPS)
            by_section[section if one.kind is None else one.kind.section] += abs(one.maximum or ZERO)
        within = sum((abs(one.maximum or ZERO) for one in above if one.under[:1] == last), ZERO)
        tell_maxima(run, row, totals(*by_section.values()) | {within})
