"""A text that grows: only the rows in sight are drawn, only paragraphs that are new are folded."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ktd_tui.terminal.guard import plain

if TYPE_CHECKING:
    from rich.style import Style


class LongLine(NamedTuple):
    """A paragraph, and whether it is a heading."""

    text: str
    heading: bool = False


class LongText(ScrollView, can_focus=True):
    """Paragraphs below each other. The end stays in sight, unless one has scrolled back."""

    virtual_size = Reactive(Size(0, 0))
    """Textual would lay the whole screen out anew at each row, for a text that keeps its place."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.paragraphs: tuple[LongLine, ...] = ()
        self._rows: list[Strip] = []
        self._folded: dict[LongLine, list[Strip]] = {}
        self._width = 0
        self._style: Style | None = None
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
        return self._rows[at] if at < len(self._rows) else Strip.blank(self.size.width, self.rich_style)

    def notify_style_update(self) -> None:
        """Colour its rows anew where the theme changed."""
        super().notify_style_update()
        if self._rows and self.rich_style != self._style:
            self._width = 0
            self._lay_out()

    def _lay_out(self) -> None:
        at_the_end = self.is_vertical_scroll_end if self._rows else self._begins_at_end
        width = self.scrollable_content_region.width
        if not width:  # not on the screen yet
            return
        if width != self._width:
            self._width, self._folded = width, {}
        known, style = self._folded, self.rich_style
        self._style = style
        self._folded, self._rows = {}, []
        for one in self.paragraphs:
            rows = self._folded[one] = known.get(one) or self._fold(one, style)
            self._rows += rows
        self.virtual_size = Size(width, len(self._rows))
        self._scroll_update(self.virtual_size)
        if at_the_end:
            self.scroll_end(animate=False, force=True, immediate=True)
        self.refresh()

    def _fold(self, paragraph: LongLine, style: "Style") -> list[Strip]:
        text = Text.assemble(plain(paragraph.text), style="bold" if paragraph.heading else "")
        console = self.app.console
        rows = (Strip(line.render(console)) for line in text.wrap(console, self._width))
        return [row.apply_style(style).adjust_cell_length(self._width, style) for row in rows]
