"""More that an administrator does wrong: who is shut out, who gets more, what starts ktd, what sudo adds."""

import contextlib
import grp
import os
import pwd
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from ktd_tui.operations.server import logging_in
from tests.terminal.server.accounts import carry_out, needs_sudo, needs_useradd, regroup
from tests.terminal.server.mistakes import (
    SUDOERS,
    Mistake,
    Place,
    account,
    forced,
    more_sudo,
    settings,
    sshd,
    sudoers,
)
from tests.terminal.server.servers import Server
from tests.terminal.server.sshd import needs_root, needs_sshd
from tests.terminal.server.test_doctor_finds import ALWAYS, Look, Row, find, look
from tests.terminal.server.wrong_places import beside, mode, mounted, papers

__all__ = ["look"]
pytestmark = [needs_sshd, needs_root, needs_useradd, needs_sudo, pytest.mark.pty]
EVERYBODY = 0xFFFFFFFF


def at_top(line: str) -> Mistake:
    """Write a line for everybody into sshd's file; {user} is the first of the staff."""
    return lambda server: sshd(r"\A", f"{line.format(user=server.staff[0])}\n")(server)


def in_block(line: str) -> Mistake:
    """Write a line into the staff's blocks."""
    return sshd("    PermitUserRC no", f"    PermitUserRC no\n    {line}")


def in_group(whose: int, name: str = "") -> Mistake:
    """Put one of the staff into a group; without a name, take them out of the staff's."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        person = server.staff[whose]
        group = name or next(one.gr_name for one in grp.getgrall() if person in one.gr_mem)
        there, back = ("-a", "-d") if name else ("-d", "-a")
        regroup(there, person, group)
        try:
            yield
        finally:
            regroup(back, person, group)

    return make


@contextlib.contextmanager
def locked(server: Server) -> Iterator[None]:
    carry_out("usermod", "-p", "!", server.staff[0])
    try:
        yield
    finally:
        carry_out("usermod", "-p", "*", server.staff[0])


def acl(place: Place) -> Mistake:
    """Let a stranger read a folder by an access control list; the mode that it shows stays the same."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path, stranger = place(server), pwd.getpwnam(server.stranger).pw_uid
        bits = path.stat().st_mode
        user, group = bits >> 6 & 7, bits >> 3 & 7
        entries = (1, user, EVERYBODY), (2, 5, stranger), (4, group, EVERYBODY), (16, group, EVERYBODY)
        packed = b"".join(struct.pack("<HHI", *one) for one in (*entries, (32, 0, EVERYBODY)))
        try:
            os.setxattr(path, "system.posix_acl_access", struct.pack("<I", 2) + packed)
        except OSError:
            pytest.skip("this disk has no access control lists")
        try:
            yield
        finally:
            os.removexattr(path, "system.posix_acl_access")
            path.chmod(bits & 0o7777)

    return make


@contextlib.contextmanager
def sudo_without_setuid(server: Server) -> Iterator[None]:
    copy = server.data.parent / "sudo"
    shutil.copy("/usr/bin/sudo", copy)
    copy.chmod(0o755)
    try:
        with forced(f"{copy} -n -u {{owner}} {{ktd}}")(server):
            yield
    finally:
        copy.unlink()


@contextlib.contextmanager
def nothing_is_started(server: Server) -> Iterator[None]:
    place = str(server.data.parent)
    try:
        carry_out("mount", "--bind", place, place)
    except CalledProcessError:
        pytest.skip(f"nothing may be mounted here: {place}")
    try:
        carry_out("mount", "-o", "remount,bind,noexec", place)
        yield
    finally:
        carry_out("umount", place)


