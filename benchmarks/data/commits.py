"""The store against its floor, plain TinyDB and sqlite3, in one run: ``python -m benchmarks.data.commits``.

Times are medians, taken by turns: a commit of one changed document beside append and fdatasync of the same
bytes; opening beside ``orjson.loads`` of the file.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
from tinydb import TinyDB

from benchmarks.table import Row, say
from ktd_tui.domain.people import Person
from store import FILE_NAME, Store, open_store

SIZES = (100, 1_000, 10_000, 100_000)
MANY = 10_000
ROUNDS, BLOCK = 400, 20
TITLE = "Chuyên viên chính, phụ trách công tác thi đua, khen thưởng; " * 4
Change = Callable[[int], Callable[[], object]]
"""Prepares the change of a turn, and returns what carries it out."""


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


MEMORY = """
import sys; from pathlib import Path
from ktd_tui.domain.people import Person; from store import open_store
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


def rows(quick: bool) -> Iterator[Row]:
    """Measure commits at each size, then opening."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # not /tmp, which may be memory
        folder = Path(name)
        for size in SIZES[:3] if quick else SIZES:
            (folder / str(size)).mkdir()
            of = commits(folder / str(size), size)
            what = f"{size:,} documents: a commit"
            yield Row(f"{what} / append + fdatasync", of["ktd"] / of["floor"], "times", 1.3)
            yield Row(f"{what} / plain TinyDB's", of["ktd"] / of["plain TinyDB"], "times")
            yield Row(f"{what} / sqlite FULL's", of["ktd"] / of["sqlite FULL"], "times")
        big = folder / str(MANY)
        yield Row(f"opening {MANY:,} documents / orjson.loads", opening(big / "ktd"), "times", 2)
        open_store(folder / "empty", create=True).close()
        more = memory(big / "ktd") - memory(folder / "empty")
        yield Row(f"{MANY:,} documents: memory over an empty store", more, "MB", 20)


if __name__ == "__main__":
    say(rows)
