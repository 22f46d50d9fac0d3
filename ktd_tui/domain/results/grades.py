"""Grades: the name for so many points, and what else it takes: a share of the units, floors, a ballot."""

from enum import StrEnum

from pydantic import Field

from ktd_tui.domain.base import Points, Value


class Rounding(StrEnum):
    """How a share of units becomes a number of units."""

    DOWN = "down"
    HALF_UP = "half-up"
    UP = "up"


class Level(Value):
    """Mức: a level that is chosen, or a step of a scale, with its points.

    Attributes:
        name: What it is called; of a step the number from which on (or up to which) it holds.
    """

    name: str = Field(min_length=1)
    points: Points


class Grade(Value):
    """Xếp loại: the name for a total of at least so many points, and what else it takes.

    Attributes:
        share: At most so many per cent of the units get it; None: as many as reach it.
        share_of: Of what that is a share: empty: of all units; ``RANKED``: of those that have a rank; the
            name of a grade: of those that reach it, before its own places are counted.
        rounding: How that share becomes a number of units.
        best: Only so many of the ranking's first places get it; None: all.
        apart: Share and places are counted in each sub-group of units by itself.
        floors: By a code the smallest share of its most points, per cent; «*»: of each row of the groups.
        ballot: The meeting confirms it by ballot; who is not confirmed gets the next grade.
    """

    name: str
    at_least: Points
    share: Points | None = None
    share_of: str = ""
    rounding: Rounding = Rounding.DOWN
    best: int | None = Field(default=None, ge=1)
    apart: bool = False
    floors: tuple[Level, ...] = ()
    ballot: bool = False


RANKED = ":ranked"
EACH_ROW = "*"
"""What a floor is called that holds for each row of the groups."""
