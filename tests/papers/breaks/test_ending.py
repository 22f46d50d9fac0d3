"""What goes along with the signatures to a page of theirs: lines of the text before, no whole paragraph."""

from dataclasses import replace

from ktd_tui.papers.document import Paragraph
from tests.papers.sample import PAPER, pages, pdf_of

LAST = "Chủ trì kết luận và đề nghị các đơn vị trong khối thực hiện đầy đủ các nội dung đã thống nhất. " * 7


def test_a_long_last_text_leaves_no_page_white() -> None:
    torn = 0
    for length in range(30):
        blocks = (*(Paragraph("Một dòng.") for _ in range(length)), Paragraph(LAST))
        paper = replace(PAPER, blocks=blocks, notice="")
        said = [page.extract_text() for page in pages(pdf_of(paper))]
        ends = next(text for text in said if "Nơi nhận" in text)
        lines = [line for line in ends.splitlines() if line in LAST]
        if len(said) == 1:
            continue
        assert "kết thúc" in ends, "the closing sentence stands above the signatures"
        assert len(lines) >= 2, (length, ends)
        before = said[said.index(ends) - 1]
        kept = [line for line in before.splitlines() if line in LAST]
        assert len(kept) != 1, (length, before)
        torn += len(kept) >= 2
    assert torn > 3, "the text before the signatures is torn where the page ends"
