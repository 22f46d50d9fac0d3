"""Who may do what in the database: the owner makes tables, sessions work in them, readers read the views."""

from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.doctor import examine
from ktd_tui.operations.server.maintenance import prepare_database, repair
from ktd_tui.operations.server.status import status
from ktd_tui.rules.access import Actor
from store import open_store
from tests.conftest import FakeClock
from tests.postgresql.server import DatabaseServer

pytestmark = pytest.mark.xdist_group("postgresql")


@pytest.fixture
def place(postgresql: DatabaseServer, tmp_path: Path, clock: FakeClock) -> tuple[Path, str]:
    """A data directory whose sessions work as a role of their own, and the owner's address."""
    owner = postgresql.fresh()
    with psycopg.connect(owner, autocommit=True) as connection:
        for role in ("ktd_sessions", "ktd_readers"):
            connection.execute(f"drop owned by {role}".encode()) if _is_there(connection, role) else (
                connection.execute(f"create role {role} login".encode())
            )
    who = Actor(0, "root")
    prepare_database(tmp_path, owner, who, clock, sessions="ktd_sessions", readers="ktd_readers")
    folder = tmp_path / "data"
    folder.mkdir(0o700)
    (folder / "database").write_text(owner.replace("//ktd@", "//ktd_sessions@"))
    return folder, owner


def _is_there(connection: psycopg.Connection[tuple[object, ...]], role: str) -> bool:
    found = connection.execute("select from pg_roles where rolname = %s", [role]).fetchone()
    return found is not None


def test_sessions_do_all_that_people_do_and_change_no_table(place: tuple[Path, str]) -> None:
    folder, owner = place
    with closing(open_store(folder)) as store:
        unit = store.save(Unit(id="U1", name="Vụ", bloc_id="B1"))
        store.delete(store.save(Unit(id="U2", name="Vụ Hai")))
        store.archive("V-2022", [unit], ["B1"])
        store.bring_back("B1")
        mark = store.presence.mark("pens")
        mark.hold()
        mark.keep_text("dòng")
        store.presence.post(b"x")
        store.presence.note_refusal("la", next(store.changes()).at)
        mark.close()
    sessions = owner.replace("//ktd@", "//ktd_sessions@")
    for statement in (
        "create table ktd.more (a text)",
        "alter table ktd.documents add column a text",
        "drop table ktd.commits",
        "update ktd.commits set account = 'x'",
        "delete from ktd.commits",
    ):
        with (
            psycopg.connect(sessions, autocommit=True) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement.encode())


def test_readers_read_the_views_alone(place: tuple[Path, str]) -> None:
    folder, owner = place
    with closing(open_store(folder)) as store:
        store.save(Unit(id="U1", name="Vụ Thư ký"))
    with psycopg.connect(owner.replace("//ktd@", "//ktd_readers@"), autocommit=True) as connection:
        asked = "select id, rev, record->>'name' from ktd_views.units"
        assert connection.execute(asked).fetchall() == [("U1", 1, "Vụ Thư ký")]
        for statement in ("select * from ktd.commits", "delete from ktd_views.units"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())


def test_who_may_not_write_is_told_so_and_a_reader_of_ktd_needs_no_more(place: tuple[Path, str]) -> None:
    folder, owner = place
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("revoke insert on ktd.commits from ktd_sessions")
    with closing(open_store(folder)) as store, pytest.raises(NotSaved, match="may not write"):
        store.save(Unit(id="U1", name="Vụ"))
    with closing(open_store(folder, read_only=True)) as store:
        assert store.find(Unit) == []


@pytest.mark.parametrize(
    ("says", "wrong"),
    [
        ("does not exist", ("@/", "@/nobody_made_")),
        ("does not exist", ("//ktd@", "//nobody@")),
        ("not permitted to log in", ("//ktd@", "//ktd_shut@")),
        ("unrecognized", ("host=", "options=-c%20no_such_setting%3D1&host=")),
    ],
    ids=["database", "role", "login", "setting"],
)
def test_a_fault_of_a_setting_is_not_said_to_pass_by_itself(
    place: tuple[Path, str], says: str, wrong: tuple[str, str]
) -> None:
    folder, owner = place
    with psycopg.connect(owner, autocommit=True) as connection:
        if not _is_there(connection, "ktd_shut"):
            connection.execute("create role ktd_shut nologin")
    (folder / "database").write_text(owner.replace(*wrong))
    with pytest.raises(StoreError, match="answers, but refuses ktd") as told:
        open_store(folder)
    assert says in str(told.value.facts["reason"])


