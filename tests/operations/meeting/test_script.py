"""A meeting driven by a script: the whole of it, every verb, and refusals that name the line."""

import os
from pathlib import Path

import pytest

from ktd_tui.commands.meeting.meeting import script_text
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.voting import Purpose, VoteRule
from ktd_tui.errors import KtdError, Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.rehearsal import clock_at
from ktd_tui.operations.scripting.verbs import VERBS
from tests.operations.found import the_unit, the_year

SCRIPT = Path(__file__).with_name("script_2023.txt")
ONLY_WHEN_TIED = {"lots", "no-quorum", "written", "casting", "chairs", "writes"}
"""What a smooth meeting never says; tested by itself."""
ADJUNCT = {"unit-report", "pledge", "give", "flag", "take-back"}
"""Acts of steps that the sample's agenda has not; tested in ``test_deeds``."""


@pytest.fixture
def driver(sample: Desk) -> Driver:
    desk = sample._replace(clock=clock_at("08/12/2023 13:30"), rehearsal=True)
    return Driver(desk, preparation.start_meeting(desk, the_year(desk, 2023).id).id)


def do(driver: Driver, text: str) -> None:
    script.run_script(driver, script.acts(text))


def test_a_whole_meeting_by_script(driver: Driver) -> None:
    acts = script.acts(SCRIPT.read_text("utf-8"))
    assert script.run_script(driver, acts) == len(acts)
    assert {act.verb for act in acts} == set(VERBS) - ONLY_WHEN_TIED - ADJUNCT
    assert driver.meeting.signed_at
    page = " ".join(
        " ".join(printing.preview(driver.desk, minutes_ref(driver.desk, driver.meeting_id), 200)).split()
    )
    for wanted in (
        "Thời gian bắt đầu: 14 giờ 00 phút, ngày 08 tháng 12 năm 2023.",
        "14:20 – Vụ trưởng Vụ Lễ tân và Hợp tác quốc tế Đỗ Hoàng Việt phát biểu (14:20–14:25): Nhất trí với",
        "14:25 – Cục trưởng Cục Quản trị III Nguyễn Văn Định phát biểu: Đề nghị tăng giao lưu",
        "Nhất là giữa ba thành phố",
        "Có 2 lượt phát biểu của 2 đại biểu.",
        "Khối trưởng trình bày Báo cáo tổng kết (đồng chí Đỗ Hoàng Việt, Vụ trưởng Vụ Lễ tân và Hợp tác",
        "Phó Vụ trưởng Vụ Thư ký Trần Văn Ba phát biểu: Cần thêm kinh phí",
        "Lý do: Chấm điểm sau hội nghị",
        "Điều chỉnh điểm tiêu chí I.1 của Cục Quản trị I là 17,5 điểm (căn cứ: chậm hai báo cáo).",
        "Vòng này không được công nhận. Lý do: Ghi sai tên trên phiếu",
        "Vụ Thư ký trúng cử.",
        "Cục Quản trị I trúng cử.",
        "đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III (Trưởng ban)",
        "Vụ Lễ tân và Hợp tác quốc tế xin rút khỏi danh sách bầu Khối phó",
        "Lý do: Có đơn xin rút.",
        "Hai đơn vị Cục Quản trị I và Cục Quản trị III có số đại biểu tán thành bằng nhau (2/4).",
        "Trần Văn Ba (Giấy ủy quyền số 12/GUQ)",
        "Hội nghị kết thúc vào 16 giờ 30 phút, ngày 08 tháng 12 năm 2023./.",
    ):
        assert wanted in page, f"{wanted!r} is not in\n{page}"
    for unwanted in ("Trần Thị Nhầm", "báo cao", "Gõ nhầm chỗ", "Ghi nhầm nội dung"):
        assert unwanted not in page, f"{unwanted!r} was taken back, and is in\n{page}"
    following = next(y for y in driver.desk.store.find(BlocYear) if y.year == 2024)
    assert following.office_from


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        ("bay lên", "There is no act"),
        ("at hôm qua", "is not a (time|date)"),
        ("chair zzz", "Nobody on the list"),
        ("chair cqt", "may mean"),
        ("step trăng", "There is no step"),
        ("put gì", "There is no question"),
        ("put award Vụ Trăng = Cờ", "No unit “Vụ Trăng” in the bloc"),
        ("count 1", "No question is put"),
        ("sign-off ai", "Sign off as"),
        ("open", "quorum"),
        ("line xyz: gì", "Nobody on the list"),
        ("floor pdt", "Only who is present|not been opened"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_line(driver: Driver, act: str, reason: str) -> None:
    before = driver.desk.store.seq
    with pytest.raises(Refused) as refusal:
        do(driver, f"# lời dẫn\n\n{act}\nplace Huế")
    assert refusal.value.facts["line"] == 3
    assert driver.desk.store.seq == before
    assert driver.meeting.place == ""
    with pytest.raises(KtdError, match=reason):
        script.perform(driver, script.acts(act)[0])


def test_lots_and_a_missing_quorum(driver: Driver) -> None:
    do(driver, "secretary vtk\npresent pdt, dhv, cqt3, vtk\nopen")
    half = {Purpose.HEAD: VoteRule(strict=False)}
    change_meeting(driver.desk, driver.meeting_id, lambda m: m.with_(rules=half), "rule")
    unit = driver.desk.store.get(Unit, the_unit(driver.desk, "Vụ TK"))
    driver.desk.store.save(unit.with_(name="Vụ Thư ký, Tổng hợp"))
    do(driver, "ballot head Cục Quản trị I; Vụ Thư ký, Tổng hợp")
    do(driver, "hands Vụ Thư ký, Tổng hợp=2, Cục Quản trị I=2")
    do(
        driver,
        "lots Vụ Thư ký, Tổng hợp = quy chế của Khối\nabsent dhv, cqt3, vtk\nput deputy Cục Quản trị I",
    )
    with pytest.raises(Refused):
        do(driver, "count 1")
    do(driver, "no-quorum Mưa bão\ncount 1")
    page = " ".join(
        " ".join(printing.preview(driver.desk, minutes_ref(driver.desk, driver.meeting_id), 200)).split()
    )
    assert "quy chế của Khối" in page
    assert "Lý do: Mưa bão" in page


def test_lines_go_on_and_remarks_are_left_out() -> None:
    assert script.acts("# a\nline một\n  hai\n\n  ba\nopen\n") == [
        (2, "line", "một\nhai\nba"),
        (6, "open", ""),
    ]


def test_a_script_is_an_ordinary_file_and_nothing_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/passwd")
    for path in (tmp_path / "pipe", tmp_path / "link", tmp_path, Path("/dev/zero"), tmp_path / "none"):
        with pytest.raises(Refused, match=str(path)):
            script_text(path)


def test_names_with_commas_between_may_have_one_within(driver: Driver) -> None:
    """Two of one name and one office are told apart by their units, in a list, too."""
    do(driver, "delegate Phạm Đức Thảo | Cục trưởng | Cục Quản trị II | Hà Nội")
    with pytest.raises(KtdError, match=r"chức vụ hoặc đơn vị sau dấu phẩy"):
        do(driver, "present Phạm Đức Thảo, nvđ")
    do(driver, "present nvđ, Phạm Đức Thảo, Cục Quản trị II, đhv")
    present = [a for a in driver.meeting.attendees if a.present]
    assert sorted((a.name, a.unit) for a in present if a.name == "Phạm Đức Thảo") == [
        ("Phạm Đức Thảo", "Cục Quản trị II")
    ]
    assert len(present) == 3
    do(driver, "tellers nvđ, Phạm Đức Thảo, Cục Quản trị II = nvđ")
    assert len(driver.meeting.tellers) == 2
