"""Ctrl+G: every screen as plain text, whole, and without a frame."""

import re
from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import Input

from ktd_tui.domain.organisation import Bloc
from ktd_tui.operations import pages
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.page import Page, PageTable, page_lines
from screens.base import KtdScreen
from screens.council.bloc import BlocScreen
from screens.council.home import HomeScreen
from screens.meeting.meeting import MeetingScreen
from screens.plain_text import PlainLines, PlainTextScreen
from screens.scoring.score import ScoreScreen
from screens.widgets.readout import readout
from screens.widgets.text import hung
from tests.screens.driving import SMALL, WIDE, running, settle, shown
from tests.screens.every_screen import make_screen, screen_classes

FRAMES = re.compile("[\u2500-\u259f]")
WORD = re.compile(r"[^\W_]{3,}(?!\w*…)")
BODY = slice(1, -2)
"""The lines of a screen between its title and its message."""


def said(page: Page) -> str:
    return "\n".join(page_lines(page, 10_000))


SCREENS = [of for of in screen_classes() if of is not PlainTextScreen]


@pytest.mark.parametrize("of", SCREENS, ids=lambda of: of.__name__)
async def test_every_word_of_a_screen_is_in_its_plain_text(
    sample: Desk, tmp_path: Path, of: type[KtdScreen]
) -> None:
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        screen = make_screen(of, sample)
        await app.push_screen(screen)
        await settle(pilot)
        if isinstance(app.screen, ModalScreen):  # some ask something first
            await pilot.press("escape")
            await settle(pilot)
        body = "\n".join(shown(app).splitlines()[BODY])
        read_off = readout(screen.titled, screen.query_one("#body"))
        missing = set(WORD.findall(body)) - set(WORD.findall(said(read_off)))
        assert body.strip(), f"{of.__name__} is empty"
        assert not missing, f"{sorted(missing)} of\n{body}\nare not in\n{said(read_off)}"
        in_full = said(screen.plain_page())
        cut = [
            cell
            for part in read_off.parts
            if isinstance(part, PageTable) and not isinstance(screen, MeetingScreen)
            for row in part.rows
            if any(row[1:])  # else it leads to another page, as in a menu
            for cell in row
            if cell not in in_full
        ]
        assert not cut, f"{cut} are not in\n{in_full}"
        await pilot.press("ctrl+g")
        await settle(pilot)
        text = "\n".join(shown(app).splitlines()[BODY])
        assert not FRAMES.search(text), text
        first = next(line for line in page_lines(screen.plain_page(), WIDE[0]) if line)
        assert text.splitlines()[0] == first, "the text does not begin at the left edge"
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert app.screen is screen, "the same key does not lead back"


async def test_rows_that_do_not_show_are_there_and_are_reached_by_keys(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path, SMALL) as (app, pilot):
        screen = make_screen(ScoreScreen, sample)
        await app.push_screen(screen)
        await settle(pilot)
        assert "P3 Cán bộ" not in shown(app), shown(app)
        await pilot.press("ctrl+g")
        await settle(pilot)
        seen, scroll = set[str](), app.screen.query_one(PlainLines)
        for _ in range(20):
            seen |= {line.rstrip() for line in shown(app).splitlines()[BODY]}
            if scroll.is_vertical_scroll_end:
                break
            await pilot.press("pagedown")
            await settle(pilot)
        wanted = {line for line in page_lines(screen.plain_page(), SMALL[0]) if line}
        assert wanted <= seen, f"never shown: {sorted(wanted - seen)}"
        assert any(line.startswith("P3 Cán bộ") for line in seen), sorted(seen)
        await pilot.press("home")
        await settle(pilot)
        assert scroll.scroll_y == 0


async def test_half_typed_text_is_still_there_behind_it(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(make_screen(MeetingScreen, sample))
        await settle(pilot)
        line = app.screen.query_one("#line", Input)
        line.focus()
        await pilot.press(*"do")
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert isinstance(app.screen, PlainTextScreen)
        assert "Phát biểu của các đơn vị" in "\n".join(app.screen.query_one(PlainLines).lines)
        await pilot.press("escape")
        await settle(pilot)
        assert (line.value, app.focused) == ("do", line)


async def test_the_screens_say_what_the_command_says(sample: Desk, tmp_path: Path) -> None:
    bloc = next(b for b in sample.store.find(Bloc) if b.code == "V")
    async with running(sample, tmp_path) as (app, pilot):
        for of, page in ((HomeScreen, pages.home(sample)), (BlocScreen, pages.bloc(sample, bloc.id))):
            screen = make_screen(of, sample)
            await app.push_screen(screen)
            await settle(pilot)
            assert screen.plain_page() == page


async def test_it_is_broken_anew_for_another_width(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        await pilot.press("ctrl+g")
        await settle(pilot)
        wide = list(app.screen.query_one(PlainLines).lines)
        await pilot.resize_terminal(*SMALL)
        await settle(pilot)
        small = list(app.screen.query_one(PlainLines).lines)
        assert max(map(len, wide)) > SMALL[0] >= max(map(len, small))
        assert " ".join("\n".join(wide).split()[:40]) == " ".join("\n".join(small).split()[:40])


def test_what_goes_on_below_stands_in_and_keeps_a_number_with_its_code() -> None:
    line = "  I Nhiệm vụ chính trị, chuyên môn của đơn vị: 19,5 (I.1) + 19 (I.2) + 7,5 (I.3) + 5 (I.4) = 51"
    assert hung("  Bậc 1") == ["  Bậc 1"]
    assert hung(line) == [
        "  I Nhiệm vụ chính trị, chuyên môn của đơn vị: 19,5 (I.1) + 19 (I.2) +",
        "    7,5 (I.3) + 5 (I.4) = 51",
    ]
