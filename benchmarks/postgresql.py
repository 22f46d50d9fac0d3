"""The data in PostgreSQL beside bare PostgreSQL and the file; three application servers in one meeting.

The database waits for its disk, as an office's does. Sessions are processes; those of one application server
are a group with a directory of its own. Run: ``python -m benchmarks.postgresql``.
"""

import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from select import select

import psycopg

from benchmarks.data.crowd import PAUSE, SECONDS, WRITERS, Gate, Typist, crowd
from benchmarks.table import Row, median, percentile, say
from ktd_tui.clock import now
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Unit
from ktd_tui.operations.account import current_actor
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.minutes_lines import add_line
from ktd_tui.operations.meeting.pen import put_down, take
from ktd_tui.operations.meeting.view import meeting_view
from screens.base import KtdScreen
from store import Author, Store, open_store
from store.postgresql.opening import open_database
from store.presence import PENS
from tests.postgresql.server import DatabaseServer, database_server

SIZES = (100, 10_000, 100_000)
WHO = Author(1000, "ai-do")
SERVERS, SESSIONS, LINES = 3, 20, 15
GAP, LIMIT = 0.4, 60.0
"""Seconds between two lines, faster nobody writes minutes; and after which one has been lost."""
BARE = "insert into bare values (%s)"
LINE = "x" * 400


def rows(quick: bool) -> Iterator[Row]:
    """Yield the rows."""
    rounds = 50 if quick else 300
    with database_server() as server, tempfile.TemporaryDirectory(prefix="ktd-bench-") as place:
        server.configure(fsync="on", full_page_writes="on", max_connections="150", shared_buffers="'128MB'")
        server.stop("fast")
        server.start()
        folder, bare = Path(place), server.new_database()
        with psycopg.connect(bare) as connection:
            connection.execute("create table bare (line text)")
        for size in SIZES[:2] if quick else SIZES:
            directory = _filled(server, folder / str(size), size)
            yield from _committing(directory, bare, size, rounds)
            if size == SIZES[1]:
                yield _opening(directory, folder / "file", size)
                yield from _telling(directory, rounds)
                yield from _fifty(directory, bare)
        yield from _one_meeting(server, folder)


def _filled(server: DatabaseServer, directory: Path, size: int) -> Path:
    directory.mkdir(0o700)
    (directory / "database").write_text(server.fresh())
    with closing(open_store(directory, author=WHO)) as store:
        _fill(store, size)
    return directory


def _fill(store: Store, size: int) -> None:
    with store.transaction("fill"):
        for number in range(size):
            store.save(Unit(id=f"U{number:06}", name=f"Đơn vị {number}"))


