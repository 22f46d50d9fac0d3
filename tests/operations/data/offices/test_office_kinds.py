"""More kinds of tables as offices write them: (file, expected plan), one row a kind."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.scoring import CriteriaSet, Registration
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import
from ktd_tui.operations.desk import Desk
from tests.operations.data.offices.test_office_sheets import V, beside, codes, points, taken
from tests.operations.data.test_importing import no_scores, registering
from tests.operations.found import the_year
from tests.sheets.making import csv_file, xlsx_file

Rows = Sequence[Sequence[object]]
PLAN, WELL = "Kế hoạch công tác năm hoàn thành đúng tiến độ", "Sáng kiến, giải pháp được công nhận"
"""The texts of I.1 and I.4 of the sample."""
POLITICS = "Thực hiện nhiệm vụ chính trị, chuyên môn"
"""The name of its group I."""
FIRST = {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17"}}


class Kind(NamedTuple):
    """A sheet, what is merged in it, what it gives, and what is told of it."""

    rows: Rows
    given: dict[str, dict[str, str]]
    merged: str = ""
    told: str = ""


SCORES = {
    "a word before the codes": Kind(
        [["STT", "Đơn vị", "TC I.1", "Tiêu chí I.2", "Mục II.1"], [1, "CQT I", 18, 17, 4]],
        {"CQT I": {"I.1": "18", "I.2": "17", "II.1": "4"}},
    ),
    "the word points before units": Kind(
        [["Mã", "Nội dung", "Điểm tối đa", "Điểm CQT I", "Điểm của Vụ TK"], ["I.1", "a", 20, 18, 17]], FIRST
    ),
    "numbered units": Kind(
        [["Đơn vị", "I.1"], ["1. Cục Quản trị I", 18], ["2) Vụ Thư ký", 17], ["- CQT II", 16]],
        FIRST | {"CQT II": {"I.1": "16"}},
    ),
    "units with short names, offices in brackets": Kind(
        [["Đơn vị", "I.1"], ["Cục Quản trị I (CQT I)", 18], ["Vụ Thư ký (Khối trưởng)", 17]], FIRST
    ),
    "two layers under each criterion": Kind(
        [
            ["STT", "Đơn vị", "I.1", None, "I.2", None],
            [None, None, "Tự chấm", "Khối chấm", "Tự chấm", "Khối chấm"],
            [1, "CQT I", 18, 17, 16, 15],
        ],
        {"CQT I": {"I.1": "17", "I.2": "15"}},
        "A1:A2 B1:B2 C1:D1 E1:F1",
    ),
    "layers in other words": Kind(
        [
            ["Đơn vị:", None, "Vụ Thư ký"],
            ["STT", "Nội dung", "Điểm tối đa", "Điểm tự chấm của đơn vị", "Điểm thẩm định của Khối"],
            ["I.1", "x", 20, 18, 17],
        ],
        {"Vụ TK": {"I.1": "17"}},
    ),
    "groups of Arabic numbers, sums in their rows": Kind(
        [
            ["STT", "Nội dung", "Điểm tối đa", "CQT I"],
            ["1", POLITICS, 60, 23],
            ["1.1", PLAN, 20, 18],
            ["1.4", "sáng kiến", 6, 5],
        ],
        {"CQT I": {"I.1": "18", "I.4": "5"}},
        told="“1.4” là I.4",
    ),
    "a head of three rows, nothing merged, means beside": Kind(
        [
            ["TT", "Tiêu chí", "Điểm chuẩn", "Điểm của các đơn vị", None, None],
            [None, None, None, "Khối các cục", "Khối các vụ", None],
            [None, None, None, "CQT I", "Vụ TK", "Trung bình"],
            ["I.1", "a", 20, 18, 17, 17.5],
        ],
        FIRST,
    ),
    "marks of notes in the head": Kind(
        [["Mã (*)", "Đơn vị ¹", "Điểm²"], ["I.1", "CQT I", "'18"], ["I.1", "Vụ TK", 17]], FIRST
    ),
    "numbers of columns in square brackets": Kind(
        [["STT", "Đơn vị", "I.1"], ["[1]", "[2]", "[3]"], [1, "CQT I", 18], [2, "Vụ TK", 17]], FIRST
    ),
    "dots within a code of two letters": Kind(
        [["Mã", "Đơn vị", "Điểm"], ["T.1", "CQT I", "+ 1"], ["I1", "CQT I", 18]],
        {"CQT I": {"T1": "1", "I.1": "18"}},
        told="“T.1” là T1",
    ),
}


@pytest.mark.parametrize("name", SCORES)
def test_points(sample: Desk, tmp_path: Path, name: str) -> None:
    no_scores(sample)
    of = SCORES[name]
    path = xlsx_file(tmp_path, of.rows, lambda sheet: [sheet.merge_cells(one) for one in of.merged.split()])
    plan = taken(sample, path, V._replace(layer="bloc"))
    assert points(sample) == of.given
    assert of.told in beside(plan)
    assert plan_import(sample, path, V._replace(layer="bloc")).changes == 0


def test_what_stands_in_brackets_is_to_mean_the_same_unit(sample: Desk, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [["Đơn vị", "I.1"], ["Cục Quản trị I (cơ sở hai)", 18]])
    (row,) = plan_import(sample, path, V).errors
    assert (row.where, "Cục Quản trị I" in row.told) == ("Điểm!A2", True)


def test_two_names_of_one_unit_are_told(sample: Desk, tmp_path: Path) -> None:
    """Else the right column would win, and nobody would know."""
    path = xlsx_file(tmp_path, [["Mã", "Vụ TK", "Vụ Thư ký"], ["I.1", 18, 17]])
    (row,) = plan_import(sample, path, V).errors
    assert (row.where, "Điểm!B2" in row.told) == ("Điểm!C2", True)


def test_words_before_the_codes_of_criteria(sample: Desk, tmp_path: Path) -> None:
    rows: Rows = [["STT", "Nội dung", "Điểm tối đa"], ["Mục I", "N", 60], ["Tiêu chí 1", "a", 60]]
    taken(sample, xlsx_file(tmp_path, rows), Asked(name="Mới"))
    assert codes(sample.store.find(CriteriaSet, name="Mới")[0]) == {"1": "60"}


CSVS = {
    "a bar between": ("Tên đơn vị|Địa bàn\nVụ Pháp chế|Hà Nội\n".encode(), "Vụ Pháp chế"),
    "two bytes a letter, the greater first": (
        "Tên đơn vị\tĐịa bàn\nVụ Pháp chế\tHà Nội\n".encode("utf-16-be"),
        "Vụ Pháp chế",
    ),
    "numbers before names": (b"\xef\xbb\xbf" + "Tên đơn vị\n1. Vụ Pháp chế\n".encode(), "Vụ Pháp chế"),
}


@pytest.mark.parametrize("name", CSVS)
def test_units_of_text_files(sample: Desk, tmp_path: Path, name: str) -> None:
    content, added = CSVS[name]
    path = tmp_path / "bang.csv"
    path.write_bytes(content)
    before = {unit.name for unit in sample.store.find(Unit)}
    taken(sample, path)
    assert {unit.name for unit in sample.store.find(Unit)} - before == {added}


TARGETS = {
    "units across": Kind(
        [
            ["STT", "Nội dung", "CQT I", "Vụ TK"],
            ["I.1", PLAN, "100%", "98%"],
            ["I.4", WELL, 2, "01 sáng kiến"],
        ],
        {"CQT I": {"I.1": "100%", "I.4": "2"}, "Vụ TK": {"I.1": "98%", "I.4": "01 sáng kiến"}},
    ),
    "units across under one head": Kind(
        [
            ["TT", "Tiêu chí", "Chỉ tiêu đăng ký", None],
            [None, None, "CQT I", "Vụ TK"],
            ["I.1", PLAN, "a", "b"],
        ],
        {"CQT I": {"I.1": "a"}, "Vụ TK": {"I.1": "b"}},
        "A1:A2 B1:B2 C1:D1",
    ),
    "criteria across": Kind(
        [["STT", "Đơn vị", "I.1", "I.4"], [1, "CQT I", "100%", "02 sáng kiến"], [2, "Vụ TK", "98%", None]],
        {"CQT I": {"I.1": "100%", "I.4": "02 sáng kiến"}, "Vụ TK": {"I.1": "98%"}},
    ),
}


def registered(desk: Desk) -> dict[str, Registration]:
    labels = {unit.id: unit.label for unit in desk.store.find(Unit)}
    return {
        labels[one.unit_id]: one
        for one in desk.store.find(Registration, bloc_year_id=the_year(desk, 2023).id)
    }


@pytest.mark.parametrize("name", TARGETS)
def test_targets(sample: Desk, tmp_path: Path, name: str) -> None:
    registering(sample)
    of, asked = TARGETS[name], Asked("V", 2023)
    path = xlsx_file(tmp_path, of.rows, lambda sheet: [sheet.merge_cells(one) for one in of.merged.split()])
    taken(sample, path, asked)
    found = {label: {one.code: one.text for one in of.targets} for label, of in registered(sample).items()}
    assert found == of.given
    assert plan_import(sample, path, asked).changes == 0


def test_titles_that_units_aim_at(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    one, other = "Tập thể lao động xuất sắc", "Cờ thi đua của Văn phòng Quốc hội"
    rows: Rows = [["STT", "Đơn vị", "Danh hiệu đăng ký"], [1, "Vụ TK", f"{one}; {other}"], [2, "CQT I", one]]
    path, asked = xlsx_file(tmp_path, rows), Asked("V", 2023)
    taken(sample, path, asked)
    assert {label: of.titles for label, of in registered(sample).items()} == {
        "Vụ TK": (one, other),
        "CQT I": (one,),
    }
    assert plan_import(sample, path, asked).changes == 0
    (row,) = plan_import(sample, csv_file(tmp_path, "Đơn vị;Danh hiệu đăng ký\nVụ TK;Lạ\n"), asked).errors
    assert (row.where, row.shown) == ("bang.csv!B2", "Lạ")


@pytest.mark.parametrize("names", [["Sở Lạ"], ["Điểm Sở Một"]])
def test_points_of_an_unknown_unit_replace_no_criteria(
    sample: Desk, tmp_path: Path, names: list[str]
) -> None:
    year, criteria = registering(sample), [one.id for one in sample.store.find(CriteriaSet)]
    rows: Rows = [["STT", "Nội dung", "Điểm tối đa", *names], ["I", "N", 60, 50], ["1", "a", 60, 50]]
    with pytest.raises(Refused) as refused:
        plan_import(sample, xlsx_file(tmp_path, rows), Asked("V", 2023))
    assert f"--means “{names[0]}=" in tell(refused.value)
    assert the_year(sample, 2023).criteria_id == year.criteria_id
    assert [one.id for one in sample.store.find(CriteriaSet)] == criteria


def test_points_of_nobody_are_refused_with_the_way_out(sample: Desk, tmp_path: Path) -> None:
    (row,) = plan_import(sample, csv_file(tmp_path, "STT;Nội dung;Điểm\nI.1;a;18\n"), V).errors
    assert ("--unit" in row.told, "--kind criteria" in row.told) == (True, True)
