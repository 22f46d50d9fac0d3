"""Who is chosen in a meeting: a delegate, somebody of the directory, a guest; and how papers call them."""

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import Refused
from ktd_tui.ids import new_id
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import delegate_named, unit_named
from ktd_tui.operations.meeting import preparation, presence
from ktd_tui.operations.meeting.choosing import Delegate, offered, taken_in, with_typed
from ktd_tui.operations.meeting.closing import set_handover
from ktd_tui.operations.meeting.presence import Seat, save_attendee, seat_of, set_seat
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.whom import directory_offered, meant
from ktd_tui.rules.meeting.speech import speech
from tests.operations.found import the_year


@pytest.fixture
def phuc(sample: Desk) -> Person:
    """Somebody of the directory who is no delegate."""
    unit = unit_named(sample, "CQT I")
    return save_person(
        sample, unit.id, None, heads=None, name="Ông PGS.TS Nguyễn Trần Phúc", title="Phó Cục trưởng"
    )


@pytest.fixture
def meeting(sample: Desk, phuc: Person) -> Meeting:
    """A meeting of 2023, prepared."""
    assert phuc.unit_id
    return preparation.start_meeting(sample, the_year(sample, 2023).id)


def minutes(desk: Desk, meeting: Meeting) -> str:
    page = printing.preview(desk, minutes_ref(desk, meeting.id), 300)
    return "\n".join(" ".join(line.split()) for line in page)


def add(desk: Desk, meeting: Meeting, name: str, title: str = "", unit: str = "") -> Attendee:
    typed = Delegate(name, title, unit, voting=False)
    fresh = with_typed(desk, meeting.id, Attendee(id=new_id()), typed)
    return save_attendee(desk, meeting.id, fresh).attendees[-1]


@pytest.mark.parametrize("typed", ["ntp", "phúc", "pgs.ts phuc", "Nguyễn Trần Phúc", "Nguyen Tran Phuc"])
def test_the_directory_is_found_where_a_delegate_is_typed(
    sample: Desk, meeting: Meeting, phuc: Person, typed: str
) -> None:
    of = add(sample, meeting, typed)
    assert (of.person_id, of.name, of.degree, of.title) == (
        phuc.id,
        "Nguyễn Trần Phúc",
        "PGS.TS",
        "Phó Cục trưởng",
    )
    assert of.unit_id == phuc.unit_id
    assert of.listed == "PGS.TS Nguyễn Trần Phúc, Phó Cục trưởng Cục Quản trị I"


def test_a_guest_is_typed_with_what_stands_before_the_name(sample: Desk, meeting: Meeting) -> None:
    of = add(sample, meeting, "Bà Vũ Thị Hồng Hạnh", "", "Vụ Tổ chức cán bộ")
    assert (of.honorific, of.name, of.person_id) == ("bà", "Vũ Thị Hồng Hạnh", None)
    presence.set_officer(sample, meeting.id, "secretary_id", of.id)
    text = minutes(sample, meeting)
    assert "Thư ký: bà Vũ Thị Hồng Hạnh, Vụ Tổ chức cán bộ." in text, text
    assert "Vụ Tổ chức cán bộ Vũ Thị Hồng Hạnh" not in text, "a unit stands before a name without an office"


def test_two_of_one_name_are_told_apart_by_their_unit(sample: Desk, meeting: Meeting, phuc: Person) -> None:
    other = save_person(
        sample, unit_named(sample, "Vụ TK").id, None, heads=None, name="Nguyễn Trần Phúc", title="Vụ trưởng"
    )
    with pytest.raises(Refused, match="may mean"):
        add(sample, meeting, "Nguyễn Trần Phúc")
    assert add(sample, meeting, "Nguyễn Trần Phúc", unit="Vụ Thư ký").person_id == other.id
    assert add(sample, meeting, "Nguyễn Trần Phúc", unit=phuc.unit_id or "").person_id == phuc.id


def test_an_edited_delegate_stays_who_they_are(sample: Desk, meeting: Meeting) -> None:
    of = add(sample, meeting, "ntp")
    again = with_typed(sample, meeting.id, of, Delegate(of.called.typed, "", of.unit, "Huế", voting=False))
    assert again == of.model_copy(update={"title": "", "city": "Huế"}), "what was taken away came back"
    other = with_typed(sample, meeting.id, of, Delegate("Lê An", of.title, of.unit, voting=False))
    assert (other.name, other.degree, other.honorific, other.person_id) == ("Lê An", "", "", None)


