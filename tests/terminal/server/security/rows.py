"""The attacks that are tried: what somebody of the staff, a stranger or root by mistake does on a server."""

import os
import pwd
import shutil
import signal
from functools import partial

from tests.terminal.server.accounts import as_user, carry_out, idle
from tests.terminal.server.security.attacks import (
    REFUSALS,
    SECRET,
    Attack,
    client,
    failed,
    fetching,
    forged,
    inside,
    running,
    shell,
    typing,
    writes,
)
from tests.terminal.server.servers import Server
from tests.terminal.server.sshd import ktd_below, wait_until
from tests.terminal.server.test_papers import ask_where, says
from tests.terminal.server.wrong_places import papers

USERMOD = str(shutil.which("usermod", path="/usr/sbin:/usr/bin"))


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
