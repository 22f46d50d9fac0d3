"""Phrases: found by letters, filled from what is known, open places told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Coming, Meeting, PresenceEvent, Step
from ktd_tui.domain.people import Attendee
from ktd_tui.errors import Refused
from ktd_tui.operations.meeting.phrases import built_in_phrases
from ktd_tui.rules.meeting import speaking_list
from ktd_tui.rules.meeting.phrases import Phrase, code, filled, open_place, ranked
from ktd_tui.rules.meeting.speech import now_speaking, speech
from tests.builders import NOON

ROOM = Meeting(
    bloc_year_id="y",
    attendees=(
        Attendee(id="1", name="Nguyễn Văn Định", title="Cục trưởng", unit="Cục Quản trị III", present=True),
        Attendee(
            id="2",
            name="Phạm Đức Thảo",
            title="Cục trưởng",
            unit="Cục Quản trị I",
            unit_id="u1",
            present=True,
        ),
        Attendee(id="3", name="Trần Văn Vắng", title="Vụ trưởng"),
    ),
)


def test_a_phrase_is_found_by_its_letters() -> None:
    assert code(Phrase(text="Hội nghị thống nhất [… nội dung]")) == "hntn"
    assert code(Phrase(text="{chủ trì}, kết luận Hội nghị.")) == "klhn"


@given(st.dictionaries(st.sampled_from(["chủ trì", "có mặt", "thành viên"]), st.text("ab", max_size=3)))
def test_what_is_not_known_stays_open_and_is_found(known: dict[str, str]) -> None:
    for phrase in built_in_phrases():
        text = filled(phrase, known)
        assert "{" not in text
        place = open_place(text)
        assert (place is None) == ("[…" not in text)
        if place:
            assert text[slice(*place)].startswith("[…")


def test_every_step_has_its_phrases_first_and_there_are_twenty() -> None:
    assert len(built_in_phrases()) >= 20
    for step in Step:
        first = ranked(built_in_phrases(), step)[0]
        assert step in first.steps or all(step not in one.steps for one in built_in_phrases())


DINH, THAO = (a.seated for a in ROOM.attendees[:2])
SHORT = {"u1": "CQT1"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nvđ: Nhất trí", (DINH, "Nhất trí")),
        ("NVĐ: Nhất trí", (DINH, "Nhất trí")),
        ("cqt1: Đề nghị", (THAO, "Đề nghị")),
        ("CQT1: Đề nghị", (THAO, "Đề nghị")),
        ("Nguyễn Văn Định: Nhất trí", (DINH, "Nhất trí")),
        ("nguyễn văn định: Nhất trí", (DINH, "Nhất trí")),
        ("Ông Nguyễn Văn Định: Nhất trí: đúng", (DINH, "Nhất trí: đúng")),
        ("Đồng chí Định: Nhất trí", (DINH, "Nhất trí")),
        ("Dinh Van: Nhất trí", (DINH, "Nhất trí")),
        ("đại diện Cục Quản trị III: Nhất trí", (DINH, "Nhất trí")),
        ("Đại diện lãnh đạo Cục Quản trị I: Nhất trí", (THAO, "Nhất trí")),
        ("Cục trưởng Cục Quản trị I: Nhất trí", (THAO, "Nhất trí")),
        (f"{THAO} phát biểu: Nhất trí", (THAO, "Nhất trí")),
        (": Điểm Một: đạt", ("ai đó", "Điểm Một: đạt")),
    ],
)
def test_what_stands_before_a_colon_names_the_speaker(typed: str, said: tuple[str, str]) -> None:
    assert speech(ROOM, typed, "ai đó", SHORT) == said


@pytest.mark.parametrize(
    "whole",
    [
        "Kết quả: 5/5 phiếu",
        "Kết luận: đạt",
        "14:05 nghỉ giải lao",
        "a: b",
        "nvđ:",
        "II: Về nhiệm vụ",
        "Hội nghị thống nhất, gồm: A",
        "",
    ],
)
def test_a_sentence_with_a_colon_is_a_sentence(whole: str) -> None:
    assert speech(ROOM, whole, "ai đó") == ("ai đó", whole)


def test_a_sentence_that_says_who_speaks_is_nobody_elses() -> None:
    assert speech(ROOM, "Đồng chí A phát biểu: B", "ai đó") == ("", "Đồng chí A phát biểu: B")


@pytest.mark.parametrize(
    "before",
    [
        "tvv",  # who is not there has no word
        "zzz",
        "Hai",
        "Lê Thị Hoa",
        "Ông Trần Văn Vắng",
        "đại diện Vụ Thư ký",
        "Đại diện Cục Quản trị",
        "cqt",
        "Cục Quản Trị",
    ],
)
def test_who_is_not_known_for_sure_is_asked_and_never_another(before: str) -> None:
    other = Attendee(id="4", name="Lê A", title="Cục trưởng", unit="Cục Quản trị II", present=True)
    room = ROOM.with_(attendees=(*ROOM.attendees, other))
    with pytest.raises(Refused) as refused:
        speech(room, f"{before}: Nhất trí", "ai đó", SHORT)
    assert refused.value.facts["text"] == before


def test_who_has_left_is_named_still_when_their_words_are_written_down_later() -> None:
    gone = ROOM.attendees[2]
    came = PresenceEvent(attendee_id=gone.id, what=Coming.ARRIVED, at=NOON)
    assert speech(ROOM.with_(presence=(came,)), "tvv: Tôi nói") == (gone.seated, "Tôi nói")


def test_who_was_chosen_or_has_the_floor_says_what_names_nobody_where_statements_are_made() -> None:
    there = ROOM.with_(step=Step.STATEMENTS)
    first, other, absent = there.attendees[:3]
    assert now_speaking(there) == now_speaking(there, "") == "", "nobody was chosen"
    assert now_speaking(there, other.id) == other.seated
    assert now_speaking(there, absent.id) == "", "who is not there says nothing"
    begun = speaking_list.begun(there, first.id, NOON)
    assert now_speaking(begun) == first.seated
    assert now_speaking(begun, other.id) == other.seated, "who is chosen by hand comes before the list"
    assert now_speaking(begun, "") == ""
    assert now_speaking(begun.with_(step=Step.LIMITATIONS), other.id) == ""


def test_of_two_of_one_name_the_unit_says_which() -> None:
    dong = Attendee(id="4", name="Nguyễn Văn Bình", title="Trưởng thôn", unit="Thôn Đông", present=True)
    tay = dong.model_copy(update={"id": "5", "unit": "Thôn Tây", "unit_id": "u5"})
    room = ROOM.model_copy(update={"attendees": (*ROOM.attendees, dong, tay)})
    with pytest.raises(Refused, match="may mean"):
        speech(room, "nvb: Nhất trí")
    assert "Đông" in speech(room, "nvb đông: Nhất trí").speaker
    assert "Tây" in speech(room, "nvb thôn tây: Nhất trí").speaker
    assert speech(room, "nvb bắc: Nhất trí").speaker == ""
    assert speech(room, "đề nghị tây: Nhất trí").text == "đề nghị tây: Nhất trí"
