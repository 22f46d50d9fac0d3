"""Searches for garbage while nobody types.

A search through everything takes 40 ms, in a province 100 to 250: it is not for a key to wait for, nor for
one that comes meanwhile. So what a search finds in use is put aside; the next one looks through what is new
alone, and through everything only when nobody has typed for longer.
"""

import asyncio
import gc
from time import monotonic

CALM = 0.7
"""Seconds without a key after which one may search."""
SELDOM = 500
"""So many searches of what is young, each after 7,000 new objects, until all is searched all the same."""
WORTH = 2
"""So many of them until it is worth a search in a calm moment."""
MANY, TOO_MANY = 8, 40
"""So many searches of what is new until what was put aside is searched as well: once nobody has typed for
long, and however that is."""
LONG = 8.0
"""Seconds without a key after which one may; the app looks every ten."""


class CalmCollector:
    """Has Python search through everything in calm moments; what is young it searches itself, in no time."""

    def __init__(self) -> None:
        self._typed_at = 0.0
        self._waits = False
        self._put_aside = 0
        """How often something was, since everything was searched."""

    def start(self) -> None:
        """Take what was loaded by now for what stays, and begin."""
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, SELDOM)
        gc.enable()

    def typed(self) -> None:
        """Something was typed: search once nothing more comes."""
        self._typed_at = monotonic()
        if not self._waits and gc.isenabled():
            self._waits = True
            asyncio.get_running_loop().call_later(CALM, self._look)

    def _look(self) -> None:
        left = self._typed_at + CALM - monotonic()
        self._waits = left > 0
        if self._waits:
            asyncio.get_running_loop().call_later(left, self._look)
        else:
            self.collect()

    def collect(self) -> None:
        """Search through what is new, where that is enough; now and then through all."""
        calm = monotonic() - self._typed_at >= LONG
        if self._put_aside >= (MANY if calm else TOO_MANY):
            gc.unfreeze()
            self._put_aside = 0
        elif gc.get_count()[2] < WORTH:
            return
        gc.collect()
        gc.freeze()
        self._put_aside += 1
