"""What the minutes say of a round: its ballots, its candidates, why it is void."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.voting import Base, Candidate, Method, Purpose, Tally, Voided, Vote, VoteRule
from ktd_tui.operations import saying
from ktd_tui.papers.letter import named_with_period
from ktd_tui.papers.phrases import subject
from ktd_tui.papers.vote_phrases import candidate_verdict, vote

RULE = VoteRule(method=Method.BALLOT, base=Base.PRESENT, fraction=Fraction(4, 5), strict=False)
HEAD = Vote(
    meeting_id="m",
    purpose=Purpose.HEAD,
    subject=subject(Purpose.HEAD, 2023, Bloc(council_id="c", code="V", name="Khối thi đua số V")),
    rule=RULE,
    candidates=(Candidate(id="a", name="Vụ A"), Candidate(id="b", name="Vụ B")),
    members=13,
    present=13,
    agree=11,
    ballots=Tally(issued=13, returned=12, valid=12, invalid=0, choices={"a": 11, "b": 1}),
    elected=("a",),
)


def test_an_election_names_every_candidate_and_who_won() -> None:
    assert vote(HEAD) == (
        "Bầu Khối trưởng Khối thi đua số V năm 2024. Hội nghị bỏ phiếu kín, phát ra 13 phiếu, thu về "
        "12 phiếu, hợp lệ 12 phiếu, không hợp lệ 0 phiếu; kết quả: Vụ A 11/13 phiếu, đạt 84,6%; "
        "Vụ B 1/13 phiếu, đạt 7,7% đại biểu có mặt (cần 11). Vụ A trúng cử."
    )


def test_a_name_that_ends_in_a_number_stands_apart_from_its_votes() -> None:
    named = (Candidate(id="a", name="Công an Quận 1"), Candidate(id="b", name="Vụ B"))
    counted = Tally(issued=13, returned=12, valid=12, invalid=0, choices={"a": 6, "b": 6})
    tied = HEAD.with_(candidates=named, agree=6, ballots=counted, elected=())
    assert "kết quả: Công an Quận 1 được 6/13 phiếu, đạt 46,2%; Vụ B được 6/13 phiếu" in vote(tied)
    assert saying.verdict(tied) == "tie: Công an Quận 1: 6; Vụ B: 6"


def test_a_void_second_round_tells_its_reason() -> None:
    void = Voided(reason="Phát nhầm phiếu", at=datetime(2023, 12, 8, 7, tzinfo=UTC))
    assert vote(HEAD.with_(round=2, void=void)) == (
        "Bầu Khối trưởng Khối thi đua số V năm 2024 (vòng 2). Vòng này không được công nhận. "
        "Lý do: Phát nhầm phiếu."
    )


def test_lots_and_a_missing_quorum_are_told() -> None:
    counted = Tally(issued=13, returned=12, valid=12, invalid=0, choices={"a": 6, "b": 6})
    tied = HEAD.with_(agree=6, ballots=counted, elected=())
    assert vote(tied).endswith(
        "Hai đơn vị Vụ A và Vụ B có số phiếu bằng nhau (6/13). Chưa có kết quả ở vòng này."
    )
    commas = (Candidate(id="a", name="Sở Văn hóa, Thể thao"), Candidate(id="b", name="Vụ B"))
    assert "Hai đơn vị Sở Văn hóa, Thể thao; Vụ B có số phiếu" in vote(tied.with_(candidates=commas))
    drawn = tied.with_(elected=("a",), lots="Theo quy chế, bốc thăm.", below_quorum="Hai đơn vị bị bão.")
    told = vote(drawn)
    assert "có số phiếu bằng nhau (6/13). Theo quy chế, bốc thăm: Vụ A trúng cử." in told
    assert [candidate_verdict(drawn, one) for one in "ab"] == ["Không đạt", "Không đạt"]
    assert told.endswith("chưa đủ theo quy định. Lý do: Hai đơn vị bị bão.")


def test_a_mid_year_meeting_votes_on_its_own_half_year() -> None:
    bloc = Bloc(council_id="c", code="V", name="Khối thi đua số V")
    told = {one: subject(one, 2023, bloc, "Vụ A", "Cờ", MeetingKind.MID_YEAR) for one in Purpose}
    assert told[Purpose.SCORES] == "Thông qua kết quả chấm điểm, xếp hạng 6 tháng đầu năm 2023"
    assert told[Purpose.DIRECTIONS] == "Thông qua nhiệm vụ 6 tháng cuối năm 2023"
    assert told[Purpose.HEAD] == "Bầu Vụ A làm Khối trưởng Khối thi đua số V năm 2023"
    assert not any("2024" in text or "tổng kết" in text for text in told.values())


def test_papers_name_a_meeting_by_its_kind() -> None:
    meeting = Meeting(bloc_year_id="y", kind=MeetingKind.MID_YEAR)
    assert named_with_period(meeting, 2023) == "Hội nghị sơ kết 6 tháng đầu năm\u00a02023"
    assert (
        named_with_period(meeting.with_(kind=MeetingKind.YEAR_END), 2023) == "Hội nghị tổng kết năm\u00a02023"
    )


@pytest.mark.parametrize(
    ("purpose", "lost", "won", "none"),
    [
        (Purpose.HEAD, "Không trúng cử", "elected: Vụ A", "nobody elected"),
        (Purpose.AWARD, "Không được chọn", "chosen: Vụ A", "none chosen"),
    ],
)
def test_only_who_stands_for_an_office_is_elected(purpose: Purpose, lost: str, won: str, none: str) -> None:
    counted = Tally(issued=13, returned=13, valid=13, invalid=0, choices={"a": 12, "b": 11})
    both = HEAD.with_(purpose=purpose, agree=12, ballots=counted)
    assert candidate_verdict(both, "b") == lost
    assert saying.verdict(both) == won
    few = counted.model_copy(update={"choices": {"a": 5, "b": 4}})
    assert saying.verdict(both.with_(agree=5, ballots=few, elected=())) == none
