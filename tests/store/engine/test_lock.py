"""The lock: one holder, named to those who wait in vain, gone with its process."""

import fcntl
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved
from store import FILE_NAME, Store, open_store
from store.engine.lock import FileLock

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys
from pathlib import Path
from store.engine.lock import FileLock
with FileLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / f"{FILE_NAME}.lock"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, create=True)
    yield opened
    opened.close()


@contextmanager
def another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_holder_is_named_and_nothing_is_saved(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileLock.acquire, "__defaults__", (0.05,))
    with another_process(path) as process:
        with pytest.raises(NotSaved, match=rf"Not saved: \S+ \(pid {process.pid}\) has held the data"):
            store.save(Unit(name="Vụ"))
        assert store.find(Unit) == [], "reading waits for nobody, and sees nothing unsaved"
        assert not store.refresh()
    assert store.save(Unit(name="Vụ")).rev == 1


def test_a_killed_holder_holds_nothing(path: Path) -> None:
    with another_process(path) as process:
        process.kill()
        process.wait()
        with FileLock(path):
            pass


def test_waiting_ends_when_the_holder_is_done(path: Path) -> None:
    with another_process(path) as process:
        taken = threading.Event()

        def take() -> None:
            with FileLock(path):
                taken.set()

        thread = threading.Thread(target=take)
        thread.start()
        assert not taken.is_set()
        assert process.stdin is not None
        process.stdin.close()
        thread.join(10)
        assert taken.is_set()


def test_threads_exclude_one_another(path: Path) -> None:
    inside, worst = 0, 0

    def enter() -> None:
        nonlocal inside, worst
        for _ in range(20):
            with FileLock(path):
                inside += 1
                worst = max(worst, inside)
                inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert worst == 1


def test_a_lock_file_that_was_removed_locks_nobody_out_and_nobody_in(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fcntl.flock
    removed: list[Path] = []

    def remove_meanwhile(descriptor: int, operation: int) -> None:
        real(descriptor, operation)
        if not removed:
            removed.append(path)
            path.unlink()

    monkeypatch.setattr(fcntl, "flock", remove_meanwhile)
    with FileLock(path), pytest.raises(NotSaved):
        FileLock(path).acquire(patience=0)


def test_ctrl_z_waits_until_the_lock_is_free(path: Path) -> None:
    def blocked() -> bool:
        return signal.SIGTSTP in signal.pthread_sigmask(signal.SIG_BLOCK, [])

    assert not blocked()
    with FileLock(path):
        assert blocked()
    assert not blocked()
    with pytest.raises(ZeroDivisionError), FileLock(path):
        raise ZeroDivisionError
    assert not blocked()
