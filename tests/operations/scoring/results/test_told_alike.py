"""What stands behind a result is told alike: the ranking, F9, the meeting's step, papers, plain text."""

from decimal import Decimal

import pytest

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.merit import Consequence, KnockOut
from ktd_tui.domain.organisation import Member
from ktd_tui.domain.scoring import Layer, NotAssigned, Unassigned
from ktd_tui.errors import Refused
from ktd_tui.operations import pages, saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.overview.history import unit_years
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.scoring import sheets
from ktd_tui.operations.scoring.evidence import evidence_page
from ktd_tui.operations.scoring.explain import explain, explained_fields
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.operations.year import applying
from ktd_tui.papers.snapshot import dumped
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.results.ranking import came_to
from ktd_tui.rules.scoring.scorers.listed import RESULT
from ktd_tui.words import number
from screens.scoring.grid_works import works
from tests.operations.found import the_meeting, the_unit, the_year
from tests.operations.scoring.test_named_layers import DUYET, TD, layered
from tests.operations.scoring.test_results import with_ballot


def ranking_text(desk: Desk) -> str:
    return "\n".join(page_lines(pages.ranking(desk, the_year(desk).id), 200))


def test_an_event_that_takes_a_grade_or_the_rank_is_told_with_its_ground(sample: Desk) -> None:
    year, best, other = the_year(sample), the_unit(sample, "LT-HTQT"), the_unit(sample, "CQT I")
    of = sheets.criteria_of(sample, year)
    late = KnockOut(name="Nộp muộn", consequence=Consequence.GRADE, grade=of.grades[1].name)
    fined = KnockOut(name="Bị xử phạt", consequence=Consequence.LAST)
    sample.store.save(of.with_(knock_outs=(late, fined)))
    sheets.set_bar(sample, year.id, best, late.name, "chậm 5 ngày")
    sheets.set_bar(sample, year.id, other, fined.name, "Quyết định số 7")
    found = {s.unit_id: s for s in grid(sample, year.id).standings}
    assert found[other].rank == len(found)
    assert saying.took_away(found[best]) == [f"Xếp loại cao nhất “{late.grade}”: Nộp muộn (chậm 5 ngày)"]
    assert saying.took_away(found[other]) == ["Xếp sau tất cả các đơn vị: Bị xử phạt (Quyết định số 7)"]
    assert f"đủ điểm loại “{of.grades[0].name}” nhưng xếp cao nhất" in "\n".join(
        explain(sample, year.id, best)
    )
    last = "CQT I xếp sau tất cả"
    assert last in "\n".join(explain(sample, year.id, other))
    assert last not in "\n".join(explain(sample, year.id, best)), "it stands before in any case"


def test_who_is_barred_has_no_grade_in_lists_and_no_titles_one_by_one(sample: Desk) -> None:
    year, unit = the_year(sample), the_unit(sample, "CQT II")
    sheets.set_bar(sample, year.id, unit, sheets.criteria_of(sample, year).bars[0], "Quyết định số 5")
    (line,) = [one for one in ranking_text(sample).splitlines() if one.rstrip().endswith("không xét")]
    assert "Cục Quản trị II" in line
    told = "\n".join(explain(sample, year.id, unit))
    assert told.count("Quyết định số 5") == 1, told
    assert "Không đề nghị danh hiệu nào." in told


def test_a_grade_that_waits_for_a_ballot_holds_the_step_and_is_put_with_one_key(sample: Desk) -> None:
    year, name = the_year(sample), with_ballot(sample)
    waiting = [s.unit_id for s in grid(sample, year.id).standings if s.to_vote]
    lacking = flow.obstacles(meeting_view(sample, the_meeting(sample).id).proceedings, Step.SCORES)
    assert [(one.facts["grade"], one.place) for one in lacking if "by ballot" in one.message] == [
        (name, "vote")
    ]
    told = "\n".join(explain(sample, year.id, waiting[0]))
    assert f"xếp loại {name} (chờ Hội nghị bỏ phiếu xác nhận);" in told, told
    assert explained_fields(sample, year.id, waiting[0]).to_vote
    looking = sample._replace(actor=sample.actor._replace(read_only=True))
    with pytest.raises(Refused, match="read-only"):
        votes.put_grades(looking, the_meeting(sample).id)
    assert votes.put_grades(sample, the_meeting(sample).id) == len(waiting)
    assert votes.put_grades(sample, the_meeting(sample).id) == 0


