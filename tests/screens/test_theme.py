"""The theme is chosen before the first screen, so its colours and no other's are drawn from the start."""

import pytest
from textual.color import Color

from ktd_tui.app import KtdApp
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft
from screens.styles.themes import THEMES
from tests.screens.contrast import ENOUGH, PAIRS, ratio, role_colours
from tests.screens.driving import settle


@pytest.mark.parametrize("name", THEMES)
async def test_the_first_screen_has_the_colours_of_the_chosen_theme(desk: Desk, name: str) -> None:
    app = KtdApp(desk, Draft(None, "1"), theme=name)
    async with app.run_test() as pilot:
        await settle(pilot)
        colours = THEMES[name]
        assert app.screen.styles.background == Color.parse(str(colours.background))
        assert app.screen.query_one("#title").styles.background == Color.parse(str(colours.panel))
        assert app.has_class("-light-mode") is not colours.dark


async def test_a_later_change_of_theme_changes_every_colour(desk: Desk) -> None:
    app = KtdApp(desk, Draft(None, "1"), theme="dark")
    async with app.run_test() as pilot:
        await settle(pilot)
        app.theme = "ktd-light"
        await settle(pilot)
        assert app.screen.styles.background == Color.parse("#ffffff")


@pytest.mark.parametrize("name", THEMES)
def test_letters_stand_out_from_their_ground_in_every_theme(name: str) -> None:
    """All pairs that any screen draws: ``test_without_colours`` refuses one that is not among them."""
    colours = role_colours(THEMES[name])
    faint = {pair: round(ratio(*(colours[role] for role in pair)), 2) for pair in PAIRS}
    assert not {pair: found for pair, found in faint.items() if found < ENOUGH}
