"""Fifty processes write at once, an edit each 200 ms on 10,000 documents, beside the same in sqlite3 FULL.

Three runs by turns, each told. Run: ``python -m benchmarks.data.crowd``.
"""

import gc
import json
import os
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data.commits import MANY, filled, person, sqlite, sqlite_change, sqlite_update
from benchmarks.table import Row, percentile, say
from ktd_tui.domain.people import Person
from store import open_store

WRITERS, PAUSE, SECONDS = 50, 0.2, 6.0
READ_EACH = 0.02


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
        try:
            made = prepare()
            gc.freeze()  # as the app does with its first screen
            os.close(self._go[1])
            os.write(self._ready[1], b".")
            os.read(self._go[0], 1)  # ends when the gate is opened: nobody holds its other end any more
            times = edit_each_pause(made, SECONDS) if kind == "write" else made()
            os.write(self._said[1], json.dumps([kind, [round(t, 3) for t in times]]).encode() + b"\n")
        except BaseException:  # noqa: BLE001  # told, and no further: what the parent holds is not this one's to end
            traceback.print_exc()
        finally:
            os._exit(0)

    def open(self, count: int) -> list[tuple[str, list[float]]]:
        """Let them all begin; return what each says."""
        for _ in range(count):
            os.read(self._ready[0], 1)
        for end in (self._go[0], self._go[1], self._said[1]):
            os.close(end)
        with os.fdopen(self._said[0]) as answers:
            return [tuple(json.loads(line)) for line in answers]


def rows(quick: bool) -> Iterator[Row]:
    """Let both crowds write, by turns."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # not /tmp, which may be memory
        ours, base = Path(name) / "ktd", Path(name) / "sqlite.db"
        filled(ours, MANY).close()
        sqlite_change(base, MANY)
        for run in range(1, 2 if quick else 4):
            mine = crowd(lambda n: ktd_writer(ours, n), lambda: reader(ours))
            theirs = crowd(lambda n: sqlite_writer(base, n), None)
            limit, what = percentile(theirs["write"], 0.95), f"{WRITERS} writers, run {run}"
            yield Row(f"{what}: commits a second", len(mine["write"]) / SECONDS, "", 240, at_least=True)
            yield Row(
                f"{what}: 95 of 100 / sqlite FULL's", percentile(mine["write"], 0.95) / limit, "times", 1
            )
            yield Row(f"{what}: a reader beside them, 95 of 100", percentile(mine["read"], 0.95), "ms")


if __name__ == "__main__":
    say(rows)
