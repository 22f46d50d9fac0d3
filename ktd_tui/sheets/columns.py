"""What a table may tell, its columns, and the words by which their heads are recognised.

Heads are compared folded, without what stands in brackets, so «Điểm tối đa (*)» is «điểm tối đa».
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.text import fold


class TableKind(StrEnum):
    """What a table tells, in the order in which it is recognised."""

    WAYS = "ways"
    AGENDA = "agenda"
    DECISIONS = "decisions"
    PEOPLE = "people"
    SCORES = "scores"
    REGISTRATIONS = "registrations"
    CRITERIA = "criteria"
    LAYERS = "layers"
    AIMS = "aims"
    TITLES = "titles"
    BLOCS = "blocs"
    UNITS = "units"


class Column(NamedTuple):
    """A column of a kind of table.

    Attributes:
        head: What ktd writes over it.
        words: What else it is called, folded.
        weak: Called so where no other column is (STT).
        needed: Without it the table is not of this kind.
        beside: Read only to check or to join with others; ktd itself does not write it.
    """

    key: str
    head: str
    words: frozenset[str]
    weak: frozenset[str] = frozenset()
    needed: bool = False
    beside: bool = False


def _column(  # a table's cells
    key: str, head: str, words: str = "", *, weak: str = "", needed: bool = False, beside: bool = False
) -> Column:
    also = frozenset(word.strip() for word in words.split(",") if word.strip())
    heads = also | {plain_head(head)}
    return Column(key, head, heads, frozenset(weak.split(", ")) - {""}, needed=needed, beside=beside)


@lru_cache(4_096)  # each cell of a table is asked whether it is a head
def plain_head(head: str) -> str:
    """Reduce a head to what is compared: no case, no marks, nothing in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", fold(head).replace("_", " ").replace("&", " va "))
    return " ".join(re.sub(r"[^\w\s]", " ", bare).split())


