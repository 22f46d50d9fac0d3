"""The document model, and that it costs nothing to import."""

import subprocess
import sys
from dataclasses import replace

from ktd_tui.papers.document import Paragraph, Points, prepared, strings
from tests.papers.sample import PAPER


def test_points_are_lettered_in_vietnamese() -> None:
    marks = [point.split()[0] for point in Points(("x",) * 25, "a").marked]
    assert marks[:6] == ["a)", "b)", "c)", "d)", "đ)", "e)"]
    assert marks[22:] == ["y)", "aa)", "bb)"]
    assert Points(("x", "y"), "1").marked == ("1. x", "2. y")
    assert Points(("x",), "+").marked == ("+ x",)


def test_recipients_end_as_the_decree_says() -> None:
    assert replace(PAPER, recipients=("A", "B;", "Lưu: VT.")).recipient_lines == (
        "- A;",
        "- B;",
        "- Lưu: VT.",
    )
    assert replace(PAPER, recipients=()).recipient_lines == ()


def test_a_line_break_begins_a_paragraph() -> None:
    assert Paragraph("a\n\nb").lines == ("a", "b")
    assert Paragraph("").lines == ("",)


def test_preparing_twice_changes_nothing() -> None:
    once = prepared(PAPER)
    assert prepared(once) == once
    assert once.meta.created == PAPER.meta.created


def test_every_text_has_a_place() -> None:
    texts = list(strings(PAPER))
    assert all(place for place, _ in texts)
    assert ("paragraph 1 under “2. Chấm điểm”", "Bảng điểm:") in texts
    assert ("table 1, row 2", "96,5") in texts


def test_document_and_preview_import_nothing_heavy() -> None:
    script = "import sys\nfrom ktd_tui.papers.render import fonts, plain, press\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert not {"reportlab", "pydantic", "PIL", "textual"} & set(done.stdout.split())
