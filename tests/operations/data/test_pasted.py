"""A block pasted on a list: rows with or without heads become records, in one step; what cannot is told."""

from decimal import Decimal

import pytest

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.units import save_unit
from ktd_tui.operations.data import undo
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import Plan, write_plan
from ktd_tui.operations.data.pasted import LARGEST, plan_block, plan_pasted, told_pasted
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.meeting.pasted_delegates import add_delegates
from ktd_tui.operations.page import Page, PageTable, page_pieces
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.operations.year.years import open_year
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.sheets.columns import TableKind
from tests.operations.found import the_meeting, the_unit, the_year


def people(desk: Desk, text: str) -> Plan:
    return plan_pasted(desk, text, Asked(unit="Vụ TK"), TableKind.PEOPLE)


@pytest.mark.parametrize(
    "text",
    [
        "Lê Thị Thử\tChuyên viên\r\nLê Văn Hai\tVăn thư\r\n",
        "Họ và tên\tChức vụ\nLê Thị Thử\tChuyên viên\nLê Văn Hai\tVăn thư",
        "Chức vụ\tHọ và tên\tĐơn vị\nChuyên viên\tLê Thị Thử\tVụ TK\nVăn thư\tLê Văn Hai\tVụ TK",
    ],
)
def test_people_with_and_without_heads(sample: Desk, text: str) -> None:
    before = sample.store.seq
    plan = people(sample, text)
    assert (len(plan.errors), plan.changes, len(told_pasted(plan))) == (0, 2, 2)
    write_plan(sample, plan)
    assert sample.store.seq == before + 1
    found = {p.name: p.title for p in sample.store.find(Person, unit_id=the_unit(sample, "Vụ TK"))}
    assert (found["Lê Thị Thử"], found["Lê Văn Hai"]) == ("Chuyên viên", "Văn thư")
    undo.undo(sample)
    assert not sample.store.find(Person, name="Lê Thị Thử")


def test_a_set_of_criteria(sample: Desk) -> None:
    year = the_year(sample)
    asked = Asked("V", year.year, name=criteria_of(sample, year).name)
    plan = plan_pasted(sample, "I\tNhóm\nI.1\tViệc\ttám\n", asked, TableKind.CRITERIA)
    (error,) = plan.errors
    assert (error.where[-2:], error.shown) == ("C2", "tám"), "the head that nobody pasted is no line"
    assert score_rows(criteria_of(sample, year))[0].text != "Việc"


def test_rows_of_criteria_go_among_those_of_the_year(desk: Desk) -> None:
    set_up_council(desk, "Hội đồng", "UBND huyện", blocs="I")
    bloc = bloc_named(desk, "I")
    save_unit(desk, bloc.id, None, name="Xã An Bình")
    year = open_year(desk, bloc.id, 2027)
    there = criteria_of(desk, year)
    before = {row.code: row.entry for row in score_rows(there)}
    block = "I.6\tPhong trào văn hóa\t4\nT3\tSáng kiến cấp huyện\t2\nI.4\tSáng kiến\t7\n"
    asked = Asked("I", 2027, name=there.name, adds=True)
    plan = plan_pasted(desk, block, asked, TableKind.CRITERIA)
    assert [row.action for row in plan.rows] == [Action.ADD, Action.ADD, Action.CHANGE]
    assert not list(plan.beside), "something else would become of the year's criteria"
    write_plan(desk, plan)
    fresh = criteria_of(desk, desk.store.get(BlocYear, year.id))
    assert there.template
    assert fresh.id != there.id, "the template is there for others"
    rows = {row.code: row for row in score_rows(fresh)}
    assert rows.keys() == before.keys() | {"I.6", "T3"}
    assert "T3" in {one.code for one in fresh.bonuses}
    assert (rows["I.4"].entry.text, rows["I.4"].entry.maximum) == ("Sáng kiến", Decimal(7))
    assert all(rows[code].entry == one for code, one in before.items() if code != "I.4")
    undo.undo(desk)
    assert criteria_of(desk, desk.store.get(BlocYear, year.id)) == there


