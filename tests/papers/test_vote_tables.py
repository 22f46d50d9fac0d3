"""Awards that were voted on alike are one table under one sentence; each number stands once."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from ktd_tui.domain.voting import Base, CastingVote, Method, Purpose, Vote, VoteRule
from ktd_tui.papers.blocks import Block, Paragraph, Table
from ktd_tui.papers.record import Entry
from ktd_tui.papers.vote_phrases import vote as said
from ktd_tui.papers.vote_tables import told

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
    assert "Đơn vị 3" in found[2].text  # type: ignore[union-attr]


def test_two_are_no_table() -> None:
    assert [type(block) for block in blocks(an_award(1), an_award(2))] == [Paragraph, Paragraph]
