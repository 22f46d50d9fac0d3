"""How soon the first byte of the answer to a key comes, on every screen: the sample's, in a real terminal.

One session walks from screen to screen; on each, the arrows, a letter, F1 and the screen's own keys are
pressed, and Esc after what they opened. A key that paints nothing is not counted.

Run: ``python -m benchmarks.keys``.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from textual.binding import Binding

from benchmarks.table import Row, compiled, median, percentile, say
from benchmarks.terminal import ESC, KTD
from ktd_tui.app import KtdApp
from ktd_tui.clock import now
from ktd_tui.keymap import shown
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft
from ktd_tui.rules.access import Actor
from screens.base import KtdScreen
from store import Author, open_store
from tests.screens.every_screen import make_screen, screen_classes
from tests.terminal_session import Session

NEXT = "\x1b[34~"
"""F20: goes to the next screen."""
SENT = {f"f{n}": f"\x1bO{'PQRS'[n - 1]}" for n in range(1, 5)}
SENT |= {
    f"f{n}": f"\x1b[{code}~" for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
}
SENT |= {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "bdefgknoprtuwyz"}
SENT |= {"down": "\x1b[B", "up": "\x1b[A", "a": "a", "tab": "\t"}
EVERYWHERE = ("down", "up", "tab", "a", "f1")
QUIET, PATIENCE = 0.06, 0.3
"""Seconds without a byte after which a key is done with, and until the first byte at most."""


class Walk(KtdApp):
    """The app that goes from screen to screen by one key."""

    BINDINGS = [Binding("f20", "next_screen", priority=True)]
    ahead: Iterator[type[KtdScreen]]

    def action_next_screen(self) -> None:
        """Leave what is open, and open the next."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(make_screen(next(self.ahead), self.desk))


class Pressed(NamedTuple):
    """A key on a screen: milliseconds until the first byte came."""

    screen: str
    key: str
    ms: float


def walked(quick: bool) -> list[type[KtdScreen]]:
    """Return the screens of the walk."""
    return screen_classes()[:: 8 if quick else 1]


def be_the_app(directory: Path, quick: bool) -> None:
    """Run the app on a directory."""
    who = Actor(os.getuid(), "root", owner=True)
    desk = Desk(open_store(directory, author=Author(who.uid, who.name), clock=now), who, now)
    app = Walk(desk, Draft(None, str(who.uid)))
    app.ahead = iter(walked(quick))
    app.run(mouse=False)


def press(session: Session, keys: str) -> float | None:
    """Press a key; return the milliseconds to the first byte, or None where it paints nothing."""
    session.settle(QUIET)
    begun = time.perf_counter()
    session.send(keys)
    if session.read(PATIENCE) <= 0:
        return None
    took = 1e3 * (time.perf_counter() - begun)
    session.settle(QUIET)
    return took


def own_keys(of: type[KtdScreen]) -> list[str]:
    """Return the keys that the screen's own table binds, as far as a plain terminal sends them."""
    bound = (binding for binding in of.BINDINGS if isinstance(binding, Binding))
    return [key for binding in bound for key in binding.key.split(",") if key in SENT]


def walk(session: Session, quick: bool) -> Iterator[Pressed]:
    """Press the keys of each screen."""
    for of in walked(quick):
        if (took := press(session, NEXT)) is not None:
            yield Pressed(of.__name__, "open", took)
        for key in dict.fromkeys((*EVERYWHERE, *own_keys(of))):
            took = press(session, SENT[key])
            if took is None:
                continue
            yield Pressed(of.__name__, shown(key), took)
            if key.startswith(("f", "ctrl")) and (back := press(session, ESC)) is not None:
                yield Pressed(of.__name__, f"Esc after {shown(key)}", back)


def rows(quick: bool) -> Iterator[Row]:
    """Walk, and tell the slowest."""
    with compiled() as folder:
        data = str(Path(folder) / "data")
        subprocess.run([*KTD, "init", "--sample", data], check=True, capture_output=True)
        command = [sys.executable, "-m", "benchmarks.keys", "--app", data, str(int(quick))]
        with Session(command) as session:
            session.wait_for("2186/KH-VPQH")
            found = list(walk(session, quick))
    yield Row(
        f"{len(found)} keys on {len(walked(quick))} screens: first byte, median",
        median(k.ms for k in found),
        "ms",
    )
    yield Row("first byte, 95 of 100", percentile((k.ms for k in found), 0.95), "ms", 50)
    for slow in sorted(found, key=lambda pressed: -pressed.ms)[:10]:
        yield Row(f"  {slow.screen}: {slow.key}", slow.ms, "ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--app"]:
        be_the_app(Path(sys.argv[2]), sys.argv[3] == "1")
    else:
        say(rows)
