"""What is typed of a layer, and how a set takes one in: its code, and its place among the others."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from ktd_tui.domain.layering.layers import Beginning, Filler, Joining, ScoreLayer, Weighing
from ktd_tui.domain.scoring import CriteriaSet, Layer
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.kinds.fields import CODE, NAMES, NUMBER, PERCENT, Codec, EntryField, chosen
from ktd_tui.rules.scoring.scorers.listed import layers_of
from ktd_tui.text import fold

E = TypeVar("E", bound=StrEnum)
FIXED: Mapping[Filler, str] = {Filler.UNIT: Layer.SELF.value, Filler.CROSS: Layer.CROSS.value}
"""A unit's own layer and the cross layer are there once at most: their codes are always the same."""
_FILLERS = {
    Filler.UNIT: "đơn vị tự chấm",
    Filler.CROSS: "chấm chéo",
    Filler.BLOC: "lãnh đạo khối",
    Filler.APPRAISER: "thẩm định",
}
_JOININGS = {Joining.MEAN: "trung bình", Joining.TRIMMED: "bỏ cao nhất, thấp nhất"}
_BEGINNINGS = {Beginning.BLANK: "để trống", Beginning.BEFORE: "lớp trước", Beginning.MEAN: "trung bình"}


def _codec(of: type[E], words: Mapping[E, str], labels: Mapping[E, str]) -> Codec:
    return Codec(
        lambda text: chosen(of, words, text),
        lambda one: words[one],
        {words[one]: labels[one] for one in of},
    )


def _whole(text: str) -> int:
    if not text.strip().isdecimal():
        raise Refused(N_("“{text}” is no whole number."), text=text)
    return int(text)


_FILLER_OF = _codec(
    Filler,
    _FILLERS,
    {
        Filler.UNIT: N_("the unit itself"),
        Filler.CROSS: N_("the units that were assigned"),
        Filler.BLOC: N_("the bloc's leadership"),
        Filler.APPRAISER: N_("an appraiser"),
    },
)
_JOINING_OF = _codec(
    Joining, _JOININGS, {Joining.MEAN: N_("mean"), Joining.TRIMMED: N_("mean without highest and lowest")}
)
_BEGINNING_OF = _codec(
    Beginning,
    _BEGINNINGS,
    {
        Beginning.BLANK: N_("left blank"),
        Beginning.BEFORE: N_("the layer before, to be confirmed"),
        Beginning.MEAN: N_("the mean of those before, to be confirmed"),
    },
)
WEIGHING_OF = _codec(
    Weighing,
    {Weighing.ROWS: "từng tiêu chí", Weighing.TOTALS: "tổng điểm"},
    {Weighing.ROWS: N_("row by row"), Weighing.TOTALS: N_("by the totals of sheets")},
)
_PLACE_OF = Codec(_whole, str)

LAYER_FIELDS = (
    CODE._replace(hint=N_("short; empty: from the name"), column=""),
    EntryField("name", "name", N_("Name"), N_("for example Thẩm định")),
    EntryField("by", "filled_by", N_("Filled by"), blank=Filler.APPRAISER, codec=_FILLER_OF),
    EntryField("accounts", "accounts", N_("Accounts"), N_("empty: all with the role"), (), codec=NAMES),
    EntryField("counts", "weight", N_("Weight"), N_("0: counts nothing"), Decimal(0), codec=PERCENT),
    EntryField("joining", "joining", N_("Scorers join by"), blank=Joining.MEAN, codec=_JOINING_OF),
    EntryField("rounded", "rounding", N_("Rows rounded to"), N_("empty: not at all"), None, codec=NUMBER),
    EntryField("begins", "begins", N_("Begins from"), blank=Beginning.BLANK, codec=_BEGINNING_OF),
    EntryField("gap", "gap_limit", N_("Reason from a gap over"), N_("empty: the year's"), None, codec=NUMBER),
    EntryField("place", "place", N_("Order"), N_("empty: the last"), 0, codec=_PLACE_OF),
)
"""What is typed of a layer."""


def layer_typed(values: Mapping[str, Any]) -> ScoreLayer:
    """Return a layer as it was typed; without a code one is made of its name."""
    if not values["name"]:
        raise Refused(N_("The layer needs a name."))
    code = FIXED.get(values["filled_by"]) or values["code"] or fold(values["name"]).replace(" ", "-")
    return ScoreLayer(**{**values, "code": code})


def with_layer(of: CriteriaSet, key: str | None, layer: ScoreLayer) -> CriteriaSet:
    """Return the set with a layer changed (``key``) or added (None), at its place; later ones move on."""
    others = [one for one in layers_of(of) if one.code != key]
    at = min(layer.place - 1, len(others)) if layer.place else len(others)
    return of.with_(layers=_placed([*others[:at], layer, *others[at:]]))


def without_layer(of: CriteriaSet, key: str) -> CriteriaSet:
    """Return the set without a layer."""
    return of.with_(layers=tuple(one for one in layers_of(of) if one.code != key))


def _placed(layers: list[ScoreLayer]) -> tuple[ScoreLayer, ...]:
    return tuple(one.model_copy(update={"place": place}) for place, one in enumerate(layers, 1))
