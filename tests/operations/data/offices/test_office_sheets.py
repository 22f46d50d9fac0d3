"""Sheets as offices write them: each ends read right, or refused by name; nothing in them is silent."""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import BlocYear, Stage, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import CriteriaSet, Layer, Registration, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import Plan, plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.sheets.furniture import Why
from tests.operations.data.test_importing import no_scores, registering
from tests.operations.found import the_unit, the_year
from tests.sheets.making import csv_file
from tests.sheets.offices import CRITERIA, LISTS, SCORES, TARGETS

V = Asked("V", 2022)
ALL = ("CQT I", "CQT II", "CQT III", "LT-HTQT", "Vụ TK")
ALIKE = dict(zip(ALL, ("19", "18.5", "19", "19", "19"), strict=True))


def points(desk: Desk, layer: Layer = Layer.BLOC) -> dict[str, dict[str, str]]:
    """Points by unit and code."""
    found = desk.store.find(ScoreSheet, bloc_year_id=the_year(desk).id, layer=layer)
    labels = {unit.id: unit.label for unit in desk.store.find(Unit)}
    return {
        labels[s.unit_id]: {c: f"{p.normalize():f}" for c, p in s.points.items()} for s in found if s.points
    }


def taken(desk: Desk, path: Path, asked: Asked = V) -> Plan:
    plan = plan_import(desk, path, asked)
    assert not plan.errors, [(row.where, row.told) for row in plan.errors]
    write_plan(desk, plan)
    return plan


def beside(plan: Plan) -> str:
    return "\n".join(f"{row.where}: {row.what}" for row in plan.beside)


