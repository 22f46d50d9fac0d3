"""Where a page may end within what is set: between rows of a table, between lines above the signatures."""

from typing import Any, cast

from ktd_tui.papers.render.frame import Text
from ktd_tui.papers.render.keeping import FEWEST, LEAST_TORN
from ktd_tui.papers.render.looks import RULE
from ktd_tui.papers.render.tags import tagged

# isort: split
from reportlab.platypus import FrameBreak, KeepTogether, LongTable


class Ruled(LongTable):
    """A table whose lines are decoration to who has the page read aloud.

    Its last row is never alone on a page, nor is the heading of a group the last on one.
    """

    @property
    def heights(self) -> list[float]:
        """The height of each row, once it is wrapped."""
        rows: list[float] = cast("Any", self)._rowHeights  # noqa: SLF001  # no public way
        return rows

    def _getFirstPossibleSplitRowPosition(self, *args: Any, **more: Any) -> int:  # noqa: N802  # reportlab's
        own = cast("Any", super())
        at = int(own._getFirstPossibleSplitRowPosition(*args, **more))  # noqa: SLF001  # as above
        first = cast("Any", self).repeatRows + 1
        here = at - 1 if at == len(self.heights) - 1 else at  # the last row alone: a sum, a last name
        while here > first and self._strong(here - 1) and not self._strong(here):
            here -= 1
        return here if here >= first else at

    def _strong(self, place: int) -> bool:
        cell: Any = cast("Any", self)._cellvalues[place][0]  # noqa: SLF001  # as above
        text = cell if isinstance(cell, Text) else next(iter(cell), None)
        return isinstance(text, Text) and text.style.name.startswith("strong")

    def _drawLines(self) -> None:  # noqa: N802  # reportlab's
        with tagged(self.canv).artifact():
            super()._drawLines()  # type: ignore[misc]  # types-reportlab has it not


class SignedEnd(KeepTogether):
    """The end of a paper, on one page; of the text that begins it, no more goes along than its last lines.

    So a page is not left white because a whole paragraph had to stand above the signatures.
    """

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803  # reportlab's
        """Tear the first long text, where the whole does not fit; else as it is."""
        of: Any = self  # types-reportlab has not what it keeps
        content, room = list(of._content), availHeight  # noqa: SLF001  # no public way
        for place, one in enumerate(content):
            if availHeight >= of._H or not isinstance(one, Text | Ruled):  # noqa: SLF001  # as above
                break
            height = one.wrap(availWidth, availHeight)[1]
            if isinstance(one, Ruled):
                if parts := _but_the_last_row(one, availWidth, room - one.getSpaceBefore()):
                    ends = SignedEnd([parts[1], *content[place + 1 :]])
                    return [*content[:place], parts[0], FrameBreak(), ends]
                break
            leading = one.style.leading
            here = min(round(height / leading) - FEWEST, int((room - one.getSpaceBefore()) / leading))
            if here >= FEWEST:
                stays, goes = one.split(availWidth, (here + 0.5) * leading)
                return [*content[:place], stays, FrameBreak(), SignedEnd([goes, *content[place + 1 :]])]
            room -= one.getSpaceBefore() + height + one.getSpaceAfter()
        whole: list[Any] = super().split(availWidth, availHeight)
        return whole


def _but_the_last_row(table: Ruled, width: float, room: float) -> list[Any]:
    """Split a table where the room ends, at the latest above its last row; empty where it cannot be.

    Of two rows neither is to stand alone.
    """
    if len(table.heights) <= LEAST_TORN:  # with the head
        return []
    parts: list[Any] = table.split(width, min(room, sum(table.heights[:-1]) + RULE))
    return parts if len(parts) > 1 else []
