"""The cell writer shows what stock Textual shows, in fewer bytes, and lets nothing steer the terminal."""

from collections.abc import Sequence

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from ktd_tui.terminal.cells import CellWriter

WIDTH, HEIGHT = 24, 6
SYSTEM = ColorSystem.EIGHT_BIT
CONSOLE = Console(color_system="256", width=WIDTH, height=HEIGHT)
STYLES = [
    Style(),
    Style(bold=True),
    Style(color="red", bgcolor="black"),
    Style(color="#0087af", bgcolor="#303030", underline=True),
    Style(reverse=True),
    Style(color="#d0d0d0", bgcolor="#000000", bold=True),
]
Piece = tuple[str, int]


@st.composite
def updates(draw: st.DrawFn, *, wide: bool) -> LayoutUpdate:
    """A region of the screen with styled text, its strips exactly as wide as the region.

    Wide characters come in whole rows only: Textual never leaves half of one.
    """
    x, y = 0 if wide else draw(st.integers(0, WIDTH - 2)), draw(st.integers(0, HEIGHT - 1))
    width, height = WIDTH - x if wide else draw(st.integers(1, WIDTH - x)), draw(st.integers(1, HEIGHT - y))
    letters = "aăệĐ 中b." if wide else "aăệĐ b."
    strips = []
    for _ in range(height):
        pieces = draw(st.lists(st.tuples(st.text(letters, max_size=9), st.integers(0, 5)), max_size=4))
        strips.append([_strip(pieces, width)])
    return LayoutUpdate(list(strips), Region(x, y, width, height))


def _strip(pieces: Sequence[Piece], width: int) -> Strip:
    return Strip([Segment(text, STYLES[style]) for text, style in pieces]).adjust_cell_length(width)


def picture(screen: pyte.Screen) -> list[list[tuple[str, str, str, bool, bool, bool]]]:
    """What an emulator shows, cell by cell."""
    rows = []
    for y in range(HEIGHT):
        cells = (screen.buffer[y][x] for x in range(WIDTH))
        rows.append([(c.data, c.fg, c.bg, c.bold, c.reverse, c.underscore) for c in cells])
    return rows


def filled() -> LayoutUpdate:
    return LayoutUpdate(
        [[_strip([("." * WIDTH, 5)], WIDTH)] for _ in range(HEIGHT)], Region(0, 0, WIDTH, HEIGHT)
    )


@settings(max_examples=300, deadline=None)
@given(
    st.booleans().flatmap(lambda wide: st.lists(updates(wide=wide), min_size=1, max_size=8)),
    st.integers(0, WIDTH - 1),
)
def test_it_shows_what_stock_textual_shows(changes: list[LayoutUpdate], cursor: int) -> None:
    mine, stock = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    to_mine, to_stock = pyte.Stream(mine), pyte.Stream(stock)
    for screen in (to_mine, to_stock):
        screen.feed("\x1b[?7l")  # as Textual sets it: no wrapping at the right edge
    writer = CellWriter()
    for change in (filled(), *changes):
        to_mine.feed(writer.update(change, (WIDTH, HEIGHT), (cursor, 0), SYSTEM))
        to_stock.feed(change.render_segments(CONSOLE))
    assert picture(mine) == picture(stock)
    assert (mine.cursor.x, mine.cursor.y) == (cursor, 0), "the cursor is not where it belongs"


@given(updates(wide=True))
def test_the_same_update_twice_sends_nothing(change: LayoutUpdate) -> None:
    writer = CellWriter()
    writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM)
    writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM)
    assert writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM) == ""


def test_after_forgetting_or_a_new_size_everything_is_sent_again() -> None:
    writer = CellWriter()
    first = writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM)
    assert len(first) > WIDTH * HEIGHT
    writer.forget()
    assert writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM) == first
    assert len(writer.update(filled(), (WIDTH, HEIGHT + 1), (0, 0), SYSTEM)) >= len(first)


def test_one_changed_letter_sends_few_bytes() -> None:
    writer = CellWriter()
    writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM)
    change = LayoutUpdate([[_strip([("." * 10 + "ệ" + "." * 13, 5)], WIDTH)]], Region(0, 2, WIDTH, 1))
    assert len(writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM).encode()) < 50


@given(st.text(st.characters(exclude_characters="\n"), max_size=WIDTH))
def test_no_control_character_gets_out(text: str) -> None:
    writer = CellWriter()
    change = LayoutUpdate([[Strip([Segment(text, STYLES[0])])]], Region(0, 0, WIDTH, 1))
    sent = writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM)
    body = sent.replace("\x1b[", "")
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200f" for c in body), repr(sent)


def test_half_a_wide_character_never_shifts_its_row() -> None:
    writer, screen = CellWriter(), pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    wide = LayoutUpdate([[_strip([("中中中", 0)], WIDTH)]], Region(0, 0, WIDTH, 1))
    over = LayoutUpdate([[Strip([Segment("ab", STYLES[0])])]], Region(1, 0, 2, 1))
    for change in (wide, over):
        stream.feed(writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM))
    assert screen.display[0].rstrip() == " ab 中", "what stood beside the halves moved"
