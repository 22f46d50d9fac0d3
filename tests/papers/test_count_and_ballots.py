"""Ballot papers and the record of the count: composed from the rounds, sealed, word for word in the PDF."""

import re

import pytest

from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.voting import ABSTAIN, AGAINST, FOR, Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation, presence
from ktd_tui.operations.meeting.voting import casting, electronic, rounds, tellers, votes
from ktd_tui.operations.papers import current, printing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.papers.document import Table
from tests.operations.boxes import CHEAP, TELLERS, a_ballot, delegates
from tests.operations.found import the_meeting, the_unit, the_year
from tests.papers.sample import lines_of, pdf_of
from tests.papers.test_papers_of_the_year import pages, words


def shown(desk: Desk, kind: str) -> str:
    return " ".join(" ".join(lines_of(current.paper(desk, PaperRef(kind, the_year(desk).id)), 200)).split())


def counted(desk: Desk, vote: Vote, first: int, second: int) -> None:
    numbers = {"issued": "5", "returned": "5", "valid": "5", "invalid": "0"}
    choices = dict(zip(vote.choices, (str(first), str(second)), strict=True))
    for teller in TELLERS:
        tellers.tally(desk, vote.id, teller, {**numbers, **choices})
    tellers.agree(desk, vote.id)


def test_the_count_tells_every_round_with_its_numbers(sample: Desk) -> None:
    with pytest.raises(Refused, match="not counted"):
        current.paper(sample, PaperRef("count", the_year(sample).id))
    ballot = a_ballot(sample)
    rounds.void(sample, ballot.id, "Phát nhầm phiếu")
    counted(sample, rounds.next_round(sample, ballot.id), 4, 1)
    page = shown(sample, "count")
    for wanted in (
        "Ban kiểm phiếu gồm:",
        "1. Nguyễn Văn Định, Cục trưởng Cục Quản trị III",
        "Vòng này không được công nhận. Lý do: Phát nhầm phiếu.",
        "Số phiếu phát ra: 5; thu về: 5; hợp lệ: 5; không hợp lệ: 0.",
        "Cục Quản trị I được chọn.",
        "TRƯỞNG BAN KIỂM PHIẾU",
        "ỦY VIÊN",
    ):
        assert wanted in page, f"{wanted!r} is not in {page}"
    of = current.paper(sample, PaperRef("count", the_year(sample).id))
    assert [s.name for s in of.signatures] == ["Nguyễn Văn Định", "Đỗ Hoàng Việt"]
    printed = words("\n".join(pages(pdf_of(of))))
    assert [w for w in words("\n".join(lines_of(of, 200))) if w not in printed and "-" not in w] == []


def test_a_result_is_told_once_and_its_table_is_on_one_page(sample: Desk) -> None:
    meeting = the_meeting(sample)
    tellers.set_tellers(sample, meeting.id, list(TELLERS), next(iter(TELLERS)))
    for place in range(6):
        of = votes.put_question(
            sample, meeting.id, Purpose.AWARD, the_unit(sample, "CQT I"), f"Giấy khen {place}"
        )
        numbers = {"issued": "5", "returned": "5", "valid": "4", "invalid": "1", FOR: "3", AGAINST: "1"}
        for teller in TELLERS:
            tellers.tally(sample, of.id, teller, {**numbers, ABSTAIN: "0"})
        tellers.agree(sample, of.id)
    paper = current.paper(sample, PaperRef("count", the_year(sample).id))
    rounds_told = [block for block in paper.blocks if isinstance(block, Table)]
    printed = pages(pdf_of(paper))
    assert len(printed) > 1, "no page ends between the rounds"
    for page in printed:
        rows = {row: page.count(row) for row in ("1 Đồng ý", "2 Không đồng ý", "3 Không có ý kiến")}
        assert len(set(rows.values())) == 1, rows
    whole = " ".join("\n".join(printed).split())
    for told in ("phát ra: 5", "thu về: 5", "1 Đồng ý 3", "2 Không đồng ý 1", "cần ít nhất"):
        assert whole.count(told) == len(rounds_told), told
    assert not re.search(r"3/\d+ phiếu đồng ý", whole)


def test_a_row_of_the_tellers_begins_with_a_capital(sample: Desk) -> None:
    counted(sample, a_ballot(sample), 4, 1)
    meeting = the_meeting(sample)
    first = next(one for one in meeting.attendees if one.id in TELLERS)
    presence.save_attendee(sample, meeting.id, first.model_copy(update={"honorific": "ông"}))
    page = shown(sample, "count")
    assert f". Ông {first.name}, {first.title}" in page, page


