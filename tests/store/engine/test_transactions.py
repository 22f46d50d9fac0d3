"""A transaction is one change: all of it or nothing, and its own thread's alone until it ends."""

import threading

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import Conflict
from store import Store
from tests.store.conftest import Opener


class Break(Exception):  # noqa: N818  # no error of the program: what the tests break off with
    pass


def unit(n: int) -> Unit:
    return Unit(id=f"U{n}", name=f"Vụ {n}")


def ids(store: Store) -> list[str]:
    return [u.id for u in store.find(Unit)]


def test_it_sees_its_own_changes(store: Store) -> None:
    with store.transaction("test"):
        saved = store.save(unit(1))
        assert store.get(Unit, "U1") == saved
        assert store.save(saved).rev == 2
        store.save(unit(2))
        store.delete(store.get(Unit, "U2"))
        assert ids(store) == ["U1"]
    assert ids(store) == ["U1"]


def test_an_exception_undoes_all(opener: Opener) -> None:
    store = opener()
    kept = store.save(unit(1))
    store.save(unit(2))

    def break_off() -> None:
        with store.transaction("test"):
            store.save(kept.with_(name="khác"))
            store.delete(store.get(Unit, "U2"))
            store.save(unit(3))
            raise Break

    with pytest.raises(Break):
        break_off()
    for reader in (store, opener()):
        assert ids(reader) == ["U1", "U2"]
        assert reader.get(Unit, "U1") == kept
    assert store.save(unit(4)).rev == 1


def test_a_conflict_inside_undoes_all(store: Store) -> None:
    old = store.save(unit(1))
    store.save(old)

    def save_both() -> None:
        with store.transaction("test"):
            store.save(unit(2))
            store.save(old)

    with pytest.raises(Conflict):
        save_both()
    assert ids(store) == ["U1"]


def test_one_inside_another_belongs_to_it(opener: Opener) -> None:
    store, other = opener(), opener()
    with store.transaction("outer"):
        with store.transaction("inner"):
            store.save(unit(1))
        assert ids(other) == []
        store.save(unit(2))
    assert ids(other) == ["U1", "U2"]


def test_an_exception_caught_between_undoes_the_inner_one_alone(opener: Opener) -> None:
    store = opener()

    def break_off() -> None:
        with store.transaction("inner"):
            store.save(unit(2))
            store.delete(store.get(Unit, "U1"))
            raise Break

    with store.transaction("outer"):
        store.save(unit(1))
        with pytest.raises(Break):
            break_off()
        assert ids(store) == ["U1"]
        store.save(unit(3))
    assert ids(store) == ids(opener()) == ["U1", "U3"]


def test_others_see_it_when_it_ends_and_are_not_kept_waiting(opener: Opener) -> None:
    store, other = opener(), opener()
    started, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with store.transaction("test"):
            store.save(unit(1))
            started.set()
            assert go_on.wait(10), "the reader waits for the transaction"
            store.save(unit(2))

    writer = threading.Thread(target=write)
    writer.start()
    assert started.wait(10)
    seen = ids(store), ids(other), store.refresh()
    go_on.set()
    writer.join()
    assert seen == ([], [], frozenset())
    assert ids(store) == ids(other) == ["U1", "U2"]
    assert not store.refresh()


def test_it_starts_from_what_others_saved(opener: Opener) -> None:
    store, other = opener(), opener()
    saved = other.save(unit(1))
    with store.transaction("test"):
        store.save(store.get(Unit, "U1").with_(name="khác"))
    assert other.get(Unit, "U1").rev == saved.rev + 1


def test_reading_alone_writes_nothing(opener: Opener) -> None:
    store, other = opener(), opener()
    with store.transaction("test"):
        store.find(Unit)
    assert not other.refresh()
