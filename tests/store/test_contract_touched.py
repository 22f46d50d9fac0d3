"""``Store.touched``: what was changed after a commit, whoever changed it; checked against the history."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Conflict
from store import Store
from tests.store.conftest import Opener


def told(store: Store, since: int) -> frozenset[tuple[str, str]]:
    """Return what the history says was changed after a commit."""
    commits = store.changes(since)
    return frozenset((change.table, change.record_id) for commit in commits for change in commit.changes)


def test_nothing_was_touched_since_the_last_commit(store: Store) -> None:
    store.save(Unit(id="U1", name="Một"))
    assert store.touched(store.seq) == frozenset()


def test_put_changed_and_deleted_are_touched_by_number(store: Store) -> None:
    begun = store.seq
    unit = store.save(Unit(id="U1", name="Một"))
    saved = store.seq
    person = store.save(Person(id="P1", name="Nguyễn Văn Một"))
    store.save(unit.with_(name="Hai"))
    changed = store.seq
    store.delete(person)
    unit_key, person_key = ("units", "U1"), ("people", "P1")
    assert (Unit.table, Person.table) == (unit_key[0], person_key[0])
    assert store.touched(begun) == frozenset({unit_key, person_key})
    assert store.touched(saved) == frozenset({unit_key, person_key})
    assert store.touched(changed) == frozenset({person_key})
    assert store.touched(store.seq) == frozenset()


def test_what_others_commit_is_touched_once_it_is_seen(opener: Opener) -> None:
    mine, other = opener(), opener()
    begun = mine.seq
    other.save(Unit(id="U1", name="Một"))
    assert mine.get(Unit, "U1").name == "Một"
    assert mine.touched(begun) == frozenset({("units", "U1")})


def test_before_it_was_opened_nobody_need_know(opener: Opener) -> None:
    first = opener()
    for name in ("Một", "Hai"):
        first.save(Unit(name=name))
    late = opener()
    assert late.touched(late.seq) == frozenset()
    assert late.touched(late.seq - 1) in (None, told(first, late.seq - 1))  # never less than all
    assert late.touched(-1) is None


def test_what_a_transaction_left_as_it_was_is_not_touched(store: Store) -> None:
    store.save(Unit(id="U1", name="Một"))
    begun = store.seq
    with pytest.raises(Conflict), store.transaction("không xong"):
        store.delete(store.save(Unit(id="U2", name="Hai")).with_(id="U3"))
    assert store.touched(begun) == frozenset()


ACTS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(("put", "put", "delete", "two")), st.integers(0, 3)),
    max_size=12,
)


def act(store: Store, what: str, number: int) -> None:
    """Commit something: one unit or two put, or one deleted where it is there."""
    with store.transaction("thử"):
        for unit_id in [f"U{number}", f"U{number + 1}"][: 2 if what == "two" else 1]:
            there = store.find(Unit, id=unit_id)
            if what != "delete":
                name = f"Vụ {store.seq}"
                store.save(there[0].with_(name=name) if there else Unit(id=unit_id, name=name))
            elif there:
                store.delete(there[0])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_it_says_what_the_history_says(opener: Opener, acts: list[tuple[int, str, int]]) -> None:
    stores = opener(), opener()
    begun = max(store.seq for store in stores)
    for by, what, number in acts:
        act(stores[by], what, number)
    for store in stores:
        store.refresh()
        for since in range(begun, store.seq + 1):
            assert store.touched(since) == told(store, since)
        store.close()
