"""What input methods send never changes data in a list, and no action needs a letter."""

from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import DataTable, OptionList

from ktd_tui.keys import FORBIDDEN, KEYS
from ktd_tui.operations.desk import Desk
from screens.base import KtdScreen
from tests.screens.driving import running, settle
from tests.screens.every_screen import make_screen, screen_classes

BURSTS = (
    ("d", "backspace", "đ"),
    ("a", "backspace", "â"),
    ("e", "backspace", "ê"),
    ("d", "d"),
    ("o", "w", "backspace", "ơ"),
    ("ư",),
    ("ơ",),
    ("left_square_bracket",),
    ("right_square_bracket",),
    *((letter,) for letter in "wsfrxjADOWZ"),
)
"""As Telex and VNI keyboards send them; “e”, “q” and the letters that move are aliases, tried apart."""


@pytest.mark.parametrize("of", screen_classes(), ids=lambda of: of.__name__)
async def test_in_every_list_nothing_is_written(sample: Desk, tmp_path: Path, of: type[KtdScreen]) -> None:
    screen = make_screen(of, sample)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(screen)
        await settle(pilot)
        before = sample.store.seq
        lists = [w for w in screen.query("*") if isinstance(w, (DataTable, OptionList)) and w.focusable]
        for one in lists:
            one.focus()
            for keys in BURSTS:
                await pilot.press(*keys)
            await settle(pilot)
            assert sample.store.seq == before, f"{of.__name__}: typing in {one.id} changed the data"
            while isinstance(app.screen, ModalScreen):
                await pilot.press("escape")
                await settle(pilot)
            if app.screen is not screen:
                break
    assert sample.store.seq == before


def test_every_action_has_a_key_that_is_no_letter() -> None:
    for key in KEYS.values():
        assert len(key.keys[0]) > 1, f"{key.id} is reached by a letter only"
        assert not set(key.keys) & set(FORBIDDEN), key.id


@pytest.mark.parametrize("of", screen_classes(), ids=lambda of: of.__name__)
def test_every_binding_of_a_screen_comes_from_the_table(of: type[KtdScreen]) -> None:
    for binding in of.BINDINGS:
        keys = getattr(binding, "key", "").split(",")
        assert getattr(binding, "id", None) in KEYS, f"{of.__name__}: {binding} is not in keys.py"
        assert any(len(key) > 1 for key in keys), f"{of.__name__}: {binding} has letters only"
