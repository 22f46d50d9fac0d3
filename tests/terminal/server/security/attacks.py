"""Forty and more ways to get further than one may, each tried on a server set up as docs/server.md says.

A row is one attack by one of six people: two of the staff and a stranger in each model. What happened
is told in ``docs/security.md``.
"""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.terminal.server.accounts import as_user, carry_out, idle, python_of_all
from tests.terminal.server.mistakes import papers
from tests.terminal.server.servers import Server, speak
from tests.terminal.server.sshd import LIMIT, ktd_below, wait_until
from tests.terminal.server.test_papers import ask_where, says
from tests.terminal_session import Session

SECRET = "2186/KH-VPQH"  # noqa: S105  # no password
"""Stands in the data, and on the first screen of who may read it."""
SFTP_ALONE = "This service allows sftp connections only."
USERMOD = str(shutil.which("usermod", path="/usr/sbin:/usr/bin"))
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


def a_stranger(server: Server) -> str:
    """Somebody with an account that is not of the staff."""
    with server.sshd.connect(server.stranger) as session:
        if server.owner == "root":
            assert session.wait_end() == 1
            assert "Không đọc được thư mục dữ liệu" in session.text, session.text
            return "ktd said that they cannot read the data, and ended"
        session.settle(1)
        session.send(f"cat {server.data}/ktd.json; sudo -n -u {server.owner} {server.ktd}; exit\r")
        session.wait_end()
        assert SECRET not in session.text
        return "a shell of their own, from which neither data nor ktd is reached"


def root_by_mistake(server: Server) -> str:
    """Root runs ktd without «sudo -u»."""
    done = server.root("user", "add", server.stranger, "--role", "observer")
    assert done.returncode == 1
    assert "sudo -u" in done.stderr
    return "refused before anything was written; the sentence names sudo -u"


def rename(old: str, new: str) -> None:
    """Call an account something else, once nothing of its sessions runs: usermod refuses before."""
    wait_until(partial(idle, old), f"the end of what {old} ran")
    carry_out(USERMOD, "-l", new, old)


def a_number_used_again(server: Server) -> str:
    """The account of somebody with a role is gone; a newcomer has its number."""
    old = server.staff[1]
    uid = pwd.getpwnam(old).pw_uid
    rename(old, f"{old}x")
    try:
        with server.sshd.connect(f"{old}x") as session:
            assert session.wait_end() == 1
            assert old in session.text, session.text
            assert SECRET not in session.text
    finally:
        rename(f"{old}x", old)
    assert pwd.getpwnam(old).pw_uid == uid
    return "refused: the role is of another name"


def a_link_among_the_papers(server: Server) -> str:
    """In the group model the staff may make links there; ktd does not write through one."""
    victim, link = server.data / "ktd.json", papers(server) / "lien-ket.pdf"
    before = victim.read_bytes()
    as_user(server.staff[1], ["ln", "-s", str(victim), str(link)])
    try:
        with server.sshd.connect(server.staff[0]) as session:
            ask_where(session)
            session.press(f"\x05\x15{server.data}/papers/lien-ket.pdf", "lien-ket.pdf")
            session.press("\x13", lambda: any(says(session, words) for words in REFUSALS))
            session.send("\x1b\x11")
        assert victim.read_bytes() == before
    finally:
        link.unlink()
    return "not written through"


def killed_from_beside(server: Server) -> str:
    """Somebody of the staff ends a colleague's process by its number."""
    with inside(server):
        app = ktd_below(server.sshd.pid)
        assert app
        words = ["/bin/kill", f"-{signal.SIGKILL.value}", str(app)]
        happened = failed(as_user(server.staff[1], words))
        os.kill(app, 0)
    return happened


