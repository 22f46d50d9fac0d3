"""A person's own keys: taken everywhere, refused where they clash, cannot work or mean nothing."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui import i18n, keymap
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.keys import KEYS
from tests.terminal_session import KTD, Session, with_sample

DOCS = Path(__file__).parents[1] / "docs" / "keys.md"


@pytest.fixture(autouse=True)
def the_table_stays() -> Iterator[None]:
    before = dict(KEYS)
    yield
    KEYS.update(before)


def test_another_key_is_taken_and_shown() -> None:
    keymap.remap({"export": "f13", "undo": ["ctrl+x", "f11"]}, "ktd.toml")
    assert (KEYS["export"].keys, KEYS["export"].shown) == (("f13",), "F13")
    assert (KEYS["undo"].keys, KEYS["undo"].shown) == (("ctrl+x", "f11"), "Ctrl+X")
    assert KEYS["find"].keys == ("ctrl+f", "slash")


def test_letters_of_lists_stay_beside_a_new_key() -> None:
    keymap.remap({"help": "f11"}, "ktd.toml")
    assert KEYS["help"].keys == ("f11", "question_mark")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"export": "f5"}, "phím “F5” đang đặt cho cả “Nạp lại” và “Xuất PDF”"),
        ({"export": "f11", "undo": "f11"}, "phím “F11” đang đặt cho cả “Hoàn tác” và “Xuất PDF”"),
        ({"xuat": "f11"}, "không có thao tác “xuat”"),
        ({"export": "x"}, "“x” không dùng được cho “export”"),
        ({"export": "ctrl+h"}, "không dùng được phím “ctrl+h”"),
        ({"export": "f25"}, "“f25” không dùng được"),
        ({"export": 7}, "“7” không dùng được"),
        ({"export": []}, "chưa có phím nào"),
        ({"export": "enter"}, "có nghĩa cố định"),
    ],
)
def test_what_cannot_be_is_said_with_the_file(wanted: dict[str, object], said: str) -> None:
    before = dict(KEYS)
    with pytest.raises(Refused) as refused:
        keymap.remap(wanted, "/nha/ktd.toml")
    assert said in tell(refused.value)
    assert tell(refused.value).startswith("/nha/ktd.toml: ")
    assert before == KEYS


def test_the_docs_hold_the_table() -> None:
    lines = []
    for language in i18n.LANGUAGES:
        i18n.use(language)
        lines += keymap.table()
    text = DOCS.read_text("utf-8")
    missing = [line for line in lines if line not in text]
    assert not missing, f"renew docs/keys.md with “make keys”: {missing}"


@pytest.mark.pty
def test_the_app_answers_to_it_and_says_so_in_the_footer(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "ktd.toml").write_text('[keys]\nedit = "f11"\n')
    surroundings = {"XDG_CONFIG_HOME": str(config)}
    data = str(with_sample(tmp_path / "data"))
    with Session([*KTD, "--data", data], env=surroundings) as session:
        session.wait_for("2186/KH-VPQH")
        session.wait_for("F11 Sửa năm")
        session.settle(0.3)
        session.press("\x1b[23~", "Chủ đề")
        session.wait_for("Ctrl+S: lưu")
    (config / "ktd.toml").write_text('[keys]\nedit = "f5"\n')
    done = subprocess.run(
        [*KTD, "--data", data, "history"],
        capture_output=True,
        env={**os.environ, **surroundings},
        check=False,
    )
    assert done.returncode == 0, "commands have no keys"
    with Session([*KTD, "--data", data], env=surroundings) as session:
        assert session.wait_end() == 1
        assert "“F5” đang đặt cho cả" in session.text.replace("\n", " ")
