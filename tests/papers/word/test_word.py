"""A paper as a Word file: the words and styles of the PDF, and nothing that Word would ask to repair."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from ktd_tui.papers.document import Bars, Paper, Paragraph, Table, prepared
from ktd_tui.papers.render import looks
from ktd_tui.papers.render.fonts import find_faces
from ktd_tui.papers.render.looks import A4, BOTTOM, FOOT_ROOM, LEFT, LOOKS, RIGHT, TOP
from ktd_tui.papers.render.measure import Measure
from ktd_tui.papers.render.word.styles import NAMES
from ktd_tui.papers.render.word.telling import told_in_word, word_lines
from ktd_tui.papers.render.word.writing import render_word
from tests.papers.sample import PAPER, TABLE, lines_of, with_blocks, words

TOLD = {"bloc": "V", "year": 2022, "kind": "minutes"}


def written(paper: Paper = PAPER) -> bytes:
    return render_word(prepared(paper), TOLD)


def points(*lengths: Length | None) -> list[float]:
    return [round(length.pt) for length in lengths if length is not None]


def opened(paper: Paper = PAPER) -> Document:
    return docx.Document(BytesIO(written(paper)))


def test_it_says_the_words_of_the_terminal_and_the_pdf() -> None:
    assert words(word_lines(written())) == words(lines_of(PAPER, width=400))


def test_hostile_text_is_text() -> None:
    hostile = "<w:p/> & ]]> {x} \u202e\x00\x0b\ufffe [/b] 😀"
    said = word_lines(written(with_blocks(Paragraph(hostile))))
    assert any("<w:p/> & ]]> {x} [/b] 😀" in " ".join(line.split()) for line in said), said


def test_the_page_is_the_decrees() -> None:
    (section,) = opened().sections
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert points(*sides) == points(*map(Pt, (LEFT, RIGHT, TOP, BOTTOM)))
    assert points(section.page_width, section.page_height) == points(Mm(210), Mm(297))
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    wide = opened(replace(PAPER, landscape=True, footer="Bản 1")).sections[0]
    assert (wide.orientation, points(wide.page_width)) == (WD_ORIENT.LANDSCAPE, points(Mm(297)))
    assert points(wide.bottom_margin) == points(Pt(BOTTOM + FOOT_ROOM - 1))


def test_styles_are_real_and_fonts_are_told_by_name() -> None:
    of = opened()
    assert {"Times New Roman"} == set(re.findall(r'w:(?:ascii|hAnsi)="([^"]+)"', of.styles.element.xml))
    used = {p.style.name for p in of.paragraphs if p.style}
    assert {"Heading 1", "Heading 2", "Title", "Nội dung", "Caption"} <= used
    body = of.styles["Nội dung"]
    look = LOOKS["body indented"]
    assert body.font.size.pt == look.size
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(body.paragraph_format.first_line_indent.pt, 1) == round(look.first, 1)
    declared = {name.casefold() for name in NAMES.values()}
    assert {p.style.name.casefold() for p in of.paragraphs if p.style and p.style.name and p.text} <= declared


def test_a_table_repeats_its_head_and_is_as_wide_as_the_text() -> None:
    of = opened()
    ruled = next(t for t in of.tables if t.cell(0, 0).text == TABLE.header[0])
    assert [[cell.text for cell in row.cells] for row in ruled.rows] == [
        list(TABLE.header),
        *map(list, TABLE.rows),
    ]
    heads = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in ruled.rows
    ]
    assert heads == [True, False, False]
    assert abs(sum(points(*(column.width for column in ruled.columns))) - (A4[0] - LEFT - RIGHT)) < 3


def test_two_tables_stay_two() -> None:
    of = opened(with_blocks(TABLE, TABLE))
    assert sum(t.cell(0, 0).text == "STT" for t in of.tables) == 2


def test_a_draft_says_so_under_its_number_and_on_every_page() -> None:
    of = opened(replace(PAPER, mark="DỰ THẢO"))
    assert "DỰ THẢO" in of.tables[0].cell(1, 0).text
    (section,) = of.sections
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "DỰ THẢO"


def test_elements_stand_in_the_order_of_the_schema() -> None:
    orders = {
        "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr spacing ind jc outlineLvl",
        "rPr": "rFonts b i sz szCs lang",
        "tblPr": "tblW tblInd tblBorders tblLayout tblCellMar",
        "tcPr": "tcW shd vAlign",
        "style": "name basedOn qFormat pPr rPr",
    }
    of = opened(replace(PAPER, mark="DỰ THẢO"))
    for root in (of.element, of.styles.element):
        for parent, order in orders.items():
            for one in root.iter(qn(f"w:{parent}")):
                names = [child.tag.split("}")[1] for child in one]
                assert names == sorted(names, key=order.split().index), (parent, names)
    assert all(cell[-1].tag == qn("w:p") for cell in of.element.iter(qn("w:tc"))), (
        "a cell ends with a paragraph"
    )


def test_equal_papers_are_equal_files_and_tell_the_papers_day() -> None:
    assert written() == written()
    with ZipFile(BytesIO(written())) as package:
        assert {info.date_time[:3] for info in package.infolist()} == {(2022, 12, 9)}
    of = opened().core_properties
    assert (of.title, of.author, of.language) == (PAPER.meta.title, PAPER.meta.author, "vi-VN")


def test_it_tells_which_paper_it_is() -> None:
    assert told_in_word(written()) == TOLD


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"%PDF-1.7"],
)
def test_what_is_no_word_file_tells_nothing(content: bytes) -> None:
    assert (told_in_word(content), word_lines(content)) == ({}, [])


@pytest.mark.parametrize(
    "part",
    [
        b"<p",
        b'<!DOCTYPE p [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p name="ktd">&b;</p>',
        b"<p><q name='ktd'>[1]</q></p>",
        b"<p><q name='ktd'>" + b"[" * 100_000 + b"</q></p>",
        b"<p>" + b" " * 40_000_000 + b"</p>",
    ],
    ids=["torn", "entities", "a list", "deep", "large"],
)
def test_a_hostile_file_is_read_in_bounded_time(part: bytes) -> None:
    file = BytesIO()
    with ZipFile(file, "w", 8) as package:
        package.writestr("docProps/custom.xml", part)
        package.writestr("word/document.xml", part)
    assert told_in_word(file.getvalue()) == {}
    word_lines(file.getvalue())


def test_a_long_table_has_one_row_for_each() -> None:
    rows = tuple((str(n), "Đơn vị", "1", "2") for n in range(300))
    of = Table(TABLE.header, rows, TABLE.widths, TABLE.align)
    assert [t for t in opened(with_blocks(of)).tables if len(t.rows) == 301]


def test_a_long_name_in_a_chart_is_broken_as_in_the_pdf() -> None:
    name = "Trung tâm Huấn luyện, bồi dưỡng nghiệp vụ và nghiên cứu khoa học khu vực phía Tây"
    chart = Bars("Tổng điểm", (name,), ("năm 2022",), ((1.0,),), (("1",),), 2.0)
    table = opened(replace(PAPER, blocks=(chart,))).tables[1]
    said = table.cell(0, 0).text.split("\n")
    assert " ".join(said) == name
    of = Measure(find_faces())
    assert said == of.lines(name, "bar name", of.text_width * looks.NAMES - looks.BESIDE)
