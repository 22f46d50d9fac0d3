"""What the head of a body is called by the body's kind, where nobody said it."""

from ktd_tui.naming import Called, without_acting
from ktd_tui.text import likeness

_OFFICES = (
    ("Ủy ban nhân dân", "Chủ tịch"),
    ("UBND", "Chủ tịch"),
    ("Hội đồng nhân dân", "Chủ tịch"),
    ("HĐND", "Chủ tịch"),
    ("Ủy ban Mặt trận Tổ quốc", "Chủ tịch"),
    ("Ủy ban MTTQ", "Chủ tịch"),
    ("Liên đoàn Lao động", "Chủ tịch"),
    ("Hội Nông dân", "Chủ tịch"),
    ("Hội Liên hiệp", "Chủ tịch"),
    ("Hội Cựu chiến binh", "Chủ tịch"),
    ("Văn phòng Chính phủ", "Bộ trưởng, Chủ nhiệm"),
    ("Văn phòng Quốc hội", "Chủ nhiệm"),
    ("Văn phòng Chủ tịch nước", "Chủ nhiệm"),
    ("Văn phòng", "Chánh Văn phòng"),
    ("Thanh tra Chính phủ", "Tổng Thanh tra"),
    ("Thanh tra", "Chánh Thanh tra"),
    ("Kiểm toán nhà nước", "Tổng Kiểm toán nhà nước"),
    ("Ngân hàng Nhà nước", "Thống đốc"),
    ("Tòa án nhân dân", "Chánh án"),
    ("TAND", "Chánh án"),
    ("Viện kiểm sát nhân dân", "Viện trưởng"),
    ("VKSND", "Viện trưởng"),
    ("Tỉnh ủy", "Bí thư"),
    ("Thành ủy", "Bí thư"),
    ("Huyện ủy", "Bí thư"),
    ("Đảng ủy", "Bí thư"),
    ("Công an xã", "Trưởng Công an"),
    ("Công an phường", "Trưởng Công an"),
    ("Công an đặc khu", "Trưởng Công an"),
    ("Công an quận", "Trưởng Công an"),
    ("Công an huyện", "Trưởng Công an"),
    ("Công an thị xã", "Trưởng Công an"),
    ("Công an", "Giám đốc"),
    ("Bộ Chỉ huy", "Chỉ huy trưởng"),
    ("Bộ", "Bộ trưởng"),
    ("Sở", "Giám đốc"),
    ("Tổng công ty", "Tổng Giám đốc"),
    ("Tập đoàn", "Tổng Giám đốc"),
    ("Công ty", "Giám đốc"),
    ("Chi cục", "Chi cục trưởng"),
    ("Cục", "Cục trưởng"),
    ("Vụ", "Vụ trưởng"),
    ("Ban", "Trưởng Ban"),
    ("Phòng giao dịch", "Giám đốc"),
    ("Phòng", "Trưởng phòng"),
    ("Chi nhánh", "Giám đốc"),
    ("Trung tâm", "Giám đốc"),
    ("Bệnh viện", "Giám đốc"),
    ("Học viện", "Giám đốc"),
    ("Viện", "Viện trưởng"),
    ("Trường", "Hiệu trưởng"),
    ("Bảo hiểm xã hội", "Giám đốc"),
    ("Nhà xuất bản", "Giám đốc"),
    ("Báo", "Tổng Biên tập"),
    ("Tạp chí", "Tổng Biên tập"),
)
"""How a body's name begins, and what its head is called: the longer beginning before the shorter one."""


def head_office(body: str) -> str:
    """Return the office of a body's head («Chủ tịch» of a people's committee); empty of a kind not known."""
    words = likeness(body).split()
    for begins, office in _OFFICES:
        kind = likeness(begins).split()
        if words[: len(kind)] == kind:
            return office
    return ""


def heads_by_title(body: str, title: str) -> bool:
    """Say whether a title is that of a body's head, who may act as such: «Q. Hiệu trưởng» of a school."""
    office = likeness(head_office(body))
    return bool(office) and likeness(without_acting(title)) in (office, likeness(f"{office} {body}"))


def signing_for(body: str, title: str, power: str) -> str:
    """Return the office under which somebody signs for a body, a line each; without a title its head's."""
    return Called(title=title or head_office(body) or "Thủ trưởng", unit=body, power=power).signing
