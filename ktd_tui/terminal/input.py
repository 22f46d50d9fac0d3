"""Key sequences that Textual does not know: PuTTY's other function-key modes.

PuTTY lets its user choose what the function keys send; a server cannot change that. Textual knows
«ESC[n~», «Linux», «Xterm R6» and «VT400». Taught here are «VT100+» whole, and of «SCO» what means
nothing else: there F3 (ESC[O) is what a terminal says when it loses the focus, and F4 to F7 (ESC[P to
ESC[S) are F1 to F4 of the kitty protocol; PgUp (ESC[I) says that the focus is back, and PgDn (ESC[G) is
the 5 of the Linux console's keypad. Left alone too: End in PuTTY's «rxvt» mode (ESC O w), the 7 of a keypad
in application mode.
"""

from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IgnoredSequence
from textual.keys import Keys

VT100_PLUS = {
    "\x1bOT": Keys.F5,
    "\x1bOU": Keys.F6,
    "\x1bOV": Keys.F7,
    "\x1bOW": Keys.F8,
    "\x1bOX": Keys.F9,
    "\x1bOY": Keys.F10,
    "\x1bOZ": Keys.F11,
    "\x1bO[": Keys.F12,
}
"""F1 to F4 are ESC O P to ESC O S, which every terminal has."""
SCO = {
    "\x1b[M": Keys.F1,
    "\x1b[N": Keys.F2,
    "\x1b[T": Keys.F8,
    "\x1b[U": Keys.F9,
    "\x1b[V": Keys.F10,
    "\x1b[W": Keys.F11,
    "\x1b[X": Keys.F12,
    "\x1b[L": Keys.Insert,
}
"""ESC[M begins a click of the mouse in a protocol of old, which ktd never asks for."""
KEYPAD_COMMA = "\x1bOl"
"""On a keypad in application mode; Vietnamese write their decimals behind it."""


def teach() -> None:
    """Add the sequences to Textual's table; none that means something there is touched."""
    known = cast("dict[str, tuple[Keys, ...] | str | IgnoredSequence]", ANSI_SEQUENCES_KEYS)
    for sequence, key in (VT100_PLUS | SCO).items():
        known.setdefault(sequence, (key,))
    known.setdefault(KEYPAD_COMMA, ",")
