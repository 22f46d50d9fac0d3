"""What is typed of the rows of a criteria set, and how it is read and written: forms, commands and tables."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.results.grades import RANKED, Level, Rounding
from ktd_tui.domain.results.ties import DEDUCTIONS, LAST_RANK, LOT, WOMEN, women_needed
from ktd_tui.domain.scoring import Layer, Unassigned
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.kinds.due import due_read, due_written
from ktd_tui.text import fold
from ktd_tui.words import number, parse_decimal, plain_number, whole_number

ZERO = Decimal(0)
YES = "có"
"""What tables say of a field that is yes or no."""
E = TypeVar("E", bound=StrEnum)


class Codec(NamedTuple):
    """How a value is typed and shown.

    Attributes:
        choices: By what is typed, a msgid for each; empty: anything.
        many: Its parts stand one a line.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    choices: Mapping[str, str] = {}
    many: bool = False


def _level(text: str) -> Level:
    name, _, points = text.rpartition(":")
    if not name.strip():
        raise Refused(
            N_("“{text}”: write each level with its points, for example “Tốt: 8; Khá: 5”."), text=text
        )
    return Level(name=name.strip(), points=parse_decimal(points))


def _in_percent(text: str) -> Decimal:
    """Read what is a share in per cent by its name: the sign may stand behind it."""
    return parse_decimal(text.strip().removesuffix("%"))


def _shares(text: str) -> tuple[Level, ...]:
    return _levels(text.replace("%", ""))


def _levels(text: str) -> tuple[Level, ...]:
    return tuple(_level(part) for part in text.replace("\n", ";").split(";") if part.strip())


def chosen(of: type[E], words: Mapping[E, str], text: str) -> E:
    """Return the one that a word means.

    Raises:
        Refused: It means none.
    """
    for one in of:
        if fold(text) in (fold(one), fold(words[one])):
            return one
    raise Refused(N_("“{text}” is not one of: {words}."), text=text, words=", ".join(words.values()))


_LAYERS: Mapping[str, str] = {
    Layer.SELF.value: "tự chấm",
    Layer.CROSS.value: "chấm chéo",
    Layer.BLOC.value: "khối chấm",
}
_CONSEQUENCES = {
    Consequence.NO_TITLE: "không danh hiệu",
    Consequence.GRADE: "hạ loại",
    Consequence.LAST: "xếp cuối",
}
_ROUNDINGS = {
    Rounding.DOWN: "làm tròn xuống",
    Rounding.HALF_UP: "làm tròn nửa lên",
    Rounding.UP: "làm tròn lên",
}
_UNASSIGNED = {
    Unassigned.SCALE: "quy đổi",
    Unassigned.FULL: "đủ điểm",
    Unassigned.SHARE: "theo tỷ lệ",
}
TEXT = Codec(str, str)
NUMBER = Codec(parse_decimal, plain_number)
PERCENT = Codec(_in_percent, plain_number)
NUMBERS = (NUMBER, PERCENT)
FLAG = Codec(
    lambda text: fold(text) in {fold(YES), "x", "yes", "1"},
    lambda value: YES if value else "",
    {"": N_("no"), YES: N_("yes")},
)
LEVELS_OF = Codec(
    _levels, lambda of: "\n".join(f"{one.name}: {plain_number(one.points)}" for one in of), many=True
)
SHARES_OF = LEVELS_OF._replace(read=_shares)
NAMES = Codec(
    lambda text: tuple(part.strip() for part in text.replace("\n", ";").split(";") if part.strip()),
    "\n".join,
    many=True,
)
CODES = Codec(
    lambda text: tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip()),
    ", ".join,
)
_TIES = {DEDUCTIONS: "điểm trừ ít hơn", LAST_RANK: "hạng năm trước", LOT: "bốc thăm"}
_WOMEN = re.compile(r"nu tu (\d{1,3}) ?%?")


def _count(text: str) -> int:
    if not (found := whole_number(text)):
        raise Refused(N_("At least 1."))
    return found


def _tie(text: str) -> str:
    """Return a tie-break as it is kept: a code, or what is told of beside points («nữ từ 70 %»)."""
    if found := _WOMEN.fullmatch(fold(text)):
        return f"{WOMEN}:{found.group(1)}"
    return next((tie for tie, words in _TIES.items() if fold(words) == fold(text)), text)


def _tie_said(tie: str) -> str:
    needed = women_needed(tie)
    return f"nữ từ {number(needed)}%" if needed is not None else _TIES.get(tie, tie)


