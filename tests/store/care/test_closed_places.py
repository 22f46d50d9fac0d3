"""Files and directories that are closed to an account, missing, or none: each is told with its way out."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved, StoreError
from store import FILE_NAME, open_store
from tests.store.care.test_bad_files import GOOD, check, make


@contextmanager
def somebody_else() -> Iterator[Path]:
    """A directory, and the rights of an account that is not root's."""
    with tempfile.TemporaryDirectory() as name:
        root = os.geteuid() == 0
        directory = Path(name)
        directory.chmod(0o750)
        make(directory, GOOD)
        if root:
            os.seteuid(65534)
        try:
            yield directory
        finally:
            if root:
                os.seteuid(0)
            directory.chmod(0o750)


@pytest.fixture
def directory() -> Iterator[Path]:
    with somebody_else() as path:
        yield path


def as_owner(act: Callable[[], object]) -> None:
    """Change rights although somebody else's are tried."""
    lowered = os.geteuid() != os.getuid()
    if lowered:
        os.seteuid(os.getuid())
    act()
    if lowered:
        os.seteuid(65534)


def test_a_file_of_somebody_else(directory: Path) -> None:
    as_owner(lambda: (directory / FILE_NAME).chmod(0))
    with pytest.raises(StoreError) as caught:
        open_store(directory, read_only=True)
    check(
        caught.value,
        "The data file {path} is closed to this account (Permission denied); nothing was changed. "
        "Root or the data's owner opens it again: ktd doctor --fix",
        directory / FILE_NAME,
    )


def test_a_directory_that_cannot_be_written(directory: Path) -> None:
    as_owner(lambda: directory.chmod(0o550))
    with pytest.raises(StoreError) as caught:
        open_store(directory)
    check(
        caught.value,
        "The data directory {path} cannot be written: no permission. --read-only only looks at it.",
        directory,
    )
    store = open_store(directory, read_only=True)
    assert store.get(Unit, "U1").rev == 1
    store.close()


def test_a_directory_that_cannot_be_read(directory: Path) -> None:
    as_owner(lambda: directory.chmod(0))
    with pytest.raises(StoreError) as caught:
        open_store(directory)
    check(caught.value, "The data directory {path} cannot be read: no permission.", directory)


def test_a_directory_behind_a_closed_one(directory: Path) -> None:
    as_owner(lambda: directory.chmod(0))
    with pytest.raises(StoreError) as caught:
        open_store(directory / "data")
    check(caught.value, "The data directory {path} cannot be read: no permission.", directory / "data")


def test_a_directory_that_is_missing_or_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "a")
    check(caught.value, "The data directory {path} does not exist.", tmp_path / "a")
    (tmp_path / "b").write_text("")
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "b")
    check(caught.value, "{path} is not a directory. Name the data directory.", tmp_path / "b")
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "b" / "c", create=True)
    check(caught.value, "The data directory {path} could not be made: Not a directory.", tmp_path / "b" / "c")


def test_a_lock_that_cannot_be_opened(tmp_path: Path) -> None:
    path = make(tmp_path, GOOD)
    (tmp_path / "ktd.json.lock").mkdir()
    store = open_store(tmp_path)
    with pytest.raises(NotSaved) as caught:
        store.save(store.get(Unit, "U1"))
    store.close()
    check(caught.value, "Not saved: the lock {path}.lock cannot be opened: Is a directory.", path)
    assert path.read_bytes() == GOOD