BOTH = [
    Row("~/.ssh/environment", at_top("PermitUserEnvironment yes"), "userenvironment", "no"),
    Row("lost lines are counted 0 times", sshd("CountMax 2", "CountMax 0"), "alive", "30"),
    Row("a tunnel", in_block("PermitTunnel yes"), "forwarding", "PermitTunnel no"),
    Row("SetEnv of what loads code", in_block("SetEnv LD_PRELOAD=/x.so LANG=C"), "acceptenv", "LD_PRELOAD"),
    Row("others are let in alone", at_top("AllowUsers root admin"), "door", "AllowUsers"),
    Row("one is kept out", at_top("DenyUsers x {user}@*"), "door", "DenyUsers"),
    Row("another group is let in alone", at_top("AllowGroups adm"), "door", "AllowGroups"),
    Row("no keys are taken", in_block("PubkeyAuthentication no"), "door", "PubkeyAuthentication yes"),
    Row("no session is opened", in_block("MaxSessions 0"), "door", "MaxSessions"),
    Row("no file of keys", sshd("(?m)^AuthorizedKeysFile .*", "AuthorizedKeysFile /x/%u"), "door", "No key"),
    Row("keys that all can change", mode(beside("sshd/authorized_keys"), 0o666), "keys", "go-w"),
    Row("a shell that is not there", account("-s", "/bin/nowhere"), "door", "/bin/dash"),
    Row("a locked account", locked, "door", "usermod -p '*'"),
    Row("a colleague is in no group", in_group(1), "strays", "usermod -aG"),
    Row("of the staff and of shadow", in_group(0, "shadow"), "groups", "gpasswd -d"),
    Row("of the staff and of disk", in_group(0, "disk"), "groups", "disk"),
    Row("ktd without its path", forced("{before}ktd"), "forcecommand", "not ktd"),
    Row("other data", forced("{before}{ktd} --data /srv/other"), "forcecommand", "name ktd alone"),
    Row("the program's disk starts nothing", nothing_is_started, "forcecommand", "remount,exec"),
    Row("sshd's key is open", mode(beside("sshd/host"), 0o644), "sshd", "sshd -t"),
    Row("papers' disk takes no more files", mounted(papers, "nr_inodes=20"), "papers-room", "df -i"),
    Row("papers with an access control list", acl(papers), "papers", "setfacl -b"),
]
GROUP = [
    Row("by tmux", forced("/usr/bin/tmux new-session {ktd}"), "forcecommand", "tmux"),
    Row("by script", forced("/usr/bin/script -q -c {ktd} /dev/null"), "forcecommand", "script"),
    Row("history of one person", mode(beside("data/history"), 0o700), "files", "g+s", ALWAYS),
]
SERVICE = [
    Row("by tmux", forced("{before}/usr/bin/tmux new-session {ktd}"), "forcecommand", "tmux"),
    Row("a sudo that is not there", forced("/x/sudo -n -u {owner} {ktd}"), "forcecommand", "missing"),
    Row("a sudo without setuid", sudo_without_setuid, "forcecommand", "setuid"),
    Row("history closed to its owner", mode(beside("data/history"), 0o500), "files", "u+rwX", ALWAYS),
    Row("no such account", settings('"ktdt[^"]*svc"', '"x"'), "forcecommand service sudo", "no such"),
    Row("root as the account", settings('"ktdt[^"]*svc"', '"root"'), "forcecommand service sudo", "root"),
    Row("the account has sudo", more_sudo("{owner} ALL=(ALL) NOPASSWD: /bin/ls"), "sudo", "itself"),
    Row("any group", sudoers(r"=\((\S+)\)", r"=(\g<1>:ALL)"), "sudo", "a group besides"),
    Row("sessions end by time", sudoers("env_reset", "env_reset, command_timeout=600"), "timeout", "take"),
    Row("sudo looks on", sudoers("env_reset", "env_reset, log_output"), "recording", "!log_output"),
    Row("sudoers that all can change", mode(lambda _: SUDOERS, 0o666), "sudo", "sudo"),
    Row("EXEC", sudoers("NOEXEC:", "EXEC:"), "noexec", "NOEXEC"),
]


@pytest.mark.parametrize("row", [*BOTH, *GROUP], ids=lambda row: row.what)
def test_group(group_server: Server, row: Row, look: Look) -> None:
    find(group_server, row, look)


@pytest.mark.parametrize("row", [*BOTH, *SERVICE], ids=lambda row: row.what)
def test_service(service_server: Server, row: Row, look: Look) -> None:
    find(service_server, row, look)


def test_nobody_is_let_in(
    group_server: Server,
    look: Look,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """/etc/nologin itself would shut out whatever else runs here."""
    (sign := tmp_path / "nologin").touch()
    monkeypatch.setattr(logging_in, "NOLOGIN", sign)
    assert [found.check for found in look(group_server)] == ["door"]
