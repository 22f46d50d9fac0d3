"""Late arrivals, departures, stand-ins: what the minutes say, what counts, who sits in one seat alone."""

import pytest

from ktd_tui.domain.meeting import Coming, Meeting, Step
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import Refused
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import delegate_named, unit_named
from ktd_tui.operations.meeting import hours, preparation, presence
from ktd_tui.operations.meeting.choosing import Delegate, with_typed
from ktd_tui.operations.meeting.presence import Seat, save_attendee, seat_of, set_seat
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.papers.attendance import attendance
from ktd_tui.papers.document import Table
from ktd_tui.rules.meeting.quorum import quorum
from tests.conftest import FakeClock
from tests.operations.found import the_meeting, the_year


@pytest.fixture
def meeting(sample: Desk, clock: FakeClock) -> Meeting:
    """A meeting of 2023, open with four of five."""
    of = preparation.start_meeting(sample, the_year(sample, 2023).id)
    for attendee in of.attendees[:4]:
        presence.set_present(sample, of.id, attendee.id, present=True)
    presence.set_officer(sample, of.id, "secretary_id", of.attendees[1].id)
    opened = preparation.open_meeting(sample, of.id)
    clock.pass_minutes(1)
    return opened


def minutes(desk: Desk, meeting: Meeting) -> str:
    return "\n".join(printing.preview(desk, minutes_ref(desk, meeting.id), 300)).replace("\u00a0", " ")


def listed(desk: Desk, meeting: Meeting) -> list[str]:
    """Return the names of the attendance table, with what stands behind them."""
    blocks = attendance(meeting_view(desk, meeting.id).data)
    return [row[1] for block in blocks if isinstance(block, Table) for row in block.rows]


def test_late_and_early_are_told_under_their_step(sample: Desk, meeting: Meeting, clock: FakeClock) -> None:
    clock.pass_minutes(69)
    last = meeting.attendees[4]
    set_seat(sample, meeting.id, last.id, Seat(joins_from="Đà Nẵng"))
    presence.set_present(sample, meeting.id, last.id, present=True)
    clock.pass_minutes(30)
    presence.set_present(sample, meeting.id, meeting.attendees[0].id, present=False)
    text = minutes(sample, meeting)
    assert f"15:10 – {last.styled} đến dự Hội nghị (tham dự từ Đà Nẵng)." in text, text
    assert f"15:40 – {meeting.attendees[0].styled} rời Hội nghị." in text, text
    assert "Có, từ Đà Nẵng" in text, text
    assert "Hội nghị có mặt 4/5 đại biểu được biểu quyết" in text, "the opening tells who was there then"


def test_a_seat_counts_once_whoever_sits_in_it(sample: Desk, meeting: Meeting) -> None:
    seat = meeting.attendees[1]
    before = quorum(sample.store.get(Meeting, meeting.id))
    wanted = Seat("Lê Thị Hoa", "Phó Cục trưởng", "Giấy ủy quyền số 12")
    now = set_seat(sample, meeting.id, seat.id, wanted)
    assert quorum(now) == before
    text = minutes(sample, meeting)
    assert "Lê Thị Hoa (Giấy ủy quyền số 12)" in text, text
    assert "Có (thay từ 14:01)" in text, text
    assert f"Phó Cục trưởng Cục Quản trị II Lê Thị Hoa dự Hội nghị thay {seat.styled}." in text, text
    undo(sample)
    kept = sample.store.get(Meeting, meeting.id).attendee(seat.id)
    assert kept is not None
    assert seat_of(kept) == Seat()


