"""The history in words, and the trash."""

from pathlib import Path
from unittest import mock

import pytest

from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Conflict, Refused
from ktd_tui.operations.data.history import history, put_back, trash
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines
from ktd_tui.operations.papers import signing
from ktd_tui.operations.server.maintenance import look_after
from ktd_tui.operations.year.years import save_movement
from store.engine import journal as journals
from store.engine.journal_line import decode
from tests.operations.found import the_meeting, the_unit


def test_fields_are_told_from_and_to_with_names_for_ids(sample: Desk) -> None:
    unit = sample.store.get(Unit, the_unit(sample, "Vụ TK"))
    with sample.store.transaction("x"):
        person = sample.store.save(Person(name="Lê Thị Mới", unit_id=unit.id))
        sample.store.save(unit.with_(head_id=person.id, city="Huế"))
    (deed,) = history(sample, unit.id)[:1]
    told = {field.name: (field.before, field.after) for field in deed.fields}
    assert told["City"] == ("Hà Nội", "Huế")
    assert told["Head"][1] == "Lê Thị Mới"
    assert "rev" not in told


def test_a_long_name_is_cut_behind_a_word_and_says_so(sample: Desk) -> None:
    year = sample.store.find(BlocYear, year=2023)[0]
    title = "Chung tay xóa nhà tạm, nhà dột nát trên địa bàn tỉnh trong hai năm 2025 và 2026, sớm một năm"
    save_movement(sample, year, None, title=title, launcher="", plan="", first_year="", last_year="")
    (told,) = [str(fact) for fact in history(sample)[0].facts.values()]
    assert told.endswith("…")
    assert title.startswith(told[:-1])
    assert title[len(told) - 1] in " ,"


def test_who_is_not_there_any_more_is_told_by_name(sample: Desk) -> None:
    unit = sample.store.get(Unit, the_unit(sample, "Vụ TK"))
    with sample.store.transaction("x"):
        person = sample.store.save(Person(name="Lê Thị Mới", title="Vụ trưởng", unit_id=unit.id))
        sample.store.save(unit.with_(head_id=person.id))
    with sample.store.transaction("y"):
        sample.store.save(sample.store.get(Unit, unit.id).with_(head_id=None))
        sample.store.delete(person)
    deed = history(sample)[0]
    assert ("Head", "Lê Thị Mới", "–") in {(field.name, field.before, field.after) for field in deed.fields}
    assert "Chức vụ: Vụ trưởng → –" in [field.told for field in deed.fields], "a person's title is an office"


def test_everything_of_late_the_newest_first(sample: Desk) -> None:
    for n in range(3):
        minutes_lines.add_line(sample, the_meeting(sample).id, the_meeting(sample).step, f"Dòng {n}")
    assert [deed.facts.get("text") for deed in history(sample)[:3]] == ["Dòng 2", "Dòng 1", "Dòng 0"]


def test_what_was_deleted_comes_back_once(sample: Desk) -> None:
    line = sample.store.find(MinutesLine)[0]
    minutes_lines.delete_line(sample, line)
    (gone,) = trash(sample)
    assert gone.title == line.text
    put_back(sample, gone.change)
    assert sample.store.get(MinutesLine, line.id).text == line.text
    assert trash(sample) == []
    with pytest.raises(Conflict):
        put_back(sample, gone.change)


def test_nothing_comes_back_into_signed_minutes_nor_for_who_only_looks(sample: Desk) -> None:
    minutes_lines.delete_line(sample, sample.store.find(MinutesLine)[0])
    (gone,) = trash(sample)
    with pytest.raises(Refused, match="read-only"):
        put_back(sample._replace(actor=sample.actor._replace(read_only=True)), gone.change)
    signing.sign(sample, the_meeting(sample).id)
    with pytest.raises(Refused, match="signed"):
        put_back(sample, gone.change)


def test_who_only_looks_changes_nothing_by_looking_after(sample: Desk) -> None:
    before = sample.store.seq
    look_after(sample._replace(actor=sample.actor._replace(read_only=True)))
    assert sample.store.seq == before


def test_the_trash_reads_only_what_deleted_something(sample: Desk) -> None:
    for name in ("Lê Thị Một", "Lê Thị Hai", "Lê Thị Một"):
        sample.store.save(Person(name=name))
    (one, *_) = sample.store.find(Person, name="Lê Thị Hai")
    sample.store.delete(one)
    there = sample.store.put_back(one)
    sample.store.delete(there)
    (gone,) = trash(sample)
    deletions = [commit.seq for commit in sample.store.changes_back(deleting=True)]
    with mock.patch.object(journals, "decode", side_effect=decode) as read:
        assert trash(sample) == [gone]
    assert gone.commit.seq == deletions[0], "of two deletions the last is told"
    assert sum(b'"ops"' in call.args[0] for call in read.call_args_list) == len(deletions)


def test_after_a_restore_the_trash_holds_what_is_gone_since(sample: Desk, tmp_path: Path) -> None:
    line = sample.store.find(MinutesLine)[0]
    minutes_lines.delete_line(sample, line)
    sample.store.backup(tmp_path / "gone.zip")
    put_back(sample, trash(sample)[0].change)
    sample.store.backup(tmp_path / "there.zip")
    for copy, left in (("gone", [line.text]), ("there", []), ("gone", [line.text])):
        sample.store.restore(tmp_path / f"{copy}.zip")
        assert [one.title for one in trash(sample)] == left, copy
