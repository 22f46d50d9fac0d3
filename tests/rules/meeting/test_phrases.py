"""Phrases: found by letters, filled from what is known, open places told."""

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.people import Attendee
from ktd_tui.operations.meeting.phrases import built_in_phrases
from ktd_tui.rules.meeting import speaking_list
from ktd_tui.rules.meeting.phrases import Phrase, code, filled, open_place, ranked
from ktd_tui.rules.meeting.speech import speech
from tests.builders import NOON

ROOM = Meeting(
    bloc_year_id="y",
    attendees=(
        Attendee(id="1", name="Nguyễn Văn Định", title="Cục trưởng", unit="Cục Quản trị III", present=True),
        Attendee(id="2", name="Phạm Đức Thảo", title="Cục trưởng", unit="Cục Quản trị I", present=True),
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


def test_letters_before_a_colon_name_the_speaker() -> None:
    assert speech(ROOM, "nvđ: Nhất trí") == ("Cục trưởng Cục Quản trị III Nguyễn Văn Định", "Nhất trí")
    assert speech(ROOM, "cqt1: Đề nghị") == ("Cục trưởng Cục Quản trị I Phạm Đức Thảo", "Đề nghị")
    assert speech(ROOM, "tvv: Tôi vắng") is None, "who is not there has no word"
    assert speech(ROOM, "zzz: Ai đó") is None
    for whole in ("Kết quả: 5/5 phiếu", "Đồng chí A phát biểu: B", "14:05 nghỉ giải lao", "", "a: b", "nvđ:"):
        assert speech(ROOM, whole) == ("", whole)


def test_who_has_the_floor_says_what_names_nobody_where_statements_are_made() -> None:
    there = ROOM.with_(step=Step.STATEMENTS)
    marked = "Người được đánh dấu"
    assert speech(there, "Nhất trí", marked) == (marked, "Nhất trí")
    begun = speaking_list.begun(there, there.attendees[0].id, NOON)
    spoken = there.attendees[0].seated
    assert speech(begun, "Nhất trí", marked) == (spoken, "Nhất trí")
    assert speech(begun, "cqt1: Đề nghị") == ("Cục trưởng Cục Quản trị I Phạm Đức Thảo", "Đề nghị")
    assert speech(begun.with_(step=Step.LIMITATIONS), "Còn chậm", marked) == ("", "Còn chậm")
