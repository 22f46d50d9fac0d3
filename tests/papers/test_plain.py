"""The preview: the PDF's words, never wider than the terminal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui.layout import balanced, cells, share_out, wrap
from ktd_tui.papers.document import Align, Block, Heading, Paper, Paragraph, Points, Table, strings
from ktd_tui.papers.render.fonts import crimson
from tests.papers.sample import PAPER, lines_of, page_texts, pdf_of, with_blocks, words

TEXT = st.text(max_size=60) | st.sampled_from(
    ["Nguyễn Văn Định", "漢字" * 20, "ươ" * 100, "a\n\nb", "\u00a0"]
)
TABLES = st.integers(1, 6).flatmap(
    lambda count: st.builds(
        Table,
        header=st.tuples(*[TEXT] * count),
        rows=st.lists(st.tuples(*[TEXT] * count), max_size=3).map(tuple),
        widths=st.tuples(*[st.floats(0.01, 1)] * count),
        align=st.tuples(*[st.sampled_from(["left", "center", "right"])] * count),
        caption=TEXT,
    )
)
BLOCKS = st.one_of(
    st.builds(Heading, TEXT, st.integers(1, 2)),
    st.builds(Paragraph, TEXT, lead=TEXT, indent=st.booleans()),
    st.builds(Points, st.lists(TEXT, max_size=3).map(tuple), st.sampled_from("-1a")),
    TABLES,
)


@given(st.lists(BLOCKS, max_size=4), st.integers(8, 130))
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_the_terminal(blocks: list[Block], width: int) -> None:
    for line in lines_of(with_blocks(*blocks), width):
        assert cells(line) <= width
        assert "\n" not in line


@given(TEXT, st.integers(4, 40), st.integers(0, 3))
def test_wrapping_loses_nothing(text: str, width: int, indent: int) -> None:
    assert "".join("".join(wrap(text, width, indent)).split()) == "".join(text.split())


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(0, 50)), min_size=1, max_size=8), st.floats(10, 500))
def test_columns_fill_the_room_and_hold_their_words(columns: list[tuple[float, float]], room: float) -> None:
    shares, least = zip(*columns, strict=True)
    widths = share_out(room, shares, least)
    assert sum(widths) == pytest.approx(room)
    if sum(least) < room:
        assert all(width >= need - 1e-6 for width, need in zip(widths, least, strict=True))


def test_balanced_lines() -> None:
    assert balanced("aa bb cc dd ee", 11, len) == ["aa bb cc", "dd ee"]
    assert balanced("năm\u00a02022 aa", 8, len) == ["năm\u00a02022", "aa"]
    assert balanced("THI ĐUA - KHEN THƯỞNG", 11, len) == ["THI ĐUA - KHEN THƯỞNG"]

    def wide(line: str) -> float:
        return sum(1.3 if c.isupper() else 1 for c in line)

    name = "Cụm thi đua các xã vùng cao"
    assert balanced(name.upper(), 28, wide, (name,)) == ["CỤM THI ĐUA", "CÁC XÃ VÙNG CAO"]
    assert balanced("CỤM THI ĐUA CÁC TRƯỜNG THPT", 18, len) == ["CỤM THI ĐUA", "CÁC TRƯỜNG THPT"]
    assert balanced("KHỐI THI ĐUA SỐ V", 16, len) == ["KHỐI THI ĐUA", "SỐ V"]
    assert balanced("", 8, len) == []


def test_the_preview_says_what_the_pdf_says() -> None:
    assert words(lines_of(PAPER, 200)) == words(page_texts(pdf_of(PAPER, crimson())))


def test_every_string_is_in_both() -> None:
    lines, pdf = words(lines_of(PAPER, 200)), words(page_texts(pdf_of(PAPER)))
    for place, text in strings(PAPER):
        for word in text.split():
            found = [said for said in lines if word.rstrip(";") in said]
            assert found, place
            assert set(found) & set(pdf), place


def test_the_words_stand_in_one_order() -> None:
    """Columns apart (heads, signatures), which an extraction reads line by line."""
    text = " ".join(" ".join(page_texts(pdf_of(PAPER, crimson()))).split())
    preview = " ".join(" ".join(lines_of(PAPER, 200)).split())
    marks = [
        "BIÊN BẢN",
        "Thời gian",
        "1. Khai mạc",
        "14:05",
        "2. Chấm điểm",
        "Bảng điểm:",
        "97,5",
        "a) Tồn tại",
    ]
    for said in (text, preview):
        places = [said.index(mark) for mark in marks]
        assert places == sorted(places)


def test_the_picture() -> None:
    lines = lines_of(PAPER, 64)
    assert lines[0] == "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG          CỘNG HÒA XÃ HỘI"
    assert "│   1    │ Vụ Lễ tân và Hợp tác quốc tế      │      1 │   97,5 │" in "\n".join(lines)
    assert lines[-3:] == ["Nơi nhận:", "- Thường trực Hội đồng (để báo cáo);", "- Lưu: VT, Hồ sơ."]


def test_a_table_without_room_is_told_in_lines() -> None:
    count = 20
    right: tuple[Align] = ("right",)
    table = Table(("TC",) * count, (("8,5",) * count,), (1 / count,) * count, right * count)
    paper: Paper = with_blocks(table)
    assert "TC: 8,5" in lines_of(paper, 40)


def test_a_table_of_many_units_is_set_in_parts_rather_than_torn() -> None:
    units = [f"Trường THPT số {n}" for n in range(1, 11)]
    table = Table(
        header=("Mã", "Nội dung", "Tối đa", *units),
        rows=(("1", "Kết quả thực hiện nhiệm vụ", "60", *(f"{40 + n},25" for n in range(10))),),
        widths=(0.07, 0.35, 0.08, *([0.05] * 10)),
        align=("left", "left", *(["right"] * 11)),  # type: ignore[arg-type]  # a literal
    )
    narrow, broad = lines_of(with_blocks(table), 76), lines_of(with_blocks(table), 200)
    for lines, parts in ((narrow, 2), (broad, 1)):
        said = "\n".join(lines)
        assert sum("Nội dung" in line for line in lines) >= parts
        assert all(f"{40 + n},25" in said for n in range(10)), "a figure is torn"
    assert sum("Nội dung" in line for line in broad) == 1
    assert all(cells(line) <= 76 for line in narrow)
