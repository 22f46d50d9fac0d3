"""Texts that people really type, paste and import, and some that nobody should."""

from dataclasses import replace

import pytest

from ktd_tui.errors import Refused
from ktd_tui.papers.document import (
    Align,
    Head,
    Heading,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
)
from ktd_tui.papers.render.fonts import crimson
from tests.papers.sample import PAPER, TABLE, lines_of, page_texts, pdf_of, with_blocks

WORD = "ươ" * 2_500
RIGHT: tuple[Align] = ("right",)
HUGE = "Khối thi đua số V " * 200


def text_of(pdf: bytes) -> str:
    return "\n".join(page_texts(pdf))


@pytest.mark.parametrize("markup", ["Nguyễn <b & Co", "&lt;", "<para>", "</font>", "<br/>", "[/b]", "{name}"])
def test_markup_is_text(markup: str) -> None:
    paper = with_blocks(Heading(markup), Paragraph(markup, lead=markup), Points((markup,)))
    assert text_of(pdf_of(paper)).count(markup) == 4


def test_marks_are_composed_and_controls_dropped() -> None:
    paper = with_blocks(Paragraph("Tie\u0302\u0301ng\x00 \x1b[31mVie\u0323\u0302t\u202e\u200b nam"))
    assert "Tiếng Việt nam" in text_of(pdf_of(paper))
    assert "    Tiếng Việt nam" in lines_of(paper)


def test_spaces_without_a_glyph_become_spaces() -> None:
    paper = with_blocks(Paragraph("92,3\u202f%\u2009và TĐ\u2011KT"))
    assert "    92,3\u00a0% và TĐ-KT" in lines_of(paper)
    assert "92,3 % và TĐ-KT" in text_of(pdf_of(paper, crimson())).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("paper", "place"),
    [
        (replace(PAPER, head=Head("HỘI ĐỒNG 😀", "KHỐI", "Số: 1")), "the head"),
        (
            with_blocks(Heading("1. Khai mạc"), Paragraph("a"), Paragraph("😀")),
            "paragraph 2 under “1. Khai mạc”",
        ),
        (with_blocks(Heading("2. 😀")), "heading “2. 😀”"),
        (with_blocks(TABLE, replace(TABLE, rows=(*TABLE.rows, ("3", "😀", "", "")))), "table 2, row 3"),
        (with_blocks(Paragraph("b", lead="😀 – ")), "paragraph 1"),
        (replace(PAPER, signatures=(Signature("THƯ KÝ", "", "😀"),)), "the signatures"),
    ],
)
def test_a_sign_without_a_glyph_is_refused_with_its_place(paper: Paper, place: str) -> None:
    with pytest.raises(Refused) as refused:
        pdf_of(paper)
    assert refused.value.facts["signs"] == "😀"
    assert refused.value.facts["place"] == place
    assert any("😀" in line for line in lines_of(paper))


@pytest.mark.parametrize("text", [WORD, HUGE], ids=["word", "huge"])
@pytest.mark.parametrize("column", range(4))
def test_a_row_taller_than_a_page(text: str, column: int) -> None:
    row = tuple(text if place == column else "x" for place in range(4))
    pdf = pdf_of(with_blocks(replace(TABLE, rows=(*TABLE.rows, row, *TABLE.rows))))
    assert "".join(text_of(pdf).split()).count(text[:2]) >= 200


@pytest.mark.parametrize("text", [WORD, HUGE], ids=["word", "huge"])
def test_long_texts_everywhere(text: str) -> None:
    paper = replace(
        with_blocks(
            Heading(text),
            Paragraph(text, lead=text),
            Points((text, text)),
            replace(TABLE, header=(text, "a", "b", "c"), caption=text),
            Paragraph(f"{text}:"),
        ),
        head=Head(text, text, text, text),
        title=text,
        subject=(text,),
        notice=text,
        closing=text,
        signatures=(Signature(text, text, text), Signature("CHỦ TỌA", "", text)),
        recipients=(text, text),
    )
    assert len(page_texts(pdf_of(paper))) > 5


def test_a_table_of_many_columns() -> None:
    count = 30
    table = Table(("Tiêu chí",) * count, (("97,5",) * count,) * 3, (1 / count,) * count, RIGHT * count)
    assert text_of(pdf_of(with_blocks(table)))


def test_nothing_at_all() -> None:
    paper = replace(
        with_blocks(Paragraph(""), Points(()), replace(TABLE, rows=(), caption="")),
        head=Head("", "", ""),
        title="",
        subject=(),
        notice="",
        closing="",
        signatures=(),
        recipients=(),
    )
    assert "Độc lập - Tự do - Hạnh phúc" in text_of(pdf_of(paper))
    assert lines_of(paper)
