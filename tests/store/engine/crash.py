"""Writers that are killed, and writers that count: run as a program, so that it may fork safely.

``python -m tests.store.engine.crash kill [TRIALS [SEED]]`` prints what went wrong, a line each; nothing when
all is well. Every trial says by its seed how it can be run again.
"""

import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import store.engine.compaction
from ktd_tui.domain.people import Person
from ktd_tui.errors import Conflict, StoreError
from store import Store, open_store

LONGEST = 0.03
"""Seconds from the first acknowledged save to the kill: some fifty saves."""
COMPACT_AT = 6_000
"""Bytes of journal: compaction every few saves."""
A_DIRECTORY = 12
"""Trials in one directory: torn lines and left files lie about in it."""


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
    """Save new people, change them to longer and shorter names, delete some; acknowledge each save."""
    opened, dice = open_store(directory, create=True), random.Random(seed)  # noqa: S311  # no secret
    mine: list[Person] = []
    while True:
        what = dice.random()
        if mine and what < 0.5:
            place = dice.randrange(len(mine))
            saved = mine[place] = opened.save(mine[place].with_(name="Đ" * dice.randrange(1, 3000)))
        elif len(mine) > 3 and what < 0.6:
            with opened.transaction("exchange"):
                gone = mine.pop(dice.randrange(len(mine)))
                opened.delete(gone)
                saved = opened.save(Person(name=f"instead of {gone.id}"))
            os.write(pipe, f"{os.getpid()} {gone.id} 0\n".encode())
            mine.append(saved)
        else:
            saved = opened.save(Person(name=f"{seed}"))
            mine.append(saved)
        os.write(pipe, f"{os.getpid()} {saved.id} {saved.rev}\n".encode())


