"""The order of blocs and of units: first by hand, then by number or in Vietnamese order."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.text import collate, roman

T = TypeVar("T")
NAMED = 10**9
"""Where names stand: behind all numbers."""


def blocs_in_order(blocs: Iterable[Bloc]) -> list[Bloc]:
    """Return blocs as they stand in lists: by the place given by hand, then by their numbers («II», «10»)."""
    return sorted(blocs, key=lambda bloc: (bloc.place, *_numbered(bloc.code), collate(bloc.name)))


def units_in_order(units: Iterable[Unit]) -> list[Unit]:
    """Return units in the order of protocol; where none is kept by hand, in Vietnamese order."""
    return sorted(units, key=lambda unit: (unit.protocol, collate(unit.name)))


def is_numbered(code: str) -> bool:
    """Tell whether a bloc goes by a number («V», «10»), not by a name («Các trường»)."""
    return _numbered(code)[0] < NAMED


def _numbered(code: str) -> tuple[int, object]:
    """Return a key by which numbers stand by their value, whatever is no number behind them."""
    if found := re.search(r"\d+", code):
        return int(found[0][:9]), collate(code)
    value = roman(code.strip().upper())
    return NAMED if value is None else value, collate(code)


def moved(things: Sequence[T], at: int, by: int) -> list[T]:
    """Return a list with one of its things moved up (negative) or down; it stops at the ends."""
    rest = [*things[:at], *things[at + 1 :]]
    to = min(max(at + by, 0), len(rest))
    return [*rest[:to], things[at], *rest[to:]]
