"""What a table may tell, its columns, and the words by which their heads are recognised, folded."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.sheets.head_parts.worded import bare_head, in_other_words
from ktd_tui.sheets.head_words import (
    AIMS,
    CODE,
    COLLECTIVES,
    DECIDED_ON,
    DECISION,
    DUE,
    EXEMPLARY,
    FAMILY,
    FORMER,
    HEADS,
    HOLDER,
    LAUNCHERS,
    MOST,
    MOVEMENT,
    NAMES,
    NUMBERS,
    OFFICES,
    PLANS,
    POINTS,
    PROPOSED,
    RULES,
    SHORT_NAMES,
    TARGETS,
    TEXTS,
    TITLES,
    UNIT,
    UNIT_NAME,
    WITH_OFFICES,
)


class TableKind(StrEnum):
    """What a table tells, in the order in which it is recognised."""

    WAYS = "ways"
    AGENDA = "agenda"
    DECISIONS = "decisions"
    EXEMPLARS = "exemplars"
    PEOPLE = "people"
    SCORES = "scores"
    REGISTRATIONS = "registrations"
    CRITERIA = "criteria"
    LAYERS = "layers"
    AIMS = "aims"
    TITLES = "titles"
    PARTS = "parts"
    ACTIVITIES = "activities"
    MOVEMENTS = "movements"
    TASKS = "tasks"
    BLOCS = "blocs"
    UNITS = "units"


class Column(NamedTuple):
    """A column of a kind of table.

    Attributes:
        head: What ktd writes over it; ``words`` are what else it is called, folded.
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
    heads = frozenset(word.strip() for word in f"{words},{bare_head(head)}".split(",") if word.strip())
    return Column(key, head, heads, frozenset(weak.split(", ")) - {""}, needed=needed, beside=beside)