@pytest.mark.parametrize("named", [True, False], ids=["for a name", "for a seat without one"])
def test_each_of_two_stand_ins_is_told_with_their_letter(
    sample: Desk, meeting: Meeting, clock: FakeClock, *, named: bool
) -> None:
    seat = next(a for a in meeting.attendees if bool(a.name) is named and a.id != meeting.chair_id)
    presence.set_present(sample, meeting.id, seat.id, present=False)
    for name, letter in (("Lê Anh", "12/GUQ"), ("Lê An", "13/GUQ")):
        clock.pass_minutes(10)
        set_seat(sample, meeting.id, seat.id, Seat(name, "Phó Trưởng phòng", letter))
        presence.set_present(sample, meeting.id, seat.id, present=True)
        clock.pass_minutes(30)
        presence.set_present(sample, meeting.id, seat.id, present=False)
    whose = f"thay {seat.called.titled}, " if named else ""
    before = f"trước đó: Phó Trưởng phòng {seat.unit} Lê Anh, Giấy ủy quyền số 12/GUQ"
    assert f"Lê An ({whose}Giấy ủy quyền số 13/GUQ; {before})" in listed(sample, meeting)
    assert f"14:51 – Phó Trưởng phòng {seat.unit} Lê An đến dự Hội nghị" in minutes(sample, meeting)
    set_seat(sample, meeting.id, seat.id, Seat())
    own = f"({before}; Phó Trưởng phòng {seat.unit} Lê An, Giấy ủy quyền số 13/GUQ)"
    assert f"{seat.called.titled or seat.title} {own}" in listed(sample, meeting)


def test_hours_written_anew_are_of_who_sat_there(sample: Desk, meeting: Meeting, clock: FakeClock) -> None:
    seat = meeting.attendees[2]
    set_seat(sample, meeting.id, seat.id, Seat("Lê Anh", authority="12/GUQ"))
    clock.pass_minutes(30)
    presence.set_present(sample, meeting.id, seat.id, present=False)
    clock.pass_minutes(10)
    set_seat(sample, meeting.id, seat.id, Seat("Lê An", authority="13/GUQ"))
    presence.set_present(sample, meeting.id, seat.id, present=True)
    clock.pass_minutes(60)
    hours.set_periods(sample, meeting.id, seat.id, "14:00–14:25, 14:45–15:30")
    text = minutes(sample, meeting)
    for words in ("14:25 – Lê Anh, {}, rời", "14:45 – Lê An, {}, đến dự", "15:30 – Lê An, {}, rời"):
        assert words.format(seat.unit) in text, text
    assert any("13/GUQ; trước đó: Lê Anh" in name for name in listed(sample, meeting))


def test_a_stand_ins_name_that_is_mended_is_no_second_person(
    sample: Desk, meeting: Meeting, clock: FakeClock
) -> None:
    seat = meeting.attendees[2]
    for name in ("Le Amh", "Lê Amh", "Lê Anh"):  # its marks, then a letter
        set_seat(sample, meeting.id, seat.id, Seat(name, authority="12/GUQ"))
        clock.pass_minutes(5)
    assert f"Lê Anh (thay {seat.name}, Giấy ủy quyền số 12/GUQ)" in listed(sample, meeting)
    assert minutes(sample, meeting).count("dự Hội nghị thay") == 1


def test_an_excuse_stands_in_the_list(sample: Desk, meeting: Meeting) -> None:
    set_seat(sample, meeting.id, meeting.attendees[4].id, Seat(excused="đi công tác"))
    assert "Vắng: đi công tác" in minutes(sample, meeting)


def test_a_seat_is_not_overwritten_nor_half_filled(sample: Desk, meeting: Meeting) -> None:
    seat = meeting.attendees[1].id
    set_seat(sample, meeting.id, seat, Seat("Lê Thị Hoa"), Seat())
    with pytest.raises(Clash):
        set_seat(sample, meeting.id, seat, Seat("Trần Thị B"), Seat())
    with pytest.raises(Refused):
        set_seat(sample, meeting.id, meeting.attendees[2].id, Seat(title="Phó Cục trưởng"))
    with pytest.raises(Refused):
        set_seat(sample, meeting.id, "nobody", Seat("A"))


def test_the_step_of_an_event_is_the_meetings_own(sample: Desk, meeting: Meeting, clock: FakeClock) -> None:
    preparation.move(sample, meeting.id, Step.REPORT, "Thiếu")
    clock.pass_minutes(5)
    now = presence.set_present(sample, meeting.id, meeting.attendees[4].id, present=True)
    assert now.presence[-1].step is now.step


