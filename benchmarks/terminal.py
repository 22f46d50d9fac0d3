"""Bytes and milliseconds a key through a pseudo-terminal: ktd beside ktd with stock Textual's output.

"Its text alone" is the floor of each figure: the UTF-8 bytes of the cells that look otherwise afterwards,
without a single cursor move or colour. Run: ``python -m benchmarks.terminal``.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import Row, compiled, median, say
from tests.terminal.wire.twins import seen
from tests.terminal_session import Session, asleep

DOWN, ENTER, ESC, F1, F4, HOME = "\x1b[B", "\r", "\x1b", "\x1bOP", "\x1bOS", "\x1b[H"
CTRL_F, CTRL_O, CTRL_R = "\x06", "\x0f", "\x12"
KTD, STOCK = [sys.executable, "-m", "ktd_tui"], [sys.executable, "-m", "benchmarks.plain.app"]
FIRST = "Chấm điểm đơn vị"
PAUSE = 0.15
"""Seconds without a byte after which an app that sleeps is done with a key: longer than ESCDELAY."""
PATIENCE = 20.0
"""Seconds after which an app that still works or draws is said to do so for ever."""


class Figures(NamedTuple):
    """What a key cost: bytes, milliseconds to the last byte, bytes of the text alone (medians)."""

    sent: float
    took: float
    text: float


def rest(session: Session) -> float:
    """Read until the app is done; return when its last byte came, by the performance counter, or 0.

    Raises:
        TimeoutError: It is never done; what it shows is told.
    """
    last, until = 0.0, time.perf_counter() + PATIENCE
    while (came := session.read(PAUSE)) or not asleep(session.pid):
        now = time.perf_counter()
        if came < 0 or now > until:
            state = "ended" if came < 0 else f"was not done after {PATIENCE:g} s"
            raise TimeoutError(f"the app {state}; its terminal shows\n{session.text}")
        last = now if came else last
    return last


def measure(session: Session, keys: list[str]) -> Figures:
    """Press keys one by one."""
    found, now = [], cells(session)
    for each in keys:
        before, begun, shown = len(session.raw), time.perf_counter(), now
        session.send(each)
        last = rest(session)
        now = cells(session)
        changed = [one[0] for was, one in zip(shown, now, strict=True) if was != one]
        took = 1e3 * (last - begun) if last else 0.0
        found.append((len(session.raw) - before, took, len("".join(changed).encode())))
    return Figures(*(statistics.median(column) for column in zip(*found, strict=True)))


def cells(session: Session) -> list[tuple[str, ...]]:
    """Return what is seen, cell by cell."""
    screen = session.screen
    return [seen(screen.buffer[y][x]) for y in range(screen.lines) for x in range(screen.columns)]


def choose(session: Session, entry: str) -> None:
    """Mark an entry of the year's menu."""
    session.send(HOME)
    rest(session)
    row = next(y for y, line in enumerate(session.screen.display) if entry in line[:23])
    session.send(DOWN * (row - 1))
    rest(session)


def walk(session: Session) -> Iterator[tuple[str, Figures]]:
    """Walk the main screens."""
    rest(session)
    yield "first screen", Figures(len(session.raw), 0, len(session.text.replace(" ", "").encode()))
    yield "year: down in the menu", measure(session, [DOWN] * 5)
    for name, key in (("help", F1), ("find", CTRL_F), ("history", CTRL_R), ("form", F4)):
        yield f"{name}: open", measure(session, [key])
        if name == "find":
            yield "find: a letter", measure(session, list("cuc q"))
            yield "find: close", measure(session, [ESC])
            continue
        yield f"{name}: down", measure(session, [DOWN] * 3)
        yield f"{name}: close", measure(session, [ESC])
    pages = (
        "Đăng ký",
        "Giao ước",
        "Biên bản",
        "Đơn vị, cán bộ",
        "Phong trào",
        "Chu trình",
        "Nhiệm vụ",
        "Toàn cảnh",
        "Biểu đồ",
    )
    for entry in (page for page in pages if page in session.text):
        choose(session, entry)
        yield f"{entry}: open", measure(session, [ENTER])
        yield f"{entry}: down", measure(session, [DOWN] * 4)
        yield f"{entry}: close", measure(session, [ESC])
    choose(session, FIRST)
    yield "scores: open", measure(session, [ENTER])
    yield "scores: down in the grid", measure(session, [DOWN] * 5)
    yield "scores: a digit", measure(session, ["1"])
    yield "scores: save and go down", measure(session, [ENTER])
    yield "scores: close", measure(session, [ESC])
    choose(session, "Hội nghị")
    yield "meeting: open", measure(session, [ENTER])
    yield "meeting: step before", measure(session, [CTRL_O] * 8)
    yield "meeting: down among the speakers", measure(session, [DOWN] * 4)
    yield "meeting: to the line", measure(session, [ENTER])
    yield "meeting: a letter in the line", measure(session, list("abcdef"))
    yield "meeting: save the line", measure(session, [ENTER])
    yield "meeting: step before (report)", measure(session, [CTRL_O])
    yield "meeting: a letter in the report", measure(session, list("abcdef"))


