"""Every paper of the year: composed, read back from its PDF word for word, refused where there is nothing."""

import io
import re
import unicodedata
from pathlib import Path

import pdfplumber
import pytest

from ktd_tui.domain.merit import VoteBy
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.voting import Base, Purpose
from ktd_tui.errors import Refused
from ktd_tui.operations.council import users
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import current, kinds, printing, register
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.preflight import preflight
from ktd_tui.operations.scoring.award_rules import rules_of, save_rule
from ktd_tui.operations.scoring.conditions import rule_as_typed
from ktd_tui.operations.year import activities, exemplars
from ktd_tui.papers.document import Bars, Points, Table
from ktd_tui.papers.render.pdf import render_pdf
from ktd_tui.rules.year.pledge import preamble
from tests.operations.found import the_meeting, the_unit, the_year

KINDS = [
    "pledge", "invitation", "report", "annex", "handover", "nominations", "notice",
    "regulation", "plan", "rights", "guide", "nominees", "extract",
]  # fmt: skip
"""What the sample can compose; minutes, ballots and their count have tests of their own."""
LETTERS = [kind for kind in KINDS if kind not in ("annex", "nominees")]


def pages(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [unicodedata.normalize("NFC", page.extract_text() or "") for page in pdf.pages]


def words(text: str) -> list[str]:
    """The words of a text in no order: columns stand beside each other in the one, below in the other."""
    return sorted(word for word in re.split(r"[\s\u00a0─│┌┐└┘├┤┬┴┼_]+", text) if word)


@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_says_what_the_preview_says(sample: Desk, kind: str) -> None:
    year = the_year(sample).id
    printed = pages(render_pdf(register.printed(sample, PaperRef(kind, year)).paper).pdf)
    numbered = [page.split("\n", 1)[1] if n else page for n, page in enumerate(printed)]
    assert [p.split("\n", 1)[0] for p in printed[1:]] == [str(n) for n in range(2, len(printed) + 1)]
    shown = "\n".join(printing.preview(sample, PaperRef(kind, year), 200))
    missing = [word for word in set(words(shown)) if word not in set(words("\n".join(numbered)))]
    # Where a line of the PDF ends within a word of the preview: after its hyphen or dash.
    assert [word for word in missing if not re.search(r"[-–/]", word)] == []


@pytest.mark.parametrize("kind", LETTERS)
def test_it_stands_on_its_letterhead_and_ends_as_the_decree_wants(sample: Desk, kind: str) -> None:
    of = current.paper(sample, PaperRef(kind, the_year(sample).id))
    assert of.head.agency == "KHỐI THI ĐUA SỐ V"
    assert of.closing.endswith("./.")
    assert of.recipients[-1].startswith("Lưu: VT")
    dated = {"handover": ""}.get(kind, "Hà Nội, ngày ")
    assert of.head.place_and_date.startswith(dated)
    assert bool(of.head.place_and_date) == bool(dated)
    symbols = {
        "regulation": "QC", "plan": "KH", "rights": "TB", "guide": "HD", "invitation": "GM", "report": "BC",
        "handover": "BB", "nominations": "TTr", "notice": "TB",
    }  # fmt: skip
    assert of.head.number == (f"Số: ……/{symbols[kind]}-KTĐV" if kind in symbols else "")


def test_one_unit_alone_agrees_with_nobody(sample: Desk) -> None:
    year = the_year(sample)
    of = PaperRef("pledge", year.id)
    assert current.paper(sample, of).closing.startswith("Các đơn vị thống nhất ký kết giao ước")
    one = sample.store.save(year.with_(members=year.members[:1]))
    assert " đơn vị thuộc Khối V ký giao ước" in " ".join(preamble("Khối V", one))
    assert current.paper(sample, of).closing.startswith(
        "Cục Quản trị I ký giao ước thi đua năm\N{NO-BREAK SPACE}2022"
    )


def test_the_pledge_has_every_units_signature(sample: Desk) -> None:
    of = current.paper(sample, PaperRef("pledge", the_year(sample).id))
    offices = [signature.office for signature in of.signatures]
    assert len(offices) == 5
    assert "CỤC TRƯỞNG CỤC QUẢN TRỊ III" in offices
    assert all(signature.hint.startswith("(Đã ký ngày ") for signature in of.signatures)


def test_the_report_draws_what_each_unit_came_to(sample: Desk) -> None:
    of = current.paper(sample, PaperRef("report", the_year(sample).id))
    drawn = [block for block in of.blocks if isinstance(block, Bars)]
    assert [one.caption.partition(" (")[0] for one in drawn] == [
        "Tổng điểm",
        "Nhóm I. Thực hiện nhiệm vụ chính trị, chuyên môn",
        "Nhóm II. Chấp hành chủ trương của Đảng, pháp luật của Nhà nước; xây dựng cơ quan",
        "Nhóm III. Tổ chức phong trào thi đua và công tác khen thưởng",
    ]
    assert drawn[0].shown == (("97,5",), ("96,5",), ("94",), ("94",), ("93",))


def test_the_report_tells_activities_and_exemplars(sample: Desk) -> None:
    year, unit = the_year(sample).id, the_unit(sample, "Vụ TK")
    activities.save_activity(
        sample, year, None, {"title": "Tọa đàm", "unit": unit, "day": "20/5/2022", "result": "Tốt"}
    )
    exemplars.save_exemplar(sample, year, None, {"name": "Vụ Thư ký", "unit": unit, "deed": "Số hóa"})
    text = "\n".join(printing.preview(sample, PaperRef("report", year), 200))
    for wanted in (
        "1. Các phong trào thi đua",
        "2. Hoạt động của Khối",
        "3. Điển hình tiên tiến",
        "4. Kết quả",
    ):
        assert wanted in text, text
    assert "Tọa đàm (ngày 20 tháng 5 năm 2022, Vụ Thư ký). Kết quả: Tốt." in text, text


NEED_NO_MEETING = ("regulation", "plan", "rights", "guide", "year-statistics")


def test_a_paper_without_a_meeting_is_refused_with_the_way_out(sample: Desk) -> None:
    rows = {row.kind.id: row.lacking for row in printing.papers_page(sample, the_year(sample, 2023).id).rows}
    of_no_meeting = {k.id for k in kinds.KINDS.values() if k.meeting == "mid-year" and not k.is_minutes}
    assert set(rows) == set(kinds.KINDS) - of_no_meeting, "of what the year has not, its minutes alone"
    of_the_year = {kind: rows.pop(kind) for kind in NEED_NO_MEETING}
    assert not any(of_the_year.values()), "they need no meeting"
    of_each = {kind.id: rows.pop(kind.id) for kind in kinds.KINDS.values() if kind.whom}
    assert not any(of_each.values()), "it is asked whose"
    assert all(rows.values()), rows
    with pytest.raises(Refused):
        current.paper(sample, PaperRef("notice", the_year(sample, 2023).id))


@pytest.mark.parametrize("kind", KINDS)
def test_equal_papers_are_equal_bytes_and_nothing_is_overwritten(
    sample: Desk, tmp_path: Path, kind: str
) -> None:
    year = the_year(sample).id
    first = printing.paper_file(sample, PaperRef(kind, year), tmp_path)
    printing.print_paper(sample, PaperRef(kind, year), first)
    second = printing.paper_file(sample, PaperRef(kind, year), tmp_path)
    assert second != first
    printing.print_paper(sample, PaperRef(kind, year), second)
    assert first.read_bytes() == second.read_bytes()
    with pytest.raises(Refused):
        printing.print_paper(sample, PaperRef(kind, year), first)


def said(desk: Desk, kind: str) -> str:
    ref = PaperRef(kind, the_year(desk).id)
    return " ".join(" ".join(printing.preview(desk, ref, 200)).replace("\u00a0", " ").split())


def test_the_regulation_says_how_the_bloc_votes_and_scores(sample: Desk) -> None:
    page = said(sample, "regulation")
    for wanted in (
        "Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng",
        "đối với 5 đơn vị: Cục Quản trị I;",
        "có ít nhất 2/3 số đại biểu được biểu quyết có mặt",
        "bỏ phiếu kín, được thông qua khi ít nhất 2/3 tổng số đại biểu được biểu quyết đồng ý",
        "I. Thực hiện nhiệm vụ chính trị, chuyên môn: 60 điểm",
        "Xuất sắc: từ 90 điểm",
    ):
        assert wanted in page, page


def test_the_regulation_says_how_many_votes_each_title_needs_and_of_whom(sample: Desk) -> None:
    year = the_year(sample)
    assert "đồng ý" not in said(sample, "regulation").partition("Điều 7.")[2], (
        "no rule of its own asks for any"
    )
    for title, vote, by, base in (
        ("Cờ thi đua", "80 %", VoteBy.COUNCIL, Base.MEMBERS),
        ("Bằng khen", "hơn 2/3", VoteBy.MEETING, Base.VALID),
        ("Giấy khen", "hơn 2/3", VoteBy.MEETING, Base.VALID),
        ("Tập thể lao động xuất sắc", "7 phiếu", VoteBy.MEETING, Base.MEMBERS),
    ):
        rules = rules_of(sample, year)
        seen = next(rule for rule in rules.rules if rule.title == title)
        typed = rule_as_typed(seen)._replace(vote=vote, vote_by=by, vote_base=base)
        save_rule(sample, rules, typed, seen)
    page = said(sample, "regulation").partition("Điều 7.")[2]
    whole = f"Danh hiệu “Cờ thi đua của Văn phòng Quốc hội” được {council(sample).name} xét, cần ít nhất 80%"
    for wanted in (
        f"{whole} tổng số thành viên đồng ý",
        "Giấy khen được Hội nghị bình xét, cần quá 2/3 số phiếu hợp lệ đồng ý",
        "Bằng khen của Chủ nhiệm Văn phòng Quốc hội, Giấy khen được",
        "Danh hiệu “Tập thể lao động xuất sắc” được Hội nghị bình xét, cần ít nhất 7 phiếu đồng ý",
    ):
        assert wanted in page, page


def test_the_list_and_the_draft_decision_have_grounds_votes_and_share(sample: Desk) -> None:
    page = said(sample, "nominees")
    assert "(Kèm theo Tờ trình số ……/TTr-KTĐV" in page
    assert "CỘNG HÒA" not in page
    assert "│ 4/5 │ 80% │" in page
    draft = said(sample, "award-decision")
    assert (
        "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết" in draft
    )
    assert "VĂN PHÒNG QUỐC HỘI CỘNG HÒA" in draft, "the office issues it, not the bloc"
    problems = [one.message for one in preflight(sample, PaperRef("award-decision", the_year(sample).id))]
    assert "No name under the signature: {office}." in problems, "a draft: the office signs and numbers it"


def test_the_form_for_opinions_asks_what_waits(sample: Desk) -> None:
    with pytest.raises(Refused, match="waits"):
        current.paper(sample, PaperRef("opinion-form", the_year(sample).id))
    votes.put_question(sample, the_meeting(sample).id, Purpose.MOTION, None, "Đổi ngày họp")
    page = said(sample, "opinion-form")
    assert "1. Đổi ngày họp" in page
    assert "Không có ý kiến" in page


def test_who_may_do_what_is_told_with_term_and_giver(sample: Desk) -> None:
    users.add_user(sample, users.Account(1008, "hoa"), UserRole.BLOC_SECRETARY, place="V", until="31/12/2099")
    users.add_user(sample, users.Account(1009, "cu"), UserRole.OBSERVER, until="01/01/2000")
    users.add_user(sample, users.Account(1010, "tam"), UserRole.UNIT_REPRESENTATIVE, place="Vụ TK")
    of = current.paper(sample, PaperRef("rights", the_year(sample).id))
    table = next(block for block in of.blocks if isinstance(block, Table))
    assert [row[1:5] for row in table.rows] == [
        ("hoa", "thư ký khối", "Khối thi đua số V", "đến 31/12/2099"),
        ("tam", "đại diện đơn vị", "Vụ Thư ký", "không thời hạn"),
        ("thu-ky", "quản trị viên", council(sample).name, "không thời hạn"),
    ]
    assert all(row[5].startswith("thu-ky (") for row in table.rows)
    (may,) = (block.items for block in of.blocks if isinstance(block, Points) and len(block.items) == 3)
    assert may[0].startswith("Quản trị viên: phân vai trò; ")
    assert "điều hành hội nghị và ghi biên bản" in may[1]
    assert "phân vai trò" not in may[1]
