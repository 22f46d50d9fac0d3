"""The whole year-end meeting by keys in a real terminal, its minutes compared line for line.

Thirteen delegates, two of them late, one stood in for, three ballots and one of them void, an election with
a run-off, a kill -9 in the middle of a line.
"""

import re
import subprocess
from pathlib import Path

import pytest

from ktd_tui.clock import now
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.rules.access import Actor
from store import open_store
from tests.terminal_session import KTD, TO_MEETING, Session, with_sample

HERE = Path(__file__).parent
ENTER, ESC, TAB, UP, DOWN, END, PAGE_DOWN = "\r", "\x1b", "\t", "\x1b[A", "\x1b[B", "\x1b[F", "\x1b[6~"
F2, F3, F4 = "\x1bOQ", "\x1bOR", "\x1bOS"
CTRL_N, CTRL_O, CTRL_S, CTRL_U = "\x0e", "\x0f", "\x13", "\x15"

pytestmark = [pytest.mark.pty, pytest.mark.xdist_group(__name__)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample with 2022 signed, and the meeting of 2023 prepared by words."""
    folder = with_sample(tmp_path / "data")
    of_2022, of_2023 = (["--bloc", "V", "--year", str(year)] for year in (2022, 2023))
    for words in (
        ["do", *of_2022, "sign"],
        ["start", *of_2023],
        ["run", *of_2023, str(HERE / "prepared_2023.txt")],
    ):
        subprocess.run([*KTD, "--data", str(folder), "meeting", *words], check=True, capture_output=True)
    return folder


class Secretary:
    """Types as a secretary does: what comes of a key shows before the next one."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def press(self, keys: str, wanted: str) -> None:
        """Type, wait for what it brings, and until the screen is quiet."""
        self.session.press(keys, wanted)
        self.session.settle(0.15)

    def write(self, text: str, said: str = "", tabs: int = 0) -> None:
        """Write a line into the minutes; the line field lies so many Tabs away."""
        self.tab(tabs)
        self.press(text + ENTER, f"Đã lưu: {said or text}"[:40])

    def tab(self, times: int) -> None:
        """Go on through the fields."""
        for _ in range(times):
            self.session.send(TAB)
            self.session.settle(0.2)

    def choose(self, *answers: str) -> None:
        """Narrow one dialog after the other and take what fits first."""
        for answer in answers:
            self.session.send(answer)
            self.session.settle(0.2)
            self.session.send(ENTER)
            self.session.settle(0.3)

    def tally(self, teller: int, *numbers: str) -> None:
        """Enter what one teller counted; they are told by their place in the list."""
        self.press(F3, "Số đếm của một người")
        self.choose("số đếm của")
        self.choose(DOWN * teller)
        for number in numbers:
            self.session.send(number + ENTER)
            self.session.settle(0.1)
        self.press("", "Đã lưu")


def open_app(data: Path, tmp_path: Path) -> Session:
    surroundings = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "share")}
    return Session([*KTD, "--data", str(data)], columns=120, rows=40, env=surroundings)


