"""``ktd import`` of tables and ``ktd export`` of tables: what they say, ask, write and refuse."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from store import open_store
from tests.cli.test_cli import data, ktd, refused
from tests.sheets.making import csv_file
from tests.terminal_session import KTD

__all__ = ["data"]
GOOD = "Tên đơn vị;Địa bàn;Khối\nVụ Một;Hà Nội;I\nCục Quản trị I;;V\n"


def units(directory: Path) -> set[str]:
    store = open_store(directory, read_only=True)
    try:
        return {unit.name for unit in store.find(Unit)}
    finally:
        store.close()


def test_a_dry_run_says_what_would_be_done(data: Path, tmp_path: Path) -> None:
    done = ktd("--data", data, "import", csv_file(tmp_path, GOOD), "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Đọc là bảng: đơn vị\n"
        "Lấy từ: bang.csv\n"
        "thêm: bang.csv, dòng 2: Vụ Một\n"
        "bang.csv: thêm 1, sửa 0, giữ nguyên 1, lỗi 0.\n"
        "Chưa ghi gì; dữ liệu vẫn như trước.\n"
    )
    assert "Vụ Một" not in units(data)


def test_nothing_is_written_without_a_yes(data: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path, GOOD)
    done = ktd("--data", data, "import", path)
    assert (done.returncode, done.stderr) == (1, "Chưa ghi gì. Thêm --yes để ghi mà không hỏi.\n")
    assert "Vụ Một" not in units(data)
    done = ktd("--data", data, "import", path, "--yes")
    assert done.returncode == 0, done.stderr
    assert "Vụ Một" in units(data)


def test_wrong_rows_come_first_and_nothing_is_written(data: Path, tmp_path: Path) -> None:
    done = ktd("--data", data, "import", csv_file(tmp_path, GOOD + ";Huế;V\n"), "--yes")
    assert done.returncode == 1
    assert done.stdout.splitlines()[2] == "lỗi: bang.csv!A4: Tên còn trống."
    assert done.stderr.startswith("Chưa ghi gì.")
    assert "Vụ Một" not in units(data)


def test_it_speaks_of_the_bloc_by_its_own_word(data: Path, tmp_path: Path) -> None:
    assert ktd("--data", data, "bloc", "edit", "V", "--noun", "Cụm").returncode == 0
    table = csv_file(tmp_path, "Mã tiêu chí;Điểm;Đơn vị\nI.1;19;Vụ TK\n")
    done = ktd("--data", data, "import", table, "--bloc", "V", "--year", "2022", "--dry-run")
    assert "Cho: cụm V, năm 2022" in done.stdout
    assert "Cụm chấm" in done.stdout


def test_a_row_is_left_out_by_its_place(data: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path, GOOD + ";Huế;V\n")
    assert "--skip" in ktd("--data", data, "import", path, "--dry-run").stdout
    done = ktd("--data", data, "import", path, "--skip", "bang.csv!4", "--yes")
    assert (done.returncode, "Huế" in done.stdout) == (0, True), done.stderr
    assert "Vụ Một" in units(data)


def test_what_scripts_read(data: Path, tmp_path: Path) -> None:
    done = ktd("--data", data, "import", csv_file(tmp_path, GOOD), "--yes", "--json")
    said = json.loads(done.stdout)
    assert (said["kind"], said["written"], [row["action"] for row in said["rows"]]) == (
        "units",
        True,
        ["add", "same"],
    )


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("scores", "--bloc", "V", "--year", "2022"), "a.csv"),
        (("scores", "--bloc", "V", "--year", "2022", "--layer", "self"), "a.xlsx"),
        (("scores", "--bloc", "V", "--year", "2022"), "a.pdf"),
        (("registrations", "--bloc", "V", "--year", "2022"), "a.csv"),
        (("sheet", "--bloc", "V", "--year", "2022", "--unit", "Vụ TK"), "a.xlsx"),
        (("template", "--kind", "criteria"), "a.xlsx"),
    ],
)
def test_tables_are_exported(data: Path, tmp_path: Path, words: tuple[str, ...], file: str) -> None:
    done = ktd("--data", data, "export", *words, "-o", tmp_path / file, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bytes"] == (tmp_path / file).stat().st_size > 0


def test_an_export_overwrites_nothing(data: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "mine")
    refused(ktd("--data", data, "export", "scores", "--bloc", "V", "--year", "2022", "-o", path), "bang.csv")
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("sheet", "--bloc", "V", "--year", "2022", "--unit", "Vụ Ma", "-o", "x.xlsx"),
            "Không có đơn vị “Vụ Ma”.",
        ),
        (("scores", "--bloc", "V", "--year", "1999", "-o", "x.csv"), "1999"),
        (
            ("scores", "--bloc", "V", "--year", "2022", "-o", "x.doc"),
            "x.doc: tên tệp phải có đuôi .csv, .xlsx, .pdf.",
        ),
    ],
)
def test_what_cannot_be_exported_is_said(data: Path, words: tuple[str, ...], sentence: str) -> None:
    refused(ktd("--data", data, "export", *words), sentence)


@pytest.mark.parametrize(("answer", "written"), [("c", True), ("có", True), ("", False), ("k", False)])
def test_it_asks_on_the_terminal(data: Path, tmp_path: Path, answer: str, written: bool) -> None:
    ours, theirs = os.openpty()
    os.write(ours, f"{answer}\n".encode())
    try:
        words = [*KTD, "--data", str(data), "import", str(csv_file(tmp_path, GOOD))]
        done = subprocess.run(words, stdin=theirs, capture_output=True, text=True, check=False)
    finally:
        os.close(ours)
        os.close(theirs)
    assert "Ghi 1 thay đổi? [c/K]" in done.stdout
    assert (done.returncode == 0, "Vụ Một" in units(data)) == (written, written)