def _timed(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return (time.perf_counter() - begun) * 1000


def _committing(directory: Path, bare: str, size: int, rounds: int) -> Iterator[Row]:
    """Measure by turns: a machine that others use is slow for both alike."""
    with (
        closing(open_store(directory, author=WHO)) as store,
        psycopg.connect(bare, autocommit=True) as connection,
    ):
        plain, ours, acts, used = [], [], [], 0.0
        for number in range(rounds):
            plain.append(_timed(lambda: connection.execute(BARE, [LINE])))
            unit = store.get(Unit, f"U{number % SIZES[0]:06}")
            begun = time.process_time()
            ours.append(_timed(partial(store.save, unit)))
            used += time.process_time() - begun
            acts.append(_timed(partial(_read_and_save, store, unit.id)))
    what = f"database: a commit at {size:,} documents"
    yield Row(f"{what}, in bare inserts", median(ours) / median(plain), "×", 2)
    yield Row(f"{what}, read within it, in bare inserts", median(acts) / median(plain), "×", 2)
    yield Row(f"{what}: the session's own processor", 1e3 * used / rounds, "ms")


def _read_and_save(store: Store, unit_id: str) -> None:
    with store.transaction("bench"):
        store.save(store.get(Unit, unit_id))


def _open_and_close(place: Path) -> None:
    open_store(place).close()


def _opening(directory: Path, file: Path, size: int) -> Row:
    with closing(open_store(file, create=True, author=WHO)) as store:
        _fill(store, size)
        store.rest()
    took: dict[Path, list[float]] = {directory: [], file: []}
    for _ in range(7):
        for place, times in took.items():
            times.append(_timed(partial(_open_and_close, place)))
    ratio = median(took[directory]) / median(took[file])
    return Row(f"database: opening {size:,} documents, in the file's", ratio, "×", 2)


def _telling(directory: Path, rounds: int) -> Iterator[Row]:
    """Yield how long after a commit another process has it, which waits for the notice alone."""
    gate = Gate()
    pids = [gate.fork("told", lambda: partial(_hears, directory, rounds))]
    pids.append(gate.fork("saved", lambda: partial(_saves, directory, rounds)))
    times = dict(_ended(gate, pids))
    waited = [max(told - saved, 0) for told, saved in zip(times["told"], times["saved"], strict=True)]
    yield Row("database: a notice at another process, median", median(waited), "ms")
    yield Row("database: a notice at another process, 95 of 100", percentile(waited, 0.95), "ms", 100)


def _hears(directory: Path, rounds: int) -> list[float]:
    url = (directory / "database").read_text().strip()
    there = open_database(directory, url, create=False, read_only=False, author=WHO, clock=now)
    heard: list[float] = []
    with closing(there):
        begun = there.seq
        while len(heard) < rounds:
            select([there.link.take_new().fileno()], [], [], LIMIT)
            there.live.catch_up()
            heard += [time.monotonic() * 1000] * (there.seq - begun - len(heard))
    return heard


def _saves(directory: Path, rounds: int) -> list[float]:
    saved = []
    with closing(open_store(directory, author=WHO)) as store:
        time.sleep(1)  # the other one has opened
        unit = store.get(Unit, "U000001")
        for _ in range(rounds):
            unit = store.save(unit)
            saved.append(time.monotonic() * 1000)
            time.sleep(0.02)
    return saved


def _ended(gate: Gate, pids: list[int]) -> list[tuple[str, list[float]]]:
    said = gate.open(len(pids))
    for pid in pids:
        os.waitpid(pid, 0)
    return said


def _fifty(directory: Path, bare: str) -> Iterator[Row]:
    """Yield what fifty get who write five times a second each, and who write as fast as they can.

    The first is 250 a second offered; how late an answer is counts from when it was due. In the second
    fifty stand in one line: whatever the rate, each waits for forty-nine others. Bare inserts at the pace of
    the first stand beside.
    """
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    ours = crowd(partial(_writer, directory), None)["write"]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    plain = crowd(lambda _: _plain_writer(bare), None)["write"]
    what = f"database: {WRITERS} writers, {WRITERS / PAUSE:.0f}/s offered"
    elapsed = SECONDS + max(ours) / 1e3  # until the last one that was late was there
    yield Row(f"{what}: commits a second", len(ours) / elapsed, "", 240, at_least=True)
    yield Row(f"{what}: 95 of 100", percentile(ours, 0.95), "ms", 10)
    yield Row(f"{what}: 95 of 100 of as many bare inserts", percentile(plain, 0.95), "ms")
    cost = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    yield Row(f"{what}: processor for one, with opening", 1e3 * cost / len(ours), "ms")
    gate = Gate()
    pids = [gate.fork("full", partial(_full_speed, directory, number)) for number in range(WRITERS)]
    full = [took for _, times in _ended(gate, pids) for took in times]
    what = f"database: {WRITERS} writers without a pause"
    yield Row(f"{what}: commits a second", len(full) / SECONDS, "")
    yield Row(f"{what}: 95 of 100", percentile(full, 0.95), "ms")


def _full_speed(directory: Path, number: int) -> Callable[[], list[float]]:
    typist = _writer(directory, number)

    def write() -> list[float]:
        taken: list[float] = []
        until = time.perf_counter() + SECONDS
        while time.perf_counter() < until:
            taken.append(_timed(partial(typist.change, len(taken))))
        return taken

    return write


def _writer(directory: Path, number: int) -> Typist:
    store = open_store(directory, author=WHO)

    def change(turn: int) -> None:
        store.save(store.get(Unit, f"U{number:06}").with_(name=f"Đơn vị {turn}"))

    return Typist(change, store.refresh)


def _plain_writer(bare: str) -> Typist:
    connection = psycopg.connect(bare, autocommit=True)
    return Typist(lambda _: connection.execute(BARE, [LINE]), lambda: None)


def _one_meeting(server: DatabaseServer, folder: Path) -> Iterator[Row]:
    """Yield how soon sixty sessions on three servers see a line, and what one costs each of them."""
    servers = [folder / f"app{number}" for number in range(1, SERVERS + 1)]
    url = server.fresh()
    for directory in servers:
        directory.mkdir(0o700)
        (directory / "database").write_text(url)
    with closing(open_store(servers[0], author=WHO)) as store:
        set_up_sample(_desk(store, servers[0]))
    gate = Gate()
    pids = [gate.fork("writer", partial(_in_group, 0, partial(_writes_lines, servers[0])))]
    for directory in servers:
        leader = 0
        for _ in range(SESSIONS):
            pids.append(gate.fork("seen", partial(_in_group, leader, partial(_follows, directory))))
            leader = leader or pids[-1]
    said = _ended(gate, pids)
    (written,) = (times for kind, times in said if kind == "writer")
    seen = [times for kind, times in said if kind == "seen"]
    waited = [max(at - written[n], 0) for times in seen for n, at in enumerate(times[:-1])]
    what = f"{SERVERS} servers × {SESSIONS} sessions in one meeting"
    yield Row(f"{what}: lines seen of all", len(waited) / (SERVERS * SESSIONS * LINES), "", 1, at_least=True)
    yield Row(f"{what}: a line is seen, median", median(waited), "ms")
    yield Row(f"{what}: a line is seen, 95 of 100", percentile(waited, 0.95), "ms", 600)
    cost = sum(times[-1] for times in seen) / len(seen) / LINES
    yield Row(f"{what}: each one's processor for a line", cost, "ms")


def _in_group(leader: int, what: Callable[[], list[float]]) -> Callable[[], list[float]]:
    os.setpgid(0, leader)
    return what


def _desk(store: Store, directory: Path) -> Desk:
    who = current_actor()
    return Desk(store, who._replace(owner=True), now, directory, store.presence.mark(PENS))


def _writes_lines(directory: Path) -> list[float]:
    written = []
    with closing(open_store(directory, author=WHO)) as store:
        desk, meeting = _desk(store, directory), store.find(Meeting)[0].id
        time.sleep(10)  # the others have opened
        take(desk, meeting)
        for number in range(LINES):
            add_line(desk, meeting, Step.APPROVAL, f"Dòng {number}")
            written.append(time.monotonic() * 1000)
            time.sleep(GAP)
        put_down(desk, meeting)
    return written


def _follows(directory: Path) -> list[float]:
    """Follow the meeting as its screen does: look, and read the page anew where there is something."""
    seen: list[float] = []
    with closing(open_store(directory, author=WHO)) as store:
        desk, meeting = _desk(store, directory), store.find(Meeting)[0].id
        before, until = len(store.find(MinutesLine)), time.monotonic() + LIMIT
        meeting_view(desk, meeting)
        begun = time.process_time()
        while len(seen) < LINES and time.monotonic() < until:
            time.sleep(KtdScreen.LIVE)
            if desk.news():
                meeting_view(desk, meeting)
                there = len(store.find(MinutesLine)) - before
                seen += [time.monotonic() * 1000] * (there - len(seen))
        return [*seen, 1e3 * (time.process_time() - begun)]


if __name__ == "__main__":
    say(rows)
