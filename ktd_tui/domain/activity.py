"""What units do in the year: their part in a movement, activities, exchange, the board of good practice."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record


class Concretisation(Record):
    """Cụ thể hoá: what one unit made of a movement in one year, and what came of it."""

    table: ClassVar[str] = "concretisations"

    bloc_year_id: str
    movement_id: str
    unit_id: str
    text: str = ""
    result: str = ""


class ActivityKind(StrEnum):
    """Hoạt động of a movement, or giao lưu between units."""

    ACTIVITY = "activity"
    EXCHANGE = "exchange"


class Activity(Record):
    """Hoạt động thi đua: what was held, when, where, by which unit, with what result.

    Attributes:
        unit_id: The unit that holds it.
        partner_ids: The other units of an exchange.
    """

    table: ClassVar[str] = "activities"

    bloc_year_id: str
    movement_id: str | None = None
    unit_id: str
    partner_ids: tuple[str, ...] = ()
    kind: ActivityKind = ActivityKind.ACTIVITY
    title: str = Field(min_length=1)
    day: date | None = None
    place: str = ""
    result: str = ""


class Post(Record):
    """Kinh nghiệm hay: good practice that a unit shares with all others, of every bloc.

    Attributes:
        author: The account's name, for readers.
    """

    table: ClassVar[str] = "posts"

    unit_id: str
    uid: int
    author: str
    at: datetime
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Reply(Record):
    """Trao đổi: an answer to a post, from any unit."""

    table: ClassVar[str] = "replies"

    post_id: str
    unit_id: str | None
    uid: int
    author: str
    at: datetime
    text: str = Field(min_length=1)
