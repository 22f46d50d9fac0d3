"""Two database servers and an application server in networks of their own: the primary's cable is pulled.

``python -m tests.postgresql.two_hosts`` (as root, who may make network namespaces) has a writer save over TLS
without a pause, takes the primary off the network in the middle, makes the standby the primary, and says how
long the writer was without a database, and whether all that it was told was saved is there, once.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.postgresql.crash import WRITER
from tests.postgresql.server import HOMES, DatabaseServer
from tests.postgresql.test_tls import Signer, certified, lay

NET = "ktd-t"
IP = shutil.which("ip") or "/usr/sbin/ip"
HOSTS = {"db1": "10.231.7.1", "db2": "10.231.7.2", "app": "10.231.7.3"}
BEFORE, AFTER = 5.0, 10.0
"""Seconds of writing before the cable is pulled, and after the standby was made the primary."""
LONGEST = 60.0
HBA = """local all all trust
hostssl all ktd 10.231.7.0/24 trust
hostssl replication ktd 10.231.7.0/24 trust
"""


def _ip(*words: str) -> None:
    subprocess.run([IP, *words], check=True)


@contextmanager
def networks() -> Iterator[None]:
    """Make a switch and three hosts on it, each with a cable and a name."""
    names = Path("/etc/netns")
    try:
        _ip("netns", "add", f"{NET}-switch")
        _ip("-n", f"{NET}-switch", "link", "add", "switch", "type", "bridge")
        _ip("-n", f"{NET}-switch", "link", "set", "switch", "up")
        for host, address in HOSTS.items():
            _ip("netns", "add", f"{NET}-{host}")
            peer = ("peer", "name", "eth0", "netns", f"{NET}-{host}")
            _ip("link", "add", host, "netns", f"{NET}-switch", "type", "veth", *peer)
            _ip("-n", f"{NET}-switch", "link", "set", host, "master", "switch", "up")
            _ip("-n", f"{NET}-{host}", "addr", "add", f"{address}/24", "dev", "eth0")
            _ip("-n", f"{NET}-{host}", "link", "set", "eth0", "up")
            _ip("-n", f"{NET}-{host}", "link", "set", "lo", "up")
            known = names / f"{NET}-{host}" / "hosts"
            known.parent.mkdir(parents=True)
            known.write_text("".join(f"{at} {name}.example\n" for name, at in HOSTS.items()))
        yield
    finally:
        for host in ("switch", *HOSTS):
            subprocess.run([IP, "netns", "del", f"{NET}-{host}"], check=False)
            shutil.rmtree(names / f"{NET}-{host}", ignore_errors=True)


class Host(DatabaseServer):
    """A server on a host of its own."""

    def __init__(self, name: str) -> None:
        folder = Path(tempfile.mkdtemp(prefix="ktd-pg-", dir="/tmp"))
        folder.chmod(0o755)
        super().__init__(folder)
        self.name = name

    def run(self, program: str, *words: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs there."""
        there = [IP, "netns", "exec", f"{NET}-{self.name}", "runuser", "-u", "postgres", "--"]
        with (self.folder / "programs.log").open("a") as out:
            line = [*there, HOMES[-1].with_name(program), *words]
            return subprocess.run(line, check=check, text=True, stdout=out, stderr=out, cwd=self.folder)

    def serve(self, authority: Signer) -> None:
        """Answer on the network, through TLS, with a certificate of the authority."""
        lay(self.data, "server", certified(f"{self.name}.example", authority), self.data.stat().st_uid)
        (self.data / "pg_hba.conf").write_text(HBA)
        self.configure(
            listen_addresses=f"'{HOSTS[self.name]}'", ssl="on", unix_socket_directories=f"'{self.folder}'"
        )


@contextmanager
def pair() -> Iterator[tuple[Host, Host, Path]]:
    """Run a primary and a standby that confirms; yield them and the authority's certificate."""
    first, second = Host("db1"), Host("db2")
    authority = certified("ca.example")
    try:
        first.make()
        first.stop("fast")
        first.serve(authority)
        first.configure(synchronous_standby_names="'*'", synchronous_commit="local", fsync="on")
        first.start()
        source = "host=db1.example user=ktd sslmode=require"
        second.run("pg_basebackup", "-D", second.data, "-d", source, "-R", "-X", "stream", "-c", "fast")
        second.serve(authority)
        second.start()
        yield first, second, lay(first.folder, "authority", authority)[0]
    finally:
        for host in (first, second):
            host.stop()
            shutil.rmtree(host.folder, ignore_errors=True)


def _begun(first: Host, root: Path, place: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Let somebody write from the application server; return the writer and the database's name."""
    name = first.fresh().partition("?")[0].rpartition("/")[2]
    with psycopg.connect(first.url("postgres"), autocommit=True) as connection:
        connection.execute("alter system set synchronous_commit = remote_apply")
        connection.execute("select pg_reload_conf()")
    url = f"postgresql://ktd@db1.example,db2.example/{name}?sslmode=verify-full&sslrootcert={root}"
    (place / "database").write_text(url)
    line = [IP, "netns", "exec", f"{NET}-app", sys.executable, "-c", WRITER, str(place), "w"]
    with (place / "said").open("w") as said:
        writer = subprocess.Popen(line, stdout=said)
    time.sleep(BEFORE)
    return writer, name


def _saved(place: Path) -> list[str]:
    return [line for line in (place / "said").read_text().splitlines() if line.startswith("saved w-")]


def _found(second: Host, name: str, place: Path) -> str:
    """Say what of all that the writer was told lies on the standby that was."""
    saved = {line.split()[1] for line in _saved(place)}
    phantom = (place / "said").read_text().count("phantom")
    with psycopg.connect(second.url(name)) as connection:
        there = {found for (found,) in connection.execute("select id from ktd.documents")}
        told = Counter(found for (found,) in connection.execute("select ops->0->3->>'id' from ktd.commits"))
    doubled = [found for found, times in told.items() if times > 1]
    return (
        f"lost {sorted(saved - there)}, doubled {doubled}, phantom {phantom}, never told {len(there - saved)}"
    )


def trial(first: Host, second: Host, root: Path, place: Path) -> str:
    """Pull the cable while somebody writes; say what was found."""
    writer, name = _begun(first, root, place)
    with psycopg.connect(first.url("postgres")) as connection:
        (over,) = connection.execute(
            "select min(version) from pg_stat_ssl join pg_stat_activity using (pid)"
            " where application_name like 'ktd %'"
        ).fetchone() or ("",)
    _ip("-n", f"{NET}-switch", "link", "set", "db1", "down")
    pulled = time.monotonic()
    before = len(_saved(place))
    second.run("pg_ctl", "-D", second.data, "-w", "promote")
    while len(_saved(place)) == before and time.monotonic() < pulled + LONGEST:
        time.sleep(0.05)
    again = time.monotonic() - pulled
    time.sleep(AFTER)
    writer.kill()
    writer.wait()
    after = len(_saved(place)) - before
    return f"{over}; saved {before}, and {after} from {again:.1f} s after on; {_found(second, name, place)}"


def main() -> None:
    """Do one trial."""
    with networks(), pair() as (first, second, root), tempfile.TemporaryDirectory() as place:
        sys.stdout.write(trial(first, second, root, Path(place)) + "\n")


if __name__ == "__main__":
    main()
