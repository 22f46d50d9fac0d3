"""Into a database and back: all of it, compared; never into what is not empty; begun again where killed."""

from contextlib import closing
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.errors import KtdError, Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.maintenance import check_data, move_data
from store import Author, open_store
from store.beside.open_sessions import SessionPlace
from store.care import moving
from store.care.opening import open_storage
from tests.conftest import FakeClock
from tests.postgresql.server import DatabaseServer

pytestmark = pytest.mark.xdist_group("postgresql")
NOBODY = Author(1, "x")


@pytest.fixture
def lived(desk: Desk, tmp_path: Path) -> Path:
    """Data with a history, something deleted, something undone, and an archive; everybody has left."""
    store = desk.store
    store.save(Bloc(id="B1", council_id="C", code="V", name="Khối V"))
    unit = store.save(Unit(id="U1", name="Cục Quản trị III", bloc_id="B1"))
    store.save(Unit(id="U2", name="Vụ Thư ký"))
    gone = store.save(Unit(id="U3", name="Vụ Hai"))
    store.delete(gone)
    store.rest()
    with store.transaction("undo", {"n": "½"}, undoes=4):
        store.put_back(gone)
    store.archive("V-2022", [unit], ["B1"])
    store.close()
    return tmp_path / "data"


def digest(directory: Path, clock: FakeClock) -> moving.Moved:
    with closing(open_storage(directory, read_only=True, author=NOBODY, clock=clock)) as data:
        return moving.digest_of(data)


def test_there_and_back_all_is_the_same(
    lived: Path, desk: Desk, postgresql: DatabaseServer, tmp_path: Path, clock: FakeClock
) -> None:
    before, url, report = digest(lived, clock), postgresql.fresh(), check_data(lived, clock)
    moved = move_data(lived, url, desk.actor, clock)
    assert moved._replace(kept=None) == before == digest(lived, clock)
    assert moved.kept
    assert (moved.kept / "ktd.json").exists()
    assert not (lived / "ktd.json").exists()
    with closing(open_store(lived)) as store:
        assert store.find(Unit, bloc_id="B1")[0].name == "Cục Quản trị III"
        assert [c.undoes for c in store.changes()] == [None, None, None, None, None, 4, None]
        assert len(store.history("U3")) == 3
    assert check_data(lived, clock)[1:] == report[1:]
    back = tmp_path / "back"
    assert move_data(lived, str(back), desk.actor, clock) == before == digest(back, clock)
    with closing(open_store(back)) as store:
        assert store.seq == 7
        store.save(Unit(id="U9", name="Vụ Mới"))
        assert store.find(Unit, bloc_id="B1")[0].name == "Cục Quản trị III"
    assert check_data(back, clock).problems == report.problems


def test_what_is_not_empty_is_left_alone(
    lived: Path, desk: Desk, postgresql: DatabaseServer, tmp_path: Path, clock: FakeClock
) -> None:
    url, other = postgresql.fresh(), tmp_path / "other"
    other.mkdir(0o700)
    (other / "database").write_text(url)
    with closing(open_store(other, create=True)) as store:
        store.save(Unit(id="U7", name="Vụ khác"))
    before = digest(lived, clock)
    for source, target in ((lived, url), (other, str(lived))):
        with pytest.raises(KtdError, match=r"other data|data in"):
            move_data(source, target, desk.actor, clock)
    assert digest(lived, clock) == before
    assert digest(other, clock).records == 1
    with pytest.raises(Refused, match="in a database already"):
        move_data(other, postgresql.url("elsewhere"), desk.actor, clock)


def test_nobody_is_moved_away_under(
    lived: Path, desk: Desk, postgresql: DatabaseServer, clock: FakeClock
) -> None:
    with closing(open_store(lived)) as store:
        place = SessionPlace(store.presence, "lan", clock())
        with pytest.raises(Refused, match="lan"):
            move_data(lived, postgresql.fresh(), desk.actor, clock)
        place.close()


def test_killed_after_it_was_filled_it_is_only_finished(
    lived: Path, desk: Desk, postgresql: DatabaseServer, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, before = postgresql.fresh(), digest(lived, clock)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(moving, "quarantine_files", die)
        with pytest.raises(KeyboardInterrupt):
            move_data(lived, url, desk.actor, clock)
    assert digest(lived, clock) == before, "it is used where it was"
    assert move_data(lived, url, desk.actor, clock)._replace(kept=None) == before


def test_what_somebody_wrote_past_ktd_is_found(
    lived: Path, desk: Desk, postgresql: DatabaseServer, clock: FakeClock
) -> None:
    import psycopg

    url = postgresql.fresh()
    move_data(lived, url, desk.actor, clock)
    with psycopg.connect(url) as connection:
        connection.execute(
            'update ktd.documents set content = \'{"id": "U2", "rev": 1, "name": "?"}\' where id = \'U2\''
        )
    (found,) = check_data(lived, clock).findings[:1]
    assert found.facts["id"] == "U2"