class Writers:
    """Some writers, and what they have acknowledged so far."""

    def __init__(self, directory: Path, seed: int, count: int) -> None:
        self.said = b""
        self._reading, writing = os.pipe()
        self.pids = [child(lambda n=n: write(directory, writing, seed * 10 + n)) for n in range(count)]  # type: ignore[misc]  # mypy does not see the default
        os.close(writing)

    def listen(self, seconds: float) -> None:
        """Take in what they say for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._reading], [], [], left)[0]:
                self.said += os.read(self._reading, 65536)

    def hear(self, pids: Iterable[int]) -> list[str]:
        """Wait until each of these has said something more."""
        waiting, heard = set(pids), len(self.said)
        until = time.monotonic() + 20
        while waiting - self._speakers(heard) and time.monotonic() < until:
            self.listen(0.005)
        return [f"stuck: writer {pid}" for pid in waiting - self._speakers(heard)]

    def _speakers(self, since: int) -> set[int]:
        lines = self.said[since:].splitlines()[1 if since else 0 :]  # the first may be the rest of one
        return {int(line.split()[0]) for line in lines if line.split()}

    def end(self, pids: Iterable[int], how: signal.Signals) -> list[str]:
        """Kill some; tell which had ended before."""
        pids = list(pids)
        for pid in pids:
            os.kill(pid, how)
        ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        return [f"a writer ended by itself: {code}" for code in ended if code != -how]

    def finish(self) -> str:
        """Take in the rest; return all that was acknowledged."""
        while more := os.read(self._reading, 65536):
            self.said += more
        os.close(self._reading)
        return self.said.decode()


def all_killed(directory: Path, seed: int, how: signal.Signals = signal.SIGKILL) -> list[str]:
    """End all writers at a random moment."""
    dice = random.Random(seed)  # noqa: S311  # the same moments each time, as far as a machine allows
    writers = Writers(directory, seed, 3)
    wrong = writers.hear(writers.pids[:1])
    writers.listen(dice.uniform(0, LONGEST))
    wrong += writers.end(writers.pids, how)
    return wrong + missing(directory, writers.finish())


def half_killed(directory: Path, seed: int) -> list[str]:
    """Kill half of the writers at a random moment; the others must go on."""
    dice = random.Random(seed)  # noqa: S311  # as above
    writers = Writers(directory, seed, 4)
    wrong = writers.hear(writers.pids)
    writers.listen(dice.uniform(0, LONGEST))
    wrong += writers.end(writers.pids[:2], signal.SIGKILL)
    wrong += writers.hear(writers.pids[2:])
    wrong += writers.end(writers.pids[2:], signal.SIGKILL)
    return wrong + missing(directory, writers.finish())


def missing(directory: Path, acknowledged: str) -> list[str]:
    """Tell which acknowledged saves the data does not hold, and what else is wrong."""
    wrong = [] if acknowledged else ["nothing was acknowledged"]
    last = {record: int(rev) for _, record, rev in map(str.split, acknowledged.splitlines())}
    try:
        opened = open_store(directory)
        found = {p.id: p.rev for p in opened.find(Person)}
        told = list(opened.changes())
        opened.save(Person(name="after the crash"))
        opened.close()
    except StoreError as error:
        return [*wrong, f"corrupt: {error}"]
    # Killed between a commit and its acknowledgement: then the history says that it was deleted.
    deleted = {x.record_id for c in told for x in c.changes if x.after is None}
    for record, rev in last.items():
        if rev and found.get(record, 0) < rev and record not in deleted:
            wrong.append(f"lost: {record} {rev}, found revision {found.get(record)}")
        if not rev and record in found:
            wrong.append(f"phantom: {record} was deleted")
    if [c.seq for c in told] != list(range(1, len(told) + 1)):
        wrong.append("the history has a gap or says something twice")
    made = Counter(x.record_id for c in told for x in c.changes if x.before is None)
    wrong += [f"made twice: {record}" for record, times in made.items() if times > 1]
    return wrong


def trials(trial: Callable[[Path, int], list[str]], count: int, first: int, each: int) -> list[str]:
    """Run trials, in a fresh directory now and then."""
    store.engine.compaction.COMPACT_AT = COMPACT_AT
    wrong: list[str] = []
    for start in range(first, first + count, each):
        with tempfile.TemporaryDirectory() as name:
            for seed in range(start, min(start + each, first + count)):
                wrong += [f"{trial.__name__}, seed {seed}: {what}" for what in trial(Path(name), seed)]
    return wrong


def hung_up(directory: Path, seed: int) -> list[str]:
    """End all writers as a cut line does."""
    return all_killed(directory, seed, signal.SIGHUP)


def add(opened: Store, times: int) -> None:
    """Count up ``times``, trying again after each conflict."""
    while times:
        now = opened.get(Person, "COUNT")
        try:
            opened.save(now.with_(name=str(int(now.name) + 1)))
        except Conflict:
            continue
        times -= 1


def add_in_transactions(opened: Store, times: int) -> None:
    """Count up ``times`` without a conflict: read under the lock."""
    for _ in range(times):
        with opened.transaction("count"):
            add(opened, 1)


def count(how: Callable[[Store, int], None], processes: int = 6, times: int = 60) -> list[str]:
    """Let several processes count in one record, each also adding records of its own."""
    store.engine.compaction.COMPACT_AT = COMPACT_AT
    with tempfile.TemporaryDirectory() as name:
        opened = open_store(Path(name), create=True)
        opened.save(Person(id="COUNT", name="0"))

        def work() -> None:
            own = open_store(Path(name))
            how(own, times)
            for _ in range(times // 4):
                own.save(Person(name="mine"))

        pids = [child(work) for _ in range(processes)]
        ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        wrong = [f"a process ended with {code}" for code in ended if code]
        total, records = opened.get(Person, "COUNT"), len(opened.find(Person))
        opened.close()
    if (total.name, total.rev) != (str(processes * times), processes * times + 1):
        wrong.append(f"{processes * times} were counted, {total.name} is kept (revision {total.rev})")
    if records != 1 + processes * (times // 4):
        wrong.append(f"{records} records: some were overwritten")
    return wrong


TRIALS: dict[str, tuple[Callable[[Path, int], list[str]], int, int]] = {
    "kill": (all_killed, 180, A_DIRECTORY),
    "half": (half_killed, 72, A_DIRECTORY),
    "hangup": (hung_up, 36, A_DIRECTORY),
    "creation": (all_killed, 60, 1),
}
"""What is tried, how often where nothing is said, and how often in one directory."""
COUNTS = {"conflicts": add, "transactions": add_in_transactions}


def main() -> None:
    """Run what the arguments name."""
    name, *numbers = sys.argv[1:]
    if name in COUNTS:
        wrong = count(COUNTS[name])
    else:
        trial, usual, each = TRIALS[name]
        many, first = int(numbers[0]) if numbers else usual, int(numbers[1]) if len(numbers) > 1 else 0
        wrong = trials(trial, many, first, each)
    print(*wrong, sep="\n", end="")  # noqa: T201  # its report


if __name__ == "__main__":
    main()