def before_the_kill(s: Secretary) -> None:
    """From the opening to the middle of a statement."""
    s.press("", "Hội nghị tổng kết")
    s.press(TO_MEETING, "1/12 Chuẩn bị")
    s.press(CTRL_N, "2/12 Khai mạc")

    # Eleven are there at the opening, one of them for somebody else; marked by a few letters.
    s.press(TAB, "Chữ cái đầu")
    for letters in ("pdt", "dhv", "cqt2", "cqt3", "vtk", "dbf", "dbg", "dbh", "dbi", "dbk", "ng"):
        s.press(letters + ENTER, ": có mặt")
    s.press("dbl" + ENTER, "Có mặt 11/13")
    s.session.send("\x1b[Z")  # Shift+Tab: back to the list
    s.session.settle(0.3)
    for _ in range(10):
        s.session.send(UP)
    s.session.send(END + UP * 3)
    s.session.settle(0.3)
    s.press(F3, "Người thay")
    s.session.send("Nguyễn Văn Thay" + ENTER)
    s.session.settle(0.2)
    s.session.send("Phó Vụ trưởng" + ENTER)
    s.session.settle(0.2)
    s.session.send("05/GUQ" + CTRL_S)
    s.session.settle(0.5)
    s.press(CTRL_S, "hôm nay là")  # it was planned for another day: it is held today
    s.press(ENTER, "Hội nghị đã khai mạc")
    s.press(CTRL_N, "3/12 Báo cáo")
    s.press(CTRL_N, "4/12 Phát biểu")

    # Two come late: back to the list, and on again.
    s.press(CTRL_O, "3/12")
    s.press(CTRL_O, "2/12")
    s.press(TAB, "Chữ cái đầu")
    s.press("dbm" + ENTER, "Có mặt 12/13")
    s.press("dbn" + ENTER, "Có mặt 13/13")
    s.press(CTRL_N, "3/12")
    s.press(CTRL_N, "4/12")

    s.write("dhv: Nhất trí với dự thảo báo cáo", "Nhất trí với dự thảo", tabs=2)
    s.write("cqt3: Đề nghị tăng cường giao lưu giữa các đơn vị", "Đề nghị tăng cường")
    s.press("dbm: Câu đang gõ dở thì máy", "thì máy")


def after_the_kill(s: Secretary) -> None:
    """Everything that was saved is there, and so is what was half typed."""
    s.press("", "Mở lại?")
    s.press(ENTER, "4/12 Phát biểu")
    s.press("", "Câu đang gõ dở thì máy")
    s.press(" tắt" + ENTER, "Đã lưu: Câu đang gõ dở")
    s.press(CTRL_N, "5/12")
    s.write("Việc trao đổi kinh nghiệm giữa các đơn vị ở ba thành phố còn ít", tabs=1)
    s.press(CTRL_N, "6/12")
    s.press(CTRL_N, "Vẫn đi tiếp?")
    s.press("Bảng điểm thông qua sau hội nghị" + ENTER, "7/12 Khen thưởng")


def award(s: Secretary) -> None:
    """Three ballots: one on one unit, one between two that is void, and its second round."""
    s.press(F2, "khen thưởng nào?")
    s.choose("cờ", "cục quản trị i")
    s.press("", "chưa kiểm")
    s.press(F3, "Cử Ban kiểm phiếu")
    s.choose("cử ban", "đơn vị f", "đơn vị h", "đơn vị k", "")
    s.press("", "Đã lưu")
    for teller in (0, 1):
        s.tally(teller, "13", "13", "12", "1", "11", "1", "0")
    s.press(F3, "chốt kết quả")
    s.choose("chốt")
    s.press("", "11/13")

    s.press(F2, "khen thưởng nào?")
    s.choose("bằng khen", "nhiều")
    s.choose("lễ tân", "vụ thư ký", "")
    s.press("", "chưa kiểm")
    s.session.send(END)
    s.session.settle(0.3)
    s.press(F3, "Hủy vòng này")
    s.choose("hủy")
    s.press("Phát thừa một phiếu" + ENTER, "không công nhận")
    s.press(F3, "Vòng tiếp theo")
    s.choose("vòng tiếp")
    s.press("", "Vòng 2")
    s.session.send(END)
    s.session.settle(0.3)
    for teller in (0, 2):
        s.tally(teller, "13", "13", "13", "0", "9", "4")
    s.press(F3, "chốt kết quả")
    s.choose("chốt")
    s.press(CTRL_N, "8/12")


