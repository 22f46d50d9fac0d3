"""The app in every terminal: the same words, no more colours than it has, no sign that it cannot draw."""

import re
import unicodedata
from pathlib import Path

import pytest

from ktd_tui.config import read_settings
from ktd_tui.errors import Refused
from ktd_tui.terminal.environment import Face, face
from ktd_tui.terminal.glyphs import LINES, SIGNS, TWINS, twin
from tests.terminal_session import KTD, TO_SCORES, Session, with_sample

pytestmark = [pytest.mark.pty, pytest.mark.xdist_group(__name__)]

ENTER, ESC, DOWN, CTRL_Q = "\r", "\x1b", "\x1b[B", "\x11"
F1 = {"linux": "\x1b[[A", "putty": "\x1b[11~", "putty-256color": "\x1b[11~"}
"""What F1 sends, by terminal; elsewhere what an xterm sends."""
PLAIN_LINES = set("─│┌┐└┘├┤┬┴┼")
BAR_BLOCKS = set("▁▂▃▄▅▆▇█")
"""Ends of a scrollbar's thumb, in terminals that draw lines."""
SGR = re.compile(r"\x1b\[([0-9;]*)m")
NONE, BASIC, INDEXED, TRUE = 0, 16, 256, 1 << 24

TERMS = {
    "xterm": BASIC,
    "xterm-256color": INDEXED,
    "screen": BASIC,
    "screen-256color": INDEXED,
    "tmux-256color": INDEXED,
    "linux": BASIC,
    "putty": BASIC,
    "putty-256color": INDEXED,
    "vt100": NONE,
}
ASCII_TERMS = ("linux", "vt100")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the sample, for all walks: they change nothing."""
    return with_sample(tmp_path_factory.mktemp("terminals") / "data")


class Walk:
    """A walk through the app in one terminal.

    Attributes:
        pages: The text of each page, without the last column, where scrollbars stand.
        raw: Every byte that was sent, as text.
    """

    def __init__(self, data: Path, term: str, env: dict[str, str], words: tuple[str, ...] = ()) -> None:
        self.pages: dict[str, str] = {}
        surroundings = {"XDG_CONFIG_HOME": str(data.parent / "config"), **env}
        command = ["env", *(f"{k}={v}" for k, v in surroundings.items()), *KTD, "--data", str(data), *words]
        with Session(command, term=term) as self._session:
            self._walk(F1.get(term, "\x1bOP"))
        self.raw = self._session.raw.decode("utf-8")

    def _walk(self, f1: str) -> None:
        self._go("", 1, "2186/KH-VPQH", "year")
        self._go(TO_SCORES, 3, "Tiêu chí", "scores")
        self._go(f1, 0, "Ctrl+G", "help")
        self._go(ESC, 3, "Tiêu chí", "scores again")
        self._go(ESC, 1, "2186/KH-VPQH", "year again")
        rail = [line[:22].strip() for line in self._session.text.splitlines()]
        way = rail.index("Hội nghị tổng kết") - rail.index("Chấm điểm đơn vị")
        self._go(DOWN * way + ENTER, 2, "Ký: khóa biên bản", "meeting")  # the step's pane comes last
        self._go(ESC, 1, "2186/KH-VPQH", "year at last")
        self._go(ESC, 0, "việc đang chờ", "home")  # what one owes comes last, from a worker
        self._session.send(CTRL_Q)
        assert self._session.wait_end() == 0

    def _go(self, keys: str, depth: int, wanted: str, name: str) -> None:
        """Type, then wait for a page whose title is so deep, and that says what is wanted."""

        def there() -> bool:
            title = self._session.screen.display[0].replace(">", "›")
            return title.count("›") == depth and wanted in self._session.text

        if keys:
            self._session.send(keys)
        self._session.wait_for(there)
        self._session.settle(0.6)
        self.pages[name] = "\n".join(line[:79].rstrip() for line in self._session.screen.display)

    @property
    def colours(self) -> int:
        """The most colours that any code asks for."""
        return max(map(_colours, SGR.findall(self.raw)), default=NONE)

    @property
    def signs(self) -> set[str]:
        """Everything drawn that is neither ASCII nor a letter."""
        return {c for c in self.raw if not c.isascii() and unicodedata.category(c)[0] not in "LM"}


def _colours(parameters: str) -> int:
    codes = [int(code or 0) for code in parameters.split(";")]
    if 38 in codes or 48 in codes:
        place = codes.index(38) if 38 in codes else codes.index(48)
        return {5: INDEXED, 2: TRUE}[codes[place + 1]]
    return BASIC if any(30 <= code <= 49 or 90 <= code <= 107 for code in codes) else NONE


@pytest.fixture(scope="module")
def reference(data: Path) -> Walk:
    """The walk that all others are compared with."""
    return Walk(data, "xterm-256color", {})


def check_same_words(walk: Walk, reference: Walk, *, ascii_signs: bool) -> None:
    for name, page in reference.pages.items():
        wanted = "".join(c if c == "\n" else twin(c) for c in page) if ascii_signs else page
        assert walk.pages[name] == wanted, f"{name} says something else"


def check_signs(walk: Walk, *, ascii_signs: bool) -> None:
    allowed = set[str]() if ascii_signs else PLAIN_LINES | BAR_BLOCKS | set(SIGNS)
    assert walk.signs <= allowed, f"drawn besides: {walk.signs - allowed}"


@pytest.mark.parametrize(("term", "colours"), TERMS.items(), ids=TERMS)
def test_a_walk_in_every_terminal(data: Path, reference: Walk, term: str, colours: int) -> None:
    walk = reference if term == "xterm-256color" else Walk(data, term, {})
    assert walk.colours == colours
    check_same_words(walk, reference, ascii_signs=term in ASCII_TERMS)
    check_signs(walk, ascii_signs=term in ASCII_TERMS)
    assert "\x1b]" not in walk.raw, "an OSC sequence: old terminals print its text"


SURROUNDINGS = {
    "truecolor": ({"COLORTERM": "truecolor"}, (), TRUE, False),
    "no colour": ({"NO_COLOR": "1"}, (), NONE, False),
    "--ascii": ({}, ("--ascii",), INDEXED, True),
    "LANG=C": ({"LANG": "C"}, (), INDEXED, False),
    "LC_ALL=C": ({"LC_ALL": "C"}, (), INDEXED, False),
    "LC_ALL=POSIX": ({"LC_ALL": "POSIX"}, (), INDEXED, False),
    "ascii streams": ({"PYTHONIOENCODING": "ascii"}, (), INDEXED, False),
    "ascii everywhere": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, (), INDEXED, False),
    "another encoding": ({"LC_ALL": "en_US.ISO-8859-1", "NO_COLOR": "1"}, (), NONE, True),
}


@pytest.mark.parametrize(("env", "words", "colours", "ascii_signs"), SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_a_walk_in_every_surrounding(
    data: Path,
    reference: Walk,
    env: dict[str, str],
    words: tuple[str, ...],
    colours: int,
    ascii_signs: bool,
) -> None:
    walk = Walk(data, "xterm-256color", env, words)
    assert walk.colours == colours
    check_same_words(walk, reference, ascii_signs=ascii_signs)
    check_signs(walk, ascii_signs=ascii_signs)


def test_every_twin_is_one_ascii_cell_and_marks_stay_apart() -> None:
    assert all(t.isascii() and t.isprintable() and len(t) == 1 for t in TWINS.values())
    for marks in ("✓!·", "✓!▸·", "✓·", "─│", "●○"):  # what stands in one column has different twins
        assert len(set(map(twin, marks))) == len(marks), marks
    assert set(LINES) >= PLAIN_LINES
    assert [twin(c) for c in "aếỢđ"] == list("aếỢđ"), "a letter was changed"
    assert (twin("😀"), twin("文")) == ("??", "文"), "another width, or a letter was changed"


TERM_FACES = {
    ("auto", "xterm", "C.UTF-8"): Face(ascii=False),
    ("auto", "linux", "vi_VN.UTF-8"): Face(ascii=True),
    ("line", "linux", "vi_VN.UTF-8"): Face(ascii=False),
    ("ascii", "xterm", "vi_VN.UTF-8"): Face(ascii=True),
    ("auto", "xterm", "vi_VN.TCVN5712-1"): Face(ascii=True),
    ("auto", "xterm", "C"): Face(ascii=False),
    ("auto", "xterm", "vi_VN.utf8@euro"): Face(ascii=False),
    ("auto", "vt220", ""): Face(ascii=True, colours=False),
}


@pytest.mark.parametrize(("given", "wanted"), TERM_FACES.items(), ids=map("-".join, TERM_FACES))
def test_what_a_terminal_can_show(given: tuple[str, str, str], wanted: Face) -> None:
    borders, term, locale = given
    assert face(borders, {"TERM": term, "LANG": locale}) == wanted


def test_an_empty_no_color_is_none() -> None:
    assert face("auto", {"TERM": "xterm", "NO_COLOR": ""}).colours
    assert not face("auto", {"TERM": "xterm", "NO_COLOR": "0"}).colours


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "ktd.toml"


def test_borders_are_a_setting(settings: Path) -> None:
    settings.write_text('borders = "ascii"\n', "utf-8")
    assert read_settings([settings]).borders == "ascii"
    settings.write_text('borders = "double"\n', "utf-8")
    with pytest.raises(Refused):
        read_settings([settings])
    assert read_settings([]).borders == "auto"


def test_the_setting_is_obeyed(data: Path, tmp_path: Path) -> None:
    config = tmp_path / "ktd.toml"
    config.write_text('borders = "ascii"\n', "utf-8")
    with Session([*KTD, "--data", str(data)], env={"XDG_CONFIG_HOME": str(tmp_path)}) as session:
        session.wait_for("2186/KH-VPQH")
        session.wait_for(" | Chủ đề:")
        session.settle(0.15)
        assert "│" not in session.text, session.text


def test_the_function_keys_of_every_putty_mode_reach_the_app(data: Path, tmp_path: Path) -> None:
    with Session(
        [*KTD, "--data", str(data)], env={"XDG_CONFIG_HOME": str(tmp_path)}, term="putty"
    ) as session:
        session.wait_for("2186/KH-VPQH")
        for f1 in ("\x1b[11~", "\x1b[[A", "\x1bOP", "\x1b[M"):
            session.press(f1, "Mọi lệnh của màn hình trước")
            # Both: while the help is still being drawn, what was below it shows beside it.
            session.press(ESC, lambda: "2186/KH-VPQH" in session.text and "Mọi lệnh của" not in session.text)
        session.press(TO_SCORES, "Mức ")
        session.press("\x1bOq\x1bOx\x1bOl\x1bOu", "18,5_")  # typed on the keypad, not saved
        session.press(ESC, lambda: "18,5_" not in session.text)
