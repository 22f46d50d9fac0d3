"""The store against its floor, plain TinyDB and sqlite3, in one run: ``python -m benchmarks.store``.

Times are medians; only ratios inside one run mean anything. ``--full`` adds 100,000 documents.

Targets: a commit of one changed document at most 1.5 times append + fdatasync of the same bytes; 50 writers
with an edit each 200 ms on 10,000 documents served at 240 of 250 a second, p95 no worse than sqlite3's;
opening 10,000 documents at most twice ``orjson.loads`` of the file, in at most 20 MB over the empty store.
"""

import gc
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from tinydb import TinyDB

from ktd_tui.domain.people import Person
from store import FILE_NAME, Store, open_store

SIZES = (100, 1_000, 10_000)
ROUNDS, BLOCK = 400, 20
TITLE = "Chuyên viên chính, phụ trách công tác thi đua, khen thưởng; " * 4
WRITERS, PAUSE, SECONDS = 50, 0.2, 6.0
READ_EACH = 0.02
Change = Callable[[int], Callable[[], object]]
"""Prepares the change of a turn, and returns what carries it out."""
TARGET_COMMIT, TARGET_SERVED, TARGET_OPEN, TARGET_MEMORY = 1.5, 240, 2.0, 20


def person(number: int, note: str = "") -> Person:
    """Return a document of about 550 bytes."""
    return Person(id=f"{number:026d}", name=f"Nguyễn Văn {number} {note}", title=TITLE, unit_id="0" * 26)


def filled(directory: Path, count: int) -> Store:
    """Return a store of so many documents, compacted."""
    store = open_store(directory, create=True)
    with store.transaction("fill"):
        for number in range(count):
            store.save(person(number))
    store.rest()
    return store


# one writer ---------------------------------------------------------------------------------------


def ktd_change(store: Store) -> Change:
    """Return the change of one document through the public Store."""
    now = store.get(Person, person(0).id)

    def change(turn: int) -> Callable[[], None]:
        wanted = now.with_(name=f"Nguyễn Văn {turn}")

        def commit() -> None:
            nonlocal now
            now = store.save(wanted)

        return commit

    return change


def floor_change(path: Path, line: bytes) -> Change:
    """Return the append and sync of the same bytes."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append() -> None:
        os.write(descriptor, line)
        os.fdatasync(descriptor)

    return lambda _: append


def plain_change(path: Path, count: int) -> Change:
    """Return the change of one document by TinyDB's own storage."""
    table = TinyDB(path, encoding="utf-8").table("people")
    table.insert_multiple(person(n).model_dump(mode="json") for n in range(count))
    return lambda turn: lambda: table.update({"name": f"Nguyễn Văn {turn}"}, doc_ids=[1])


def sqlite_change(path: Path, count: int) -> Change:
    """Return the change of one document in sqlite3, WAL, FULL."""
    base = sqlite(path)
    with base:
        base.execute("create table docs (id text primary key, rev integer, body text)")
        rows = ((person(n).id, 1, person(n).model_dump_json()) for n in range(count))
        base.executemany("insert into docs values (?, ?, ?)", rows)
    return lambda turn: lambda: sqlite_update(base, 0, turn)


def sqlite(path: Path) -> sqlite3.Connection:
    """Open a database as durable as ours."""
    base = sqlite3.connect(path, timeout=30, check_same_thread=False)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    return base


def sqlite_update(base: sqlite3.Connection, number: int, turn: int) -> None:
    """Change one document with its revision checked."""
    with base:
        base.execute("begin immediate")
        (rev,) = base.execute("select rev from docs where id = ?", (person(number).id,)).fetchone()
        body = person(number, str(turn)).model_dump_json()
        base.execute("update docs set rev = ?, body = ? where id = ?", (rev + 1, body, person(number).id))


