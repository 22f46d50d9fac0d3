"""The leader's page, charts, years beside each other and reminders, also of a year that is late."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.merit import AwardDecision, Awarded
from ktd_tui.domain.organisation import Bloc, BlocYear, PlanItem, Stage, Unit
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import Layer, Registration, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import t, use
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.charts import charts_page, year_charts
from ktd_tui.operations.overview.history import bloc_years, unit_years, unit_years_table
from ktd_tui.operations.overview.leading import LeaderPage, overview
from ktd_tui.operations.overview.page import overview_json, overview_page
from ktd_tui.operations.overview.paper import overview_paper, print_overview
from ktd_tui.operations.overview.reminding import mail_lines, reminders
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.year.owed import owed, owed_head
from ktd_tui.papers.document import Paragraph
from ktd_tui.rules.overview.findings import Topic
from ktd_tui.rules.overview.stations import Station
from ktd_tui.rules.signs import SIGNS, Status
from tests.builders import a_colleague, give


def the_year(desk: Desk) -> BlocYear:
    return desk.store.find(BlocYear, year=2022)[0]


def made_late(desk: Desk) -> BlocYear:
    """Two units have not registered, eleven days too late; a task is three days late."""
    year = the_year(desk)
    with desk.store.transaction("test", {}):
        for of in desk.store.find(Registration, bloc_year_id=year.id)[:2]:
            desk.store.delete(of)
        late = PlanItem(id="t1", text="Gửi báo cáo quý", due=desk.today - timedelta(days=3))
        return desk.store.save(
            year.with_(deadlines={Stage.REGISTRATION: desk.today - timedelta(days=11)}, tasks=(late,))
        )


def about(of: LeaderPage, topic: Topic) -> list[str]:
    return [one.text for one in of.findings if one.topic is topic]


def test_one_fixed_year_for_all_blocs(sample: Desk) -> None:
    of = overview(sample)
    assert of.year == 2022
    assert [line.called for line in of.lines] == ["Khối I", "Khối II", "Khối III", "Khối IV", "Khối V"]
    assert [line.year and line.year.year for line in of.lines] == [None, None, None, None, 2022]
    found = {one.station: (one.done, one.of, one.status) for one in of.lines[-1].reached}
    assert found[Station.SCORED] == (5, 5, Status.DONE)
    assert found[Station.LOCKED] == (0, 5, Status.DUE)
    assert found[Station.SEALED] == (0, 1, Status.AHEAD)
    assert about(of, Topic.LATE) == [
        "Chưa mở năm 2022 ở: Khối IV",
        "Chưa có đơn vị: Khối I, Khối II, Khối III",
    ]


def test_who_is_late_by_how_many_days_and_whom_to_ring(sample: Desk) -> None:
    year = made_late(sample)
    bloc = sample.store.get(Bloc, year.bloc_id)
    of = overview(sample, 2022, bloc.id)
    assert of.bloc == bloc
    first, second = (one for one in of.findings if one.topic is Topic.LATE and one.status is Status.LATE)
    assert (first.days, first.place, first.bloc_year_id) == (-11, "registration", year.id)
    assert "3/5" in first.text
    missing = sample.store.get(Unit, first.unit_id or "")
    assert missing.label in first.text
    assert missing.head_id is None or missing.label in first.ring
    assert (second.days, "Gửi báo cáo quý" in second.text) == (-3, True)
    assert of.decide[0] == first, "what is latest is not decided first"


def test_titles_against_quotas_over_all_blocs(sample: Desk) -> None:
    titles = {of.title: of for of in overview(sample).titles}
    flag = titles["Cờ thi đua của Văn phòng Quốc hội"]
    assert (flag.proposed, flag.limit, flag.status) == (1, 1, Status.DONE)
    assert flag._replace(proposed=2).status is Status.LATE
    assert flag._replace(open=1).status is Status.DUE


def test_weak_criteria_missing_evidence_and_wide_gaps(sample: Desk) -> None:
    year = the_year(sample)
    own = next(
        s for s in sample.store.find(ScoreSheet, bloc_year_id=year.id, layer=Layer.BLOC) if "I.1" in s.points
    )
    with sample.store.transaction("test", {}):
        sample.store.save(own.with_(points={**own.points, "I.1": own.points["I.1"] - 15}))
        sample.store.save(
            Evidence(bloc_year_id=year.id, unit_id=own.unit_id, code="I.1", title="Báo cáo", state="accepted")
        )
    of = overview(sample)
    label = sample.store.get(Unit, own.unit_id).label
    assert about(of, Topic.WEAK)[0].startswith("I.")
    assert "Tiêu chí chưa đơn vị nào đạt điểm tối đa" in page_lines(overview_page(sample), 100), (
        "96% is not weak"
    )
    gap = next(one for one in of.findings if one.topic is Topic.GAPS)
    assert (label in gap.text, gap.unit_id, gap.code) == (True, own.unit_id, "I.1")
    lacking = next(one for one in of.findings if one.topic is Topic.EVIDENCE)
    assert lacking.unit_id != own.unit_id, "the unit with evidence is not the one that lacks most"


def test_up_and_down_since_last_year(sample: Desk) -> None:
    year = the_year(sample)
    with sample.store.transaction("test", {}):
        before = sample.store.save(
            BlocYear(bloc_id=year.bloc_id, year=2021, members=year.members, criteria_id=year.criteria_id)
        )
        sheets = sorted(
            sample.store.find(ScoreSheet, bloc_year_id=year.id, layer=Layer.BLOC), key=lambda s: s.id
        )
        points = [sheet.points for sheet in sheets]
        for sheet, given in zip(sheets, reversed(points), strict=True):
            sample.store.save(
                ScoreSheet(bloc_year_id=before.id, unit_id=sheet.unit_id, layer=Layer.BLOC, points=given)
            )
    moved = about(overview(sample), Topic.MOVED)
    assert moved
    assert all(text.count(":") == 1 for text in moved)
    line = year_charts(sample, year.id).line
    assert [point.year for point in line] == [2021, 2022]
    assert line[0].mean == line[1].mean is not None


def test_text_json_and_paper_say_the_same(sample: Desk, tmp_path: Path) -> None:
    use("vi")
    made_late(sample)
    said = "\n".join(page_lines(overview_page(sample), 100))
    data = overview_json(overview(sample))
    for one in data["findings"]:
        assert one["text"][:20] in said
    use("en")
    paper = overview_paper(sample)
    words = repr(paper.blocks)
    assert "Đăng ký" in words, "a paper is Vietnamese whatever the screens speak"
    assert "to be proposed" not in words
    assert not set("✓▸●") & set(words), "a face for print lacks the signs"
    assert "(xong)" not in words, "that something is done, its figures say"
    sentences = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    use("vi")
    assert sentences
    assert not [one for one in sentences if any(one.endswith(f"({t(of.says)})") for of in SIGNS.values())]
    written = print_overview(sample, tmp_path / "o.txt", 2022)
    assert "quá hạn 11 ngày" in written.path.read_text("utf-8")


def test_without_any_year_the_way_out_is_said(desk: Desk) -> None:
    with pytest.raises(Refused, match="F2"):
        overview(desk)


def test_a_unit_and_a_bloc_over_the_years(sample: Desk) -> None:
    year = the_year(sample)
    unit = next(u for u in sample.store.find(Unit) if u.name == "Cục Quản trị III")
    with sample.store.transaction("test", {}):
        sample.store.save(
            AwardDecision(
                number="1/QĐ", day=date(2022, 12, 20), year=2022,
                awarded=(Awarded(title="Bằng khen", unit_id=unit.id),),
            )
        )  # fmt: skip
    _, (newer, older) = unit_years(sample, unit.id)
    assert (newer.year.year, newer.total) == (2023, None)
    assert (older.titles, older.ranked, older.standing and older.standing.rank) == (("Bằng khen",), 5, 2)
    table = unit_years_table(sample, unit.id)
    assert table.rows[1][:6] == (2022, "Khối thi đua số V", "Khối trưởng", older.total, 2, 5)
    _, (_, row) = bloc_years(sample, year.bloc_id)
    assert row.lowest is not None
    assert row.middle is not None
    assert row.highest is not None
    assert row.lowest <= row.middle <= row.highest
    assert (row.units, row.titles) == (5, 1)


def test_charts_as_text_have_every_cell_of_the_heat_map(sample: Desk) -> None:
    year = the_year(sample)
    of = year_charts(sample, year.id)
    assert sum(n for _, n in of.grades) == len(of.units)
    said = "\n".join(page_lines(charts_page(sample, year.id, of.units[0].id), 200))
    assert all(code in said for code, _ in of.rows)
    assert of.units[0].name in said
    assert year_charts(sample, year.id, of.units[0].id).line[-1].own is not None


def test_reminders_name_who_owes_what_within_some_days(sample: Desk, tmp_path: Path) -> None:
    use("en")
    made_late(sample)
    waiting = next(one for one in owed(sample) if one.by_unit)
    unit = sample.store.get(Unit, waiting.by_unit or "")
    give(tmp_path / "data", 1234, "lan", UserRole.UNIT_REPRESENTATIVE, unit_id=unit.id)
    sample.store.refresh()
    found = {one.who: one for one in reminders(sample, 7)}
    assert found[unit.name].accounts == ("lan",)
    assert all(of.days is not None and of.days <= 7 for one in found.values() for of in one.owed)
    text = "\n".join(mail_lines(sample, list(found.values())))
    assert f"{unit.name} (lan)" in text
    assert "Gửi báo cáo quý" in text
    assert "3 late" in owed_head(owed(sample))
    desk = a_colleague(sample, tmp_path / "data", 1234, "lan", UserRole.UNIT_REPRESENTATIVE, unit_id=unit.id)
    assert {one.who for one in reminders(desk)} == {unit.name}, "one unit is shown what others owe"
    desk.store.close()
