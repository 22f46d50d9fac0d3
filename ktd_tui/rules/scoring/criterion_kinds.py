"""The one table of the kinds of criteria: how each is typed, checked, counted, explained and named.

A new kind is a member of ``CriterionKind`` and a row of ``KINDS``; grid, totals, F9, forms, imports and
exports read the table.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Criterion, CriterionKind
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.words import number

ZERO = Decimal(0)


class SetSection(NamedTuple):
    """A part of a criteria set whose rows count together.

    Attributes:
        field: The field of the set in which its rows stand.
        sign: How its points go into the total: + or −, empty for those of the groups.
        needed: Without its points a unit has no rank.
        cap: The field of the set with the most points that count; empty: all count.
        cap_label: What forms call that.
        explained: How its sum is told.
        headings: How a table's heading above its rows begins, folded.
    """

    field: str
    sign: str = ""
    needed: bool = False
    cap: str = ""
    cap_label: str = ""
    explained: str = ""
    headings: tuple[str, ...] = ()

    @property
    def gives(self) -> bool:
        """Whether its points are given, so that evidence and targets can be for them, not taken away."""
        return self.sign != "−"


GROUPS = SetSection("groups", needed=True)
BONUSES = SetSection(
    "bonuses",
    "+",
    cap="bonus_cap",
    cap_label=N_("Bonus at most"),
    explained=N_("Bonus: {addends} = {sum}, counted {counted} (at most {cap})"),
    headings=("diem thuong", "diem cong"),
)
DEDUCTIONS = SetSection(
    "deductions",
    "−",
    cap="deduction_cap",
    cap_label=N_("Deduction at most"),
    explained=N_("Deduction: {addends} = {sum}, counted {counted} (at most {cap})"),
    headings=("diem tru",),
)
CAPPED = (BONUSES, DEDUCTIONS)


class EntryField(NamedTuple):
    """Something that is typed of a row of a criteria set.

    Attributes:
        key: What forms and commands call it.
        attribute: The attribute of the row that it goes to.
        label: What the form says before it.
        hint: What the form says while it is empty.
        blank: What stands where nothing is typed: a text, or a number (None: no number).
        column: The column of an imported table (see ``sheets.columns``).
        only_new: Asked for a new row only.
    """

    key: str
    attribute: str
    label: str
    hint: str = ""
    blank: str | Decimal | None = ""
    column: str = ""
    only_new: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is a text, not a number."""
        return isinstance(self.blank, str)


CODE = EntryField("code", "code", N_("Code"), column="code")
TEXT = EntryField("text", "text", N_("Text"), column="text")
MAXIMUM = EntryField("points", "maximum", N_("At most"), blank=ZERO, column="maximum")
EACH = EntryField("each", "each", N_("Each time"), blank=None, column="each")
BARRED_BELOW = EntryField(
    "barred_below", "barred_below", N_("No title below"), N_("empty: no such bound"), None, "bar"
)
RULE = EntryField("rule", "rule", N_("Rule"), N_("how it is scored"), column="rule")


class Reckoned(NamedTuple):
    """What a row gives, reckoned for the explanation.

    Attributes:
        message: A msgid with its ``facts`` that says how; empty where the entered number itself counts.
    """

    points: Decimal
    message: str = ""
    facts: Mapping[str, object] = {}


def _check_up_to_maximum(of: Criterion, value: Decimal) -> None:
    if value < 0:
        raise Refused(N_("{code}: points are never below 0."), code=of.code)
    if value > of.maximum:
        raise Refused(
            N_("{code}: at most {maximum} points, not {points}."),
            code=of.code,
            maximum=number(of.maximum),
            points=number(value),
        )


def _check_times(of: Criterion, value: Decimal) -> None:
    _check_up_to_maximum(of, value)
    if of.each and value % of.each:
        raise Refused(
            N_("{code}: {each} points are deducted each time: {each} × a whole number."),
            code=of.code,
            each=number(of.each),
        )


def _check_yes_no(of: Criterion, value: Decimal) -> None:
    if value not in (ZERO, of.maximum):
        raise Refused(
            N_("{code}: {maximum} points where it is met, or 0."), code=of.code, maximum=number(of.maximum)
        )


def _reckon_yes_no(of: Criterion, value: Decimal) -> Reckoned:
    if value == of.maximum:
        return Reckoned(of.maximum, N_("Met: the full {points} points."), {"points": number(of.maximum)})
    return Reckoned(ZERO, N_("Not met: 0 points."))


def _check_bounds(of: Criterion) -> None:
    if of.maximum <= 0:
        raise Refused(N_("{code}: the most points are above 0."), code=of.code)
    if of.barred_below is not None and of.barred_below > of.maximum:
        raise Refused(N_("{code}: the bar lies above the most points."), code=of.code)


