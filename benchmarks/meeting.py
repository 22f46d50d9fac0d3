"""Thirty people follow one meeting: how soon they see a line, and what they cost the one who writes.

Each follower is a process of its own on a terminal of its own (120×40), as over ssh, in the same meeting; it
is forked from this one, which has imported all that ktd imports: a hundred starts would be most of what is
waited for. A line costs a forked session what it costs any other. More and more come, into one meeting.

* Latency: from the writer's commit of a line (a session of its own commits, and so knows the moment) to
  the bytes with that line on a follower's terminal.
* Cost: the writer types a line and presses Enter; milliseconds until «Đã lưu» shows, and the processor
  time of the writer's process for the whole line, as ratios to no followers.

Followers share the machine with the writer here. Run: ``python -m benchmarks.meeting``.
"""

import gc
import os
import select
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.table import Row, columns, median, percentile, say
from benchmarks.terminal import ENTER, KTD, processor_ms
from ktd_tui.cli import main
from ktd_tui.clock import now
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.operations.account import current_actor
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.minutes_lines import add_line
from ktd_tui.operations.meeting.pen import put_down, take
from store import Author, open_store
from store.beside.pen_sessions import PenSession as Seat
from tests.screens.every_screen import screen_classes
from tests.terminal_session import TO_MEETING, Session

TAB = "\t"
IDLE, SETTLED = 4.0, 1.5
"""Seconds of watching those who do nothing; and after which they have taken in that the pen was put down."""
SIZE = (120, 40)
LIMIT = 20.0
"""Seconds after which a line has been lost."""
GAP = 0.4
"""Seconds from one line to the next: faster nobody writes minutes."""
BREATH = 0.25
"""Seconds from a line that is typed to Enter; and from a line that all have seen to the next."""
FIRST, TYPED, SEEN = 2, 6, 12
"""Lines that are let pass first, as one of a new hour changes more than itself; those of which a figure is
made: typed ones, and ones looked for on each terminal, so many that the minutes move up once among them."""
YEAR, AGAIN, OPEN = "Chấm điểm đơn vị", "Mở lại?", "Bút: "


class Cost(NamedTuple):
    """What one line cost its writer, in milliseconds.

    Attributes:
        took: From Enter until it was shown.
        used: Of the processor, from Enter until it was shown.
        whole: Of the processor, with all that follows until the next is begun: the draft, two pens looked at.
    """

    took: float
    used: float
    whole: float


class Forked(Session):
    """A session that begins with everything imported."""

    def become(self, command: Sequence[str], surroundings: dict[str, str]) -> None:
        """Be ktd, with the words behind ``python -m ktd_tui``."""
        os.environ.clear()
        os.environ.update(surroundings)
        with suppress(SystemExit):
            main(command[len(KTD) :])
        os._exit(0)


