"""How people decided between units that are equal in everything a regulation looks at."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record


class SettledBy(StrEnum):
    """Who or what decides between equals: the lot, the chair's vote, the meeting's vote."""

    LOT = "lot"
    CHAIR = "chair"
    VOTE = "vote"


class TieDecision(Record):
    """How people decided between units that are equal in everything that a regulation looks at.

    It holds while the units are equal: where points change, it says nothing any more.

    Attributes:
        about: The grade or title whose last place they contend for; empty: their rank.
        unit_ids: The units, the one that comes first first.
        by: What decided.
        who: Who decided, or who drew the lot, as papers say it.
        told: How it was done, or on which ground.
        at: When it was recorded.
        recorded_by: The account that recorded it.
    """

    table: ClassVar[str] = "tie_decisions"

    bloc_year_id: str
    about: str = ""
    unit_ids: tuple[str, ...]
    by: SettledBy = SettledBy.LOT
    who: str = Field(min_length=1)
    told: str = ""
    at: datetime
    recorded_by: str = ""
