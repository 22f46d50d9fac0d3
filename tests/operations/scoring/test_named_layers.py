"""Layers that a bloc named: who fills one, what it proposes, replies, decisions, papers, tables."""

from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.layering.layers import Beginning, Filler, ScoreLayer
from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.domain.results.grades import Level
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet, CriterionKind, ScoreSheet
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import, write_plan
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation, presence
from ktd_tui.operations.meeting.voting import rounds, votes
from ktd_tui.operations.meeting.voting.score_changes import put_score_change
from ktd_tui.operations.papers.sources import annex_data
from ktd_tui.operations.scoring import cells, cross, grid, sheets
from ktd_tui.operations.scoring.criteria import Seen, delete_entry, save_entry
from ktd_tui.operations.scoring.explain import explain
from ktd_tui.operations.scoring.layering.confirming import confirm
from ktd_tui.operations.scoring.layering.deciding import ChangeTyped
from ktd_tui.operations.scoring.layering.filling import layer_of_year
from ktd_tui.operations.scoring.layering.replying import ReplyTyped, reply
from ktd_tui.papers.kinds.annex import compose_annex
from ktd_tui.papers.vote_phrases import vote as vote_said
from ktd_tui.rules.scoring.layers import BLOC_VIEW, ReasonNeeded, View
from ktd_tui.rules.scoring.scorers.listed import codes_of, layers_of
from tests.builders import a_colleague
from tests.operations.found import the_unit, the_year

TD, DUYET = View("td"), View("duyet")
ROW = "I.1"
LAYERS = (
    ScoreLayer(code="self", name="Tự chấm", filled_by=Filler.UNIT, place=1),
    ScoreLayer(code="bloc", name="Khối chấm", filled_by=Filler.BLOC, weight=Decimal(40), place=2),
    ScoreLayer(
        code="td",
        name="Thẩm định",
        weight=Decimal(60),
        begins=Beginning.BEFORE,
        gap_limit=Decimal(0),
        place=3,
    ),
    ScoreLayer(code="duyet", name="Điểm duyệt", accounts=("duyet",), begins=Beginning.MEAN, place=4),
)


def layered(desk: Desk, stage: Stage = Stage.SCORING) -> BlocYear:
    """The year 2023 with these layers, at a stage."""
    year = the_year(desk, 2023)
    desk.store.save(sheets.criteria_of(desk, year).with_(layers=LAYERS))
    return desk.store.save(year.with_(stage=stage))


def type_in(desk: Desk, text: str, view: View, reason: str = "", code: str = ROW) -> ScoreSheet:
    year, unit = the_year(desk, 2023).id, the_unit(desk, "CQT I")
    return cells.record_score(desk, cells.ScoreTyped(year, unit, code, text, view, reason))


def test_layers_are_added_moved_and_taken_out_until_scoring_opens(sample: Desk) -> None:
    year = the_year(sample, 2023)
    sample.store.save(year.with_(stage=Stage.WORK))

    def put(key: str | None, **typed: str) -> CriteriaSet:
        return save_entry(sample, Seen(year.id, criteria()), "layer", key, typed)

    def criteria() -> CriteriaSet:
        return sheets.criteria_of(sample, the_year(sample, 2023))

    assert codes_of(put(None, name="Thẩm định", counts="60")) == ("self", "cross", "bloc", "tham-dinh")
    assert codes_of(put("tham-dinh", name="Thẩm định", code="td", place="2")) == (
        "self",
        "td",
        "cross",
        "bloc",
    )
    with pytest.raises(Refused, match="name of its own"):
        put(None, name="Thẩm định")
    with pytest.raises(Refused, match="No layer counts"):
        put("bloc", name="Khối chấm", code="bloc", by="lãnh đạo khối", counts="0")
    with pytest.raises(Refused, match="no whole number"):
        put(None, name="Khác", place="hai")
    with pytest.raises(Refused, match="the first layer"):
        put("self", name="Tự chấm", by="đơn vị tự chấm", begins="lớp trước", place="1")
    left = delete_entry(sample, Seen(year.id, criteria()), "layer", "cross")
    assert codes_of(left) == ("self", "td", "bloc")
    assert layer_of_year(sample, the_year(sample, 2023), "thẩm định") == "td"
    with pytest.raises(Refused, match="no layer of this year"):
        layer_of_year(sample, the_year(sample, 2023), "chấm chéo")
    undo(sample)
    assert codes_of(criteria()) == ("self", "td", "cross", "bloc")
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.SELF_SCORING))
    with pytest.raises(Refused, match="stand since scoring opened"):
        put("td", name="Thẩm định", code="td", place="1")