def test_a_part_of_a_units_name_is_another_body(sample: Desk) -> None:
    meeting = the_meeting(sample)
    typed = Delegate("Ngô Tân Phượng", "Phó Chủ nhiệm", "Lễ tân", "")
    guest = with_typed(sample, meeting.id, Attendee(id="x"), typed)
    assert (guest.unit, guest.unit_id, guest.voting) == ("Lễ tân", None, False)
    of_the_bloc = with_typed(sample, meeting.id, Attendee(id="x"), typed._replace(unit="vụ thư ký"))
    assert (of_the_bloc.unit, of_the_bloc.voting) == ("Vụ Thư ký", True)


def _join(desk: Desk, meeting: Meeting, typed: Delegate) -> Meeting:
    fresh = with_typed(desk, meeting.id, Attendee(id="fresh"), typed)
    return presence.save_attendee(desk, meeting.id, fresh)


def test_who_votes_for_a_unit_takes_the_seat_that_waits_for_a_name(sample: Desk) -> None:
    of = preparation.start_meeting(sample, the_year(sample, 2023).id)
    seat = next(a for a in of.attendees if not a.name)
    presence.set_officer(sample, of.id, "presenter_id", seat.id)
    presence.set_present(sample, of.id, seat.id, present=True)
    now = _join(sample, of, Delegate("Lê Thị Hoa", "Phó Cục trưởng", seat.unit))
    assert quorum(now).members == len(of.attendees), "the unit would count twice"
    fresh = now.attendee("fresh")
    assert fresh, now.attendees
    assert (fresh.voting, fresh.present, now.presenter_id) == (True, True, "fresh")
    assert [a.unit for a in now.attendees] == [a.unit for a in of.attendees], "in the seat's place"


def test_a_unit_votes_once_unless_it_is_said(sample: Desk) -> None:
    of = preparation.start_meeting(sample, the_year(sample, 2023).id)
    unit = next(a.unit for a in of.attendees if a.name)
    second = _join(sample, of, Delegate("Lê Thị Hoa", "Chuyên viên", unit)).attendee("fresh")
    assert second
    assert not second.voting, "the unit has its vote"
    said = with_typed(sample, of.id, Attendee(id="said"), Delegate("Trần Văn Ba", "Phó", unit, voting=True))
    assert said.voting


def test_a_seat_that_somebody_came_to_stays(sample: Desk, meeting: Meeting) -> None:
    seat = next(a for a in meeting.attendees if not a.name and a.present)
    now = _join(sample, meeting, Delegate("Lê Thị Hoa", "Phó Cục trưởng", seat.unit, voting=True))
    assert {seat.id, "fresh"} <= {a.id for a in now.attendees}


def test_who_came_after_the_opening_does_not_chair(sample: Desk, meeting: Meeting) -> None:
    late, there = meeting.attendees[4].id, meeting.attendees[2].id
    presence.set_present(sample, meeting.id, late, present=True)
    with pytest.raises(Refused, match="was not there at the opening"):
        presence.set_officer(sample, meeting.id, "chair_id", late)
    assert presence.set_officer(sample, meeting.id, "chair_id", there).chair_id == there
    assert presence.set_officer(sample, meeting.id, "secretary_id", late).secretary_id == late


def test_nobody_chairs_and_keeps_the_minutes_at_once(sample: Desk, meeting: Meeting) -> None:
    chair, writes = meeting.chair_id or "", meeting.secretary_id or ""
    third = next(a.id for a in meeting.attendees if a.present and a.id not in (chair, writes))
    for office, who in (("chair_id", writes), ("secretary_id", chair)):
        with pytest.raises(Refused, match="at once"):
            presence.set_officer(sample, meeting.id, office, who)
        presence.set_officer(sample, meeting.id, office, third)
        presence.set_officer(sample, meeting.id, office, chair if office == "chair_id" else writes)
    for what, who in ((Coming.CHAIRS, writes), (Coming.WRITES, chair)):
        with pytest.raises(Refused, match="at once"):
            presence.take_over(sample, meeting.id, what, who)
    presence.take_over(sample, meeting.id, Coming.WRITES, third)
    now = presence.take_over(sample, meeting.id, Coming.CHAIRS, writes)
    assert [e.what for e in now.presence[-2:]] == [Coming.WRITES, Coming.CHAIRS], (
        "who wrote before may chair now"
    )