def elect(s: Secretary) -> None:
    """Directions by hands, an election that takes a run-off."""
    s.write("Tổ chức giao lưu giữa các đơn vị mỗi quý một lần", tabs=2)
    s.session.send("\x1b[Z")
    s.session.settle(0.3)
    s.press(ENTER, "Đồng ý")
    s.press(CTRL_S, "13/13 = 100%")
    s.press(CTRL_N, "9/12")

    s.press(F2, "Chức vụ nào?")
    s.choose("khối trưởng", "nhiều", "cục quản trị i", "vụ thư ký", "lễ tân", "")
    s.press("", "chưa kiểm")
    s.press(ENTER, "Cục Quản trị I")
    s.session.send("6" + ENTER + "5" + ENTER + "2" + CTRL_S)
    s.session.settle(0.5)
    s.press(F3, "Bầu lại")
    s.choose("bầu lại")
    s.press("", "Vòng 2")
    s.session.send(END)
    s.session.settle(0.3)
    s.press(ENTER, "Cục Quản trị I")
    s.session.send("5" + ENTER + "8" + CTRL_S)
    s.press("", "trúng")
    s.press(F2, "Chức vụ nào?")
    s.choose("khối phó", "lễ tân")
    s.session.send(END)
    s.session.settle(0.3)
    s.press(ENTER, "Đồng ý")
    s.press(CTRL_S, "13/13 = 100%")
    s.press(CTRL_N, "10/12")


def hand_over_and_sign(s: Secretary) -> None:
    """What is handed over is filled in, both sign off; conclusion, approval, signatures."""
    s.press(F4, "Bên nhận")
    s.session.send("dhv" + TAB + "vụ thư ký")
    s.session.settle(0.3)
    s.press(CTRL_S, "còn 2 chỗ")
    s.press(DOWN + ENTER, "mỗi dòng một việc")
    s.session.send(PAGE_DOWN * 3 + "\x1b[1;5F")  # Ctrl+End
    s.session.settle(0.3)
    s.session.send(UP + "\x1b[H")
    for _ in range(2):
        s.session.send(END + CTRL_U)
        s.session.settle(0.3)
        s.session.send(DOWN)
    s.press(CTRL_S, "Đã lưu")
    s.press(CTRL_S, "Bên giao đã xác nhận")
    s.press(CTRL_S, "Đã ghi nhận bàn giao")
    s.press(CTRL_N, "11/12")
    s.session.send("Hội nghị thành công, đúng kế hoạch.")
    s.session.settle(0.3)
    s.press(CTRL_N, "12/12")
    s.press(ENTER, "Đồng ý")
    s.press(CTRL_S, "13/13 = 100%")
    s.tab(1)
    s.press(DOWN + ENTER, "Giờ kết thúc")
    s.press(ENTER, "Đã lưu")
    s.press(DOWN + ENTER, "đã ký?")
    s.press(DOWN + ENTER, "Việc tiếp theo?")
    s.press(ESC, "Đã ký: chỉ xem.")


def the_minutes(data: Path) -> list[str]:
    """Return the minutes as they lie on the disk; hours and days of the clock and the code are masked."""
    store = open_store(data, read_only=True)
    desk = Desk(store, Actor(0, "root", read_only=True), now, data)
    year = next(y for y in store.find(BlocYear) if y.year == 2023)
    meeting = store.find(Meeting, bloc_year_id=year.id)[0]
    lines = [line.rstrip() for line in printing.preview(desk, minutes_ref(desk, meeting.id), 100)]
    store.close()
    days = (r"ngày \d\d tháng \d\d năm \d{4}", r"phút, ngày \d\d/\d\d/\d{4}")
    for clock in (r"\b\d\d:\d\d\b", r"\d\d giờ \d\d phút", *days):
        lines = [re.sub(clock, lambda found: re.sub(r"\d", "0", found[0]), line) for line in lines]
    return [re.sub(r"(?<=Mã lời văn )\w{16}", "0" * 16, line) for line in lines]


def test_the_minutes_equal_the_expected_document(data: Path, tmp_path: Path) -> None:
    with open_app(data, tmp_path) as session:
        before_the_kill(Secretary(session))
        draft = next((data / "drafts").glob("*.json"))
        session.wait_for(lambda: "thì máy" in draft.read_text("utf-8"))
        session.kill()
    with open_app(data, tmp_path) as session:
        s = Secretary(session)
        after_the_kill(s)
        award(s)
        elect(s)
        hand_over_and_sign(s)
    expected = (HERE / "expected_2023.txt").read_text("utf-8").splitlines()
    found = the_minutes(data)
    for place, (is_, should_be) in enumerate(zip(found, expected, strict=False), 1):
        assert is_ == should_be, f"line {place} of the minutes"
    assert len(found) == len(expected), "the minutes have other lines at their end"
