"""A primary that is lost for good: its standby becomes the primary; sessions go on there by themselves."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved
from store import Author
from store.documents import DocumentStore
from store.postgresql.opening import open_database, papers_in
from store.postgresql.row_presence import RowPresence
from tests.conftest import FakeClock
from tests.postgresql.server import DatabaseServer

pytestmark = pytest.mark.xdist_group("postgresql")
LONG = 30.0


@pytest.fixture
def standby(postgresql: DatabaseServer) -> Iterator[DatabaseServer]:
    """A second server that follows the first and confirms what it has taken in."""
    folder = Path(tempfile.mkdtemp(prefix="ktd-pg-"))
    folder.chmod(0o755)
    second = DatabaseServer(folder)
    source = f"host={postgresql.folder} user=ktd"
    try:
        second.run("pg_basebackup", "-D", second.data, "-d", source, "-R", "-X", "stream", "-c", "fast")
        second.configure(unix_socket_directories=f"'{folder}'")
        second.start()
        yield second
    finally:
        second.stop()
        shutil.rmtree(folder, ignore_errors=True)


def test_sessions_go_on_at_the_standby_and_lose_nothing_acknowledged(
    postgresql: DatabaseServer, standby: DatabaseServer, tmp_path: Path, clock: FakeClock
) -> None:
    both = f"host={postgresql.folder},{standby.folder}"
    url = postgresql.fresh().replace(f"host={postgresql.folder}", both)
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
        connection.execute("alter system set synchronous_standby_names = '*'")
        connection.execute("alter system set synchronous_commit = remote_apply")
        connection.execute("select pg_reload_conf()")
    try:
        who = Author(1, "lan")
        data = open_database(tmp_path, url, create=False, read_only=False, author=who, clock=clock)
        with closing(data):
            store = DocumentStore(data, RowPresence(data.link), papers_in(data))
            saved = [store.save(Unit(id=f"U{n}", name="Vụ")) for n in range(5)]
            postgresql.stop()
            with pytest.raises(NotSaved):
                store.save(saved[0])
            standby.run("pg_ctl", "-D", standby.data, "-w", "promote")
            data.link.wait(LONG)
            assert store.save(saved[0]).rev == 2
            assert [unit.id for unit in store.find(Unit)] == [unit.id for unit in saved]
            assert [commit.seq for commit in store.changes()] == [1, 2, 3, 4, 5, 6]
    finally:
        (postgresql.data / "postgresql.auto.conf").write_text("")
        postgresql.stop()
        postgresql.start()
