"""A cut line over a real sshd: the process ends, nothing spins, the half-typed sentence is there again."""

import json
import os
import shlex
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.server.sshd import (
    Sshd,
    cpu_seconds,
    descendants,
    gone,
    ktd,
    ktd_below,
    me,
    needs_sshd,
    wait_until,
)
from tests.terminal_session import TO_MEETING, Session, with_sample

pytestmark = [needs_sshd, pytest.mark.pty]
WITHIN = 6.0
"""Seconds after which nothing of the session may be left."""
HALF = "Câu đang gõ dở"


class Relay:
    """A line between client and server that can be lost (silent) or reset."""

    def __init__(self, port: int) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._target = port
        self._sockets: list[socket.socket] = []
        self._silent = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        client, _ = self._server.accept()
        server = socket.create_connection(("127.0.0.1", self._target))
        self._sockets = [client, server]
        for source, to in ((client, server), (server, client)):
            threading.Thread(target=self._pump, args=(source, to), daemon=True).start()

    def _pump(self, source: socket.socket, to: socket.socket) -> None:
        while True:
            try:
                data = source.recv(65536)
            except OSError:
                return
            try:
                if not data and not self._silent.is_set():
                    to.shutdown(socket.SHUT_RDWR)
                if not data:
                    return
                if not self._silent.is_set():
                    to.sendall(data)
            except OSError:
                return

    def lose(self) -> None:
        """Let nothing pass any more, in neither direction; nobody is told."""
        self._silent.set()

    def reset(self) -> None:
        """Reset both connections."""
        for each in self._sockets:
            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            each.close()

    def close(self) -> None:
        """Let go of every socket."""
        for each in (self._server, *self._sockets):
            each.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return with_sample(tmp_path / "data")


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    folder = tmp_path / "sshd"
    folder.mkdir()
    with Sshd(folder) as running:
        yield running


def draft(data: Path) -> str:
    path = data / "drafts" / f"{os.getuid()}.json"
    return "\n".join(json.loads(path.read_text("utf-8"))["texts"].values()) if path.is_file() else ""


def type_half(session: Session) -> None:
    """Open the sample's meeting at the statements and type half a sentence."""
    session.wait_for("2186/KH-VPQH")
    session.press(TO_MEETING, "12/12")
    for step in range(11, 3, -1):
        session.press("\x0f", f"{step}/12 ")
    session.wait_for("Người phát biểu")
    session.settle(0.4)
    session.press("\r", lambda: session.screen.cursor.y == 21)
    session.press(HALF, HALF)


def client_killed(session: Session, sshd: Sshd, relay: Relay) -> None:
    os.kill(session.pid, signal.SIGKILL)


def client_ended(session: Session, sshd: Sshd, relay: Relay) -> None:
    os.kill(session.pid, signal.SIGTERM)


def window_closed(session: Session, sshd: Sshd, relay: Relay) -> None:
    session.hang_up()


def sshd_child_killed(session: Session, sshd: Sshd, relay: Relay) -> None:
    app = ktd_below(sshd.pid)
    for pid in descendants(sshd.pid):
        if pid != app:
            try:
                name = Path(f"/proc/{pid}/comm").read_text().strip()
                if name.startswith("sshd"):
                    os.kill(pid, signal.SIGKILL)
            except OSError:
                continue


def network_reset(session: Session, sshd: Sshd, relay: Relay) -> None:
    relay.reset()


def network_lost(session: Session, sshd: Sshd, relay: Relay) -> None:
    """Nobody is told: sshd gives up by itself after ClientAliveInterval × CountMax (2 s here)."""
    relay.lose()


def app_terminated(session: Session, sshd: Sshd, relay: Relay) -> None:
    app = ktd_below(sshd.pid)
    assert app
    os.kill(app, signal.SIGTERM)


