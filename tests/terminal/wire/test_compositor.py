"""Only what shows is drawn: not what lies behind, not what stands beside a change."""

from collections.abc import Iterator
from unittest import mock

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from ktd_tui.terminal.wire.compositor import ThriftyCompositor


class Asked(Static):
    """A text that notes for which rows it was asked, and which sizes it was told."""

    def __init__(self, name: str) -> None:
        super().__init__(name, id=name)
        self.asked: list[range] = []
        self.told: list[Size] = []

    def on_resize(self, event: events.Resize) -> None:
        """Note the size."""
        self.told.append(event.size)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Note the rows."""
        self.asked.append(crop.line_range)
        return super().render_lines(crop)


class Page(Screen[None]):
    """Two texts beside each other, and one below."""

    CSS = "#left, #right { width: 1fr; height: 5; } Horizontal { height: 5; } #below { height: 3; }"

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ThriftyCompositor()

    def compose(self) -> ComposeResult:
        """Lay them out."""
        with Vertical():
            with Horizontal():
                yield Asked("left")
                yield Asked("right")
            yield Asked("below")


def asked(of: Widget) -> Iterator[Asked]:
    """Yield the texts, with nothing noted."""
    for one in of.query(Asked):
        one.asked.clear()
        yield one


async def test_a_change_asks_only_who_shows_there() -> None:
    async with App[None]().run_test(size=(40, 12)) as pilot:
        await pilot.app.push_screen(page := Page())
        await pilot.pause()
        left, right, below = asked(page)
        right.refresh(Region(0, 1, 3, 1))
        below.refresh()
        await pilot.pause()
        assert not left.asked, "what stands beside a change was drawn, too"
        assert right.asked == [range(1, 2)], "more than the row that changed was drawn"
        assert below.asked == [range(3)]


async def test_nothing_behind_is_drawn() -> None:
    async with App[None]().run_test(size=(40, 12)) as pilot:
        await pilot.app.push_screen(page := Page())
        await pilot.pause()
        with mock.patch.object(Horizontal, "render_lines") as behind:
            for one in asked(page):
                one.refresh()
            await pilot.pause()
        assert [one.asked for one in page.query(Asked)] == [[range(5)], [range(5)], [range(3)]]
        assert not behind.called


def no_lines(_: Widget, crop: Region) -> list[Strip]:
    """Draw as a widget does that has another size than when the page was laid out: too little."""
    return [Strip([])] * crop.height


async def test_what_is_drawn_too_short_leaves_no_gap() -> None:
    async with App[None]().run_test(size=(40, 12)) as pilot:
        await pilot.app.push_screen(page := Page())
        await pilot.pause()
        for everybody in (Asked, Widget):  # what lies behind draws the rest; where nobody does, it is blank
            with mock.patch.object(everybody, "render_lines", no_lines):
                drawn = page._compositor.render_full_update()
            rows = [list(strips) for strips in drawn.strips]
            assert [sum(strip.cell_length for strip in row if strip) for row in rows] == [40] * 12


async def test_a_widget_whose_place_is_asked_for_before_the_page_is_laid_out_is_told_its_size() -> None:
    """It asked to be drawn as it was shown: Textual found its place for that, and told it nothing."""
    async with App[None]().run_test(size=(40, 12)) as pilot:
        await pilot.app.push_screen(page := Page())
        left, right, below = asked(page)
        below.display = False
        await pilot.pause()
        for one in (left, right, below):
            one.told.clear()
        below.display, left.display = True, False
        page._compositor.update_widgets({below})
        assert below in page._compositor.full_map
        await pilot.pause()
        assert below.told == [Size(40, 3)]
        assert right.told == [Size(40, 5)], "whoever becomes wider is told so, too"
        assert not left.told
        assert below.asked, "it was not drawn"
