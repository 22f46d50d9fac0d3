"""A closed year goes to the archive and reads as before."""

from unittest.mock import patch

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.errors import Refused
from ktd_tui.operations.data import history
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines
from ktd_tui.operations.papers import amending, signing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.papers.printing import preview
from ktd_tui.operations.scoring import cells, grid, sheets
from ktd_tui.operations.year import archive, years
from ktd_tui.rules.scoring.layers import BLOC_VIEW
from store.documents import DocumentStore
from tests.operations.found import the_meeting, the_unit, the_year


@pytest.fixture
def closed(sample: Desk) -> Desk:
    """The sample with 2022 signed and closed; 2023 follows it."""
    signing.sign(sample, the_meeting(sample).id)
    years.set_stage(sample, the_year(sample), Stage.CLOSED)
    return sample


def test_it_reads_as_before(closed: Desk) -> None:
    year, meeting = the_year(closed), the_meeting(closed)
    before = (
        preview(closed, minutes_ref(closed, meeting.id), 76),
        grid.grid(closed, year.id),
        years.year_page(closed, year.id),
        history.trash(closed),
    )
    assert archive.archive_closed(closed) == ["V-2022"]
    assert archive.archive_closed(closed) == [], "run twice it changes something"
    assert closed.store.find(Meeting) == [], "the live data still holds it"
    after = (
        preview(closed, minutes_ref(closed, meeting.id), 76),
        grid.grid(closed, year.id),
        years.year_page(closed, year.id),
        history.trash(closed),
    )
    assert after == before


def test_the_history_tells_that_records_moved_not_that_they_are_gone(closed: Desk) -> None:
    meeting = the_meeting(closed)
    archive.archive_closed(closed)
    told = [
        [field.told for field in deed.fields]
        for deed in (history.history(closed)[0], history.history(closed, meeting.id)[0])
    ]
    moved = len(next(iter(closed.store.changes_back())).changes) - 1
    assert told == [
        [f"Các bản ghi V-2022: {moved} → trong tệp lưu trữ"],
        ["Các bản ghi: 1 → trong tệp lưu trữ"],
    ]


def test_no_archive_is_opened_to_see_what_else_may_go_there(closed: Desk) -> None:
    archive.archive_closed(closed)
    store = closed.store
    assert isinstance(store, DocumentStore)
    with patch.object(store._archives, "open", wraps=store._archives.open) as opened:
        assert archive.archive_closed(closed) == []
        opened.assert_not_called()
        grid.grid(closed, the_year(closed).id)
        opened.assert_called()


def test_nothing_in_it_can_be_changed(closed: Desk) -> None:
    meeting = the_meeting(closed)
    archive.archive_year(closed, the_year(closed).id)
    for change in (
        lambda: cells.record_score(
            closed, cells.ScoreTyped(the_year(closed).id, the_unit(closed, "Vụ TK"), "I.1", "1")
        ),
        lambda: minutes_lines.add_line(closed, meeting.id, meeting.step, "Thêm"),
        lambda: closed.store.save(meeting.with_(place="Huế")),
        lambda: archive.archive_year(closed, the_year(closed).id),
    ):
        with pytest.raises(Refused):
            change()


def test_an_appeal_brings_an_archived_year_back_until_it_is_decided(closed: Desk) -> None:
    year, unit_id = the_year(closed), the_unit(closed, "Vụ TK")
    archive.archive_closed(closed)
    asked = sheets.AppealTyped("Vụ Thư ký", "5/12/2023", "Đề nghị tính lại điểm sáng kiến")
    sheets.reopen_sheet(closed, year.id, unit_id, BLOC_VIEW, asked)
    assert archive.archive_closed(closed) == [], "it went to the archive with an appeal undecided"
    cells.record_score(closed, cells.ScoreTyped(year.id, unit_id, "I.1", "1"))
    amending.lock_sheet(closed, year.id, unit_id, decision="Chấp nhận một phần")
    said = preview(closed, PaperRef("minutes", year.id), 76)
    assert "Chấp nhận một phần" in " ".join(" ".join(said).split())
    assert archive.archive_closed(closed) == ["V-2022"]
    assert preview(closed, PaperRef("minutes", year.id), 76) == said
    assert grid.grid(closed, year.id).points[unit_id]["I.1"] == 1


def test_an_appeal_that_says_nothing_leaves_the_archive_alone(closed: Desk) -> None:
    year, unit_id = the_year(closed), the_unit(closed, "Vụ TK")
    archive.archive_closed(closed)
    with pytest.raises(Refused):
        sheets.reopen_sheet(closed, year.id, unit_id, BLOC_VIEW, sheets.AppealTyped("", "", ""))
    assert closed.store.is_archived(year.id)


def test_a_signed_paper_of_an_archived_year_is_amended(closed: Desk) -> None:
    year = the_year(closed)
    archive.archive_closed(closed)
    asked = sheets.AppealTyped("Vụ Thư ký", "5/12/2023", "Ghi thiếu một ý kiến")
    amending.amend_signed(closed, PaperRef("minutes", year.id), asked, "Bổ sung")
    said = preview(closed, PaperRef("minutes", year.id), 76)
    assert "Bổ sung" in " ".join(said)
    assert archive.archive_closed(closed) == ["V-2022"]
    assert preview(closed, PaperRef("minutes", year.id), 76) == said


def test_a_year_in_work_stays(sample: Desk) -> None:
    assert archive.archive_closed(sample) == []
    with pytest.raises(Refused, match="It is done at: Đã kết thúc"):
        archive.archive_year(sample, the_year(sample).id)
    years.set_stage(sample, the_year(sample), Stage.CLOSED)
    with pytest.raises(Refused, match="minutes are signed"):
        archive.archive_year(sample, the_year(sample).id)
    assert sample.store.find(BlocYear, stage=Stage.CLOSED)