@lru_cache(4_096)  # each cell of a table is asked whether it is a head
def plain_head(head: str) -> str:
    """Reduce a head to what is compared: no case, no marks, nothing in brackets, the words of a known one."""
    bare = bare_head(head)
    return bare if bare in HEAD_WORDS else in_other_words(bare)


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
        _column("number", "Số quyết định", "quyet dinh so, so va ky hieu, number", needed=True),
        _column("day", "Ngày quyết định", DECIDED_ON, needed=True),
        _column("year", "Năm thi đua", "nam, nam khen thuong, year"),
        _column("issuer", "Cấp quyết định", "nguoi ky, nguoi quyet dinh, co quan quyet dinh, issuer"),
        _column("title", "Danh hiệu, hình thức khen thưởng", TITLES, needed=True),
        _column("unit", "Đơn vị", f"{UNIT}, {COLLECTIVES}", needed=True),
        _column("decision", "Số, ngày quyết định", DECISION, beside=True),
        _column("person", "Cá nhân", "ho va ten, ho ten, ca nhan duoc khen, person"),
    ),
    TableKind.EXEMPLARS: (
        _column("name", "Tập thể, cá nhân điển hình", EXEMPLARY, needed=True),
        _column("kind", "Loại", "doi tuong, loai dien hinh, kind"),
        _column("unit", "Đơn vị", UNIT),
        _column("deed", "Thành tích", "thanh tich tieu bieu, tom tat thanh tich", needed=True),
        _column("deed_on", "Ngày lập thành tích", "ngay co thanh tich, ngay, thoi gian, deed on"),
        _column("proposed_on", "Ngày đề nghị", "ngay de xuat, proposed on"),
        _column("award", "Hình thức đề nghị", f"{TITLES}, {PROPOSED}"),
    ),
    TableKind.PEOPLE: (
        _column("name", "Họ và tên", f"{NAMES}, {WITH_OFFICES}, can bo, name", needed=True),
        _column("family", "Họ và tên đệm", FAMILY, beside=True),
        _column("given", "Tên", beside=True),
        _column("honorific", "Ông/Bà", "ong, danh xung, xung ho, gioi tinh, honorific"),
        _column("degree", "Học hàm, học vị", "hoc ham, hoc vi, degree"),
        _column("title", "Chức vụ", OFFICES),
        _column("unit", "Đơn vị", UNIT),
        _column("heads", "Thủ trưởng", "thu truong don vi, la thu truong, head"),
        _column("signs_as", "Quyền hạn ký", "quyen han nguoi ky, ky theo, ky thay, signs as"),
        _column("deputy_for_id", "Thay", "thay ai, thay cho, cap pho cua, deputy for"),
    ),
    TableKind.SCORES: (
        _column("unit", "Đơn vị", UNIT),
        _column("code", "Mã tiêu chí", CODE, weak=NUMBERS, needed=True),
        _column("points", "Điểm", POINTS, needed=True),
        _column("reason", "Lý do", "ly do chenh lech, giai trinh, reason"),
        _column("scorer", "Đơn vị chấm", "nguoi cham, ben cham, scorer"),
        _column("year", "Năm", "nam thi dua, year"),
        _column("text", "Nội dung", TEXTS, weak="nhom tieu chi, nhom", beside=True),
        _column("maximum", "Điểm tối đa", MOST, beside=True),
    ),
    TableKind.REGISTRATIONS: (
        _column("unit", "Đơn vị", UNIT),
        _column("code", "Mã tiêu chí", CODE, weak=NUMBERS, needed=True),
        _column("text", "Nội dung đăng ký", TARGETS, needed=True),
        _column("number", "Chỉ tiêu bằng số", "so dang ky, chi tieu so, number"),
        _column("counted_in", "Đơn vị tính", "dvt, counted in"),
        _column("measure", "Biện pháp", "bien phap thuc hien, cach do, measure"),
        _column("due", "Thời hạn", f"{DUE}, thoi gian"),
        _column("year", "Năm", "nam thi dua, year"),
        _column("criterion", "Tiêu chí", f"{TEXTS}, noi dung", beside=True),
    ),
    TableKind.CRITERIA: (
        _column("code", "Mã tiêu chí", CODE, weak=NUMBERS),
        _column("group", "Nhóm tiêu chí", "ten nhom", beside=True),
        _column("text", "Nội dung", TEXTS, needed=True),
        _column("maximum", "Điểm tối đa", MOST, weak="diem, so diem, muc diem", needed=True),
        _column("sort", "Loại", "loai tieu chi, loai diem, sort"),
        _column("each", "Điểm mỗi lần", "moi lan, diem tru moi lan, each"),
        _column("bar", "Điểm liệt", "diem toi thieu, diem liet duoi, bar"),
        _column("rule", "Cách chấm", RULES),
        _column("under", "Thuộc mục", "muc cha, under"),
        _column("weight", "Hệ số", "trong so, weight"),
        _column("step", "Bước điểm", "step"),
        _column("counted_in", "Đơn vị tính", "dvt, counted in"),
        _column("on_target", "Điểm khi đạt chỉ tiêu", "khi dat chi tieu, on target"),
        _column("levels", "Các mức", "muc diem, thang muc, levels"),
        _column("lower", "Càng thấp càng tốt", "lower"),
        _column("highest", "Chỉ tính mức cao nhất", "chi muc cao nhat, highest"),
        _column("layer", "Chỉ lớp chấm", "lop cham, layer"),
        _column("sub_groups", "Chỉ cho nhóm đơn vị", "chi cho, nhom don vi, sub groups"),
        _column("due_each", "Hạn hằng năm", "han nop, han hoan thanh, thoi han, han bao cao, han, due each"),
    ),
    TableKind.LAYERS: (
        _column("layer_name", "Tên lớp chấm", "layer name", needed=True),
        _column("layer_code", "Mã lớp", "layer code"),
        _column("layer_by", "Người chấm lớp", "ai cham, nguoi cham, don vi cham, filled by", needed=True),
        _column("layer_accounts", "Tài khoản chấm", "accounts"),
        _column("layer_counts", "Trọng số lớp", "trong so, counts"),
        _column("layer_joining", "Gộp người chấm", "joining"),
        _column("layer_rounded", "Làm tròn từng mục đến", "rounded"),
        _column("layer_begins", "Bắt đầu từ", "begins"),
        _column("layer_gap", "Cần lý do khi lệch quá", "gap"),
        _column("layer_place", "Thứ tự lớp", "place"),
    ),
    TableKind.AIMS: (
        _column("unit", "Đơn vị", f"{UNIT}, {COLLECTIVES}, tap the dang ky", needed=True),
        _column("aim", "Danh hiệu đăng ký", AIMS, needed=True),
        _column("year", "Năm", "nam thi dua, year"),
    ),
    TableKind.TITLES: (
        _column("name", "Danh hiệu, hình thức khen thưởng", TITLES, needed=True),
        _column("kind", "Loại", "loai khen thuong, kind"),
        _column("whom", "Đối tượng", "danh cho, tang cho, whom"),
        _column("level", "Cấp tặng", "cap, cap khen thuong, level"),
        _column("source", "Căn cứ", "can cu phap ly, dieu khoan, source"),
    ),
    TableKind.PARTS: (
        _column("movement", "Phong trào thi đua", MOVEMENT, needed=True),
        _column("unit", "Đơn vị", UNIT, needed=True),
        _column("text", "Nội dung cụ thể hóa", "cu the hoa, viec lam cu the, text", needed=True),
        _column("result", "Kết quả", "ket qua thuc hien, ket qua dat duoc, result"),
    ),
    TableKind.ACTIVITIES: (
        _column("title", "Hoạt động", "ten hoat dong, noi dung hoat dong, title", needed=True),
        _column("unit", "Đơn vị", f"{UNIT}, {HOLDER}"),
        _column("day", "Ngày", "ngay to chuc, thoi gian, thoi gian to chuc, day"),
        _column("place", "Địa điểm", "noi to chuc, place"),
        _column("partners", "Đơn vị cùng tham gia", "don vi giao luu, giao luu voi, don vi phoi hop"),
        _column("movement", "Phong trào thi đua", f"{MOVEMENT}, thuoc phong trao"),
        _column("result", "Kết quả", "ket qua thuc hien, ket qua dat duoc, result"),
    ),
    TableKind.MOVEMENTS: (
        _column("title", "Phong trào thi đua", f"{MOVEMENT}, title", needed=True),
        _column("launcher", "Cấp phát động", LAUNCHERS),
        _column("plan", "Kế hoạch", PLANS),
        _column("period", "Giai đoạn", "thoi gian, thoi gian thuc hien, thoi ky, nien han", beside=True),
        _column("first_year", "Từ năm", "nam dau, first year"),
        _column("last_year", "Đến năm", "nam cuoi, last year"),
    ),
    TableKind.TASKS: (
        _column("text", "Nhiệm vụ", "noi dung nhiem vu, noi dung cong viec, cong viec", needed=True),
        _column("unit", "Đơn vị thực hiện", f"{UNIT}, {HOLDER}, don vi phu trach, phu trach, thuc hien"),
        _column("due", "Thời hạn", f"{DUE}, thoi gian, thoi gian thuc hien"),
        _column("done_on", "Ngày hoàn thành", "ngay xong, da hoan thanh ngay, done on"),
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
        _column("name", "Tên đơn vị", f"{UNIT_NAME}, name", needed=True),
        _column("short_name", "Tên viết tắt", SHORT_NAMES),
        _column("city", "Địa bàn", "tinh thanh pho, tinh, thanh pho, tru so, dia diem, noi dat tru so, city"),
        _column("bloc", "Khối", "khoi thi dua, thuoc khoi, cum, cum thi dua, thuoc cum, bloc"),
        _column("protocol", "Thứ tự lễ tân", "thu tu, protocol"),
        _column("former", "Tên cũ", FORMER, beside=True),
        _column("new_name", "Tên mới", "doi ten thanh, ten sau khi doi, new name"),
        _column("since", "Từ năm", "ap dung tu nam, thuc hien tu nam, tu nam thi dua, since"),
        _column("ground", "Quyết định", "can cu, so quyet dinh, ground"),
        _column("head", "Thủ trưởng", HEADS, beside=True),
        _column("head_office", "Chức vụ", OFFICES, beside=True),
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
    TableKind.EXEMPLARS: N_("exemplars"),
    TableKind.PEOPLE: N_("people"),
    TableKind.SCORES: N_("scores"),
    TableKind.REGISTRATIONS: N_("registrations"),
    TableKind.CRITERIA: N_("criteria"),
    TableKind.LAYERS: N_("layers of scores"),
    TableKind.AIMS: N_("titles that units aim at"),
    TableKind.TITLES: N_("award titles"),
    TableKind.PARTS: N_("units' parts in movements"),
    TableKind.ACTIVITIES: N_("activities"),
    TableKind.MOVEMENTS: N_("movements"),
    TableKind.TASKS: N_("the year's tasks"),
    TableKind.BLOCS: N_("blocs"),
    TableKind.UNITS: N_("units"),
}
