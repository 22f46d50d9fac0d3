"""The styles of a widget's parts, each made when it is first asked for.

Textual makes those of all parts of a widget at each styling, a node for each: nine of a table, of which a
page that opens draws three.
"""

from collections.abc import Callable

from textual.css.styles import RenderStyles


class LateStyles(dict[str, RenderStyles]):
    """The styles of a widget's parts by the part's name; all are there, and made when they are looked at."""

    def __init__(self, names: frozenset[str], make: Callable[[str], RenderStyles]) -> None:
        super().__init__()
        self._names, self._make = names, make

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __missing__(self, name: str) -> RenderStyles:
        if name not in self._names:
            raise KeyError(name)
        self[name] = made = self._make(name)
        return made

    def renew(self) -> bool:
        """Make those anew that were looked at; tell whether one of them is otherwise now."""
        before = dict(self)
        self.clear()
        return [self[name] for name in before] != list(before.values())
