"""Scrolled pages and letters put into a row: the terminal shifts what it shows, and shows what it should."""

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.terminal.wire.twins import AtOnce, Emulator

WIDTH, HEIGHT = 60, 20
DRAWN = Style(color="#d0d0d0", bgcolor="#303030")
MARKED = Style(color="#000000", bgcolor="#0087af", bold=True)
WORDS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "trồng", "cây", "gây", "rừng"]


class Terminal:
    """A writer and the emulator that it feeds."""

    def __init__(self, term: str = "xterm") -> None:
        self.screen = Emulator(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self.screen)
        self._stream.feed("\x1b[?7l")
        self._writer = AtOnce(term)

    def show(self, page: list[Strip]) -> str:
        """Show a page; return what was sent for it."""
        update = LayoutUpdate([[strip] for strip in page], Region(0, 0, WIDTH, HEIGHT))
        sent = self._writer.update(update, (WIDTH, HEIGHT), (0, 0), ColorSystem.EIGHT_BIT)
        self._stream.feed(sent)
        return sent


def line(number: int) -> Strip:
    """A line that no other one is like."""
    text = f"{number} " + " ".join(
        WORDS[(number * step) % len(WORDS)] for step in (1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23)
    )
    return Strip([Segment(text[:WIDTH], DRAWN)]).adjust_cell_length(WIDTH, DRAWN)


def page(first: int, *, top: int, bottom: int, bar: int, marked: int) -> list[Strip]:
    """A page whose rows from ``top`` to ``bottom`` are scrolled, with a scrollbar and a marked row."""
    rows = [line(100 + y) for y in range(HEIGHT)]
    for y in range(top, bottom + 1):
        rows[y] = line(first + y)
        if y == marked:
            rows[y] = Strip([Segment(rows[y].text, MARKED)])
        thumb = Segment(" ", MARKED if y == bar else DRAWN)
        rows[y] = Strip([*rows[y].crop(0, WIDTH - 1), thumb])
    return rows


@settings(deadline=None)
@given(
    st.integers(0, 8), st.integers(9, HEIGHT - 1), st.integers(-4, 4), st.integers(0, 19), st.integers(0, 19)
)
def test_a_scrolled_page_shows_as_one_drawn_anew(
    top: int, bottom: int, lines: int, bar: int, marked: int
) -> None:
    there, anew = Terminal(), Terminal()
    there.show(page(50, top=top, bottom=bottom, bar=9, marked=9))
    wanted = page(50 + lines, top=top, bottom=bottom, bar=bar, marked=marked)
    there.show(wanted)
    anew.show(wanted)
    assert there.screen.picture() == anew.screen.picture()


@pytest.mark.parametrize("lines", [1, -1])
def test_scrolling_by_a_line_sends_little_more_than_that_line(lines: int) -> None:
    terminal = Terminal()
    terminal.show(page(50, top=2, bottom=17, bar=9, marked=9))
    sent = terminal.show(page(50 + lines, top=2, bottom=17, bar=9, marked=9 - lines))
    assert "\x1b[3;18r" in sent, "the page was not scrolled"
    assert len(sent.encode()) < 3 * WIDTH


@settings(deadline=None)
@given(st.integers(0, 40), st.sampled_from("aệ "), st.booleans())
def test_a_letter_put_in_or_taken_out_shows_as_a_row_drawn_anew(at: int, letter: str, out: bool) -> None:
    text = line(7).text.rstrip()
    without, with_it = text, text[:at] + letter + text[at:]
    before, after = (with_it, without) if out else (without, with_it)
    there, anew = Terminal(), Terminal()
    for terminal, texts in ((there, (before, after)), (anew, (after,))):
        for each in texts:
            rows = [line(y) for y in range(HEIGHT)]
            rows[5] = Strip([Segment(each[:WIDTH], DRAWN)]).adjust_cell_length(WIDTH, DRAWN)
            terminal.show(rows)
    assert there.screen.picture() == anew.screen.picture()


@pytest.mark.parametrize(("term", "shifts"), [("xterm", True), ("vt100", False)])
def test_a_letter_at_the_beginning_of_a_row_costs_one_letter(term: str, shifts: bool) -> None:
    terminal = Terminal(term)
    rows = [line(y) for y in range(HEIGHT)]
    terminal.show(rows)
    rows[5] = Strip([Segment(f"a{rows[5].text}"[:WIDTH], DRAWN)])
    sent = terminal.show(rows)
    assert ("\x1b[@" in sent) is shifts
    assert (len(sent.encode()) < WIDTH) is shifts
