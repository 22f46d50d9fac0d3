"""Heads that no list has word by word: what they are about, and nothing but words that say no more.

«Tên các đơn vị đăng ký» is «Đơn vị»; «Đơn vị tính» is not, since «tính» says more.
"""

import re

from ktd_tui.sheets.head_words import without_more
from ktd_tui.text import fold

_ABOUT = {
    "ho va ten": (
        "ho va ten|ho ten|ho chu dem|ho va chu dem|ho dem",
        (
            "don vi|ten|can bo|cong chuc|vien chuc|nguoi|nguoi lao dong|lanh dao|dai bieu|dai dien|cua|va"
            "|ca nhan|tham du|du hop|chuc vu|chuc danh|hien nay"
        ),
    ),
    "thu truong": (
        "thu truong|nguoi dung dau|cap truong",
        "ho|ten|va|ho ten|ho va ten|don vi|co quan|to chuc|cua|la|cac|hien nay",
    ),
    "chuc vu": ("chuc vu|chuc danh", "hien|chinh quyen|dang|doan the|cong tac|nghe nghiep|va"),
    "ten viet tat": ("viet tat|goi tat", "ten|goi|cua|don vi|co quan"),
    "tru so": ("tru so", "chinh|lam viec|noi|dat|dong|dia chi|co quan|don vi"),
    "chi tieu dang ky": (
        "chi tieu|muc tieu|phan dau|ket qua phan dau|ket qua dang ky|ket qua can dat",
        "noi dung|dang ky|thi dua|cu the|muc|cac|giao|duoc giao|ke hoach|can dat|va|nam",
    ),
    "thoi han": (
        "thoi han|thoi gian|thoi diem|moc thoi gian|tien do|han",
        "hoan thanh|thuc hien|xong|cuoi cung|du kien|phai|dang ky|va|tien do",
    ),
    "diem chuan": (
        "diem chuan|diem toi da|toi da|thang diem|diem tran",
        "diem|so|muc|quy dinh|theo|cua|tieu chi|cac|moi|khung|cao nhat|thi dua|bang",
    ),
    "noi dung tieu chi": (
        "noi dung|tieu chi",
        (
            "ten|cac|va|thi dua|cham diem|cham|danh gia|thang diem|thanh phan|cong viec|cong tac|chi tiet"
            "|cu the|binh xet|thuc hien|theo doi"
        ),
    ),
    "ma tieu chi": ("ma|ma so|ma hieu|tieu chi so", "tieu chi|so|cua|tc|noi dung|muc"),
    "don vi": (
        (
            "dac khu|don vi|co quan|so nganh|ban nganh|dia phuong|xa phuong|phuong xa|doanh nghiep|benh vien"
            "|truong hoc|ten truong|co so giao duc|khoa phong|phong ban"
        ),
        (
            "xa|phuong|thi tran|ten|cac|trong|thuoc|truc thuoc|khoi|cum|dang ky|tham gia|va|goi|day du"
            "|doan the|cong tac|duoc cham|duoc cham diem|thi dua|thanh vien"
        ),
    ),
    "tap the ca nhan": (
        "tap the",
        (
            "ho va ten|ho ten|ten|ca nhan|va|hoac|dien hinh|tien tien|duoc khen thuong|duoc khen"
            "|duoc de nghi|de nghi"
        ),
    ),
    "trung binh": ("trung binh|binh quan|tb", "diem|cong|chung|khoi|cum|toan|cac|don vi"),
    "ly do": (
        "ly do|giai trinh|nguyen nhan",
        "tru|cong|diem|chenh lech|thay doi|dieu chinh|tang|giam|va|cua|cac",
    ),
    "chenh lech": ("chenh lech", "diem|so voi|giua|cac|lan|cham|tang|giam|va"),
}
"""What a head is about, and what may stand beside it, by the head that it is then read as; folded."""

_PATTERNS = {
    head: re.compile(rf"(?:(?:{more}) )*(?:{about})(?: (?:{about}|{more}))*")
    for head, (about, more) in _ABOUT.items()
}


def bare_head(head: str) -> str:
    """Reduce a head: no case, no marks, nothing in brackets, no little numbers."""
    bare = re.sub(r"\([^)]*\)|[¹²³⁰⁴-⁹]", " ", fold(head).replace("_", " ").replace("&", " va "))
    words = re.sub(r"[^\w\s]", " ", bare).split()
    return " ".join("quyet dinh" if word == "qd" else word for word in words)


def in_other_words(head: str) -> str:
    """Return the head that a folded one says in other words; itself where it says another thing."""
    plain = without_more(head)
    return next((known for known, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), plain)
