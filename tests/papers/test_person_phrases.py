"""How the minutes begin a sentence by whom it is about, with title, with ông/bà, and without either."""

import pytest

from ktd_tui.domain.meeting import Coming, Handover, PresenceEvent
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.people import Attendee, StandIn
from ktd_tui.papers import phrases, presence_phrases
from ktd_tui.papers.letter import signature_of, who_signs
from tests.builders import NOON

GUEST = Attendee(id="g", name="Vũ Thị Hồng Hạnh", unit="Vụ Tổ chức cán bộ", honorific="bà")
HEAD = Attendee(id="h", name="Nguyễn Văn Định", title="Cục trưởng", unit="Cục Quản trị III")
PHUC = Attendee(id="p", name="Nguyễn Trần Phúc", title="Phó Hiệu trưởng", degree="PGS.TS")
CULTURE = Attendee(id="c", name="Mai Lan", title="Giám đốc", unit="Sở Văn hóa, Thể thao và Du lịch")
OFFICE = Attendee(id="o", name="Lê An", title="Phó Chánh Văn phòng", unit="Văn phòng Đảng ủy")


def test_an_office_behind_the_name_stands_between_commas() -> None:
    assert phrases.statement(GUEST.seated, "Nhất trí") == (
        "Bà Vũ Thị Hồng Hạnh, Vụ Tổ chức cán bộ, phát biểu: Nhất trí."
    )
    assert phrases.statement(HEAD.seated, "Nhất trí") == (
        "Cục trưởng Cục Quản trị III Nguyễn Văn Định phát biểu: Nhất trí."
    )
    assert phrases.statement(CULTURE.seated, "Nhất trí") == (
        "Giám đốc Sở Văn hóa, Thể thao và Du lịch Mai Lan phát biểu: Nhất trí."
    )
    left = PresenceEvent(attendee_id="p", what=Coming.LEFT, at=NOON, who=PHUC.seated)
    assert presence_phrases.coming(left) == "PGS.TS Nguyễn Trần Phúc, Phó Hiệu trưởng, rời Hội nghị."
    handed = Handover(giver=HEAD.styled, receiver=PHUC.styled, done_at=NOON)
    told = phrases.handover(handed, Bloc(council_id="c", code="V", name="Khối V"))
    assert told == (
        "Cục trưởng Cục Quản trị III Nguyễn Văn Định bàn giao chức vụ Khối trưởng Khối V cho "
        "PGS.TS Nguyễn Trần Phúc, Phó Hiệu trưởng."
    )


def test_who_chairs_is_told_in_full() -> None:
    assert phrases.comrade(HEAD) == "đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III"
    assert phrases.comrade(GUEST) == "bà Vũ Thị Hồng Hạnh, Vụ Tổ chức cán bộ"
    assert phrases.comrade(PHUC) == "PGS.TS Nguyễn Trần Phúc, Phó Hiệu trưởng"
    assert phrases.comrade(OFFICE) == "đồng chí Lê An, Phó Chánh Văn phòng Đảng ủy"
    assert OFFICE.seated == "Phó Chánh Văn phòng Đảng ủy Lê An"


def test_who_signs_has_neither_title_nor_ong_ba() -> None:
    def name_of(one: Attendee | None) -> str:
        return signature_of("THƯ KÝ", "", who_signs(one)).name

    assert [name_of(one) for one in (PHUC, GUEST, None)] == ["Nguyễn Trần Phúc", "Vũ Thị Hồng Hạnh", ""]
    assert name_of(HEAD.model_copy(update={"name": "PGS.TS Lê An"})) == "Lê An", "of old data"


def test_a_stand_in_is_styled_by_what_is_known_of_them() -> None:
    seat = HEAD.model_copy(update={"stand_in": StandIn(name="Lê Thị Hoa", honorific="bà")})
    assert seat.seated == "bà Lê Thị Hoa, Cục Quản trị III"


@pytest.mark.parametrize(
    ("who", "behind"),
    [
        ("Nguyễn Văn Định, Cục trưởng", True),
        ("Đại tá Lê An, Phó Giám đốc Công an tỉnh", True),
        ("phó giáo sư Lê An, Viện trưởng", True),
        ("Phó Trưởng phòng Kế hoạch, Tài chính Sở Y tế Lê An", False),
        ("Hội đồng Thi đua, Khen thưởng", False),
        ("Lê An", False),
    ],
)
def test_a_comma_of_an_office_before_the_name_is_none_behind_it(who: str, behind: bool) -> None:
    assert phrases.office_behind(who) is behind


@pytest.mark.parametrize(
    ("name", "noun", "office", "said"),
    [
        ("Khối thi đua số V", "", "Khối trưởng", "Khối trưởng Khối thi đua số V"),
        ("Khối các Cục, Vụ tổng hợp", "", "Phó Trưởng khối", "Phó Trưởng khối các Cục, Vụ tổng hợp"),
        ("Cụm các trường", "Cụm", "Trưởng cụm", "Trưởng cụm các trường"),
        ("Các trường", "Cụm", "Trưởng cụm", "Trưởng cụm Các trường"),
    ],
)
def test_the_noun_of_a_bloc_stands_once_in_an_office(name: str, noun: str, office: str, said: str) -> None:
    assert phrases.office_in(Bloc(council_id="c", code="1", name=name, noun=noun), office) == said
