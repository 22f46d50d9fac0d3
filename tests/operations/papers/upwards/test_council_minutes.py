"""The council's session as a paper: who sits in it, what each award needs, what a decision gave."""

from datetime import date
from fractions import Fraction

import pytest

from ktd_tui.domain.merit import AwardDecision, Awarded, VoteBy
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.errors import Refused
from ktd_tui.operations.council.directory import council, save_council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current, sealing, signing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.scoring.award_rules import rules_of
from ktd_tui.papers.document import Paper, Points, Table
from ktd_tui.words import long_date
from tests.operations.found import the_meeting, the_year

SEATS = "Bà Trần Thị C, Phó Chủ tịch; Ông Nguyễn Văn A, Chủ tịch; Lê Văn B, Ủy viên thường trực, Thư ký"


def session(desk: Desk) -> Paper:
    """The council's minutes of the sample's year."""
    return current.paper(desk, PaperRef("council-minutes", the_year(desk).id))


def ballot(paper: Paper) -> Table:
    """What is put to the council's ballot."""
    return next(b for b in reversed(paper.blocks) if isinstance(b, Table))


def rules_ask(desk: Desk, year: BlocYear) -> None:
    """Let the first rule ask for 80 per cent of all members of the council."""
    of = rules_of(desk, year)
    asked = {"vote": Fraction(4, 5), "vote_by": VoteBy.COUNCIL, "vote_base": "members"}
    desk.store.save(of.with_(rules=tuple(rule.model_copy(update=asked) for rule in of.rules)))


def test_it_names_who_sits_there_and_what_is_put_to_their_ballot(sample: Desk) -> None:
    save_council(sample, council(sample), seats=SEATS)
    rules_ask(sample, the_year(sample))
    paper = session(sample)
    assert paper.head.agency.startswith("HỘI ĐỒNG")
    assert [(s.office, s.name) for s in paper.signatures] == [
        ("THƯ KÝ", "Lê Văn B"),
        ("CHỦ TỌA", "Nguyễn Văn A"),
    ]
    (seats, *_) = (b for b in paper.blocks if isinstance(b, Table))
    assert [row[1:3] for row in seats.rows] == [
        ("Bà Trần Thị C", "Phó Chủ tịch"),
        ("Ông Nguyễn Văn A", "Chủ tịch"),
        ("Lê Văn B", "Ủy viên thường trực, Thư ký"),
    ]
    rows = ballot(paper).rows
    assert rows
    assert any(row[3] == "ít nhất 80% tổng số thành viên (3/3)" for row in rows), rows
    assert all(row[4:] == (" ", " ", " ") for row in rows), "the session's votes are written in by hand"
    assert paper.recipients[-1] == "Lưu: VT, Hồ sơ"


def test_what_a_decision_gave_is_told(sample: Desk) -> None:
    first = ballot(session(sample)).rows[0]
    units = {member.unit_id for member in the_year(sample).members}
    title = first[2].removeprefix("Danh hiệu “").removesuffix("”")
    given = tuple(Awarded(title=title, unit_id=one) for one in units)
    sample.store.save(AwardDecision(number="9/QĐ-VPQH", day=date(2023, 1, 9), year=2022, awarded=given))
    told = ballot(session(sample)).rows[0][6]
    assert told == "Đã tặng, Quyết định số 9/QĐ-VPQH ngày 09/01/2023"


def test_without_a_proposal_there_is_no_session(sample: Desk) -> None:
    with pytest.raises(Refused, match="no year-end meeting"):
        current.paper(sample, PaperRef("council-minutes", the_year(sample, 2023).id))


def words(paper: Paper) -> str:
    """What a paper says outside of its tables."""
    lines = (b.items if isinstance(b, Points) else [getattr(b, "text", "")] for b in paper.blocks)
    return " ".join(line for some in lines for line in some)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("council-minutes", "nominations"),
        ("award-decision", "nominations"),
        ("extract", "minutes"),
    ],
)
def test_a_paper_is_named_by_number_and_day_once_it_is_sealed(sample: Desk, kind: str, names: str) -> None:
    signing.sign(sample, the_meeting(sample).id)
    year = the_year(sample).id
    symbol = {"nominations": "TTr", "minutes": "BB"}[names]
    open_ = f"số ……/{symbol}-KTĐV ngày …… tháng …… năm ………"
    assert open_ in words(current.paper(sample, PaperRef(kind, year)))
    of = sealing.seal(sample, PaperRef(names, year))
    said = words(current.paper(sample, PaperRef(kind, year)))
    assert open_ not in said
    assert of.day
    assert f"số {of.number:02}/{symbol}-KTĐV {long_date(of.day)} của Khối thi đua số V" in said


def test_what_the_session_brings_is_asked_for_blank_by_blank(sample: Desk) -> None:
    save_council(sample, council(sample), seats=SEATS)
    said = words(session(sample))
    assert "Thời gian bắt đầu: …… giờ …… phút, ngày …… tháng …… năm ………." in said
    assert "có mặt ……/3 thành viên Hội đồng; vắng mặt ……, trong đó …… thành viên gửi ý kiến" in said
    assert "Chủ trì: Ông Nguyễn Văn A, Chủ tịch." in said
    assert "Số phiếu phát ra: ……; thu về: ……; hợp lệ: ……; không hợp lệ: ……. Cụ thể:" in said


def test_a_decision_on_units_alone_speaks_of_collectives(sample: Desk) -> None:
    paper = current.paper(sample, PaperRef("award-decision", the_year(sample).id))
    assert ballot(paper).header[1] == "Tập thể"
    assert "và các tập thể có tên tại Điều 1" in words(paper)
