"""Markdown of a paper: read back by another library it says every text, and nothing in it is markup."""

from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current, printing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.papers import document
from ktd_tui.papers.document import Head, Heading, Meta, Paper, Paragraph, Points, Table
from ktd_tui.papers.render.markdown import render_markdown
from tests.operations.found import the_meeting, the_year

READER = MarkdownIt("commonmark").enable("table")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1)


def read_back(markdown: str) -> str:
    """The text of a Markdown file, without its markup."""
    parts = []
    for token in READER.parse(markdown):
        assert token.type != "html_block", token.content
        for child in token.children or ():
            assert child.type != "html_inline", child.content
            assert child.type not in ("link_open", "image"), child.attrs
            parts.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
        parts.append("\n")
    return unescape("".join(parts))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", ["minutes", "report", "pledge", "annex"])
def test_every_text_of_a_paper_is_there(sample: Desk, kind: str) -> None:
    of = current.paper(sample, PaperRef(kind, the_year(sample).id))
    found = squeezed(read_back(render_markdown(of)))
    missing = [text for _, text in document.strings(of) if squeezed(text) not in found]
    assert missing == []


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_no_text_is_taken_for_markup(first: str, second: str) -> None:
    table = Table(header=(first, "b"), rows=((second, first),), widths=(0.5, 0.5), align=("left", "right"))
    blocks = (
        Heading(first),
        Paragraph(second),
        Paragraph(first, lead=second),
        Points((first, second)),
        table,
    )
    of = document.prepared(
        Paper(Head("A", first, second), "T", (first,), blocks, second, (), (first,), Meta("t", "a", "s"))
    )
    found = squeezed(read_back(render_markdown(of)))
    for place, text in document.strings(of):
        assert squeezed(text) in found, f"{place}: {text!r}"


def test_the_file_is_as_its_name_says(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample).id
    for name, begins in (("a.md", "HỘI ĐỒNG"), ("a.txt", "   "), ("a.pdf", "%PDF")):
        report, minutes = tmp_path / f"r-{name}", tmp_path / f"m-{name}"
        written = (
            printing.print_paper(sample, PaperRef("report", year), report),
            printing.print_paper(sample, minutes_ref(sample, the_meeting(sample).id), minutes),
        )
        for target, of in zip((report, minutes), written, strict=True):
            content = target.read_bytes()
            assert (of.path, of.size) == (target, len(content))
            assert content.decode("utf-8", "replace").startswith(begins), content[:40]
