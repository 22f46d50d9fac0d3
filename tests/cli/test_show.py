"""``ktd show``: every page as plain text, without a terminal."""

import json
import os
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from ktd_tui import cli
from ktd_tui.commands import base
from ktd_tui.rules.access import Actor
from tests.cli.test_cli import ktd, refused
from tests.terminal_session import KTD

Run = Callable[..., str]

WANTED = {
    ("home",): ("Văn phòng Quốc hội", "Khối thi đua số V ", "Tổng kết"),
    ("bloc", "--bloc", "V"): ("2023", "Đà Nẵng", "Vụ Lễ tân và Hợp tác quốc tế", "Nguyễn Văn Định"),
    ("people", "--bloc", "v"): ("Phạm Đức Thảo", "Cục Quản trị I", "Cục trưởng"),
    ("unit", "--unit", "CQT III"): ("Cục Quản trị III · Đà Nẵng", "Nguyễn Văn Định", "Khối trưởng"),
    ("year", "--bloc", "V"): ("2186/KH-VPQH", "Khối phó", "! Hoàn thành biên bản hội nghị tổng kết 2022"),
    ("scores", "--bloc", "V", "--year", "2022"): ("I.1 ", "III.5 ", "P3 ", "18,5", "97,5"),
    ("ranking", "--bloc", "V", "--year", "2022"): ("Vụ Lễ tân và Hợp tác quốc tế", "97,5", "Xuất sắc"),
    ("charts", "--bloc", "V", "--year", "2022"): ("III.5 ", "83,3%", "Xuất sắc"),
    ("meeting", "--bloc", "V", "--year", "2022"): (
        "! 12. Biên bản, ký (đang làm)",
        "4/5 = 80%, cần 4: đạt",
        "14:35",
    ),
    ("minutes", "--bloc", "V", "--year", "2022"): ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BIÊN BẢN", "./."),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show") / "data"
    assert ktd("init", "--sample", folder).returncode == 0
    return folder


@pytest.fixture
def show(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; return what it wrote."""

    def run(*words: str, data: Path = data) -> str:
        with pytest.raises(SystemExit) as end:
            cli.main(["--data", str(data), "show", *words])
        said = capsys.readouterr()
        assert end.value.code == 0, said.err
        return said.out

    return run


@pytest.mark.parametrize(("words", "wanted"), WANTED.items(), ids=[words[0] for words in WANTED])
def test_a_page_says_what_the_screen_says(show: Run, words: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    said = show(*words)
    missing = [text for text in wanted if text not in said]
    assert not missing, f"{missing} not in\n{said}"
    steering = {c for c in said if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"}
    assert not steering, steering
    assert said == unicodedata.normalize("NFC", said)


@pytest.mark.parametrize("words", WANTED, ids=[words[0] for words in WANTED])
def test_json_holds_the_same_words(show: Run, words: tuple[str, ...]) -> None:
    told = json.loads(show(*words, "--json"))
    text = " ".join(show(*words, "--width", "1000").split())
    said = [told["title"]]
    for part in told["parts"]:
        said += [part.get("text", ""), part.get("heading", "")]
        said += [*part.get("heads", ()), *(cell for row in part.get("rows", ()) for cell in row)]
    missing = [piece for piece in said if " ".join(piece.split()) not in text]
    assert len(said) > 5
    assert not missing, missing


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_asked_for(show: Run, width: int) -> None:
    for words in WANTED:
        lines = show(*words, "--width", str(width)).splitlines()
        assert max(map(len, lines)) <= width, max(lines, key=len)


def test_columns_stand_under_each_other_or_are_named(show: Run) -> None:
    wide = show("scores", "--bloc", "V", "--width", "80").splitlines()
    head = next(line for line in wide if line.startswith("Tiêu chí"))
    first = next(line for line in wide if line.startswith("I.1 "))
    assert re.findall(r"\S+", first)[-5:] == ["19", "19", "19,5", "19,5", "19"], first
    second = next(line for line in wide if line.startswith("I.2 "))
    assert len(second) == len(head), "the last column's figure does not stand under its heading"
    assert len(first) == second.rindex(","), "figures of one column have their commas under each other"
    narrow = show("scores", "--bloc", "V", "--width", "40")
    assert "\nCQT III: 19,5\n" in narrow, narrow


def test_without_a_year_it_is_the_year_in_work(show: Run) -> None:
    assert show("ranking", "--bloc", "V") == show("ranking", "--bloc", "V", "--year", "2022")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("bloc",), "--bloc"),
        (("unit",), "--unit"),
        (("bloc", "--bloc", "V", "--unit", "Vụ Thư ký"), "không có tham số --unit"),
        (("year", "--bloc", "XX"), "Không có khối “XX”"),
        (("unit", "--unit", "Cục Không"), "Không có đơn vị “Cục Không”"),
        (("year", "--bloc", "V", "--year", "1999"), "1999"),
        (("year", "--bloc", "I"), "Khối thi đua số I chưa có năm thi đua nào."),
        (("minutes", "--bloc", "V", "--year", "2023"), "2023"),
    ],
)
def test_what_is_not_there_is_refused(data: Path, words: tuple[str, ...], sentence: str) -> None:
    refused(ktd("--data", data, "show", *words), sentence)


def test_an_unknown_page_is_wrong_usage(data: Path) -> None:
    assert ktd("--data", data, "show", "nothing").returncode == 2


def test_who_has_no_role_is_shown_nothing(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "actor", lambda options: Actor(4242, "lan", base.read_only(options)))
    with pytest.raises(SystemExit) as end:
        cli.main(["--data", str(data), "show", "home"])
    said = capsys.readouterr()
    assert (end.value.code, said.out) == (1, "")
    assert "“lan” chưa được phân vai trò" in said.err, said.err


SURROUNDINGS = {
    "LC_ALL=C": {"LC_ALL": "C"},
    "LC_ALL=POSIX": {"LC_ALL": "POSIX"},
    "ascii streams": {"PYTHONIOENCODING": "ascii"},
    "ascii everywhere": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "latin-1": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
}


@pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_the_text_is_utf8_in_any_locale(tmp_path: Path, surroundings: dict[str, str]) -> None:
    folder = tmp_path / "dữ liệu"
    made = ktd("init", "--sample", folder, env=surroundings)
    assert made.returncode == 0, made.stderr
    assert "dữ liệu" in made.stdout
    said = ktd("--data", folder, "show", "unit", "--unit", "Vụ Thư ký", env=surroundings)
    assert said.returncode == 0, said.stderr
    assert "Vụ Thư ký · Hà Nội" in said.stdout, said.stdout


def test_a_reader_that_has_enough_is_no_fault(data: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [*KTD, "--data", str(data), "show", "home"]
    try:
        done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")
