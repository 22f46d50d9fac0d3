"""How soon the first byte of the answer to a key comes, on every screen of the sample and of a province.

In a real terminal of each a session walks from screen to screen; on each, the arrows, a letter, F1 and the
screen's own keys are pressed, and Esc after what they opened. A key that paints nothing is not counted. Esc
comes as a terminal of kitty's protocol sends it: behind a lone byte one waits 80 ms for the rest of a key.

Run: ``python -m benchmarks.keys``.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from select import select
from typing import NamedTuple

from textual.binding import Binding

from benchmarks.province import FIRST, fill
from benchmarks.table import Row, compiled, median, percentile, say
from benchmarks.terminal import KTD, processor_ms
from ktd_tui.app import KtdApp
from ktd_tui.clock import now
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import BlocYear, Movement, Stage
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.scoring import ScoreSheet, SheetState
from ktd_tui.keymap import shown
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft
from ktd_tui.rules.access import Actor
from screens.base import KtdScreen
from store import Author, open_store
from tests.screens.every_screen import Place, make_screen, screen_classes
from tests.terminal_session import Session, asleep

NEXT = "\x1b[57383u"
"""F20, as kitty's protocol says it: goes to the next screen."""
SENT = {f"f{n}": f"\x1bO{'PQRS'[n - 1]}" for n in range(1, 5)}
SENT |= {
    f"f{n}": f"\x1b[{code}~" for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
}
SENT |= {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "bdefgknoprtuwyz"}
SENT |= {"down": "\x1b[B", "up": "\x1b[A", "a": "a", "tab": "\t"}
EVERYWHERE = ("down", "up", "tab", "a", "f1")
ESC = "\x1b[27u"
QUIET, GLANCE, PATIENCE = 0.04, 0.02, 0.12
"""Seconds without a byte after which a key is done with; of one look whether a byte came; and after which an
app that sleeps, and has painted nothing, paints nothing."""
LINES = 60


class Walk(KtdApp):
    """The app that goes from screen to screen by one key."""

    BINDINGS = [Binding("f20", "next_screen", priority=True)]
    ahead: Iterator[type[KtdScreen]]
    place: Place | None
    said: Path

    def action_next_screen(self) -> None:
        """Leave what is open, and open the next."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        of = next(self.ahead)
        self.push_screen(make_screen(of, self.desk, self.place))
        self.said.write_text(of.__name__, "utf-8")


class Pressed(NamedTuple):
    """A key on a screen: milliseconds until the first byte came, by the clock and of the processor."""

    screen: str
    key: str
    ms: float
    used: float


def walked(quick: bool) -> list[type[KtdScreen]]:
    """Return the screens of the walk."""
    return screen_classes()[:: 8 if quick else 1]


def said_beside(directory: Path) -> Path:
    """Return the file in which the app tells the screen that it opened last."""
    return directory.with_suffix(".screen")


def a_desk_on(directory: Path) -> Desk:
    """Return the owner's desk on a directory."""
    who = Actor(os.getuid(), "root", owner=True)
    return Desk(open_store(directory, author=Author(who.uid, who.name), clock=now), who, now)


def be_the_app(directory: Path, quick: bool) -> None:
    """Run the app on a directory."""
    desk = a_desk_on(directory)
    app = Walk(desk, Draft(None, str(desk.actor.uid)))
    app.ahead, app.said = iter(walked(quick)), said_beside(directory)
    app.place = next((Place(y, y.members[0].unit_id) for y in newest_scored(desk)[-1:]), None)
    app.run(mouse=False)


def press(session: Session, keys: str) -> tuple[float, float] | None:
    """Press a key; return the milliseconds to the first byte, or None where it paints nothing."""
    begun, used = time.perf_counter(), processor_ms(session.pid)
    session.send(keys)
    while not select([session.fd], [], [], GLANCE)[
        0
    ]:  # what comes is drawn here only when its time was taken
        if time.perf_counter() - begun > PATIENCE and asleep(session.pid):
            return None
    took = 1e3 * (time.perf_counter() - begun), processor_ms(session.pid) - used
    session.settle(QUIET)
    return took