def test_layers_come_from_a_table_and_a_table_of_scores_names_them(sample: Desk, tmp_path: Path) -> None:
    year, asked = the_year(sample, 2023), Asked(bloc="V", year=2023)
    sample.store.save(year.with_(stage=Stage.WORK))
    table = tmp_path / "lop.csv"
    lines = (
        "Tên lớp chấm,Người chấm lớp,Trọng số lớp,Bắt đầu từ,Thứ tự lớp",
        "Thẩm định,thẩm định,60,lớp trước,3",
        "Khối chấm,lãnh đạo khối,40,,",
    )
    table.write_text("\n".join(lines), "utf-8")
    write_plan(sample, plan_import(sample, table, asked))
    of = layers_of(sheets.criteria_of(sample, the_year(sample, 2023)))
    assert {one.code: int(one.weight) for one in of} == {"self": 0, "cross": 0, "tham-dinh": 60, "bloc": 40}
    assert [one.code for one in of] == ["self", "cross", "tham-dinh", "bloc"]
    assert plan_import(sample, table, asked).changes == 0, "nothing is others a second time"
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.SCORING))
    table.write_text("Đơn vị,Mã tiêu chí,Điểm thẩm định\nCQT I,I.1,17", "utf-8")
    write_plan(sample, plan_import(sample, table, asked))
    scored = sheets.sheet_of(sample, year.id, the_unit(sample, "CQT I"), View("tham-dinh"))
    assert scored.points == {ROW: Decimal(17)}


def test_who_fills_a_layer(sample: Desk, tmp_path: Path) -> None:
    year = layered(sample)
    bloc = {"bloc_id": year.bloc_id}
    td, duyet = (
        a_colleague(sample, tmp_path / "data", uid, name, UserRole.APPRAISER, **bloc)
        for uid, name in ((1401, "tham-dinh"), (1402, "duyet"))
    )
    assert cross.first_view(td, year.id) == TD, "the grid opens on an appraiser's own layer"
    assert cross.first_view(sample, year.id) == BLOC_VIEW
    of = sheets.criteria_of(sample, year)
    after = tuple(one.model_copy(update={"weight": Decimal(100 * (one.code == "td"))}) for one in LAYERS)
    sample.store.save(of.with_(layers=after))
    assert cross.first_view(sample, year.id) == BLOC_VIEW
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.REVIEW))
    assert cross.first_view(sample, year.id) == TD, "a meeting looks at the result, not at a layer before it"
    sample.store.save(sheets.criteria_of(sample, year).with_(layers=LAYERS))
    sample.store.save(the_year(sample, 2023).with_(stage=year.stage))
    td.store.refresh()
    duyet.store.refresh()
    assert cross.first_view(duyet, year.id) == DUYET, "the one that names them, before one that names nobody"
    type_in(td, "18", TD)
    with pytest.raises(NotAllowed, match="duyet alone"):
        type_in(td, "18", DUYET)
    with pytest.raises(NotAllowed):
        type_in(td, "18", BLOC_VIEW)
    duyet.store.refresh()
    assert type_in(duyet, "17", DUYET).points == {ROW: Decimal(17)}
    with pytest.raises(Refused, match="never typed"):
        type_in(td, "18", View("result"))
    for act in (sheets.submit, sheets.lock):
        with pytest.raises(Refused, match="never typed"):
            act(sample, year.id, the_unit(sample, "CQT I"), View("result"))
    undo(duyet)
    assert sheets.sheet_of(duyet, year.id, the_unit(duyet, "CQT I"), DUYET).points == {}
    td.store.close()
    duyet.store.close()