def test_two_alike_are_named_and_nothing_changes(sample: Desk, meeting: Meeting, phuc: Person) -> None:
    save_person(sample, phuc.unit_id or "", None, heads=None, name="Nguyễn Thị Phượng")
    for choose in (
        lambda: add(sample, meeting, "ntp"),
        lambda: presence.set_officer(sample, meeting.id, "secretary_id", "ntp"),
        lambda: set_seat(sample, meeting.id, meeting.attendees[0].id, Seat("ntp")),
        lambda: set_handover(sample, meeting.id, "ntp", "", ""),
    ):
        with pytest.raises(Refused) as refused:
            choose()
        assert "Nguyễn Trần Phúc" in str(refused.value)
        assert "Nguyễn Thị Phượng" in str(refused.value)
    assert sample.store.get(Meeting, meeting.id) == meeting


def test_chair_and_secretary_come_from_the_directory_or_are_typed(
    sample: Desk, meeting: Meeting, phuc: Person
) -> None:
    assert (phuc.id, "PGS.TS Nguyễn Trần Phúc, Phó Cục trưởng Cục Quản trị I") in offered(sample, meeting)
    now = presence.set_officer(sample, meeting.id, "secretary_id", phuc.id)
    there = now.attendee(now.secretary_id)
    assert there
    assert (there.person_id, there.voting) == (phuc.id, False), "who writes the minutes got a vote"
    assert phuc.id not in dict(offered(sample, now)), "offered twice"
    assert presence.set_officer(sample, meeting.id, "secretary_id", "ntp") == now, "listed twice"
    guest = presence.set_officer(sample, meeting.id, "secretary_id", "Bà Lê Thị An, Chuyên viên Vụ Thư ký")
    assert guest.attendees[-1].listed == "bà Lê Thị An, Chuyên viên Vụ Thư ký"
    with pytest.raises(Refused):
        presence.set_officer(sample, meeting.id, "secretary_id", "zzz")
    assert (
        presence.set_officer(sample, meeting.id, "chair_id", "Cục Quản trị II").attendees == guest.attendees
    )


def test_a_guest_may_bear_a_single_word(sample: Desk, meeting: Meeting) -> None:
    """Names of many peoples of Viet Nam are one word or have an apostrophe; letters still find somebody."""
    for typed, name, listed in (
        ("Ông Điểu", "Điểu", "ông Điểu"),
        ("Y,", "Y", "Y"),
        ("Sen, Trưởng buôn", "Sen", "Sen, Trưởng buôn"),
        ("H’Hen Niê", "H’Hen Niê", "H’Hen Niê"),
        ("Điểu Xiêng", "Điểu Xiêng", "Điểu Xiêng"),
    ):
        there = presence.set_officer(sample, meeting.id, "secretary_id", typed).attendees[-1]
        assert (there.name, there.listed) == (name, listed)
    for typed in ("H'Hen Niê", "hn", "hhen"):
        found = presence.set_officer(sample, meeting.id, "secretary_id", typed)
        secretary = found.attendee(found.secretary_id)
        assert secretary
        assert secretary.name == "H’Hen Niê", typed
    with pytest.raises(Refused, match="Sen,"):
        presence.set_officer(sample, meeting.id, "secretary_id", "Hugn")


def test_words_of_a_name_with_an_apostrophe_are_theirs(sample: Desk, meeting: Meeting) -> None:
    here = add(sample, meeting, "H’Hen Niê").model_copy(update={"present": True})
    now = sample.store.get(Meeting, meeting.id)
    now = now.model_copy(update={"attendees": (*now.attendees[:-1], here)})
    for before in ("H'Hen", "Niê", "H’Hen Niê", "hn"):
        assert speech(now, f"{before}: Nhất trí") == (here.seated, "Nhất trí"), before
    with pytest.raises(Refused):
        speech(now, "K’Brểu: Nhất trí")  # nobody's: not said to be another's words


def test_a_name_is_not_taken_for_one_that_begins_so(sample: Desk, meeting: Meeting) -> None:
    add(sample, meeting, "Lê Anh", "Chuyên viên")
    now = presence.set_officer(sample, meeting.id, "secretary_id", "Lê An")
    there = now.attendee(now.secretary_id)
    assert there
    assert there.name == "Lê An"


def test_a_stand_in_from_the_directory_keeps_title_and_office(
    sample: Desk, meeting: Meeting, phuc: Person
) -> None:
    seat = delegate_named(sample, meeting.attendees, "cqt1")
    now = set_seat(sample, meeting.id, seat.id, Seat(phuc.id, authority="12/GUQ")).attendee(seat.id)
    assert now
    assert now.seated == "PGS.TS Nguyễn Trần Phúc, Phó Cục trưởng Cục Quản trị I"
    assert set_seat(sample, meeting.id, seat.id, seat_of(now)).attendee(seat.id) == now
    assert "PGS.TS Nguyễn Trần Phúc (thay Phạm Đức Thảo, Giấy ủy quyền số 12/GUQ)" in minutes(sample, meeting)


