"""Tables that are written: they come back as they went, forms to their own sheet, the annex on paper."""

from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import BlocYear, CrossScoring, Stage, Unit
from ktd_tui.domain.scoring import CriteriaSet, Layer, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import t
from ktd_tui.operations.council import titles
from ktd_tui.operations.council.decisions import DecisionTyped, award_typed, save_awarded, save_decision
from ktd_tui.operations.council.units import save_unit
from ktd_tui.operations.data.award_tables import decisions_table, titles_table
from ktd_tui.operations.data.export_people import people_table
from ktd_tui.operations.data.exporting import (
    Wish,
    empty_table,
    example,
    export_scores,
    registration_table,
    score_form,
    score_table,
    write_table,
)
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import plan_import
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.cells import ScoreTyped, record_score
from ktd_tui.rules.scoring.scorers.listed import NAMES
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.writing import WrittenTable
from tests.operations.data.test_importing import V, counts, imported, no_scores
from tests.operations.found import the_unit, the_year


def forms(desk: Desk) -> dict[str, WrittenTable]:
    year = the_year(desk).id
    return {
        "scores": score_table(desk, year, Layer.BLOC),
        "own scores": score_table(desk, year, Layer.SELF),
        "registrations": registration_table(desk, year),
        "form": score_form(desk, year, Wish("Vụ TK", Layer.BLOC)),
        "criteria": example(desk, TableKind.CRITERIA),
    }


@pytest.mark.parametrize(
    ("what", "ending"),
    product(("scores", "own scores", "registrations", "form", "criteria"), (".csv", ".xlsx")),
)
def test_what_is_exported_imports_as_the_same(sample: Desk, tmp_path: Path, what: str, ending: str) -> None:
    path = tmp_path / f"bang{ending}"
    write_table(forms(sample)[what], path)
    asked = Asked(name=sample.store.find(CriteriaSet)[0].name) if what == "criteria" else Asked()
    plan = plan_import(sample, path, asked)  # it says itself of which bloc, year and layer it is
    assert counts(plan) == (0, 0, len(plan.rows))
    assert plan.rows
    if "scores" in what:
        name = t(NAMES[Layer.SELF if what == "own scores" else Layer.BLOC])
        assert [fact for fact in plan.facts if name in fact]


OTHERS = (
    TableKind.WAYS,
    TableKind.LAYERS,
    TableKind.AGENDA,
    TableKind.TITLES,
    TableKind.DECISIONS,
    TableKind.PEOPLE,
)


@pytest.mark.parametrize(("kind", "ending"), product(OTHERS, (".csv", ".xlsx")))
def test_other_tables_say_of_themselves_what_they_are_and_come_back(
    sample: Desk, tmp_path: Path, kind: TableKind, ending: str
) -> None:
    titles.confirm_titles(sample)
    decided = save_decision(sample, None, DecisionTyped("01/QĐ", "15/12/2022", "2022"))
    save_awarded(sample, decided.id, None, award_typed("Giấy khen", the_unit(sample, "Vụ TK")))
    tables = {
        TableKind.TITLES: titles_table(sample),
        TableKind.DECISIONS: decisions_table(sample),
        TableKind.PEOPLE: people_table(sample, the_year(sample).bloc_id),
    }
    path = tmp_path / f"bang{ending}"
    following = sample.store.find(BlocYear, bloc_id=the_year(sample).bloc_id, year=2023)[0]  # not frozen yet
    write_table(tables.get(kind) or example(sample, kind, following.id), path)
    plan = plan_import(sample, path, Asked())
    assert counts(plan) == (0, 0, len(plan.rows)), plan.rows[:3]
    assert plan.rows


