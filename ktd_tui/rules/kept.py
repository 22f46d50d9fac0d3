"""What follows from things that never change, kept while these are in use."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from ktd_tui.domain.base import Record

P = ParamSpec("P")
T = TypeVar("T")


class _Same:
    """A thing as itself: to compare a criteria set row by row would cost more than to reckon anew."""

    __slots__ = ("of",)

    def __init__(self, of: object) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.of is self.of


class _SameParts:
    """A reading of records: the same where each record in it is as it was, and each plain value equal."""

    __slots__ = ("_hash", "of", "parts")

    def __init__(self, of: object) -> None:
        self.of = of
        self.parts = _parts(of)
        self._hash = hash(self.parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameParts) and other.parts == self.parts


class _SameRecord:
    """A record as it is stored: readings of it are copies, and a revision given up may come again."""

    __slots__ = ("of",)

    def __init__(self, of: Record) -> None:
        self.of = of

    def __hash__(self) -> int:
        return hash((self.of.id, self.of.rev))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameRecord) and other.of == self.of


def _parts(of: object) -> object:
    if isinstance(of, Record):
        return _SameRecord(of)
    if isinstance(of, list | tuple):
        return tuple(_parts(one) for one in of)
    if isinstance(of, Mapping):
        return tuple((key, _parts(value)) for key, value in of.items())
    return of if isinstance(of, str | int | Decimal | None) else id(of)


def kept(most: int, *, parts: bool = False) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function gives for the last so many arguments; only for arguments that never change.

    Args:
        most: How many.
        parts: The arguments are put together anew each time from records that are the same.
    """
    same = _SameParts if parts else _Same

    def around(function: Callable[P, T]) -> Callable[P, T]:
        plain: Callable[..., T] = function

        @lru_cache(most)
        def known(*args: _Same | _SameParts) -> T:
            return plain(*(one.of for one in args))

        @wraps(function)
        def of(*args: P.args, **_: P.kwargs) -> T:
            return known(*(same(one) for one in args))

        return of

    return around