def test_reasons_and_replies_of_layers_before_are_told_in_the_last(sample: Desk) -> None:
    year, unit = layered(sample), the_unit(sample, "CQT I")
    for layer, points in ((View(Layer.SELF), "19"), (TD, "17"), (DUYET, "17")):
        sheet = sheets.sheet_of(sample, year.id, unit, layer)
        said = (
            {"reasons": {"I.1": "hồ sơ chậm"}, "replies": {"I.1": "đã được gia hạn"}} if layer == TD else {}
        )
        sample.store.save(sheet.with_(points={"I.1": Decimal(points)}, **said))
    told = explain(sample, year.id, unit, "I.1", DUYET)
    assert "  Lý do (Thẩm định): hồ sơ chậm" in told
    assert "  Giải trình của đơn vị (Thẩm định): đã được gia hạn" in told
    assert not any("Lệch so với lớp chấm trước: 0" in line for line in told)
    own = explain(sample, year.id, unit, "I.1", TD)
    assert "  Lý do: hồ sơ chậm" in own
    assert "hồ sơ chậm" not in "\n".join(explain(sample, year.id, unit, "I.1", View(Layer.SELF)))


def test_sub_groups_that_are_ranked_apart_stand_apart(sample: Desk) -> None:
    year = the_year(sample)
    of = sheets.criteria_of(sample, year)
    sample.store.save(of.with_(ranked_apart=True))
    members = [Member(unit_id=m.unit_id, sub_group="AB"[n % 2]) for n, m in enumerate(year.members)]
    sample.store.save(year.with_(members=tuple(members)))
    rows = [line for line in ranking_text(sample).splitlines() if "(nhóm " in line][: len(members)]
    groups = [line.partition("(nhóm ")[2][0] for line in rows]
    assert groups == sorted(groups)
    firsts = [line.split()[0] for line in rows]
    assert firsts.count("1") + firsts.count("1=") >= 2, rows
    minutes = dumped(current.composed(sample, PaperRef("minutes", year.id)))
    assert minutes.index("(nhóm A)") < minutes.index("(nhóm B)")
    _, (_, own) = unit_years(sample, members[0].unit_id)
    assert own.ranked == groups.count("A"), "it is placed among its own sub-group"
    assert "của nhóm A" in "\n".join(explain(sample, year.id, members[0].unit_id))


def test_a_total_that_is_ranked_by_its_share_is_written_with_what_it_is_a_share_of(sample: Desk) -> None:
    year, unit = the_year(sample), the_unit(sample, "CQT I")
    of = sheets.criteria_of(sample, year)
    sample.store.save(of.with_(unassigned=Unassigned.SHARE))
    applying.set_not_assigned(sample, year.id, unit, NotAssigned(code="I.1", who="Hội đồng", reason="mới"))
    found = next(s for s in grid(sample, year.id).standings if s.unit_id == unit)
    assert came_to(found) == f"{number(found.result.total)}/80"
    minutes = dumped(current.composed(sample, PaperRef("minutes", year.id)))
    for told in (ranking_text(sample), minutes, "\n".join(explain(sample, year.id, unit))):
        assert came_to(found) in told


def test_evidence_is_not_all_there_where_nothing_asks_for_any(sample: Desk) -> None:
    unit = the_unit(sample, "CQT I")
    assert evidence_page(sample, the_year(sample).id, unit).scored
    assert not evidence_page(sample, the_year(sample, 2023).id, unit).scored
    joined = grid(sample, the_year(sample).id, View(RESULT))
    assert set(works(joined)) == {"go", "order"} < set(works(grid(sample, the_year(sample).id)))