SHELL = (
    "cat {data}/ktd.json",
    "cp {data}/ktd.json.journal /dev/null",
    "ls {data}",
    "echo x >> {data}/ktd.json.journal",
    "mv {data} {data}.old",
    "ln {data}/ktd.json {out}",
    "ln -s {data}/ktd.json {papers}/x.pdf",
    "touch {papers}/x.pdf",
    "echo 'service_account = \"root\"' >> {settings}",
    "echo id >> {ktd}",
    "{python} -c 'open(\"{data}/ktd.json\").read()'",
    "{ktd} --data {data} history",
    "SUDO_UID=0 {ktd} --data {data} history",
    "sudo -n -u {owner} /bin/sh -c id",
    "sudo -n -u {owner} {ktd} history",
    "sudo -n -u {owner} {ktd} export data -o {out}",
    "sudo -n -u {owner} KTD_DATA=/tmp {ktd}",
    "sudo -n -u {owner} LD_PRELOAD=/tmp/x.so {ktd}",
    "sudo -n -u {owner} -E {ktd} --version",
    "sudo -n {ktd}",
    "sudo -n -u {owner} -s",
    "sudo -n -u {owner} -i",
    "sudo -n -u {owner} -e {data}/ktd.json",
)
"""What somebody of the staff types who got a shell by another way; each must fail and change nothing."""
ATTACKS = (
    *(Attack(f"a shell: `{command}`", shell(command)) for command in SHELL),
    *(
        Attack(f"a shell, beside a colleague's session: `{command}`", running(command))
        for command in ("cat /proc/{app}/environ", "head -c 1 /proc/{app}/mem", "head -c 1 /proc/{app}/fd/0")
    ),
    Attack("a shell: `kill -9` of a colleague's ktd", killed_from_beside),
    *(
        Attack(f"`ssh server {remote}`", client(remote=remote))
        for remote in ("id", "/bin/sh -i", "scp -f /etc/passwd", "ktd; id", "$(id)")
    ),
    Attack("`sftp` at ktd's own port", client("-s", remote="sftp")),
    Attack("`ssh -W`: through sshd to another port", client("-W", "127.0.0.1:{port}")),
    Attack(
        "`ssh -R`: a port of the server for the client",
        client("-o", "ExitOnForwardFailure=yes", "-R", "0:h:1"),
    ),
    Attack("`ssh -p` the port for papers: a command", client("-o", "Port={fetch}", remote="id")),
    *(
        Attack(f"the port for papers: `{lines}`", fetching(f"{lines}\n"))
        for lines in (
            "get ../../data/ktd.json {out}",
            "get /etc/passwd {out}",
            "put /etc/hostname /papers/x.pdf",
            "rm /papers/V/2022/*",
            "symlink / /papers/all",
            "mkdir /papers/moi",
        )
    ),
    Attack(
        "variables: `PYTHONPATH`, `TEXTUAL_DRIVER`",
        forged(PYTHONPATH="{out}", TEXTUAL_DRIVER="evil:D"),
        writes=True,
    ),
    Attack("variables: `SUDO_UID=0`, `KTD_DATA`", forged(SUDO_UID="0", KTD_DATA="{out}"), writes=True),
    Attack(
        "keys: Ctrl+Z, Ctrl+\\\\, Ctrl+C, `!sh`, `:!sh`, `v`",
        typing("\x1a", "\x1c", "\x03", "!sh\r", ":!sh\r", "\x1bv"),
        writes=True,
    ),
    Attack(
        "keys: bytes that are no UTF-8",
        typing(b"\xe9", b"\x80", b"\xe1\xba", b"\xc0\xaf", b"\x1b[1114112u"),
    ),
    *(
        Attack(f"F12 to `{target}`", writes(target))
        for target in ("{out}.pdf", "{data}/1.pdf", "{data}/papers/../2.pdf", "{data}/history/3.pdf")
    ),
    Attack("an account that is not of the staff", a_stranger),
    Attack("root runs ktd without `sudo -u`", root_by_mistake),
    Attack("a newcomer with the number of somebody who left", a_number_used_again),
    Attack("a newcomer with the number of somebody who left", a_number_used_again, "group"),
    Attack("an account that is not of the group", a_stranger, "group"),
    Attack("variables: `SUDO_UID=0`", forged(SUDO_UID="0"), "group", writes=True),
    *(
        Attack(f"F12 to `{target}`", writes(target), "group")
        for target in ("{data}/history/1.pdf", "{data}/backups/2.pdf", "{data}/papers/../3.pdf")
    ),
    Attack("a link to the data among the papers, and F12 to it", a_link_among_the_papers, "group"),
    Attack(
        "keys: bytes that are no UTF-8",
        typing(b"\xe9", b"\x80", b"\xe1\xba", b"\xc0\xaf"),
        "group",
    ),
)
