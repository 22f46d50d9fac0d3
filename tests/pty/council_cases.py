"""Three councils nobody has seen, each with its own numbering, words, people, rules and agenda.

They are set up by keys in a terminal of 80×24, or by commands.
"""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.terminal_session import KTD, TO_MEETING, Session

DOWN, TAB, ENTER, ESC, HOME, SAVE = "\x1b[B", "\t", "\r", "\x1b", "\x1b[H", "\x13"
F2, F4, F6 = "\x1bOQ", "\x1bOS", "\x1b[17~"
AT_BLOC = 5
"""The row of the first bloc of one's own, after the five that a new council has."""
TO_MEETINGS = DOWN * 13 + ENTER


@dataclass(frozen=True)
class Someone:
    """A person as they are typed, with the office, and whether they head the unit."""

    typed: str
    title: str
    heads: bool = False


@dataclass(frozen=True)
class Office:
    """A unit with its people."""

    name: str
    short: str
    city: str
    people: tuple[Someone, ...]


@dataclass(frozen=True)
class Case:
    """A council as its secretary would set it up.

    Attributes:
        office: The level that ``ktd init`` is told.
        bloc: Number, name, symbol, what it calls itself, its head and its deputy; empty: the usual words.
        head: Letters that mean the leading unit, and the deputy's.
        quorum: As typed in the agenda.
        secretary: Letters that mean the secretary.
    """

    name: str
    office: str
    council: tuple[str, str, str, str]
    bloc: tuple[str, str, str, str, str, str]
    units: tuple[Office, ...]
    year: int
    theme: str
    head: str
    deputy: str
    quorum: str
    day: str
    hour: str
    place: str
    secretary: str


MINISTRY = Case(
    "ministry",
    "ministry",
    ("Hội đồng Thi đua - Khen thưởng Bộ", "Bộ Kế hoạch", "BKH", "Hà Nội"),
    ("VI", "Khối các Cục, Vụ tổng hợp", "KTH", "", "Trưởng khối", "Phó Trưởng khối"),
    (
        Office("Cục Thống kê", "Cục TK", "Hà Nội", (Someone("TS Đỗ Văn Mẫn", "Cục trưởng", heads=True),)),
        Office("Vụ Pháp chế", "Vụ PC", "", (Someone("Bà Lý Thu Hà", "Phó Vụ trưởng"),)),
        Office("Vụ Pháp luật quốc tế", "Vụ PLQT", "", (Someone("Vũ Nam", "Vụ trưởng", heads=True),)),
    ),
    2024,
    "Nói đi đôi với làm",
    "thong ke",
    "quoc te",
    "3/4",
    "15/01/2025",
    "08:00",
    "Phòng họp số 2",
    "lth",
)
PROVINCE = Case(
    "province",
    "province",
    ("Hội đồng Thi đua - Khen thưởng tỉnh", "Ủy ban nhân dân tỉnh", "UBND", "Đà Nẵng"),
    ("7", "Khối thi đua các Sở", "KS7", "", "", ""),
    (
        Office("Sở Nội vụ", "SNV", "Đà Nẵng", (Someone("Ông Trần Bá", "Giám đốc", heads=True),)),
        Office("Sở Y tế", "SYT", "Hội An", (Someone("Trần Bá", "Giám đốc", heads=True),)),
    ),
    2024,
    "Kỷ cương, sáng tạo",
    "noi vu",
    "y te",
    "2/3",
    "20/12/2024",
    "14:30",
    "Trung tâm hành chính",
    "syt",
)
SCHOOLS = Case(
    "schools",
    "grassroots",
    ("Hội đồng Thi đua - Khen thưởng Đại học", "Đại học Vùng", "ĐHV", "Huế"),
    ("Các trường", "Cụm thi đua các trường", "CTR", "Cụm", "", ""),
    (
        Office(
            "Trường Đại học Sư phạm", "ĐHSP", "Huế",
            (
                Someone("PGS.TS Nguyễn Trần Phúc", "Hiệu trưởng", heads=True),
                Someone("Hồ Lan", "Phó Hiệu trưởng"),
            ),
        ),
        Office("Viện Công nghệ", "VCN", "Huế", (Someone("GS.TS Võ Quý", "Viện trưởng", heads=True),)),
        Office("Trường Cao đẳng Y", "CĐY", "Huế", ()),
    ),
    2025,
    "Dạy tốt, học tốt",
    "su pham",
    "vien",
    "1/2",
    "30/01/2026",
    "07:30",
    "Hội trường A",
    "hl",
)  # fmt: skip
CASES = (MINISTRY, PROVINCE, SCHOOLS)