@pytest.mark.parametrize(
    ("name", "expected", "told"),
    [
        ("hidden column", {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17"}}, "cột C"),
        (
            "units down",
            {
                "CQT I": {"I.1": "18", "I.2": "17", "I.3": "7"},
                "Vụ TK": {"I.1": "19", "I.2": "19", "I.3": "7"},
            },
            "Xếp hạng",
        ),
        ("units down, groups over codes", {"CQT I": {"I.1": "18", "I.2": "17", "II.1": "4"}}, ""),
        ("head of two rows", {unit: {"I.1": of} for unit, of in ALIKE.items()}, ""),
        ("head of two rows, nothing merged", {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17.5"}}, ""),
        ("number row of letters", {unit: {"I.1": of} for unit, of in ALIKE.items()}, ""),
        ("number row in brackets", {unit: {"I.1": of} for unit, of in ALIKE.items()}, ""),
        ("sums, ranks, note and signature", {unit: {"I.1": of} for unit, of in ALIKE.items()}, "TỔNG CỘNG"),
        ("a sum that is wrong", {unit: {"I.1": of} for unit, of in ALIKE.items()}, "Điểm!D3"),
        ("the head on each page", {unit: {"I.1": of, "I.2": "17"} for unit, of in ALIKE.items()}, ""),
        (
            "every writing of a number",
            {
                "Vụ TK": {
                    "I.1": "9.5", "I.2": "9.5", "I.3": "7.5", "I.4": "4.5", "II.1": "4.5", "II.5": "0",
                    "P1": "1", "P2": "1", "T1": "1",
                }
            },
            "Điểm!C7: “-”",
        ),
        ("names written otherwise", {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17"}}, ""),
        ("an odd colour", {"Vụ TK": {"I.1": "18", "I.2": "19"}}, ""),
    ],
)  # fmt: skip
def test_points_whatever_the_shape(
    sample: Desk, tmp_path: Path, name: str, expected: dict[str, dict[str, str]], told: str
) -> None:
    no_scores(sample)
    plan = taken(sample, SCORES[name](tmp_path))
    assert points(sample) == expected
    assert told in beside(plan)


@pytest.mark.parametrize(
    ("layer", "stage", "mark"), [(Layer.SELF, Stage.SELF_SCORING, "19"), (Layer.BLOC, Stage.SCORING, "18.5")]
)
def test_of_two_layers_side_by_side_the_one_that_is_asked_for(
    sample: Desk, tmp_path: Path, layer: Layer, stage: Stage, mark: str
) -> None:
    no_scores(sample)
    sample.store.save(the_year(sample).with_(stage=stage))
    path = SCORES["two layers side by side"](tmp_path)
    with pytest.raises(Refused, match="--layer"):
        plan_import(sample, path, V._replace(unit="Vụ TK"))
    plan = taken(sample, path, V._replace(unit="Vụ TK", layer=layer))
    assert points(sample, layer) == {"Vụ TK": {"I.1": mark}}
    assert "Ghi chú" in beside(plan)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("numbers that are none", ["Điểm!C2", "Điểm!C3", "Điểm!C4", "Điểm!C5"]),
        ("names that nobody bears", ["Điểm!E1", "Điểm!F1"]),
        ("only names that nobody bears", ["Điểm!D1", "Điểm!E1"]),
        ("a wrong code", ["Điểm!A2"]),
    ],
)
def test_what_is_wrong_is_told_once_by_its_cell(
    sample: Desk, tmp_path: Path, name: str, expected: list[str]
) -> None:
    before = points(sample)
    plan = plan_import(sample, SCORES[name](tmp_path), V)
    assert [row.where for row in plan.errors] == expected, [row.told for row in plan.errors]
    assert all(row.shown for row in plan.errors)
    with pytest.raises(Refused):
        write_plan(sample, plan)
    assert points(sample) == before


def test_a_name_that_nobody_bears_is_asked_and_taken_for_what_it_means(sample: Desk, tmp_path: Path) -> None:
    no_scores(sample)
    path = SCORES["names that nobody bears"](tmp_path)
    plan = plan_import(sample, path, V)
    assert "Cục Quản trị II" in plan.unknown["Cục QT II"]
    means = (("Cục QT II", "Cục Quản trị II"), ("Vụ Thư viện", ""))
    plan = taken(sample, path, V._replace(means=means))
    assert points(sample) == {"CQT I": {"I.1": "1"}, "CQT II": {"I.1": "2"}}
    assert "Vụ Thư viện" in beside(plan)


def test_a_row_is_left_out(sample: Desk, tmp_path: Path) -> None:
    no_scores(sample)
    path = SCORES["numbers that are none"](tmp_path).rename(tmp_path / "x.xlsx")
    out = frozenset(row.row for row in plan_import(sample, path, V).errors)
    path = csv_file(tmp_path, "Mã;Đơn vị;Điểm\nI.1;Vụ TK;8\nI.2;Vụ TK;tám\n")
    bad = plan_import(sample, path, V).errors
    plan = taken(sample, path, V._replace(left_out=frozenset(row.row for row in bad)))
    assert points(sample) == {"Vụ TK": {"I.1": "8"}}
    assert len(out) == 4
    assert "bang.csv!C3: Vụ TK | I.2 | tám" in beside(plan), beside(plan)


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("bang.csv!3", {"CQT I": {"I.1": "8"}, "Vụ TK": {"I.1": "7"}}),
        ("bang.csv!C3", {"CQT I": {"I.1": "8", "I.2": "9"}, "Vụ TK": {"I.1": "7", "I.2": "6"}}),
        ("bang.csv!C1", {"CQT I": {"I.1": "8", "I.2": "9"}, "Vụ TK": {"I.1": "7", "I.2": "6"}}),
    ],
)
def test_a_row_a_cell_or_a_column_is_left_out_by_the_place_that_the_plan_tells(
    sample: Desk, tmp_path: Path, place: str, left: dict[str, dict[str, str]]
) -> None:
    no_scores(sample)
    head = "Mã;CQT I;Sở Lạ;Vụ TK" if place.endswith("1") else "Mã;CQT I;CQT II;Vụ TK"
    path = csv_file(tmp_path, f"{head}\nI.1;8;;7\nI.2;9;5;6\n")
    taken(sample, path, V._replace(left_out=frozenset({place})))
    assert points(sample) == left
    with pytest.raises(Refused, match=r"bang\.csv!9"):
        plan_import(sample, path, V._replace(left_out=frozenset({"bang.csv!9"})))


@pytest.mark.parametrize(
    ("name", "said"),
    [("a comma within a number", "bang.csv!D2"), ("a table without points", "bang.xlsx")],
)
def test_a_file_of_which_nothing_can_be_read_is_an_error(
    sample: Desk, tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        plan_import(sample, SCORES[name](tmp_path), V)
    assert said in tell(refused.value)


def codes(of: CriteriaSet) -> dict[str, str]:
    return {row.code: f"{row.maximum.normalize():f}" for row in score_rows(of)}


@pytest.mark.parametrize(
    ("name", "expected", "told"),
    [
        ("codes that begin anew", {"I.1": "40", "I.2": "20", "II.1": "25", "II.2": "15"}, "I.1"),
        ("three levels", {"1.1": "25", "1.2": "15", "2": "20", "3": "25", "4": "15"}, ""),
        ("letters under numbers", {"1.a": "15", "1.b": "5", "2.a": "10"}, "1.a"),
        ("dots behind", {"1": "40", "2": "20", "3": "40"}, ""),
        (
            "bonus and deductions with a minus",
            {"I.1": "100", "II.1": "5", "III.1": "3", "III.2": "3"},
            "10",
        ),
        ("codes as shown", {"1.1": "10", "1.10": "10"}, ""),
        ("no codes", {"I.1": "10", "I.2": "5", "II.1": "5"}, "I.1"),
        ("sums and a signature", {"1": "47.5", "2": "12.5", "3": "40"}, "Điểm!C8"),
    ],
)
def test_criteria_whatever_their_codes(
    sample: Desk, tmp_path: Path, name: str, expected: dict[str, str], told: str
) -> None:
    plan = taken(sample, CRITERIA[name](tmp_path), Asked(name="Mới"))
    of = sample.store.find(CriteriaSet, name="Mới")[0]
    assert {code: mark.replace("E+1", "0") for code, mark in codes(of).items()} == expected
    assert told in beside(plan)


def test_a_parent_that_is_not_the_sum_of_its_children_is_refused(sample: Desk, tmp_path: Path) -> None:
    plan = plan_import(sample, CRITERIA["three levels that do not add up"](tmp_path), Asked(name="Mới"))
    assert [row.where for row in plan.errors] == ["Điểm!C3"]


def test_points_go_to_the_code_that_is_shown(sample: Desk, tmp_path: Path) -> None:
    from tests.sheets.offices import _show, book

    year = registering(sample)
    taken(sample, CRITERIA["codes as shown"](tmp_path), Asked("V", 2023, name="Mới"))
    sample.store.save(sample.store.get(BlocYear, year.id).with_(stage=Stage.SCORING))
    rows: list[list[object]] = [["Mã tiêu chí", "Đơn vị", "Điểm"], [1.1, "Vụ TK", 9]]
    plan = taken(sample, book(rows, _show(A2="0.00"))(tmp_path), Asked("V", 2023))
    assert [row.what for row in plan.rows] == ["Vụ TK, 1.10: – → 9"]


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("units with sums and a signature", ["Vụ Một", "Tổng cục Hai"]),
        ("units in an old font", ["Vụ Kế hoạch và Đầu tư", "Cục Quản trị Đà Nẵng"]),
        ("units in old letters of no font", ["Vụ Kế hoạch và Đầu tư"]),
        ("units in VNI", ["Vụ Kế hoạch và Đầu tư"]),
        ("one column with commas", ["Vụ Văn hóa, Thể thao và Du lịch", "Vụ Y tế"]),
        ("units in capitals", []),
    ],
)
def test_units_and_nothing_but_units(sample: Desk, tmp_path: Path, name: str, added: list[str]) -> None:
    before = {unit.name for unit in sample.store.find(Unit)}
    plan = taken(sample, LISTS[name](tmp_path))
    after = {unit.name for unit in sample.store.find(Unit)}
    assert (after - before, before - after) == (set(added), set())
    if "old" in name or "VNI" in name:
        assert "→ “Vụ Kế hoạch và Đầu tư”" in beside(plan)


def test_a_hidden_sheet_is_never_data(sample: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        plan_import(sample, LISTS["a hidden sheet"](tmp_path), V)
    assert "linh vuc" in tell(refused.value)


def test_a_sheet_is_chosen(sample: Desk, tmp_path: Path) -> None:
    path = LISTS["units with sums and a signature"](tmp_path)
    with pytest.raises(Refused, match="Điểm"):
        plan_import(sample, path, V._replace(sheet="Khác"))
    assert plan_import(sample, path, V._replace(sheet="Điểm")).count(Action.ADD) == 2


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("a name in two columns", [("Nguyễn Thị Thu Hà", "Chuyên viên")]),
        ("two namesakes", [("Lê Thị Thử", "Chuyên viên"), ("Lê Thị Thử", "Văn thư")]),
        ("people with a telephone", [("Lê Thị Thử", "Vụ trưởng")]),
    ],
)
def test_people(sample: Desk, tmp_path: Path, name: str, people: list[tuple[str, str]]) -> None:
    before = {one.id for one in sample.store.find(Person)}
    path = LISTS[name](tmp_path)
    plan = taken(sample, path)
    assert sorted((p.name, p.title) for p in sample.store.find(Person) if p.id not in before) == people
    assert ("Số điện thoại" in beside(plan)) is ("telephone" in name)
    assert taken(sample, path).changes == 0


