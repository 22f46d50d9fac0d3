"""How somebody tries to get further than they may, on a server set up as docs/server.md says.

An attack is made by one of six people: two of the staff and a stranger in each model. What happened
is told in ``docs/security.md``.
"""

import contextlib
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.terminal.server.accounts import as_user, idle, python_of_all
from tests.terminal.server.servers import Server, speak
from tests.terminal.server.sshd import LIMIT, ktd_below, wait_until
from tests.terminal.server.test_papers import ask_where, says
from tests.terminal.server.wrong_places import papers
from tests.terminal_session import Session

SECRET = "2186/KH-VPQH"  # noqa: S105  # no password
"""Stands in the data, and on the first screen of who may read it."""
SFTP_ALONE = "This service allows sftp connections only."
ASKS = "Có, thoát"
NO_TERMINAL = "ktd cần một cửa sổ dòng lệnh"


class Attack(NamedTuple):
    """One attack.

    Attributes:
        what: What was tried, as the page tells it; places stand in braces.
        how: Tries it and says what happened; it fails where the attack succeeded.
        model: Of which model the server is.
        writes: Meanwhile the person changes something, as they may, in their own name.
    """

    what: str
    how: Callable[[Server], str]
    model: str = "service"
    writes: bool = False


def facts(server: Server) -> Mapping[str, str]:
    """What the braces stand for on a server."""
    config = (server.sshd.folder / "sshd_config").read_text()
    port = re.search(r"LocalPort (\d+)", config)
    return {
        "data": str(server.data),
        "ktd": str(server.ktd),
        "owner": server.owner,
        "settings": str(server.ktd.with_name("ktd.toml")),
        "papers": str(papers(server)),
        "out": str(server.data.parent / "loot"),
        "python": python_of_all(),
        "port": str(server.sshd.port),
        "fetch": port[1] if port else "",
        "app": str(ktd_below(server.sshd.pid) or 0),
    }


def state(server: Server) -> list[object]:
    """What no attack may change: program, settings, the history, and which files lie in the data."""
    program = [path.lstat() for path in (server.ktd, server.ktd.with_name("ktd.toml"))]
    foreign = [path for path in server.data.rglob("*") if not OWN.match(str(path.relative_to(server.data)))]
    return [[(one.st_mtime_ns, one.st_size, one.st_ino) for one in program], sorted(foreign)]


OWN = re.compile(r"(sessions|pens|drafts|ktd\.json|history$|history/\d|backups$|backups/(ktd-|last|before-))")
"""What ktd itself makes in the data while somebody has it open."""


def stamps(server: Server) -> Mapping[Path, int]:
    """When each file of the data was changed last."""
    return {path: path.lstat().st_mtime_ns for path in server.data.rglob("*")}


def failed(done: subprocess.CompletedProcess[str]) -> str:
    """Return how an attempt ended; it must have failed and shown nothing."""
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert SECRET not in said
    assert "uid=" not in said
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return f"refused: {lines[-1]}" if lines else f"refused, exit status {done.returncode}"


def shell(command: str) -> Callable[[Server], str]:
    """Somebody of the staff who got a shell by another way."""

    def attack(server: Server) -> str:
        before = stamps(server)
        done = as_user(server.staff[0], ["/bin/sh", "-c", command.format(**facts(server))])
        assert stamps(server) == before
        return failed(done)

    return attack


def running(command: str) -> Callable[[Server], str]:
    """The same, while a colleague's session runs."""

    def attack(server: Server) -> str:
        with server.sshd.connect(server.staff[1]) as session:
            session.wait_for(SECRET)
            happened = shell(command)(server)
            session.send("\x11")
            assert session.wait_end() == 0
        return happened

    return attack


def client(*options: str, remote: str = "") -> Callable[[Server], str]:
    """Somebody of the staff with an ssh client of their own."""

    def attack(server: Server) -> str:
        words = server.sshd.command(server.staff[0], [remote] if remote else [], tty=False)
        words[1:1] = [option.format(**facts(server)) for option in options]
        done = subprocess.run(
            words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=60
        )
        assert done.stdout.strip() in {"", SFTP_ALONE}, done.stdout
        happened = failed(done)
        if SFTP_ALONE in done.stdout:
            return f"refused: {SFTP_ALONE}"
        return (
            "ktd answered that it needs a terminal; nothing else ran" if NO_TERMINAL in happened else happened
        )

    return attack


def fetching(lines: str) -> Callable[[Server], str]:
    """A batch of sftp's commands at the port for papers."""

    def attack(server: Server) -> str:
        known, loot = facts(server), server.data.parent / "loot"
        words = server.sshd.command(server.staff[0], tty=False)
        options = words[words.index("-o") : words.index("-p")]
        batch = ["sftp", "-F", "none", *options, "-P", known["fetch"], "-b", "-", words[-1]]
        done = subprocess.run(
            batch, input=lines.format(**known), capture_output=True, text=True, check=False, cwd="/"
        )
        assert not loot.exists()
        return failed(done)

    return attack


def writes(target: str) -> Callable[[Server], str]:
    """F12 in a session, with a path of one's own."""

    def attack(server: Server) -> str:
        path = target.format(**facts(server))
        before = sorted(server.data.parent.rglob("*.pdf"))
        with server.sshd.connect(server.staff[0]) as session:
            ask_where(session)
            session.press(f"\x05\x15{path}", path[-30:])
            session.send("\x13")
            session.wait_for(lambda: any(says(session, words) for words in REFUSALS))
            said = next(words for words in REFUSALS if says(session, words))
            session.send("\x1b\x11")
        assert sorted(server.data.parent.rglob("*.pdf")) == before
        return f"refused on the screen: “… {said} …”"

    return attack


REFUSALS = ("nằm ở", "nằm trong thư mục dữ liệu", "đã có; không ghi đè", "Không ghi được vào")


def forged(**env: str) -> Callable[[Server], str]:
    """Log in with variables of one's own, write a line, and look who the history says it was."""

    def attack(server: Server) -> str:
        given = {name: value.format(**facts(server)) for name, value in env.items()}
        name = server.staff[0]
        assert speak(server, name, given) == name
        return "logged in as themselves; the history names them"

    return attack


@contextlib.contextmanager
def inside(server: Server) -> Iterator[Session]:
    """A session of one of the staff that must go on and end by Ctrl+Q."""
    with server.sshd.connect(server.staff[0]) as session:
        session.wait_for(SECRET)
        yield session
        session.send("\x1b\x1b")
        session.settle(0.3)
        session.send("\x11")
        while session.read(LIMIT) > 0 and ASKS not in session.text:
            pass
        if ASKS in session.text:  # something was half typed
            session.send("\x1b[B\r")
        assert session.wait_end() == 0, session.text
        assert not re.search(r"[$#] $", session.text)
    forget_drafts(server)


def forget_drafts(server: Server) -> None:
    """Throw away what is half typed: the next log-in would ask about it.

    A session whose line was cut puts its letters down while it ends, so that is waited for.
    """
    for name in {*server.staff, server.owner} - {"root"}:
        wait_until(partial(idle, name), f"the end of what {name} ran")
    for draft in (server.data / "drafts").glob("*"):
        draft.unlink()


def typing(*keys: str | bytes) -> Callable[[Server], str]:
    def attack(server: Server) -> str:
        with inside(server) as session:
            for key in keys:
                session.send(key)
                session.settle(0.15)
        return "ktd went on; no shell"

    return attack
