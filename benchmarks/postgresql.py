"""The data in PostgreSQL: a commit beside a bare insert, a notice elsewhere, opening beside the file."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from select import select

import psycopg

from benchmarks.table import Row, median, percentile, say
from ktd_tui.clock import now
from ktd_tui.domain.organisation import Unit
from store import Author, Store, open_store
from store.postgresql.opening import open_database
from tests.postgresql.server import DatabaseServer, database_server

SIZES = (100, 10_000, 100_000)
WHO = Author(1000, "ai-do")


def rows(quick: bool) -> Iterator[Row]:
    """Yield the rows; the server waits for its disk, as an office's does."""
    rounds = 50 if quick else 300
    with database_server() as server, tempfile.TemporaryDirectory(prefix="ktd-bench-") as place:
        server.configure(fsync="on", full_page_writes="on")
        server.stop("fast")
        server.start()
        bare = _bare(server, rounds)
        yield Row("psycopg: a bare insert and commit", bare, "ms")
        for size in SIZES[:2] if quick else SIZES:
            directory = _filled(server, Path(place) / str(size), size)
            with closing(open_store(directory)) as store:
                took = median(_commits(store, rounds))
            yield Row(f"database: a commit at {size:,} documents, in bare ones", took / bare, "×", 2)
            if size == SIZES[1]:
                yield _opening(directory, Path(place) / "file", size)
                yield Row("database: a notice at another session, p95", _notice(directory, rounds), "ms", 100)


def _timed(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return (time.perf_counter() - begun) * 1000


def _bare(server: DatabaseServer, rounds: int) -> float:
    with psycopg.connect(server.new_database(), autocommit=True) as connection:
        connection.execute("create table bare (line text)")
        line = "x" * 400
        insert = "insert into bare values (%s)"
        return median([_timed(lambda: connection.execute(insert, [line])) for _ in range(rounds)])


def _filled(server: DatabaseServer, directory: Path, size: int) -> Path:
    directory.mkdir(0o700)
    (directory / "database").write_text(server.fresh())
    with closing(open_store(directory, author=WHO)) as store, store.transaction("fill"):
        for number in range(size):
            store.save(Unit(id=f"U{number:06}", name=f"Đơn vị {number}"))
    return directory


def _commits(store: Store, rounds: int) -> Iterator[float]:
    unit = store.get(Unit, "U000000")
    for _ in range(rounds):
        begun = time.perf_counter()
        unit = store.save(unit)
        yield (time.perf_counter() - begun) * 1000


def _open_and_close(place: Path) -> None:
    open_store(place).close()


def _opening(directory: Path, file: Path, size: int) -> Row:
    with closing(open_store(file, create=True, author=WHO)) as store:
        with store.transaction("fill"):
            for number in range(size):
                store.save(Unit(id=f"U{number:06}", name=f"Đơn vị {number}"))
        store.rest()
    took = {}
    for place in (directory, file):
        took[place] = median([_timed(partial(_open_and_close, place)) for _ in range(5)])
    return Row(f"database: opening {size:,} documents, in the file's", took[directory] / took[file], "×", 2)


def _notice(directory: Path, rounds: int) -> float:
    url = (directory / "database").read_text().strip()
    waited = []
    there = open_database(directory, url, create=False, read_only=False, author=WHO, clock=now)
    with closing(open_store(directory, author=WHO)) as here, closing(there):
        unit = here.get(Unit, "U000001")
        for _ in range(rounds):
            unit = here.save(unit)
            begun = time.perf_counter()
            while there.seq < here.seq:
                select([there.link.take_new().fileno()], [], [], 0.1)
                there.live.catch_up()
            waited.append((time.perf_counter() - begun) * 1000)
    return percentile(waited, 0.95)


if __name__ == "__main__":
    say(rows)