def test_what_stood_before_is_confirmed_without_a_reason_though_others_are_blank(sample: Desk) -> None:
    """Places among the units: the first that is confirmed alone would lead, whatever it has."""
    levels = [Level(name="1", points=Decimal(20)), Level(name="2", points=Decimal(0))]
    year, units = layered(sample), [the_unit(sample, "CQT I"), the_unit(sample, "CQT II")]
    of = sheets.criteria_of(sample, year)
    first, *others = of.groups[0].criteria
    ranked = first.model_copy(update={"kind": CriterionKind.RANKED, "levels": tuple(levels)})
    group = of.groups[0].model_copy(update={"criteria": (ranked, *others)})
    sample.store.save(of.with_(groups=(group, *of.groups[1:])))
    for unit, text in zip(units, ("5", "9"), strict=True):
        cells.record_score(sample, cells.ScoreTyped(year.id, unit, ROW, text, BLOC_VIEW))
    assert confirm(sample, year.id, TD, units[0], ROW) == (1, {}), "5 is second, and alone the first"
    alone = grid.grid(sample, year.id, TD)
    assert alone.points[units[0]][ROW] == 20
    assert not alone.is_beyond(units[0], alone.rows[0])
    assert confirm(sample, year.id, TD) == (1, {})
    assert grid.grid(sample, year.id, TD).points[units[0]][ROW] == 0
    with pytest.raises(ReasonNeeded):
        type_in(sample, "10", TD)


def test_what_is_proposed_counts_only_once_it_is_confirmed(sample: Desk) -> None:
    year, unit = layered(sample), the_unit(sample, "CQT I")
    type_in(sample, "18", BLOC_VIEW)
    type_in(sample, "12", BLOC_VIEW, code="I.2")
    of = grid.grid(sample, year.id, TD)
    rows = {row.code: row for row in of.rows}
    assert (of.proposed(unit, rows[ROW]), of.points[unit]) == (Decimal(18), {})
    assert grid.grid(sample, year.id).points[unit] == {}, (
        "the result lacks what an appraiser has not confirmed"
    )
    assert "Thẩm định" in "\n".join(explain(sample, year.id, unit, ROW))
    assert confirm(sample, year.id, TD, unit, ROW).cells == 1
    assert confirm(sample, year.id, TD).cells == 1
    with pytest.raises(Refused, match="proposes"):
        confirm(sample, year.id, TD)
    assert grid.grid(sample, year.id).points[unit] == {ROW: Decimal(18), "I.2": Decimal(12)}
    with pytest.raises(ReasonNeeded):
        type_in(sample, "17", TD)
    type_in(sample, "17", TD, "Thiếu minh chứng")
    found = grid.grid(sample, year.id)
    assert found.points[unit][ROW] == Decimal("17.4"), "18 × 40% + 17 × 60%"
    assert any("17,4" in line for line in explain(sample, year.id, unit, ROW))
    mean = grid.grid(sample, year.id, DUYET)
    assert mean.proposed(unit, rows[ROW]) == Decimal("17.5"), "the mean of 18 and 17"


def test_a_unit_replies_to_points_that_it_was_given(sample: Desk, tmp_path: Path) -> None:
    year, unit = layered(sample), the_unit(sample, "CQT I")
    type_in(sample, "18", BLOC_VIEW)
    theirs = a_colleague(
        sample, tmp_path / "data", 1300, "dai-dien", UserRole.UNIT_REPRESENTATIVE, unit_id=unit
    )
    typed = ReplyTyped(year.id, unit, BLOC_VIEW, ROW, "Đã gửi bổ sung")
    assert reply(theirs, typed).replies == {ROW: "Đã gửi bổ sung"}
    assert any("Đã gửi bổ sung" in line for line in explain(theirs, year.id, unit, ROW, BLOC_VIEW))
    for wrong in (
        typed._replace(unit_id=the_unit(sample, "CQT II")),
        typed._replace(code="I.2"),
        typed._replace(view=View("self")),
    ):
        with pytest.raises(Refused):
            reply(theirs, wrong)
    assert reply(theirs, typed._replace(text="")).replies == {}
    undo(theirs)
    assert sheets.sheet_of(theirs, year.id, unit).replies == {ROW: "Đã gửi bổ sung"}
    theirs.store.close()


