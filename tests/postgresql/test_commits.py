"""How a commit goes to the database: what it costs there, and what is waited for."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved
from store import Author
from store.documents import DocumentStore
from store.postgresql import rows
from store.postgresql.opening import open_database, papers_in
from store.postgresql.row_presence import RowPresence
from store.postgresql.storage import DatabaseStorage
from store.postgresql.trip import Statement, Step
from tests.conftest import FakeClock
from tests.postgresql.server import DatabaseServer

pytestmark = pytest.mark.xdist_group("postgresql")
UNIT = Unit(id="U1", name="Cục Quản trị III")
LONG = "Vụ 'ở' \\ \"nơi\"; " * 20


def opened(url: str, place: Path, clock: FakeClock) -> DatabaseStorage:
    return open_database(place, url, create=False, read_only=False, author=Author(1000, "lan"), clock=clock)


def store_in(data: DatabaseStorage) -> DocumentStore:
    return DocumentStore(data, RowPresence(data.link), papers_in(data))


@pytest.fixture
def data(postgresql: DatabaseServer, tmp_path: Path, clock: FakeClock) -> Iterator[DatabaseStorage]:
    with closing(opened(postgresql.fresh(), tmp_path, clock)) as found:
        yield found


def test_the_newest_commits_are_found_without_reading_all_of_the_history(data: DatabaseStorage) -> None:
    store = store_in(data)
    for number in range(200):  # and nobody has analysed the table: the server guesses
        store.save(Unit(id=f"U{number}", name="Vụ"))
    asked = rows.NEW.text.replace(b"$1", b"%d" % data.seq)
    plan = str(data.link.take_new().execute(b"explain " + asked).fetchall())
    assert "Index" in plan
    assert "Seq Scan" not in plan


def test_alone_the_commit_itself_is_waited_for_and_in_a_crowd_what_comes_behind_it(
    data: DatabaseStorage, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[Statement]] = []

    def noted(*, crowded: bool) -> list[Step]:
        steps = ending(crowded=crowded)
        said.append([statement for statement, _ in steps])
        return steps

    ending = rows.ending_steps
    monkeypatch.setattr("store.postgresql.rows.ending_steps", noted)
    store = store_in(data)
    store.save(UNIT)
    with closing(opened(data.link._conninfo, tmp_path, clock)) as other:
        store_in(other).save(Unit(id="U2", name="Vụ Thư ký"))
    store.save(Unit(id="U3", name="Vụ"))
    alone, first_there, crowded = said
    assert alone == first_there == [rows.TELL, rows.END], "it has met nobody yet"
    assert crowded.index(rows.LATER) < crowded.index(rows.END)
    assert crowded[-1] == rows.FLUSH, "the last is waited for, and is on the disk behind the commit"


def test_one_that_was_dropped_makes_the_server_forget_nothing(data: DatabaseStorage) -> None:
    store = store_in(data)
    saved = store.save(UNIT)
    for _ in range(10):  # the driver prepares by itself what comes often, and lets all go after a rollback
        with pytest.raises(ZeroDivisionError):
            _dropped(store, saved)
    assert store.save(saved).rev == 2


def _dropped(store: DocumentStore, saved: Unit) -> None:
    with store.transaction("dropped"):
        store.save(saved)
        list(store.changes())
        raise ZeroDivisionError


def test_one_s_own_commit_is_no_news_to_ask_for(
    data: DatabaseStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.postgresql.followed.ASK_AFTER", 600)
    store = store_in(data)
    store.save(UNIT)
    data.live.look()
    asked: list[object] = []
    monkeypatch.setattr(data.live, "look", lambda: asked.append(1))
    store.save(store.get(Unit, "U1"))
    assert store.find(Unit)
    assert not asked


def test_a_commit_larger_than_the_line_s_buffers_goes_over_whole(data: DatabaseStorage) -> None:
    store = store_in(data)
    with store.transaction("many"):
        for number in range(3000):
            store.save(Unit(id=f"U{number}", name=LONG))
    data.live.reload()
    assert len(store.find(Unit)) == 3000
    assert store.get(Unit, "U2999").name == LONG
    with store.transaction("gone"):
        for unit in store.find(Unit)[:2999]:
            store.delete(unit)
    data.live.reload()
    assert len(store.find(Unit)) == 1


def test_what_fails_while_the_lock_is_waited_for_leaves_it_free_and_nothing_half_asked(
    data: DatabaseStorage, tmp_path: Path, clock: FakeClock
) -> None:
    def fails() -> None:
        raise ZeroDivisionError

    store = store_in(data)
    with pytest.raises(ZeroDivisionError), data.transaction("x", meanwhile=fails):
        pytest.fail("it has begun all the same")
    with closing(opened(data.link._conninfo, tmp_path, clock)) as other:
        store_in(other).save(UNIT)
    assert store.save(Unit(id="U2", name="Vụ")).rev == 1
    assert [c.seq for c in store.changes()] == [1, 2]
    assert data.link.renewed == 0


def test_of_a_step_that_is_refused_those_after_it_are_not_done(data: DatabaseStorage) -> None:
    store = store_in(data)
    with pytest.raises(NotSaved, match="Unicode"):  # no text of PostgreSQL's may hold it
        store.save(Unit(id="U\0", name="Vụ"))
    assert store.save(UNIT).rev == 1
    assert [c.seq for c in store.changes()] == [1]
    assert data.link.renewed == 0, "the line is whole"
    with pytest.raises(NotSaved), store.transaction("\ud800"):
        store.save(Unit(id="U2", name="Vụ"))
    assert store.find(Unit) == [store.get(Unit, "U1")]
