"""Where one was on a page: kept when one leaves, gone back to when one comes; and what was just added."""

import json
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.widgets import OptionList
from textual.widgets.option_list import OptionDoesNotExist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen
    from textual.widget import Widget

FOCUS = "focus"


@runtime_checkable
class Returning(Protocol):
    """A list that can say where its cursor is, and go there again."""

    def kept_place(self) -> str:
        """Return where the cursor is, by what stands there."""

    def return_to(self, place: str) -> None:
        """Put the cursor there, where it is there still."""


@runtime_checkable
class Rows(Protocol):
    """A list of rows that are told apart by keys."""

    def row_keys(self) -> list[str]:
        """Return the keys in order."""

    def go_to(self, key: str) -> None:
        """Put the cursor on a row, where it is there."""


def place_on(screen: "Screen[Any]") -> str:
    """Return where one is on a page: the list that has the focus, and what is marked in each."""
    found = {of.id: where for of in _lists(screen) if of.id and (where := _marked(of))}
    focus = screen.focused.id if screen.focused else None
    return json.dumps({FOCUS: focus or "", **found}, ensure_ascii=False)


def go_back_to(screen: "Screen[Any]", place: str) -> None:
    """Put cursors and focus where they were; what is not there any more stays as it is."""
    try:
        kept = json.loads(place)
    except ValueError:
        return
    if not isinstance(kept, dict):
        return
    for of in _lists(screen):
        _mark(of, str(kept.get(of.id, "")))
        if of.id == kept.get(FOCUS) and of.focusable:
            of.focus()


def rows_of(screen: "Screen[Any]") -> list[tuple[Rows, frozenset[str]]]:
    """Return the keys that each list of a page has now."""
    return [(of, frozenset(of.row_keys())) for of in screen.query("*") if isinstance(of, Rows)]


def go_to_added(before: list[tuple[Rows, frozenset[str]]]) -> None:
    """Put the cursor of each list on the row that it did not have before."""
    for rows, known in before:
        if added := [key for key in rows.row_keys() if key not in known]:
            rows.go_to(added[0])


def _lists(screen: "Screen[Any]") -> "Iterator[Widget]":
    return (of for of in screen.query("*") if isinstance(of, (Returning, OptionList)))


def _marked(of: "Widget") -> str:
    match of:
        case OptionList(highlighted=int(at)):
            return of.get_option_at_index(at).id or ""
        case Returning():
            return of.kept_place()
        case _:
            return ""


def _mark(of: "Widget", where: str) -> None:
    match of:
        case OptionList() if where:
            try:
                of.highlighted = of.get_option_index(where)
            except OptionDoesNotExist:
                return
        case Returning() if where:
            of.return_to(where)
        case _:
            return
