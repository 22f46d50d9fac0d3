"""What is pasted, or pressed, where nothing takes it: a sentence says so. Nothing vanishes in silence."""

import re
from typing import TYPE_CHECKING, cast

from textual import events

from ktd_tui.i18n import plural, t
from ktd_tui.keys import KEYS

if TYPE_CHECKING:
    from textual.screen import Screen

COMMANDS = re.compile(r"f\d+|ctrl\+\w|delete|space")
"""Keys that are pressed for something to be done; arrows at an end and letters in a list are none."""


class TakesPastes:
    """A screen or dialog that says what became of a paste or a key that nothing took."""

    def on_key(self, event: events.Key) -> None:
        """Say so where a key does nothing here: it came past all who could take it."""
        if COMMANDS.fullmatch(event.key) and event.key not in cast("Screen[object]", self).active_bindings:
            shown = event.key.title()
            self.tell_here(
                t("{key} does nothing here. {help}: what does.", key=shown, help=KEYS["help"].shown)
            )

    def on_paste(self, event: events.Paste) -> None:
        """Take in, or refuse in a sentence, what no field took."""
        event.stop()
        self.take_pasted(event.text)

    def say_nothing_marked(self) -> None:
        """Say why a key for the marked row did nothing."""
        self.tell_here(t("No row is marked here that this could be done with."))

    def take_pasted(self, text: str) -> object:
        """Take a block in; here: say that nothing takes it."""
        count = len(text.strip().splitlines())
        self.tell_here(
            plural(
                "{n} line was pasted, but no field takes it here: open the field first.",
                "{n} lines were pasted, but no field takes them here: open the field first.",
                count,
            )
        )
        return None

    def tell_here(self, text: str) -> None:
        """Say something where this screen says it."""
        self.warn(text)

    def warn(self, text: str) -> None:
        """Say what was refused; a screen does."""
        raise NotImplementedError
