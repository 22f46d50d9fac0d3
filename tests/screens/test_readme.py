"""The pictures in README.md are what the app shows on the sample: a change of look is shown there, too.

Written anew: ``KTD_RENEW=1 pytest tests/screens/test_readme.py``.
"""

import os
import re
from pathlib import Path

from ktd_tui.operations.desk import Desk
from tests.screens.driving import open_entry, press, running, shown

README = Path(__file__).parents[2] / "README.md"
WAYS = {
    "year": (),
    "stage": (),
    "scores": (),
    "meeting": ("ctrl+o",) * 8,
}
"""Under «The screens», in this order: which entry of the year's menu, and the keys after it."""


async def test_pictures_in_the_readme_are_what_the_app_shows(sample: Desk, tmp_path: Path) -> None:
    drawn = []
    for entry, keys in WAYS.items():
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
