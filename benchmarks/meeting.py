"""Thirty people follow one meeting: how soon they see a line, and what they cost the one who writes.

Each follower is a process of its own on a terminal of its own (120×40), as over ssh, in the same meeting.

* Latency: from the writer's commit of a line (a session of its own commits, and so knows the moment) to
  the bytes with that line on a follower's terminal.
* Cost: the writer types a line and presses Enter; milliseconds until «Đã lưu» shows, and the processor
  time of the writer's process for the whole line, as ratios to no followers.

Followers share the machine with the writer here. Run: ``python -m benchmarks.meeting``.
"""

import os
import select
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from string import ascii_lowercase
from typing import NamedTuple

from benchmarks.table import Row, columns, compiled, median, percentile, say
from benchmarks.terminal import ENTER, KTD, processor_ms
from ktd_tui.clock import now
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.operations.account import current_actor
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.minutes_lines import add_line
from ktd_tui.operations.meeting.pen import put_down, take
from store import Author, open_store
from store.beside.pen_sessions import PenSession as Seat
from tests.terminal_session import TO_MEETING, Session

TAB = "\t"
IDLE = 5.0
"""Seconds of watching those who do nothing."""
SIZE = (120, 40)
LIMIT = 20.0
"""Seconds after which a line has been lost."""
GAP = 0.4
"""Seconds between two lines: faster nobody writes minutes."""
YEAR, OPEN, SAVED = "Chấm điểm đơn vị", "Bút: ", "Đã lưu: "


class Cost(NamedTuple):
    """What one line cost its writer, in milliseconds.

    Attributes:
        took: From Enter until it was shown.
        used: Of the processor, from Enter until it was shown.
        whole: Of the processor, with all that follows within twice ``GAP``: the draft, two pens looked at.
    """

    took: float
    used: float
    whole: float


