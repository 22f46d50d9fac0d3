"""Kills writers, lines and the server at random moments; what was acknowledged is there, once.

``python -m tests.postgresql.crash 2000`` does so many trials on a server of its own, and says what was found.
"""

import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psycopg

from ktd_tui.domain.organisation import Unit
from store import open_store
from tests.postgresql.server import DatabaseServer, database_server

WRITER = """
import sys
from pathlib import Path
from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import Conflict, NotSaved, StoreError
from store import open_store
name, count = sys.argv[2], 0
store = None
while store is None:
    try:
        store = open_store(Path(sys.argv[1]))
    except StoreError:
        pass
while True:
    count += 1
    told = ""
    while True:
        try:
            store.save(Unit(id=f"{name}-{count}", name=name))
        except Conflict:
            print("phantom", f"{name}-{count}, of which was said: {told}", flush=True)
            break
        except StoreError as error:
            if isinstance(error, NotSaved) and "went away" in error.message:
                break
            told = repr(error)
            continue
        print("saved", f"{name}-{count}", flush=True)
        break
"""


class Found(NamedTuple):
    """What a run of trials found."""

    trials: Counter[str]
    saved: int
    lost: set[str]
    doubled: set[str]
    phantom: set[str]
    gaps: int


class _Writer:
    """A process that writes without a pause, and what it was told was saved."""

    def __init__(self, directory: Path, name: str) -> None:
        words = [sys.executable, "-c", WRITER, str(directory), name]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        self.saved: set[str] = set()
        self.phantom: set[str] = set()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            kind, _, name = line.partition(" ")
            if name.endswith("\n"):  # a killed writer may have said half a line
                {"saved": self.saved, "phantom": self.phantom}[kind].add(name.strip())

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()


def trials(server: DatabaseServer, directory: Path, count: int, chance: random.Random) -> Found:
    """Do so many trials with two writers at work, and look at what is there in the end."""
    url = (directory / "database").read_text().strip()
    done: Counter[str] = Counter()
    writers = [_Writer(directory, f"w{n}") for n in range(2)]
    ended: list[_Writer] = []
    kinds, weights = ("line", "writer", "server"), (80, 18, 2)
    while done.total() < count:
        time.sleep(chance.uniform(0.01, 0.12))
        kind = chance.choices(kinds, weights)[0]
        if kind == "line" and not _cut_one(url):
            continue
        if kind == "writer":
            place = chance.randrange(len(writers))
            if not writers[place].saved:
                continue  # it has not begun yet
            writers[place].end()
            ended.append(writers[place])
            writers[place] = _Writer(directory, f"w{len(ended) + len(writers)}")
        if kind == "server":
            server.stop()
            server.start()
        done[kind] += 1
    for writer in writers:
        writer.end()
    return _found(directory, done, [*ended, *writers])


def _cut_one(url: str) -> bool:
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            cut = connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where application_name like 'ktd %' order by random() limit 1"
            )
            return cut.fetchone() is not None
    except psycopg.Error:
        return False


def _found(directory: Path, done: Counter[str], writers: list[_Writer]) -> Found:
    saved = set().union(*(writer.saved for writer in writers))
    with closing(open_store(directory)) as store:
        commits = list(store.changes())
        told = Counter(change.record_id for commit in commits for change in commit.changes)
        there = {unit.id for unit in store.find(Unit)}
    return Found(
        done,
        len(saved),
        lost=(saved - there) | (saved - told.keys()),
        doubled={name for name, times in told.items() if times > 1},
        phantom=set().union(*(writer.phantom for writer in writers)) | (there ^ told.keys()),
        gaps=sum(commit.seq != number for number, commit in enumerate(commits, 1)),
    )


def main() -> None:
    """Run as many trials as the command line says."""
    with database_server() as server, tempfile.TemporaryDirectory(prefix="ktd-crash-") as place:
        directory = Path(place)
        (directory / "database").write_text(server.fresh())
        found = trials(server, directory, int(sys.argv[1]), random.Random(1))  # noqa: S311  # a dice
        sys.stdout.write(f"{found}\n")


if __name__ == "__main__":
    main()
