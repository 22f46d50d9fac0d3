"""The words that stand over columns in offices' tables, folded: of units, codes, points, sums and texts."""

import re

UNIT_NAME = (
    "don vi, ten don vi, co quan don vi, ten co quan don vi, co quan, ten co quan, don vi co quan, "
    "cuc vu, ten cuc vu, cuc vu don vi, unit"
)
UNIT = f"{UNIT_NAME}, don vi duoc cham, don vi cong tac, noi cong tac"
NAMES = "ho va ten, ho ten, ho va ten hoc vi, ho va ten hoc ham hoc vi, ho va ten nguoi dai dien"
OFFICES = (
    "chuc danh, chuc vu don vi, chinh quyen, chuc vu chinh quyen, chuc vu chuc danh, chuc danh chuc vu, "
    "chuc vu hien nay, chuc vu hien tai, chuc vu cong tac, chuc vu don vi cong tac, title"
)
PROPOSED = (
    "de nghi khen, de nghi khen thuong, hinh thuc khen, hinh thuc khen thuong, "
    "hinh thuc de nghi khen thuong, hinh thuc khen thuong de nghi, de nghi hinh thuc khen thuong"
)
FAMILY = "ho, ho va, ho dem, ho va dem, ho lot, ho va chu lot, ho va ten lot"
HOLDER = "don vi to chuc, don vi thuc hien, don vi chu tri, co quan chu tri, chu tri"
DUE = "han, han hoan thanh, han xong, thoi gian hoan thanh, due"
COLLECTIVES = "tap the, ten tap the, tap the ca nhan, ten tap the ca nhan, tap the duoc khen thuong"
DECIDED_ON = "ngay ky, ngay, ngay ban hanh, ngay thang nam, ngay thang nam quyet dinh, ngay thang, day"
DECISION = (
    "quyet dinh so ngay, so ngay quyet dinh, quyet dinh, so va ngay quyet dinh, quyet dinh khen thuong, "
    "so ngay thang nam quyet dinh, so quyet dinh ngay thang nam, quyet dinh so ngay thang nam"
)
CODE = "ma, ma tieu chi, ma tc, ma so, ma so tieu chi, ma muc, ma hieu, ky hieu, code"
TITLES = (
    "danh hieu, hinh thuc khen thuong, danh hieu thi dua, ten danh hieu, hinh thuc, danh hieu tap the, "
    "danh hieu ca nhan, award"
)
AIMS = (
    "dang ky danh hieu, danh hieu thi dua dang ky, danh hieu dang ky thi dua, dang ky danh hieu thi dua, "
    "danh hieu phan dau, danh hieu dang ky nam, danh hieu hinh thuc khen thuong dang ky, aim"
)
NUMBERS = "tt, stt, so tt, so thu tu, muc"
POINTS = (
    "diem cham, diem tu cham, tu cham, diem tu danh gia, tu danh gia, diem don vi tu cham, don vi tu cham, "
    "diem cham cheo, cham cheo, diem khoi cham, khoi cham, diem cum cham, cum cham, diem khoi thi dua cham, "
    "diem dat, diem dat duoc, so diem, points"
)
LAYER_WORDS = (
    ("tu cham", "self"),
    ("tu danh gia", "self"),
    ("cheo", "cross"),
    ("khoi cham", "bloc"),
    ("cum cham", "bloc"),
    ("khoi thi dua cham", "bloc"),
    ("cum thi dua cham", "bloc"),
    ("khoi thi dua danh gia", "bloc"),
    ("cum thi dua danh gia", "bloc"),
    ("khoi danh gia", "bloc"),
    ("cum danh gia", "bloc"),
    ("khoi tham dinh", "bloc"),
    ("cum tham dinh", "bloc"),
    ("tham dinh cua khoi", "bloc"),
    ("tham dinh cua cum", "bloc"),
    ("diem khoi", "bloc"),
    ("diem cum", "bloc"),
    ("diem cua khoi", "bloc"),
    ("diem cua cum", "bloc"),
)
"""Words, folded, that say whose points stand under a head or a title."""
SERIALS = frozenset(NUMBERS.split(", "))
SUMS = frozenset(
    ["tong diem", "tong cong", "tong", "cong", "tong so", "tong so diem", "diem tong", "tong hop"]
)
"""Heads of what a row comes to."""
COMPUTED = SUMS | frozenset(
    [
        "xep hang",
        "xep thu",
        "xep thu tu",
        "vi thu",
        "thu tu xep hang",
        "xep loai",
        "ket qua xep loai",
        "phan loai",
        "hang",
        "thu hang",
        "diem trung binh",
        "trung binh",
        "binh quan",
        "diem tb",
        "diem binh quan",
        "cao nhat",
        "thap nhat",
        "chenh lech",
        "danh hieu de nghi",
    ]
)
"""Heads of what follows from other columns."""
TARGETS = "chi tieu, chi tieu dang ky, muc tieu, dang ky, target"
TEXTS = "tieu chi, noi dung tieu chi, ten tieu chi, noi dung thi dua, noi dung cham diem, text"
RULES = "huong dan cham, can cu cham, cach tinh, cach tinh diem, cach cham diem, rule"
MOST = "diem chuan, toi da, thang diem, diem cao nhat, muc diem toi da, diem quy dinh, maximum"
UNIT_WORDS = frozenset(UNIT.split(", "))
"""Heads of units."""
MAXIMA = frozenset([*MOST.split(", "), "diem toi da", "diem toi da theo quy dinh"])
"""Heads of the most points."""


def heads_in(head: str) -> tuple[str, ...]:
    """Return a head and those that it joins: «Họ tên, chức vụ»."""
    return (head, *(part for part in re.split(r"[,;/+–-]", head) if part.strip()))