def test_a_table_with_groups_takes_the_place_of_the_years_and_says_so(desk: Desk) -> None:
    set_up_council(desk, "Hội đồng", "UBND huyện", blocs="I")
    bloc = bloc_named(desk, "I")
    save_unit(desk, bloc.id, None, name="Xã An Bình")
    there = criteria_of(desk, open_year(desk, bloc.id, 2027))
    asked = Asked("I", 2027, name=there.name, adds=True)
    plan = plan_pasted(desk, "I\tNhóm một\nI.1\tViệc\t8\n", asked, TableKind.CRITERIA)
    said = " ".join(row.told for row in plan.beside)
    assert f"thay cho “{there.name}”; năm không còn: I.2, I.3" in said
    with pytest.raises(Refused, match="Say to which group X"):
        plan_pasted(desk, "X.1\tViệc\t8\n", asked, TableKind.CRITERIA)


def test_old_letters_that_are_pasted_become_those_of_today(sample: Desk) -> None:
    plan = plan_block(sample, "Teân ñôn vò\tÑòa baøn\nVieän Maãu\tHueá\n", Asked("V"))
    assert [row.what for row in plan.rows] == ["Viện Mẫu"]
    assert "“Vieän Maãu” → “Viện Mẫu”" in [row.what for row in plan.beside]


def test_what_is_no_table_or_too_large_is_refused(sample: Desk) -> None:
    with pytest.raises(Refused, match="at most"):
        people(sample, "x" * (LARGEST + 1))
    with pytest.raises(Refused, match="no row with the heads"):
        people(sample, "a\tb\tc\td\te\tf")


def test_delegates_a_line_each_in_one_step(ready: Desk) -> None:
    meeting, before = the_meeting(ready), ready.store.seq
    added = add_delegates(
        ready, meeting.id, "Bà Lê Thị Thử\tPhó Giám đốc\tSở Thử\tHuế\n\nLê Văn Hai; Văn thư\n"
    )
    assert added == 2
    fresh = the_meeting(ready).attendees[len(meeting.attendees) :]
    assert [(a.honorific, a.name, a.title, a.unit, a.city) for a in fresh] == [
        ("bà", "Lê Thị Thử", "Phó Giám đốc", "Sở Thử", "Huế"),
        ("", "Lê Văn Hai", "Văn thư", "", ""),
    ]
    assert ready.store.seq == before + 1
    with pytest.raises(Refused, match="a name, a title, a unit and a place"):
        add_delegates(ready, meeting.id, "Lê Văn Ba\nmột; hai; ba; bốn; năm")
    assert ready.store.seq == before + 1


@pytest.mark.parametrize(
    "table",
    [
        "STT\tHọ và tên\tChức vụ\tĐơn vị\n1\tBà Lê Thị Thử\tPhó Giám đốc\tSở Thử",
        "TT\tĐơn vị\tĐại biểu\tĐiện thoại\tChức danh\n1.\tSở Thử\tBà Lê Thị Thử\t0901\tPhó Giám đốc\n",
        "01\tBà Lê Thị Thử\tPhó Giám đốc\tSở Thử",
    ],
    ids=["numbered", "in another order", "without heads"],
)
def test_delegates_of_a_copied_table_are_those_under_its_heads(ready: Desk, table: str) -> None:
    meeting = the_meeting(ready)
    assert add_delegates(ready, meeting.id, table) == 1
    one = the_meeting(ready).attendees[-1]
    assert (one.honorific, one.name, one.title, one.unit) == ("bà", "Lê Thị Thử", "Phó Giám đốc", "Sở Thử")


def test_what_of_a_page_may_be_copied() -> None:
    table = PageTable(("Đơn vị", "Điểm"), (("Vụ  Một", "9"), ("Vụ\tHai", "8")))
    pieces = list(page_pieces(Page("Điểm", ("Lời đầu", table)), 80).values())
    assert pieces[1:] == ["Đơn vị\tĐiểm\nVụ Một\t9\nVụ Hai\t8", "Vụ Một\nVụ Hai", "9\n8"]
    assert pieces[0].splitlines()[:2] == ["Điểm", "Lời đầu"]
