"""Lists whose order is kept by hand: the marked record goes up and down by keys."""

from collections.abc import Callable

from textual import work

from screens.base import KtdScreen


class OrderedScreen(KtdScreen):
    """A screen that says what moving its marked record does."""

    def moving(self, by: int) -> Callable[[], object] | None:
        """Return what moves the marked record by so many places; None where none is marked."""
        raise NotImplementedError

    def action_move_up(self) -> None:
        """Move the marked record up."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move the marked record down."""
        self._move(1)

    @work(exclusive=True)
    async def _move(self, by: int) -> None:
        if (move := self.moving(by)) is not None:
            await self.act(move)
            self.action_reload()
