"""What an administrator does wrong: each is made for real on a server of the tests, and undone."""

import contextlib
import os
import pwd
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from ktd_tui.domain.access import Grant
from store import open_store
from store.care.copies import LAST
from tests.terminal.server.accounts import PREFIX, carry_out
from tests.terminal.server.servers import Server

Mistake = Callable[[Server], AbstractContextManager[None]]
SUDOERS = Path("/etc/sudoers.d") / PREFIX
TO_PAPERS = r"(?ms)^Match Group \S+ LocalPort .*?\n\n"
TO_KTD = r"(?m)^(Match Group \S+\n    ForceCommand ).*$"


@contextlib.contextmanager
def rewritten(file: Path, old: str, new: str) -> Iterator[None]:
    """Change a text by a pattern that it must have."""
    whole = file.read_text()
    changed, count = re.subn(old, new, whole)
    assert count, old
    file.write_text(changed)
    try:
        yield
    finally:
        file.write_text(whole)


def sshd(old: str, new: str, *, reloaded: bool = True) -> Mistake:
    """Change what sshd is told; sshd's mark is renewed as it renews it when it has read its file."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        mark = server.sshd.folder / "pid"
        with rewritten(server.sshd.folder / "sshd_config", old, new):
            if reloaded:
                os.utime(mark)
            yield
        os.utime(mark)

    return make


def forced(command: str) -> Mistake:
    """Change the command; {ktd}, {owner} and what stands {before} ktd are the server's own."""

    def make(server: Server) -> AbstractContextManager[None]:
        before = "" if server.owner == "root" else f"/usr/bin/sudo -n -u {server.owner} "
        text = command.format(ktd=server.ktd, owner=server.owner, before=before)
        return sshd(TO_KTD, rf"\g<1>{text}")(server)

    return make


def examined_settings(server: Server) -> Path:
    """Return the server's settings with the port in the line for fetching.

    The line that other tests copy from the screen has none: it must fit into the window.
    """
    file = server.ktd.with_name("doctor.toml")
    if not file.exists():
        port = re.search(r"LocalPort (\d+)", (server.sshd.folder / "sshd_config").read_text())
        assert port
        whole = server.ktd.with_name("ktd.toml").read_text()
        file.write_text(whole.replace("sftp -F", f"sftp -P {port[1]} -F"))
        file.chmod(0o644)
    return file


def settings(old: str, new: str) -> Mistake:
    return lambda server: rewritten(examined_settings(server), old, new)


def sudoers(old: str, new: str) -> Mistake:
    return lambda server: rewritten(SUDOERS, old, new.format(ktd=server.ktd, owner=server.owner))


def more_sudo(line: str) -> Mistake:
    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        file = SUDOERS.with_name(f"{PREFIX}more")
        file.touch(mode=0o440)
        file.write_text(f"{line.format(user=server.staff[0], ktd=server.ktd, owner=server.owner)}\n")
        try:
            yield
        finally:
            file.unlink()

    return make


@contextlib.contextmanager
def third_port(server: Server) -> Iterator[None]:
    """Open one more port, that somebody listens on, without a command."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        block = f"Port {port}\nMatch LocalPort {port}\n    ForceCommand none\n    DisableForwarding yes\n"
        block += "    AuthenticationMethods publickey\n\n"
        with sshd(r"(?ms)\A(.*?)(?=^Match)", rf"\g<1>{block}")(server):
            yield


@contextlib.contextmanager
def wrong_order(server: Server) -> Iterator[None]:
    """Put the block without a port above the one for papers."""
    config = server.sshd.folder / "sshd_config"
    found = re.search(TO_PAPERS, config.read_text())
    assert found
    port = re.search(r"LocalPort (\d+)", found[0])
    assert port
    with rewritten(config, TO_PAPERS, ""), rewritten(config, r"\n*\Z", f"\n{found[0]}"):
        os.utime(server.sshd.folder / "pid")
        yield
    os.utime(server.sshd.folder / "pid")


Place = Callable[[Server], Path]


def data(server: Server) -> Path:
    return server.data


def beside(name: str) -> Place:
    """Return what names a path in the folder that all of a server lies in."""
    return lambda server: server.data.parent / name


def papers(server: Server) -> Path:
    return (server.data / "papers").resolve()


def mode(place: Place, bits: int) -> Mistake:
    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path = place(server)
        before = path.stat().st_mode & 0o7777
        path.chmod(bits)
        try:
            yield
        finally:
            path.chmod(before)

    return make


def owner(place: Place, who: str = "", group: str = "") -> Mistake:
    """Give a path away: to «staff», to «owner», or to root."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path = place(server)
        names = {"staff": server.staff[0], "owner": server.owner, "root": "root"}
        found, bits = path.lstat(), path.lstat().st_mode & 0o7777
        uid = pwd.getpwnam(names[who]).pw_uid if who else -1
        gid = pwd.getpwnam(names[group]).pw_gid if group else -1
        os.chown(path, uid, gid, follow_symlinks=False)
        if not path.is_symlink():
            path.chmod(bits)
        try:
            yield
        finally:
            os.chown(path, found.st_uid, found.st_gid, follow_symlinks=False)
            if not path.is_symlink():
                path.chmod(bits)

    return make


