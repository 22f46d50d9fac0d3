"""Nothing is told by colour alone: every screen, and the states that must be told apart."""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen

from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft, Drafts
from ktd_tui.rules.meeting.flow import Mark
from ktd_tui.rules.year.cycle import StageMark
from ktd_tui.terminal.environment import Face
from screens.base import KtdScreen
from screens.council.home import HomeScreen
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.meeting.meeting import MeetingScreen
from screens.scoring.score import ScoreScreen
from screens.styles.themes import THEMES
from tests.screens.contrast import DRAWN, unknown_pairs, unknown_styles
from tests.screens.driving import SMALL, settle, shown
from tests.screens.every_screen import make_screen, screen_classes
from tests.terminal.styling.stock import styled_otherwise

COLOURLESS = Face(colours=False)


class Cell(NamedTuple):
    """What is seen of one cell without colours."""

    char: str
    bold: bool
    underline: bool
    reverse: bool


@asynccontextmanager
async def running(
    desk: Desk, folder: Path, face: Face = COLOURLESS
) -> AsyncIterator[tuple[KtdApp, Pilot[int]]]:
    """Run the app headless in a terminal that can show so much."""
    app = KtdApp(desk, Draft(Drafts(folder), str(desk.actor.uid)), face=face)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        yield app, pilot


async def opened(app: KtdApp, pilot: Pilot[int], desk: Desk, of: type[KtdScreen]) -> None:
    await app.push_screen(make_screen(of, desk))
    await settle(pilot)


def strips(app: App[int]) -> list[list[Segment]]:
    return [list(strip) for strip in app.screen._compositor.render_strips()]


def cells(line: Iterable[Segment]) -> list[Cell]:
    found: list[Cell] = []
    for text, style, _ in line:
        seen = (bool(style.bold), bool(style.underline), bool(style.reverse)) if style else (False,) * 3
        found += [Cell(char, *seen) for char in text]
    return found


def look(app: App[int], text: str) -> Cell:
    """How the first cell of a text is drawn."""
    for line, row in zip(shown(app).splitlines(), strips(app), strict=True):
        if text in line:
            return cells(row)[line.index(text)]
    raise AssertionError(f"“{text}” does not show on\n{shown(app)}")


@pytest.mark.parametrize("of", screen_classes(), ids=lambda of: of.__name__)
async def test_every_screen_says_the_same_without_colours(
    sample: Desk, tmp_path: Path, of: type[KtdScreen]
) -> None:
    texts: list[list[str]] = []
    for face in (Face(), COLOURLESS):
        async with running(sample, tmp_path, face) as (app, pilot):
            await opened(app, pilot, sample, of)
            texts.append(re.findall(r"\w+|[!✓·▸–]", shown(app)))
            told, wrong = [], f"{of.__name__} without colours has colours still"
            if face.colours:
                if isinstance(app.screen, ModalScreen):  # some ask something first
                    await pilot.press("escape")
                    await settle(pilot)
                faint = unknown_pairs(strips(app))
                assert not faint, f"{of.__name__}: nobody has tested how these stand out: {faint}"
                assert not unknown_styles(app.screen), f"{of.__name__} would draw what nobody has tested"
                told, wrong = told_by_colour_alone(app), "told by the colour of its letters alone"
            else:
                told = [text for row in strips(app) for text, style, _ in row if style and is_coloured(style)]
            assert not told, f"{wrong}: {told}"
            assert not styled_otherwise(app), f"{of.__name__} is styled otherwise than by stock Textual"
    assert texts[0] == texts[1]


def is_coloured(style: Style) -> bool:
    return any(colour and not colour.is_default for colour in (style.color, style.bgcolor))


def told_by_colour_alone(app: App[int]) -> list[str]:
    """Texts in another colour than all letters that are no line or placeholder, and not emphasised.

    Below the body stand the message («! …» where it is a warning) and the keys; there the place tells.
    """
    theme, told = THEMES["dark"], []
    placeholders = {getattr(widget, "placeholder", "") for widget in app.screen.query("*")} | {""}
    for row in strips(app)[:-2]:
        for text, style, _ in row:
            if set(text) <= DRAWN or text.strip() in placeholders or not style or not style.color:
                continue
            ground = style.bgcolor.get_truecolor().hex if style.bgcolor else theme.background
            on_ground = ground in (theme.background, theme.panel)
            emphasised = style.bold or style.underline or style.reverse or style.italic
            if on_ground and not emphasised and style.color.get_truecolor().hex != theme.foreground:
                told.append(text)
    return told


