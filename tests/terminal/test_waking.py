"""The kernel tells what other processes write in a folder; where it cannot, one looks."""

import asyncio
import fcntl
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.app import App
from textual.screen import Screen

from ktd_tui.terminal.waking import SELDOM, SIGN, FolderWatch, Lookout
from store.directory import database_lines, watched

WRITE = "import sys; open(sys.argv[1], 'a').write('x')"


class Woken(asyncio.Event):
    """Notes how often it was set."""

    times = 0

    def set(self) -> None:
        """Set it."""
        self.times += 1
        super().set()


@pytest.fixture
async def woken() -> AsyncIterator[Woken]:
    yield Woken()
    assert signal.getsignal(SIGN) is signal.SIG_DFL, "left as it was"


async def written(path: Path) -> None:
    """Have another process write into a file."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", WRITE, path)
    assert await process.wait() == 0


async def test_what_another_process_appends_wakes(tmp_path: Path, woken: Woken) -> None:
    (tmp_path / "journal").write_text("")
    watch = FolderWatch(woken.set)
    assert watch.watch(tmp_path)
    await written(tmp_path / "journal")
    await asyncio.wait_for(woken.wait(), 10)
    watch.close()
    assert not watch.watches


async def test_it_watches_the_last_folder_alone(tmp_path: Path, woken: Woken) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    watch = FolderWatch(woken.set)
    assert watch.watch(tmp_path / "one")
    assert watch.watch(tmp_path / "other")
    await written(tmp_path / "one" / "file")
    assert not woken.is_set()
    await written(tmp_path / "other" / "file")
    await asyncio.wait_for(woken.wait(), 10)
    assert not watch.watch(None)
    times = woken.times
    await written(tmp_path / "other" / "file")
    assert woken.times == times


async def test_a_sign_that_comes_late_ends_nobody(tmp_path: Path, woken: Woken) -> None:
    watch = FolderWatch(woken.set)
    assert watch.watch(tmp_path)
    watch.close()
    os.kill(os.getpid(), SIGN)
    assert not woken.is_set()


async def test_a_kernel_without_it_is_no_fault(
    tmp_path: Path, woken: Woken, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    watch = FolderWatch(woken.set)
    assert not watch.watch(tmp_path)
    assert not watch.watches


async def test_a_folder_that_is_away_is_no_fault(tmp_path: Path, woken: Woken) -> None:
    assert not FolderWatch(woken.set).watch(tmp_path / "away")


def test_a_database_and_a_network_disk_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(tmp_path) == tmp_path
    assert watched(None) is None
    monkeypatch.setattr("store.directory.file_system", lambda *_: "nfs4")
    assert watched(tmp_path) is None
    monkeypatch.undo()
    (tmp_path / "database").write_bytes(database_lines("postgresql:///ktd", papers=False))
    assert watched(tmp_path) is None


class OneApp(App[None]):
    """An app that the kernel wakes, or not."""

    is_woken = False


@pytest.mark.parametrize("told", [True, False])
async def test_one_looks_seldom_where_the_kernel_tells(told: bool) -> None:
    app = OneApp()
    app.is_woken = told
    async with app.run_test():
        screen: Screen[None] = Screen()
        await app.push_screen(screen)
        lookout = Lookout(screen, lambda: None, 0.25)
        lookout.start()
        assert lookout._often is not None
        assert lookout._often._interval == (SELDOM if told else 0.25)
        lookout.stop()


async def test_several_signs_are_one_look_and_none_while_the_screen_is_behind() -> None:
    app, looked = OneApp(), Woken()
    app.is_woken = True
    async with app.run_test():
        screen: Screen[None] = Screen()
        await app.push_screen(screen)
        lookout = Lookout(screen, looked.set, SELDOM)
        lookout.soon()
        assert lookout._once is None, "it does not look out yet"
        lookout.start()
        lookout.soon()
        first = lookout._once
        lookout.soon()
        assert lookout._once is first
        await asyncio.wait_for(looked.wait(), 10)
        assert lookout._once is None
        lookout.soon()
        lookout.stop()
        assert lookout._once is None
