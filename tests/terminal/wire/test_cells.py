"""The cell writer shows what stock Textual shows, in fewer bytes, and lets nothing steer the terminal."""

import re
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

from ktd_tui.terminal.guard import harmless
from ktd_tui.terminal.wire.path import change as sgr
from ktd_tui.terminal.wire.shadow import PLAIN, Look
from tests.terminal.wire.twins import AtOnce, Emulator

WIDTH, HEIGHT = 24, 6
STEERING = re.compile("\x1b\\[[0-9;]*[HCKXJm]|[\r\n\b]")
"""All that the writer itself steers a terminal with."""
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
    letters = "aăệĐ 中b." if wide else "aăệĐ b.│"
    strips = []
    for _ in range(height):
        pieces = draw(st.lists(st.tuples(st.text(letters, max_size=9), st.integers(0, 5)), max_size=4))
        strips.append([_strip(pieces, width)])
    return LayoutUpdate(list(strips), Region(x, y, width, height))


def _strip(pieces: Sequence[Piece], width: int) -> Strip:
    return Strip([Segment(text, STYLES[style]) for text, style in pieces]).adjust_cell_length(width)


def filled() -> LayoutUpdate:
    return LayoutUpdate(
        [[_strip([("." * WIDTH, 5)], WIDTH)] for _ in range(HEIGHT)], Region(0, 0, WIDTH, HEIGHT)
    )


@settings(max_examples=300, deadline=None)
@given(
    st.booleans().flatmap(lambda wide: st.lists(updates(wide=wide), min_size=1, max_size=8)),
    st.integers(0, WIDTH - 1),
    st.sampled_from(["xterm-256color", "screen"]),
)
def test_it_shows_what_stock_textual_shows(changes: list[LayoutUpdate], cursor: int, term: str) -> None:
    mine, stock = Emulator(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT)
    to_mine, to_stock = pyte.Stream(mine), pyte.Stream(stock)
    for screen in (to_mine, to_stock):
        screen.feed("\x1b[?7l")  # as Textual sets it: no wrapping at the right edge
    writer = AtOnce(term)
    for change in (filled(), *changes):
        to_mine.feed(writer.update(change, (WIDTH, HEIGHT), (cursor, 0), SYSTEM))
        to_stock.feed(change.render_segments(CONSOLE))
    assert mine.picture() == stock.picture()
    assert (mine.cursor.x, mine.cursor.y) == (cursor, 0), "the cursor is not where it belongs"


@given(updates(wide=True))
def test_the_same_update_twice_sends_nothing(change: LayoutUpdate) -> None:
    writer = AtOnce()
    writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM)
    writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM)
    assert writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM) == ""


def test_after_forgetting_or_a_new_size_everything_is_sent_again() -> None:
    writer = AtOnce()
    first = writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM)
    assert len(first) > WIDTH * HEIGHT
    writer.forget()
    assert writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM) == first
    assert len(writer.update(filled(), (WIDTH, HEIGHT + 1), (0, 0), SYSTEM)) >= len(first)


def test_one_changed_letter_sends_few_bytes() -> None:
    writer = AtOnce()
    writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM)
    change = LayoutUpdate([[_strip([("." * 10 + "ệ" + "." * 13, 5)], WIDTH)]], Region(0, 2, WIDTH, 1))
    assert len(writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM).encode()) < 50


@given(st.text(st.characters(exclude_characters="\n"), max_size=WIDTH))
def test_no_control_character_gets_out(text: str) -> None:
    sent, sent_clean = (
        AtOnce().update(
            LayoutUpdate([[Strip([Segment(each, STYLES[0])])]], Region(0, 0, WIDTH, 1)),
            (WIDTH, HEIGHT),
            (0, 0),
            SYSTEM,
        )
        for each in (text, harmless(text))
    )
    assert sent == sent_clean, "a control character changes what is sent"
    body = STEERING.sub("", sent)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200f" for c in body), repr(sent)


