"""The closing sentence behind a table: the table's last rows go along with it to the signatures' page."""

from dataclasses import replace

from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Table
from tests.papers.breaks.test_breaks import breaks, pages_of
from tests.papers.sample import PAPER


def proposal(lines: int, rows: int) -> Paper:
    """A paper of so many lines above a table of so many rows, which the closing sentence follows."""
    listed = tuple((f"dòng{n}", "Vụ Thư ký") for n in range(1, rows + 1))
    table = Table(("STT", "Đơn vị"), listed, (0.3, 0.7), ("left", "left"))
    blocks: tuple[Block, ...] = (*(Paragraph("Một việc.") for _ in range(lines)), Heading("Danh sách"), table)
    return replace(PAPER, notice="", blocks=blocks, recipients=PAPER.recipients[:2])


def test_the_closing_sentence_never_heads_a_page_below_a_table() -> None:
    torn = 0
    for rows in (1, 2, 3, 12):
        for lines in range(10, 22, 2):
            paper = proposal(lines, rows)
            pages = [[line.text for line in page] for page in pages_of(paper)]
            assert not breaks(paper), (rows, lines)
            assert not any(page[0].startswith("Hội nghị kết thúc") for page in pages), (rows, lines)
            there = [n for n, page in enumerate(pages) if any("dòng" in text for text in page)]
            assert f"dòng{rows}" in " ".join(pages[-1]), (rows, lines)
            torn += len(there) > 1
    assert torn > 1, "tables are torn, not moved whole"
