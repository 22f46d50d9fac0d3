"""What the verbs of ``ktd score`` answer with ``--json``."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypedDict

from ktd_tui.domain.scoring import NotAssigned, SheetState


class CellTold(TypedDict):
    """One cell: blank is None."""

    unit: str
    code: str
    points: Decimal | None


class OfScorer(TypedDict):
    """What one of those who score has given."""

    scorer: str
    points: Decimal


class CellOfAll(TypedDict):
    """One cell of all who score a unit."""

    unit: str
    code: str
    points: list[OfScorer]


class ConfirmedTold(TypedDict):
    """How many cells took what was proposed, and why others did not."""

    cells: int
    refused: list[str]


class ReplyTold(TypedDict):
    """What a unit replied to points of a row; empty: nothing."""

    unit: str
    code: str
    reply: str


class BlankTold(TypedDict):
    """A criterion that is not scored."""

    unit: str
    code: str
    criterion: str


class SheetTold(TypedDict):
    """How a sheet stands."""

    unit: str
    layer: str
    state: SheetState


class BarsTold(TypedDict):
    """By which conditions a unit is barred from titles, each with why."""

    unit: str
    bars: Mapping[str, str]


class UnassignedTold(TypedDict):
    """What is not assigned to a unit."""

    unit: str
    not_assigned: Sequence[NotAssigned]


class SubGroupTold(TypedDict):
    """With which sub-group a unit is scored; empty: with none."""

    unit: str
    sub_group: str


class StaffTold(TypedDict):
    """The people of a unit, as typed."""

    unit: str
    people: str
    women: str
    titled: str
    disciplined: str


class PairTold(TypedDict):
    """Who scores whom."""

    scorer: str
    unit: str


class GapTold(TypedDict):
    """The gap that needs a reason; None: any gap."""

    gap_limit: Decimal | None