def commits(folder: Path, size: int) -> dict[str, float]:
    """Return the milliseconds of a commit by each way, measured by turns."""
    store = filled(folder / "ktd", size)
    change = ktd_change(store)
    change(0)()
    line = (folder / "ktd" / f"{FILE_NAME}.journal").read_bytes().splitlines(keepends=True)[-1]
    ways = {
        "floor": floor_change(folder / "floor", line),
        "ktd": change,
        "plain TinyDB": plain_change(folder / "plain.json", size),
        "sqlite FULL": sqlite_change(folder / "sqlite.db", size),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for block in range(ROUNDS // BLOCK):  # by turns, so that a busy moment of the disk hits all alike
        for name, way in ways.items():
            for turn in range(BLOCK):
                if name == "plain TinyDB" and block * BLOCK + turn > 200_000 // size:
                    break
                commit = way(block * BLOCK + turn + 1)
                begun = time.perf_counter()
                commit()
                taken[name].append(1e3 * (time.perf_counter() - begun))
    store.close()
    return {name: statistics.median(times) for name, times in taken.items()}


# fifty writers ------------------------------------------------------------------------------------


class Typist(NamedTuple):
    """One of the crowd: commits a change, and looks between the changes, as the meeting's screen does."""

    change: Callable[[int], object]
    look: Callable[[], object]


def edit_each_pause(typist: Typist, seconds: float) -> list[float]:
    """Change one document every 200 ms and look in between; return how long each change took, in ms."""
    taken = []
    begun = time.perf_counter() + (os.getpid() % WRITERS) / WRITERS * PAUSE  # not all at the same moment
    turn = 0
    while (due := begun + turn * PAUSE) < begun + seconds:
        time.sleep(max(due - time.perf_counter(), 0))
        typist.change(turn)
        taken.append(1e3 * (time.perf_counter() - due))
        time.sleep(max(due + PAUSE / 2 - time.perf_counter(), 0))
        typist.look()
        turn += 1
    return taken


def ktd_writer(directory: Path, number: int) -> Typist:
    """Return one who works on their own document."""
    store = open_store(directory)

    def change(turn: int) -> None:
        store.save(store.get(Person, person(number).id).with_(name=f"Nguyễn Văn {turn}"))

    return Typist(change, store.refresh)


def sqlite_writer(path: Path, number: int) -> Typist:
    """Return the same in sqlite3."""
    base = sqlite(path)

    def look() -> None:
        base.execute("select body from docs where id = ?", (person(number).id,)).fetchone()

    return Typist(lambda turn: sqlite_update(base, number, turn), look)


def reader(directory: Path) -> list[float]:
    """Read while the others write; return how long each reading took, in ms."""
    store, taken = open_store(directory, read_only=True), []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        begun = time.perf_counter()
        store.get(Person, person(1).id)
        taken.append(1e3 * (time.perf_counter() - begun))
        time.sleep(READ_EACH)
    return taken


def crowd(make: Callable[[int], Typist], watch: Callable[[], list[float]] | None) -> dict[str, list[float]]:
    """Let fifty processes write, and one read, at once; they begin when all have opened."""
    gate = Gate()
    pids = [gate.fork("write", lambda n=n: make(n)) for n in range(WRITERS)]  # type: ignore[misc]  # a default
    if watch is not None:
        pids.append(gate.fork("read", lambda: watch))
    said = gate.open(len(pids))
    for pid in pids:
        os.waitpid(pid, 0)
    return {kind: [t for k, times in said if k == kind for t in times] for kind in ("write", "read")}


class Gate:
    """Holds processes back until all are ready, and collects what they measured."""

    def __init__(self) -> None:
        self._ready, self._go, self._said = os.pipe(), os.pipe(), os.pipe()

    def fork(self, kind: str, prepare: Callable[[], Any]) -> int:
        """Start a process that prepares itself, waits, and measures."""
        pid = os.fork()
        if pid:
            return pid
        made = prepare()
        gc.freeze()  # as the app does with its first screen
        os.close(self._go[1])
        os.write(self._ready[1], b".")
        os.read(self._go[0], 1)  # ends when the gate is opened: nobody holds its other end any more
        times = edit_each_pause(made, SECONDS) if kind == "write" else made()
        os.write(self._said[1], json.dumps([kind, [round(t, 3) for t in times]]).encode() + b"\n")
        os._exit(0)

    def open(self, count: int) -> list[tuple[str, list[float]]]:
        """Let them all begin; return what each says."""
        for _ in range(count):
            os.read(self._ready[0], 1)
        for end in (self._go[0], self._go[1], self._said[1]):
            os.close(end)
        with os.fdopen(self._said[0]) as answers:
            return [tuple(json.loads(line)) for line in answers]


def percentile(times: list[float], share: float) -> float:
    """Return the time that this share of them does not exceed."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


# opening ------------------------------------------------------------------------------------------

MEMORY = """
import sys; from pathlib import Path
from ktd_tui.domain.organisation import Person; from store import open_store
store = open_store(Path(sys.argv[1]), read_only=True)
print(next(line.split()[1] for line in open("/proc/self/smaps_rollup") if line.startswith("Pss:")))
"""


def memory(directory: Path) -> float:
    """Return the proportional memory of a process with the store open, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(directory)], capture_output=True, check=True, text=True
    )
    return int(done.stdout) / 1024


