"""The words that stand over columns in offices' tables, folded: of units, codes, points, sums and texts."""

import re

UNIT_NAME = (
    "don vi, ten don vi, co quan don vi, ten co quan don vi, co quan, ten co quan, don vi co quan, "
    "cuc vu, ten cuc vu, cuc vu don vi, unit"
)
UNIT = (
    f"{UNIT_NAME}, don vi duoc cham, don vi cong tac, noi cong tac, phong ban, phong ban don vi, noi lam viec"
)
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
HOLDER = (
    "don vi to chuc, don vi thuc hien, don vi chu tri, co quan chu tri, chu tri, don vi dang cai, dang cai, "
    "co quan to chuc, co quan thuc hien"
)
DUE = "han, han hoan thanh, han xong, thoi gian hoan thanh, due"
COLLECTIVES = (
    "tap the, ten tap the, tap the ca nhan, ten tap the ca nhan, ca nhan tap the, ten ca nhan tap the, "
    "ten ca nhan va tap the, ten tap the va ca nhan, tap the va ca nhan, tap the duoc khen thuong, "
    "tap the ca nhan duoc khen thuong, ho ten ca nhan tap the, ho va ten tap the, ho ten tap the, "
    "ho va ten ca nhan tap the, ten tap the ho va ten ca nhan"
)
EXEMPLARY = f"{NAMES}, {COLLECTIVES}, dien hinh tien tien, ten dien hinh, guong dien hinh"
SHORT_NAMES = "viet tat, ten ngan, ten tat, ten goi tat, ky hieu, short name"
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
MOVEMENT = "phong trao, ten phong trao, ten phong trao thi dua, noi dung phong trao, movement"
LAUNCHERS = (
    "nguoi phat dong, don vi phat dong, phat dong, co quan phat dong, noi phat dong, "
    "co quan don vi phat dong, launcher"
)
PLANS = (
    "so ke hoach, van ban, van ban phat dong, so van ban, ke hoach so, so hieu van ban, so ky hieu van ban, "
    "can cu, plan"
)
TARGETS = "chi tieu, chi tieu dang ky, muc tieu, dang ky, target"
TEXTS = (
    "tieu chi, noi dung tieu chi, ten tieu chi, noi dung thi dua, noi dung cham diem, text, "
    "noi dung va thang diem, noi dung thang diem, noi dung tieu chi va thang diem, tieu chi va thang diem, "
    "tieu chi thang diem, noi dung tieu chi thang diem, noi dung va tieu chi, tieu chi thi dua, "
    "tieu chi cham diem, tieu chi danh gia, noi dung danh gia, noi dung cac tieu chi, cac tieu chi"
)
RULES = "huong dan cham, can cu cham, cach tinh, cach tinh diem, cach cham diem, rule"
MOST = "diem chuan, toi da, thang diem, diem cao nhat, muc diem toi da, diem quy dinh, maximum"
UNIT_WORDS = frozenset(UNIT.split(", "))
"""Heads of units."""
MAXIMA = frozenset([*MOST.split(", "), "diem toi da", "diem toi da theo quy dinh"])
"""Heads of the most points."""


def heads_in(head: str) -> tuple[str, ...]:
    """Return a head and those that it joins: «Họ tên, chức vụ»."""
    return (head, *(part for part in re.split(r"[,;/+–-]", head) if part.strip()))
