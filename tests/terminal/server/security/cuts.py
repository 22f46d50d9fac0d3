"""Forty ways to cut a session off over a real sshd: what was acknowledged stays, nothing of it runs on."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.terminal.server import test_cut_lines as lines
from tests.terminal.server.security.attacks import forget_drafts
from tests.terminal.server.servers import Server, open_meeting
from tests.terminal.server.sshd import Sshd, descendants, gone, ktd_below, wait_until
from tests.terminal.server.test_cut_lines import Relay
from tests.terminal_session import Session

How = Callable[[Session, Sshd, Relay], None]
WITHIN = 15.0
"""Seconds after which nothing of the session may be left; sshd itself notices a lost line after two."""


class Cut(NamedTuple):
    """One cut: what was done, at which moment, on a server of which model."""

    what: str
    how: How
    moment: str
    model: str


def signalled(names: tuple[str, ...], number: signal.Signals) -> How:
    """Send a signal to all processes of these names below sshd."""

    def cut(session: Session, sshd: Sshd, relay: Relay) -> None:
        del session, relay
        found = [pid for pid in descendants(sshd.pid) if _name(pid).startswith(names)]
        assert found, names
        for pid in found:
            with suppress(ProcessLookupError):  # it went with the one before it
                os.kill(pid, number)

    return cut


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def to_the_app(number: signal.Signals) -> How:
    def cut(session: Session, sshd: Sshd, relay: Relay) -> None:
        del session, relay
        app = ktd_below(sshd.pid)
        assert app
        os.kill(app, number)

    return cut


WAYS: dict[str, How] = {
    "ktd killed (SIGKILL)": to_the_app(signal.SIGKILL),
    "ktd ended (SIGTERM)": to_the_app(signal.SIGTERM),
    "ktd hung up (SIGHUP)": to_the_app(signal.SIGHUP),
    "the client killed": lines.client_killed,
    "the client ended": lines.client_ended,
    "the terminal closed": lines.window_closed,
    "sshd's process of the session killed": lines.sshd_child_killed,
    "the connection reset": lines.network_reset,
    "the line lost, nobody told": lines.network_lost,
}
BY_SUDO: dict[str, How] = {
    "sudo killed (SIGKILL)": signalled(("sudo",), signal.SIGKILL),
    "sudo ended (SIGTERM)": signalled(("sudo",), signal.SIGTERM),
}
MOMENTS = ("half a line typed", "three lines sent at once")


def _cuts() -> Iterator[Cut]:
    for model, ways in (("service", WAYS | BY_SUDO), ("group", WAYS)):
        for what, how in ways.items():
            yield from (Cut(what, how, moment, model) for moment in MOMENTS)


CUTS = tuple(_cuts())


def cut_off(server: Server, cut: Cut) -> str:
    """Cut one session off; return what happened, or fail."""
    forget_drafts(server)
    relay = Relay(server.sshd.port)
    try:
        with server.sshd.connect(server.staff[0], port=relay.port) as session:
            open_meeting(session)
            before = server.newest()
            session.press("\r", lambda: session.screen.cursor.y == 21)
            session.send("Đã ghi\r" if cut.moment == MOMENTS[0] else "Một\rHai\rBa\r")
            session.wait_for(lambda: server.newest() > before)
            if cut.moment == MOMENTS[0]:
                session.press(lines.HALF, lines.HALF)
            app = ktd_below(server.sshd.pid)
            assert app, "the process was not found"
            acknowledged = numbers(server)
            cut.how(session, server.sshd, relay)
            wait_until(lambda: gone(app), f"the end of ktd: {cut.what}", WITHIN)
    finally:
        relay.close()
    there = numbers(server)
    assert {number for number in acknowledged if number >= min(there)} <= there
    checked = server.root("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    kept = cut.moment == MOMENTS[0] and _half_is_kept(server)
    forget_drafts(server)  # who comes next is not asked to resume
    return "nothing acknowledged lost; data sound; ktd ended" + ("; the half line kept" if kept else "")


def numbers(server: Server) -> set[int]:
    """The numbers of the last changes."""
    return {int(str(commit["seq"])) for commit in server.history()}


def _half_is_kept(server: Server) -> bool:
    return any(lines.HALF in path.read_text("utf-8") for path in (server.data / "drafts").glob("*.json"))
