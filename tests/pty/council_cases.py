"""Three councils nobody has seen, each with its own numbers, words, people, titles, criteria, agenda.

They are set up by keys in a terminal of 80×24, or by commands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.cli.test_score import ktd
from tests.terminal_session import TO_MEETING, TO_SCORES, Session

UP, DOWN, TAB, ENTER, ESC, HOME, SAVE = "\x1b[A", "\x1b[B", "\t", "\r", "\x1b", "\x1b[H", "\x13"
RIGHT = "\x1b[C"
F2, F3, F4, F6, UP_ONE = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[17~", "\x15"
END_OF_HOME = 3
"""Rows of the first page that stand below the titles."""
TO_CRITERIA = DOWN * 3 + ENTER
AT_BLOC = 5
"""The row of the first bloc of one's own, after the five that a new council has."""
AT_HEAD = HOME + DOWN * 6
"""The row of the rules of a meeting by which the head is elected."""
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


class Row(NamedTuple):
    """A row of the criteria: its part as the screen and as a command call it, and what it holds."""

    shown: str
    part: str
    code: str
    text: str
    points: str


class Stepped(NamedTuple):
    """A change of the agenda: a step that is added and moved up, or called otherwise (``up`` 0).

    Attributes:
        step: Its code.
        typed: What finds it in a list, or the office's own words for it.
        at: Its place in the agenda as it is shipped.
        up: By how many places it is moved up.
        shown: What the list says of it once it was added: what it asks for.
    """

    step: str
    typed: str
    at: int = 0
    up: int = 0
    shown: str = ""


@dataclass(frozen=True)
class Case:
    """A council as its secretary would set it up.

    Attributes:
        office: The level that ``ktd init`` is told.
        bloc: Number, name, symbol, what it calls itself, its head and its deputy; empty: the usual words.
        title: A title of its own: name, kind, to whom, by whom.
        criteria: The set that it takes instead of the first, by its version; empty: it keeps that.
        row: A row of its own in that set.
        agenda: Its own steps, and all of them as a command has them.
        head: Letters that mean the leading unit, and the deputy's.
        quorum: As typed in the agenda.
        half: Whether half of the votes are enough to head the bloc; else it takes more than half.
        secretary: Letters that mean the secretary.
        codes: The rows that are scored.
        scores: The bloc's points in them, unit by unit as the grid has them; a space between two.
    """

    name: str
    office: str
    council: tuple[str, str, str, str]
    bloc: tuple[str, str, str, str, str, str]
    title: tuple[str, str, str, str]
    units: tuple[Office, ...]
    criteria: str
    row: Row
    agenda: tuple[tuple[Stepped, ...], str]
    year: int
    theme: str
    head: str
    deputy: str
    quorum: str
    day: str
    hour: str
    place: str
    secretary: str
    codes: tuple[str, ...]
    scores: tuple[str, ...]
    half: bool = False


