"""The app on two emulated terminals at once: one fed by the cell writer, one as stock Textual feeds it."""

import asyncio
import time
from functools import cache, lru_cache
from typing import Any, ClassVar

import pyte
from rich.color import ColorSystem
from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.screen import ModalScreen, Screen
from wcwidth import wcwidth

from ktd_tui.app import KtdApp
from ktd_tui.terminal.wire.cells import CellWriter

LIMIT = 10.0
Cell = tuple[str, str, str, str]
"""A character; its colours and attributes, as far as they are seen."""


class AtOnce(CellWriter):
    """A writer that sends each update when it takes it in."""

    def update(
        self,
        renderable: LayoutUpdate | ChopsUpdate,
        size: tuple[int, int],
        cursor: tuple[int, int],
        system: ColorSystem | None,
    ) -> str:
        self.take(renderable, size, system)
        return self.send(cursor)


class Emulator(pyte.Screen):
    """pyte, without two of its quirks.

    Its "erase the display" leaves out the cells that nothing was ever written to; terminals erase all.

    pyte stops drawing a text at the first character that neither takes a cell nor combines (U+FE0F,
    U+200D): everything behind it in the same text is lost, so two ways of sending one row would differ by
    pyte's fault alone. Terminals ignore such a character or join it to the one before; it is left out.
    """

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self._rows: list[list[Cell]] = []
        """The picture as it was read last."""
        self._drawn: dict[Any, dict[str, Any]] = {}
        """The cells that were drawn, by pen and letter: pyte makes each anew, a third of a walk's time."""

    def draw(self, data: str) -> None:
        """Draw a text without joiners and selectors."""
        x, y = self.cursor.x, self.cursor.y
        self.dirty.add(max(y - 1, 0))  # a mark at a row's beginning joins the letter above
        if x + len(data) > self.columns or not all(map(_plain_letter, data)):
            super().draw(data.translate({0x200D: None, 0xFE0E: None, 0xFE0F: None}))
            return
        row, pen = self.buffer[y], self.cursor.attrs
        known = self._drawn.setdefault(pen, {})
        for at, letter in enumerate(data, x):
            if (cell := known.get(letter)) is None:
                cell = known[letter] = pen._replace(data=letter)
            row[at] = cell
        self.cursor.x = x + len(data)
        self.dirty.add(y)

    def erase_in_display(self, how: int = 0, *args: Any, **options: Any) -> None:
        """Erase, in the colours of the pen, the cells that were never written to as well."""
        for line in (self.buffer[y] for y in range(self.lines)):
            for x in range(self.columns):
                line[x] = line[x]
        super().erase_in_display(how, *args, **options)

    def picture(self) -> list[list[Cell]]:
        """Return what is seen, cell by cell.

        Of a blank only background, underline, reverse and strike are seen: its foreground and weight are
        left out of the comparison unless one of the latter three draws with them. So too where a mark stands
        on a blank, with no letter to combine with: Textual draws it in the colour that the blank before the
        text happens to have, the cell writer in the colour of the text that it belongs to.
        """
        rows = self._rows if len(self._rows) == self.lines else [[] for _ in range(self.lines)]
        for y in range(self.lines):
            if y in self.dirty or len(rows[y]) != self.columns:  # pyte notes which lines it drew in
                rows[y] = [seen(self.buffer[y][x]) for x in range(self.columns)]
        self.dirty.clear()
        self._rows = rows
        return rows


@cache
def _plain_letter(letter: str) -> bool:
    """Tell whether a character takes one cell, whatever stands before it."""
    return wcwidth(letter) == 1


@lru_cache(1 << 14)
def seen(cell: Any) -> Cell:
    """Return a cell of pyte's without what cannot be seen of it; see ``Emulator.picture``."""
    lines = [name for name in ("underscore", "reverse", "strikethrough") if getattr(cell, name)]
    if cell.data == " " and not lines:
        return " ", "", cell.bg, ""
    if cell.data[:1] == " " and not lines:
        return cell.data, "", cell.bg, ""
    weight = [name for name in ("bold", "italics", "blink") if getattr(cell, name)]
    return cell.data, cell.fg, cell.bg, " ".join([*weight, *lines])


