"""A screen that is not painted between two keys of a burst: each picture would be gone before it was seen."""

from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from ktd_tui.terminal.ordered import OrderedKeys

AT_LEAST_EVERY = 0.1
"""Seconds after which it is painted however many keys wait."""
Result = TypeVar("Result")


class PatientScreen(Screen[Result]):
    """A screen of an ``OrderedKeys`` app. What keys wait for (layout, scrolling, callbacks) is never put off."""

    _painted_at = 0.0

    def _on_timer_update(self) -> None:
        """Paint, or look again at the timer's next tick."""
        needed = (
            self._layout_required or self._scroll_required or self._recompose_required or bool(self._callbacks)
        )
        waiting = cast("OrderedKeys[object]", self.app).keys_wait
        if waiting and not needed and monotonic() - self._painted_at < AT_LEAST_EVERY:
            return
        self._painted_at = monotonic()
        super()._on_timer_update()