def test_what_is_asked_for_goes_before_what_a_table_says_of_itself(sample: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bang.csv"
    write_table(forms(sample)["own scores"], path)
    plan = plan_import(sample, path, Asked(layer=Layer.BLOC))
    assert plan.layer == Layer.BLOC
    assert [fact for fact in plan.facts if t(NAMES[Layer.SELF]) in fact and t(NAMES[Layer.BLOC]) in fact]
    strange = path.read_text("utf-8-sig").replace("· self", "· zzz")
    path.write_text(strange, "utf-8-sig")
    assert plan_import(sample, path, Asked()).layer == Layer.BLOC  # nothing says it


@pytest.mark.parametrize("kind", TableKind)
def test_templates_are_recognised_as_what_they_are_for(sample: Desk, tmp_path: Path, kind: TableKind) -> None:
    empty = empty_table(kind)
    path = tmp_path / "mau.xlsx"
    write_table(empty._replace(rows=(tuple("x" for _ in empty.heads),)), path)
    assert plan_import(sample, path, V).kind is kind


def test_a_filled_in_form_comes_back_to_its_own_sheet(sample: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    no_scores(sample)
    pair = CrossScoring(scorer_id=the_unit(sample, "CQT I"), unit_id=the_unit(sample, "Vụ TK"))
    year = sample.store.save(the_year(sample).with_(stage=Stage.CROSS_SCORING, cross=(pair,)))
    path = tmp_path / "phieu.xlsx"
    write_table(score_form(sample, year.id, Wish("Vụ TK", Layer.CROSS, "CQT I")), path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["A"] if cell.value == "I.1")
    assert sheet.protection.sheet
    assert [sheet.cell(row, column).protection.locked for column in (2, 5, 6)] == [True, False, False]
    sheet.cell(row, 5).value, sheet.cell(row, 6).value = 17.5, "Có lý do"
    book.save(path)
    imported(sample, path, Asked())
    of = sample.store.find(ScoreSheet, layer=Layer.CROSS)[0]
    assert (of.points, of.reasons, of.scorer_id) == (
        {"I.1": Decimal("17.5")},
        {"I.1": "Có lý do"},
        pair.scorer_id,
    )


def test_a_form_shows_what_earlier_layers_gave(sample: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    no_scores(sample)
    year, unit, path = the_year(sample).id, the_unit(sample, "Vụ TK"), tmp_path / "phieu.xlsx"
    own = ScoreSheet(
        bloc_year_id=year, unit_id=unit, layer=Layer.SELF, points={"I.1": Decimal(19), "I.2": Decimal("18.5")}
    )
    sample.store.save(own)
    write_table(score_form(sample, year, Wish("Vụ TK", Layer.BLOC)), path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if row[0].value == "Mã tiêu chí")
    assert [cell.value for cell in heads][3:] == ["Chỉ tiêu đăng ký", "Kết quả tự chấm", "Điểm", "Lý do"]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    assert [rows[code][4].value for code in ("I.1", "I.2", "I.3")] == [19, 18.5, None]
    assert [cell.protection.locked for cell in rows["I.1"][4:]] == [True, False, False]
    rows["I.1"][5].value = 17
    book.save(path)
    imported(sample, path, Asked())
    kept = sample.store.find(ScoreSheet, bloc_year_id=year, unit_id=unit)
    assert {of.layer: of.points["I.1"] for of in kept} == {"self": Decimal(19), "bloc": Decimal(17)}


def test_a_form_of_other_criteria_or_another_year_is_refused(sample: Desk, tmp_path: Path) -> None:
    path = tmp_path / "phieu.xlsx"
    write_table(score_form(sample, the_year(sample).id, Wish("Vụ TK", Layer.BLOC)), path)
    with pytest.raises(Refused, match="the form is for 2022, not for 2021"):
        plan_import(sample, path, Asked(year=2021))
    other = sample.store.save(sample.store.find(CriteriaSet)[0].with_(name="Khác", id="0" * 26, rev=0))
    sample.store.save(the_year(sample).with_(criteria_id=other.id))
    with pytest.raises(Refused, match="criteria are others"):
        plan_import(sample, path, Asked())


@pytest.mark.parametrize("layer", Layer)
def test_the_annex_lies_and_repeats_its_head(sample: Desk, tmp_path: Path, layer: Layer) -> None:
    import pdfplumber

    path = tmp_path / "phu-luc.pdf"
    export_scores(sample, the_year(sample).id, layer, path)
    with pdfplumber.open(path) as paper:
        pages = [page.extract_text() for page in paper.pages]
        assert all(page.width > page.height for page in paper.pages)
    with_head = [page for page in pages if "Nội dung Tối đa" in page]
    assert len(with_head) > 1
    assert pages[: len(with_head)] == with_head, "the pages of bars stand behind the table"
    assert "Xếp hạng" in with_head[-1]
    assert any("Biểu đồ kết quả chấm điểm" in page for page in pages)
    assert not any("CỘNG HÒA" in page for page in pages), "an annex has no Quốc hiệu"


def test_formulas_are_texts_and_numbers_are_numbers(sample: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    unit = sample.store.get(Unit, the_unit(sample, "Vụ TK"))
    save_unit(sample, str(unit.bloc_id), unit, name=unit.name, short_name="=1+1")
    for ending in (".xlsx", ".csv"):
        export_scores(sample, the_year(sample).id, Layer.BLOC, tmp_path / f"diem{ending}")
    sheet = load_workbook(tmp_path / "diem.xlsx").worksheets[0]
    head = [sheet.cell(3, column) for column in range(1, 9)]
    assert ("=1+1", "s") in [(cell.value, cell.data_type) for cell in head]
    assert sheet.cell(5, 4).data_type == "n"
    assert sheet.freeze_panes == "A4"
    text = (tmp_path / "diem.csv").read_text("utf-8-sig")
    assert ";'=1+1" in text.splitlines()[1]
    assert "\nI.1;Kế hoạch công tác năm hoàn thành đúng tiến độ;20;" in text


@pytest.mark.parametrize("kind", [TableKind.CRITERIA, TableKind.WAYS, TableKind.LAYERS])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_stands_comes_back_unchanged_though_nothing_may_be_changed(
    sample: Desk, tmp_path: Path, kind: TableKind, ending: str
) -> None:
    """Scoring is open: the criteria stand; a table that says what they say is no change of them."""
    path = tmp_path / f"bang{ending}"
    write_table(example(sample, kind, the_year(sample).id), path)
    plan = plan_import(sample, path, Asked())
    assert (plan.changes, plan.errors) == (0, ())
    assert plan.count(Action.SAME) == len(plan.rows) > 0


def test_a_sum_of_nothing_is_blank(sample: Desk) -> None:
    """Who fills the table in would else find a 0 beside each group, and its import a sum that is another."""
    no_scores(sample)
    year = the_year(sample)
    rows = score_table(sample, year.id, Layer.BLOC).rows
    sums = {row[1]: row[3:] for row in rows if not row[0] or "." not in str(row[0])}
    assert "Tổng điểm" in sums
    assert all(set(row) == {None} for row in sums.values()), sums
    record_score(sample, ScoreTyped(year.id, the_unit(sample, "Vụ TK"), "I.1", "4"))
    first, *others = (row for row in score_table(sample, year.id, Layer.BLOC).rows if row[0] in ("I", "II"))
    assert sorted(map(str, first[3:])) == ["4", *["None"] * (len(first) - 4)]
    assert all(set(row[3:]) == {None} for row in others)
