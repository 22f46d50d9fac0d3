"""The parts of a criteria set: what is typed of each, and how they are listed."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from ktd_tui.domain.layering.layers import ScoreLayer, Weighing
from ktd_tui.domain.merit import Consequence, KnockOut
from ktd_tui.domain.results.grades import Grade, Rounding
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, Unassigned
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.criterion_kinds import KINDS, KindRules, entry_of, is_heading, kind_of
from ktd_tui.rules.scoring.kinds.fields import (
    CODE,
    CONSEQUENCE_OF,
    COUNT,
    FLAG,
    MAXIMUM,
    MOST,
    NUMBER,
    PERCENT,
    ROUNDING_OF,
    SHARE_OF,
    SHARES_OF,
    TIES,
    UNASSIGNED_OF,
    WEIGHT,
    WORDS,
    EntryField,
)
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS
from ktd_tui.rules.scoring.scorers.fields import LAYER_FIELDS, WEIGHING_OF, layer_typed
from ktd_tui.rules.scoring.scorers.listed import layers_of
from ktd_tui.rules.scoring.tree import most_of

ZERO = Decimal(0)
Entry = CriteriaGroup | Criterion | Grade | KnockOut | ScoreLayer | str


class Part(StrEnum):
    """The parts of a criteria set beside its criteria, which are parts by their kind."""

    GROUP = "group"
    BAR = "bar"
    KNOCK_OUT = "knock-out"
    GRADE = "grade"
    LAYER = "layer"


class PartRules(NamedTuple):
    """What holds for a part of a criteria set: a group, each kind of criterion, a bar, a grade.

    Attributes:
        name: What lists and forms call it.
        field: The field of a set in which it stands.
        fields: What is typed of it.
        made: Makes one of what was typed, by the attributes of the fields.
    """

    name: str
    field: str
    fields: tuple[EntryField, ...]
    made: Callable[[Mapping[str, Any]], Entry]


def _new_group(values: Mapping[str, Any]) -> CriteriaGroup:
    code, name = values["code"], values["name"]
    first = Criterion(code=f"{code}.1", text=name, maximum=values["first"] or Decimal(1))
    return CriteriaGroup(
        code=code, name=name, criteria=(first,), weight=values["weight"], maximum=values["maximum"]
    )


def _bar(values: Mapping[str, Any]) -> str:
    if not values["text"]:
        raise Refused(N_("The text is empty."), field="text")
    return str(values["text"])


def _knock_out(values: Mapping[str, Any]) -> KnockOut:
    if not values["name"]:
        raise Refused(N_("The text is empty."), field="name")
    return KnockOut(**values)


_NAME = WORDS._replace(attribute="name")
_FIRST = MAXIMUM._replace(
    attribute="first", label=N_("Points"), hint=N_("of its first criterion"), only_new=True
)
_FROM = MAXIMUM._replace(attribute="at_least", label=N_("From points"))
_OF = CODE._replace(attribute="code", label=N_("Points of"), hint=N_("a code; empty: an event"))
_BELOW = EntryField("points", "barred_below", N_("Below points"), blank=None, codec=NUMBER)
_SHARE = EntryField(
    "share", "below_share", N_("Below share"), N_("per cent of the most"), None, codec=PERCENT
)
_THEN = EntryField("consequence", "consequence", N_("Then"), blank=Consequence.NO_TITLE, codec=CONSEQUENCE_OF)
_GRADE = EntryField("grade", "grade", N_("Grade at most"), N_("the name of a grade"))
_OF_GRADE = (
    EntryField("units_share", "share", N_("Of the units, %"), N_("at most; empty: all"), None, codec=PERCENT),
    EntryField("share_of", "share_of", N_("Share counted of"), N_("có hạng; a grade"), codec=SHARE_OF),
    EntryField("units_rounded", "rounding", N_("Rounded"), blank=Rounding.DOWN, codec=ROUNDING_OF),
    EntryField("best", "best", N_("First places"), N_("empty: all"), None, codec=COUNT),
    EntryField("apart", "apart", N_("By sub-groups"), blank=False, codec=FLAG),
    EntryField("floors", "floors", N_("Floors, %"), N_("II: 85; *: 80 (each row)"), (), codec=SHARES_OF),
    EntryField("ballot", "ballot", N_("By ballot"), blank=False, codec=FLAG),
)
_TIES_HINT = N_("I.2, điểm trừ ít hơn, hạng năm trước, bốc thăm")
HEAD: tuple[EntryField, ...] = (
    EntryField("name", "name", N_("Name")),
    EntryField("source", "source", N_("Source")),
    EntryField("certainty", "certainty", N_("How sure")),
    *(EntryField(s.cap, s.cap, s.cap_label, blank=ZERO, codec=NUMBER) for s in CAPPED),
    EntryField(
        "tie_break",
        "tie_break",
        N_("Ties decided by"),
        _TIES_HINT,
        (),
        codec=TIES,
    ),
    EntryField("unassigned", "unassigned", N_("Not assigned"), blank=Unassigned.SCALE, codec=UNASSIGNED_OF),
    EntryField("self_most", "self_most", N_("Own sheet at most"), N_("empty: all"), None, codec=NUMBER),
    EntryField("rounding", "rounding", N_("Total rounded to"), N_("empty: 0,01"), None, codec=NUMBER),
    EntryField("ranked_apart", "ranked_apart", N_("Sub-groups apart"), blank=False, codec=FLAG),
    EntryField("grades_by_share", "grades_by_share", N_("Grades by share"), blank=False, codec=FLAG),
    EntryField("weighing", "weighing", N_("Layers join"), blank=Weighing.ROWS, codec=WEIGHING_OF),
)
"""What is typed of the whole set."""


def head_typed(typed: Mapping[str, str]) -> dict[str, object]:
    """Return what holds for the whole set, as it was typed; what is left out is absent.

    Raises:
        Refused: A number is none.
    """
    return {f.attribute: f.read(typed[f.key]) for f in HEAD if f.key in typed}


PARTS: Mapping[str, PartRules] = {
    **{k.key: PartRules(k.name, k.section.field, k.fields, partial(entry_of, k)) for k in KINDS},
    Part.GROUP: PartRules(N_("Group"), "groups", (CODE, _NAME, _FIRST, WEIGHT, MOST), _new_group),
    Part.BAR: PartRules(N_("No title"), "bars", (WORDS,), _bar),
    Part.KNOCK_OUT: PartRules(
        N_("Knock-out"), "knock_outs", (_NAME, _OF, _BELOW, _SHARE, _THEN, _GRADE), _knock_out
    ),
    Part.GRADE: PartRules(N_("Grade"), "grades", (_NAME, _FROM, *_OF_GRADE), lambda values: Grade(**values)),
    Part.LAYER: PartRules(N_("Layer"), "layers", LAYER_FIELDS, layer_typed),
}


def entry_typed(part: str, typed: Mapping[str, str]) -> Entry:
    """Return a part of a set as it was typed, by the keys of its fields.

    Raises:
        Refused: A number is none, or the text of a bar is empty.
    """
    rules = PARTS[part]
    return rules.made({field.attribute: field.read(typed.get(field.key, "")) for field in rules.fields})


class SetLine(NamedTuple):
    """One row of a set as it is listed.

    Attributes:
        part: What it is: a key of ``PARTS``.
        key: What names it among its kind: a code, a grade's name, the bar's text.
    """

    part: str
    key: str
    text: str
    points: Decimal | None
    entry: Entry


def row_typed(line: SetLine) -> dict[str, str]:
    """Return what was typed of a row, by the keys of its fields; of a bar or a name it is the key itself."""
    fields = PARTS[line.part].fields
    values = [getattr(line.entry, field.attribute, line.key) for field in fields]
    return {
        field.key: "" if value is None else field.codec.write(value)
        for field, value in zip(fields, values, strict=True)
    }


def set_lines(of: CriteriaSet) -> Iterator[SetLine]:
    """Yield the rows of a set in order."""
    found = most_of(of)
    for group in of.groups:
        yield SetLine(Part.GROUP, group.code, group.name, found[group.code], group)
        for each in group.criteria:
            yield _row_line(kind_of(GROUPS, each), each, found)
    for section in CAPPED:
        yield from (_row_line(kind_of(section, each), each, found) for each in getattr(of, section.field))
    for bar in of.bars:
        yield SetLine(Part.BAR, bar, bar, None, bar)
    for knock_out in of.knock_outs:
        yield SetLine(Part.KNOCK_OUT, knock_out.name, knock_out.name, knock_out.barred_below, knock_out)
    for grade in of.grades:
        yield SetLine(Part.GRADE, grade.name, grade.name, grade.at_least, grade)
    for layer in layers_of(of):
        yield SetLine(Part.LAYER, layer.code, layer.name, layer.weight, layer)


def _row_line(kind: KindRules, of: Criterion, found: Mapping[str, Decimal]) -> SetLine:
    points = found.get(of.code, of.maximum) if is_heading(of) else of.maximum
    return SetLine(kind.key, of.code, of.text, points, of)


def next_version(version: str) -> str:
    """Return the version after one: its last number counted up, or “.2” put behind it."""
    head = version.rstrip("0123456789")
    last = version[len(head) :]
    return f"{head}{int(last) + 1}" if last else f"{version}.2"
