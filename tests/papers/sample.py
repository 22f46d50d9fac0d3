"""A paper with one of everything, and readers of what comes out."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pdfplumber

from ktd_tui.papers.document import (
    Block,
    Head,
    Heading,
    Meta,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
    prepared,
)
from ktd_tui.papers.render.fonts import Faces
from ktd_tui.papers.render.pdf import render_pdf
from ktd_tui.papers.render.plain import render_text

LONG = (
    "Các đơn vị trong Khối đã phát huy vai trò, trách nhiệm, tạo điều kiện học tập và nâng cao kỹ năng. " * 4
)

TABLE = Table(
    header=("STT", "Đơn vị", "Thưởng", "Tổng"),
    rows=(("1", "Vụ Lễ tân và Hợp tác quốc tế", "1", "97,5"), ("2", "Cục Quản trị III", "1", "96,5")),
    widths=(0.1, 0.7, 0.1, 0.1),
    align=("center", "left", "right", "right"),
    caption="Bảng điểm của Khối",
)

PAPER = Paper(
    head=Head("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "KHỐI THI ĐUA SỐ V", "Số: 05/BB-KTĐV"),
    title="BIÊN BẢN",
    subject=("Hội nghị tổng kết công tác thi đua, khen thưởng năm 2022 của Khối thi đua số V",),
    notice="Số liệu minh họa, không có trong tài liệu gốc.",
    blocks=(
        Paragraph("Thời gian bắt đầu: 14 giờ 00 phút."),
        Paragraph("Nội dung:", style="bold"),
        Heading("1. Khai mạc"),
        Paragraph(LONG, lead="14:05 – "),
        Heading("2. Chấm điểm"),
        Paragraph("Bảng điểm:"),
        TABLE,
        Heading("a) Tồn tại", level=2),
        Points(("Chưa kịp thời.", "Chưa đều & còn chậm <ở một số nơi>."), "1"),
        Points(("Hồ sơ;", "Tài liệu."), "a"),
        Paragraph(LONG, style="italic", indent=False),
        Paragraph("Hội nghị thông qua biên bản.", style="plain"),
    ),
    closing="Hội nghị kết thúc vào 16 giờ 25 phút, ngày 09 tháng 12 năm 2022./.",
    signatures=(
        Signature("THƯ KÝ", "(Ký, ghi rõ họ tên)", "Nguyễn Thị Ửng"),
        Signature("TM. KHỐI THI ĐUA SỐ V\nCHỦ TỌA", "(Ký, ghi rõ họ tên)", "Nguyễn Văn Định"),
    ),
    recipients=("Thường trực Hội đồng (để báo cáo)", "Lưu: VT, Hồ sơ"),
    meta=Meta(
        "Biên bản Hội nghị tổng kết", "Khối thi đua số V", "Tổng kết năm 2022", created=date(2022, 12, 9)
    ),
)


def with_blocks(*blocks: Block) -> Paper:
    """The sample with other contents."""
    return replace(PAPER, blocks=blocks)


def filled(count: int) -> Paper:
    """The sample with so many paragraphs."""
    return with_blocks(*(Paragraph(f"Đoạn {n}. {LONG}") for n in range(count)))


def pdf_of(paper: Paper, faces: Faces | None = None) -> bytes:
    """The paper as PDF."""
    return render_pdf(prepared(paper), faces).pdf


def lines_of(paper: Paper, width: int = 78) -> list[str]:
    """The paper as the terminal shows it."""
    return render_text(prepared(paper), width)


def pages(pdf: bytes) -> list[Any]:
    """The pages as pdfplumber reads them."""
    with pdfplumber.open(BytesIO(pdf)) as read:
        return list(read.pages)


def page_texts(pdf: bytes) -> list[str]:
    """The pages' texts, without page numbers."""
    texts = [page.extract_text() for page in pages(pdf)]
    return [text.removeprefix(f"{number}\n") if number > 1 else text for number, text in enumerate(texts, 1)]


def words(texts: Iterable[str]) -> Counter[str]:
    """The words of some lines; rules and frames are none."""
    text = unicodedata.normalize("NFC", " ".join(texts))
    for sign in "─│┌┬┐├┼┤└┴┘":
        text = text.replace(sign, " ")
    return Counter(text.split())
