"""Many signers, as of a pledge: a page ends between pairs, and «Nơi nhận» stays with the last two."""

from dataclasses import replace

import pytest

from ktd_tui.papers.document import Paragraph, Signature
from ktd_tui.papers.render.fonts import find_faces
from ktd_tui.papers.render.looks import A4, BOTTOM, TOP
from ktd_tui.papers.render.measure import Measure, abreast
from tests.papers.breaks.test_breaks import pages_of
from tests.papers.sample import PAPER, filled, page_texts, pdf_of


@pytest.mark.parametrize("signers", [5, 7, 8, 14])
def test_no_page_has_recipients_alone(signers: int) -> None:
    names = [f"Nguyễn Văn {chr(64 + n)}" for n in range(1, signers + 1)]
    signed = tuple(Signature("VỤ TRƯỞNG", "(Ký, ghi rõ họ tên)", name) for name in names)
    for length in range(12):
        paper = replace(filled(length), signatures=signed, recipients=(*PAPER.recipients, "Văn phòng"))
        for text in page_texts(pdf_of(paper)):
            if "Lưu: VT" in text:
                assert "Nơi nhận:" in text, (length, text)
                assert all(name in text for name in names[-2:]), (length, text)


def test_a_signers_office_stands_above_the_body() -> None:
    of = Measure(find_faces())

    def lines(office: str) -> list[str]:
        return of.lines(office, "office", of.text_width / 2)

    assert lines("VỤ TRƯỞNG VỤ TỔ CHỨC CÁN BỘ") == ["VỤ TRƯỞNG", "VỤ TỔ CHỨC CÁN BỘ"]
    assert lines("KT. CỤC TRƯỞNG CỤC HÀNG HẢI VIỆT NAM\nPHÓ CỤC TRƯỞNG") == [
        "KT. CỤC TRƯỞNG",
        "CỤC HÀNG HẢI VIỆT NAM",
        "PHÓ CỤC TRƯỞNG",
    ]
    assert lines("CHÁNH VĂN PHÒNG BỘ") == ["CHÁNH VĂN PHÒNG BỘ"]
    assert lines("GIÁM ĐỐC HỌC VIỆN QUẢN LÝ GIÁO DỤC") == ["GIÁM ĐỐC", "HỌC VIỆN QUẢN LÝ GIÁO DỤC"]
    assert lines("TRƯỞNG PHÒNG CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI") == [
        "TRƯỞNG PHÒNG",
        "CẢNH SÁT QUẢN LÝ",
        "HÀNH CHÍNH VỀ",
        "TRẬT TỰ XÃ HỘI",
    ]
    assert lines("TRƯỞNG BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP")[0] != "TRƯỞNG"


def test_three_stand_abreast_where_all_find_room() -> None:
    of = Measure(find_faces())
    short, long = (
        Signature(office, "(Ký, ghi rõ họ tên)", "Nguyễn Văn Anh")
        for office in (
            "VỤ TRƯỞNG VỤ THƯ KÝ",
            "GIÁM ĐỐC TRUNG TÂM HUẤN LUYỆN, BỒI DƯỠNG NGHIỆP VỤ KHU VỰC PHÍA TÂY",
        )
    )
    assert [abreast([short] * n, of) for n in range(1, 6)] == [2, 2, 3, 2, 2]
    assert abreast([short, short, long], of) == 2
    assert abreast([short, short, replace(short, name="PGS.TS Trần Thị Minh Hạnh")], of) == 2


def test_three_signers_leave_no_page_half_white() -> None:
    signed = tuple(Signature("VỤ TRƯỞNG VỤ THƯ KÝ", "(Đã ký)", f"Lê Thị {name}") for name in "ABC")
    for length in range(6, 18):
        blocks = tuple(Paragraph("- Một việc phải làm.") for _ in range(length))
        paper = replace(PAPER, notice="", signatures=signed, blocks=blocks)
        for lines in list(pages_of(paper))[:-1]:
            assert lines[-1].y - BOTTOM < 0.4 * (A4[1] - BOTTOM - TOP), length