@contextmanager
def followers(data: str, home: str, many: int) -> Iterator[list[Session]]:
    """Open sessions on the last step of the sample's meeting."""
    with ExitStack() as stack:
        surroundings = {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        opened = [
            stack.enter_context(
                Session([*KTD, "--data", data], columns=SIZE[0], rows=SIZE[1], env=surroundings)
            )
            for _ in range(many)
        ]
        for wanted, keys in ((YEAR, TO_MEETING), (OPEN, "")):
            _until_all(opened, wanted)
            for each in opened:
                each.send(keys)
        _drain(opened, 2.0)
        yield opened


def _until_all(opened: Sequence[Session], wanted: str) -> None:
    until, waiting = time.perf_counter() + LIMIT * 6, list(opened)
    while waiting:
        if time.perf_counter() > until:
            raise AssertionError(f"never came: {wanted}\n{waiting[0].text}")
        _drain(waiting, 0.1)
        waiting = [each for each in waiting if wanted not in each.text]


def _drain(opened: Sequence[Session], seconds: float) -> None:
    """Take in what comes within a time."""
    until = time.perf_counter() + seconds
    by_fd = {each.fd: each for each in opened}
    while (left := until - time.perf_counter()) > 0:
        for fd in select.select(list(by_fd), [], [], left)[0]:
            by_fd[fd].read(0)


def latency(desk: Desk, meeting: str, opened: Sequence[Session], lines: int) -> list[float]:
    """Return, for each line and follower, the milliseconds from the commit to the bytes that tell it."""
    found: list[float] = []
    for number in range(lines):
        sign = _sign(number)
        begins = {each.fd: len(each.raw) for each in opened}
        by_fd = {each.fd: each for each in opened}
        add_line(desk, meeting, Step.APPROVAL, sign)
        begun = time.perf_counter()
        while by_fd:
            for fd in select.select(list(by_fd), [], [], LIMIT)[0]:
                came = time.perf_counter() - begun
                each = by_fd[fd]
                each.raw += os.read(fd, 1 << 16)  # drawing thirty screens here would be what is measured
                if sign.encode() in each.raw[begins[fd] :]:
                    found.append(1e3 * came)
                    del by_fd[fd]
            if time.perf_counter() - begun > LIMIT:
                raise AssertionError(f"{len(by_fd)} followers never saw {sign}")
        _raw_until(opened, time.perf_counter() + GAP)
    return found


def _sign(number: int) -> str:
    """Return a word that shares no letter's place with the one before it: only what differs is sent."""
    begin = 5 * number % len(ascii_lowercase)
    return (2 * ascii_lowercase)[begin : begin + 8]


def _raw_until(opened: Sequence[Session], until: float) -> bool:
    """Take bytes in without drawing them."""
    by_fd = {each.fd: each for each in opened}
    while (left := until - time.perf_counter()) > 0:
        for fd in select.select(list(by_fd), [], [], left)[0]:
            by_fd[fd].raw += os.read(fd, 1 << 16)
    return True


def cost(writer: Session, opened: Sequence[Session], lines: int) -> Cost:
    """Return the medians of what each line cost its writer."""
    found: list[Cost] = []
    everybody = [writer, *opened]
    for number in range(lines):
        text = _sign(number)
        writer.send(text)
        _raw_until(everybody, time.perf_counter() + GAP)
        used, begins, shown = processor_ms(writer.pid), len(writer.raw), 0.0
        wanted = text.encode()
        begun, saved = time.perf_counter(), 0.0
        writer.send(ENTER)
        by_fd = {each.fd: each for each in everybody}
        while not saved:
            if time.perf_counter() - begun > LIMIT:
                raise AssertionError(f"{text} was never saved")
            for fd in select.select(list(by_fd), [], [], LIMIT)[0]:
                by_fd[fd].raw += os.read(fd, 1 << 16)
            sent = writer.raw[begins:]
            if wanted in sent:
                saved, shown = time.perf_counter() - begun, processor_ms(writer.pid) - used
        _raw_until(everybody, begun + 2 * GAP)
        found.append(Cost(1e3 * saved, shown, processor_ms(writer.pid) - used))
    return Cost(*columns(found))


@contextmanager
def at_the_line(data: Path, home: str) -> Iterator[Session]:
    """Open one session whose next letter goes into the line of minutes."""
    with followers(str(data), home, 1) as (writer,):
        to_the_line(writer)
        yield writer


def to_the_line(writer: Session) -> None:
    """Bring the focus into the line field."""
    bottom = writer.screen.lines - 3
    for _ in range(4):
        if writer.screen.cursor.y == bottom:
            return
        writer.send(TAB)
        writer.settle(0.4)
    raise AssertionError(writer.text)


def rows(quick: bool) -> Iterator[Row]:
    """Measure with none, one and many followers."""
    lines = 5 if quick else 15
    none: Cost | None = None
    for many in (0, 8) if quick else (0, 1, 30, 100):
        with compiled() as folder:
            data = Path(folder) / "data"
            subprocess.run([*KTD, "init", "--sample", str(data)], check=True, capture_output=True)
            with followers(str(data), folder, many + 1) as (writer, *opened):
                to_the_line(writer)
                spent = cost(writer, opened, lines)
                none = none or spent
                what = f"{many} followers"
                yield Row(f"{what}: Enter on a line until saved / with none", spent.took / none.took, "times")
                yield Row(f"{what}: the writer's processor from Enter to shown", spent.used, "ms", 15)
                if opened:
                    yield from followed(what, data, opened, lines)


def followed(what: str, data: Path, opened: Sequence[Session], lines: int) -> Iterator[Row]:
    """Yield when the followers see a line of somebody's, and what it costs each of them."""
    who = current_actor()
    store = open_store(data, author=Author(who.uid, who.name), clock=now)
    desk = Desk(store, who._replace(owner=True), now, data, Seat(data))
    meeting = store.find(Meeting)[0].id
    take(desk, meeting)
    _raw_until(opened, time.perf_counter() + 1.0)
    used = sum(processor_ms(each.pid) for each in opened)
    found = latency(desk, meeting, opened, lines)
    used = sum(processor_ms(each.pid) for each in opened) - used
    put_down(desk, meeting)
    store.close()
    yield Row(f"{what}: a line is seen, median", median(found), "ms")
    within = 600 if len(opened) > 30 else 200  # noqa: PLR2004  # what a hundred on two cores may take
    yield Row(f"{what}: a line is seen, 95 of 100", percentile(found, 0.95), "ms", within)
    yield Row(f"{what}: each one's processor for a line", used / lines / len(opened), "ms", 4)
    before, begun = sum(processor_ms(each.pid) for each in opened), time.perf_counter()
    _raw_until(opened, begun + IDLE)
    idle = (sum(processor_ms(each.pid) for each in opened) - before) / len(opened)
    yield Row(f"{what}: an idle one's share of a core", 100 * idle / (1e3 * IDLE), "%", 0.1)


if __name__ == "__main__":
    say(rows)