def test_the_meeting_decides_on_points_by_vote(sample: Desk) -> None:
    year, unit = layered(sample, Stage.REVIEW), the_unit(sample, "CQT I")
    type_in(sample, "18", BLOC_VIEW)
    meeting = preparation.start_meeting(sample, year.id)
    for one in meeting.attendees:
        presence.set_present(sample, meeting.id, one.id, present=True)
    typed = ChangeTyped(unit, ROW, "17,5", "chậm hai báo cáo")
    for wrong, sentence in (
        (typed._replace(points="99"), "at most"),
        (typed._replace(points="18"), "points that stand"),
        (typed._replace(ground=" "), "on what ground"),
    ):
        with pytest.raises(Refused, match=sentence):
            put_score_change(sample, meeting.id, wrong)
    put = put_score_change(sample, meeting.id, typed)
    with pytest.raises(Refused, match="waits for its count"):
        put_score_change(sample, meeting.id, typed)

    def stands() -> tuple[Decimal, str]:
        sheet = sheets.sheet_of(sample, year.id, unit)
        return sheet.points[ROW], sheet.reasons.get(ROW, "")

    assert stands() == (Decimal(18), ""), "put is not decided"
    count = len(meeting.attendees)
    counted = votes.count_votes(sample, put.id, str(count), "0")
    assert stands() == (Decimal("17.5"), "Hội nghị biểu quyết: chậm hai báo cáo")
    said = vote_said(sample.store.get(Vote, counted.id))
    assert f"Điều chỉnh điểm tiêu chí {ROW} của" in said
    assert "từ 18 điểm thành 17,5 điểm (căn cứ: chậm hai báo cáo)" in said
    votes.count_votes(sample, put.id, "0", str(count))
    assert stands() == (Decimal(18), ""), "counted anew, it did not pass"
    votes.count_votes(sample, put.id, str(count), "0")
    rounds.void(sample, put.id, "Đếm nhầm")
    assert stands() == (Decimal(18), ""), "a void round decides nothing"


def test_the_annex_names_the_layers_also_those_that_count_nothing(sample: Desk) -> None:
    year = layered(sample)
    type_in(sample, "18", BLOC_VIEW)
    own = sheets.sheet_of(sample, year.id, the_unit(sample, "CQT I"), View("self"))
    sample.store.save(own.with_(points={ROW: Decimal(19)}))
    data = annex_data(sample, year.id)
    assert [name for name, _ in data.layers] == [
        "Tự chấm (trọng số 0)",
        "Khối chấm (trọng số 40)",
        "Thẩm định (trọng số 60)",
    ], "«Điểm duyệt» counts nothing, and nobody gave points there"
    scored = [[total for total in totals if total is not None] for _, totals in data.layers]
    assert scored == [[Decimal(19)], [Decimal(18)], []], "who was given no points has no total: that is not 0"
    assert "tổng hợp các lớp" in " ".join(compose_annex(data).subject)


def test_a_row_of_a_layer_behind_the_last_that_counts_is_refused(sample: Desk) -> None:
    year = the_year(sample, 2023)
    sample.store.save(year.with_(stage=Stage.WORK))
    sample.store.save(sheets.criteria_of(sample, year).with_(layers=LAYERS))
    seen = Seen(year.id, sheets.criteria_of(sample, year))
    row = {"code": "I.9", "text": "Việc", "points": "5", "group": "I"}
    with pytest.raises(Refused) as refused:
        save_entry(sample, seen, "criterion", None, {**row, "layer": "Điểm duyệt"})
    assert "I.9" in tell(refused.value)
    saved = save_entry(sample, seen, "criterion", None, {**row, "layer": "Thẩm định"})
    assert saved.groups[0].criteria[-1].layer == "td"
