"""The one table of the kinds of criteria: how each is typed, checked, counted, explained and named.

A new kind is a member of ``CriterionKind`` and a row of ``KINDS``; grid, totals, F9, forms, imports and
exports read the table. A row stands in any section of a set; its kind says where a new one goes.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ktd_tui.domain.scoring import Criterion, CriterionKind
from ktd_tui.i18n import N_
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring.kinds import giving, reckoning
from ktd_tui.rules.scoring.kinds.fields import (
    BARRED_BELOW,
    CAP,
    CODE,
    COUNTED_IN,
    DUE,
    EACH,
    HIGHEST,
    LAYER,
    LEVELS,
    LOWER,
    MAXIMUM,
    ON_TARGET,
    RULE,
    STEP,
    SUB_GROUPS,
    UNDER,
    WEIGHT,
    WORDS,
    EntryField,
)
from ktd_tui.rules.scoring.kinds.giving import Check, Give
from ktd_tui.rules.scoring.kinds.sections import BONUSES, DEDUCTIONS, GROUPS, SetSection


class KindRules(NamedTuple):
    """What holds for a kind of criterion.

    Attributes:
        name: What lists and forms call it.
        at_most: What stands before its maximum where a cell is explained.
        section: Where a new row goes where nothing else is said.
        word: What tables say in their column «Loại»; it is recognised within what an office writes there,
            the later rows of the table first.
        fields: What is typed of a row.
        check_row: Refuses a row that cannot be scored by.
        check: Refuses a value that cannot be entered.
        gives: The points that an entered value gives, exact; None where something is missing.
        reckon: The same reckoned by another way, for the explanation: the two are tested against each other.
        computed: What is entered is not points, so that points may be put in its place by hand.
        measured: It reads the number that was registered.
        among: The points of one unit follow from what all of the bloc have in the row.
        several: The marks of several people may be entered, whose mean counts.
        beside: Its points come on top of its group's most, and a blank is none.
        entered: What is asked for where a cell is typed; empty: points.
        scale: The points of its steps, in the order of their numbers, say whether lower is better.
    """

    key: CriterionKind
    name: str
    at_most: str
    section: SetSection
    word: str
    fields: tuple[EntryField, ...]
    check_row: Callable[[Criterion], None] = giving.check_bounds
    check: Check = giving.check_up_to_maximum
    gives: Give = giving.as_entered
    reckon: reckoning.Reckon = reckoning.as_entered_told
    computed: bool = False
    measured: bool = False
    among: bool = False
    several: bool = False
    beside: bool = False
    entered: str = ""
    scale: bool = False


_HEAD = (CODE, WORDS, MAXIMUM)
_FOOT = (BARRED_BELOW, UNDER, WEIGHT, STEP, LAYER, SUB_GROUPS, DUE, RULE)
_POINTS = (*_HEAD, *_FOOT)
_K = CriterionKind
KINDS: tuple[KindRules, ...] = (
    KindRules(_K.CRITERION, N_("Criterion"), N_("at most"), GROUPS, "tiêu chí", _POINTS, several=True),
    KindRules(_K.BONUS, N_("Bonus"), N_("bonus, at most"), BONUSES, "thưởng", _POINTS, several=True),
    KindRules(
        _K.DEDUCTION,
        N_("Deduction"),
        N_("deduction, at most"),
        DEDUCTIONS,
        "trừ",
        (*_HEAD, EACH, UNDER, LAYER, SUB_GROUPS, DUE),
        check_row=giving.check_each_said,
        check=giving.check_times_each,
    ),
    KindRules(
        _K.YES_NO,
        N_("Met or 0"),
        N_("met or 0:"),
        GROUPS,
        "đạt/không đạt",
        _POINTS,
        check=giving.check_yes_no,
        reckon=reckoning.yes_no_told,
    ),
    KindRules(
        _K.LEVELS,
        N_("Levels"),
        N_("by levels, at most"),
        GROUPS,
        "chọn mức",
        (*_HEAD, LEVELS, *_FOOT),
        check_row=giving.check_levels,
        check=giving.check_level,
        reckon=reckoning.level_told,
    ),
    KindRules(
        _K.COUNTED,
        N_("Counted times"),
        N_("counted, at most"),
        GROUPS,
        "đếm số lần",
        (*_HEAD, EACH, COUNTED_IN, *_FOOT),
        check_row=giving.check_each,
        check=giving.check_times,
        gives=giving.by_count,
        reckon=reckoning.counted_told,
        computed=True,
        entered=N_("how many times"),
    ),
    KindRules(
        _K.FULL_LESS,
        N_("Full, less"),
        N_("full, less each time:"),
        GROUPS,
        "đủ điểm bớt dần",
        (*_HEAD, EACH, COUNTED_IN, *_FOOT),
        check_row=giving.check_each,
        check=giving.check_times,
        gives=giving.full_less,
        reckon=reckoning.full_less_told,
        computed=True,
        entered=N_("how many times"),
    ),
    KindRules(
        _K.SIGNED,
        N_("Plus or minus"),
        N_("plus or minus, at most"),
        GROUPS,
        "cộng hoặc bớt (±)",
        (*_HEAD, EACH, UNDER, WEIGHT, STEP, LAYER, SUB_GROUPS, DUE, RULE),
        check=giving.check_signed,
        reckon=reckoning.signed_told,
        beside=True,
    ),
    KindRules(
        _K.MEASURED,
        N_("Measured"),
        N_("by share of the target, at most"),
        GROUPS,
        "đo theo tỷ lệ chỉ tiêu",
        (*_HEAD, COUNTED_IN, ON_TARGET, LOWER, *_FOOT),
        check=giving.check_result,
        gives=giving.by_share,
        reckon=reckoning.measured_told,
        computed=True,
        measured=True,
        entered=N_("the result"),
    ),
    KindRules(
        _K.BANDS,
        N_("By bands"),
        N_("by bands of the target, at most"),
        GROUPS,
        "đo theo khoảng chỉ tiêu",
        (*_HEAD, COUNTED_IN, LEVELS, LOWER, *_FOOT),
        check_row=giving.check_scale,
        scale=True,
        check=giving.check_result,
        gives=giving.by_band,
        reckon=reckoning.band_told,
        computed=True,
        measured=True,
        entered=N_("the result"),
    ),
    KindRules(
        _K.PLACED,
        N_("By a number"),
        N_("by steps, at most"),
        GROUPS,
        "theo thứ hạng hoặc số đạt",
        (*_HEAD, COUNTED_IN, LEVELS, LOWER, *_FOOT),
        check_row=giving.check_scale,
        scale=True,
        check=giving.check_result,
        gives=giving.by_step,
        reckon=reckoning.place_told,
        computed=True,
        entered=N_("the place or number"),
    ),
    KindRules(
        _K.LEADER,
        N_("By the leader"),
        N_("against the bloc's leader, at most"),
        GROUPS,
        "so với đơn vị dẫn đầu",
        (*_HEAD, COUNTED_IN, ON_TARGET, *_FOOT),
        check=giving.check_result,
        gives=giving.by_leader,
        reckon=reckoning.leader_told,
        computed=True,
        measured=True,
        among=True,
        entered=N_("the result"),
    ),
    KindRules(
        _K.RANKED,
        N_("By place in the bloc"),
        N_("by place in the bloc, at most"),
        GROUPS,
        "xếp thứ giữa các đơn vị",
        (*_HEAD, COUNTED_IN, LEVELS, LOWER, *_FOOT),
        check_row=giving.check_scale,
        check=giving.check_result,
        gives=giving.by_rank,
        reckon=reckoning.ranked_told,
        computed=True,
        among=True,
        several=True,
        entered=N_("the mark by which it is placed"),
    ),
    KindRules(
        _K.HEADING,
        N_("Heading"),
        N_("at most"),
        GROUPS,
        "đề mục",
        (CODE, WORDS, CAP, UNDER, WEIGHT, HIGHEST),
        check_row=giving.check_heading,
    ),
)
"""The first kind of a section is what its rows are where they do not say it."""


def is_heading(entry: Criterion) -> bool:
    """Tell whether a row has no points of its own."""
    return entry.kind is CriterionKind.HEADING


def kind_of(section: SetSection, entry: Criterion) -> KindRules:
    """Return the kind of a row that stands in a section."""
    known = _by_name(KINDS)
    return known.get(entry.kind or "") or known[section.field]


@kept(4)
def _by_name(kinds: tuple[KindRules, ...]) -> Mapping[str, KindRules]:
    """Return the kinds by their keys, and the first of each section by its field."""
    first = {kind.section.field: kind for kind in reversed(kinds)}
    return {**first, **{kind.key: kind for kind in kinds}}


def entry_of(kind: KindRules, values: Mapping[str, Any]) -> Criterion:
    """Return a row of a kind.

    Args:
        values: By the attributes of its fields. What is counted without «each» counts full at once; of a
            deduction without it any points are taken off, up to its most.
    """
    given = {field.attribute: values[field.attribute] for field in kind.fields}
    if kind.computed and EACH in kind.fields and given["each"] is None:
        given["each"] = given["maximum"]
    if kind.scale:
        given["lower"] = giving.lower_is_better(given["levels"], given["lower"])
    entry = Criterion(**given)
    return entry if kind_of(kind.section, entry) is kind else Criterion(**given, kind=kind.key)
