"""A newer ktd comes while an older one has the database open: never both, whatever becomes of lines."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.operations.server import upgrading
from ktd_tui.operations.server.upgrading import convert_data
from ktd_tui.rules.access import Actor
from store import Store, open_store
from store.beside.open_sessions import SessionPlace
from store.care.forms import database_forms
from store.errors import FormerSessions
from store.postgresql import generation, schema
from tests.conftest import FakeClock
from tests.postgresql.server import DatabaseServer
from tests.postgresql.test_away import cut
from tests.store.care.test_migrations import use_form_two

pytestmark = pytest.mark.xdist_group("postgresql")
LONG = 30.0
ME = Actor(0, "root")


@pytest.fixture
def data(postgresql: DatabaseServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("store.postgresql.followed.ASK_AFTER", 0)
    monkeypatch.setattr(database_forms, "PATIENCE", 0)
    folder = tmp_path / "data"
    folder.mkdir(0o700)
    (folder / "database").write_text(postgresql.fresh())
    return folder


@pytest.fixture
def opener(data: Path, clock: FakeClock) -> Iterator[Callable[[], Store]]:
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_store(data, clock=clock)))


def be(monkeypatch: pytest.MonkeyPatch, program: str, shape: str = "") -> None:
    """Be another program; of another generation where a shape is named."""
    monkeypatch.setattr(database_forms, "mark_of_program", lambda: program)
    if shape:
        monkeypatch.setattr(database_forms, "shape_of_records", lambda: shape)


def copies(data: Path, name: str = "before-upgrade") -> int:
    return len(list((data / "backups").glob(f"{name}-*.json")))


def test_sessions_of_one_generation_come_and_go_together(
    opener: Callable[[], Store], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = opener()
    former.save(Unit(id="U1", name="Vụ"))
    with monkeypatch.context() as program:
        be(program, "another-program")
        opener().close()  # other files of the same shape, as on another server: nobody is kept out
        be(program, "newer", "another-shape")
        with pytest.raises(FormerSessions):
            open_store(data)
        with closing(open_store(data, read_only=True)) as looked:
            assert looked.find(Unit)
    assert copies(data) == 0
    assert opener().find(Unit), "of the former one another comes in"


def test_where_the_former_ones_have_left_a_copy_is_kept_and_they_come_in_no_more(
    opener: Callable[[], Store], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_store(data)) as store:
        store.save(Unit(id="U1", name="Vụ"))
    with monkeypatch.context() as program:
        be(program, "newer", "another-shape")
        newer = opener()
        assert (copies(data), len(newer.find(Unit))) == (1, 1)
        opener()
        assert copies(data) == 1, "once"
    with pytest.raises(FormerSessions):
        open_store(data)


def test_whose_line_was_cut_while_a_newer_one_came_writes_nothing_more(
    opener: Callable[[], Store], postgresql: DatabaseServer, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = opener()
    seen = former.save(Unit(id="U1", name="Vụ"))
    monkeypatch.setattr("store.postgresql.link.PAUSE", 0)
    with monkeypatch.context() as program:
        be(program, "newer", "another-shape")
        cut(postgresql)
        newer = opener()
        with pytest.raises(NotSaved, match="Another version of ktd"):
            former.save(seen.with_(name="cũ"))
        newer.save(newer.get(Unit, "U1").with_(name="mới"))
        newer.close()
    with pytest.raises(NotSaved, match="Another version of ktd"):
        former.save(seen.with_(name="cũ"))
    with pytest.raises(StoreError, match="open ktd anew"):
        former.refresh()
    assert former.get(Unit, "U1") == seen, "what it had read stays readable"
    with psycopg.connect((data / "database").read_text()) as connection:
        assert connection.execute("select count(*) from ktd.commits").fetchone() == (2,)


def test_whose_line_was_cut_and_nobody_came_goes_on(
    opener: Callable[[], Store], postgresql: DatabaseServer
) -> None:
    store, other = opener(), opener()
    seen = store.save(Unit(id="U1", name="Vụ"))
    cut(postgresql)
    assert store.save(seen).rev == 2
    with pytest.raises(StoreError):
        other.refresh()


@pytest.fixture
def older(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data of form 1, of which this ktd knows form 2."""
    with closing(open_store(data)) as store:
        store.save(Unit(id="U1", name="Vụ"))
    with psycopg.connect((data / "database").read_text(), autocommit=True) as connection:
        connection.execute("""update ktd.documents set content = '{"id": "U1", "rev": 1, "ten": "Vụ"}'""")
    use_form_two(monkeypatch)
    for room in (schema, database_forms):
        monkeypatch.setattr(room, "SCHEMA", 2)
    return data


def form(data: Path) -> int | None:
    with psycopg.connect((data / "database").read_text()) as connection:
        return schema.form_in(connection)


def test_an_older_form_is_converted_once_everybody_of_it_has_left(older: Path, clock: FakeClock) -> None:
    with pytest.raises(StoreError, match="older form"):
        open_store(older, read_only=True)
    with closing(open_store(older, clock=clock)) as store:
        assert store.get(Unit, "U1").name == "Vụ"
        assert [c.why for c in store.changes()][-1] == "The data was converted from form {found} to {known}"
        store.save(store.get(Unit, "U1"))
    assert (form(older), copies(older, "schema-1")) == (2, 1)
    open_store(older).close()
    assert copies(older, "schema-1") == 1, "it was converted twice"


def test_sessions_of_the_older_form_are_asked_to_leave_before_it_is_converted(
    older: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as former:
        for room in (schema, database_forms):
            former.setattr(room, "SCHEMA", 1)
        store = open_store(older, clock=clock)
    place = SessionPlace(store.presence, "lan", clock())
    with pytest.raises(FormerSessions):
        convert_data(older, ME, clock, "Chưa vội.", patience=0)
    assert form(older) == 1

    def leave(_: float) -> None:
        if place.id:
            assert b"Lan" in store.presence.posted()
            place.close()
            store.close()

    monkeypatch.setattr(upgrading, "sleep", leave)
    found = convert_data(older, ME, clock, "Lan, hãy lưu và thoát.", patience=LONG)
    assert (found.before, found.after, form(older)) == (1, 2, 2)
    assert [one.account for one in found.asked] == ["lan"]
    assert found.copy


def test_the_number_of_a_generation_is_the_same_on_every_server() -> None:
    assert generation.lock_number("a.1") == generation.lock_number("a.1") != generation.lock_number("a.2")