def processor_ms(pid: int) -> float:
    """Return the processor time that a process's threads have used, in milliseconds, to the nanosecond."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e6


def idle(session: Session, seconds: float) -> int:
    """Return the bytes that come while nobody types."""
    rest(session)
    before, until = len(session.raw), time.perf_counter() + seconds
    while time.perf_counter() < until:
        session.read(0.5)
    return len(session.raw) - before


def kinds(figures: list[tuple[str, Figures]]) -> Iterator[tuple[str, list[tuple[str, Figures]], float]]:
    """Yield each kind of key with its figures and the bytes it may cost at 80×24."""
    for kind, ending, most in (
        ("first screen", "first screen", 3500),
        ("opening a screen", ": open", 3000),
        ("Esc back", ": close", 800),
        ("an arrow in a list", ": down", 250),
        ("a letter", "letter", 120),
    ):
        yield kind, [(name, one) for name, one in figures if ending in name], most


def walked(wide: int, high: int, seconds: float) -> tuple[list[list[tuple[str, Figures]]], int]:
    """Walk both apps at once; return the figures of each, and ktd's bytes while nobody types."""
    with compiled() as folder, ExitStack() as stack, ThreadPoolExecutor() as both:
        sessions = []
        for name, app in {"ktd": KTD, "stock": STOCK}.items():
            data = str(Path(folder) / name)
            subprocess.run([*KTD, "init", "--sample", data], check=True, capture_output=True)
            surroundings = {"XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": str(Path(data) / "share")}
            session = Session([*app, "--data", data], env=surroundings, columns=wide, rows=high)
            sessions.append(stack.enter_context(session))
            session.wait_for(FIRST, 3 * PATIENCE)  # the first compiles
        figures = list(both.map(lambda session: list(walk(session)), sessions))
        return figures, idle(sessions[0], seconds)


def rows(quick: bool) -> Iterator[Row]:
    """Measure both apps side by side in both sizes at once, each waiting most of the time."""
    sizes = ((80, 24),) if quick else ((80, 24), (200, 60))
    with ProcessPoolExecutor(len(sizes)) as walkers:
        ways = {size: walkers.submit(walked, *size, 2.0 if quick else 5.0) for size in sizes}
        for (wide, high), way in ways.items():
            yield from told(f"{wide}×{high}", *way.result(), judged=wide == 80)  # noqa: PLR2004  # columns


def told(size: str, figures: list[list[tuple[str, Figures]]], quiet: int, *, judged: bool) -> Iterator[Row]:
    """Tell what was found in a terminal of one size; the bytes of a key are aimed at in one."""
    for kind, found, most in kinds(figures[0]):
        name, worst = max(found, key=lambda each: each[1].sent)
        of = "" if name == kind else f", the most ({name.partition(':')[0]})"
        yield Row(f"{size}: {kind}{of}", worst.sent, "bytes", most if judged else None)
        yield Row(f"{size}: {kind}{of}: its text alone", worst.text, "bytes")
    mine, stock = (median(one.took for _, one in app if one.took) for app in figures)
    yield Row(f"{size}: a key to its last byte / stock Textual", mine / stock, "times", 1.0)
    yield Row(f"{size}: nobody types", quiet, "bytes", 0)


if __name__ == "__main__":
    say(rows)