def joined(stack: ExitStack, data: Path, many: int, *, again: bool = False) -> list[Session]:
    """Open sessions on the last step of the sample's meeting.

    Args:
        again: This person is in it already, in another window: ktd asks whether to go on there.
    """
    screen_classes()  # all screens are imported
    gc.collect()
    gc.freeze()  # else each session would copy what it shares when it looks for garbage
    home = str(data.parent)
    surroundings = {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    command = [*KTD, "--data", str(data)]
    opened: list[Session] = [
        stack.enter_context(Forked(command, env=surroundings, columns=SIZE[0], rows=SIZE[1]))
        for _ in range(many)
    ]
    for wanted, keys in ((AGAIN, ENTER) if again else (YEAR, TO_MEETING), (OPEN, "")):
        _until_all(opened, wanted)
        for each in opened:
            each.send(keys)
    _drain(opened, GAP)
    return opened


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
        _raw_until(opened, time.perf_counter() + BREATH)
    return found


def _sign(number: int) -> str:
    """Return a word as minutes write it, no letter where the one before has it: only what differs is sent."""
    begin = 5 * number % len(ascii_lowercase)
    return (2 * ascii_lowercase)[begin : begin + 8].capitalize()


def _raw_until(opened: Sequence[Session], until: float) -> bool:
    """Take bytes in without drawing them."""
    by_fd = {each.fd: each for each in opened}
    while (left := until - time.perf_counter()) > 0:
        for fd in select.select(list(by_fd), [], [], left)[0]:
            by_fd[fd].raw += os.read(fd, 1 << 16)
    return True


def cost(writer: Session, opened: Sequence[Session], lines: int, after: float = 2 * GAP) -> Cost:
    """Return the medians of what each line cost its writer.

    Args:
        after: Seconds from Enter until the next line is begun.
    """
    found: list[Cost] = []
    everybody = [writer, *opened]
    for number in range(lines):
        text = _sign(number)
        writer.send(text)
        _raw_until(everybody, time.perf_counter() + BREATH)
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
        _raw_until(everybody, begun + after)
        found.append(Cost(1e3 * saved, shown, processor_ms(writer.pid) - used))
    return Cost(*columns(found))


@contextmanager
def at_the_line(data: Path) -> Iterator[Session]:
    """Open one session whose next letter goes into the line of minutes."""
    with ExitStack() as stack:
        (writer,) = joined(stack, data, 1)
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
    """Measure with none, one and many followers, who come one after the other."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        data = Path(folder) / "data"
        subprocess.run([*KTD, "init", "--sample", str(data)], check=True, capture_output=True)
        (writer,) = joined(stack, data, 1)
        to_the_line(writer)
        opened: list[Session] = []
        none = cost(writer, opened, TYPED, GAP)
        yield Row("0 followers: the writer's processor from Enter to shown", none.used, "ms", 15)
        for many in (1, 8) if quick else (1, 30, 100):
            opened += joined(stack, data, many - len(opened), again=True)
            what = f"{many} followers"
            if many > 1:
                to_the_line(writer)
                spent = cost(writer, opened, TYPED, GAP)
                yield Row(f"{what}: Enter on a line until saved / with none", spent.took / none.took, "times")
                yield Row(f"{what}: the writer's processor from Enter to shown", spent.used, "ms", 15)
            yield from followed(what, data, opened, SEEN, idle=1 < many < 100)  # noqa: PLR2004  # once is enough


def followed(what: str, data: Path, opened: Sequence[Session], lines: int, *, idle: bool) -> Iterator[Row]:
    """Yield when the followers see a line of somebody's, and what it costs each of them."""
    who = current_actor()
    store = open_store(data, author=Author(who.uid, who.name), clock=now)
    with closing(Seat(data)) as seat, closing(store):
        desk = Desk(store, who._replace(owner=True), now, data, seat)
        meeting = store.find(Meeting)[0].id
        take(desk, meeting)
        _raw_until(opened, time.perf_counter() + GAP)
        latency(desk, meeting, opened, FIRST)
        used = _processor(opened)
        found = latency(desk, meeting, opened, lines)
        used = _processor(opened) - used
        put_down(desk, meeting)
    yield Row(f"{what}: a line is seen, median", median(found), "ms")
    within = 600 if len(opened) > 30 else 200  # noqa: PLR2004  # what a hundred on two cores may take
    yield Row(f"{what}: a line is seen, 95 of 100", percentile(found, 0.95), "ms", within)
    yield Row(f"{what}: each one's processor for a line", used / lines, "ms", 4)
    if idle:
        _raw_until(opened, time.perf_counter() + SETTLED)
        used, begun = _processor(opened), time.perf_counter()
        _raw_until(opened, begun + IDLE)
        share = (_processor(opened) - used) / (1e3 * IDLE)
        yield Row(f"{what}: an idle one's share of a core", 100 * share, "%", 0.1)


def _processor(opened: Sequence[Session]) -> float:
    """Return the milliseconds of the processor that a session has used, on the average."""
    return sum(processor_ms(each.pid) for each in opened) / len(opened)


if __name__ == "__main__":
    say(rows)
