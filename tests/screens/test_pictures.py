"""Pictures of the main screens at 80×24: a change of look is a change that somebody looked at.

Those in README.md are written anew by ``KTD_RENEW=1 pytest tests/screens/test_pictures.py``.
"""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ktd_tui.operations.desk import Desk
from tests.screens.driving import SMALL, make_app, open_entry, press, running, settle, shown

README = Path(__file__).parents[2] / "README.md"
WAYS: dict[str, tuple[str, ...]] = {
    "year": (),
    "score": (*["down"] * 10, "enter"),
    "meeting": (*["down"] * 14, "enter"),
    "preview": (*["down"] * 15, "enter"),
    "find": ("ctrl+f", *"cuc", "space", *"quan"),
    "help": ("f1",),
    "form": ("f4",),
}
README_WAYS = {"year": (), "stage": (), "scores": (), "meeting": ("ctrl+o",) * 8}
"""Under «The screens», in this order: which entry of the year's menu, and the keys after it."""


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


async def test_pictures_in_the_readme_are_what_the_app_shows(sample: Desk, tmp_path: Path) -> None:
    drawn = []
    for entry, keys in README_WAYS.items():
        async with running(sample, tmp_path) as (app, pilot):
            if entry != "year":
                await open_entry(pilot, entry)
            await press(pilot, *keys)
            drawn.append("\n".join(line.rstrip() for line in shown(app).splitlines()).rstrip())
    text = README.read_text(encoding="utf-8")
    head, part = text.split("## Màn hình", 1)
    part, rest = part.split("\n## ", 1)
    if os.environ.get("KTD_RENEW"):
        each = iter(drawn)
        part = re.sub(r"```\n.*?```", lambda _: f"```\n{next(each)}\n```", part, flags=re.DOTALL)
        README.write_text(f"{head}## Màn hình{part}\n## {rest}", encoding="utf-8")
    assert re.findall(r"```\n(.*?)\n```", part, flags=re.DOTALL) == drawn
