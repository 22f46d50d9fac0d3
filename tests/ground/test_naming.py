"""What a person is called: in lists and in what is told, before a signature, and as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.errors import Refused
from ktd_tui.naming import Called, as_honorific, as_power, bare_name, beside_unit, signer_of, taken_apart

PHUC = Called("Nguyễn Trần Phúc", "Phó Hiệu trưởng", degree="PGS.TS")
HANH = Called("Vũ Thị Hồng Hạnh", "", "Vụ Tổ chức cán bộ", "bà")
DINH = Called("Nguyễn Văn Định", "Cục trưởng", "Cục Quản trị III")


@pytest.mark.parametrize(
    ("of", "listed", "styled", "comrade"),
    [
        (PHUC, "PGS.TS Nguyễn Trần Phúc, Phó Hiệu trưởng", None, None),
        (HANH, "bà Vũ Thị Hồng Hạnh, Vụ Tổ chức cán bộ", None, None),
        (
            HANH._replace(honorific=""),
            "Vũ Thị Hồng Hạnh, Vụ Tổ chức cán bộ",
            None,
            "đồng chí Vũ Thị Hồng Hạnh, Vụ Tổ chức cán bộ",
        ),
        (
            DINH,
            "Nguyễn Văn Định, Cục trưởng Cục Quản trị III",
            "Cục trưởng Cục Quản trị III Nguyễn Văn Định",
            "đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III",
        ),
        (
            Called("Đại tá Lê Hùng", "Lữ đoàn trưởng", "Lữ đoàn 7"),
            "Đại tá Lê Hùng, Lữ đoàn trưởng Lữ đoàn 7",
            None,
            "đồng chí Đại tá Lê Hùng, Lữ đoàn trưởng Lữ đoàn 7",
        ),
        (
            Called("Đại Tấn Lê", "Trưởng thôn", "Thôn Đông"),
            "Đại Tấn Lê, Trưởng thôn Đông",
            "Trưởng thôn Đông Đại Tấn Lê",
            "đồng chí Đại Tấn Lê, Trưởng thôn Đông",
        ),
        (Called("", "Đại diện lãnh đạo", "Vụ Thư ký"), "Đại diện lãnh đạo Vụ Thư ký", None, None),
        (Called("Lê An"), "Lê An", None, "đồng chí Lê An"),
        (Called("Lê An", degree="TS", honorific="bà"), "TS Lê An", None, None),
        (Called("Thiếu tá Lê An", degree="TS"), "Thiếu tá, TS Lê An", None, None),
        (Called("Thiếu tá Lê An", honorific="bà"), "Thiếu tá Lê An", None, "đồng chí Thiếu tá Lê An"),
        (Called(honorific="bà", degree="TS"), "", "", ""),
    ],
)
def test_how_papers_call_a_person(of: Called, listed: str, styled: str | None, comrade: str | None) -> None:
    assert (of.listed, of.styled, of.comrade) == (listed, styled or listed, comrade or listed)


@pytest.mark.parametrize(
    ("of", "name", "before"),
    [
        (Called("Lê Hùng", degree="PGS.TS"), "Lê Hùng", "PGS.TS"),
        (Called("Đại tá Lê Hùng"), "Lê Hùng", "Đại tá"),
        (Called("Thiếu tướng, TS. Lê Hùng"), "Lê Hùng", "Thiếu tướng, TS"),
        (Called("Trung úy Lê Hùng", degree="ThS"), "Lê Hùng", "Trung úy, ThS"),
        (Called("Đại Tấn Lê"), "Đại Tấn Lê", ""),
    ],
    ids=str,
)
def test_rank_and_title_stand_apart_from_a_signers_name(of: Called, name: str, before: str) -> None:
    assert (of.signer.name, of.signer.degree) == (name, before)


@pytest.mark.parametrize(
    ("title", "unit", "office"),
    [
        ("Phó Chánh Văn phòng", "Văn phòng Đảng ủy", "Phó Chánh Văn phòng Đảng ủy"),
        ("Trưởng phòng", "Phòng Tổ chức", "Trưởng phòng Tổ chức"),
        ("Trưởng thôn", "Thôn Đông", "Trưởng thôn Đông"),
        ("Trưởng Công an quận", "Công an Quận 1", "Trưởng Công an Quận 1"),
        ("Phó Chánh văn phòng", "Văn phòng Đảng ủy", "Phó Chánh Văn phòng Đảng ủy"),
        ("Trạm trưởng", "Trạm Y tế xã", "Trạm trưởng Trạm Y tế xã"),
        ("Giám đốc Sở", "Sở Y tế", "Giám đốc Sở Y tế"),
        ("Phó Vụ trưởng Vụ Thư ký", "Vụ Thư ký", "Phó Vụ trưởng Vụ Thư ký"),
        ("Cục trưởng", "Cục Quản trị III", "Cục trưởng Cục Quản trị III"),
        ("Hiệu trưởng", "Trường Đại học Luật", "Hiệu trưởng Trường Đại học Luật"),
        ("Thư ký", "Ký túc xá", "Thư ký Ký túc xá"),
        ("Vụ trưởng", "Vụ", "Vụ trưởng"),
        ("", "Vụ Thư ký", "Vụ Thư ký"),
        ("Công chức địa chính", "Xã An Bình", "Công chức địa chính xã An Bình"),
        ("Bí thư Đảng ủy", "Thị trấn Chi Nê", "Bí thư Đảng ủy thị trấn Chi Nê"),
        ("Chủ tịch UBND", "Quận 1", "Chủ tịch UBND Quận 1"),
        ("Chủ tịch UBND", "Thành phố Hồ Chí Minh", "Chủ tịch UBND Thành phố Hồ Chí Minh"),
        ("Chủ tịch UBND", "Thành phố Đà Nẵng", "Chủ tịch UBND thành phố Đà Nẵng"),
        ("", "Xã An Bình", "Xã An Bình"),
        ("Chuyên viên", "", "Chuyên viên"),
    ],
)
def test_what_office_and_unit_both_say_is_said_once(title: str, unit: str, office: str) -> None:
    assert Called(title=title, unit=unit).office == office


@pytest.mark.parametrize(
    ("typed", "honorific", "degree", "name"),
    [
        ("Bà Vũ Thị Hồng Hạnh", "bà", "", "Vũ Thị Hồng Hạnh"),
        ("ông Lê An", "ông", "", "Lê An"),
        ("PGS.TS Nguyễn Trần Phúc", "", "PGS.TS", "Nguyễn Trần Phúc"),
        ("PGS. TS. Nguyễn Trần Phúc", "", "PGS. TS", "Nguyễn Trần Phúc"),
        ("Bà TS. Lê An", "bà", "TS", "Lê An"),
        ("GS.TSKH. Lê An", "", "GS.TSKH", "Lê An"),
        ("Phó Giáo sư, Tiến sĩ Lê An", "", "Phó Giáo sư, Tiến sĩ", "Lê An"),
        ("PGS.TS.NGƯT Lê An", "", "PGS.TS.NGƯT", "Lê An"),
        ("BS.CKII Trần Bình", "", "BS.CKII", "Trần Bình"),
        ("Bà BS. CK 1 Trần Bình", "bà", "BS.CK1", "Trần Bình"),
        ("Bác sĩ chuyên khoa cấp II Trần Bình", "", "Bác sĩ chuyên khoa cấp II", "Trần Bình"),
        ("DSCKI. Trần Bình", "", "DSCKI", "Trần Bình"),
        ("Th.s. Trần Bình", "", "ThS", "Trần Bình"),
        ("pgs.ts Trần Bình", "", "PGS.TS", "Trần Bình"),
        ("GS.VS Trần Bình", "", "GS.VS", "Trần Bình"),
        ("Thầy thuốc Nhân dân Trần Bình", "", "Thầy thuốc Nhân dân", "Trần Bình"),
        ("Cô Nhà giáo ưu tú Trần Bình", "bà", "Nhà giáo ưu tú", "Trần Bình"),
        ("Thầy Trần Văn Bình", "ông", "", "Trần Văn Bình"),
        ("Luật sư Trần Bình", "", "Luật sư", "Trần Bình"),
        ("Thầy Lê Minh Đức", "ông", "", "Lê Minh Đức"),
        ("Cô Ba", "", "", "Cô Ba"),
        ("đồng chí Lê An", "", "", "Lê An"),
        ("đ/c ThS Lê An", "", "ThS", "Lê An"),
        ("Nguyễn Văn Ông", "", "", "Nguyễn Văn Ông"),
        ("Trần Tiến", "", "", "Trần Tiến"),
        ("Tiến sĩ", "", "", "Tiến sĩ"),
        ("ts", "", "", "ts"),
        ("Bà", "", "", "Bà"),
        ("  ", "", "", ""),
    ],
)
def test_what_stands_before_a_name_is_taken_off(typed: str, honorific: str, degree: str, name: str) -> None:
    of = taken_apart(typed)
    assert (of.honorific, of.degree.replace(". ", "."), of.name) == (
        honorific,
        degree.replace(". ", "."),
        name,
    )
    assert bare_name(typed) == name


@given(
    st.sampled_from(["", "ông", "bà"]),
    st.sampled_from(["", "TS", "PGS.TS", "ThS"]),
    st.lists(st.sampled_from(["Lê", "Bà", "An", "Ông", "Ts", "Giáo", "sư"]), min_size=1, max_size=4),
)
def test_what_a_form_shows_is_read_as_it_was(honorific: str, degree: str, words: list[str]) -> None:
    of = taken_apart(" ".join((honorific, degree, *words)))
    assert taken_apart(of.typed) == of


def test_ong_and_ba_are_understood_without_marks() -> None:
    assert [as_honorific(one) for one in ("Ông", "ba", " BÀ. ", "")] == ["ông", "bà", "bà", ""]
    with pytest.raises(Refused, match="write “ông” or “bà”"):
        as_honorific("cô")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("PGS.TS Nguyễn Trần Phúc, Phó Hiệu trưởng", "Nguyễn Trần Phúc"),
        ("Bà Lê An", "Lê An"),
        ("Lê An, Vụ Thư ký", "Lê An"),
        ("Cục trưởng Cục Quản trị III Nguyễn Văn Định", ""),
        ("", ""),
    ],
)
def test_who_signs_is_told_from_what_was_typed(typed: str, name: str) -> None:
    assert signer_of(typed).name == name


@pytest.mark.parametrize(
    ("title", "unit", "signing"),
    [
        ("Phó Hiệu trưởng", "Trường THPT Số 1", "KT. Hiệu trưởng Trường THPT Số 1\nPhó Hiệu trưởng"),
        ("Phó Chánh Văn phòng", "Văn phòng Đảng ủy", "KT. Chánh Văn phòng Đảng ủy\nPhó Chánh Văn phòng"),
        ("Phó Giám đốc phụ trách", "Sở Y tế", "KT. Giám đốc Sở Y tế\nPhó Giám đốc"),
        ("Hiệu trưởng", "Trường THPT Số 1", "Hiệu trưởng Trường THPT Số 1"),
        ("Q. Giám đốc", "Sở Y tế", "Q. Giám đốc Sở Y tế"),
        ("Phóng viên", "Báo Thi đua", "Phóng viên Báo Thi đua"),
        ("", "Sở Y tế", "Sở Y tế"),
    ],
)
def test_a_deputy_signs_in_the_place_of_the_head(title: str, unit: str, signing: str) -> None:
    assert Called(title=title, unit=unit).signing == signing


@pytest.mark.parametrize(
    ("title", "power", "signing"),
    [
        ("Hiệu trưởng", "", "Hiệu trưởng Trường Lê Lợi"),
        ("Quyền Hiệu trưởng", "", "Q. Hiệu trưởng Trường Lê Lợi"),
        ("Hiệu trưởng", "Q.", "Q. Hiệu trưởng Trường Lê Lợi"),
        ("Phó Hiệu trưởng", "–", "Phó Hiệu trưởng Trường Lê Lợi"),
        ("Trưởng phòng", "TL. Hiệu trưởng", "TL. Hiệu trưởng\nTrưởng phòng"),
        ("Trưởng phòng", "TUQ. Giám đốc Sở", "TUQ. Giám đốc Sở\nTrưởng phòng"),
        ("Trưởng ban", "TM. Ban đại diện", "TM. Ban đại diện\nTrưởng ban"),
    ],
)
def test_one_signs_by_the_power_that_is_given(title: str, power: str, signing: str) -> None:
    assert Called(title=title, unit="Trường Lê Lợi", power=power).signing == signing


@pytest.mark.parametrize(
    ("typed", "power"),
    [
        ("", ""),
        ("-", "–"),
        ("q", "Q."),
        ("tl Bộ trưởng", "TL. Bộ trưởng"),
        ("TUQ.  Chủ tịch", "TUQ. Chủ tịch"),
        ("kt. Viện trưởng", "KT. Viện trưởng"),
    ],
)
def test_a_power_is_read_as_it_is_typed(typed: str, power: str) -> None:
    assert as_power(typed) == power


@pytest.mark.parametrize("typed", ["TL.", "Q. Hiệu trưởng", "PP. Giám đốc", "Bộ trưởng"])
def test_what_is_no_power_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="TUQ"):
        as_power(typed)


def test_who_signs_in_the_heads_place_says_whose_head() -> None:
    of = Called("Lê An", "Phó Hiệu trưởng", "Trường Y", power="KT. Hiệu trưởng")
    assert of.signing == "KT. Hiệu trưởng Trường Y\nPhó Hiệu trưởng"
    assert of._replace(unit="").signing == "KT. Hiệu trưởng\nPhó Hiệu trưởng"
    assert (
        of._replace(power="KT. Hiệu trưởng Trường Y").signing == "KT. Hiệu trưởng Trường Y\nPhó Hiệu trưởng"
    )


@pytest.mark.parametrize(
    ("who", "unit", "said"),
    [
        ("TS Lê A, Giám đốc Sở Y tế", "Sở Y tế", "TS Lê A, Giám đốc"),
        ("Cục trưởng Cục Quản trị III Lê A", "Cục Quản trị III", "Cục trưởng Lê A"),
        ("Trung tá Lê A, Phó Trưởng phòng Hậu cần", "Phòng Hậu cần", "Trung tá Lê A, Phó Trưởng phòng"),
        ("Lê A, Trưởng Công an huyện An Bình", "Công an huyện An Bình", "Lê A, Trưởng Công an huyện"),
        ("Trưởng Ban Tổ chức Lê A", "Ban Tổ chức", "Trưởng Ban Lê A"),
        ("Lê A, Phó Chánh Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh", "Lê A, Phó Chánh Văn phòng"),
        ("Lê A, Giám đốc Sở Y tế", "Sở Y", "Lê A, Giám đốc Sở Y tế"),
        ("ông Lê A, Sở Y tế", "Sở Y tế", "ông Lê A"),
        ("ông Lê A, Sở Y tế", "Vụ Thư ký", "ông Lê A, Sở Y tế"),
    ],
)
def test_beside_a_unit_its_name_is_not_said_again(who: str, unit: str, said: str) -> None:
    assert beside_unit(who, unit) == said