def begun(of: Case, data: Path) -> None:
    """Make the council, as an administrator does."""
    name, agency, symbol, place = of.council
    names = ["--name", name, "--agency", agency, "--symbol", symbol, "--place", place]
    assert ktd("init", data, "--office", of.office, *names) == 0


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
        """Titles, bloc, units, people, year, criteria, agenda, meeting."""
        self.session.wait_for("Khối thi đua số V")
        self.titles(of)
        self.form(F2, "Khối mới", *of.bloc)
        self.press(HOME + DOWN * AT_BLOC + ENTER, "Đơn vị và vai trò")
        for unit in of.units:
            self.form(F2, "Đơn vị mới", unit.name, unit.short, unit.city)
            self.press(ENTER, "Cán bộ")
            for person in unit.people:
                fields = (person.typed, person.title, "", "", "", "", "có" if person.heads else "")
                self.form(F2, "Người mới", *fields[: 7 if person.heads else 2])
            self.press(ESC, "Đơn vị và vai trò")
        self.press(TAB, "F2")
        self.form(F2, "Mở năm thi đua", str(of.year), of.theme)
        self.press(ENTER, "Việc cần làm")
        self.press(F4, f"Năm {of.year}")
        self.press(TAB * 3 + of.head + TAB + of.deputy, of.deputy)
        self.press(SAVE, lambda: "Coi là đã đăng ký" not in self.session.text)
        self.criteria(of)
        self.agenda(of)
        self.meeting(of)
        self.scores(of)

    def titles(self, of: Case) -> None:
        """Add a title of the council's own and confirm those of the law."""
        self.press("\x1b[F" + UP * END_OF_HOME + ENTER, "còn theo tên của luật")
        self.form(F2, "Thêm danh hiệu", *of.title)
        self.press(SAVE, "Đã xác nhận")
        self.press(ESC, "Tên Hội đồng")

    def criteria(self, of: Case) -> None:
        """Take a set, and add a row of the bloc's own."""
        self.press(HOME + TO_CRITERIA, "Loại")
        if of.criteria:
            self.press(F3, "Chọn bảng nào?")
            self.press(of.criteria + ENTER, f"Bản {of.criteria}")
        self.press(HOME + F2, "Thêm mục gì?")
        fields = (of.row.code, of.row.text, of.row.points)
        self.form(of.row.shown + ENTER, "· mới", *(field for field in fields if field))
        self.press(ESC, "Việc cần làm")

    def agenda(self, of: Case) -> None:
        """Say which share of the delegates must be there, and which steps the meeting has."""
        self.press(HOME + TO_MEETINGS, "Chưa có hội nghị nào")
        self.press(F4, "Hội nghị tổng kết")
        self.press(ENTER, "Cách quyết định")
        for one in of.agenda[0]:
            self.step(one)
        self.press(F6 + HOME + ENTER, "Tỷ lệ đại biểu")
        self.press(of.quorum + SAVE, lambda: "Tỷ lệ đại biểu" not in self.session.text)
        if of.half:
            self.press(AT_HEAD + ENTER, "Bầu Khối trưởng")
            self.press(TAB * 3 + UP_ONE + "ít nhất" + SAVE, "ít nhất 50%")
        self.press(ESC, "Chưa có hội nghị nào")
        self.press(ESC, "Việc cần làm")

    def step(self, of: Stepped) -> None:
        """Add a step where it belongs, or call one otherwise."""
        if of.up:
            self.press(F2, "Bước nào?")
            self.press(of.typed + ENTER, of.shown)
            self.press(UP_ONE * of.up, "Cách quyết định")
        else:
            self.press(HOME + DOWN * of.at + ENTER, "Bước này gọi là gì?")
            self.press(UP_ONE + of.typed + ENTER, lambda: "Bước này gọi" not in self.session.text)

    def meeting(self, of: Case) -> None:
        """Prepare the year-end meeting until nothing is missing."""
        self.press(HOME + TO_MEETING.removeprefix(HOME), "Có, chuẩn bị")
        self.press(DOWN + ENTER, f"1/{len(of.agenda[1].split(';'))} ")
        for typed in (of.day, of.hour, of.place):
            self.press(ENTER, "Enter: đồng ý")
            self.session.send(typed + ENTER)
            self.session.wait_for("Mục")
            self.press(DOWN, typed)
        self.press(DOWN + ENTER, "gõ để lọc")
        self.press(of.secretary + ENTER, "Đã đủ")

    def scores(self, of: Case) -> None:
        """Type each unit's points down its column, and go back to the meeting."""
        self.press(ESC, "Việc cần làm")
        self.press(TO_SCORES, f"{of.codes[0]} ")
        for place, column in enumerate(points.split() for points in of.scores):
            self.press(
                HOME + UP * len(column) + RIGHT * place + "".join(one + ENTER for one in column), column[-1]
            )
            self.session.settle(0.3)
        self.press(ESC, "Việc cần làm")
        self.press(TO_MEETING, f"1/{len(of.agenda[1].split(';'))} ")


def by_commands(of: Case, data: Path) -> None:
    """Set the same up without a screen."""

    def run(*words: str) -> None:
        assert ktd("--data", data, *words) == 0, words

    name, kind, whom, level = of.title
    kinds = {"danh hiệu": "title", "hình thức": "form"}
    told = {"tập thể": "collective", "cá nhân": "person", "bộ": "ministry", "cơ sở": "grassroots"}
    run("title", "add", name, "--kind", kinds[kind], "--whom", told[whom], "--level", told[level])
    run("title", "confirm")
    code, name, symbol, noun, head, deputy = of.bloc
    words = ["--noun", noun, "--head-title", head, "--deputy-title", deputy]
    run("bloc", "add", "--code", code, "--name", name, "--symbol", symbol, *words)
    for unit in of.units:
        names = ["--name", unit.name, "--short-name", unit.short, "--city", unit.city]
        run("unit", "add", "--bloc", code, *names)
        for person in unit.people:
            heads = ["--head"] if person.heads else []
            run("person", "add", "--unit", unit.name, "--name", person.typed, "--title", person.title, *heads)
    year = ["--bloc", code, "--year", str(of.year)]
    run("year", "open", *year)
    run("year", "edit", *year, "--topic", of.theme, "--head", of.head, "--deputy", of.deputy)
    if of.criteria:
        run("criteria", "take", *year, of.criteria)
    row = ["--code", of.row.code, "--text", of.row.text, "--points", of.row.points]
    run("criteria", "put", *year, of.row.part, *row)
    rules = ["--quorum", of.quorum, *["--rule", "head=hands,present,1/2"][: 2 * of.half]]
    run("meeting", "agenda", *year, *rules, "--steps", of.agenda[1])
    run("meeting", "start", *year)
    for unit, column in zip(sorted(of.units, key=lambda unit: unit.name), of.scores, strict=True):
        for code, points in zip(of.codes, column.split(), strict=True):
            run("score", "set", points, *year, "--layer", "bloc", "--unit", unit.name, "--code", code)
    for line in (f"day {of.day}", f"hour {of.hour}", f"place {of.place}", f"secretary {of.secretary}"):
        run("meeting", "do", *year, line)
