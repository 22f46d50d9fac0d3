"""What every store promises about its history, its news and its archives."""

from contextlib import suppress
from unittest import mock

import pytest

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Conflict, NotFound, Refused
from store import Store
from store.documents import DocumentStore
from tests.store.conftest import Opener

UNIT = Unit(id="U1", name="Cục Quản trị III")


def lived(store: Store) -> Unit:
    """A unit that was made, renamed, deleted and put back."""
    made = store.save(UNIT)
    with store.transaction("Unit {name}", {"name": "mới"}):
        renamed = store.save(made.with_(name="Cục Quản trị mới"))
        store.save(Person(id="P1", name="Nguyễn Văn Định"))
    store.delete(renamed)
    return store.put_back(renamed)


def test_the_history_of_a_record_says_what_it_was_and_became(opener: Opener) -> None:
    store = opener()
    lived(store)
    for reader in (store, opener()):
        found = reader.history("U1")
        assert [c.seq for c in found] == [4, 3, 2, 1], "the newest first"
        names = [tuple(d and d["name"] for d in (c.changes[0].before, c.changes[0].after)) for c in found]
        assert names == [
            (None, "Cục Quản trị mới"),
            ("Cục Quản trị mới", None),
            ("Cục Quản trị III", "Cục Quản trị mới"),
            (None, "Cục Quản trị III"),
        ]
        assert [len(c.changes) for c in found] == [1, 1, 1, 1], "changes of other records are told too"
        assert (found[2].why, found[2].facts) == ("Unit {name}", {"name": "mới"})
        assert found[0].author == found[1].author
        assert reader.history("P9") == reader.history("") == []


def test_all_commits_in_order_and_from_a_number_on(store: Store) -> None:
    lived(store)
    assert [c.seq for c in store.changes()] == [1, 2, 3, 4]
    assert [c.seq for c in store.changes(since=2)] == [3, 4]
    assert [[x.record_id for x in c.changes] for c in store.changes(1)] == [["U1", "P1"], ["U1"], ["U1"]]
    assert store.seq == 4


def test_a_history_is_read_back_the_newest_first_and_no_further_than_asked(opener: Opener) -> None:
    store = opener()
    lived(store)
    store.rest()
    with store.transaction("undo", undoes=4):
        store.delete(store.get(Unit, "U1"))
    many = [store.save(Unit(name=f"Đơn vị {n}" + "ị" * 3000)) for n in range(30)]
    with store.transaction("much at once"):
        for unit in many:
            store.save(unit.with_(name="Đơn vị"))
    store.rest()
    store.save(Unit(id="U9", name='Vụ "undoes": "uid":7,'))
    for reader in (store, opener()):
        assert list(reader.changes_back()) == list(reader.changes())[::-1]
        assert [c.seq for c in reader.changes_back(undoing=True)] == [5]
        uid = next(reader.changes()).author.uid
        assert [c.seq for c in reader.changes_back(by=uid)] == list(range(37, 0, -1))
        assert list(reader.changes_back(by=7)) == list(reader.changes_back(of="")) == []
        assert [c.seq for c in reader.changes_back(of="U1", undoing=True)] == [5]
        assert [c.seq for c in reader.changes_back(deleting=True)] == [5, 3]
        gone = [(c.seq, [one for one in c.changes if one.after is None]) for c in reader.changes()]
        told = [(c.seq, [*c.changes]) for c in reader.changes_back(deleting=True)]
        assert told == [one for one in gone[::-1] if one[1]]
    assert (store.opened_at, opener().opened_at) == (0, 37)
    store.save(BlocYear(bloc_id="B1", year=2022, results=("del", "unit")))
    assert [c.seq for c in store.changes_back(deleting=True)] == [5, 3], "no deletion, though it looks so"


def test_a_history_goes_on_over_tidying(opener: Opener) -> None:
    store = opener()
    lived(store)
    store.rest()
    store.save(Unit(id="U2", name="Vụ"))
    store.rest()
    store.save(Unit(id="U3", name="Vụ"))
    assert [c.seq for c in opener().changes()] == [1, 2, 3, 4, 5, 6]
    assert [c.seq for c in opener().changes(4)] == [5, 6]
    assert len(store.history("U1")) == 4


def test_what_was_undone_and_what_cannot_be(store: Store) -> None:
    saved = store.save(UNIT)
    with store.transaction("undo", undoes=1):
        store.delete(saved)
    with store.transaction("sign", final=True):
        store.save(Unit(id="U2", name="Vụ"))
    assert [(c.undoes, c.final) for c in store.changes()] == [(None, False), (1, False), (None, True)]


