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

from ktd_tui.domain.access import Grant
from store import open_store
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