def test_who_stands_in_is_offered_once_and_taken_for_no_guest(
    sample: Desk, meeting: Meeting, phuc: Person
) -> None:
    seat = delegate_named(sample, meeting.attendees, "cqt1")
    now = set_seat(sample, meeting.id, seat.id, Seat(phuc.id))
    known = [text for _, text in offered(sample, now)]
    assert len(known) == len(set(known)), "somebody is offered twice"
    _, who = taken_in(sample, now, phuc.id)
    assert who.id == seat.id


def test_who_deputises_for_a_delegate_is_offered_first(sample: Desk, meeting: Meeting, phuc: Person) -> None:
    dinh = delegate_named(sample, meeting.attendees, "nvđ").person_id
    save_person(sample, phuc.unit_id or "", phuc, heads=None, name=phuc.name, deputy_for_id=dinh or "")
    people = directory_offered(sample, dinh)
    assert people[0][0] == phuc.id
    assert dinh not in dict(people), "nobody stands in for themselves"
    assert len(people) == len(sample.store.find(Person)) - 1


def test_tellers_and_handover_understand_the_same_letters(sample: Desk, meeting: Meeting) -> None:
    for one in meeting.attendees:
        presence.set_present(sample, meeting.id, one.id, present=True)
    presence.set_officer(sample, meeting.id, "secretary_id", meeting.attendees[1].id)
    preparation.open_meeting(sample, meeting.id)
    driver = Driver(sample, meeting.id)
    script.run_script(driver, script.acts("tellers ntp, Ông Trần Văn Khách"))
    named = driver.meeting
    assert [a.listed for a in named.attendees if a.id in named.tellers] == [
        "PGS.TS Nguyễn Trần Phúc, Phó Cục trưởng Cục Quản trị I",
        "ông Trần Văn Khách",
    ]
    now = set_handover(sample, meeting.id, "nvđ", "ntp", "Hồ sơ")
    assert now.handover.giver == "Cục trưởng Cục Quản trị III Nguyễn Văn Định"
    assert now.handover.receiver == "PGS.TS Nguyễn Trần Phúc, Phó Cục trưởng Cục Quản trị I"
    page = printing.preview(sample, PaperRef("handover", the_year(sample, 2023).id), 200)
    tail = page[next(n for n, line in enumerate(page) if "BÊN GIAO" in line) :]
    signed = "\n".join(tail)
    assert "Nguyễn Trần Phúc" in signed
    assert "PGS" not in signed, "an academic title stands before a signer's name"


def test_a_name_of_nobody_is_a_guest(sample: Desk) -> None:
    assert meant(sample, "lê thị hoa").called.name == "lê thị hoa"
    assert meant(sample, "lê thị hoa").person is None


def test_a_units_name_is_no_persons(sample: Desk, meeting: Meeting, phuc: Person) -> None:
    people = "Nguyễn Trần Phúc"
    for who in ("CQT I", "CỤC QUẢN TRỊ I", "Cục Quản trị I"):
        with pytest.raises(Refused, match="is a unit, not a person") as refused:
            set_handover(sample, meeting.id, "nvđ", who, "Hồ sơ")
        assert people in str(refused.value.facts["names"])
        with pytest.raises(Refused, match="is a unit, not a person"):
            meant(sample, who)
    unit = sample.store.get(Unit, phuc.unit_id or "")
    sample.store.save(unit.with_(name="Bệnh viện M", short_name="BVM"))
    for person in sample.store.find(Person, unit_id=unit.id):
        sample.store.save(person.with_(unit_id=None))
    with pytest.raises(Refused, match="write the person's name"):
        meant(sample, "BVM")


def test_a_name_in_full_is_told_with_its_office_at_the_handover(sample: Desk, meeting: Meeting) -> None:
    named = [a for a in meeting.attendees if a.name]
    handover = set_handover(sample, meeting.id, named[0].name, "Bà Lê Thị Lạ", "").handover
    assert (handover.giver, handover.receiver) == (named[0].seated, "Bà Lê Thị Lạ")
    add(sample, meeting, named[0].name, "Chuyên viên", "Văn phòng Đảng ủy")
    with pytest.raises(Refused):  # two of one name: nobody knows which
        set_handover(sample, meeting.id, named[0].name, "Bà Lê Thị Lạ", "")
    other = f"{named[0].name}, Văn phòng Đảng ủy"
    handover = set_handover(sample, meeting.id, other, "Bà Lê Thị Lạ", "").handover
    assert handover.giver == f"Chuyên viên Văn phòng Đảng ủy {named[0].name}"


def test_a_unit_behind_a_name_tells_who_is_meant_and_is_no_office(
    sample: Desk, meeting: Meeting, phuc: Person
) -> None:
    save_person(
        sample, unit_named(sample, "CQT II").id, None, heads=None, name=phuc.name, title="Chuyên viên"
    )
    _, who = taken_in(sample, meeting, "Nguyễn Trần Phúc, Cục Quản trị II")
    assert who.listed == "Nguyễn Trần Phúc, Chuyên viên Cục Quản trị II"
