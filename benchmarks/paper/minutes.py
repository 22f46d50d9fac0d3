"""How long the minutes take: the whole ``ktd export minutes`` against a bare reportlab script; as Word.

The yardstick is this file with ``--bare``: it imports reportlab and nothing of ktd, registers the same
four fonts, and sets the same texts with the same kinds of flowables. It reads no data, makes no checks.
Both run as whole processes, by turns. Run: ``python -m benchmarks.paper.minutes``.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.table import Row
    from ktd_tui.papers.document import Block, Paper
    from ktd_tui.papers.render.frame import PageStyles

RUNS = 11
WORD_TARGET = 1.5
TARGET = 1.25


def bare(story: dict[str, Any], target: str) -> None:
    """Draw the pages as a script that knows nothing but reportlab."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, LongTable, PageTemplate, Paragraph, Table

    names = ["n", "b", "i", "bi"]
    for name, path in zip(names, story["fonts"], strict=True):
        pdfmetrics.registerFont(TTFont(name, path))
    pdfmetrics.registerFontFamily("n", *names)
    styles = {name: ParagraphStyle(name, None, **settings) for name, settings in story["styles"].items()}
    flowables: list[Any] = []
    for kind, content, *more in story["flowables"]:
        if kind == "text":
            flowables.append(Paragraph(content, styles[more[0]]))
            continue
        cells = [
            [[Paragraph(text, styles[style]) for text, style in cell] for cell in row] for row in content
        ]
        looks: list[Any] = [("FONT", (0, 0), (-1, -1), "n")]
        looks += [("GRID", (0, 0), (-1, -1), 0.5, "black")] if kind == "table" else []
        make = LongTable if kind == "table" else Table
        flowables.append(make(cells, colWidths=more[0], repeatRows=int(kind == "table"), style=looks))
    width, height = A4[0] - 47 * mm, A4[1] - 40 * mm
    document = BaseDocTemplate(target, pagesize=A4, invariant=1, initialFontName="n", pageCompression=1)

    def number(canvas: Any, document: Any) -> None:
        canvas.setFont("n", 13)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(document.page))

    document.addPageTemplates(
        PageTemplate("page", [Frame(30 * mm, 20 * mm, width, height, 0, 0, 0, 0)], onPage=number)
    )
    document.build(flowables)


def story_of(paper: "Paper") -> dict[str, Any]:
    """Return a paper's texts, styles and fonts as data that the bare script needs no ktd for."""
    from ktd_tui.papers.document import MOTTO, prepared
    from ktd_tui.papers.render.fonts import find_faces
    from ktd_tui.papers.render.frame import sheet

    paper, faces = prepared(paper), find_faces()
    of = sheet(faces)
    half = [of.text_width / 2] * 2
    motto = [(MOTTO[0], "nation"), (MOTTO[1], "motto")]
    head = [
        [[(paper.head.superior, "superior"), (paper.head.agency, "agency")], motto],
        [[(paper.head.number, "number")], [(paper.head.place_and_date, "date")]],
    ]
    signed = [[[(getattr(s, part), part)] for s in paper.signatures] for part in ("office", "hint", "name")]
    flowables = [["columns", head, half], ["text", paper.title, "title"]]
    flowables += [["text", line, "title"] for line in (*paper.subject, paper.notice)]
    flowables += [flowable for block in paper.blocks for flowable in _block(block, of)]
    flowables += [["text", paper.closing, "body indented"], ["columns", signed, half]]
    flowables += [["text", line, "recipient"] for line in paper.recipient_lines]
    names = dict(zip((of.regular, of.bold, of.italic, of.bold_italic), ("n", "b", "i", "bi"), strict=True))
    styles = {name: _settings(style, names) for name, style in of.styles.items()}
    return {
        "fonts": [str(path) for path in faces.paths],
        "styles": styles,
        "flowables": flowables,
    }


def _settings(style: Any, names: dict[str, str]) -> dict[str, Any]:
    kept = ["fontSize", "leading", "alignment", "firstLineIndent", "spaceBefore", "spaceAfter"]
    kept += ["allowWidows", "spaceShrinkage"]
    return {"fontName": names[style.fontName]} | {name: getattr(style, name) for name in kept}


def _block(block: "Block", of: "PageStyles") -> list[list[Any]]:
    from ktd_tui.papers.document import Heading, Paragraph, Points, Table
    from ktd_tui.papers.render.measure import column_widths

    if isinstance(block, Heading):
        return [["text", block.text, "heading"]]
    if isinstance(block, Paragraph):
        return [["text", f"<b>{block.lead}</b>{line}", f"{block.style} indented"] for line in block.lines]
    if isinstance(block, Points):
        return [["text", item, "body indented"] for item in block.marked]
    if not isinstance(block, Table):
        raise TypeError(block)  # the minutes have neither charts nor annexes
    rows = [[[(cell, "header")] for cell in block.header]]
    rows += [[[(cell, a)] for cell, a in zip(row, block.align, strict=True)] for row in block.rows]
    return [["table", rows, column_widths(block, of)]]


def sample_paper(command: list[str]) -> "Paper":
    """Return the paper that ktd renders for this command, caught on its way to the PDF."""
    import contextlib
    from unittest import mock

    from ktd_tui import cli
    from ktd_tui.papers.document import Rendered
    from ktd_tui.papers.render.press import Press

    rendered = mock.Mock(return_value=Rendered(b"", 0))
    with mock.patch.object(Press, "render", rendered), contextlib.suppress(SystemExit):
        cli.main(command)
    paper: Paper = rendered.call_args.args[0]
    return paper


def rows(quick: bool) -> "Iterator[Row]":
    """Time both by turns."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        yield from measure(Path(folder), 3 if quick else RUNS)


def measure(folder: Path, runs: int) -> "Iterator[Row]":
    """Time both in a folder, so many times."""
    import subprocess
    import time

    from benchmarks.table import Row, median

    # Both from compiled modules, kept out of the source tree.
    environment = {**os.environ, "KTD_DATA": str(folder / "data"), "PYTHONPYCACHEPREFIX": str(folder / "pyc")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["KTD_DATA"] = environment["KTD_DATA"]
    ktd = [str(Path(sys.executable).with_name("ktd"))]  # what the users start
    subprocess.run([*ktd, "init", "--sample", str(folder / "data")], env=environment, check=True)
    export = ["export", "minutes", "--bloc", "V", "--year", "2022", "-o"]
    story = folder / "story.json"
    story.write_text(
        json.dumps(story_of(sample_paper([*export, str(folder / "caught.pdf")]))), encoding="utf-8"
    )
    commands = {
        "bare": [sys.executable, __file__, "--bare", str(story), str(folder / "bare.pdf")],
        "ktd": [*ktd, *export, str(folder / "ktd.pdf")],
        "as Word": [*ktd, *export, str(folder / "word.docx")],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            Path(command[-1]).unlink(missing_ok=True)  # ktd overwrites nothing
            begin = time.perf_counter()
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            if run:  # the first run compiles
                times[name].append(time.perf_counter() - begin)
    for name, taken in times.items():
        yield Row(f"minutes, {name}", 1e3 * median(taken), "ms")
    yield Row("minutes as PDF / a bare script", median(times["ktd"]) / median(times["bare"]), "times", TARGET)
    yield Row(
        "minutes as Word / as PDF", median(times["as Word"]) / median(times["ktd"]), "times", WORD_TARGET
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--bare"]:
        bare(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), sys.argv[3])
    else:
        from benchmarks.table import say  # not at the top: the yardstick pays for reportlab alone

        say(rows)
