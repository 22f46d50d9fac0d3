"""A unit's total, decided by the meeting's vote: what stands then, in the minutes, explained, taken back."""

from decimal import Decimal

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation, presence
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.meeting.voting.score_changes import put_score_change
from ktd_tui.operations.scoring import sheets
from ktd_tui.operations.scoring.explain import explain
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.operations.scoring.layering.deciding import TOTAL, ChangeTyped
from ktd_tui.operations.scoring.sheets import AppealTyped, reopen_sheet
from ktd_tui.papers.document import prepared
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.render.plain import render_text
from ktd_tui.rules.scoring.layers import BLOC_VIEW
from tests.operations.found import the_unit, the_year
from tests.operations.scoring.test_appraisers import fill
from tests.operations.scoring.test_named_layers import TD, layered


def held(desk: Desk, year_id: str) -> Meeting:
    """The year-end meeting, with everybody there."""
    meeting = preparation.start_meeting(desk, year_id)
    for one in meeting.attendees:
        presence.set_present(desk, meeting.id, one.id, present=True)
    return desk.store.get(Meeting, meeting.id)


def total(desk: Desk, unit: str) -> Decimal:
    """What a unit comes to."""
    standings = grid(desk, the_year(desk, 2023).id).standings
    return next(one.result.total for one in standings if one.unit_id == unit)


def test_the_meeting_decides_on_a_total(sample: Desk) -> None:
    year, unit = the_year(sample, 2023), the_unit(sample, "CQT I")
    year = sample.store.save(year.with_(stage=Stage.SCORING))
    fill(sample, BLOC_VIEW)
    sheets.submit(sample, year.id, unit, BLOC_VIEW)
    sheets.lock(sample, year.id, unit, BLOC_VIEW)
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.REVIEW))
    computed, meeting = total(sample, unit), held(sample, year.id)
    typed = ChangeTyped(unit, TOTAL, "92,5", "Báo cáo chậm, hội nghị thống nhất")
    for wrong, sentence in (
        (typed._replace(points="999"), "from 0 to"),
        (typed._replace(points=str(computed)), "points that stand"),
        (typed._replace(ground=" "), "on what ground"),
        (typed._replace(unit_id=the_unit(sample, "CQT II")), "blank"),
    ):
        with pytest.raises(Refused, match=sentence):
            put_score_change(sample, meeting.id, wrong)
    put = put_score_change(sample, meeting.id, typed)
    assert put.purpose is Purpose.POINTS
    with pytest.raises(Refused, match="waits for its count"):
        put_score_change(sample, meeting.id, typed)
    assert total(sample, unit) == computed, "put is not decided"
    everybody = str(len(meeting.attendees))
    votes.count_votes(sample, put.id, everybody, "0")
    assert total(sample, unit) == Decimal("92.5")
    told = explain(sample, year.id, unit)
    assert any("92,5" in line and "Báo cáo chậm" in line for line in told)
    written = "\n".join(render_text(prepared(compose_minutes(meeting_view(sample, meeting.id).data))))
    plain = " ".join(written.split())
    assert "Điều chỉnh tổng điểm của" in plain
    assert "thành 92,5 điểm (căn cứ: Báo cáo chậm, hội nghị thống nhất)" in plain
    votes.count_votes(sample, put.id, "0", everybody)
    assert total(sample, unit) == computed, "counted anew, it did not pass"
    undo(sample)
    assert total(sample, unit) == Decimal("92.5")
    again = put_score_change(sample, meeting.id, typed._replace(points="93"))
    votes.count_votes(sample, again.id, everybody, "0")
    assert total(sample, unit) == Decimal(93)
    votes.count_votes(sample, again.id, "0", everybody)
    assert total(sample, unit) == Decimal("92.5"), "what was decided before stands again"
    reopen_sheet(sample, year.id, unit, BLOC_VIEW, AppealTyped("Cục Quản trị I", "", "Chấm nhầm"))
    assert total(sample, unit) == computed, "an appeal asks anew what its points come to"


def test_where_others_score_behind_the_bloc_its_meeting_decides_on_no_total(sample: Desk) -> None:
    year, unit = layered(sample), the_unit(sample, "CQT I")
    fill(sample, BLOC_VIEW)
    fill(sample, TD)
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.REVIEW))
    with pytest.raises(Refused, match="Thẩm định"):
        put_score_change(sample, held(sample, year.id).id, ChangeTyped(unit, TOTAL, "90", "Căn cứ"))
