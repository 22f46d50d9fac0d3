"""Who is there at any moment, against a replay by hand; found by letters whatever the marks."""

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee, StandIn
from ktd_tui.rules.meeting.presence import comings, marked, match, meeting_opened, present_at
from ktd_tui.rules.meeting.quorum import by_place, quorum
from tests.builders import NOON

PEOPLE = (
    Attendee(id="1", name="Nguyễn Văn Định", title="Cục trưởng", unit="Cục Quản trị III"),
    Attendee(id="2", name="Phạm Đức Thảo", title="Cục trưởng", unit="Cục Quản trị I"),
    Attendee(id="3", name="Đỗ Hoàng Việt", title="Vụ trưởng", unit="Vụ Lễ tân và Hợp tác quốc tế"),
    Attendee(id="4", title="Đại diện lãnh đạo", unit="Cục Quản trị II"),
    Attendee(id="5", name="Nguyễn Văn Dũng", unit="Vụ Thư ký"),
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("nvđ", "15"),
        ("nvd", "15"),
        ("NV D", "15"),
        ("pdt", "2"),
        ("dinh", "1"),
        ("định", "1"),
        (unicodedata.normalize("NFD", "Định"), "1"),
        ("dhv", "3"),
        ("cqt2", "4"),
        ("cqt ii", "4"),
        ("cqt3", "1"),
        ("cụcquảntrịi", "2"),
        ("thư ký", "5"),
        ("vụ trưởng", "3"),
        ("zzz", ""),
        ("  ", ""),
    ],
)
def test_letters_find_people(typed: str, ids: str) -> None:
    assert "".join(a.id for a in match(PEOPLE, typed)) == ids


def test_a_stand_in_is_found_too() -> None:
    other = PEOPLE[3].model_copy(update={"stand_in": StandIn(name="Lê Thị Hoa")})
    assert [a.id for a in match((*PEOPLE[:3], other), "lth")] == ["4"]


moves = st.lists(st.tuples(st.sampled_from("12345"), st.booleans(), st.integers(1, 20)), max_size=30)


@given(st.sets(st.sampled_from("12345")), moves)
def test_who_was_there_at_any_moment(first: set[str], then: list[tuple[str, bool, int]]) -> None:
    meeting = Meeting(bloc_year_id="y", attendees=PEOPLE)
    for who in first:
        meeting = marked(meeting, who, present=True, at=NOON)
    assert meeting.presence == (), "a mark before the opening left a trace"
    meeting = meeting_opened(meeting, NOON)
    replay = [(NOON, set(first))]
    at = NOON
    for who, present, minutes in then:
        at += timedelta(minutes=minutes)
        meeting = marked(meeting, who, present=present, at=at)
        now = set(replay[-1][1])
        (now.add if present else now.discard)(who)
        replay.append((at, now))
    for moment, there in replay:
        latest = next(now for when, now in reversed(replay) if when <= moment)
        assert present_at(meeting, moment) >= latest & there
    assert present_at(meeting, at) == replay[-1][1]
    assert {a.id for a in meeting.attendees if a.present} == replay[-1][1]
    assert quorum(meeting).present == len(replay[-1][1]) == sum(by_place(meeting).values())


def test_a_slip_leaves_no_trace_in_the_minutes() -> None:
    meeting = meeting_opened(Meeting(bloc_year_id="y", attendees=PEOPLE), NOON)
    later = NOON + timedelta(minutes=30)
    slipped = marked(
        marked(meeting, "1", present=True, at=later), "1", present=False, at=later + timedelta(seconds=5)
    )
    assert slipped == meeting
    came = marked(meeting, "1", present=True, at=later)
    gone = marked(came, "1", present=False, at=later + timedelta(minutes=5))
    assert [e.what for e in comings(gone)] == ["arrived", "left"]