def test_the_place_of_the_mark_makes_no_other_person(sample: Desk, tmp_path: Path) -> None:
    head = "Họ và tên;Đơn vị;Chức vụ\n"
    taken(sample, csv_file(tmp_path, f"{head}Nguyễn Văn Hoà;Vụ TK;CV\n"))
    assert taken(sample, csv_file(tmp_path, f"{head}Nguyễn Văn Hòa;Vụ TK;CV\n")).changes == 0


def targets(desk: Desk) -> dict[str, tuple[str, str, str]]:
    (of,) = desk.store.find(Registration, bloc_year_id=the_year(desk, 2023).id)
    return {one.code: (one.text, str(one.due or ""), one.due_words) for one in of.targets}


def test_targets_as_the_sheet_shows_them(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    taken(sample, TARGETS["percent"](tmp_path), Asked("V", 2023))
    assert [text for text, *_ in targets(sample).values()] == ["100%", "98,5%"]


def test_until_when_in_words(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    path = TARGETS["words for days"](tmp_path)
    taken(sample, path, Asked("V", 2023))
    assert [due for _, *due in targets(sample).values()] == [
        ["2023-12-31", "Quý IV/2023"],
        ["", "Thường xuyên"],
        ["2023-12-31", "12/2023"],
        ["2023-12-31", ""],
        ["2023-11-30", ""],
        ["2023-12-31", ""],
        ["2023-12-31", "trước ngày 31/12/2023"],
        ["2023-06-30", "6 tháng đầu năm 2023"],
    ]
    assert taken(sample, path, Asked("V", 2023)).changes == 0


def test_a_unit_stands_for_all_the_lines_that_it_is_merged_over(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    taken(sample, TARGETS["a unit merged downward"](tmp_path), Asked("V", 2023))
    assert {code: text for code, (text, *_) in targets(sample).items()} == {
        "I.1": "98,5% nhiệm vụ",
        "I.3": "3",
    }
    assert the_unit(sample, "Vụ TK")


def test_a_text_too_long_says_by_how_much(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    (row,) = plan_import(sample, TARGETS["a text too long"](tmp_path), Asked("V", 2023)).errors
    assert row.where == "bang.csv!C2"
    assert "353" in row.told


def test_a_separator_in_a_text_is_refused_with_its_place(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    with pytest.raises(Refused, match=r"bang\.csv!D2"):
        plan_import(sample, TARGETS["a separator in a text"](tmp_path), Asked("V", 2023))


def test_the_plan_says_first_what_the_file_was_taken_for(sample: Desk, tmp_path: Path) -> None:
    facts = plan_import(sample, SCORES["units down"](tmp_path), V).facts
    assert "điểm" in facts[0]
    assert any("2022" in fact for fact in facts)
    registering(sample)
    facts = plan_import(sample, CRITERIA["three levels"](tmp_path), Asked("V", 2023)).facts
    assert any(str(len(codes(sample.store.find(CriteriaSet)[0]))) in fact for fact in facts)


def test_what_a_row_says_that_it_comes_to_is_checked(sample: Desk, tmp_path: Path) -> None:
    no_scores(sample)
    plan = taken(sample, SCORES["sums in the rows"](tmp_path))
    assert points(sample)["Vụ TK"] == {"I.1": "19", "I.2": "19", "II.1": "4"}
    (wrong, whole) = plan.notes  # the first unit's sums are right
    assert (wrong.where, whole.where) == ("Điểm!E4", "Điểm!G4")
    assert ("37" in wrong.text, "38" in wrong.text, "43" in whole.text, "42" in whole.text) == (True,) * 4


@pytest.mark.parametrize(
    ("table", "there"), [(None, {"I.1": "18", "I.2": "17"}), (1, {"I.1": "18"}), (2, {"I.2": "17"})]
)
def test_of_several_tables_in_a_sheet_one_is_chosen(
    sample: Desk, tmp_path: Path, table: int | None, there: dict[str, str]
) -> None:
    no_scores(sample)
    plan = taken(sample, SCORES["two tables, one below the other"](tmp_path), V._replace(table=table))
    assert points(sample) == {"Vụ TK": there}
    assert ("--table" in "".join(plan.facts)) is (table is None)
    assert [one.why for one in plan.passed if one.why is Why.OTHER_TABLE] == [Why.OTHER_TABLE] * bool(table)
    with pytest.raises(Refused, match="no table 3"):
        plan_import(sample, tmp_path / "bang.xlsx", V._replace(table=3))