def test_who_opens_a_database_that_is_away_is_not_told_that_ktd_goes_on(place: tuple[Path, str]) -> None:
    folder, owner = place
    (folder / "database").write_text(owner.replace("host=", "port=1&host="))
    with pytest.raises(StoreError, match="open ktd again"):
        open_store(folder)


def test_of_several_servers_each_is_told_in_a_few_words(place: tuple[Path, str]) -> None:
    folder, _ = place
    (folder / "database").write_text(f"postgresql:///ktd?host={folder},/none&port=1,2")
    with pytest.raises(StoreError) as told:
        open_store(folder)
    assert told.value.facts["reason"] == "No such file or directory", "both said the same"
    (folder / "database").write_text(f"postgresql:///ktd?host={folder},127.0.0.1&port=1,1&sslmode=require")
    with pytest.raises(StoreError) as told:
        open_store(folder)
    assert told.value.facts["reason"] == f"{folder}: No such file or directory; 127.0.0.1: Connection refused"


def test_a_right_or_table_taken_away_meanwhile_is_not_said_to_come_back(place: tuple[Path, str]) -> None:
    folder, owner = place
    with closing(open_store(folder)) as store, psycopg.connect(owner, autocommit=True) as connection:
        store.save(Unit(id="U1", name="Vụ"))
        connection.execute("alter table ktd.commits add constraint shut check (seq < 2)")
        try:
            with pytest.raises(NotSaved, match="answers, but refuses it"):
                store.save(Unit(id="U2", name="Vụ"))
        finally:
            connection.execute("alter table ktd.commits drop constraint shut")
        connection.execute("revoke select on ktd.commits from ktd_sessions")
        with pytest.raises(StoreError, match="answers, but refuses ktd"):
            list(store.changes())


def test_where_there_are_no_tables_sessions_make_none(
    place: tuple[Path, str], postgresql: DatabaseServer
) -> None:
    folder, _ = place
    empty = postgresql.new_database().replace("//ktd@", "//ktd_sessions@")
    (folder / "database").write_text(empty)
    with pytest.raises(StoreError, match="ktd database"):
        open_store(folder)
    with pytest.raises(StoreError, match="permission denied"):
        open_store(folder, create=True)


def test_the_doctor_judges_the_database(place: tuple[Path, str], clock: FakeClock) -> None:
    folder, owner = place
    found = {f.message: f.gravity for f in examine(folder, "", clock) if f.check == "database"}
    assert [g.name for m, g in found.items() if "answers" in m or "no tables" in m] == ["FINE", "FINE"]
    assert [g.name for m, g in found.items() if "fsync" in m] == ["WRONG"], "the tests' server does not sync"
    (folder / "database").write_text(owner)
    assert any("may change tables" in f.message for f in examine(folder, "", clock))
    (folder / "database").write_text(owner.replace("host=", "port=1&host="))
    away = [f for f in examine(folder, "", clock) if f.check in ("database", "opening")]
    assert [f.message for f in away] == ["The database cannot be used: {reason}"], "told once, and no repair"


def test_what_the_database_holds_is_counted_with_the_directory(
    place: tuple[Path, str], clock: FakeClock
) -> None:
    folder, _ = place
    with closing(open_store(folder)) as store:
        found = status(Desk(store, Actor(0, "root", owner=True), clock, folder))
    assert found.bytes > found.journal + 1_000_000, "an empty database of PostgreSQL alone is larger"


def test_a_repair_is_the_databases_own_business(place: tuple[Path, str], clock: FakeClock) -> None:
    folder, _ = place
    with closing(open_store(folder)) as store:
        store.save(Unit(id="U1", name="Vụ", bloc_id="B1"))  # a bloc that is not there
    with pytest.raises(StoreError, match="ktd restore"):
        repair(folder, Actor(0, "root"), clock)
