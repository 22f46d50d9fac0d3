"""A database that goes away: it is said, nothing is half written, and ktd goes on when it is back."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from select import select
from threading import Thread

import psycopg
import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved, StoreError
from store import Author
from store.documents import DocumentStore
from store.postgresql import url as addresses
from store.postgresql.errors import unreachable
from store.postgresql.opening import open_database, papers_in
from store.postgresql.row_presence import RowPresence
from store.postgresql.storage import DatabaseStorage
from store.postgresql.trip import Statement, have_prepared
from tests.conftest import FakeClock
from tests.postgresql.server import DatabaseServer

pytestmark = pytest.mark.xdist_group("postgresql")
UNIT = Unit(id="U1", name="Cục Quản trị III")
LONG = 30.0
Opened = tuple[DocumentStore, DatabaseStorage]


@pytest.fixture
def opener(
    postgresql: DatabaseServer, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Opened]]:
    monkeypatch.setattr("store.postgresql.followed.ASK_AFTER", 0)
    url = postgresql.fresh()
    with ExitStack() as opened:

        def open_another() -> Opened:
            data = open_database(
                tmp_path, url, create=False, read_only=False, author=Author(1000, "lan"), clock=clock
            )
            opened.callback(data.close)
            return DocumentStore(data, RowPresence(data.link), papers_in(data)), data

        yield open_another


def cut(postgresql: DatabaseServer, url: str = "") -> None:
    """Cut every line to the server but one's own."""
    with psycopg.connect(url or postgresql.url("postgres"), autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name like 'ktd %' and pid <> pg_backend_pid()"
        )


def test_while_it_is_gone_one_reads_and_is_told_and_then_goes_on(
    opener: Callable[[], Opened], postgresql: DatabaseServer
) -> None:
    (store, data), (other, _) = opener(), opener()
    saved = store.save(UNIT)
    assert other.get(Unit, "U1") == saved
    postgresql.stop()
    try:
        assert store.get(Unit, "U1") == saved, "what was read stays readable"
        with pytest.raises(NotSaved, match="does not answer"):
            store.save(saved.with_(name="khác"))
        with pytest.raises(StoreError, match="goes on by itself"):
            store.refresh()
        assert store.get(Unit, "U1") == saved
    finally:
        postgresql.start()
    data.link.wait(LONG)
    assert store.get(Unit, "U1") == saved
    store.refresh()
    changed = store.save(saved.with_(name="Vụ Thư ký"))
    assert other.get(Unit, "U1") == saved
    with pytest.raises(StoreError):
        other.refresh()
    assert [c.seq for c in store.changes()] == [1, 2]
    assert changed.rev == 2


def test_a_line_that_was_cut_unnoticed_costs_the_person_nothing(
    opener: Callable[[], Opened], postgresql: DatabaseServer
) -> None:
    store, data = opener()
    saved = store.save(UNIT)
    cut(postgresql)
    assert store.save(saved).rev == 2
    data.link.take_new().close()  # and where one cannot even ask
    assert store.save(Unit(id="U2", name="Vụ")).rev == 1
    assert [c.seq for c in store.changes()] == [1, 2, 3]


