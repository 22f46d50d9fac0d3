"""The words that stand over columns in offices' tables, folded: of units, codes, points, sums and texts."""

import re

UNIT_NAME = (
    "don vi, ten don vi, co quan don vi, ten co quan don vi, co quan, ten co quan, don vi co quan, "
    "cuc vu, ten cuc vu, cuc vu don vi, unit, ten day du, ten goi day du, ten day du cua don vi, "
    "so nganh, so ban nganh, dia phuong, don vi dia phuong, co quan don vi dia phuong, phuong xa, xa phuong, "
    "ten phuong xa, ten xa phuong, doanh nghiep, ten doanh nghiep, cong ty, ten cong ty, benh vien, "
    "ten benh vien, ten truong, truong hoc, ten truong hoc, nha truong"
)
UNIT = (
    f"{UNIT_NAME}, don vi duoc cham, don vi cong tac, noi cong tac, phong ban, phong ban don vi, noi lam viec"
)
NAMES = (
    "ho va ten, ho ten, ho va ten hoc vi, ho va ten hoc ham hoc vi, ho va ten nguoi dai dien, "
    "ho ten dem va ten, ho dem va ten, ho chu dem va ten, ho va chu dem va ten, ten can bo, ho ten can bo"
)
WITH_OFFICES = (
    "ho va ten chuc vu, ho ten chuc vu, ho va ten va chuc vu, ho ten va chuc vu, ho va ten chuc danh, "
    "ho ten chuc danh, ho va ten va chuc danh, ho va ten can bo"
)
"""Names of people with their offices behind them in one cell."""
HEADS = "thu truong don vi, thu truong ho va ten, thu truong ho ten, thu truong don vi ho va ten"
FORMER = (
    "ten truoc day, ten don vi cu, ten cu cua don vi, ten truoc khi doi, ten truoc khi doi ten, "
    "ten don vi truoc day, ten goi cu, ten goi truoc day, don vi cu"
)
OFFICES = (
    "chuc danh, chuc vu don vi, chinh quyen, chuc vu chinh quyen, chuc vu chuc danh, chuc danh chuc vu, "
    "chuc vu hien nay, chuc vu hien tai, chuc vu cong tac, chuc vu don vi cong tac, title"
)
PROPOSED = (
    "de nghi khen, de nghi khen thuong, hinh thuc khen, hinh thuc khen thuong, "
    "hinh thuc de nghi khen, hinh thuc de nghi khen thuong, hinh thuc khen thuong de nghi, "
    "de nghi hinh thuc khen thuong"
)
FAMILY = "ho, ho va, ho dem, ho va dem, ho lot, ho va chu lot, ho va ten lot"
HOLDER = (
    "don vi to chuc, don vi thuc hien, don vi chu tri, co quan chu tri, chu tri, don vi dang cai, dang cai, "
    "co quan to chuc, co quan thuc hien"
)
DUE = (
    "han, han hoan thanh, han xong, thoi gian hoan thanh, thoi han hoan thanh, thoi han thuc hien, "
    "thoi gian thuc hien, thoi diem hoan thanh, han chot, moc thoi gian, moc hoan thanh, due"
)
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
    "danh hieu, hinh thuc khen thuong, danh hieu thi dua, ten danh hieu, hinh thuc, hinh thuc khen, "
    "danh hieu tap the, "
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
TARGETS = (
    "chi tieu, chi tieu dang ky, muc tieu, dang ky, chi tieu phan dau, chi tieu thi dua, chi tieu cu the, "
    "muc dang ky, muc phan dau, chi tieu dang ky thi dua, chi tieu dang ky phan dau, dang ky chi tieu, "
    "dang ky thi dua, dang ky phan dau, chi tieu ke hoach, chi tieu giao, chi tieu duoc giao, target"
)
TEXTS = (
    "tieu chi, noi dung tieu chi, ten tieu chi, noi dung thi dua, noi dung cham diem, text, "
    "noi dung va thang diem, noi dung thang diem, noi dung tieu chi va thang diem, tieu chi va thang diem, "
    "tieu chi thang diem, noi dung tieu chi thang diem, noi dung va tieu chi, tieu chi thi dua, "
    "tieu chi cham diem, tieu chi danh gia, noi dung danh gia, noi dung cac tieu chi, cac tieu chi, "
    "noi dung tieu chi thi dua, noi dung tieu chi cham diem, noi dung tieu chi danh gia, tieu chi noi dung, "
    "danh muc tieu chi, ten chi tieu, noi dung cong viec, noi dung cong tac, "
    "noi dung tieu chi thi dua va thang diem"
)
RULES = (
    "huong dan cham, huong dan cham diem, can cu cham, can cu cham diem, cach tinh, cach tinh diem, "
    "cach cham diem, phuong phap cham, phuong phap cham diem, phuong phap tinh diem, quy dinh cham diem, rule"
)
MOST = (
    "diem chuan, toi da, thang diem, diem cao nhat, muc diem toi da, diem quy dinh, so diem toi da, "
    "thang diem chuan, thang diem toi da, diem thi dua toi da, diem toi da dat duoc, khung diem, "
    "diem chuan toi da, tong diem chuan, diem theo quy dinh, diem toi da theo quy dinh, maximum"
)
UNIT_WORDS = frozenset(UNIT.split(", "))
"""Heads of units."""
MAXIMA = frozenset([*MOST.split(", "), "diem toi da"])
"""Heads of the most points."""


def heads_in(head: str) -> tuple[str, ...]:
    """Return a head and those that it joins: «Họ tên, chức vụ»."""
    return (head, *(part for part in re.split(r"[,;/+–-]", head) if part.strip()))


_AND_MORE = (
    r"(?<=\w)( thanh vien| hien nay| hien tai| nam (thi dua |hoc )?\d{4}( \d{4})?| trong (khoi|cum))+$"
)


def without_more(head: str) -> str:
    """Take off a folded head what tells nothing: «Tên đơn vị thành viên», «Chỉ tiêu năm 2026»."""
    return re.sub(_AND_MORE, "", head)
