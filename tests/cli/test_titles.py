"""A council made by «ktd init» knows its titles; commands and tables set them; old data opens unchanged."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import ktd

OF_2026 = ("--bloc", "I", "--year", "2026")


def told(directory: Path, *words: str) -> str:
    done = ktd("--data", directory, *words)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


@pytest.fixture
def new(tmp_path: Path) -> Path:
    directory = tmp_path / "new"
    told(directory, "init", "--office", "province", "--agency", "Tỉnh X", "--name", "Hội đồng tỉnh X")
    return directory


def test_a_bloc_of_a_new_council_has_nominations(new: Path) -> None:
    for unit in "AB":
        told(new, "unit", "add", "--bloc", "I", "--name", f"Đơn vị {unit}")
    told(new, "year", "open", *OF_2026)
    told(new, "year", "stage", *OF_2026, "registration")
    told(new, "register", *OF_2026, "--unit", "Đơn vị A", "--title", "co thi dua cua tinh x")
    told(new, "year", "stage", *OF_2026, "scoring")
    criteria = json.loads(told(new, "criteria", "show", *OF_2026, "--json"))
    for row in (row for row in criteria["rows"] if row["part"] == "criterion"):
        for unit, points in (("A", row["points"]), ("B", "1")):
            told(new, "score", "set", points, *OF_2026, "--unit", f"Đơn vị {unit}", "--code", row["key"])
    found = json.loads(told(new, "nominations", *OF_2026, "--all", "--json"))
    proposed = {(one["title"], one["unit"]) for one in found if one["verdict"] == "proposed"}
    assert ("Cờ thi đua của Tỉnh X", "Đơn vị A") in proposed
    assert not any(one["title"].startswith("Chiến sĩ") for one in found), "a person's title for a unit"


def test_titles_go_out_and_come_back_as_a_table(new: Path, tmp_path: Path) -> None:
    told(new, "title", "add", "Kỷ niệm chương", "--kind", "form", "--whom", "person")
    told(new, "title", "edit", "Kỷ niệm", "--name", "Kỷ niệm chương Vì sự nghiệp")
    told(new, "title", "move", "Kỷ niệm", "up")
    told(new, "title", "confirm")
    before = json.loads(told(new, "title", "list", "--json"))
    assert before[-2]["name"] == "Kỷ niệm chương Vì sự nghiệp"
    table = tmp_path / "danh-hieu.xlsx"
    told(new, "export", "titles", "-o", str(table))
    other = tmp_path / "other"
    told(other, "init")
    for one in json.loads(told(other, "title", "list", "--json")):
        told(other, "title", "drop", one["name"])
    assert told(other, "title", "list").startswith("Hội đồng chưa có danh hiệu")
    told(other, "import", str(table), "--yes")
    assert json.loads(told(other, "title", "list", "--json")) == before


def test_decisions_go_out_and_come_back_as_a_table(new: Path, tmp_path: Path) -> None:
    told(new, "unit", "add", "--bloc", "I", "--name", "Sở A")
    told(new, "decision", "add", "--number", "9/QĐ", "--day", "20/12/2025", "--year", "2025")
    told(new, "decision", "award", "1", "--title", "Giấy", "--unit", "Sở A")
    told(new, "decision", "award", "1", "--title", "Giấy", "--unit", "Sở A", "--person", "Lê A")
    told(new, "decision", "edit", "1", "--issuer", "Chủ tịch")
    before = json.loads(told(new, "decision", "show", "1", "--json"))
    assert [one["person"] for one in before["awarded"]] == ["", "Lê A"]
    table = tmp_path / "quyet-dinh.csv"
    told(new, "export", "decisions", "-o", str(table))
    told(new, "decision", "delete", "1")
    told(new, "import", str(table), "--yes")
    assert json.loads(told(new, "decision", "show", "1", "--json")) == before
    told(new, "decision", "drop", "1", "2")
    assert len(json.loads(told(new, "decision", "show", "1", "--json"))["awarded"]) == 1


def test_a_bad_row_writes_nothing(new: Path, tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    table.write_text("Danh hiệu;Loại\nHuy hiệu;hình thức\nCúp;đồ chơi\n", "utf-8")
    done = ktd("--data", new, "import", str(table), "--yes")
    assert done.returncode == 1
    assert "bang.csv!B3: “đồ chơi”" in done.stdout
    assert "Huy hiệu" not in told(new, "title", "list")


def test_data_whose_titles_are_bare_names_opens_and_is_written_on(tmp_path: Path) -> None:
    directory = tmp_path / "old"
    told(directory, "init")
    file = directory / "ktd.json"
    told(directory, "export", "data", "-o", str(tmp_path / "data.json"))
    document = json.loads((tmp_path / "data.json").read_text("utf-8"))
    for council in document["councils"].values():
        council["award_titles"] = ["Cờ thi đua của Bộ", "Chiến sĩ thi đua cơ sở"]
    again = tmp_path / "again"
    (tmp_path / "old.json").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    told(again, "import", str(tmp_path / "old.json"))
    assert file.exists()
    found = json.loads(told(again, "title", "list", "--json"))
    assert [(one["name"], one["whom"]) for one in found] == [
        ("Cờ thi đua của Bộ", "collective"),
        ("Chiến sĩ thi đua cơ sở", "person"),
    ]
    told(again, "title", "edit", "Cờ", "--source", "Quy chế")
    assert told(again, "check").endswith("Không thấy lỗi nào.\n")


def test_the_law_is_chosen_by_the_day_of_receipt(new: Path) -> None:
    assert "Nghị định 98/2023" in told(new, "award-rules", "list", "--received", "30/6/2025")
    assert "Nghị định 152/2025" in told(new, "award-rules", "list", "--received", "1/7/2025")
    now = told(new, "award-rules", "list", "--year", "2026")
    assert "Cần xác nhận: Nghị định 152/2025/NĐ-CP hết hiệu lực 01/3/2027" in now
    told(new, "award-rules", "set", "Bằng khen", "--received", "1/12/2026", "--years", "3", "--vote", "75")
    told(new, "award-rules", "validity", "--received", "1/12/2026", "--valid-until", "28/2/2027")
    own = json.loads(told(new, "award-rules", "list", "--received", "1/12/2026", "--json"))
    rule = next(one for one in own["rules"] if one["title"] == "Bằng khen")
    assert (rule["years"], rule["vote"], own["valid_until"]) == (3, "3/4", "2027-02-28")
    done = ktd("--data", new, "award-rules", "list")
    assert done.returncode == 1
    assert "--received" in done.stderr


def test_no_shipped_set_of_criteria_names_an_agency(new: Path) -> None:
    import ktd_tui

    for file in (Path(ktd_tui.__file__).parent / "data").glob("criteria-*.toml"):
        assert "Quốc hội" not in file.read_text("utf-8"), file.name