def test_a_transaction_that_failed_or_changed_nothing_has_no_history(store: Store) -> None:
    def fail() -> None:
        with store.transaction("x"):
            store.save(UNIT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.transaction("nothing"):
        store.find(Unit)
    assert list(store.changes()) == []


def test_put_back_goes_on_above_the_old_revision(store: Store) -> None:
    again = lived(store)
    assert again.rev == 3
    with pytest.raises(Conflict):
        store.save(UNIT.with_(rev=1))
    with pytest.raises(Conflict, match="again already"):
        store.put_back(again)


def test_news_names_the_records_that_others_changed(opener: Opener) -> None:
    here, there = opener(), opener()
    made = there.save(UNIT)
    assert here.refresh() == {("units", "U1")}
    assert not here.refresh()
    assert not there.refresh(), "one's own change is no news"
    with there.transaction("x"):
        there.delete(made)
        there.save(Person(id="P1", name="Nguyễn Văn Định"))
    there.rest()
    there.save(Person(id="P2", name="Đỗ Hoàng Việt"))
    assert here.refresh() == {("units", "U1"), ("people", "P1"), ("people", "P2")}


def test_what_is_archived_is_found_as_before_and_cannot_be_changed(opener: Opener) -> None:
    store = opener()
    unit = store.save(Unit(id="U1", name="Cục Quản trị III", bloc_id="B1"))
    kept = store.save(Unit(id="U2", name="Vụ Thư ký", bloc_id="B2"))
    person = store.save(Person(id="P1", name="Nguyễn Văn Định", unit_id="U1"))
    store.archive("V-2022", [unit, person], ["B1", "U1"])
    for reader in (store, opener()):
        assert reader.get(Unit, "U1") == unit
        assert reader.find(Unit, bloc_id="B1") == [unit]
        assert reader.find(Person, unit_id="U1") == [person]
        assert reader.find(Unit, bloc_id="B2") == [kept]
        assert reader.find(Unit) == [kept], "what is archived weighs on every list"
        assert (reader.is_archived("B1"), reader.is_archived("B2")) == (True, False)
        with pytest.raises(Refused, match="archived"):
            reader.save(unit.with_(name="khác"))
        with pytest.raises(Refused, match="archived"):
            reader.delete(person)
        with pytest.raises(NotFound):
            reader.get(Unit, "U9")


def test_an_archive_is_seen_in_its_own_transaction_and_nowhere_once_that_was_dropped(opener: Opener) -> None:
    store, other = opener(), opener()
    first, second = (store.save(Unit(id=f"U{n}", name=f"Vụ {n}", bloc_id=f"B{n}")) for n in (1, 2))
    store.archive("V-1", [first], ["B1"])
    assert other.find(Unit, bloc_id="B1") == [first]
    with suppress(ZeroDivisionError), store.transaction("x"):
        assert store.find(Unit, bloc_id="B1") == [first]
        store.archive("V-2", [second], ["B2"])
        assert (store.is_archived("B2"), store.find(Unit, bloc_id="B2")) == (True, [second])
        raise ZeroDivisionError
    assert not store.is_archived("B2")
    store.archive("V-2", [second], ["B2"])
    with store.transaction("y"):
        store.save(Person(id="P1", name="Nguyễn Văn Định"))
        assert [store.find(Unit, bloc_id=f"B{n}") for n in (1, 2)] == [[first], [second]]
    for reader in (store, other, opener()):
        assert [reader.find(Unit, bloc_id=f"B{n}") for n in (1, 2)] == [[first], [second]]
        assert reader.find(Unit) == []


def test_two_archives_of_one_name_stand_beside_each_other(opener: Opener) -> None:
    """A bloc may have been renumbered: its years keep their names, another's may be called the same."""
    store = opener()
    units = [store.save(Unit(id=f"U{n}", name=f"Vụ {n}", bloc_id=f"B{n}")) for n in range(1, 4)]
    names = [store.archive("V-2022", [unit], [f"B{n}"]) for n, unit in enumerate(units, 1)]
    assert names == ["V-2022", "V-2022-2", "V-2022-3"]
    for reader in (store, opener()):
        assert [reader.get(Unit, unit.id) for unit in units] == units
        assert [reader.find(Unit, bloc_id=f"B{n}") for n in range(1, 4)] == [[unit] for unit in units]


def test_each_archive_is_read_once_whatever_is_not_there(opener: Opener) -> None:
    store = opener()
    for n in range(4):
        store.archive(f"V-{n}", [store.save(Unit(id=f"U{n}", name=f"Vụ {n}"))], [f"B{n}"])
    assert isinstance(store, DocumentStore)
    with mock.patch.object(store._archives, "read", wraps=store._archives.read) as asked:
        for n in range(10, 30):
            with pytest.raises(NotFound):
                store.get(Unit, f"U{n}")
    assert sorted(call.args[0].id for call in asked.call_args_list) == [f"V-{n}" for n in range(4)]


def test_what_is_brought_back_from_the_archive_is_changed_and_archived_again(opener: Opener) -> None:
    store, other = opener(), opener()
    unit = store.save(Unit(id="U1", name="Cục Quản trị III", bloc_id="B1"))
    person = store.save(Person(id="P1", name="Nguyễn Văn Định", unit_id="U1"))
    store.archive("V-2022", [unit, person], ["B1", "U1"])
    store.bring_back("B2")
    assert store.find(Unit) == [], "another's archive was brought back"
    store.bring_back("B1")
    for reader in (store, other):
        back = reader.get(Unit, "U1")
        assert back == unit.model_copy(update={"rev": unit.rev + 1})
        assert reader.find(Unit) == reader.find(Unit, bloc_id="B1") == [back]
        assert [p.name for p in reader.find(Person, unit_id="U1")] == [person.name]
        assert not reader.is_archived("B1")
    changed = other.save(other.get(Unit, "U1").with_(name="khác"))
    store.archive("V-2022", [store.get(Unit, "U1")], ["B1"])
    assert (other.find(Unit), other.find(Unit, bloc_id="B1")) == ([], [changed])


def test_a_commit_says_which_opening_of_the_store_did_it(opener: Opener) -> None:
    one, other = opener(), opener()
    assert one.session != other.session
    one.save(UNIT)
    other.save(Unit(id="U2", name="Vụ"))
    assert [c.session for c in opener().changes()] == [one.session, other.session]
