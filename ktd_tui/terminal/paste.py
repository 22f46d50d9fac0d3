"""A paste is text: whatever stands in it, no key is pressed by it.

Textual's parser leaves a paste at the first ESC in it and takes the rest for keys: a copied text could
press Ctrl+S or Ctrl+Q, and its words came in another order. Most terminals take controls out of what is
pasted, but not all do.
"""

import re
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

OPEN, CLOSE = "\x1b[200~", "\x1b[201~"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PasteParser(XTermParser):
    """Textual's parser behind a filter of pastes."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._inside = False
        self._before = ""
        """The end of what was passed on outside a paste: a paste's beginning may arrive in two pieces."""
        self._held = ""
        """What may be the beginning of a paste's end."""

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what arrived; an empty text is the end of all input."""
        passed = "".join(self._filtered(data))
        return () if data and not passed else super().feed(passed)

    def _filtered(self, data: str) -> Iterable[str]:
        data, self._held = self._held + data, ""
        while data:
            if not self._inside:
                known = len(self._before)
                at = (self._before + data).find(OPEN)
                self._inside = at >= 0
                end = at + len(OPEN) - known if self._inside else len(data)
                self._before = "" if self._inside else (self._before + data)[1 - len(OPEN) :]
                yield data[:end]
                data = data[end:]
                continue
            text, found, data = data.partition(CLOSE)
            if not found:
                self._held = next((CLOSE[:n] for n in range(5, 0, -1) if text.endswith(CLOSE[:n])), "")
                text = text.removesuffix(self._held)
            self._inside = not found
            yield _CONTROLS.sub("", text) + found
