"""A text that grows: only the rows in sight are drawn, only paragraphs that are new are folded."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual import events
from textual.geometry import Size
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
        row = self._rows[at] if at < len(self._rows) else Strip.blank(0)
        style = self._style = self._style or self.rich_style
        return row.apply_style(style).adjust_cell_length(self.size.width, style)

    def notify_style_update(self) -> None:
        """Look its colours up anew: another theme."""
        super().notify_style_update()
        self._style = None

    def _lay_out(self) -> None:
        at_the_end = self.is_vertical_scroll_end if self._rows else self._begins_at_end
        width = self.scrollable_content_region.width
        if not width:  # not on the screen yet
            return
        if width != self._width:
            self._width, self._folded = width, {}
        known, self._folded = self._folded, {}
        for paragraph in self.paragraphs:
            self._folded[paragraph] = known.get(paragraph) or self._fold(paragraph)
        self._rows = [row for paragraph in self.paragraphs for row in self._folded[paragraph]]
        self.virtual_size = Size(width, len(self._rows))
        if at_the_end:
            self.scroll_end(animate=False, force=True)
        self.refresh()

    def _fold(self, paragraph: LongLine) -> list[Strip]:
        text = Text.assemble(plain(paragraph.text), style="bold" if paragraph.heading else "")
        console = self.app.console
        return [Strip(line.render(console)) for line in text.wrap(console, self._width)]
