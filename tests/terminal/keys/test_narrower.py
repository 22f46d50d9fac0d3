"""A field that becomes narrower keeps its cursor in sight."""

from textual.app import App, ComposeResult

from ktd_tui.terminal.fields import VnInput

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class OneField(App[None]):
    def compose(self) -> ComposeResult:
        yield VnInput()


async def test_the_cursor_stays_in_sight() -> None:
    app = OneField()
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.press(*LETTERS)
        field = app.query_one(VnInput)
        for width in (12, 20):
            await pilot.resize_terminal(width, 3)
            await pilot.pause()
            at = field.cursor_screen_offset.x
            assert field.content_region.x < at <= field.content_region.right, f"{width} columns: at {at}"
