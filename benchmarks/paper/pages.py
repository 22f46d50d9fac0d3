"""Long papers: seconds and peak memory of 1, 10, 100 and 500 pages, beside reportlab alone on the same texts.

Each is a process of its own: ``--ktd N`` renders a paper of about N pages, ``--bare N`` draws the same
flowables by a script that knows nothing of ktd (see ``benchmarks.paper.minutes``); ``--typst N`` has typst
set the same texts, where its Python package is installed (it is none of ours).

Run: ``python -m benchmarks.paper.pages``.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.paper.minutes import bare, story_of
from benchmarks.table import Row, say
from ktd_tui.papers.document import (
    MOTTO,
    Head,
    Heading,
    Meta,
    Paper,
    Paragraph,
    Signature,
    Table,
    prepared,
)

PAGES = (1, 10, 100, 500)
ROWS, LINES = 16, 9
"""Rows of a table and paragraphs that fill about a page together."""
LIMIT = 25
WAYS = ("--ktd", "--bare", "--typst", "--word")
NAMED = {"--bare": "reportlab alone", "--typst": "typst"}


def a_paper(pages: int) -> Paper:
    """Make a paper of about so many pages: headings, paragraphs, tables."""
    blocks: list[Heading | Paragraph | Table] = []
    for page in range(pages):
        blocks.append(Heading(f"{page + 1}. Nội dung thứ {page + 1}"))
        text = "Các đại biểu nhất trí với báo cáo và đề nghị tiếp tục đổi mới nội dung phong trào thi đua. "
        blocks += [Paragraph(text + f"Ý kiến số {n}.", lead=f"14:{n:02d} – ") for n in range(LINES)]
        blocks.append(
            Table(
                header=("STT", "Đơn vị", "Điểm"),
                rows=tuple((str(n), f"Đơn vị thứ {n}", f"{90 + n % 10},5") for n in range(ROWS)),
                widths=(0.1, 0.7, 0.2),
                align=("center", "left", "right"),
            )
        )
    return Paper(
        head=Head("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "KHỐI THI ĐUA SỐ V", "Số: 01/BB-KTĐV"),
        title="BIÊN BẢN",
        subject=("Hội nghị rất dài",),
        blocks=tuple(blocks),
        closing="Hội nghị kết thúc./.",
        signatures=(Signature("THƯ KÝ", "", "A"), Signature("CHỦ TỌA", "", "B")),
        recipients=("Lưu: VT",),
        meta=Meta("Biên bản", "Khối", "Dài"),
    )


def typst_lines(paper: Paper) -> Iterator[str]:
    """Yield a paper as a typst document: the same page, sizes and texts."""

    def said(text: str) -> str:
        return f"#{json.dumps(text, ensure_ascii=False)}"

    def side_by_side(*columns: tuple[str, ...]) -> str:
        cells = (f"align(center)[{' #linebreak() '.join(map(said, column))}]" for column in columns)
        return f"#grid(columns: (1fr, 1fr), {', '.join(cells)})"

    yield (
        '#set page(paper: "a4", margin: (left: 30mm, right: 17mm, y: 20mm), header: align(center, context '
        "counter(page).display()))"
    )
    yield '#set text(font: ("Times New Roman", "Liberation Serif", "Tinos"), size: 14pt, lang: "vi")'
    yield "#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true), spacing: 12pt)"
    yield side_by_side((paper.head.superior, paper.head.agency), MOTTO)
    for title in (paper.title, *paper.subject):
        yield f"#align(center, strong[{said(title)}])"
    for block in paper.blocks:
        if isinstance(block, Heading):
            yield f"#par(strong[{said(block.text)}])"
        elif isinstance(block, Paragraph):
            yield f"#par[*{said(block.lead)}*{said(block.text)}]"
        elif isinstance(block, Table):
            widths = ", ".join(f"{width}fr" for width in block.widths)
            header = ", ".join(f"[*{said(cell)}*]" for cell in block.header)
            cells = ", ".join(f"[{said(cell)}]" for row in block.rows for cell in row)
            yield f"#table(columns: ({widths}), stroke: 0.5pt, table.header({header}), {cells})"
    yield f"#par[{said(paper.closing)}]"
    yield side_by_side(*((one.office, one.name) for one in paper.signatures))


def by_typst(paper: Paper, target: str) -> None:
    """Have typst set a paper; nothing is imported where it is not installed."""
    typst: Any = __import__("typst")
    typst.compile("\n\n".join(typst_lines(paper)).encode(), output=target)


def child(what: str, pages: int, target: str) -> None:
    """Render, then say seconds, peak memory in MiB and bytes."""
    paper = a_paper(pages)
    if what == "--ktd":
        from ktd_tui.papers.render.pdf import render_pdf

        begun = time.perf_counter()
        Path(target).write_bytes(render_pdf(prepared(paper)).pdf)
    elif what == "--word":
        from ktd_tui.papers.render.word.writing import render_word

        begun = time.perf_counter()
        Path(target).write_bytes(render_word(prepared(paper), {}))
    elif what == "--typst":
        begun = time.perf_counter()
        by_typst(paper, target)
    else:
        story = story_of(paper)
        del paper
        begun = time.perf_counter()
        bare(story, target)
    taken = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([taken, peak, Path(target).stat().st_size]))


def rows(quick: bool) -> Iterator[Row]:
    """Run each by turns."""
    found: dict[tuple[str, int], list[float]] = {}
    sizes = PAGES[:3] if quick else PAGES
    ways = WAYS if find_spec("typst") else [way for way in WAYS if way != "--typst"]
    with tempfile.TemporaryDirectory() as folder:
        for pages in sizes:
            for what in ways:
                command = [
                    sys.executable,
                    "-m",
                    "benchmarks.paper.pages",
                    what,
                    str(pages),
                    f"{folder}/x.pdf",
                ]
                said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                found[what, pages] = json.loads(said)
    for pages in sizes:
        seconds, peak, _ = found["--ktd", pages]
        for what in (way for way in ways if way in NAMED):
            other = found[what, pages]
            yield Row(f"{pages} pages: seconds / {NAMED[what]}", seconds / other[0], "times")
        yield Row(f"{pages} pages: peak over reportlab alone", peak - found["--bare", pages][1], "MiB", LIMIT)
    most, tenth = sizes[-1], sizes[-2]
    for what, named in (("--ktd", ""), ("--word", ", as Word")):
        slope = (found[what, most][0] / most) / (found[what, tenth][0] / tenth)
        yield Row(f"seconds a page at {most} / at {tenth} pages{named}", slope, "times", 1.2)


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WAYS:
        child(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    else:
        say(rows)
