"""Awards that were voted on alike are one table under one sentence; each number stands once."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from ktd_tui.domain.voting import (
    Base,
    Candidate,
    CastingVote,
    Method,
    Opinion,
    Purpose,
    Tally,
    Vote,
    VoteRule,
)
from ktd_tui.papers.blocks import Block, Paragraph, Table
from ktd_tui.papers.entries import Entry
from ktd_tui.papers.vote_phrases import vote as said
from ktd_tui.papers.vote_tables import told
from ktd_tui.rules.meeting.ballots import outcome

RULE = VoteRule(method=Method.BALLOT, base=Base.MEMBERS, fraction=Fraction(2, 3))
AT = datetime(2025, 12, 20, 8, 0, tzinfo=UTC)


def an_award(n: int, **other: object) -> Vote:
    fields: dict[str, object] = {
        "id": f"v{n}",
        "meeting_id": "m",
        "purpose": Purpose.AWARD,
        "subject": f"Đề nghị tặng Giấy khen cho Đơn vị {n}",
        "award": "Giấy khen",
        "rule": RULE,
        "members": 10,
        "present": 9,
        "agree": 9 - n,
        "against": n,
        "invalid": 0,
        "missing": 0,
        "counted_at": AT + timedelta(minutes=n),
    }
    return Vote.model_validate({**fields, **other})


def blocks(*votes: Vote) -> list[Block]:
    return list(told([Entry(of.counted_at, said(of), vote=of) for of in votes]))


def test_three_alike_are_a_table_in_which_each_number_stands_once() -> None:
    above, table = blocks(an_award(1), an_award(2), an_award(3))
    assert isinstance(above, Paragraph)
    assert isinstance(table, Table)
    assert above.text.startswith("Hội nghị bỏ phiếu kín về 3 nội dung; mỗi nội dung phát ra 9 phiếu, ")
    assert above.text.endswith(
        "tỷ lệ tính trên tổng số đại biểu được biểu quyết, mỗi nội dung cần 7/10 phiếu đồng ý. Kết quả:"
    )
    numbers = [(*row[3:5], *row[-2:]) for row in table.rows]
    assert numbers == [("8", "1", "80%", "Đạt"), ("7", "2", "70%", "Đạt"), ("6", "3", "60%", "Không đạt")]
    assert [row[2] for row in table.rows] == [an_award(n).subject for n in (1, 2, 3)]
    assert len(table.widths) == len(table.align) == len(table.header)
    assert round(sum(table.widths), 2) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"present": 8, "agree": 6, "against": 2},
        {"below_quorum": "Mưa bão"},
        {"casting": CastingVote(who="Ông A", side="agree")},
        {"rule": RULE.model_copy(update={"fraction": Fraction(4, 5)})},
        {"purpose": Purpose.MOTION},
    ],
    ids=["other ballots", "below the quorum", "the chair's vote", "another rule", "no award"],
)
def test_what_is_not_alike_keeps_its_own_sentence(other: dict[str, object]) -> None:
    found = blocks(an_award(1), an_award(2), an_award(3, **other))
    assert [type(block) for block in found] == [Paragraph, Paragraph, Paragraph]
    assert "Đơn vị 3" in found[2].text  # type: ignore[union-attr]  # a text, else it fails


def test_two_are_no_table() -> None:
    assert [type(block) for block in blocks(an_award(1), an_award(2))] == [Paragraph, Paragraph]


def test_the_votes_that_go_up_are_those_of_who_was_elected() -> None:
    rule = RULE.model_copy(update={"written": True})
    stood = tuple(Candidate(id=name, name=f"Đơn vị {name}") for name in "ab")
    counted = Tally(issued=9, returned=9, valid=9, invalid=0, choices={"a": 2, "b": 7})
    opinion = Opinion(attendee_id="away", who="Ông A", choices=("b",))
    of = an_award(
        1, rule=rule, candidates=stood, ballots=counted, agree=2, elected=("b",), opinions=(opinion,)
    )
    found = outcome(of)
    assert found
    assert (found.agree, found.base, found.share) == (8, 10, Fraction(4, 5))
    paragraph, table, judged = blocks(of)
    assert isinstance(table, Table)
    assert [row[1:4] for row in table.rows] == [("Đơn vị a", "2", "20%"), ("Đơn vị b", "8", "80%")]
    assert "8" not in paragraph.text  # type: ignore[union-attr]  # a text
    assert judged.text.endswith("kể cả 1 ý kiến bằng văn bản; cần ít nhất 7 phiếu. Đơn vị b được chọn.")  # type: ignore[union-attr]  # a text


def test_beside_the_meeting_the_sentence_has_every_figure_of_the_papers_table() -> None:
    many = tuple(Candidate(id=f"c{n}", name=f"Trường {n}") for n in range(1, 5))
    ballots = Tally(issued=10, returned=9, valid=9, invalid=0, choices={f"c{n}": 2 * n for n in range(1, 5)})
    of = an_award(1, purpose=Purpose.HEAD, candidates=many, ballots=ballots, elected=("c4",))
    above, table, below = blocks(of)
    assert isinstance(above, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(below, Paragraph)
    for _, name, got, share, *_ in table.rows:
        assert f"{name} được {got}/" in said(of)
        assert share in said(of)
    beginning = above.text.removesuffix("kết quả:")
    assert said(of).startswith(beginning)
    assert "Trường 4 trúng cử." in said(of)
    assert "Trường 4 trúng cử." in below.text