class Wire(HeadlessDriver):
    """A driver that hands what is written to the app's own emulator."""

    @property
    def is_headless(self) -> bool:
        """Not to the app: it shall write."""
        return False

    def write(self, data: str) -> None:
        """Feed the emulator."""
        assert isinstance(self._app, Twins)
        self._app.sent += len(data.encode())
        self._app.to_mine.feed(data)


class Twins(KtdApp):
    """ktd, with every update shown twice."""

    CSS_PATH: ClassVar = KtdApp.CSS_PATH

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mine, self.stock = Emulator(80, 24), Emulator(80, 24)
        self.to_mine, self.to_stock = pyte.Stream(self.mine), pyte.Stream(self.stock)
        self.sent = self.sent_by_stock = 0
        for stream in (self.to_mine, self.to_stock):
            stream.feed("\x1b[?7l")  # as Textual's driver sets it: no wrapping at the right edge

    def get_driver_class(self) -> type[HeadlessDriver]:
        """Write to the emulators."""
        return Wire

    def on_mount(self) -> None:
        """Leave the signals alone: this process is the tests'."""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if (
            isinstance(renderable, CompositorUpdate)
            and not self._batch_count
            and self._running
            and not self._closed
        ):
            self.sent_by_stock += len(renderable.render_segments(self.console).encode())
            self.to_stock.feed(whole(screen).render_segments(self.console))

    async def press(self, key: str) -> None:
        """Let in a key of Textual's names, a character, a text to paste after ``paste:``, or a size."""
        if key.startswith("paste:"):
            self.post_message(events.Paste(key.removeprefix("paste:")))
        elif key.startswith("size:"):
            columns, rows = map(int, key.removeprefix("size:").split("x"))
            for emulator in (self.mine, self.stock):
                emulator.resize(rows, columns)
            assert self._driver is not None
            self._driver._size = (columns, rows)
            self.post_message(events.Resize(Size(columns, rows), Size(columns, rows)))
        elif len(key) == 1:
            self.post_message(events.Key(_character_to_key(key), key))
        else:
            self.post_message(events.Key(key, None))
        await self.settle()

    async def settle(self) -> None:
        """Wait until the keys are through, no worker works, nothing is to be drawn and all is sent."""
        until = time.monotonic() + LIMIT
        while time.monotonic() < until:
            await asyncio.sleep(0.001)
            resizing = self._resize_event is not None or self._resize_timer is not None
            pumping = self._key_pump is not None and not self._key_pump.done()
            size = Size(self.mine.columns, self.mine.lines)
            if not self._screen_stack or self.size != size or self.screen.size != size:
                continue
            asking = any(isinstance(screen, ModalScreen) for screen in self.screen_stack)
            working = not asking and any(worker.is_running for worker in self.workers)
            drawing = self._held_since is not None or bool(self.screen._dirty_widgets)
            if not resizing and not pumping and not working and not drawing and self._is_calm():
                return
        raise AssertionError(f"never settled on {self.screen}: {list(self.workers)}")


def whole(screen: Screen[Any]) -> LayoutUpdate:
    """Return the whole screen as stock Textual draws it, every widget of it."""
    drawn, region = screen._compositor, screen._compositor.size.region
    rows = Compositor._render_chops(drawn, region, lambda _: True)
    return LayoutUpdate([row.values() for row in rows], region)


def difference(app: Twins) -> str:
    """Tell the first row that the two emulators show differently; empty where they agree."""
    mine, stock = app.mine.picture(), app.stock.picture()
    for y, (row, other) in enumerate(zip(mine, stock, strict=True)):
        if row != other:
            x = next(x for x, (a, b) in enumerate(zip(row, other, strict=True)) if a != b)
            return (
                f"row {y}, from column {x}: {row[x]} instead of {other[x]}\n"
                f"ours:  {''.join(c[0] for c in row)}\nstock: {''.join(c[0] for c in other)}"
            )
    return ""
