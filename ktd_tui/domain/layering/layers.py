"""Lớp chấm: whose points of a unit there are in a year, in which order, and what each of them counts."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from ktd_tui.domain.base import Points, Value


class Filler(StrEnum):
    """Who fills a layer: the unit itself, assigned units, the bloc's leadership, an appraiser."""

    UNIT = "unit"
    CROSS = "cross"
    BLOC = "bloc"
    APPRAISER = "appraiser"


class Joining(StrEnum):
    """How the points of several scorers join: their mean, or the mean without the highest and the lowest."""

    MEAN = "mean"
    TRIMMED = "trimmed"


class Weighing(StrEnum):
    """What the weights of layers and the means of scorers are taken of: each row, or the totals of sheets."""

    ROWS = "rows"
    TOTALS = "totals"


class Beginning(StrEnum):
    """What a blank cell of a layer proposes: nothing, what stands in the layer before, the mean of those."""

    BLANK = "blank"
    BEFORE = "before"
    MEAN = "mean"


class ScoreLayer(Value):
    """One layer of points.

    Attributes:
        code: What sheets and commands name it by; a unit's own is ``self``, the cross layer ``cross``.
        name: What the bloc calls it («Thẩm định»).
        accounts: The accounts that fill it alone; empty: everybody with the role.
        weight: Its share in the result, beside the weights of the others; 0: it is shown, and counts nothing.
        rounding: To what the points of a row (where sheets are joined by totals: the total instead) are
            rounded once its scorers are joined; None: not at all.
        begins: What a blank cell proposes, to be confirmed.
        gap_limit: Points by which it may differ from the layer before without a reason; None: the year's.
        place: Its place among the layers.
    """

    code: str = Field(min_length=1)
    name: str = Field(min_length=1)
    filled_by: Filler = Filler.APPRAISER
    accounts: tuple[str, ...] = ()
    weight: Points = Decimal(0)
    joining: Joining = Joining.MEAN
    rounding: Points | None = None
    begins: Beginning = Beginning.BLANK
    gap_limit: Points | None = None
    place: int = Field(default=0, ge=0)
