"""A scroll bar that is drawn by the widget itself.

Textual's is a widget of its own: where it is needed it is made, styled and started once the page is laid out,
and the page then laid out anew, 7 ms of a list's 31.
"""

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scrollbar import ScrollBar
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as Scrolled
else:
    Scrolled = object  # a second widget among the bases would hide what the first one is styled by


class OwnBar(Scrolled):
    """What scrolls down, with room for the bar in its last column; needs ``overflow-y: hidden``."""

    _bar_for: tuple[int, int] = 0, 0
    """The rows in sight and all rows that the bar was drawn for."""

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there is more than what is in sight; Textual asks whether its own bar shows."""
        return self.max_scroll_y > 0 and not self._check_disabled()

    @property
    def scrollbar_size_vertical(self) -> int:
        """The columns that the bar takes, also where there is none: nothing moves when it comes."""
        return self.styles.scrollbar_size_vertical

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines, with the bar at their ends."""
        lines, wide = super().render_lines(crop), self.outer_size.width
        if crop.right < wide or not self.allow_vertical_scroll:
            return lines
        bar = self._bar()
        return [
            Strip([*line.crop(0, crop.width - 1), bar[y]], crop.width)
            for y, line in zip(crop.line_range, lines, strict=True)
        ]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Move the bar, too."""
        super().watch_scroll_y(old_value, new_value)
        if old_value != new_value:
            self._refresh_bar()

    def _scroll_update(self, virtual_size: Size) -> None:
        """Draw the bar anew where it has another length."""
        super()._scroll_update(virtual_size)
        if self._bar_for != (now := (self.container_size.height, virtual_size.height)):
            self._bar_for = now
            self._refresh_bar()

    def _refresh_bar(self) -> None:
        self.refresh(Region(self.outer_size.width - 1, 0, 1, self.outer_size.height))

    def _bar(self) -> list[Segment]:
        """Return the bar, row by row."""
        rows, styles = self.outer_size.height, self.styles
        drawn = ScrollBar.renderer.render_bar(
            size=rows,
            virtual_size=self.virtual_size.height,
            window_size=rows,
            position=self.scroll_y,
            back_color=styles.scrollbar_background.rich_color,
            bar_color=(styles.scrollbar_background + styles.scrollbar_color).rich_color,
        )
        return [Segment(text, style and style.clear_meta_and_links()) for text, style, _ in drawn.segments]
