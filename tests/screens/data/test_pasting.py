"""Several lines pasted into a field of one line: asked, then put in as was chosen; nothing vanishes."""

from pathlib import Path

import pytest
from textual.events import Paste

from ktd_tui.operations.desk import Desk
from screens.dialogs.field import FieldInput
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.secret import SecretDialog
from tests.screens.driving import running, settle, shown

LABELS = ("Một", "Hai", "Ba")


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        (("enter",), ["a", "b c", ""]),
        (("down", "enter"), ["xa b c", "", ""]),
        (("down", "down", "enter"), ["xa; b c", "", ""]),
        (("escape",), ["x", "", ""]),
    ],
)
async def test_lines_are_asked_what_they_are_to_be(
    sample: Desk, tmp_path: Path, keys: tuple[str, ...], stands: list[str]
) -> None:
    fields = [Field(str(place), label, "") for place, label in enumerate(LABELS)]
    async with running(sample, tmp_path) as (app, pilot):
        form = FormDialog("Mẫu", fields, lambda values, _: values)
        app.push_screen(form)
        await settle(pilot)
        await pilot.press("x")
        app.post_message(Paste("a\r\n\r\nb\tc\r\n"))
        await settle(pilot)
        assert "2 dòng" in shown(app), shown(app)
        await pilot.press(*keys)
        await settle(pilot)
        there = [entry.value for entry in form.query(FieldInput)]
        assert there == stands
        assert ("Không lấy gì" in shown(app)) is (keys == ("escape",)), shown(app)


async def test_a_passphrase_is_not_shown_by_the_question(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(SecretDialog("?"))
        await settle(pilot)
        app.post_message(Paste("mật\nkhẩu"))
        await settle(pilot)
        assert "2 dòng" in shown(app)
        assert "khẩu" not in shown(app)
