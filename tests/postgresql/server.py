"""A PostgreSQL server of the tests' own, on a socket in a temporary directory; one for each run of tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HOMES = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
ABSENT = "Debian's package postgresql is not installed, or psycopg is not"
FAST = {
    "listen_addresses": "''",
    "fsync": "off",  # the tests kill processes, never the machine
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "wal_level": "replica",
    "autovacuum": "off",
}


def can_run() -> bool:
    """Tell whether there is a server to start and a driver to talk to it."""
    try:
        import psycopg  # noqa: F401  # whether it is here
    except ImportError:
        return False
    return bool(HOMES) and (os.geteuid() != 0 or _account() is not None)


def _account() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


class DatabaseServer:
    """A server that runs; root's is run by the package's own account, which PostgreSQL asks for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "cluster"
        self._as = _account() if os.geteuid() == 0 else None
        if self._as:
            os.chown(folder, self._as.pw_uid, self._as.pw_gid)
        self._count = 0
        self._fresh = ""

    def run(self, program: str, *words: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs."""
        uid, gid = (self._as.pw_uid, self._as.pw_gid) if self._as else (None, None)
        log = self.folder / "programs.log"
        with log.open("a") as out:
            return subprocess.run(
                [HOMES[-1].with_name(program), *words],
                check=check, text=True, stdout=out, stderr=out, cwd=self.folder,
                user=uid, group=gid, extra_groups=[] if self._as else None,
            )  # fmt: skip

    def make(self, **more: str) -> None:
        """Make the cluster, and start it."""
        self.run(
            "initdb", "-D", self.data, "-A", "trust", "-U", "ktd", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        self.configure(**FAST, unix_socket_directories=f"'{self.folder}'", **more)
        self.start()

    def configure(self, **settings: str) -> None:
        """Set what the server is to do from its next start on."""
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("".join(f"{name} = {value}\n" for name, value in settings.items()))

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "server.log", "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; at once unless another mode is asked for."""
        self.run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop", check=False)

    def new_database(self) -> str:
        """Make an empty database; return its address."""
        import psycopg

        self._count += 1
        name = f"t{self._count}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        return self.url(name)

    def fresh(self) -> str:
        """Return the address of a database with ktd's empty tables: always the same one, which is quicker."""
        import psycopg

        from store.postgresql.schema import make_tables
        from store.shared.file_format import SCHEMA

        self._fresh = self._fresh or self.new_database()
        with psycopg.connect(self._fresh, autocommit=True) as connection:
            make_tables(connection)
            connection.execute("update ktd.about set form = %s", [SCHEMA])
            connection.execute(
                "truncate ktd.commits, ktd.documents, ktd.archives, ktd.papers, ktd.drafts, ktd.marks,"
                " ktd.notices, ktd.refusals"
            )
        return self._fresh

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://ktd@/{database}?host={self.folder}"


def need_server() -> None:
    """Skip a test by name where there is no server to start; in CI that is a fault."""
    if not can_run():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(ABSENT)


@contextmanager
def database_server() -> Iterator[DatabaseServer]:
    """Run a server for as long as it is wanted; see ``need_server``."""
    need_server()
    # The path of a socket may have 107 bytes: where the usual folder is a deep one, this one is short.
    short = "/tmp" if len(tempfile.gettempdir()) > 60 else None  # noqa: S108  # mkdtemp makes it a private one
    folder = Path(tempfile.mkdtemp(prefix="ktd-pg-", dir=short))
    folder.chmod(0o755)
    server = DatabaseServer(folder)
    try:
        server.make()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
