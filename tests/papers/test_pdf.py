"""The PDF as a reader finds it: pages, fonts, words, metadata."""

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from reportlab.platypus import Flowable, Frame

from ktd_tui.papers.document import Heading, Paragraph, Signature, Table
from ktd_tui.papers.render import frame
from ktd_tui.papers.render.fonts import VIETNAMESE, Faces, crimson, find_faces
from ktd_tui.papers.render.pdf import room
from ktd_tui.papers.render.tags import TaggedCanvas
from tests.papers.sample import LONG, PAPER, filled, page_texts, pages, pdf_of, with_blocks

MM = 72 / 25.4
FACES = [pytest.param(crimson(), id="crimson"), pytest.param(find_faces(), id="best")]
MANY_ROWS = Table(
    header=("STT", "Đơn vị", "Điểm"),
    rows=tuple((str(n), f"Đơn vị thứ {n} của Khối thi đua", "97,5") for n in range(200)),
    widths=(0.1, 0.7, 0.2),
    align=("center", "left", "right"),
)


@pytest.mark.parametrize("faces", FACES)
def test_every_text_is_there_and_composed(faces: Faces) -> None:
    text = "\n".join(page_texts(pdf_of(PAPER, faces)))
    assert text == unicodedata.normalize("NFC", text)
    flat = " ".join(text.split())
    for wanted in ("Số: 05/BB-KTĐV", "14:05 – Các đơn vị", "(Số liệu minh họa", "Bảng điểm của Khối", "97,5"):
        assert wanted in flat
    for wanted in (
        "1. Chưa kịp thời.",
        "2. Chưa đều & còn chậm <ở một số nơi>.",
        "a) Hồ sơ;",
        "b) Tài liệu.",
    ):
        assert wanted in flat
    assert "- Thường trực Hội đồng (để báo cáo); - Lưu: VT, Hồ sơ." in flat


@pytest.mark.parametrize("faces", FACES)
def test_every_font_is_embedded_and_none_is_helvetica(faces: Faces) -> None:
    with pikepdf.open(BytesIO(pdf_of(PAPER, faces))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "Helvetica" not in str(font.BaseFont)
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_vietnamese_letters_survive() -> None:
    letters = " ".join(sorted(VIETNAMESE))
    text = "\n".join(page_texts(pdf_of(with_blocks(Paragraph(letters), Heading(letters)), crimson())))
    assert set(text) >= VIETNAMESE


def test_page_and_margins() -> None:
    for page in pages(pdf_of(filled(12))):
        assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
        body = [char for char in page.chars if char["top"] > 19 * MM]
        assert min(char["x0"] for char in body) >= 29.5 * MM
        assert max(char["x1"] for char in body if char["text"].strip()) <= page.width - 16.5 * MM
        assert max(char["bottom"] for char in body) <= page.height - 19.5 * MM


def test_pages_are_numbered_from_the_second() -> None:
    for number, page in enumerate(pages(pdf_of(filled(12))), 1):
        above = [char for char in page.chars if char["top"] < 19 * MM]
        assert "".join(char["text"] for char in above) == ("" if number == 1 else str(number))
        if above:
            middle = (above[0]["x0"] + above[-1]["x1"]) / 2
            assert abs(middle - (30 * MM + page.width - 17 * MM) / 2) < 1
            assert 13 <= round(above[0]["size"]) <= 14


def test_a_long_table_repeats_its_header() -> None:
    texts = page_texts(pdf_of(with_blocks(MANY_ROWS)))
    with_rows = [text for text in texts if "Đơn vị thứ" in text]
    assert len(with_rows) > 3
    assert all("STT Đơn vị Điểm" in text for text in with_rows)


def test_a_short_word_of_a_header_is_not_broken() -> None:
    narrow = replace(MANY_ROWS, header=("STT", "Đơn vị", "Thưởng"), widths=(0.03, 0.94, 0.03), rows=())
    assert "STT Đơn vị Thưởng" in "\n".join(page_texts(pdf_of(with_blocks(narrow))))


@pytest.mark.parametrize("count", range(3, 17))
def test_the_end_stays_together(count: int) -> None:
    """Wherever the page ends: two lines of text, the closing, the signatures, the recipients."""
    *_, last = page_texts(pdf_of(filled(count)))
    text = f"Đoạn {count - 1}. {LONG}"
    assert len([line for line in last.splitlines() if len(line) > 2 and line in text]) >= 2, last
    for wanted in ("./.", "THƯ KÝ", "CHỦ TỌA", "Nguyễn Văn Định", "Nơi nhận:"):
        assert wanted in last


@pytest.mark.parametrize("count", range(3, 17))
def test_a_heading_is_not_left_behind(count: int) -> None:
    blocks = (*filled(count).blocks, Heading("2. Chấm điểm"), Paragraph("Bảng điểm:"), MANY_ROWS)
    texts = page_texts(pdf_of(with_blocks(*blocks)))
    (page,) = [text for text in texts if "2. Chấm điểm" in text]
    assert "Đơn vị thứ 1 " in page


def test_what_a_heading_announces_fits_into_the_room_that_is_asked_for() -> None:
    """A text of two lines or three does not part: it goes to the next page whole, and so must its heading."""
    sheet, words = frame.sheet(crimson()), "Hội nghị biểu quyết, kết quả: mười ba đại biểu đồng ý. "
    for times in (1, 3, 4):
        above, heading, text = (sheet.text(words * n, style) for n, style in
                                ((1, "body"), (1, "heading"), (times, "body")))  # fmt: skip
        height = above.wrap(sheet.text_width, sheet.text_height)[1] + above.getSpaceAfter()
        page = Frame(0, 0, sheet.text_width, height + room([heading], text, sheet), 0, 0, 0, 0)
        left: list[Flowable] = [above, heading, text]
        page.addFromList(left, TaggedCanvas(BytesIO()))
        assert not left, f"{times}: the heading is left behind"


def test_one_signature_stands_right_of_the_recipients() -> None:
    paper = replace(PAPER, signatures=(Signature("CỤC TRƯỞNG", "", "Nguyễn Văn Định"),))
    *_, last = pages(pdf_of(paper))
    places = {word["text"]: word for word in last.extract_words()}
    assert abs(places["Nơi"]["top"] - places["CỤC"]["top"]) < 5
    assert places["CỤC"]["x0"] > last.width / 2


def test_the_file_describes_itself() -> None:
    with pikepdf.open(BytesIO(pdf_of(PAPER))) as pdf:
        assert pdf.docinfo["/Title"] == "Biên bản Hội nghị tổng kết"
        assert pdf.docinfo["/Author"] == "Khối thi đua số V"
        assert pdf.docinfo["/CreationDate"] == "D:20221209000000+07'00'"
        assert pdf.Root.Lang == "vi-VN"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_equal_papers_are_equal_files(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pdf_of(PAPER, crimson())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert pdf_of(PAPER, crimson()) == first


def test_no_chance_in_the_file() -> None:
    script = (
        "import hashlib; from tests.papers.sample import PAPER, pdf_of\n"
        "from ktd_tui.papers.render.fonts import crimson\n"
        "print(hashlib.sha256(pdf_of(PAPER, crimson())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_rendering_another_face_between_changes_nothing() -> None:
    first = pdf_of(PAPER, crimson())
    pdf_of(PAPER, find_faces())
    assert pdf_of(PAPER, crimson()) == first


def test_many_paragraphs() -> None:
    assert LONG.split()[0] in page_texts(pdf_of(filled(500)))[-1]