def own_keys(of: type[KtdScreen]) -> list[str]:
    """Return the keys that the screen's own table binds, as far as a plain terminal sends them."""
    bound = (binding for binding in of.BINDINGS if isinstance(binding, Binding))
    return [key for binding in bound for key in binding.key.split(",") if key in SENT]


def walk(session: Session, quick: bool, opened: Path) -> Iterator[Pressed]:
    """Press the keys of each screen; the app tells in a file which it opened."""
    for of in walked(quick):
        took = press(session, NEXT)
        if opened.read_text("utf-8") != of.__name__:
            raise AssertionError(f"{of.__name__} did not open; the screen shows\n{session.text}")
        if took is not None:  # where one came from it the page itself may stand behind
            yield Pressed(of.__name__, "open", *took)
        for key in dict.fromkeys((*EVERYWHERE, *own_keys(of))):
            took = press(session, SENT[key])
            if took is None:
                continue
            yield Pressed(of.__name__, shown(key), *took)
            if key.startswith(("f", "ctrl")) and (back := press(session, ESC)) is not None:
                yield Pressed(of.__name__, f"Esc after {shown(key)}", *back)


def newest_scored(desk: Desk) -> list[BlocYear]:
    """Return the years that are being scored, the newest last; the sample has none."""
    return sorted((y for y in desk.store.find(BlocYear) if y.stage is Stage.SCORING), key=lambda y: y.id)


def province(directory: Path) -> None:
    """Fill a directory with the province, one year of it with a movement and a meeting."""
    fill(directory)
    desk = a_desk_on(directory)
    store = desk.store
    year = newest_scored(desk)[-1]
    movement = store.save(Movement(title="Thi đua cải cách hành chính"))
    store.save(year.with_(movement_ids=(movement.id,)))
    attendees = tuple(Attendee(id=f"a{n}", unit_id=m.unit_id) for n, m in enumerate(year.members))
    meeting = store.save(Meeting(bloc_year_id=year.id, attendees=attendees, opened_at=now()))
    for n in range(LINES):
        text = f"Đại biểu nhất trí với nội dung thứ {n}"
        store.save(MinutesLine(meeting_id=meeting.id, step=Step.REPORT, at=now(), text=text))
    for sheet in store.find(ScoreSheet, state=SheetState.SUBMITTED):
        store.save(sheet)  # each by its own unit: what history and undo look back on
    store.close()


def rows(quick: bool) -> Iterator[Row]:
    """Walk in both, and tell the slowest."""
    with compiled() as folder:
        data = {name: Path(folder) / name for name in ("sample", "province")}
        with ProcessPoolExecutor(len(data)) as walkers:  # each waits most of the time
            ways = {
                name: walkers.submit(filled_and_walked, name, place, quick) for name, place in data.items()
            }
            for name, way in ways.items():
                yield from told(name, way.result())


def filled_and_walked(name: str, place: Path, quick: bool) -> list[Pressed]:
    """Fill a directory, then walk through all screens on it."""
    if name == "province":
        province(place)
    else:
        subprocess.run([*KTD, "init", "--sample", str(place)], check=True, capture_output=True)
    return walk_in(name, place, quick)


def walk_in(name: str, place: Path, quick: bool) -> list[Pressed]:
    """Walk through all screens of one."""
    command = [sys.executable, "-m", "benchmarks.keys", "--app", str(place), str(int(quick))]
    with Session(command) as session:
        session.wait_for(FIRST[name])
        session.settle(0.5)
        return list(walk(session, quick, said_beside(place)))


def told(name: str, found: list[Pressed]) -> Iterator[Row]:
    """Tell what was found in one."""
    screens = len({pressed.screen for pressed in found})
    what = f"{name}: {len(found)} keys on {screens} screens: first byte"
    yield Row(f"{what}, median", median(k.ms for k in found), "ms")
    yield Row(f"{name}: first byte, 95 of 100", percentile((k.ms for k in found), 0.95), "ms", 50)
    yield Row(f"{name}: of it processor, 95 of 100", percentile((k.used for k in found), 0.95), "ms")
    for slow in sorted(found, key=lambda pressed: -pressed.ms)[:10]:
        yield Row(f"  {slow.screen}: {slow.key} ({slow.used:.0f} of the processor)", slow.ms, "ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--app"]:
        be_the_app(Path(sys.argv[2]), sys.argv[3] == "1")
    else:
        say(rows)
