"""Scroll bars that are drawn by the widget itself.

Textual's are widgets of their own: where one is needed it is made, styled and started once the page is laid
out, and the page then laid out anew, 7 ms of a list's 31.
"""

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scrollbar import ScrollBar
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as Scrolled
else:
    Scrolled = object  # a second widget among the bases would hide what the first one is styled by


class OwnBar(Scrolled):
    """What scrolls with bars in its last column and row; needs ``overflow: hidden hidden``.

    The column is free where there is no bar, too: nothing moves when it comes.

    Attributes:
        BELOW: There is a bar below, where it can be scrolled sideways.
    """

    BELOW: ClassVar[bool] = True
    _bars_for: object = None
    """The sizes in sight and of all that the bars were drawn for."""

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there is more below or above; Textual asks whether its own bar shows."""
        return self.max_scroll_y > 0 and not self._check_disabled()

    @property
    def allow_horizontal_scroll(self) -> bool:
        """Whether there is more beside what is in sight."""
        return self.max_scroll_x > 0 and not self._check_disabled()

    @property
    def scrollbar_size_vertical(self) -> int:
        """The columns that the bar at the right takes."""
        return self.styles.scrollbar_size_vertical

    @property
    def scrollbar_size_horizontal(self) -> int:
        """The rows that the bar below takes."""
        return self.styles.scrollbar_size_horizontal if self.BELOW and self.max_scroll_x > 0 else 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines, with the bars at their ends."""
        lines, (wide, high) = super().render_lines(crop), self.outer_size
        if self.scrollbar_size_horizontal and crop.bottom == high:
            lines[-1] = Strip(self._bar(wide, vertical=False), wide).crop(*crop.column_span)
        if crop.right < wide or not self.allow_vertical_scroll:
            return lines
        bar = self._bar(high, vertical=True)
        return [
            Strip([*line.crop(0, crop.width - 1), bar[y]], crop.width)
            for y, line in zip(crop.line_range, lines, strict=True)
        ]

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Move the bar, too."""
        super().watch_scroll_x(old_value, new_value)
        if old_value != new_value:
            self._refresh_bars()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Move the bar, too."""
        super().watch_scroll_y(old_value, new_value)
        if old_value != new_value:
            self._refresh_bars()

    def _scroll_update(self, virtual_size: Size) -> None:
        """Draw the bars anew where they have another length."""
        super()._scroll_update(virtual_size)
        if self._bars_for != (now := (self.container_size, virtual_size)):
            self._bars_for = now
            self._refresh_bars()

    def _refresh_bars(self) -> None:
        wide, high = self.outer_size
        self.refresh(Region(wide - 1, 0, 1, high), Region(0, high - 1, wide, self.scrollbar_size_horizontal))

    def _bar(self, room: int, *, vertical: bool) -> list[Segment]:
        """Return a bar, cell by cell; where the other one comes, the corner is blank."""
        other = self.scrollbar_size_horizontal if vertical else self.scrollbar_size_vertical
        corner = other if vertical or self.allow_vertical_scroll else 0
        back = self.styles.scrollbar_background
        drawn = ScrollBar.renderer.render_bar(
            size=room - corner,
            virtual_size=self.virtual_size.height if vertical else self.virtual_size.width,
            window_size=room - other,
            position=self.scroll_y if vertical else self.scroll_x,
            vertical=vertical,
            back_color=back.rich_color,
            bar_color=(back + self.styles.scrollbar_color).rich_color,
        )
        under = Style(bgcolor=back.rich_color)
        cells = [(one.text, one.style and one.style.clear_meta_and_links()) for one in drawn.segments]
        cells += [(" ", None)] * corner
        bar = Strip(Segment(text, under + style) for text, style in cells if text != "\n")
        for one in self.get_line_filters():  # a terminal may have no colours
            bar = bar.apply_filter(one, self.background_colors[1])
        return list(bar)
