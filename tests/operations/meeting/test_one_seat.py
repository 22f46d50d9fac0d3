"""Nobody votes for two: who sits in a seat of a meeting sits in no other one, as far as one can tell."""

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import Refused
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import delegate_named, unit_named
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.presence import Seat, save_attendee, set_seat
from tests.operations.found import the_year


@pytest.fixture
def phuc(sample: Desk) -> Person:
    """Somebody of the directory who is no delegate."""
    unit = unit_named(sample, "CQT I").id
    return save_person(sample, unit, None, heads=None, name="Nguyễn Trần Phúc", title="Phó Cục trưởng")


@pytest.fixture
def meeting(sample: Desk, phuc: Person) -> Meeting:
    """A meeting of 2023, prepared."""
    assert phuc.unit_id
    return preparation.start_meeting(sample, the_year(sample, 2023).id)


def test_nobody_sits_in_two_seats(sample: Desk, meeting: Meeting, phuc: Person) -> None:
    seat, other = (delegate_named(sample, meeting.attendees, letters) for letters in ("cqt1", "nvđ"))
    for typed in ("nvđ", other.person_id or "", "Nguyễn Văn Định"):
        with pytest.raises(Refused):
            set_seat(sample, meeting.id, seat.id, Seat(typed))
    set_seat(sample, meeting.id, other.id, Seat(phuc.id))
    now = set_seat(sample, meeting.id, seat.id, Seat("nvđ")).attendee(seat.id)
    assert now
    assert now.sitting.name == "Nguyễn Văn Định", "whose own seat another has taken is free"


@pytest.mark.parametrize("again", ["Phó Giám đốc", "Phó Giám đốc Cục Quản trị I", "phó giám đốc", ""])
def test_nobody_from_outside_the_directory_stands_in_for_two(
    sample: Desk, meeting: Meeting, again: str
) -> None:
    one, other = (delegate_named(sample, meeting.attendees, letters) for letters in ("cqt1", "nvđ"))
    set_seat(sample, meeting.id, one.id, Seat("Lê Văn Hai", "Phó Giám đốc"))
    with pytest.raises(Refused, match="nobody sits in two"):
        set_seat(sample, meeting.id, other.id, Seat("Lê Văn Hai", again))
    fresh = Attendee(id="fresh", name="Lê Văn Hai", title=again, unit="Cục Quản trị I")
    with pytest.raises(Refused, match="nobody sits in two"):
        save_attendee(sample, meeting.id, fresh)


def test_two_of_one_name_stand_in_where_their_positions_tell_them_apart(
    sample: Desk, meeting: Meeting
) -> None:
    one, other = (delegate_named(sample, meeting.attendees, letters) for letters in ("cqt1", "nvđ"))
    set_seat(sample, meeting.id, one.id, Seat("Lê Văn Hai", "Phó Cục trưởng"))
    unit = Seat("Lê Văn Hai", f"Phó Cục trưởng {other.unit}")
    set_seat(sample, meeting.id, other.id, unit)
    moved = unit._replace(joins_from="Đà Nẵng")
    now = set_seat(sample, meeting.id, other.id, moved)
    there = now.attendee(other.id)
    assert there
    assert there.seated == f"Phó Cục trưởng {other.unit} Lê Văn Hai"


def test_whose_seat_is_taken_back_sits_for_nobody_else(sample: Desk, meeting: Meeting, phuc: Person) -> None:
    one, other = (delegate_named(sample, meeting.attendees, letters) for letters in ("cqt1", "nvđ"))
    set_seat(sample, meeting.id, other.id, Seat(phuc.id))
    set_seat(sample, meeting.id, one.id, Seat("nvđ"))
    with pytest.raises(Refused, match="nobody sits in two"):
        set_seat(sample, meeting.id, other.id, Seat())


def test_of_two_of_one_name_the_units_own_stands_in(sample: Desk, meeting: Meeting) -> None:
    for unit, title in (("Vụ TK", "Phó Vụ trưởng"), ("CQT I", "Phó Cục trưởng")):
        save_person(sample, unit_named(sample, unit).id, None, heads=None, name="Lê Thị Hoa", title=title)
    seat = delegate_named(sample, meeting.attendees, "cqt1")
    now = set_seat(sample, meeting.id, seat.id, Seat("hoa")).attendee(seat.id)
    assert now
    assert now.stand_in
    assert now.stand_in.title == "Phó Cục trưởng"
