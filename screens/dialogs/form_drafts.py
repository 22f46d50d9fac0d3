"""What is typed in a form and not saved: kept as a draft, and there again when the same form is opened."""

import re
from typing import TYPE_CHECKING, Any, cast

from ktd_tui.i18n import t
from ktd_tui.operations.server.drafts import FORM_ASKS, FORM_LEFT, FORM_PREFIX
from ktd_tui.text import clean
from screens.base import KtdScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen
    from textual.widgets import Input

    from screens.host import Host


class KeptFields:
    """The half-typed fields of one form.

    A form is the same where it asks the same, of the same record, on the same page; numbers may change.
    """

    def __init__(self, screen: "Screen[Any]", question: str, seen: Any = None) -> None:
        """Begin; the form's screen must be on the stack of screens already.

        Args:
            screen: The form.
            question: What it asks.
            seen: The record that it changes, or whatever else was shown.
        """
        self._host = cast("Host", screen.app)
        where = page_below(screen)
        ids = _ids(seen)
        asks = re.sub(r"\d+", "#", question) if ids else question  # who is present is counted anew meanwhile
        self._key = FORM_PREFIX + "/".join([where, *(clean(part) for part in (asks, *ids))])
        self._asks = f"{where}\n{clean(question)}"
        self._at_first: dict[str, str] = {}
        self._offered: dict[str, str] = {}

    def fill(self, fields: "Mapping[str, Input]", *, new: bool = False) -> str:
        """Bring back what was typed; return a sentence to say of it, empty where nothing was.

        Args:
            fields: The fields as they are recorded.
            new: The form adds a record: left with Esc, it begins anew and offers once what was typed.
        """
        self._at_first = {key: field.value for key, field in fields.items()}
        if new and self._host.draft(self._left):
            self._offered = {key: text for key in fields if (text := self._host.draft(self._of(key)))}
            self.forget()
            return t("F5 brings back what you typed last time and left; else it is forgotten.")
        self._host.keep_draft(self._left, "")
        back, changed = False, False
        for key, field in fields.items():
            typed = self._host.draft(self._of(key))
            if typed and typed != field.value:
                changed |= self._host.draft(self._was(key)) != _or_blank(field.value)
                field.value, back = typed, True
                field.cursor_position = len(typed)
        if not back:
            return ""
        if changed:
            return t("What you typed last time is back; the record was changed meanwhile. F5: as recorded.")
        return t("What you typed last time is back. F5: as recorded.")

    def keep(self, key: str, value: str) -> None:
        """Keep a field as it stands now; one that says what it said at first is forgotten."""
        if key not in self._at_first:
            return  # an early Changed must not wipe out what is about to come back
        before = self._at_first[key]
        kept = "" if value == before else value
        self._host.keep_draft(self._of(key), kept)
        self._host.keep_draft(self._was(key), _or_blank(before) if kept else "")
        self._host.keep_draft(f"{self._key}{FORM_ASKS}", self._asks if self.any else "")

    def leave(self) -> None:
        """It was left with Esc: a new one offers next time what was typed; at log-in nobody hears of it."""
        if self.any:
            self._host.keep_draft(self._left, "Esc")

    def take_back(self) -> dict[str, str]:
        """Return what is offered, by field; once."""
        offered, self._offered = self._offered, {}
        return offered

    def forget(self) -> None:
        """It is not wanted any more."""
        self._host.keep_draft(self._left, "")
        self._host.keep_draft(f"{self._key}{FORM_ASKS}", "")
        for key in self._at_first:
            self._host.keep_draft(self._of(key), "")
            self._host.keep_draft(self._was(key), "")

    def saved(self) -> None:
        """It is on disk: what a field still says of a change, or on its way out, is kept no more."""
        self.forget()
        self._at_first = {}

    @property
    def at_first(self) -> dict[str, str]:
        """The fields as they were before anything was typed."""
        return self._at_first

    @property
    def any(self) -> bool:
        """Whether something is half typed."""
        return any(self._host.draft(self._of(key)) for key in self._at_first)

    @property
    def _left(self) -> str:
        """Where the draft keeps that the form was left with Esc."""
        return f"{self._key}{FORM_LEFT}"

    def _of(self, field: str) -> str:
        return f"{self._key}/{field}"

    def _was(self, field: str) -> str:
        """Where the draft keeps what it was typed over: somebody else may save before it comes back."""
        return f"{self._key}/{field}/seen"


def page_below(screen: "Screen[Any]") -> str:
    """Return what the page is called on which a dialog is open."""
    below = [s for s in screen.app.screen_stack if isinstance(s, KtdScreen)]
    return clean(below[-1].titled) if below else ""


def keeps_text(screen: "Screen[Any]") -> bool:
    """Tell whether an open form holds half-typed text."""
    kept = getattr(screen, "kept", None)
    return isinstance(kept, KeptFields) and kept.any


def _or_blank(value: str) -> str:
    return value or " "  # an empty text would be no draft


def _ids(seen: Any) -> tuple[str, ...]:
    """Return the ids of the records in what was shown."""
    if isinstance(seen, tuple):
        return tuple(found for part in seen for found in _ids(part))
    found = getattr(seen, "id", None)
    return (found,) if isinstance(found, str) else ()
