"""Each widget of a page that opens is styled once; what changes for all is taken in by those behind, too."""

from pathlib import Path
from unittest import mock

from textual.dom import DOMNode

from ktd_tui.operations.desk import Desk
from ktd_tui.terminal.styling.stylesheet import ThriftyStylesheet
from screens.council.titles import TitlesScreen
from screens.dialogs.form import FormDialog
from screens.styles.themes import THEMES
from tests.screens.driving import press, running, settle, shown
from tests.terminal.styling.stock import styled_otherwise

STYLE = ThriftyStylesheet.apply


async def test_a_form_styles_none_of_its_widgets_twice(sample: Desk, tmp_path: Path) -> None:
    styled: list[DOMNode] = []

    def noted(of: ThriftyStylesheet, node: DOMNode, **options: object) -> None:
        styled.append(node)
        STYLE(of, node, **options)  # type: ignore[arg-type]  # passed on as it came

    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(TitlesScreen())
        await settle(pilot)
        with mock.patch.object(ThriftyStylesheet, "apply", noted):
            await press(pilot, "f4")
        assert isinstance(app.screen, FormDialog)
        nodes = list(app.screen.walk_children(with_self=True))
        twice = [node for node in nodes if styled.count(node) > 1]
        assert all(node in styled for node in nodes)
        assert twice == [app.focused], "but for the one that got the focus"
        await press(pilot, "down")
        assert not styled_otherwise(app), "the field that was left, or the one that has the focus now"


async def test_who_comes_to_the_front_has_the_theme_that_was_chosen_meanwhile(
    sample: Desk, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(TitlesScreen())
        await settle(pilot)
        behind = app.screen
        await press(pilot, "f1")
        app.theme = THEMES["light"].name
        await settle(pilot)
        await press(pilot, "escape")
        assert app.screen is behind
        assert not styled_otherwise(app), "what was found by the other theme's rules was kept"
        now = {node: dict(node.styles.get_rules()) for node in behind.walk_children(with_self=True)}
        app.stylesheet.update(behind)
        assert {n: dict(n.styles.get_rules()) for n in behind.walk_children(with_self=True)} == now
        assert shown(app)
