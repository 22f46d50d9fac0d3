"""What every store promises, whatever it is made of."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.errors import Conflict, NotFound
from store import Store
from tests.store.conftest import Opener

UNIT = Unit(id="U1", name="Cục Quản trị III")


def test_saved_comes_back(store: Store) -> None:
    saved = store.save(UNIT)
    assert saved == UNIT.with_(rev=1)
    assert store.get(Unit, "U1") == saved


def test_every_kind_of_value_survives(opener: Opener) -> None:
    meeting = Meeting(
        bloc_year_id="Y",
        day=date(2022, 12, 6),
        opens_at=(8, 30),
        quorum=Fraction(2, 3),
        opened_at=datetime(2022, 12, 6, 1, 30, tzinfo=UTC),
        visited=(Step.PREPARATION, Step.OPENING),
    )
    sheet = ScoreSheet(bloc_year_id="Y", unit_id="U1", points={"1.1": Decimal("9.50")})
    first = opener()
    saved = first.save(meeting), first.save(sheet)
    other = opener()
    assert (other.get(Meeting, meeting.id), other.get(ScoreSheet, sheet.id)) == saved
    assert str(other.get(ScoreSheet, sheet.id).points["1.1"]) == "9.50"


def test_what_is_missing_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="U1"):
        store.get(Unit, "U1")
    assert store.find(Unit) == []


def test_find_compares_fields_and_sorts_by_id(store: Store) -> None:
    for n in (3, 1, 2):
        store.save(Unit(id=f"U{n}", name=f"Vụ {n}", bloc_id="V" if n != 2 else None))
    assert [u.id for u in store.find(Unit)] == ["U1", "U2", "U3"]
    assert [u.id for u in store.find(Unit, bloc_id="V")] == ["U1", "U3"]
    assert [u.id for u in store.find(Unit, bloc_id=None)] == ["U2"]
    assert [u.id for u in store.find(Unit, bloc_id="V", name="Vụ 3")] == ["U3"]
    assert store.find(Unit, bloc_id="X") == []


def test_find_compares_values_not_their_text(store: Store) -> None:
    at = datetime(2022, 12, 6, tzinfo=UTC)
    line = store.save(MinutesLine(meeting_id="M", step=Step.OPENING, at=at, text="khai mạc"))
    sheet = store.save(ScoreSheet(bloc_year_id="Y", unit_id="U1", layer=Layer.SELF))
    assert store.find(MinutesLine, at=at, kind=LineKind.NOTE) == [line]
    assert store.find(MinutesLine, at=at.isoformat()) == []
    assert store.find(ScoreSheet, layer=Layer.SELF) == [sheet]
    assert store.find(ScoreSheet, layer=Layer.BLOC) == []


def test_a_field_that_does_not_exist_is_a_mistake_even_without_records(store: Store) -> None:
    with pytest.raises(TypeError, match="bloc"):
        store.find(Unit, bloc="V")


def test_an_old_revision_is_refused_with_both_texts(store: Store) -> None:
    mine = store.save(UNIT)
    theirs = store.save(mine.with_(name="Cục Quản trị II"))
    with pytest.raises(Conflict) as caught:
        store.save(mine.with_(name="Cục Quản trị I"))
    assert caught.value.mine == mine.with_(name="Cục Quản trị I")
    assert caught.value.theirs == theirs
    with pytest.raises(Conflict):
        store.delete(mine)
    assert store.get(Unit, "U1") == theirs


def test_a_new_record_never_replaces_one_of_its_id(store: Store) -> None:
    saved = store.save(UNIT)
    with pytest.raises(Conflict):
        store.save(UNIT)
    assert store.find(Unit) == [saved]


def test_deleted_is_gone_and_saving_it_again_conflicts(store: Store) -> None:
    saved = store.save(UNIT)
    store.delete(saved)
    assert store.find(Unit) == []
    for change in (store.save, store.delete):
        with pytest.raises(Conflict, match="deleted") as caught:
            change(saved)
        assert caught.value.theirs is None


def test_deleting_what_was_never_saved_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.delete(UNIT)


def test_ids_are_of_one_table(store: Store) -> None:
    unit, person = store.save(UNIT), store.save(Person(id="U1", name="Nguyễn Văn Định"))
    store.delete(person)
    assert store.get(Unit, "U1") == unit


def test_a_removed_value_does_not_come_back(store: Store) -> None:
    sheet = store.save(ScoreSheet(bloc_year_id="Y", unit_id="U1", points={"1": Decimal(1), "2": Decimal(2)}))
    store.save(sheet.with_(points={"2": Decimal(2)}))
    assert store.get(ScoreSheet, sheet.id).points == {"2": Decimal(2)}


def test_a_caller_cannot_change_what_others_read(store: Store) -> None:
    points = {"1": Decimal(1)}
    sheet = store.save(ScoreSheet(bloc_year_id="Y", unit_id="U1", points=points))
    points["1"] = sheet.points["1"] = store.get(ScoreSheet, sheet.id).points["1"] = Decimal(9)
    store.find(ScoreSheet)[0].points.clear()
    assert store.get(ScoreSheet, sheet.id).points == {"1": Decimal(1)}


def test_what_could_not_be_read_again_is_not_kept(store: Store) -> None:
    broken = UNIT.model_copy(update={"name": ""})
    with pytest.raises(ValidationError):
        store.save(broken)
    assert store.find(Unit) == []


def test_another_opener_sees_it_at_once(opener: Opener) -> None:
    here, there = opener(), opener()
    saved = here.save(UNIT)
    assert there.get(Unit, "U1") == saved
    changed = there.save(saved.with_(name="Cục Quản trị II"))
    assert here.find(Unit) == [changed]
    with pytest.raises(Conflict):
        here.save(saved)


def test_however_fast_another_writes_nothing_is_missed(opener: Opener) -> None:
    """Two commits in one tick of the clock, of one size, the inode of the first used again."""
    here, there = opener(), opener()
    unit = there.save(UNIT)
    for n in range(100):
        assert here.get(Unit, "U1").rev == unit.rev, f"round {n}: an old state was served"
        unit = there.save(there.save(unit))


def test_refresh_tells_of_others_once_and_never_of_oneself(opener: Opener) -> None:
    here, there = opener(), opener()
    assert not here.refresh()
    saved = here.save(UNIT)
    assert not here.refresh()
    there.save(saved)
    assert here.refresh()
    assert not here.refresh()


def test_refresh_tells_of_what_a_read_has_taken_in_already(opener: Opener) -> None:
    here, there = opener(), opener()
    there.save(UNIT)
    assert here.find(Unit)
    assert here.refresh(), "the screen would never have been drawn anew"


def test_closing_twice_is_fine_and_saving_afterwards_is_not(store: Store) -> None:
    store.save(UNIT)
    store.close()
    store.close()
    assert not store.refresh()
    with pytest.raises(RuntimeError):
        store.save(Unit(name="Vụ"))


def test_threads_never_lose_an_update(store: Store) -> None:
    person = store.save(Person(id="P", name="0"))

    def count() -> None:
        for _ in range(10):
            with store.transaction("count"):
                now = store.get(Person, person.id)
                store.save(now.with_(name=str(int(now.name) + 1)))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get(Person, "P").name == "40"


def test_which_fields_are_set_is_held_once_for_all_records_of_a_kind(store: Store) -> None:
    for number in (1, 2):
        store.save(Unit(id=f"U{number}", name=f"Cục {number}"))
    first, second = store.find(Unit)
    assert first.model_fields_set is second.model_fields_set
    assert first.with_(name="Cục 3").model_dump() == {**first.model_dump(), "name": "Cục 3"}
    assert first.model_copy(update={"name": "Cục 2", "id": "U2"}) == second