CUTS: list[Callable[[Session, Sshd, Relay], None]] = [
    client_killed,
    client_ended,
    window_closed,
    sshd_child_killed,
    network_reset,
    network_lost,
    app_terminated,
]
WRAPPERS = {
    "plain": "exec {ktd}",
    "SIGHUP ignored": "trap '' HUP; exec {ktd}",
    "a shell above": "trap '' HUP; {ktd}; true",
}


TRIALS = [("plain", cut) for cut in CUTS] + [
    (wrapper, cut) for wrapper in ("SIGHUP ignored", "a shell above") for cut in (client_killed, network_lost)
]


@pytest.mark.parametrize(
    ("wrapper", "cut"), TRIALS, ids=lambda it: it if isinstance(it, str) else it.__name__
)
def test_a_cut_line_ends_the_process_and_keeps_the_sentence(
    sshd: Sshd, data: Path, cut: Callable[[Session, Sshd, Relay], None], wrapper: str
) -> None:
    relay = Relay(sshd.port)
    command = WRAPPERS[wrapper].format(ktd=f"{shlex.quote(ktd())} --data {shlex.quote(str(data))}")
    try:
        with sshd.connect(me(), [f"/bin/sh -c {shlex.quote(command)}"], port=relay.port) as session:
            type_half(session)
            app = ktd_below(sshd.pid)
            assert app, "the process was not found"
            used, begun = cpu_seconds(app), time.monotonic()
            cut(session, sshd, relay)
            grace = 6.0 if cut is network_lost else 0.0  # until sshd itself gives up
            wait_until(lambda: gone(app), f"the end of ktd after {cut.__name__}", WITHIN + grace)
            assert time.monotonic() - begun < WITHIN + grace
            assert cpu_seconds(app) - used < 2.0, "it was spinning"
    finally:
        relay.close()
    assert HALF in draft(data), "the half-typed sentence is lost"
    done = subprocess.run([ktd(), "--data", str(data), "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_next_login_offers_to_go_on_at_the_same_place(sshd: Sshd, data: Path) -> None:
    remote = [f"exec {shlex.quote(ktd())} --data {shlex.quote(str(data))}"]
    with sshd.connect(me(), remote) as session:
        type_half(session)
        session.send("\x1b[D" * 2)  # two letters back
        session.settle(0.8)
        app = ktd_below(sshd.pid)
        assert app
        os.kill(session.pid, signal.SIGKILL)
        wait_until(lambda: gone(app), "the end of ktd", WITHIN)
    with sshd.connect(me(), remote) as session:
        session.wait_for("Mở lại")
        session.press("\r", HALF)
        session.wait_for("4/12")
        session.settle(0.5)
        session.press("X", "Câu đang gõ Xdở")


def test_a_stuck_loop_is_ended_hard(sshd: Sshd, data: Path, tmp_path: Path) -> None:
    program = tmp_path / "stuck.py"
    program.write_text(
        "import sys, time\n"
        "from ktd_tui import cli\n"
        "from ktd_tui.app import KtdApp\n"
        "KtdApp.redraw = lambda self: time.sleep(3600)\n"
        f"cli.main(['--data', {str(data)!r}])\n"
    )
    with sshd.connect(me(), [f"exec {shlex.quote(sys.executable)} {shlex.quote(str(program))}"]) as session:
        type_half(session)
        session.settle(0.8)
        app = ktd_below(sshd.pid)
        assert app
        session.send("\x0c")  # Ctrl+L hangs now
        session.settle(0.5)
        session.hang_up()
        wait_until(lambda: gone(app), "the hard end", WITHIN)
    assert HALF in draft(data)


def test_a_suspended_client_goes_on(sshd: Sshd, data: Path) -> None:
    remote = [f"exec {shlex.quote(ktd())} --data {shlex.quote(str(data))}"]
    with sshd.connect(me(), remote) as session:
        type_half(session)
        os.kill(session.pid, signal.SIGSTOP)
        session.send(" sau đó")  # typed while nothing moves
        os.kill(session.pid, signal.SIGCONT)
        session.wait_for(f"{HALF} sau đó")
