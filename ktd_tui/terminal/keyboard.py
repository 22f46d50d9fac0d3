"""What a terminal sends, read as keys and pastes: Textual's parser with some faults of it mended.

- A paste is text: Textual leaves a paste at the first ESC in it and takes the rest for keys, so that a
  copied text could press Ctrl+S. Most terminals take controls out of what is pasted, but not all do.
- A lone Esc is a key of its own and the first byte of others: Textual waits equally long after each. Here it
  acts at once where what follows begins no sequence; only a line that was seen to split them waits long.
- The keypad of the kitty protocol sends names; they are the characters that stand on the keys.
- A number that names no character (``ESC[1114112u``) ended Textual's parser, and with it the session.
"""

import re
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator

from textual import events
from textual._parser import ParseTimeout
from textual._xterm_parser import XTermParser
from textual.keys import Keys, _character_to_key
from textual.message import Message

OPEN, CLOSE = "\x1b[200~", "\x1b[201~"
ESC = "\x1b"
SHORT, LONG = 0.08, 0.3
"""Seconds to wait behind a lone Esc for the rest of a sequence: as a rule, and on a line that splits them."""
LATE = 1.0
"""Seconds within which the rest of a sequence is known as such though its Esc has acted already."""
AT_ONCE = 4096
"""Bytes that are read at once at most: a letter that is cut there was cut by the reading, not by the line."""
_NO_LETTERS = re.compile("[\udc80-\udcff]+")
"""What stands for bytes that are no UTF-8 (Python's surrogateescape); no terminal can send it otherwise."""
_HALVES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_REST = re.compile(r"\[[0-9;]*[A-DFHZ~]|O[A-DFHP-S]")
"""What follows the Esc of arrows, Home, End and function keys."""
KEYPAD = {
    "decimal": ".",
    "divide": "/",
    "multiply": "*",
    "subtract": "-",
    "add": "+",
    "equal": "=",
    "separator": ",",
}
"""Names of the kitty protocol, and what stands on those keys."""


class NotUtf8(Message):
    """The terminal sent bytes that are no UTF-8; they were passed over."""


class Keyboard(XTermParser):
    """Textual's parser behind a filter of pastes, with its own patience after an Esc.

    Args:
        clock: Tells the seconds; only differences count.
    """

    def __init__(self, debug: bool = False, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(debug)
        self._clock = clock
        self._decoder = getincrementaldecoder("utf-8")("surrogateescape")
        self._inside = False
        self._before = ""
        """The end of what was passed on outside a paste: a paste's beginning may arrive in two pieces."""
        self._held = ""
        """What may be the beginning of a paste's end."""
        self._lone = False
        """The last that came was an Esc with nothing behind it."""
        self._acted_at = -LATE
        """When a lone Esc was taken for the key."""
        self._splits = False
        """A sequence or a letter arrived in pieces on this line."""

    @property
    def patience(self) -> float | None:
        """Seconds until ``tick`` has something to do; None where nothing waits."""
        return None if self._timeout_time is None else max(self._timeout_time - self._clock(), 0.0)

    def take(self, sent: bytes) -> Iterable[Message]:
        """Parse bytes as they were read. What is no UTF-8 is passed over and told as ``NotUtf8``."""
        text, passed_over = _NO_LETTERS.subn("", self._decoder.decode(sent))
        if passed_over:
            yield NotUtf8()
        self._splits |= self._decoder.getstate()[0] != b"" and len(sent) < AT_ONCE
        if text:
            yield from self.feed(text)

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what arrived; an empty text is the end of all input."""
        if not data:
            yield from super().feed(data)
            return
        passed = "".join(self._without_controls(data))
        if not passed:
            return
        if self._lone:
            yield from self._after_escape(passed)
        elif self._clock() - self._acted_at < LATE and _REST.match(passed):
            self._splits = True
            passed = ESC + passed  # the Esc has acted; the arrow still is an arrow
        self._lone = False
        yield from super().feed(passed)
        if self._timeout_time is not None:  # the parser waits for the rest of a sequence
            self._lone = passed.endswith(ESC)
            self._timeout_time = self._clock() + (SHORT if self._lone and not self._splits else LONG)

    def tick(self) -> Iterable[Message]:
        """Take what waited long enough for what it is."""
        if self._timeout_time is not None and self._clock() >= self._timeout_time:
            yield from self._give_up()

    def _after_escape(self, passed: str) -> Iterator[Message]:
        """Let a lone Esc act where the next byte begins no sequence; else note that the line splits them."""
        if passed[0] in "[O":
            self._splits = True
        elif passed[0] != ESC:
            yield from self._give_up()

    def _give_up(self) -> Iterator[Message]:
        if self._lone:
            self._acted_at = self._clock()
        self._lone, self._timeout_time = False, None
        self._awaiting = self._gen.throw(ParseTimeout())
        while self._tokens:
            yield self._tokens.popleft()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            found = list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            yield events.Key(Keys.Ignore, None)
            return
        for event in found:
            if event.character and _HALVES.search(event.character):
                event = events.Key(Keys.Ignore, None)  # noqa: PLW2901  # no file could hold it
            character = KEYPAD.get(event.key)
            yield events.Key(_character_to_key(character), character) if character else event

    def parse_mouse_code(self, code: str) -> None:
        """Pass a click over: ktd asks for no mouse, and its numbers may be any."""

    def _without_controls(self, data: str) -> Iterable[str]:
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
