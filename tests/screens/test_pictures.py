"""Pictures of the main screens at 80×24: a change of look is a change that somebody looked at."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ktd_tui.operations.desk import Desk
from tests.screens.driving import SMALL, make_app, settle

WAYS: dict[str, tuple[str, ...]] = {
    "year": (),
    "score": (*["down"] * 10, "enter"),
    "meeting": (*["down"] * 14, "enter"),
    "preview": (*["down"] * 15, "enter"),
    "find": ("ctrl+f", *"cuc", "space", *"quan"),
    "help": ("f1",),
    "form": ("f4",),
}


def walk(keys: Iterable[str]) -> Callable[[Pilot[int]], object]:
    async def before(pilot: Pilot[int]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return before


@pytest.mark.parametrize("name", WAYS)
def test_picture(sample: Desk, tmp_path: Path, snap_compare: Callable[..., bool], name: str) -> None:
    app = make_app(sample, tmp_path)
    assert snap_compare(app, terminal_size=SMALL, run_before=walk(WAYS[name])), (
        f"the screen “{name}” looks different"
    )


def test_picture_of_the_first_start(desk: Desk, tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    app = make_app(desk, tmp_path)
    assert snap_compare(app, terminal_size=SMALL, run_before=walk(())), "the first start looks different"
