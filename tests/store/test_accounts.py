"""Several accounts of one group on one directory, with the umasks that people really have.

Real uids: needs root, skipped elsewhere.
"""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import KtdError
from store import Author, open_store
from store.beside.drafts import Drafts

pytestmark = pytest.mark.skipif(os.getuid() != 0, reason="only root may become other accounts")

GROUP = 20_000
MEMBERS = {20_001: 0o077, 20_002: 0o022, 20_003: 0o002}
OUTSIDER = 20_009


def as_account(uid: int, umask: int, group: int, work: Callable[[], object]) -> str:
    """Do something as another account in a forked process; return what it says."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        said = "?"
        try:
            os.setgroups([group])
            os.setgid(uid)  # each has a group of their own, as Debian makes it
            os.setuid(uid)
            os.umask(umask)
            said = str(work())
        except KtdError as error:
            said = f"{type(error).__name__}: {error}"
        except BaseException as error:  # noqa: BLE001  # a child must never return into the tests
            said = repr(error)
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(pid, 0)
    return said


@pytest.fixture
def shared() -> Iterator[Path]:
    """A directory as docs and design say: 2770, root's, the group's."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o711)  # others may pass, as through /srv
        folder = Path(name) / "ktd"
        folder.mkdir()
        os.chown(folder, 0, GROUP)
        folder.chmod(0o2770)
        yield folder


def work(folder: Path, uid: int) -> str:
    """Make or change the unit, add oneself, keep a draft, tidy."""
    store = open_store(folder, create=not (folder / "ktd.json").exists(), author=Author(uid, str(uid)))
    units = store.find(Unit)
    unit = units[0] if units else Unit(id="U1", name="Vụ")
    saved = store.save(unit.with_(city=f"city of {uid}"))
    store.save(Person(name=str(uid)))
    Drafts(folder).write(str(uid), {"texts": {"a": "b"}})
    store.rest()
    store.close()
    return f"rev {saved.rev}"


def test_members_with_every_umask_work_in_turn(shared: Path) -> None:
    turns = [*MEMBERS.items(), *MEMBERS.items()]
    said = [as_account(uid, umask, GROUP, lambda uid=uid: work(shared, uid)) for uid, umask in turns]  # type: ignore[misc]  # mypy does not see the default
    assert said == [f"rev {n}" for n in range(1, 7)]
    store = open_store(shared, read_only=True)
    assert sorted({c.author.uid for c in store.changes()}) == sorted(MEMBERS), "the history lost somebody"
    store.close()
    for path in shared.rglob("*"):
        found = path.stat()
        assert found.st_gid == GROUP, f"{path.name} belongs to another group"
        private = path.parent.name == "drafts"
        wanted = 0o2770 if path.is_dir() else 0o600 if private else 0o660
        assert oct(stat.S_IMODE(found.st_mode)) == oct(wanted), path.name


def test_they_write_at_once(shared: Path) -> None:
    def count(uid: int) -> str:
        store = open_store(shared, author=Author(uid, str(uid)))
        for _ in range(20):
            with store.transaction("count"):
                unit = store.get(Unit, "U1")
                store.save(unit.with_(city=str(int(unit.city or 0) + 1)))
        store.close()
        return "done"

    store = open_store(shared, create=True)
    store.save(Unit(id="U1", name="Vụ"))
    pids = []
    for uid in MEMBERS:
        pid = os.fork()
        if not pid:
            os._exit(0 if as_account(uid, 0o077, GROUP, partial(count, uid)) == "done" else 1)
        pids.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0, 0, 0]
    assert store.get(Unit, "U1").city == "60"
    store.close()


def test_an_outsider_is_refused_and_changes_nothing(shared: Path) -> None:
    as_account(20_001, 0o077, GROUP, lambda: work(shared, 20_001))
    before = {p: p.stat().st_mtime_ns for p in shared.rglob("*")}
    for read_only in (False, True):
        said = as_account(OUTSIDER, 0o022, OUTSIDER, partial(open_store, shared, read_only=read_only))
        assert said == f"StoreError: The data directory {shared} cannot be read: no permission."
    assert {p: p.stat().st_mtime_ns for p in shared.rglob("*")} == before


def test_a_member_who_only_looks(shared: Path) -> None:
    as_account(20_001, 0o077, GROUP, lambda: work(shared, 20_001))
    assert (
        as_account(20_002, 0o022, GROUP, lambda: len(open_store(shared, read_only=True).find(Person))) == "1"
    )


def test_a_sticky_directory_is_refused_before_anything_is_made(shared: Path) -> None:
    shared.chmod(0o3770)
    said = as_account(20_001, 0o077, GROUP, lambda: work(shared, 20_001))
    assert f"chmod -t {shared}" in said
    assert list(shared.iterdir()) == []


def test_without_setgid_the_colleague_is_shut_out_which_is_why_it_is_warned_of(shared: Path) -> None:
    shared.chmod(0o770)
    assert as_account(20_001, 0o077, GROUP, lambda: work(shared, 20_001)) == "rev 1"
    said = as_account(20_002, 0o077, GROUP, lambda: work(shared, 20_002))
    assert "closed to this account (Permission denied)" in said, said
