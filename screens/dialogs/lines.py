"""Several lines pasted into a field of one line: asked what they are to be, never joined without a word."""

from typing import TYPE_CHECKING

from ktd_tui.i18n import plural, t
from ktd_tui.text import clean
from screens.dialogs.field import PARTS, FieldInput
from screens.dialogs.pick import PickDialog
from screens.pasted import TakesPastes

if TYPE_CHECKING:
    from textual.app import App

    from ktd_tui.terminal.fields import VnInput

PART, DOWN, ONE = "parts", "down", "one"
SHOWN, LETTERS = 4, 60
"""Pasted lines that the question shows, and letters of each."""


def ask_what_lines_are(app: "App[int]", event: "VnInput.Several") -> None:
    """Ask what the lines are to be, and put them in."""
    event.stop()
    field, lines = (
        event.field,
        [line for one in event.text.splitlines() if (line := clean(one, limit=len(one)))],
    )
    count, below = len(lines), _from(field)
    asked = plural(
        "{n} line was pasted into a field of one line.", "{n} lines were pasted. As several lines?", count
    )
    shown = [] if field.password else [line[:LETTERS] for line in lines[:SHOWN]] + ["…"] * (count > SHOWN)
    choices = [
        (ONE, t("one line, blanks between")),
        (PART, plural("{n} part", "{n} parts, “;” between", count)),
    ]
    if len(below) >= count:
        choices.insert(0, (DOWN, plural("{n} field", "{n} fields, from this one down", count)))

    def take(chosen: str | None) -> None:
        if chosen == DOWN:
            for entry, line in zip(below, lines, strict=False):
                entry.value = line
        elif chosen:
            field.insert_text_at_cursor((PARTS if chosen == PART else " ").join(lines))
        elif isinstance(field.screen, TakesPastes):
            field.screen.tell_here(t("Nothing of what was pasted was taken."))

    app.push_screen(PickDialog("\n".join((asked, *shown)), choices), take)


def _from(field: "VnInput") -> list[FieldInput]:
    """Return a form's fields from one of them down; none elsewhere."""
    fields = list(field.screen.query(FieldInput)) if isinstance(field, FieldInput) else []
    return fields[fields.index(field) :] if field in fields else []