TIES = Codec(
    lambda text: tuple(map(_tie, CODES.read(text))), lambda ties: CODES.write(tuple(map(_tie_said, ties)))
)
ROUNDING_OF = Codec(
    lambda text: chosen(Rounding, _ROUNDINGS, text),
    lambda one: _ROUNDINGS[one],
    {
        _ROUNDINGS[Rounding.DOWN]: N_("rounded down"),
        _ROUNDINGS[Rounding.HALF_UP]: N_("rounded half up"),
        _ROUNDINGS[Rounding.UP]: N_("rounded up"),
    },
)
COUNT = Codec(_count, str)
LAYER_OF = Codec(
    lambda text: next((code for code, word in _LAYERS.items() if fold(text) == fold(word)), text.strip()),
    lambda layer: _LAYERS.get(layer, layer or ""),
    {
        "": N_("every layer"),
        _LAYERS[Layer.SELF]: N_("Self scores"),
        _LAYERS[Layer.CROSS]: N_("Cross scores"),
        _LAYERS[Layer.BLOC]: N_("Bloc's scores"),
    },
)
"""A layer that the set has of its own is written by its code or name; ``criteria_checks`` knows them."""
CONSEQUENCE_OF = Codec(
    lambda text: chosen(Consequence, _CONSEQUENCES, text),
    lambda one: _CONSEQUENCES[one],
    {"không danh hiệu": N_("no title"), "hạ loại": N_("at most a grade"), "xếp cuối": N_("last in rank")},
)
UNASSIGNED_OF = Codec(
    lambda text: chosen(Unassigned, _UNASSIGNED, text),
    lambda one: _UNASSIGNED[one],
    {
        _UNASSIGNED[Unassigned.SCALE]: N_("the rest is scaled up"),
        _UNASSIGNED[Unassigned.FULL]: N_("full points"),
        _UNASSIGNED[Unassigned.SHARE]: N_("ranked by share of the own most"),
    },
)


_OF_RANKED = "có hạng"
SHARE_OF = Codec(
    lambda text: RANKED if fold(text) in {fold(_OF_RANKED), RANKED} else text.strip(),
    lambda of: _OF_RANKED if of == RANKED else of,
)


class EntryField(NamedTuple):
    """Something that is typed of a row of a criteria set.

    Attributes:
        key: What forms and commands call it.
        attribute: The attribute of the row that it goes to.
        label: What the form says before it.
        hint: What the form says while it is empty.
        blank: What stands where nothing is typed.
        column: The column of an imported table (see ``sheets.columns``).
        only_new: Asked for a new row only.
        codec: How it is read and shown.
    """

    key: str
    attribute: str
    label: str
    hint: str = ""
    blank: Any = ""
    column: str = ""
    only_new: bool = False
    codec: Codec = TEXT

    @property
    def is_text(self) -> bool:
        """Whether it is not a number."""
        return self.codec not in NUMBERS

    @property
    def is_choice(self) -> bool:
        """Whether one of a few words is chosen."""
        return bool(self.codec.choices)

    def read(self, text: str) -> Any:
        """Return the value of what was typed.

        Raises:
            Refused: It is none.
        """
        return self.codec.read(text) if text else self.blank

    def cell(self, value: Any) -> str | Decimal | None:
        """Return a value as a table has it: numbers as numbers, nothing for what stands for nothing."""
        if value is None or (value == self.blank and not self.is_needed):
            return None
        return value if self.codec in NUMBERS else self.codec.write(value).replace("\n", "; ")

    @property
    def is_needed(self) -> bool:
        """Whether a table always says it."""
        return self.attribute == "maximum"


CODE = EntryField("code", "code", N_("Code"), column="code")
WORDS = EntryField("text", "text", N_("Text"), column="text")
MAXIMUM = EntryField("points", "maximum", N_("At most"), blank=ZERO, column="maximum", codec=NUMBER)
CAP = MAXIMUM._replace(hint=N_("empty: all that stands under it"))
EACH = EntryField("each", "each", N_("Each time"), blank=None, column="each", codec=NUMBER)
BARRED_BELOW = EntryField(
    "barred_below",
    "barred_below",
    N_("No title below"),
    N_("empty: no such bound"),
    None,
    "bar",
    codec=NUMBER,
)
RULE = EntryField("rule", "rule", N_("Rule"), N_("how it is scored"), column="rule")
UNDER = EntryField(
    "under", "under", N_("Under"), N_("code of its heading; empty: in the group"), column="under"
)
WEIGHT = EntryField("weight", "weight", N_("Coefficient"), N_("empty: 1"), Decimal(1), "weight", codec=NUMBER)
STEP = EntryField(
    "step", "step", N_("Steps of points"), N_("for example 0,25; empty: 0,01"), None, "step", codec=NUMBER
)
ON_TARGET = EntryField(
    "on_target",
    "on_target",
    N_("At the target"),
    N_("points; empty: by the kind"),
    None,
    "on_target",
    codec=NUMBER,
)
LOWER = EntryField("lower", "lower", N_("Lower is better"), blank=False, column="lower", codec=FLAG)
LEVELS = EntryField(
    "levels",
    "levels",
    N_("Levels"),
    N_("Tốt: 8; Khá: 5; of a scale 95: 20; 90: 15"),
    (),
    "levels",
    codec=LEVELS_OF,
)
HIGHEST = EntryField("highest", "highest", N_("Highest alone"), blank=False, column="highest", codec=FLAG)
COUNTED_IN = EntryField(
    "counted_in", "counted_in", N_("Counted in"), N_("for example vụ, %"), column="counted_in"
)
LAYER = EntryField("layer", "layer", N_("Scored by"), blank=None, column="layer", codec=LAYER_OF)
SUB_GROUPS = EntryField(
    "sub_groups",
    "sub_groups",
    N_("Only for"),
    N_("sub-groups of units; empty: all"),
    (),
    "sub_groups",
    codec=NAMES,
)
DUE = EntryField(
    "due",
    "due",
    N_("Due on"),
    N_("30/11, or 15/01 năm sau; empty: as the stage"),
    column="due_each",
    codec=Codec(due_read, due_written),
)
MOST = EntryField("most", "maximum", N_("At most"), N_("empty: its criteria together"), None, codec=NUMBER)