def test_cut_before_it_was_committed_nothing_is_written(
    opener: Callable[[], Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, data = opener()
    saved = store.save(UNIT)
    with monkeypatch.context() as patched:
        ends = Statement(b"ends", b"select pg_terminate_backend(pg_backend_pid())")
        have_prepared(data.link.take_new(), [ends])
        patched.setattr("store.postgresql.rows.TELL", ends)
        with pytest.raises(NotSaved, match="as before") as told:
            store.save(saved.with_(name="khác"))
    assert "terminating connection" in str(told.value.facts["reason"]), "why the server ended the line"
    assert store.get(Unit, "U1") == saved
    assert store.save(saved).rev == 2
    assert [len(c.changes) for c in opener()[0].changes()] == [1, 1]


def test_an_answer_that_was_lost_is_asked_for_again(
    opener: Callable[[], Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, data = opener()
    used = data.link.used

    @contextmanager
    def deaf() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        with used() as connection:
            yield connection
        monkeypatch.undo()
        data.link.lose(psycopg.OperationalError("cut"))
        raise unreachable("x", psycopg.OperationalError("cut"))

    with store.transaction("x"):
        store.save(UNIT)
        monkeypatch.setattr(data.link, "used", deaf)
    assert store.get(Unit, "U1").rev == 1
    assert [c.seq for c in store.changes()] == [1]
    with closing(psycopg.connect(opener()[1].link._conninfo)) as connection:
        assert connection.execute("select count(*) from ktd.commits").fetchone() == (1,)


def test_who_holds_the_lock_too_long_is_named(
    opener: Callable[[], Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    holder, _ = opener()
    monkeypatch.setattr(
        addresses, "SESSION", addresses.SESSION.replace("lock_timeout=5s", "lock_timeout=100")
    )
    waiting, _ = opener()
    with holder.transaction("long"), pytest.raises(NotSaved, match="lan has held the data"):
        waiting.save(UNIT)
    assert waiting.save(UNIT).rev == 1


def test_a_mark_is_held_again_on_the_new_line(
    opener: Callable[[], Opened], postgresql: DatabaseServer
) -> None:
    (store, data), (other, _) = opener(), opener()
    mark = store.presence.mark("pens")
    name = mark.hold()
    cut(postgresql)
    with pytest.raises(StoreError):
        store.refresh()
    data.link.wait(LONG)
    store.refresh()
    with pytest.raises(StoreError):
        other.refresh()
    assert other.presence.is_alive("pens", name)
    mark.close()
    other_again = opener()[0]
    assert not other_again.presence.is_alive("pens", name)


def test_what_was_told_by_notice_is_taken_in_without_asking(
    opener: Callable[[], Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here, data), (there, _) = opener(), opener()
    monkeypatch.setattr("store.postgresql.followed.ASK_AFTER", LONG)
    data.live.look()
    there.save(UNIT)
    there_now = select([data.link.take_new().fileno()], [], [], LONG)[0]
    assert there_now, "no notice came"
    assert here.find(Unit)


def test_a_line_cut_within_a_transaction_takes_all_of_it_along(
    opener: Callable[[], Opened], postgresql: DatabaseServer
) -> None:
    (store, data), (other, _) = opener(), opener()

    def two_units() -> None:
        with store.transaction("two units"):
            store.save(UNIT)
            cut(postgresql)
            with suppress(StoreError):
                list(store.changes())
            data.link.wait(LONG)
            store.save(Unit(id="U2", name="Vụ Thư ký"))

    with pytest.raises(NotSaved):
        two_units()
    with pytest.raises(StoreError):
        other.refresh()
    assert store.find(Unit) == [], "another connection took the place of the one that held the lock"
    assert store.save(UNIT).rev == 1
    assert [c.seq for c in store.changes()] == [1]


def test_however_strict_the_database_is_set_nobody_meets_an_error_of_serialisation(
    opener: Callable[[], Opened], postgresql: DatabaseServer
) -> None:
    with psycopg.connect(postgresql.fresh(), autocommit=True) as connection:
        (name,) = connection.execute("select current_database()").fetchone() or ("",)
        connection.execute(
            f"alter database {name} set default_transaction_isolation = 'serializable'".encode()
        )
    try:
        stores = [opener()[0] for _ in range(3)]
        writers = [Thread(target=_write, args=(store, n)) for n, store in enumerate(stores)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert len(stores[0].find(Unit)) == 30
        assert [c.seq for c in stores[0].changes()] == list(range(1, 31))
    finally:
        with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
            connection.execute(f"alter database {name} reset default_transaction_isolation".encode())


def _write(store: DocumentStore, writer: int) -> None:
    for number in range(10):
        store.save(Unit(id=f"U{writer}-{number}", name="Vụ"))