def vote_table(desk: Desk) -> Table:
    found = current.paper(desk, PaperRef("minutes", the_year(desk).id)).blocks
    return next(block for block in found if isinstance(block, Table) and "Số phiếu" in block.header)


def test_ballots_that_did_not_come_back_are_told_wherever_votes_are(sample: Desk) -> None:
    with pytest.raises(StopIteration):
        vote_table(sample)  # nobody stood: the sentences say it all
    ballot = a_ballot(sample)
    for teller in TELLERS:
        numbers = {"issued": "5", "returned": "3", "valid": "3", ballot.choices[0]: "3"}
        tellers.tally(sample, ballot.id, teller, numbers)
    tellers.agree(sample, ballot.id)
    table = vote_table(sample)
    assert len(table.widths) == len(table.align) == len(table.header)
    assert round(sum(table.widths), 2) == 1
    assert [row[2] for row in table.rows] == ["3", "0"]
    assert "phát ra 5 phiếu, thu về 3 phiếu, hợp lệ 3" in shown(sample, "minutes")
    page = shown(sample, "count")
    assert "thu về: 3; không thu về: 2; hợp lệ: 3" in page, page


def test_ballots_counted_without_tellers_have_the_same_record(sample: Desk) -> None:
    meeting = the_meeting(sample)
    unit, award = the_unit(sample, "CQT I"), "Bằng khen khác"
    of = votes.put_question(sample, meeting.id, Purpose.AWARD, unit, award)
    votes.count_votes(sample, of.id, "2", "1", votes.Rest("0", "1", "1"))
    told = "phát ra 5 phiếu, thu về 4 phiếu, hợp lệ 3 phiếu, không hợp lệ 1 phiếu; kết quả: 2/"
    assert told in shown(sample, "minutes")
    tellers.set_tellers(sample, meeting.id, list(TELLERS), next(iter(TELLERS)))
    page = shown(sample, "count")
    assert "Số phiếu phát ra: 5; thu về: 4; không thu về: 1; hợp lệ: 3; không hợp lệ: 1." in page, page


def test_electronic_ballots_stand_by_their_receipts(sample: Desk) -> None:
    ballot = a_ballot(sample)
    electronic.set_up(sample, ballot.id, TELLERS, CHEAP)
    assert sample.folder
    with delegates(sample, sample.folder) as voters:
        receipts = [casting.cast(d, ballot.id, (ballot.choices[0],)) for d in voters.values()]
    electronic.close_box(sample, ballot.id)
    electronic.open_box(sample, ballot.id, TELLERS)
    fit = {"issued": "2", "returned": "2", "valid": "2", ballot.choices[0]: "1", ballot.choices[1]: "1"}
    for teller in TELLERS:
        tellers.tally(sample, ballot.id, teller, fit)
    tellers.agree(sample, ballot.id)
    page = shown(sample, "count")
    assert "Trong đó có 3 phiếu điện tử của đại biểu dự từ xa" in page, page
    assert all(receipt in page for receipt in receipts), page
    assert "(trong đó 3 phiếu điện tử của đại biểu dự từ xa)" in shown(sample, "minutes")


def test_ballot_papers_have_an_empty_box_for_each_choice(sample: Desk) -> None:
    with pytest.raises(Refused, match="waits"):
        current.paper(sample, PaperRef("ballots", the_year(sample).id))
    a_ballot(sample)
    votes.put_question(
        sample, the_meeting(sample).id, Purpose.AWARD, the_unit(sample, "CQT I"), "Bằng khen khác"
    )
    page = shown(sample, "ballots")
    for wanted in ("PHIẾU BẦU", "nhiều nhất 1 đơn vị", "Cục Quản trị I", "Vụ Thư ký", "Không có ý kiến"):
        assert wanted in page, page
    assert len(pages(pdf_of(current.paper(sample, PaperRef("ballots", the_year(sample).id))))) == 1


def test_the_mid_year_minutes_are_a_paper_of_the_year(sample: Desk) -> None:
    year = the_year(sample).id
    with pytest.raises(Refused, match="mid-year"):
        current.paper(sample, PaperRef("mid-year", year))
    meeting = preparation.start_meeting(sample, year, MeetingKind.MID_YEAR)
    assert "Hội nghị sơ kết 6 tháng đầu" in shown(sample, "mid-year")
    rows = {row.kind.id: row.lacking for row in printing.papers_page(sample, year).rows}
    assert rows["mid-year"] == ""
    assert meeting.kind is MeetingKind.MID_YEAR
