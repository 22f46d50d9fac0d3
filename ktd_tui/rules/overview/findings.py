"""What a leader must know of a year, and the few things to decide this week."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.rules.signs import Status

WEEK = 7
"""Days ahead that a leader looks."""
DECISIONS = 5


class Topic(StrEnum):
    """What a finding is about; in this order they are told, and come up for decision."""

    LATE = "late"
    TITLES = "titles"
    GAPS = "gaps"
    EVIDENCE = "evidence"
    WEAK = "weak"
    MOVED = "moved"


class Concern(NamedTuple):
    """One thing that a leader must know.

    Attributes:
        status: How it stands; None for what only calls for thought.
        text: What, in words.
        bloc: The bloc's short name; empty: the whole council.
        days: Days left, negative once it is late; None where no day is set.
        ring: Whom to ring, with the office.
        weight: How much of it there is, to put the worst first.
        bloc_year_id: The year that it belongs to; empty before there is one.
        place: Where it is mended: a key of the year's page.
        unit_id: The unit at which it is mended, where it is at one.
        code: The criterion, where it is about one.
        bloc_id: The bloc that has no such year yet.
    """

    topic: Topic
    status: Status | None
    text: str
    bloc: str = ""
    days: int | None = None
    ring: str = ""
    weight: float = 0
    bloc_year_id: str = ""
    place: str = ""
    unit_id: str | None = None
    code: str = ""
    bloc_id: str = ""


def pressing_order(found: Iterable[Concern]) -> tuple[Concern, ...]:
    """Return findings by topic, in each the most pressing first."""
    topics = list(Topic)
    return tuple(sorted(found, key=lambda one: (topics.index(one.topic), *_pressing(one))))


def _pressing(of: Concern) -> tuple[bool, int, float]:
    """Order what is late by its days, then what has no day by how much of it there is."""
    return of.status is not Status.LATE, of.days if of.days is not None else WEEK, -of.weight


def to_decide(found: Iterable[Concern]) -> tuple[Concern, ...]:
    """Return the things to decide this week: the worst of each topic, then the next ones, five in all."""
    turns: dict[Topic, int] = {}
    placed: list[tuple[int, Concern]] = []
    for one in pressing_order(found):
        if one.status in (Status.LATE, Status.DUE):
            turns[one.topic] = turns.get(one.topic, 0) + 1
            placed.append((turns[one.topic], one))
    return tuple(one for _, one in sorted(placed, key=lambda entry: entry[0])[:DECISIONS])