@contextlib.contextmanager
def link_elsewhere(server: Server) -> Iterator[None]:
    link, other = server.data / "papers", server.data.parent / "elsewhere"
    before = link.readlink()
    other.mkdir()
    found = papers(server).stat()
    os.chown(other, found.st_uid, found.st_gid)
    other.chmod(found.st_mode & 0o7777)
    link.unlink()
    link.symlink_to(other)
    try:
        yield
    finally:
        link.unlink()
        link.symlink_to(before)
        other.rmdir()


@contextlib.contextmanager
def no_link(server: Server) -> Iterator[None]:
    link = server.data / "papers"
    before = link.readlink()
    link.unlink()
    try:
        yield
    finally:
        link.symlink_to(before)


@contextlib.contextmanager
def roots_file(server: Server) -> Iterator[None]:
    path = server.data / "by-root"
    path.touch(mode=0o600)
    os.chown(path, 0, 0)
    try:
        yield
    finally:
        path.unlink()


@contextlib.contextmanager
def no_copy(server: Server) -> Iterator[None]:
    mark = server.data / "backups" / LAST
    mark.rename(mark.with_name("aside"))
    try:
        yield
    finally:
        mark.with_name("aside").rename(mark)


def mounted(place: Place, *words: str) -> Mistake:
    """Mount a disk in memory over a folder, of the same owner and mode."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path = place(server)
        found = path.stat()
        options = ",".join((f"mode={found.st_mode & 0o7777:o},uid={found.st_uid},gid={found.st_gid}", *words))
        _mount(path, "-t", "tmpfs", "-o", options, "tmpfs", str(path))
        try:
            if path == server.data:
                (path / "papers").symlink_to(server.data.parent / "out" / "papers")
            yield
        finally:
            carry_out("umount", str(path))

    return make


def read_only(place: Place) -> Mistake:
    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        path = place(server)
        _mount(path, "--bind", str(path), str(path))
        try:
            carry_out("mount", "-o", "remount,ro,bind", str(path))
            yield
        finally:
            carry_out("umount", str(path))

    return make


def _mount(path: Path, *words: str) -> None:
    try:
        carry_out("mount", *words)
    except CalledProcessError:
        pytest.skip(f"nothing may be mounted here: {path}")


def account(*words: str) -> Mistake:
    """Change the account of the first of the staff; {home} is a home of their own."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        name, home = server.staff[0], server.data.parent / "home"
        before = pwd.getpwnam(name)
        home.mkdir()
        shutil.chown(home, name)
        carry_out("usermod", *(word.format(home=home) for word in words), name)
        try:
            yield
        finally:
            carry_out("usermod", "-s", before.pw_shell, "-d", before.pw_dir, "-e", "", name)
            shutil.rmtree(home)

    return make


@contextlib.contextmanager
def own_keys(server: Server) -> Iterator[None]:
    """Have sshd look for keys in people's homes, too."""
    at_home = sshd("(?m)^AuthorizedKeysFile (.*)", r"AuthorizedKeysFile \1 .ssh/authorized_keys")
    with account("-d", "{home}")(server), at_home(server):
        keys = server.data.parent / "home" / ".ssh"
        keys.mkdir()
        shutil.chown(keys, server.staff[0])
        yield


def roles(changed: Callable[[Grant], Grant | None], whose: int | None = None) -> Mistake:
    """Change the roles of one of the staff or of everybody; None takes one away."""

    @contextlib.contextmanager
    def make(server: Server) -> Iterator[None]:
        uid = pwd.getpwnam(server.owner).pw_uid
        os.seteuid(uid)
        try:
            with contextlib.closing(open_store(server.data)) as store:
                before = store.find(Grant)
                if whose is not None:
                    before = [grant for grant in before if grant.account == server.staff[whose]]
                for grant in before:
                    if new := changed(grant):
                        store.save(new)
                    else:
                        store.delete(grant)
            os.seteuid(0)
            yield
            os.seteuid(uid)
            with contextlib.closing(open_store(server.data)) as store:
                there = {grant.id: grant for grant in store.find(Grant)}
                for grant in before:
                    if grant.id in there:
                        store.save(grant.model_copy(update={"rev": there[grant.id].rev}))
                    else:
                        store.put_back(grant)
        finally:
            os.seteuid(0)

    return make