@pytest.fixture
def phuc(sample: Desk) -> Person:
    """Somebody of the directory who is no delegate."""
    unit = unit_named(sample, "CQT I").id
    return save_person(sample, unit, None, heads=None, name="Nguyễn Trần Phúc", title="Phó Cục trưởng")


@pytest.fixture
def prepared(sample: Desk, phuc: Person) -> Meeting:
    """A meeting of 2023, prepared."""
    assert phuc.unit_id
    return preparation.start_meeting(sample, the_year(sample, 2023).id)


def test_nobody_sits_in_two_seats(sample: Desk, prepared: Meeting, phuc: Person) -> None:
    seat, other = (delegate_named(sample, prepared.attendees, letters) for letters in ("cqt1", "nvđ"))
    for typed in ("nvđ", other.person_id or "", "Nguyễn Văn Định"):
        with pytest.raises(Refused):
            set_seat(sample, prepared.id, seat.id, Seat(typed))
    set_seat(sample, prepared.id, other.id, Seat(phuc.id))
    now = set_seat(sample, prepared.id, seat.id, Seat("nvđ")).attendee(seat.id)
    assert now
    assert now.sitting.name == "Nguyễn Văn Định", "whose own seat another has taken is free"


@pytest.mark.parametrize("again", ["Phó Giám đốc", "Phó Giám đốc Cục Quản trị I", "phó giám đốc", ""])
def test_nobody_from_outside_the_directory_stands_in_for_two(
    sample: Desk, prepared: Meeting, again: str
) -> None:
    one, other = (delegate_named(sample, prepared.attendees, letters) for letters in ("cqt1", "nvđ"))
    set_seat(sample, prepared.id, one.id, Seat("Lê Văn Hai", "Phó Giám đốc"))
    with pytest.raises(Refused, match="nobody sits in two"):
        set_seat(sample, prepared.id, other.id, Seat("Lê Văn Hai", again))
    fresh = Attendee(id="fresh", name="Lê Văn Hai", title=again, unit="Cục Quản trị I")
    with pytest.raises(Refused, match="nobody sits in two"):
        save_attendee(sample, prepared.id, fresh)


def test_two_of_one_name_stand_in_where_their_positions_tell_them_apart(
    sample: Desk, prepared: Meeting
) -> None:
    one, other = (delegate_named(sample, prepared.attendees, letters) for letters in ("cqt1", "nvđ"))
    set_seat(sample, prepared.id, one.id, Seat("Lê Văn Hai", "Phó Cục trưởng"))
    unit = Seat("Lê Văn Hai", f"Phó Cục trưởng {other.unit}")
    set_seat(sample, prepared.id, other.id, unit)
    moved = unit._replace(joins_from="Đà Nẵng")
    now = set_seat(sample, prepared.id, other.id, moved)
    there = now.attendee(other.id)
    assert there
    assert there.seated == f"Phó Cục trưởng {other.unit} Lê Văn Hai"


def test_whose_seat_is_taken_back_sits_for_nobody_else(sample: Desk, prepared: Meeting, phuc: Person) -> None:
    one, other = (delegate_named(sample, prepared.attendees, letters) for letters in ("cqt1", "nvđ"))
    set_seat(sample, prepared.id, other.id, Seat(phuc.id))
    set_seat(sample, prepared.id, one.id, Seat("nvđ"))
    with pytest.raises(Refused, match="nobody sits in two"):
        set_seat(sample, prepared.id, other.id, Seat())


def test_of_two_of_one_name_the_units_own_stands_in(sample: Desk, prepared: Meeting) -> None:
    for unit, title in (("Vụ TK", "Phó Vụ trưởng"), ("CQT I", "Phó Cục trưởng")):
        save_person(sample, unit_named(sample, unit).id, None, heads=None, name="Lê Thị Hoa", title=title)
    seat = delegate_named(sample, prepared.attendees, "cqt1")
    now = set_seat(sample, prepared.id, seat.id, Seat("hoa")).attendee(seat.id)
    assert now
    assert now.stand_in
    assert now.stand_in.title == "Phó Cục trưởng"