def test_half_a_wide_character_never_shifts_its_row() -> None:
    writer, screen = AtOnce(), pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    wide = LayoutUpdate([[_strip([("中中中", 0)], WIDTH)]], Region(0, 0, WIDTH, 1))
    over = LayoutUpdate([[Strip([Segment("ab", STYLES[0])])]], Region(1, 0, 2, 1))
    for change in (wide, over):
        stream.feed(writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM))
    assert screen.display[0].rstrip() == " ab 中", "what stood beside the halves moved"


LOOKS = st.builds(
    Look, st.integers(0, 511), st.sampled_from(["39", "37", "38;5;250"]), st.sampled_from(["49", "44"])
)


@given(LOOKS, LOOKS)
def test_a_change_of_look_leads_where_it_should(pen: Look, wish: Look) -> None:
    by_change, anew = Emulator(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT)
    reached = sgr(PLAIN, pen)[0] + sgr(pen, wish)[0]
    codes = [str(bit + 1) for bit in range(9) if wish.attributes & 1 << bit]
    pyte.Stream(by_change).feed(f"{reached}x")
    pyte.Stream(anew).feed(f"\x1b[{';'.join(['0', *codes, wish.foreground, wish.background])}mx")
    assert by_change.picture() == anew.picture()


def test_bold_is_switched_off_alone_where_that_is_shorter() -> None:
    assert sgr(Look(1, "38;5;250", "44"), Look(0, "38;5;250", "44"))[0] == "\x1b[22m"
    assert sgr(Look(1, "39", "49"), PLAIN)[0] == "\x1b[m"


def test_a_blank_costs_no_change_of_colour() -> None:
    writer = AtOnce()
    styles = [Style(color="red"), Style(color="blue"), Style(bold=True), Style(dim=True, color="green")]
    row = Strip([Segment(" ", styles[n % 4]) for n in range(WIDTH)])
    change = LayoutUpdate([[row]], Region(0, 0, WIDTH, 1))
    assert writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM) == f"\x1b[H{' ' * WIDTH}\r"


def test_blanks_to_the_end_are_erased_only_where_that_keeps_the_colour() -> None:
    coloured = LayoutUpdate([[Strip([Segment(" " * WIDTH, STYLES[2])])]], Region(0, 2, WIDTH, 1))
    sent = {}
    for term in ("xterm", "screen"):
        writer = AtOnce(term)
        writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM)
        sent[term] = writer.update(coloured, (WIDTH, HEIGHT), (0, 0), SYSTEM)
    assert "\x1b[K" in sent["xterm"]
    assert " " * WIDTH in sent["screen"]
    assert "\x1b[K" not in sent["screen"]


def test_a_line_between_panes_is_drawn_downwards_once() -> None:
    def page(left: str, right: str) -> LayoutUpdate:
        pieces = [(left, 0), ("│", 3), (right, 0)]
        return LayoutUpdate([[_strip(pieces, WIDTH)] for _ in range(HEIGHT)], Region(0, 0, WIDTH, HEIGHT))

    mine, stock, writer, sent = Emulator(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT), AtOnce(), ""
    to_mine, to_stock = pyte.Stream(mine), pyte.Stream(stock)
    for change in (filled(), page("Đơn vị", "Điểm"), page("Điểm đạt", "a")):
        sent = writer.update(change, (WIDTH, HEIGHT), (0, 0), SYSTEM)
        to_mine.feed(sent)
        to_stock.feed(f"\x1b[?7l{change.render_segments(CONSOLE)}")
        assert mine.picture() == stock.picture()
    assert "\x1b[B\b│" * (HEIGHT - 1) in sent


def test_what_is_drawn_several_times_is_sent_once() -> None:
    writer = AtOnce()
    writer.update(filled(), (WIDTH, HEIGHT), (0, 0), SYSTEM)
    for text in ("a", "b", "c"):
        over = LayoutUpdate([[Strip([Segment(text, STYLES[5])])]], Region(3, 2, 1, 1))
        writer.take(over, (WIDTH, HEIGHT), SYSTEM)
    sent = writer.send((0, 0))
    assert "c" in sent
    assert "a" not in sent
    assert "b" not in sent
