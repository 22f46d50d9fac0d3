"""Five meetings by their scripts, and their minutes read as a clerk reads them: sentence by sentence."""

from fractions import Fraction
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.voting import Purpose, VoteRule
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.rehearsal import clock_at
from ktd_tui.papers.document import prepared
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.render.plain import render_text
from tests.operations.found import the_year

SCRIPTS = Path(__file__).with_name("scripts")
SAID: dict[str, tuple[str, ...]] = {
    "people_come_and_go": (
        "có mặt 5/5 đại biểu được biểu quyết và 1 đại biểu khác",
        "Có (vắng 14:33–14:46)",
        "Có (đến 14:20)",
        "Hội nghị có mặt 4/5 đại biểu được biểu quyết, đủ điều kiện tiến hành.",
        "14:25 – Vụ trưởng Vụ Lễ tân và Hợp tác quốc tế Đỗ Hoàng Việt phát biểu (14:25–14:31): ",
        "Có 2 lượt phát biểu của 2 đại biểu.",
        "phát ra 4 phiếu, thu về 3 phiếu, hợp lệ 3 phiếu, không hợp lệ 0 phiếu; kết quả: 2/5 phiếu",
        "Cục Quản trị II xin rút khỏi danh sách bầu Khối trưởng Khối thi đua số V năm 2024. Lý do: Mới",
        "│ 1 │ Cục Quản trị I │ 2 │ 40% │ Không đủ quá bán │",
        "│ 2 │ Vụ Thư ký │ 3 │ 60% │ Đạt │",
        "Tỷ lệ tính trên đại biểu có mặt (5); cần ít nhất 3 đại biểu. Vụ Thư ký trúng cử.",
        "bàn giao chức vụ Khối trưởng Khối thi đua số V cho bà Trần Thị Mai, Phó Vụ trưởng Vụ Thư ký.",
        "10. Kết luận Hội nghị thành công tốt đẹp. 11. Thông qua biên bản",
    ),
    "chair_not_head_lots": (
        "Chủ trì: Đại diện lãnh đạo Cục Quản trị II.",
        "Đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III, trình bày Báo cáo tổng kết.",
        "08:21 – Cục trưởng Cục Quản trị I Phạm Đức Thảo phát biểu đến 08:23 (2 phút).",
        "tán thành bằng nhau (2/5). Theo quy chế của Khối, bốc thăm tại chỗ: Vụ Thư ký trúng cử.",
        "08:53 – Bầu Cục Quản trị III làm Khối phó",
        "09:02 – Vụ trưởng Vụ Lễ tân và Hợp tác quốc tế Đỗ Hoàng Việt bàn giao",
        "09:20 – Khối cảm ơn các đại biểu. Hội nghị kết thúc vào 09 giờ 25 phút",
    ),
    "no_quorum_void_round": (
        "2. Báo cáo tổng kết 14:00 – Hội nghị chuyển nội dung khi phần “Báo cáo tổng kết” chưa hoàn tất.",
        "Có 3 lượt phát biểu của 3 đại biểu.",
        "Khi đó có mặt 3/5 đại biểu được biểu quyết, chưa đủ theo quy định. Lý do: Một đơn vị về sớm.",
        "(vòng 2). Vòng này không được công nhận. Lý do: Biểu quyết nhầm danh sách.",
        "(vòng 3). Hội nghị biểu quyết, kết quả: ",
        "│ 1 │ Cục Quản trị I │ 2 │ 50% │",
        "Ông Lê Văn Hai, Phó Cục trưởng Cục Quản trị II, đến dự Hội nghị.",
        "Có (vắng 14:12–14:15, vắng 14:17–14:30)",
    ),
    "ballots_and_tellers": (
        "Khối trưởng trình bày Báo cáo tổng kết (đồng chí Đỗ Hoàng Việt, Vụ trưởng Vụ Lễ tân",
        "Khối đã tổ chức 03 phong trào thi đua. Các đơn vị hoàn thành nhiệm vụ năm.",
        "14:10 – Đại diện lãnh đạo Cục Quản trị II phát biểu: Đề nghị nêu rõ số sáng kiến.",
        "phát ra 5 phiếu, thu về 4 phiếu, hợp lệ 4 phiếu",
        "Hai đơn vị Cục Quản trị I và Vụ Thư ký có số phiếu bằng nhau (2/5). Chưa có kết quả ở vòng này.",
        "Cục Quản trị I được chọn.",
        "làm Khối phó Khối thi đua số V năm 2024 (vòng 2). Hội nghị biểu quyết, kết quả: 3/5",
        "15:40 – Gửi thư khen Cục Quản trị III. Hội nghị biểu quyết, kết quả: 5/5",
        "Hội nghị kết thúc vào 15 giờ 45 phút",
    ),
    "typed_from_a_notebook": (
        "Thời gian bắt đầu: 14 giờ 02 phút, ngày 08 tháng 12 năm 2023.",
        "14:05 – Ông Bùi Khách, Phó Trưởng ban Thi đua, đến dự Hội nghị.",
        "14:16 – Cục trưởng Cục Quản trị I Phạm Đức Thảo phát biểu đến 14:19 (3 phút).",
        "Vắng: nghỉ ốm",
        "14:32 – Hội nghị chuyển nội dung khi phần “Chấm điểm, xếp hạng” chưa hoàn tất.",
        "1 phiếu không có ý kiến; kể cả 1 ý kiến bằng văn bản (1 đồng ý): đạt.",
        "14:53 – Bầu Vụ Thư ký làm Khối phó",
        "15:05 – Vụ trưởng Vụ Lễ tân và Hợp tác quốc tế Đỗ Hoàng Việt bàn giao",
    ),
}
"""What the minutes of each must say."""
UNSAID: dict[str, tuple[str, ...]] = {
    "people_come_and_go": ("Vắng",),
    "chair_not_head_lots": ("Vắng", "Khối trưởng trình bày", "kết thúc vào 09 giờ 15"),
    "no_quorum_void_round": ("trình bày Báo cáo", "Vắng", "trúng cử"),
    "ballots_and_tellers": ("Vắng", "Đồng tình với báo cáo", "kết thúc vào 15 giờ 35"),
    "typed_from_a_notebook": ("14:00", "Không thu về"),
}
"""What was not so."""

RULED = {"chair_not_head_lots": {Purpose.HEAD: VoteRule(fraction=Fraction(2, 5), strict=False)}}
"""The rules of one that are not as shipped: lots part only who has the majority."""


@pytest.mark.parametrize("name", SAID)
def test_the_minutes_tell_what_happened(sample: Desk, name: str) -> None:
    desk = sample._replace(clock=clock_at("08/12/2023 08:00"), rehearsal=True)
    of = Driver(desk, preparation.start_meeting(desk, the_year(desk, 2023).id).id)
    change_meeting(desk, of.meeting_id, lambda m: m.with_(rules={**m.rules, **RULED.get(name, {})}), "rules")
    script.run_script(of, script.acts((SCRIPTS / f"{name}.txt").read_text("utf-8")))
    assert desk.store.get(Meeting, of.meeting_id).closed_at
    page = render_text(prepared(compose_minutes(meeting_view(desk, of.meeting_id).data)), 300)
    text = " ".join(" ".join(page).replace("\u00a0", " ").split())
    for wanted in SAID[name]:
        assert wanted in text, f"{wanted!r} is not in\n{text}"
    for not_so in UNSAID[name]:
        assert not_so not in text, f"{not_so!r} is in\n{text}"
