"""The list that goes with the proposal leaves as a spreadsheet, too; no other paper does."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.rules.meeting.ballots import outcome
from screens.dialogs.file import ways_to_write
from tests.operations.found import the_meeting, the_year


def test_it_has_who_is_proposed_with_votes_and_share(sample: Desk, tmp_path: Path) -> None:
    target = tmp_path / "danh-sach.xlsx"
    printing.print_paper(sample, PaperRef("nominees", the_year(sample).id), target)
    head, *rows = load_workbook(target)["Đề nghị khen thưởng"].iter_rows(values_only=True)
    votes = sample.store.find(Vote, meeting_id=the_meeting(sample).id, purpose=Purpose.AWARD)
    passed = [result for vote in votes if (result := outcome(vote)) and result.passed]
    agree, base, share = (head.index(name) for name in ("Đồng ý", "Tổng số", "Tỷ lệ (%)"))
    assert [(row[agree], row[base]) for row in rows] == [(one.agree, one.base) for one in passed]
    assert [float(str(row[share])) for row in rows] == [
        round(100 * one.agree / one.base, 2) for one in passed
    ]
    assert rows


@pytest.mark.parametrize(("kind", "year"), [("nominations", 2022), ("nominees", 2023)])
def test_what_is_no_list_or_has_nobody_is_refused(sample: Desk, tmp_path: Path, kind: str, year: int) -> None:
    with pytest.raises(Refused):
        printing.print_paper(sample, PaperRef(kind, the_year(sample, year).id), tmp_path / "x.xlsx")
    assert not list(tmp_path.glob("*.xlsx"))


def test_the_key_offers_it_where_it_can_be_written() -> None:
    assert ".xlsx" in dict(ways_to_write(table=True))
    assert ".xlsx" not in dict(ways_to_write())
