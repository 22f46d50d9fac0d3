"""The file is TinyDB's, and TinyDB's traps are closed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tinydb import TinyDB, where
from tinydb.table import Document

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from store import FILE_NAME, open_store
from store.engine.tinydb_classes import StoreTable, TinyDBStorage

ROOT = Path(__file__).parents[3]


class Database(TinyDB):
    table_class = StoreTable


@contextmanager
def database(path: Path) -> Iterator[TinyDB]:
    with Database(storage=lambda: TinyDBStorage(path)) as opened:
        yield opened


def make(directory: Path) -> Path:
    store = open_store(directory, create=True)
    with store.transaction("test"):
        store.save(Unit(id="U1", name="Cục Quản trị III"))
        store.save(Unit(id="U2", name="Vụ Kế hoạch"))
    store.delete(store.save(Person(id="P1", name="Nguyễn Văn Định")))
    store.close()
    return directory / FILE_NAME


def test_plain_tinydb_opens_it(tmp_path: Path) -> None:
    path = make(tmp_path)
    with TinyDB(path, access_mode="r", encoding="utf-8") as plain:
        assert plain.tables() == {"_meta", "units", "people"}
        assert plain.table("_meta").all() == [{"app": "ktd", "schema": 1, "seq": 3}]
        assert [d.doc_id for d in plain.table("units")] == [1, 2]
        found = plain.table("units").search(where("id") == "U1")
        assert [(d["name"], d["rev"]) for d in found] == [("Cục Quản trị III", 1)]
        assert len(plain.table("people")) == 0


def test_what_plain_tinydb_wrote_is_read(tmp_path: Path) -> None:
    with TinyDB(make(tmp_path), encoding="utf-8") as plain:
        plain.table("units").update({"name": "Cục Quản trị II"}, where("id") == "U1")
    store = open_store(tmp_path)
    assert store.get(Unit, "U1").name == "Cục Quản trị II"
    store.close()


def test_what_plain_tinydb_writes_while_ktd_runs_is_taken_in_at_the_next_compaction(tmp_path: Path) -> None:
    path = make(tmp_path)
    store, other = open_store(tmp_path), open_store(tmp_path)
    other.save(other.get(Unit, "U2").with_(city="Huế"))
    with TinyDB(path, encoding="utf-8") as plain:
        plain.table("units").update({"name": "Cục Quản trị II"}, where("id") == "U1")
    store.rest()
    for opened in (store, other):
        assert [(u.name, u.city) for u in opened.find(Unit)] == [
            ("Cục Quản trị II", ""),
            ("Vụ Kế hoạch", "Huế"),
        ]
    assert other.refresh() == {("units", "U1")}
    store.close()
    other.close()


def test_the_count_rises_by_one_a_commit(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    for n in range(3):
        with store.transaction("test"):
            store.save(Unit(id=f"A{n}", name="x"))
            store.save(Unit(id=f"B{n}", name="x"))
        assert store.seq == n + 1
    store.close()
    assert json.loads((tmp_path / FILE_NAME).read_bytes())["_meta"]["1"]["seq"] == 3


def test_a_query_is_never_answered_from_before(tmp_path: Path) -> None:
    path = make(tmp_path)
    query = where("rev") == 1
    with database(path) as here, database(path) as there:
        assert len(here.table("units").search(query)) == 2
        there.table("units").insert({"id": "U3", "rev": 1})
        assert len(here.table("units").search(query)) == 3


def test_a_number_is_never_given_twice(tmp_path: Path) -> None:
    path = make(tmp_path)
    with database(path) as here, database(path) as there:
        assert here.table("units").insert({"id": "U3"}) == 3
        assert there.table("units").insert_multiple([{"id": "U4"}, {"id": "U5"}]) == [4, 5]
        assert here.table("units").insert_multiple([{"id": "U6"}, {"id": "U7"}]) == [6, 7]
        there.table("units").insert(Document({"id": "U20"}, doc_id=20))
        assert there.table("units").insert({"id": "U21"}) == 21
        there.table("units").remove(doc_ids=[20])
        assert here.table("units").insert({"id": "U22"}) == 22
        assert [d["id"] for d in here.table("units")] == [
            *("U1", "U2", "U3", "U4", "U5", "U6", "U7"),
            *("U21", "U22"),
        ]


def test_tinydbs_own_changes_work_and_leave_earlier_reads_alone(tmp_path: Path) -> None:
    with database(make(tmp_path)) as here:
        units = here.table("units")
        before = units.storage.read() or {}
        assert units.update({"name": "khác"}, where("id") == "U1") == [1]
        assert before["units"]["1"]["name"] == "Cục Quản trị III"
        assert units.update({"city": "Huế"}) == [1, 2]
        assert units.remove(where("id") == "U1") == [1]
        assert [d["city"] for d in units] == ["Huế"]
        units.truncate()
        assert len(units) == 0


def test_opening_imports_no_screen_and_importing_no_tinydb() -> None:
    program = (
        "import sys, store; early = {'tinydb', 'orjson'} & set(sys.modules)\n"
        "import tempfile, pathlib\n"
        "with tempfile.TemporaryDirectory() as d: store.open_store(pathlib.Path(d), create=True).close()\n"
        "print(sorted(early | {'textual', 'rich', 'reportlab'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert done.stdout == "[]\n"


def test_files_are_the_groups_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        path = make(tmp_path)
    finally:
        os.umask(before)
    found = [p for p in path.parent.rglob("*") if p.is_file()]
    assert len(found) == 5, found
    for file in found:
        assert oct(file.stat().st_mode & 0o777) == "0o660", f"{file.name} shuts the group out"


def test_no_file_stays_open(tmp_path: Path) -> None:
    here = Path("/proc/self/fd")
    make(tmp_path)
    before = len(list(here.iterdir()))
    store, other = open_store(tmp_path), open_store(tmp_path)
    for _ in range(5):
        store.save(store.get(Unit, "U1"))
        other.refresh()
    assert len(list(here.iterdir())) == before + 5, "more than two journals, two sessions and a lock"
    store.close()
    other.close()
    assert len(list(here.iterdir())) == before
