"""Who took part and when, against a plain log of comings and goings; times are read back as written."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Coming, Meeting, Step, Turn
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.people import Attendee, StandIn
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.papers import presence_phrases
from ktd_tui.rules.meeting.attended import (
    Period,
    acted,
    check_signers,
    check_untouched,
    part_of,
    period_words,
    periods,
    quorum_of_all,
    read_periods,
    took_part,
    with_periods,
)
from ktd_tui.rules.meeting.presence import comes_back, marked, meeting_opened, seat_taken
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.words import parse_moment
from tests.builders import NOON

PEOPLE = tuple(Attendee(id=key, name=f"Lê {key}", title="Vụ trưởng", unit=f"Vụ {key}") for key in "12345")


def gathered(*there: str) -> Meeting:
    meeting = Meeting(bloc_year_id="y", attendees=PEOPLE, day=NOON.date())
    for who in there:
        meeting = marked(meeting, who, present=True, at=NOON)
    return meeting_opened(meeting, NOON)


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def said(meeting: Meeting, who: str) -> str:
    of = meeting.attendee(who)
    assert of is not None
    return presence_phrases.presence(part_of(Proceedings(meeting), of), of.joins_from, of.excused)


moves = st.lists(st.tuples(st.sampled_from("12345"), st.booleans(), st.integers(1, 20)), max_size=30)


@given(st.sets(st.sampled_from("12345")), moves)
def test_the_minutes_say_what_a_plain_log_says(first: set[str], then: list[tuple[str, bool, int]]) -> None:
    meeting, at = gathered(*first), 0
    log: dict[str, list[tuple[int, bool]]] = {who: [(0, who in first)] for who in "12345"}
    for who, present, minutes in then:
        at += minutes
        meeting = marked(meeting, who, present=present, at=later(at))
        if log[who][-1][1] is not present:
            log[who].append((at, present))
    for who, told in log.items():
        ever = [when for when, there in told if there]
        words = said(meeting, who)
        assert words.startswith("Có") is bool(ever), (words, told)
        assert ("đến" in words) is bool(ever and ever[0] > 0), (words, told)
        assert ("về lúc" in words) is bool(ever and not told[-1][1]), (words, told)
        gone = [when for when, there in told[:-1] if not there and ever and when > ever[0]]
        assert words.count("vắng ") == len(gone), (words, told)
    assert quorum_of_all(Proceedings(meeting)).present == sum(
        any(there for _, there in told) for told in log.values()
    )


@given(st.sets(st.sampled_from("12345"), min_size=1), moves)
def test_times_written_and_read_back_change_nothing(
    first: set[str], then: list[tuple[str, bool, int]]
) -> None:
    meeting, at = gathered(*first), 0
    for who, present, minutes in then:
        at += minutes
        meeting = marked(meeting, who, present=present, at=later(at))
    for who in "12345":
        times = periods(meeting, who)
        read = read_periods(period_words(times), lambda typed: parse_moment(typed, NOON.date()), NOON)
        if at < 11 * 60:  # within the day
            assert read == times
            assert with_periods(meeting, who, read, lambda _: Step.REPORT) == meeting


@pytest.mark.parametrize(
    ("typed", "words", "present"),
    [
        ("", "Vắng", False),
        ("–", "Có", True),
        ("12:40", "Có (đến 12:40)", True),
        ("-16:10", "Có (về lúc 16:10)", False),
        ("12:40 - 16:10", "Có (đến 12:40, về lúc 16:10)", False),
        ("–15:00, 15:20–", "Có (vắng 15:00–15:20)", True),
        ("12:30–15:00; 15h20–16:10", "Có (đến 12:30, vắng 15:00–15:20, về lúc 16:10)", False),
    ],
)
def test_times_as_typed_are_said_so(typed: str, words: str, present: bool) -> None:
    read = read_periods(typed, lambda hour: parse_moment(hour, NOON.date()), NOON)
    meeting = with_periods(gathered("1", "2"), "3", read, lambda _: Step.STATEMENTS)
    assert said(meeting, "3") == words
    who = meeting.attendee("3")
    assert who is not None
    assert who.present is present
    assert all(e.step is Step.STATEMENTS for e in meeting.presence if e.attendee_id == "3" and e.at > NOON)


@pytest.mark.parametrize("typed", ["16:00–15:00", "11:00", "12:30–, 13:00–", "trưa", "12:30–14:00, 13:00–"])
def test_times_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        with_periods(
            gathered("1"),
            "3",
            read_periods(typed, lambda hour: parse_moment(hour, NOON.date()), NOON),
            lambda _: Step.REPORT,
        )


def test_a_city_and_an_excuse_stand_beside_it() -> None:
    meeting = marked(gathered("1"), "2", present=True, at=later(10))
    far = tuple(a.model_copy(update={"joins_from": "Đà Nẵng"}) for a in meeting.attendees)
    meeting = meeting.with_(attendees=far)
    assert said(meeting, "2") == "Có, từ Đà Nẵng (đến 12:10)"
    assert said(meeting, "3") == "Vắng"
    assert (
        presence_phrases.presence(part_of(Proceedings(meeting), PEOPLE[2]), "", "đi công tác")
        == "Vắng: đi công tác"
    )


def test_who_did_something_is_never_absent() -> None:
    meeting = gathered("1").with_(
        chair_id="1",
        secretary_id="2",
        turns=(Turn(attendee_id="3", step=Step.STATEMENTS, asked_at=NOON, began_at=NOON, ended_at=later(5)),),
    )
    line = MinutesLine(
        meeting_id="m",
        step=Step.STATEMENTS,
        kind=LineKind.STATEMENT,
        at=NOON,
        speaker=PEOPLE[3].seated,
        text="A",
    )
    vote = Vote.model_validate({"meeting_id": "m", "purpose": "motion", "subject": "A", "voters": ("5",)})
    p = Proceedings(meeting, (line,), (vote,))
    assert acted(p) == set("12345")
    assert [a.id for a in took_part(p)] == list("12345")
    assert quorum_of_all(p).present == 5
    for who in "12345":
        with pytest.raises(Refused, match="took part"):
            check_untouched(p, who)


def test_of_two_called_alike_a_line_makes_nobody_present() -> None:
    twins = (PEOPLE[0], PEOPLE[0].model_copy(update={"id": "2"}), PEOPLE[2])
    meeting = gathered("1").with_(attendees=(twins[0].model_copy(update={"present": True}), *twins[1:]))
    line = MinutesLine(meeting_id="m", step=Step.STATEMENTS, at=NOON, speaker=PEOPLE[0].seated, text="A")
    assert [a.id for a in took_part(Proceedings(meeting, (line,)))] == ["1"]


def test_who_spoke_before_a_stand_in_took_their_seat_was_there() -> None:
    speaker = PEOPLE[0]
    line = MinutesLine(
        meeting_id="m",
        step=Step.STATEMENTS,
        kind=LineKind.STATEMENT,
        speaker=speaker.seated,
        text="A",
        at=NOON,
    )
    taken = speaker.model_copy(update={"stand_in": StandIn(name="Mai Thay", title="Phó Vụ trưởng")})
    meeting = gathered("1", "2").with_(attendees=(taken, *PEOPLE[1:]))
    never = with_periods(meeting, "1", (), lambda _: Step.STATEMENTS)
    assert acted(Proceedings(never, lines=(line,))) == {"1"}
    assert acted(Proceedings(never)) == frozenset()


def test_before_the_opening_a_mark_is_all() -> None:
    meeting = Meeting(bloc_year_id="y", attendees=PEOPLE, chair_id="1")
    meeting = marked(meeting, "2", present=True, at=NOON)
    assert [a.id for a in took_part(Proceedings(meeting))] == ["2"]
    check_untouched(Proceedings(meeting), "1")
    assert quorum_of_all(Proceedings(Meeting(bloc_year_id="y"))) == (0, 0, 0)


def test_who_was_never_there_does_not_sign() -> None:
    meeting = gathered("1", "2").with_(chair_id="1", secretary_id="3")
    with pytest.raises(Refused, match="never marked"):
        check_signers(Proceedings(meeting))
    with pytest.raises(Refused, match="sign"):
        check_signers(Proceedings(meeting.with_(secretary_id=None)))
    left = marked(meeting.with_(secretary_id="2"), "2", present=False, at=later(30))
    check_signers(Proceedings(left))


def test_a_stand_in_who_comes_late_and_one_who_takes_over() -> None:
    meeting = gathered("1")
    stand_in = StandIn(name="Trần B", title="Phó Vụ trưởng")
    seated = tuple(
        a.model_copy(update={"stand_in": stand_in}) if a.id in "12" else a for a in meeting.attendees
    )
    for who in meeting.attendees[:2]:
        meeting = seat_taken(meeting.with_(attendees=seated), who, later(20), Step.REPORT)
        seated = meeting.attendees
    assert [(e.attendee_id, e.what) for e in meeting.presence] == [("1", "arrived"), ("1", "stood-in")]
    assert said(meeting, "1") == "Có (thay từ 12:20)"
    meeting = marked(meeting, "2", present=True, at=later(30))
    assert said(meeting, "2") == "Có (đến 12:30)"
    last = meeting.presence[-1]
    assert (
        presence_phrases.coming(last) == "Phó Vụ trưởng Vụ 2 Trần B đến dự Hội nghị thay Vụ trưởng Vụ 2 Lê 2."
    )
    assert not comes_back(meeting, last)


def test_a_stand_in_sat_there_since_they_sat_down_and_not_since_the_delegate_or_another_did() -> None:
    """The delegate leaves, one stands in for them, then another: the list names the last, and since when."""
    meeting = marked(gathered("1", "2"), "2", present=False, at=later(10))
    for name, minutes in (("Trần B", 20), ("Ngô C", 40)):
        before = meeting.attendees[1]
        seat = before.model_copy(update={"stand_in": StandIn(name=name)})
        seats = tuple(seat if a.id == "2" else a for a in meeting.attendees)
        meeting = seat_taken(meeting.with_(attendees=seats), before, later(minutes), Step.REPORT)
        meeting = marked(meeting, "2", present=True, at=later(minutes))
    assert said(meeting, "2") == "Có (thay từ 12:40, vắng 12:10–12:20)"
    meeting = marked(meeting, "2", present=False, at=later(50))
    assert said(meeting, "2") == "Có (thay từ 12:40, vắng 12:10–12:20, về lúc 12:50)"


def test_who_leaves_returns_and_leaves() -> None:
    meeting = gathered("1", "2")
    for minutes, present in ((10, False), (20, True), (30, False)):
        meeting = marked(meeting, "2", present=present, at=later(minutes))
    told = [presence_phrases.coming(e, back=comes_back(meeting, e)) for e in meeting.presence if e.at > NOON]
    assert told == [
        "Vụ trưởng Vụ 2 Lê 2 rời Hội nghị.",
        "Vụ trưởng Vụ 2 Lê 2 trở lại Hội nghị.",
        "Vụ trưởng Vụ 2 Lê 2 rời Hội nghị.",
    ]
    assert said(meeting, "2") == "Có (vắng 12:10–12:20, về lúc 12:30)"
    with pytest.raises(Refused, match="noted at"):
        marked(meeting, "2", present=True, at=later(25))


def test_who_was_listed_after_the_opening_was_there_from_then() -> None:
    guest = Attendee(id="6", name="Khách", voting=False, present=True)
    meeting = gathered("1").with_(attendees=(*gathered("1").attendees, guest))
    assert periods(meeting, "6") == (Period(NOON),)
    assert periods(marked(meeting, "6", present=False, at=later(5)), "6") == (Period(NOON, later(5)),)
    assert meeting.presence[0].what is Coming.ARRIVED
