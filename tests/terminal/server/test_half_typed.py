"""Over a real sshd: a form that is half typed, a loop that hangs, a client that is stopped."""

import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.server.sshd import (
    ROOT,
    Sshd,
    cpu_seconds,
    ktd,
    ktd_below,
    me,
    needs_sshd,
    stat_of,
    wait_until,
)
from tests.terminal_session import with_sample

pytestmark = [needs_sshd, pytest.mark.pty, pytest.mark.xdist_group("sshd")]
WITHIN = 6.0
"""Seconds after which the process must have ended, the hard exit included."""
F4, CTRL_L = "\x1bOS", "\x0c"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return with_sample(tmp_path / "data")


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    folder = tmp_path / "sshd"
    folder.mkdir()
    with Sshd(folder) as running:
        yield running


def ended(pid: int) -> bool:
    """Tell whether a process runs no more; burying an orphan is init's part, and some inits are slow."""
    found = stat_of(pid)
    return found is None or (found[0] == "Z" and found[1] == "1")


def the_app(sshd: Sshd) -> int:
    app = ktd_below(sshd.pid)
    assert app, "the process was not found"
    return app


def start(data: Path) -> list[str]:
    return [f"exec {shlex.quote(ktd())} --data {shlex.quote(str(data))}"]


@pytest.mark.parametrize("pause", [0.0, 1.0], ids=["cut at once", "cut later"])
def test_a_form_that_was_cut_off_has_again_what_was_typed(sshd: Sshd, data: Path, pause: float) -> None:
    with sshd.connect(me(), start(data)) as session:
        session.wait_for("2186/KH-VPQH")
        session.press(F4, "Ctrl+S")
        session.settle(0.3)
        session.press("Chủ đề đang gõ dở", "đang gõ dở")
        session.settle(pause)
        app = the_app(sshd)
        os.kill(session.pid, signal.SIGKILL)
        wait_until(lambda: ended(app), "the end of ktd", WITHIN)
    with sshd.connect(me(), start(data)) as session:
        session.wait_for("2186/KH-VPQH")
        session.press(F4, "gõ dở lần trước đã có lại")
        session.wait_for("Chủ đề đang gõ dở")


def test_a_stuck_loop_does_not_spin_on_the_dead_line(sshd: Sshd, data: Path, tmp_path: Path) -> None:
    program, hangs = tmp_path / "stuck.py", tmp_path / "hangs"
    program.write_text(
        "import sys, time\n"
        "from pathlib import Path\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from ktd_tui import cli\n"
        "from ktd_tui.app import KtdApp\n"
        f"KtdApp.redraw = lambda self: (Path({str(hangs)!r}).touch(), time.sleep(3600))\n"
        f"cli.main(['--data', {str(data)!r}])\n"
    )
    remote = [f"exec {shlex.quote(sys.executable)} {shlex.quote(str(program))}"]
    with sshd.connect(me(), remote) as session:
        session.wait_for("2186/KH-VPQH")
        session.settle(0.5)
        app = the_app(sshd)
        session.send(CTRL_L)
        wait_until(hangs.exists, "the loop to hang")
        used = cpu_seconds(app)
        session.hang_up()
        wait_until(lambda: ended(app) or spins(app, used), "the hard end", WITHIN)
        assert ended(app), "it spins on the dead terminal"


def spins(pid: int, used: float) -> bool:
    return cpu_seconds(pid) - used > 1.0


def test_a_client_that_was_stopped_while_output_was_going_on_goes_on(sshd: Sshd, data: Path) -> None:
    with sshd.connect(me(), start(data)) as session:
        session.wait_for("2186/KH-VPQH")
        session.settle(0.3)
        session.send("\x1b[B\x1b[A" * 100)  # output for some time
        os.kill(session.pid, signal.SIGSTOP)
        wait_until(lambda: (stat_of(session.pid) or ["T"])[0] == "T", "the client to stop")
        app = the_app(sshd)
        stopped = time.monotonic()
        wait_until(lambda: time.monotonic() - stopped > 1.5, "some time")
        assert not ended(app), "it ended because its output was stuck"
        os.kill(session.pid, signal.SIGCONT)
        session.press(F4, "Ctrl+S")
