"""Two people of one name in one unit: their office, their academic title or an id says who is meant."""

import re

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import Refused
from ktd_tui.ids import new_id
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import person_named, unit_named
from ktd_tui.operations.meeting import preparation, presence
from ktd_tui.operations.meeting.choosing import Delegate, person_meant, with_typed
from ktd_tui.operations.meeting.presence import save_attendee
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from tests.operations.found import the_year

CHIEF, DEAN = "ThS Nguyễn Văn An, Trưởng phòng Hành chính", "TS Nguyễn Văn An, Trưởng khoa Cơ khí"


@pytest.fixture
def two(sample: Desk) -> dict[str, Person]:
    """Two of one name in one unit, by how they are typed."""
    unit = unit_named(sample, "CQT I").id
    found = {}
    for typed in (CHIEF, DEAN):
        name, _, title = typed.partition(", ")
        found[typed] = save_person(sample, unit, None, heads=None, name=name, title=title)
    return found


@pytest.fixture
def meeting(sample: Desk, two: dict[str, Person]) -> Meeting:
    assert two
    return preparation.start_meeting(sample, the_year(sample, 2023).id)


def add(desk: Desk, meeting: Meeting, of: Delegate) -> Attendee:
    return save_attendee(desk, meeting.id, with_typed(desk, meeting.id, Attendee(id=new_id()), of)).attendees[
        -1
    ]


@pytest.mark.parametrize("typed", [CHIEF, DEAN])
def test_an_office_behind_a_comma_chooses(
    sample: Desk, meeting: Meeting, two: dict[str, Person], typed: str
) -> None:
    wanted = two[typed]
    assert person_named(sample, typed).id == wanted.id
    assert person_named(sample, typed.partition(",")[0]).id == wanted.id, "the academic title tells"
    found = person_meant(sample, meeting, typed)
    assert found
    assert found.called.name == "Nguyễn Văn An"
    of = Driver(sample, meeting.id)
    script.run_script(of, script.acts(f"chair {typed}\n"))
    chairs = of.meeting.attendee(of.meeting.chair_id)
    script.run_script(of, script.acts(f"chair pdt\nsecretary {typed}\n"))
    assert chairs
    assert chairs.person_id == wanted.id
    assert of.meeting.secretary_id == chairs.id


def test_both_are_delegates_and_each_is_found(sample: Desk, meeting: Meeting, two: dict[str, Person]) -> None:
    presence.set_officer(sample, meeting.id, "presenter_id", CHIEF)
    presence.set_officer(sample, meeting.id, "secretary_id", DEAN)
    now = sample.store.get(Meeting, meeting.id)
    assert {a.person_id for a in now.attendees} >= {of.id for of in two.values()}
    of = Driver(sample, meeting.id)
    assert of.person(DEAN).person_id == two[DEAN].id
    with pytest.raises(Refused, match="may mean") as refused:
        of.person("Nguyễn Văn An")
    assert CHIEF in str(refused.value)
    assert DEAN in str(refused.value)
    with pytest.raises(Refused, match="may mean"):
        presence.set_officer(sample, meeting.id, "chair_id", "Nguyễn Văn An")


def test_whom_no_office_tells_apart_an_id_does(sample: Desk, meeting: Meeting) -> None:
    unit = unit_named(sample, "CQT II").id
    same = [save_person(sample, unit, None, heads=None, name="Lê Bình", title="Chuyên viên") for _ in "12"]
    with pytest.raises(Refused, match="may mean") as refused:
        presence.set_officer(sample, meeting.id, "chair_id", "Lê Bình, Chuyên viên")
    ids = re.findall(r"\((\w+)\)", str(refused.value))
    assert sorted(ids) == sorted(of.id for of in same)
    now = presence.set_officer(sample, meeting.id, "chair_id", ids[1])
    assert now.attendee(now.chair_id).person_id == ids[1]  # type: ignore[union-attr]  # they are there


@pytest.mark.parametrize(
    "again", [("Lê Thị Hoa", "Chuyên viên", "Văn phòng Đảng ủy"), ("lê thị hoa", "", "")]
)
def test_nobody_stands_on_the_list_twice(sample: Desk, meeting: Meeting, again: tuple[str, str, str]) -> None:
    add(sample, meeting, Delegate("Lê Thị Hoa", "Chuyên viên", "Văn phòng Đảng ủy"))
    with pytest.raises(Refused, match="on the list already"):
        add(sample, meeting, Delegate(*again))
    other = add(sample, meeting, Delegate("Lê Thị Hoa", "Phó Trưởng phòng", "Văn phòng Đảng ủy"))
    assert len([a for a in sample.store.get(Meeting, meeting.id).attendees if a.name == other.name]) == 2


def test_a_head_who_is_listed_is_not_added_again(sample: Desk, meeting: Meeting) -> None:
    with pytest.raises(Refused, match="on the list already"):
        add(sample, meeting, Delegate("Nguyễn Văn Định"))


def test_letters_are_found_from_the_beginning_of_a_word_on(sample: Desk, meeting: Meeting) -> None:
    save_person(sample, unit_named(sample, "Vụ LT").id, None, heads=None, name="Lê Bình", title="Tin vạn tá")
    with pytest.raises(Refused, match="fits"):
        person_named(sample, "nvat")  # «tiN VẠN Tá» begins with none of these
    assert person_named(sample, "vạn tá").name == "Lê Bình"


def test_whoever_is_chosen_keeps_the_unit_that_their_office_is_in(sample: Desk, meeting: Meeting) -> None:
    for typed in (DEAN, f"{DEAN} Cục Quản trị I"):
        found = person_meant(sample, meeting, typed)
        assert found
        assert found.called.listed == f"{DEAN} Cục Quản trị I"
