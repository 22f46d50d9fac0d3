"""A text that grows: only the rows in sight are drawn, only paragraphs that are new are folded."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ktd_tui.terminal.guard import plain

if TYPE_CHECKING:
    from rich.style import Style


KEPT = 500
"""Rows that are kept as they were drawn."""
FURTHER = 3
"""Which part of the page becomes free below the end where the text moves up."""


class LongLine(NamedTuple):
    """A paragraph, and whether it is a heading."""

    text: str
    heading: bool = False


class LongText(ScrollView, can_focus=True):
    """Paragraphs below each other. The end stays in sight, unless one has scrolled back.

    What is new at the end is written below, into free rows; where there is none, the text moves up by a part
    of the page. So a paragraph changes its own rows, and seldom all.
    """

    virtual_size = Reactive(Size(0, 0))
    """Textual would lay the whole screen out anew at each row, for a text that keeps its place."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.paragraphs: tuple[LongLine, ...] = ()
        self._folded: list[tuple[LongLine, list[Strip]]] = []
        """The paragraphs that are laid out, with their rows."""
        self._rows: list[Strip] = []
        self._width = 0
        self._style: Style | None = None
        self._drawn: dict[int, tuple[Strip | None, Strip]] = {}
        """How each row was drawn, with border and padding: wherever it stands it looks the same."""
        self._drawn_in: object = None
        self._begins_at_end = True

    @property
    def text(self) -> str:
        """What it says, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def write(self, paragraphs: Sequence[LongLine]) -> None:
        """Show these paragraphs, where others show."""
        if (fresh := tuple(paragraphs)) != self.paragraphs:
            self.paragraphs = fresh
            self._lay_out()

    def action_scroll_home(self) -> None:
        """Go to the beginning, also of what is not laid out yet."""
        self._begins_at_end = False
        super().action_scroll_home()

    def on_resize(self, _: events.Resize) -> None:
        """Fold anew where the width changed."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Return a row in sight."""
        at = y + self.scroll_offset.y
        if at < len(self._rows):
            return self._rows[at]
        return Strip.blank(self.size.width, self._style or self.rich_style)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows; those that only stand elsewhere since the text moved are not drawn anew."""
        gutter = self.gutter
        if crop.x or crop.width != self.outer_size.width or gutter.top or gutter.bottom:
            return super().render_lines(crop)
        if self._drawn_in != (place := (self.outer_size, self._width)) or len(self._drawn) > KEPT:
            self._drawn, self._drawn_in = {}, place
        return [self._drawn_row(y, crop.width) for y in crop.line_range]

    def _drawn_row(self, y: int, width: int) -> Strip:
        at = y + self.scroll_offset.y
        row = self._rows[at] if at < len(self._rows) else None
        known = self._drawn.get(id(row))
        if known is None:
            (drawn,) = super().render_lines(Region(0, y, width, 1))
            known = self._drawn[id(row)] = row, drawn  # the row is kept: nothing else has its id
        return known[1]

    def notify_style_update(self) -> None:
        """Colour its rows anew where the theme changed."""
        self._drawn = {}
        super().notify_style_update()
        if self._rows and self.rich_style != self._style:
            self._width = 0
            self._lay_out()

    def _lay_out(self) -> None:
        room = self.scrollable_content_region.size
        if not room.width:  # not on the screen yet
            return
        before, top = self._rows, self.scroll_offset.y
        at_the_end = top + room.height >= len(before) if before else self._begins_at_end
        if room.width != self._width:
            before, self._width, self._folded, self._style = [], room.width, [], self.rich_style
        first = self._fold_anew(self._style or self.rich_style)
        many = len(self._rows)
        if at_the_end and not top <= many <= top + room.height:
            top = max(many - room.height + (room.height // FURTHER if before else 0), 0)
        size = Size(room.width, max(many, top + room.height if at_the_end else 0))
        if size != self.virtual_size or not before:  # else the scrollbar would be drawn anew as it was
            self.virtual_size = size
            self._scroll_update(size)
        if at_the_end and top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        # Textual's refresh_lines takes in the scrollbar, which would be drawn anew as it was.
        self.refresh(Region(0, first - self.scroll_offset.y, room.width, max(many, len(before)) - first))

    def _fold_anew(self, style: "Style") -> int:
        """Fold the paragraphs that are new; return the first row that is otherwise."""
        both = enumerate(zip(self._folded, self.paragraphs, strict=False))
        same = next(
            (at for at, (old, one) in both if old[0] != one), min(len(self._folded), len(self.paragraphs))
        )
        first = sum(len(rows) for _, rows in self._folded[:same])
        known = dict(self._folded[same:])
        fresh = [(one, known.get(one) or self._fold(one, style)) for one in self.paragraphs[same:]]
        self._folded = [*self._folded[:same], *fresh]
        self._rows = [*self._rows[:first], *(row for _, rows in fresh for row in rows)]
        return first

    def _fold(self, paragraph: LongLine, style: "Style") -> list[Strip]:
        text = Text.assemble(plain(paragraph.text), style="bold" if paragraph.heading else "")
        console = self.app.console
        rows = (Strip(line.render(console)) for line in text.wrap(console, self._width))
        return [row.apply_style(style).adjust_cell_length(self._width, style) for row in rows]
