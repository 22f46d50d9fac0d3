"""What follows from things that never change, kept while these are in use."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

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


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function gives for the last so many arguments; only for arguments that never change."""

    def around(function: Callable[P, T]) -> Callable[P, T]:
        plain: Callable[..., T] = function

        @lru_cache(most)
        def known(*same: _Same) -> T:
            return plain(*(one.of for one in same))

        @wraps(function)
        def of(*args: P.args, **_: P.kwargs) -> T:
            return known(*(_Same(one) for one in args))

        return of

    return around
