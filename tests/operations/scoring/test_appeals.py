"""What is locked opens again in the open: a sheet by an appeal, a year's stage with a reason."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import Appeal, ScoreSheet, SheetState
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.operations import pages
from ktd_tui.operations.data.history import history
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.scoring import cells, grid, sheets
from ktd_tui.operations.scoring.sheets import AppealTyped
from ktd_tui.operations.year.years import set_stage
from ktd_tui.papers import phrases
from ktd_tui.rules.scoring.layers import BLOC_VIEW
from tests.builders import a_colleague
from tests.operations.found import the_bloc, the_meeting, the_unit, the_year

ASKED = AppealTyped("Vụ Thư ký", "5/12/2022", "Đề nghị tính lại điểm sáng kiến")


def unit(desk: Desk) -> str:
    return the_unit(desk, "Vụ TK")


def sheet(desk: Desk) -> ScoreSheet:
    return sheets.sheet_of(desk, the_year(desk).id, unit(desk))


def reopen(desk: Desk, asked: AppealTyped = ASKED) -> ScoreSheet:
    return sheets.reopen_sheet(desk, the_year(desk).id, unit(desk), BLOC_VIEW, asked)


@pytest.fixture
def locked(sample: Desk) -> Desk:
    sheets.lock(sample, the_year(sample).id, unit(sample), BLOC_VIEW)
    return sample


def score(desk: Desk, typed: str) -> None:
    cells.record_score(desk, cells.ScoreTyped(the_year(desk).id, unit(desk), "I.1", typed))


def test_an_appeal_opens_a_locked_sheet_and_its_decision_locks_it(locked: Desk) -> None:
    year = the_year(locked).id
    total = {s.unit_id: s.result.total for s in grid.grid(locked, year).standings}
    with pytest.raises(Refused, match="locked by"):
        score(locked, "1")
    reopen(locked)
    assert sheet(locked).state is SheetState.RETURNED
    score(locked, "1")
    with pytest.raises(Refused, match="decided"):
        sheets.lock(locked, year, unit(locked), BLOC_VIEW)
    sheets.lock(locked, year, unit(locked), BLOC_VIEW, "Chấp nhận một phần")
    with pytest.raises(Refused, match="locked by"):
        score(locked, "2")
    now = {s.unit_id: s.result.total for s in grid.grid(locked, year).standings}
    assert now[unit(locked)] != total[unit(locked)], "the ranking is reckoned anew"
    told = (
        "Điểm của Vụ Thư ký được xem xét lại theo kiến nghị của Vụ Thư ký ngày 05 tháng 12 năm 2022: "
        "Đề nghị tính lại điểm sáng kiến. Kết luận: Chấp nhận một phần."
    )
    for ref in (PaperRef("annex", year), minutes_ref(locked, the_meeting(locked).id)):
        page = " ".join(" ".join(printing.preview(locked, ref, 200)).split())
        assert told in page, f"{ref.kind}: {page}"
        assert page.count("được xem xét lại") == 1, f"{ref.kind} says it twice: {page}"
    assert told in " ".join(page_lines(pages.scores(locked, year), 400))


@pytest.mark.parametrize(
    "asked",
    [AppealTyped("", "", "Vì sao"), AppealTyped("Ai", "", " "), AppealTyped("Ai", "hôm qua", "Vì sao")],
)
def test_an_appeal_says_who_when_and_why(locked: Desk, asked: AppealTyped) -> None:
    with pytest.raises(Refused):
        reopen(locked, asked)
    assert sheet(locked).state is SheetState.LOCKED


def test_what_is_not_locked_needs_no_appeal(sample: Desk) -> None:
    with pytest.raises(Refused, match="not locked"):
        reopen(sample)


def test_the_secretary_does_not_open_what_is_locked(locked: Desk, tmp_path: Path) -> None:
    bloc = the_bloc(locked)
    secretary = a_colleague(locked, tmp_path / "data", 1201, "lan", UserRole.BLOC_SECRETARY, bloc_id=bloc)
    head = a_colleague(locked, tmp_path / "data", 1202, "dinh", UserRole.BLOC_HEAD, bloc_id=bloc)
    with pytest.raises(NotAllowed):
        reopen(secretary)
    with pytest.raises(NotAllowed):
        set_stage(secretary, the_year(secretary), Stage.WORK, "Chấm lại")
    reopen(head)
    set_stage(head, the_year(head), Stage.SCORING, "Chấm lại")


def test_a_stage_goes_back_with_a_reason_that_the_history_tells(sample: Desk) -> None:
    year = the_year(sample)
    with pytest.raises(Refused, match="reason"):
        set_stage(sample, year, Stage.WORK)
    set_stage(sample, year, Stage.WORK, "Ba đơn vị chưa nộp minh chứng")
    assert sample.store.get(BlocYear, year.id).stage is Stage.WORK
    assert "Ba đơn vị chưa nộp minh chứng" in str(history(sample, year.id)[0])


@pytest.mark.parametrize(("by", "said"), [("Ông Rơ Châm Hùng", "ông Rơ Châm Hùng"), ("Sở Y tế", "Sở Y tế")])
def test_who_asked_stands_amid_a_sentence(by: str, said: str) -> None:
    asked = Appeal(
        asked_by=by,
        asked_on=date(2026, 11, 30),
        about="Tính lại T1",
        opened_by="thu-ky",
        opened_at=datetime(2026, 11, 30, 3, tzinfo=UTC),
        decision="Chấp nhận",
    )
    assert phrases.appeal("Huyện Chư Prông", asked) == (
        f"Điểm của huyện Chư Prông được xem xét lại theo kiến nghị của {said} ngày 30 tháng 11 năm 2026: "
        "Tính lại T1. Kết luận: Chấp nhận."
    )
