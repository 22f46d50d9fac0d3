"""The two servers of docs/server.md, set up once for all that is tried on them."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.server.accounts import Accounts, python_of_all
from tests.terminal.server.servers import CLIENT, FILES, MATCH, Server, ready, settle
from tests.terminal.server.sshd import Sshd, free_port


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder that every account may pass through, below folders that only root writes (for the chroot)."""
    folder = Path(tempfile.mkdtemp(prefix="ktd-", dir="/srv"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def accounts() -> Iterator[Accounts]:
    python_of_all()
    with Accounts() as made:
        yield made


FETCH = "sftp -F {folder}/c {{account}}@h:/papers/{{file}} ."


def for_files(folder: Path, group: str, port: int) -> str:
    """Return what sshd is told of the port for papers; the client's settings are written beside."""
    (folder / "c").write_text(CLIENT.format(port=port, folder=folder))
    return FILES.format(port=port, group=group, folder=folder)


@pytest.fixture(scope="session")
def group_server(place: Path, accounts: Accounts) -> Iterator[Server]:
    folder, port = place / "group", free_port()
    fetch = FETCH.format(folder=folder)
    data, ktd = settle(folder, f'data = "{folder}/data"\nfetch = "{fetch}"\n')
    group = accounts.group("g")
    staff = accounts.user("an", group), accounts.user("binh", group)
    stranger = accounts.user("la")
    data.mkdir()
    shutil.chown(data, "root", group)
    data.chmod(0o2770)
    papers = folder / "out" / "papers"
    papers.mkdir(parents=True)
    shutil.chown(papers, "root", group)
    papers.chmod(0o2770)
    (data / "papers").symlink_to(papers)
    # UMask 077 is what a hardened server gives its people.
    command = f"/bin/sh -c 'umask 077; exec {ktd}'"
    extra = for_files(folder, group, port) + MATCH.format(group=group, command=command)
    extra += f"Match User {stranger}\n    ForceCommand {command}\n"
    (folder / "sshd").mkdir()
    with Sshd(folder / "sshd", extra) as sshd:
        server = Server(sshd, data, ktd, staff, stranger, "root")
        ready(server, [])
        yield server


@pytest.fixture(scope="session")
def service_server(place: Path, accounts: Accounts) -> Iterator[Server]:
    folder, port = place / "service", free_port()
    service, group = accounts.system_user("svc"), accounts.group("s")
    fetch = FETCH.format(folder=folder)
    text = f'data = "{folder}/data"\nservice_account = "{service}"\nfetch = "{fetch}"\n'
    data, ktd = settle(folder, text)
    staff = accounts.user("chi", group), accounts.user("dung", group)
    stranger = accounts.user("xa")
    data.mkdir(mode=0o700)
    shutil.chown(data, service, service)
    papers = folder / "out" / "papers"
    papers.mkdir(parents=True)
    shutil.chown(papers, service, group)
    papers.chmod(0o2750)
    (data / "papers").symlink_to(papers)
    accounts.sudo_rules(
        f"Defaults!{ktd} env_reset, umask=0027, umask_override, !mail_badpass\n"
        f'%{group} ALL=({service}) NOPASSWD: NOEXEC: {ktd} ""\n'
    )
    (folder / "sshd").mkdir()
    extra = for_files(folder, group, port)
    extra += MATCH.format(group=group, command=f"/usr/bin/sudo -n -u {service} {ktd}")
    with Sshd(folder / "sshd", extra) as sshd:
        server = Server(sshd, data, ktd, staff, stranger, service)
        ready(server, ["sudo", "-n", "-u", service])
        yield server