def begun(of: Case, data: Path) -> None:
    """Make the council, as an administrator does."""
    name, agency, symbol, place = of.council
    names = ["--name", name, "--agency", agency, "--symbol", symbol, "--place", place]
    subprocess.run([*KTD, "init", str(data), "--office", of.office, *names], check=True, capture_output=True)


class Secretary:
    """Types into a terminal of 80×24, and waits for what each key must show."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def press(self, keys: str, wanted: str | Callable[[], bool]) -> None:
        """Press keys and wait for what they show."""
        self.session.press(keys, wanted)

    def form(self, key: str, title: str, *fields: str) -> None:
        """Open a form, fill its fields in order, save."""
        self.press(key, title)
        self.press(TAB.join(fields), lambda: all(text in self.session.text for text in fields if text))
        self.press(SAVE, lambda: title not in self.session.text)

    def set_up(self, of: Case) -> None:
        """Bloc, units, people, year, agenda, meeting."""
        self.session.wait_for("Khối thi đua số V")
        self.form(F2, "Khối mới", *of.bloc)
        self.press(HOME + DOWN * AT_BLOC + ENTER, "Đơn vị và vai trò")
        for unit in of.units:
            self.form(F2, "Đơn vị mới", unit.name, unit.short, unit.city)
            self.press(ENTER, "Cán bộ")
            for person in unit.people:
                fields = (person.typed, person.title, "", "", "", "có" if person.heads else "")
                self.form(F2, "Người mới", *fields[: 6 if person.heads else 2])
            self.press(ESC, "Đơn vị và vai trò")
        self.press(TAB, "F2")
        self.form(F2, "Mở năm thi đua", str(of.year), of.theme)
        self.press(ENTER, "Việc cần làm")
        self.press(F4, f"Năm {of.year}")
        self.press(TAB * 3 + of.head + TAB + of.deputy, of.deputy)
        self.press(SAVE, lambda: "Coi là đã đăng ký" not in self.session.text)
        self.agenda(of)
        self.meeting(of)

    def agenda(self, of: Case) -> None:
        """Say which share of the delegates must be there."""
        self.press(HOME + TO_MEETINGS, "Chưa có hội nghị nào")
        self.press(F4, "Hội nghị tổng kết")
        self.press(ENTER, "Cách quyết định")
        self.press(F6 + HOME + ENTER, "Tỷ lệ đại biểu")
        self.press(of.quorum + SAVE, lambda: "Tỷ lệ đại biểu" not in self.session.text)
        self.press(ESC, "Chưa có hội nghị nào")
        self.press(ESC, "Việc cần làm")

    def meeting(self, of: Case) -> None:
        """Prepare the year-end meeting until nothing is missing."""
        self.press(HOME + TO_MEETING.removeprefix(HOME), "Có, chuẩn bị")
        self.press(DOWN + ENTER, "1/12 ")
        for typed in (of.day, of.hour, of.place):
            self.press(ENTER, "Enter: đồng ý")
            self.session.send(typed + ENTER)
            self.session.wait_for("Mục")
            self.press(DOWN, typed)
        self.press(DOWN + ENTER, "gõ để lọc")
        self.press(of.secretary + ENTER, "Đã đủ")


def by_commands(of: Case, data: Path, steps: str = "") -> None:
    """Set the same up without a screen.

    Args:
        steps: The meeting's steps, where they are not the usual ones.
    """

    def ktd(*words: str) -> None:
        done = subprocess.run(
            [*KTD, "--data", str(data), *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"

    code, name, symbol, noun, head, deputy = of.bloc
    words = ["--noun", noun, "--head-title", head, "--deputy-title", deputy]
    ktd("bloc", "add", "--code", code, "--name", name, "--symbol", symbol, *words)
    for unit in of.units:
        names = ["--name", unit.name, "--short-name", unit.short, "--city", unit.city]
        ktd("unit", "add", "--bloc", code, *names)
        for person in unit.people:
            heads = ["--head"] if person.heads else []
            ktd("person", "add", "--unit", unit.name, "--name", person.typed, "--title", person.title, *heads)
    year = ["--bloc", code, "--year", str(of.year)]
    ktd("year", "open", *year)
    ktd("year", "edit", *year, "--topic", of.theme, "--head", of.head, "--deputy", of.deputy)
    ktd("meeting", "agenda", *year, "--quorum", of.quorum)
    if steps:
        ktd("meeting", "agenda", *year, "--steps", steps)
    ktd("meeting", "start", *year)
    for line in (f"day {of.day}", f"hour {of.hour}", f"place {of.place}", f"secretary {of.secretary}"):
        ktd("meeting", "do", *year, line)