def opening(directory: Path) -> float:
    """Return how many times as long as ``orjson.loads`` of the file opening takes."""
    ratios = []
    for _ in range(9):
        begun = time.perf_counter()
        orjson.loads((directory / FILE_NAME).read_bytes())
        parsed = time.perf_counter()
        store = open_store(directory, read_only=True)
        ratios.append((time.perf_counter() - parsed) / (parsed - begun))
        store.close()
    return statistics.median(ratios)


def verdict(met: bool) -> str:
    """Say whether a target is met."""
    return "met" if met else "NOT met"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # not /tmp, which may be memory
        folder = Path(name)
        print(f"{'documents':>10}{'floor ms':>10}{'ktd':>8}{'x floor':>9}{'plain':>9}{'sqlite':>8}")
        for size in (*SIZES, 100_000) if "--full" in sys.argv else SIZES:
            (folder / str(size)).mkdir()
            m = commits(folder / str(size), size)
            ratio = m["ktd"] / m["floor"]
            print(
                f"{size:>10}{m['floor']:>10.3f}{m['ktd']:>8.3f}{ratio:>9.2f}{m['plain TinyDB']:>9.2f}"
                f"{m['sqlite FULL']:>8.3f}  (target {TARGET_COMMIT}: {verdict(ratio <= TARGET_COMMIT)})"
            )
        big = folder / "10000"
        ours = crowd(lambda n: ktd_writer(big / "ktd", n), lambda: reader(big / "ktd"))
        theirs = crowd(lambda n: sqlite_writer(big / "sqlite.db", n), None)
        served = len(ours["write"]) / SECONDS
        late, limit = percentile(ours["write"], 0.95), percentile(theirs["write"], 0.95)
        met = verdict(served >= TARGET_SERVED)
        print(f"50 writers: {served:.0f} commits/s served (target {TARGET_SERVED}: {met}),", end=" ")
        print(f"p50 {percentile(ours['write'], 0.5):.2f} ms, p95 {late:.2f} ms; sqlite3 FULL", end=" ")
        print(f"{len(theirs['write']) / SECONDS:.0f}/s, p50 {percentile(theirs['write'], 0.5):.2f},", end=" ")
        print(f"p95 {limit:.2f} (target no worse: {verdict(late <= limit)})")
        print(f"a reader beside them: p50 {percentile(ours['read'], 0.5):.3f} ms,", end=" ")
        print(f"p95 {percentile(ours['read'], 0.95):.3f} ms")
        ratio = opening(big / "ktd")
        met = verdict(ratio <= TARGET_OPEN)
        print(f"opening 10,000: {ratio:.2f} x orjson.loads (target {TARGET_OPEN}: {met})")
        open_store(folder / "empty", create=True).close()
        more = memory(big / "ktd") - memory(folder / "empty")
        met = verdict(more <= TARGET_MEMORY)
        print(f"memory over an empty store: {more:.1f} MB (target {TARGET_MEMORY}: {met})")


if __name__ == "__main__":
    main()
