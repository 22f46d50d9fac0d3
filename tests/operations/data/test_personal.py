"""What the data holds of one person is told whole; what no record needs of them is taken away."""

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.operations.conflicts import Gone
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.data.people.personal import forget, personal, personal_lines
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import person_named, unit_named


def a_newcomer(desk: Desk) -> Person:
    unit = unit_named(desk, "Vụ TK").id
    return save_person(desk, unit, None, heads=True, name="Bà Lê Thị Mới", title="Vụ trưởng")


def test_records_and_history_tell_of_a_person_by_id_or_name(sample: Desk) -> None:
    of = personal(sample, person_named(sample, "Nguyễn Văn Định"))
    tables = {one.table: one for one in of.records}
    assert {"people", "units", "meetings"} <= set(tables)
    assert not tables["people"].by_name
    assert any("Nguyễn Văn Định" in str(part) for part in tables["meetings"].parts.values())
    assert of.history[0].user == "thu-ky"
    lines = list(personal_lines(of))
    assert lines[0].endswith("Nguyễn Văn Định")
    assert len(lines) > len(of.records) + len(of.history)


def test_others_are_not_told_of(sample: Desk) -> None:
    new = a_newcomer(sample)
    of = personal(sample, new)
    assert {(one.table, one.by_name) for one in of.records} == {("people", False), ("units", False)}
    assert "Nguyễn Văn Định" not in "\n".join(personal_lines(of))
    assert [deed.seq for deed in of.history] == [sample.store.seq]


def test_what_is_told_is_for_the_person_to_read(sample: Desk) -> None:
    """They are no programmers: it once said «attendees[2]: {'id': 'a2', …}», and an id for a meeting."""
    lines = list(personal_lines(personal(sample, person_named(sample, "Phạm Đức Thảo"))))
    assert not [line for line in lines if "{" in line or "[" in line]
    assert "hội nghị: 09/12/2022" in lines
    assert "  Đại biểu: Phạm Đức Thảo, Cục trưởng, Cục Quản trị I, Hà Nội" in lines


def test_whom_no_record_names_is_gone(sample: Desk) -> None:
    new = a_newcomer(sample)
    assert forget(sample, new) == (True, [])
    assert not sample.store.find(Person, id=new.id)
    assert not sample.store.find(Unit, head_id=new.id)
    with pytest.raises(Gone):
        forget(sample, new)


def test_whom_a_meeting_names_keeps_the_name_and_nothing_else(sample: Desk) -> None:
    of = person_named(sample, "Nguyễn Văn Định")
    before = sample.store.find(Meeting)
    done = forget(sample, of)
    assert not done.removed
    assert "meetings" in {one.table for one in done.kept if not one.by_name}
    left = sample.store.get(Person, of.id)
    assert (left.name, left.title, left.honorific, left.signs_as) == (of.name, "", "", "")
    assert sample.store.find(Meeting) == before