_UNIT_NAME = (
    "don vi, ten don vi, co quan don vi, ten co quan don vi, co quan, ten co quan, don vi co quan, "
    "cuc vu, ten cuc vu, cuc vu don vi, unit"
)
_UNIT = f"{_UNIT_NAME}, don vi duoc cham, don vi cong tac, noi cong tac"
_CODE = "ma, ma tieu chi, ma so, ky hieu, code"
_TITLES = "danh hieu, hinh thuc khen thuong, danh hieu thi dua, ten danh hieu, hinh thuc, award"
_AIMS = (
    "dang ky danh hieu, danh hieu thi dua dang ky, danh hieu dang ky thi dua, dang ky danh hieu thi dua, "
    "danh hieu phan dau, danh hieu dang ky nam, danh hieu hinh thuc khen thuong dang ky, aim"
)
_NUMBERS = "tt, stt, so tt, so thu tu, muc"
_POINTS = (
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
SERIALS = frozenset(_NUMBERS.split(", "))
SUMS = frozenset(
    ["tong diem", "tong cong", "tong", "cong", "tong so", "tong so diem", "diem tong", "tong hop"]
)
"""Heads of what a row comes to."""
COMPUTED = SUMS | frozenset(
    [
        "xep hang",
        "xep loai",
        "hang",
        "thu hang",
        "diem trung binh",
        "chenh lech",
        "danh hieu de nghi",
    ]
)
"""Heads of what follows from other columns."""
_TARGETS = "chi tieu, chi tieu dang ky, muc tieu, dang ky, target"
_TEXTS = "tieu chi, noi dung tieu chi, ten tieu chi, noi dung thi dua, noi dung cham diem, text"
_RULES = "huong dan cham, can cu cham, cach tinh, cach tinh diem, cach cham diem, rule"
_MAXIMA = "diem chuan, toi da, thang diem, diem cao nhat, muc diem toi da, diem quy dinh, maximum"
UNIT_WORDS = frozenset(_UNIT.split(", "))
"""Heads of units."""
MAXIMA = frozenset([*_MAXIMA.split(", "), "diem toi da", "diem toi da theo quy dinh"])
"""Heads of the most points."""
COLUMNS: Mapping[TableKind, tuple[Column, ...]] = {
    TableKind.WAYS: (
        _column("sort", "Loại điều kiện", needed=True),
        _column("text", "Tên, nội dung", "ten, noi dung, text", needed=True),
        _column("points", "Mốc điểm", "tu diem, duoi diem, points"),
        _column("points_of", "Điểm của mã", "ma, ma tieu chi, code"),
        _column("share", "Dưới tỷ lệ (%)", "ty le, share"),
        _column("consequence", "Hệ quả", "xu ly, consequence"),
        _column("grade", "Xếp loại cao nhất", "loai cao nhat, grade"),
        _column("units_share", "Tối đa số đơn vị (%)", "units_share"),
        _column("share_of", "Tỷ lệ tính trên", "share_of"),
        _column("units_rounded", "Làm tròn số đơn vị", "units_rounded"),
        _column("best", "Số hạng đầu", "best"),
        _column("apart", "Theo phân nhóm", "apart"),
        _column("floors", "Mức sàn (%)", "floors"),
        _column("ballot", "Bỏ phiếu xác nhận", "ballot"),
        _column("value", "Giá trị", "value"),
    ),
    TableKind.AGENDA: (
        _column("bloc", "Khối", "khoi thi dua, cum, cum thi dua, bloc"),
        _column("kind", "Loại hội nghị", "hoi nghi, kind"),
        _column("step", "Phần việc", "buoc, step", needed=True),
        _column("title", "Tên gọi tại hội nghị", "ten goi, title"),
        _column("conditions", "Điều kiện để đi tiếp", "dieu kien, conditions", needed=True),
    ),
    TableKind.DECISIONS: (
        _column("number", "Số quyết định", "quyet dinh so, so qd, so va ky hieu, number", needed=True),
        _column("day", "Ngày quyết định", "ngay ky, ngay, ngay ban hanh, day", needed=True),
        _column("year", "Năm thi đua", "nam, nam khen thuong, year"),
        _column("issuer", "Cấp quyết định", "nguoi ky, nguoi quyet dinh, co quan quyet dinh, issuer"),
        _column("title", "Danh hiệu, hình thức khen thưởng", _TITLES, needed=True),
        _column("unit", "Đơn vị", _UNIT, needed=True),
        _column("person", "Cá nhân", "ho va ten, ho ten, ca nhan duoc khen, person"),
    ),
    TableKind.PEOPLE: (
        _column("name", "Họ và tên", "ho ten, ho va ten can bo, can bo, name", needed=True),
        _column("family", "Họ và tên đệm", "ho, ho dem, ho va dem, ho lot, ho va chu lot", beside=True),
        _column("given", "Tên", beside=True),
        _column("honorific", "Ông/Bà", "ong, danh xung, xung ho, gioi tinh, honorific"),
        _column("degree", "Học hàm, học vị", "hoc ham, hoc vi, degree"),
        _column("title", "Chức vụ", "chuc danh, chuc vu don vi, title"),
        _column("unit", "Đơn vị", _UNIT),
        _column("heads", "Thủ trưởng", "thu truong don vi, la thu truong, head"),
        _column("deputy_for_id", "Thay", "thay ai, thay cho, cap pho cua, deputy for"),
    ),
    TableKind.SCORES: (
        _column("unit", "Đơn vị", _UNIT),
        _column("code", "Mã tiêu chí", _CODE, weak=_NUMBERS, needed=True),
        _column("points", "Điểm", _POINTS, needed=True),
        _column("reason", "Lý do", "ly do chenh lech, giai trinh, reason"),
        _column("scorer", "Đơn vị chấm", "nguoi cham, ben cham, scorer"),
        _column("year", "Năm", "nam thi dua, year"),
        _column("text", "Nội dung", _TEXTS, beside=True),
        _column("maximum", "Điểm tối đa", _MAXIMA, beside=True),
    ),
    TableKind.REGISTRATIONS: (
        _column("unit", "Đơn vị", _UNIT),
        _column("code", "Mã tiêu chí", _CODE, weak=_NUMBERS, needed=True),
        _column("text", "Nội dung đăng ký", _TARGETS, needed=True),
        _column("number", "Chỉ tiêu bằng số", "so dang ky, chi tieu so, number"),
        _column("counted_in", "Đơn vị tính", "dvt, counted in"),
        _column("measure", "Biện pháp", "bien phap thuc hien, cach do, measure"),
        _column("due", "Thời hạn", "han, han hoan thanh, thoi gian hoan thanh, due"),
        _column("year", "Năm", "nam thi dua, year"),
        _column("criterion", "Tiêu chí", f"{_TEXTS}, noi dung", beside=True),
    ),
    TableKind.CRITERIA: (
        _column("code", "Mã tiêu chí", _CODE, weak=_NUMBERS),
        _column("text", "Nội dung", _TEXTS, needed=True),
        _column("maximum", "Điểm tối đa", _MAXIMA, weak="diem, so diem", needed=True),
        _column("sort", "Loại", "loai tieu chi, loai diem, sort"),
        _column("each", "Điểm mỗi lần", "moi lan, diem tru moi lan, each"),
        _column("bar", "Điểm liệt", "diem toi thieu, bar"),
        _column("rule", "Cách chấm", _RULES),
        _column("under", "Thuộc mục", "muc cha, under"),
        _column("weight", "Hệ số", "trong so, weight"),
        _column("step", "Bước điểm", "step"),
        _column("counted_in", "Đơn vị tính", "dvt, counted in"),
        _column("on_target", "Điểm khi đạt chỉ tiêu", "on target"),
        _column("levels", "Các mức", "muc diem, thang muc, levels"),
        _column("lower", "Càng thấp càng tốt", "lower"),
        _column("highest", "Chỉ tính mức cao nhất", "highest"),
        _column("layer", "Chỉ lớp chấm", "lop cham, layer"),
        _column("sub_groups", "Chỉ cho nhóm đơn vị", "nhom don vi, sub groups"),
    ),
    TableKind.LAYERS: (
        _column("layer_name", "Tên lớp chấm", "layer name", needed=True),
        _column("layer_code", "Mã lớp", "layer code"),
        _column("layer_by", "Người chấm lớp", "ai cham, filled by", needed=True),
        _column("layer_accounts", "Tài khoản chấm", "accounts"),
        _column("layer_counts", "Trọng số lớp", "counts"),
        _column("layer_joining", "Gộp người chấm", "joining"),
        _column("layer_rounded", "Làm tròn từng mục đến", "rounded"),
        _column("layer_begins", "Bắt đầu từ", "begins"),
        _column("layer_gap", "Cần lý do khi lệch quá", "gap"),
        _column("layer_place", "Thứ tự lớp", "place"),
    ),
    TableKind.AIMS: (
        _column("unit", "Đơn vị", _UNIT, needed=True),
        _column("aim", "Danh hiệu đăng ký", _AIMS, needed=True),
        _column("year", "Năm", "nam thi dua, year"),
    ),
    TableKind.TITLES: (
        _column("name", "Danh hiệu, hình thức khen thưởng", _TITLES, needed=True),
        _column("kind", "Loại", "loai khen thuong, kind"),
        _column("whom", "Đối tượng", "danh cho, tang cho, whom"),
        _column("level", "Cấp tặng", "cap, cap khen thuong, level"),
        _column("source", "Căn cứ", "can cu phap ly, dieu khoan, source"),
    ),
    TableKind.BLOCS: (
        _column("code", "Số khối", "khoi so, so hieu khoi, ky hieu khoi, so cum, cum so, code", needed=True),
        _column("name", "Tên khối", "ten khoi thi dua, ten cum, name", needed=True),
        _column("symbol", "Ký hiệu văn bản", "ky hieu, symbol"),
        _column("noun", "Cách gọi", "goi la, noun"),
        _column("head_title", "Chức danh đứng đầu", "chuc danh truong, truong khoi, head title"),
        _column("deputy_title", "Chức danh phó", "pho khoi, deputy title"),
        _column("last_year", "Năm cuối", "hoat dong den nam, last year"),
    ),
    TableKind.UNITS: (
        _column("name", "Tên đơn vị", f"{_UNIT_NAME}, name", needed=True),
        _column(
            "short_name", "Tên viết tắt", "viet tat, ten ngan, ten tat, ten goi tat, ky hieu, short name"
        ),
        _column("city", "Địa bàn", "tinh thanh pho, tinh, thanh pho, tru so, dia diem, noi dat tru so, city"),
        _column("bloc", "Khối", "khoi thi dua, thuoc khoi, cum, cum thi dua, thuoc cum, bloc"),
        _column("protocol", "Thứ tự lễ tân", "thu tu, protocol"),
        _column("new_name", "Tên mới", "doi ten thanh, ten sau khi doi, new name"),
        _column("since", "Từ năm", "ap dung tu nam, tu nam thi dua, since"),
        _column("ground", "Quyết định", "can cu, so quyet dinh, ground"),
    ),
}  # fmt: skip

HEAD_WORDS = frozenset(
    word for of in COLUMNS.values() for column in of for word in column.words | column.weak
)
"""Every word by which a head is recognised."""


def written_columns(kind: TableKind) -> tuple[Column, ...]:
    """Return the columns that ktd writes of a kind of table."""
    return tuple(column for column in COLUMNS[kind] if not column.beside)


KINDS: Mapping[str, str] = {
    TableKind.WAYS: N_("grades and bars"),
    TableKind.AGENDA: N_("steps of an agenda"),
    TableKind.DECISIONS: N_("award decisions"),
    TableKind.PEOPLE: N_("people"),
    TableKind.SCORES: N_("scores"),
    TableKind.REGISTRATIONS: N_("registrations"),
    TableKind.CRITERIA: N_("criteria"),
    TableKind.LAYERS: N_("layers of scores"),
    TableKind.AIMS: N_("titles that units aim at"),
    TableKind.TITLES: N_("award titles"),
    TableKind.BLOCS: N_("blocs"),
    TableKind.UNITS: N_("units"),
}
