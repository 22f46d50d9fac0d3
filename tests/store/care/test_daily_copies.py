"""A copy each day, kept for thirty of them, which hinders nobody."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from ktd_tui.errors import KtdError
from store import FILE_NAME, Store
from store.care.backup_reader import read_backup
from store.care.check import check_data
from store.care.daily import KEPT_DAYS
from tests.conftest import FakeClock
from tests.store.care.backed_up import change


def days(directory: Path) -> list[str]:
    return sorted(p.name.removeprefix("ktd-").removesuffix(".json") for p in directory.glob("backups/ktd-*"))


def test_one_copy_a_vietnamese_day(store_: Store, directory: Path, clock: FakeClock) -> None:
    clock.now = datetime(2023, 12, 8, 16, 59, tzinfo=UTC)
    store_.back_up_today()
    first = (directory / "backups" / "ktd-2023-12-08.json").read_bytes()
    change(store_)
    store_.back_up_today()
    assert days(directory) == ["2023-12-08"]
    assert (directory / "backups" / "ktd-2023-12-08.json").read_bytes() == first
    clock.pass_minutes(1)
    store_.back_up_today()
    assert days(directory) == ["2023-12-08", "2023-12-09"]


def test_a_program_that_writes_into_the_file_does_not_reach_the_copy(store_: Store, directory: Path) -> None:
    store_.back_up_today()
    store_.rest()
    (copy,) = (directory / "backups").iterdir()
    before = copy.read_bytes()
    with TinyDB(directory / FILE_NAME, encoding="utf-8") as plain:
        plain.table("units").truncate()
    assert copy.read_bytes() == before


def test_copies_are_kept_for_thirty_days(store_: Store, directory: Path, clock: FakeClock) -> None:
    for _ in range(40):
        store_.back_up_today()
        clock.now += timedelta(days=1)
    assert len(days(directory)) == KEPT_DAYS + 1
    assert days(directory)[0] == "2023-12-17"


def test_a_clock_that_goes_astray_removes_nothing_that_is_needed(
    store_: Store, directory: Path, clock: FakeClock
) -> None:
    real = clock.now
    for _ in range(30):
        store_.back_up_today()
        clock.now += timedelta(days=1)
    before = days(directory)
    newest = (directory / "backups" / f"ktd-{before[-1]}.json").read_bytes()
    change(store_)
    clock.now = real - timedelta(days=5000)
    store_.back_up_today()
    assert set(before) < set(days(directory))
    clock.now = real + timedelta(days=5000)
    store_.back_up_today()
    assert set(before[1:]) < set(days(directory)), "more than the oldest was removed"
    clock.now = real + timedelta(days=29)
    store_.back_up_today()
    assert (directory / "backups" / f"ktd-{before[-1]}.json").read_bytes() == newest


def test_a_copy_that_fails_hinders_nobody(
    store_: Store, directory: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "backups").write_text("in the way")
    store_.back_up_today()
    (directory / "backups").unlink()
    assert "There is no automatic copy of the data yet." in told(directory, clock)
    store_.back_up_today()
    assert told(directory, clock) == []
    clock.pass_minutes(3 * 24 * 60)
    assert told(directory, clock) == [], "nothing has changed since"
    change(store_)
    assert told(directory, clock) == [
        "The newest automatic copy {path} is {days} days old, and the data has changed since."
    ]
    (directory / "backups" / "ktd-2023-12-08.json").write_bytes(b"")
    with pytest.raises(KtdError, match="is empty"):
        read_backup(directory / "backups" / "ktd-2023-12-08.json")
    assert check_data(directory, clock).problems == 1


def told(directory: Path, clock: FakeClock) -> list[str]:
    return [finding.message for finding in check_data(directory, clock).findings]
