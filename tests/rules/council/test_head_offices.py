"""What the head of a body is called, by what kind of body it is."""

import pytest

from ktd_tui.naming import Called
from ktd_tui.rules.council.head_offices import head_office, heads_by_title


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        ("Ủy ban nhân dân tỉnh Bắc Ninh", "Chủ tịch Ủy ban nhân dân tỉnh Bắc Ninh"),
        ("Uỷ ban nhân dân xã Phú Hựu", "Chủ tịch Uỷ ban nhân dân xã Phú Hựu"),
        ("Toà án nhân dân tối cao", "Chánh án Toà án nhân dân tối cao"),
        ("UBND xã Phú Hựu", "Chủ tịch UBND xã Phú Hựu"),
        ("UBND phường Ba Đình", "Chủ tịch UBND phường Ba Đình"),
        ("Văn phòng Quốc hội", "Chủ nhiệm Văn phòng Quốc hội"),
        ("Văn phòng Đảng ủy", "Chánh Văn phòng Đảng ủy"),
        ("Thanh tra tỉnh", "Chánh Thanh tra tỉnh"),
        ("Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ"),
        ("Sở Y tế", "Giám đốc Sở Y tế"),
        ("Cục Quản trị II", "Cục trưởng Cục Quản trị II"),
        ("Chi cục Thuế", "Chi cục trưởng Chi cục Thuế"),
        ("Công an xã Bình Lục", "Trưởng Công an xã Bình Lục"),
        ("Công an Quận 1", "Trưởng Công an Quận 1"),
        ("Phòng giao dịch Bình Chánh", "Giám đốc Phòng giao dịch Bình Chánh"),
        ("Phòng Tổ chức", "Trưởng phòng Tổ chức"),
        ("Công an tỉnh Quảng Trị", "Giám đốc Công an tỉnh Quảng Trị"),
        ("Trường THCS Lê Lợi", "Hiệu trưởng Trường THCS Lê Lợi"),
        ("Xã An Bình", "Chủ tịch UBND xã An Bình"),
        ("Huyện ủy Lạc Thủy", "Bí thư Huyện ủy Lạc Thủy"),
        ("Huyện đoàn Lạc Thủy", "Bí thư Huyện đoàn Lạc Thủy"),
        ("Kiểm toán nhà nước", "Tổng Kiểm toán nhà nước"),
    ],
)
def test_the_head_of_a_body(body: str, whole: str) -> None:
    assert Called(title=head_office(body), unit=body).office == whole


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Câu lạc bộ Thăng Long",
        "Bộlạc",
        "Tổ 5",
        "Bảo tàng tỉnh",
        "Bản Mường",
        "Phong trào",
        "Xã đội An Bình",
    ],
)
def test_of_what_is_not_known_nothing_is_said(body: str) -> None:
    assert head_office(body) == ""


@pytest.mark.parametrize(
    ("body", "title", "heads"),
    [
        ("Xã An Bình", "Chủ tịch UBND xã", True),
        ("Xã An Bình", "Q. Chủ tịch Uỷ ban nhân dân xã An Bình", True),
        ("Xã An Bình", "Chủ tịch", True),
        ("Xã An Bình", "Chủ tịch HĐND xã", False),
        ("Xã An Bình", "Chủ tịch UBND xã Yên Bồng", False),
        ("Xã An Bình", "Phó Chủ tịch UBND xã", False),
        ("UBND xã An Bình", "Chủ tịch UBND xã", True),
        ("UBND xã An Bình", "Chủ tịch Ủy ban MTTQ xã", False),
        ("Thị trấn Chi Nê", "Chủ tịch UBND thị trấn", True),
        ("Phường 3", "Chủ tịch UBND phường", True),
        ("Tỉnh ủy Bắc Ninh", "Chủ tịch UBND tỉnh", False),
        ("Huyện đoàn Lạc Thủy", "Chủ tịch UBND huyện", False),
        ("Sở Y tế", "Giám đốc Sở", True),
        ("Sở Y tế", "Giám đốc Trung tâm Y tế", False),
        ("Phòng Tổ chức", "Trưởng phòng Tổ chức", True),
        ("Phòng Tổ chức", "Trưởng phòng Tài chính", False),
        ("Văn phòng Đảng ủy", "Chánh Văn phòng Đảng ủy", True),
        ("Thanh tra tỉnh", "Chánh Thanh tra tỉnh", True),
        ("Vụ Pháp chế", "Vụ trưởng Vụ Pháp chế", True),
        ("Câu lạc bộ Thăng Long", "Chủ nhiệm", False),
    ],
)
def test_whose_title_is_the_heads(body: str, title: str, heads: bool) -> None:
    assert heads_by_title(body, title) is heads