async def test_the_chosen_row_and_where_the_focus_is(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await opened(app, pilot, sample, HomeScreen)
        chosen, other = look(app, "Khối thi đua số I "), look(app, "Khối thi đua số II ")
        assert chosen.reverse
        assert not other.reverse
        await pilot.press("tab")
        await settle(pilot)
        left = look(app, "Khối thi đua số I ")
        assert (left.reverse, left.underline) == (False, True), "where one comes back to is not seen"
        assert look(app, "Hoàn thành biên bản").reverse, "the focus in the other table is not seen"


async def test_the_cell_that_is_typed_in(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(ScoreScreen(sample.store.find(BlocYear, year=2022)[0].id))
        await settle(pilot)
        reversed_cells = [c for row in strips(app)[1:-3] for c in cells(row) if c.reverse]
        assert "".join(c.char for c in reversed_cells).strip() == "19", "not just the marked cell is reversed"
        await pilot.press("5")
        assert "5_" in shown(app), shown(app)


async def test_missing_and_scored(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(ScoreScreen(sample.store.find(BlocYear, year=2022)[0].id))
        await settle(pilot)
        whole = shown(app)
        await pilot.press("delete")
        await settle(pilot)
        lacking = shown(app)
    assert "(75)" not in whole
    assert "(75)" in lacking, "a total that is not complete looks like one that is"
    assert lacking.splitlines()[3].split()[1] == "–", "a unit without a rank has one"


async def test_yes_and_no_of_a_question(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(ConfirmDialog("Chuyển sang bước sau?", "Đồng ý"))
        await settle(pilot)
        assert (look(app, "Không ").reverse, look(app, "Đồng ý").reverse) == (True, False)
        await pilot.press("down")
        await settle(pilot)
        assert (look(app, "Không ").reverse, look(app, "Đồng ý").reverse) == (False, True)


async def test_fields_and_the_cursor_in_them(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        fields = [Field("a", "Tên", "Lan"), Field("b", "Chức vụ", "Vụ trưởng")]
        app.push_screen(FormDialog("Cán bộ", fields, lambda values, seen: (values, seen)))
        await settle(pilot)
        assert look(app, "Lan").underline, "where a field is cannot be seen"
        assert not look(app, "Tên").underline
        for name in ("Lan", "Vụ trưởng"):
            row = next(
                r for r, line in zip(strips(app), shown(app).splitlines(), strict=True) if name in line
            )
            assert any(cell.reverse for cell in cells(row)), f"the cursor in “{name}” is not seen"
            await pilot.press("tab")
            await settle(pilot)


async def test_warnings_begin_with_a_sign(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await opened(app, pilot, sample, MeetingScreen)
        screen = app.screen
        assert isinstance(screen, KtdScreen)
        screen.warn("Thiếu điểm.")
        await settle(pilot)
        assert "! Thiếu điểm." in shown(app), shown(app)
        screen.say("Đã lưu.")
        await settle(pilot)
        assert "! Đã lưu." not in shown(app)


def test_states_have_signs_or_words_of_their_own(sample: Desk) -> None:
    vote = Vote(
        meeting_id=sample.store.find(Meeting)[0].id,
        purpose=Purpose.SCORES,
        subject="Thông qua",
        members=5,
        present=5,
    )
    passed = saying.verdict(vote.with_(agree=5, against=0))
    failed = saying.verdict(vote.with_(agree=1, against=4))
    said = [saying.verdict(vote), passed, failed]
    assert len(set(said)) == 3, said
    assert ("không đạt" in failed, "không đạt" in passed) == (True, False), said
    assert len({mark.value for mark in Mark}) == len(Mark)
    assert len({mark.value for mark in StageMark}) == len(StageMark)
    assert len({saying.days(left) for left in (-1, 0, 1)}) == 3
