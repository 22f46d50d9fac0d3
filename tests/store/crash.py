"""Writers that are killed, and writers that count: run as a program, so that it may fork safely.

Prints what went wrong, one line each; nothing when all is well.
"""

import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from ktd_tui.domain.organisation import Person
from ktd_tui.errors import Conflict, NotFound
from store import FILE_NAME, Store, open_store

LONGEST = 0.02
"""Seconds from the first acknowledged save to the kill: some twenty saves."""


def child(work: Callable[[], None]) -> int:
    """Fork a process that does ``work`` and ends."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001  # a child must never return into the parent's code
        traceback.print_exc()
    finally:
        os._exit(status)


def write(directory: Path, pipe: int, seed: int) -> None:
    """Save new people, change them to longer and shorter names, and acknowledge each save."""
    store, dice = open_store(directory, create=True), random.Random(seed)  # noqa: S311  # no secret
    mine: list[Person] = []
    while True:
        if mine and dice.random() < 0.5:
            place = dice.randrange(len(mine))
            saved = mine[place] = store.save(mine[place].with_(name="Đ" * dice.randrange(1, 3000)))
        else:
            saved = store.save(Person(name=f"{seed}"))
            mine.append(saved)
        os.write(pipe, f"{saved.id} {saved.rev}\n".encode())


def trial(directory: Path, seed: int, writers: int = 2) -> list[str]:
    """Kill all writers at a random moment; tell which acknowledged saves are missing."""
    dice = random.Random(seed)  # noqa: S311  # the same moments each time, as far as a machine allows
    reading, writing = os.pipe()
    pids = [child(lambda n=n: write(directory, writing, seed * 10 + n)) for n in range(writers)]  # type: ignore[misc]  # mypy does not see the default
    os.close(writing)
    acknowledged = os.read(reading, 65536)
    until = time.monotonic() + dice.uniform(0, LONGEST)
    while (left := until - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            acknowledged += os.read(reading, 65536)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
    while more := os.read(reading, 65536):
        acknowledged += more
    os.close(reading)
    wrong = [f"a writer ended by itself: {code}" for code in ended if code != -signal.SIGKILL]
    return wrong + missing(directory, acknowledged.decode())


def missing(directory: Path, acknowledged: str) -> list[str]:
    """Tell which acknowledged saves the data does not hold, and what else is wrong in the directory."""
    store = open_store(directory)
    wrong = [] if acknowledged else ["nothing was acknowledged"]
    for line in acknowledged.splitlines():
        record_id, rev = line.split()
        try:
            found = store.get(Person, record_id).rev
        except NotFound:
            found = 0
        if found < int(rev):
            wrong.append(f"lost: {line}, found revision {found}")
    store.save(Person(name="after the crash"))
    store.close()
    names = sorted(p.name for p in directory.iterdir())
    return wrong + ([] if names == [FILE_NAME, f"{FILE_NAME}.lock"] else [f"litter: {names}"])


def kill_writers(trials: int) -> list[str]:
    """Run many trials, in a fresh directory now and then (the file's making is raced for, too)."""
    wrong: list[str] = []
    for start in range(0, trials, 8):
        with tempfile.TemporaryDirectory() as name:
            for seed in range(start, min(start + 8, trials)):
                wrong += [f"trial {seed}: {what}" for what in trial(Path(name), seed)]
    return wrong


def add(store: Store, times: int) -> None:
    """Count up ``times``, trying again after each conflict."""
    while times:
        now = store.get(Person, "COUNT")
        try:
            store.save(now.with_(name=str(int(now.name) + 1)))
        except Conflict:
            continue
        times -= 1


def add_in_transactions(store: Store, times: int) -> None:
    """Count up ``times`` without a conflict: read under the lock."""
    for _ in range(times):
        with store.transaction("count"):
            add(store, 1)


def count(how: Callable[[Store, int], None], processes: int = 4, times: int = 40) -> list[str]:
    """Let several processes count in one record, each also adding records of its own."""
    with tempfile.TemporaryDirectory() as name:
        store = open_store(Path(name), create=True)
        store.save(Person(id="COUNT", name="0"))

        def work() -> None:
            own = open_store(Path(name))
            how(own, times)
            for _ in range(times // 4):
                own.save(Person(name="mine"))

        pids = [child(work) for _ in range(processes)]
        ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        wrong = [f"a process ended with {code}" for code in ended if code]
        total, records = store.get(Person, "COUNT"), len(store.find(Person))
        store.close()
    if (total.name, total.rev) != (str(processes * times), processes * times + 1):
        wrong.append(f"{processes * times} were counted, {total.name} is kept (revision {total.rev})")
    if records != 1 + processes * (times // 4):
        wrong.append(f"{records} records: some were overwritten")
    return wrong


PROGRAMS: dict[str, Callable[[], list[str]]] = {
    "kill": lambda: kill_writers(80),
    "conflicts": lambda: count(add),
    "transactions": lambda: count(add_in_transactions),
}

if __name__ == "__main__":
    print(*PROGRAMS[sys.argv[1]](), sep="\n", end="")  # noqa: T201  # its report
