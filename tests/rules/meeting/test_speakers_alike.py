"""Two delegates of one name are told apart wherever a speaker is named shortly."""

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting.speech import Speech, short_speaker, speech


def delegate(id_: str, name: str, title: str, unit: str) -> Attendee:
    return Attendee(id=id_, name=name, title=title, unit=unit, unit_id=id_, present=True)


AN, OTHER, BA = (
    delegate("ca", "Nguyễn Văn An", "Trưởng Công an", "Công an Quận 1"),
    delegate("cct", "Nguyễn Văn An", "Chi cục trưởng", "Chi cục Thuế Quận 1"),
    delegate("ta", "Trần Thị Ba", "Chánh án", "Tòa án nhân dân Quận 1"),
)


def test_the_unit_stands_beside_a_name_that_two_have() -> None:
    meeting = Meeting(bloc_year_id="y", attendees=(AN, OTHER, BA))
    assert short_speaker(meeting, AN.seated) == "Nguyễn Văn An (Công an Quận 1)"
    assert short_speaker(meeting, OTHER.seated, {"cct": "CCT Q1"}) == "Nguyễn Văn An (CCT Q1)"
    assert short_speaker(meeting, BA.seated, {"ta": "TA Q1"}) == "Trần Thị Ba"
    assert short_speaker(meeting, "Người khác") == "Người khác"


@pytest.mark.parametrize(
    ("typed", "speaker", "text"),
    [
        ("nva, Chi cục trưởng: Nhất trí", OTHER.seated, "Nhất trí"),
        ("nva, trưởng công an: Nhất trí", AN.seated, "Nhất trí"),
        ("Nguyễn Văn An, Chi cục trưởng Chi cục Thuế Quận 1: Nhất trí", OTHER.seated, "Nhất trí"),
        ("nva, cct: Nhất trí", OTHER.seated, "Nhất trí"),
        (
            "Công an Quận 1, Chi cục Thuế Quận 1: cùng làm",
            BA.seated,
            "Công an Quận 1, Chi cục Thuế Quận 1: cùng làm",
        ),
        ("Về công tác, cán bộ: giữ nguyên", BA.seated, "Về công tác, cán bộ: giữ nguyên"),
    ],
)
def test_the_office_behind_a_comma_says_which_of_two(typed: str, speaker: str, text: str) -> None:
    meeting = Meeting(bloc_year_id="y", attendees=(AN, OTHER, BA))
    assert speech(meeting, typed, BA.seated, {"cct": "CCT"}) == Speech(speaker, text)


@pytest.mark.parametrize("typed", ["nva: Nhất trí", "nva, Quận 1: Nhất trí", "nva, Chánh án: Nhất trí"])
def test_what_does_not_tell_two_apart_is_asked_for(typed: str) -> None:
    meeting = Meeting(bloc_year_id="y", attendees=(AN, OTHER, BA))
    with pytest.raises(Refused):
        speech(meeting, typed, BA.seated)
