"""Rows of the ministry's yearly statistics: counted from movements and decisions, written as CSV, read."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ktd_tui.domain.merit import AwardDecision, Awarded
from ktd_tui.domain.organisation import Movement
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.printing import print_paper
from ktd_tui.rules.year.statistics import movement_counted
from tests.operations.found import the_year

KIND = "year-statistics"
CENTRAL = "Hội đồng Thi đua - Khen thưởng Trung ương"


def read_back(desk: Desk, tmp_path: Path) -> dict[tuple[str, str], list[str]]:
    """The figures of the written file, by form and code."""
    year = the_year(desk).id
    path = print_paper(desk, PaperRef(KIND, year), tmp_path / "thong-ke.csv").path
    lines = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[0][:6] == ["Biểu", "A", "B", "C", "1", "2"]
    return {(line[0].split(".")[0], line[2] or line[1]): line[4:] for line in lines[1:]}


def test_movements_are_counted_by_level_scope_time_and_manner(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample)
    save = sample.store.save
    more = [
        save(Movement(title="Xóa nhà tạm", launcher=CENTRAL, first_year=2021, last_year=2025)),
        save(Movement(title="Đọc sách", launcher="Khối thi đua số V", yearly=True)),
        save(Movement(title="Sáng kiến", launcher="Cục Quản trị I", first_year=2022, last_year=2023)),
        save(Movement(title="Ai phát động?", launcher="", first_year=2020, last_year=2023)),
    ]
    save(year.with_(movement_ids=tuple(one.id for one in more)))
    found = read_back(sample, tmp_path)
    assert found["0601", "01"][:4] == ["4", "1", "0", "2"], "all; central, ministry, offices"
    assert [found["0601", code][0] for code in ("02", "03", "04", "05")] == ["1", "0", "1", "1"]
    times = [found["0601", code][0] for code in ("06", "07", "08", "09", "10")]
    assert times == ["", "1", "1", "1", "1"], "what is shorter than a year the data cannot know"
    assert [found["0601", code][0] for code in ("11", "12")] == ["3", "1"]
    assert "Chưa rõ cấp phát động: Ai phát động?" in {key for _, key in found}


def test_awards_are_counted_by_what_decisions_gave(sample: Desk, tmp_path: Path) -> None:
    unit, other = (m.unit_id for m in the_year(sample).members[:2])
    awarded = (
        Awarded(title="Cờ thi đua của Chính phủ", unit_id=unit),
        Awarded(title="Huân chương Lao động hạng Ba", unit_id=unit, person="Lê Văn A"),
        Awarded(title="Bằng khen của Bộ trưởng", unit_id=unit),
        Awarded(title="Bằng khen của Bộ trưởng", unit_id=other, person="Lê Văn A"),
        Awarded(title="Giấy khen", unit_id=unit),
        Awarded(title="Bằng khen của Bộ trưởng", unit_id="01J0000000000000000000000X"),
    )
    sample.store.save(AwardDecision(number="1/QĐ", day=date(2023, 1, 9), year=2022, awarded=awarded))
    sample.store.save(AwardDecision(number="2/QĐ", day=date(2022, 1, 9), year=2021, awarded=awarded))
    found = read_back(sample, tmp_path)
    assert found["0602", "01"][:2] == ["2", "1"]
    assert found["0602", "06"][0] == "1"
    assert found["0602", "09"][:2] == ["1", "1"]
    assert [found["0603", code][1] for code in ("01", "02", "05")] == ["2", "1", "1"]
    assert found["0603", "03"][0] == "", "the data does not say which unit is an enterprise"


def test_the_paper_says_the_same_as_the_rows(sample: Desk, tmp_path: Path) -> None:
    found = read_back(sample, tmp_path)
    paper = current.paper(sample, PaperRef(KIND, the_year(sample).id))
    tables = [block for block in paper.blocks if hasattr(block, "rows")]
    assert len(tables) == 3
    for row in tables[0].rows:
        assert list(row[2:]) == found["0601", row[1]][: len(row) - 2]


@pytest.mark.parametrize(
    ("launcher", "agency", "level"),
    [
        ("Thủ tướng Chính phủ", "Bộ Nội vụ", {"central"}),
        ("Bộ Nội vụ", "Bộ Nội vụ", {"ministry"}),
        ("UBND xã A", "UBND xã A", {"office", "unit"}),
        ("Ai đó", "Bộ Nội vụ", set()),
    ],
)
def test_who_launches_says_the_level(launcher: str, agency: str, level: set[str]) -> None:
    of = movement_counted(Movement(title="A", launcher=launcher), agency, ["Khối I"], ["Vụ A"])
    assert of.tags & {"central", "ministry", "office", "unit", "bloc"} == level
