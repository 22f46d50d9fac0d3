"""The commands of the year's work, of criteria, titles and the board: what the screens do, for scripts."""

import json
from pathlib import Path
from typing import Any

import pytest

from ktd_tui import cli
from ktd_tui.commands import base
from ktd_tui.rules.access import Actor
from tests.cli.test_score import ktd

V22 = ("--bloc", "V", "--year", "2022")
V23 = ("--bloc", "V", "--year", "2023")


class Ktd:
    """Runs commands on one directory; says what came out."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data, self._capsys = data, capsys

    def __call__(self, *words: str) -> tuple[int, str]:
        self._capsys.readouterr()
        status = ktd(*words, "--data", self._data)
        out, err = self._capsys.readouterr()
        return status, (out + err).strip()

    def told(self, *words: str) -> object:
        status, said = self(*words, "--json")
        assert status == 0, said
        return json.loads(said)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ktd:
    monkeypatch.setattr(base, "actor", lambda options: Actor(1000, "thu-ky", base.read_only(options)))
    assert ktd("init", "--sample", tmp_path / "data") == 0
    return Ktd(tmp_path / "data", capsys)


def test_a_number_is_explained(run: Ktd) -> None:
    status, said = run("explain", *V22, "--unit", "vu thu ky", "--code", "I.1")
    assert status == 0, said
    assert "I.1 Kế hoạch công tác năm" in said, said
    assert "Hạng 3 trên 5" in said, said
    told = run.told("explain", *V22, "--unit", "CQT I")
    assert isinstance(told, dict)
    points = {row["code"]: row["points"] for row in told["rows"]}
    assert points["I.1"] == told["rows"][0]["by_layer"]["bloc"]  # decimals as text, exact
    assert isinstance(points["I.1"], str)
    assert told["sentences"]
    assert run("explain", *V22, "--unit", "CQT I", "--code", "IX")[0] == 1


def test_nominations_are_listed_with_why(run: Ktd) -> None:
    status, said = run("nominations", *V22)
    assert status == 0, said
    assert "Cờ thi đua của Văn phòng Quốc hội  Vụ Lễ tân và Hợp tác quốc tế  ✓ đề nghị" in said, said
    assert "– không đề nghị" not in said, said
    found = run.told("nominations", *V22, "--all")
    assert isinstance(found, list)
    assert {one["verdict"] for one in found} == {"proposed", "not"}


def test_the_blocs_are_listed(run: Ktd) -> None:
    rows = run.told("blocs")
    assert isinstance(rows, list)
    assert rows[4] == {
        "bloc": "V",
        "year": 2022,
        "scored": 5,
        "units": 5,
        "first": ["Vụ Lễ tân và Hợp tác quốc tế"],
        "total": "97.5",
        "proposed": 5,
    }
    status, said = run("blocs", "--year", "2023")
    assert (status, said.splitlines()[-1]) == (0, "Khối thi đua số V  2023  0/5  –  –")


def test_an_exemplar_is_noted(run: Ktd) -> None:
    words = ("exemplar", "add", *V22, "--unit", "Vụ TK", "--name", "Vụ Thư ký", "--deed", "Số hóa")
    status, said = run(*words, "--on", "1/3/2022", "--proposed", "5/3/2022", "--award", "Giấy khen")
    assert (status, said) == (0, "1  01/03/2022  Vụ Thư ký  Vụ TK  Số hóa  Giấy khen")
    assert run(*words, "--on", "31/2/2022")[0] == 1
    rows = run.told("exemplar", "list", *V22)
    assert isinstance(rows, list)
    (one,) = rows
    assert (one["kind"], one["proposed_on"]) == ("collective", "2022-03-05")


def test_criteria_are_shown_changed_and_taken_from_another_set(run: Ktd) -> None:
    status, said = run("criteria", "put", "bonus", "--code", "T9", "--text", "Mới", "--points", "1", *V23)
    assert status == 0, said
    assert "T9  Mới  1" in said, said
    status, said = run("criteria", "put", "bonus", "--key", "T9", "--points", "2", *V23)
    assert status == 0, said
    assert "T9  Mới  2" in said, "what was not named did not stay"
    status, said = run("criteria", "drop", "bonus", "T9", *V23)
    assert status == 0, said
    assert "T9" not in said, said
    status, said = run("criteria", "take", "C-1", *V23)
    assert status == 0, said
    assert said.startswith("Mẫu cụm thi đua 1.000 điểm"), said
    status, said = run("criteria", "take", "Z-9", *V23)
    assert (status, said) == (
        1,
        "“Z-9” không chỉ đúng một bảng tiêu chí; “ktd criteria show” liệt kê các bảng.",
    )
    status, said = run("criteria", "put", "bonus", "--code", "T9", "--text", "Mới", "--points", "1", *V22)
    assert status == 1, "a set that is scored by was changed"


def test_the_board_is_written_and_read(run: Ktd) -> None:
    assert run("board", "list") == (0, "Chưa có bài chia sẻ.")
    status, said = run("board", "post", "--unit", "CQT II", "--title", "Họp từ xa", "--text", "Tiết kiệm")
    assert (status, said) == (0, "1  Họp từ xa  CQT II  TP. Hồ Chí Minh  0 trả lời")
    status, said = run("board", "answer", "1", "--text", "Rất hay")
    assert (status, said.splitlines()) == (0, ["Họp từ xa", "Tiết kiệm", "— thu-ky: Rất hay"])
    assert run.told("board", "read", "1") == {
        "title": "Họp từ xa",
        "text": "Tiết kiệm",
        "answers": [{"unit": "", "author": "thu-ky", "text": "Rất hay"}],
    }
    assert run("board", "read", "2") == (1, "Không có số 2; “ktd board list” liệt kê các số.")


def test_the_years_work_is_planned_and_done(run: Ktd) -> None:
    status, said = run("year", "open", "--bloc", "V", "--year", "2024")
    assert (status, said) == (0, "2024: Phát động")
    assert run("year", "stage", "registration", "--bloc", "V", "--year", "2024") == (
        0,
        "2024: Đăng ký\nCòn chưa xong: Phát động 2 việc.",
    )
    told = run.told("year", "deadline", "work", "31/10/2024", "--bloc", "V", "--year", "2024")
    assert told == {"year": 2024, "stage": "registration", "deadlines": {"work": "2024-10-31"}}
    status, said = run("task", "add", "Tổ chức giao lưu", *V23, "--unit", "CQT I", "--due", "1/6/2023")
    assert (status, said.splitlines()[-1]) == (0, "1  · Tổ chức giao lưu")
    assert run("task", "done", "1", *V23)[1].splitlines()[0].startswith("1  ✓")
    assert run("task", "done", "x", *V23)[0] == 1
    words = ("activity", "add", "Giao lưu", *V23, "--unit", "CQT I", "--partners", "CQT II; Vụ TK")
    status, said = run(*words, "--day", "3/3/2023", "--place", "Hà Nội")
    assert (status, said) == (0, "1  03/03/2023  Giao lưu  CQT I  CQT II, Vụ TK  Hà Nội")


@pytest.mark.parametrize(
    "words",
    [
        ("exemplar", "add", *V22, "--unit", "Vụ TK", "--name", "A", "--deed", "B"),
        ("criteria", "take", "C-1", *V23),
        ("board", "post", "--unit", "Vụ TK", "--title", "A", "--text", "B"),
        ("year", "stage", "work", *V23),
        ("task", "add", "A", *V23),
        ("activity", "add", "A", *V23, "--unit", "Vụ TK"),
        ("nominations", *V22, "--put"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_read_only_is_read_only(run: Ktd, words: tuple[str, ...]) -> None:
    status, said = run(*words, "--read-only")
    assert status == 1, said
    assert "chỉ xem" in said.casefold() or "chỉ đọc" in said.casefold(), said


def test_nobody_writes_without_a_right(run: Ktd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "actor", lambda options: Actor(1009, "la", base.read_only(options)))
    assert run("exemplar", "list", *V22)[0] == 1


def test_every_command_has_a_page_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("explain", "nominations", "blocs", "exemplar", "criteria", "board", "task", "activity"):
        with pytest.raises(SystemExit) as ended:
            cli.main([command, "--help"])
        assert ended.value.code == 0
        assert "--json" in capsys.readouterr().out or command in (
            "exemplar",
            "criteria",
            "board",
            "task",
            "activity",
        )


@pytest.mark.parametrize(
    ("add", "edit", "list_", "changed"),
    [
        (
            ("activity", "add", "Giao lưu", *V23, "--unit", "CQT I", "--partners", "CQT II"),
            ("activity", "edit", "1", *V23, "--place", "Huế", "--day", "02/03/2023"),
            ("activity", "list", *V23),
            {"title": "Giao lưu", "place": "Huế", "day": "2023-03-02", "kind": "exchange"},
        ),
        (
            ("exemplar", "add", *V22, "--unit", "Vụ TK", "--name", "Lê An", "--person", "--deed", "Số hóa"),
            ("exemplar", "edit", "1", *V22, "--deed", "Cứu người", "--award", "Giấy khen"),
            ("exemplar", "list", *V22),
            {"name": "Lê An", "deed": "Cứu người", "award": "Giấy khen", "kind": "person"},
        ),
        (
            ("task", "add", "Sơ kết", *V23, "--unit", "CQT I"),
            ("task", "edit", "1", *V23, "--due", "30/06/2023", "--unit", ""),
            ("task", "list", *V23),
            {"text": "Sơ kết", "due": "2023-06-30", "unit_id": None},
        ),
    ],
)
def test_what_is_not_named_stays_in_what_is_changed(
    run: Ktd, add: tuple[str, ...], edit: tuple[str, ...], list_: tuple[str, ...], changed: dict[str, object]
) -> None:
    assert run(*add)[0] == 0
    assert run(*edit)[0] == 0
    rows: Any = run.told(*list_)
    assert {key: rows[0][key] for key in changed} == changed


def test_a_post_is_changed_by_its_author(run: Ktd) -> None:
    run("board", "post", "--unit", "CQT II", "--title", "Họp từ xa", "--text", "Tiết kiệm")
    assert run("board", "edit", "1", "--title", "Họp trực tuyến")[0] == 0
    told: Any = run.told("board", "read", "1")
    assert (told["title"], told["text"]) == ("Họp trực tuyến", "Tiết kiệm")


def test_a_movement_is_taken_off_unless_units_work_in_it(run: Ktd) -> None:
    run("movement", "add", *V23, "--title", "Văn phòng xanh")
    listed: Any = run.told("movement", "list", *V23)
    last = str(len(listed))
    run("movement", "part", last, *V23, "--unit", "CQT I", "--text", "Trồng cây")
    status, said = run("movement", "drop", last, *V23)
    assert (status, "Văn phòng xanh" in said) == (1, True)
    run("movement", "part", last, *V23, "--unit", "CQT I", "--text", "")
    assert run("movement", "drop", last, *V23)[0] == 0
    listed = run.told("movement", "list", *V23)
    assert "Văn phòng xanh" not in [row["title"] for row in listed]