def _check_each(of: Criterion) -> None:
    if of.each is None or not ZERO < of.each <= of.maximum:
        raise Refused(N_("{code}: the points each time are above 0 and not above the most."), code=of.code)


class KindRules(NamedTuple):
    """What holds for a kind of criterion.

    Attributes:
        name: What lists and forms call it.
        at_most: What stands before its maximum where a cell is explained.
        section: Where its rows stand in the set, and how they count.
        word: What tables say in their column «Loại»; it is recognised within what an office writes there,
            the later rows of the table first.
        fields: What is typed of a row.
        check_row: Refuses a row that cannot be scored by.
        check: Refuses a value that cannot be entered.
        points: The points that an entered value gives.
        reckon: The same reckoned by another way, for the explanation: the two are tested against each other.
    """

    key: CriterionKind
    name: str
    at_most: str
    section: SetSection
    word: str
    fields: tuple[EntryField, ...]
    check_row: Callable[[Criterion], None] = _check_bounds
    check: Callable[[Criterion, Decimal], None] = _check_up_to_maximum
    points: Callable[[Criterion, Decimal], Decimal] = lambda _, entered: entered
    reckon: Callable[[Criterion, Decimal], Reckoned] = lambda _, entered: Reckoned(entered)


_POINTS = (CODE, TEXT, MAXIMUM, BARRED_BELOW, RULE)
KINDS: tuple[KindRules, ...] = (
    KindRules(CriterionKind.CRITERION, N_("Criterion"), N_("at most"), GROUPS, "tiêu chí", _POINTS),
    KindRules(CriterionKind.BONUS, N_("Bonus"), N_("bonus, at most"), BONUSES, "thưởng", _POINTS),
    KindRules(
        CriterionKind.DEDUCTION,
        N_("Deduction"),
        N_("deduction, at most"),
        DEDUCTIONS,
        "trừ",
        (CODE, TEXT, MAXIMUM, EACH),
        check_row=_check_each,
        check=_check_times,
    ),
    KindRules(
        CriterionKind.YES_NO,
        N_("Met or 0"),
        N_("met or 0:"),
        GROUPS,
        "đạt/không đạt",
        _POINTS,
        check=_check_yes_no,
        reckon=_reckon_yes_no,
    ),
)
"""The first kind of a section is what its rows are where they do not say it."""


def kind_of(section: SetSection, entry: Criterion) -> KindRules:
    """Return the kind of a row that stands in a section."""
    there = [kind for kind in KINDS if kind.section is section]
    return next((kind for kind in there if kind.key == entry.kind), there[0])


def entry_of(kind: KindRules, values: Mapping[str, Any]) -> Criterion:
    """Return a row of a kind.

    Args:
        values: By the attributes of its fields. A deduction without «each» is taken off at once.
    """
    given = {field.attribute: values[field.attribute] for field in kind.fields}
    if EACH in kind.fields and given["each"] is None:
        given["each"] = given["maximum"]
    entry = Criterion(**given)
    return entry if kind_of(kind.section, entry) is kind else Criterion(**given, kind=kind.key)


class ScoreRow(NamedTuple):
    """A row that points are given by: a criterion of a group, a bonus or a deduction.

    Attributes:
        group: The code of its group, empty outside the groups.
    """

    kind: KindRules
    entry: Criterion
    group: str = ""

    @property
    def code(self) -> str:
        """What it is called by."""
        return self.entry.code

    @property
    def text(self) -> str:
        """What is to be done."""
        return self.entry.text

    @property
    def maximum(self) -> Decimal:
        """The most points."""
        return self.entry.maximum


def score_rows(criteria: CriteriaSet) -> tuple[ScoreRow, ...]:
    """Return the rows of a set in order: criteria by group, then bonuses, then deductions."""
    return tuple(_rows(criteria))


def _rows(criteria: CriteriaSet) -> Iterator[ScoreRow]:
    for group in criteria.groups:
        for entry in group.criteria:
            yield ScoreRow(kind_of(GROUPS, entry), entry, group.code)
    for section in CAPPED:
        for entry in getattr(criteria, section.field):
            yield ScoreRow(kind_of(section, entry), entry)


def by_group(rows: Iterable[ScoreRow]) -> Iterator[tuple[str, Decimal, list[ScoreRow]]]:
    """Yield rows group by group: its code (empty outside the groups), its most points, its rows."""
    for code, found in groupby(rows, key=lambda row: row.group):
        inside = list(found)
        yield code, sum((row.maximum for row in inside), ZERO), inside


def score_row(criteria: CriteriaSet, code: str) -> ScoreRow:
    """Return the row of that code.

    Raises:
        Refused: The criteria set has no such row.
    """
    for row in _rows(criteria):
        if row.code == code:
            return row
    raise Refused(N_("The criteria set “{name}” has no row {code}."), name=criteria.name, code=code)
