"""What the head of a body is called by the body's kind, where nobody said it."""

from collections.abc import Iterator

from ktd_tui.naming import Called, without_acting
from ktd_tui.text import likeness, place_kind

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
    ("Hội Phụ nữ", "Chủ tịch"),
    ("Hội LHPN", "Chủ tịch"),
    ("Hội Chữ thập đỏ", "Chủ tịch"),
    ("Đoàn Thanh niên", "Bí thư"),
    ("Đoàn TNCS", "Bí thư"),
    ("Tỉnh đoàn", "Bí thư"),
    ("Thành đoàn", "Bí thư"),
    ("Huyện đoàn", "Bí thư"),
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
    place = place_kind(body)
    of_a_place = f"Chủ tịch UBND {place.lower()}" if place else ""
    return next((office for begins, office in _OFFICES if _begins(body, begins)), of_a_place)


def heads_by_title(body: str, title: str) -> bool:
    """Say whether a title is that of a body's head, who may act as such: «Q. Hiệu trưởng» of a school.

    The body may follow in full or as far as tells its kind: «Chủ tịch UBND xã», «Giám đốc Sở».
    """
    said = likeness(without_acting(title)).split()
    for name in _names(body):
        office, of = likeness(head_office(name)).split(), likeness(name).split()
        # What ends the office is not said again: «Trưởng phòng Tổ chức» heads the Phòng Tổ chức.
        shared = (n for n in range(1, len(office) + 1) if office[-n:] == of[:n])
        rest = said[len(office) :]
        if (
            office
            and said[: len(office)] == office
            and any(rest == of[n:][: len(rest)] for n in (0, *shared))
        ):
            return True
    return False


def _names(body: str) -> Iterator[str]:
    """Yield a body's name; a place stands for its people's committee."""
    yield body
    if place_kind(body):
        yield from (f"UBND {body}", f"Ủy ban nhân dân {body}")


def _begins(body: str, kind: str) -> bool:
    words, begins = likeness(body).split(), likeness(kind).split()
    return words[: len(begins)] == begins


def signing_for(body: str, title: str, power: str) -> str:
    """Return the office under which somebody signs for a body, a line each; without a title its head's."""
    return Called(title=title or head_office(body) or "Thủ trưởng", unit=body, power=power).signing
