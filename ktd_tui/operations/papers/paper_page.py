"""A paper as a page of plain text: the same words in the same order as on paper, without ruled lines."""

from collections.abc import Iterator

from ktd_tui.operations.page import Heading, Page, Part, Table
from ktd_tui.papers import document
from ktd_tui.papers.document import Paper


def paper_page(title: str, paper: Paper) -> Page:
    """Return a paper's words; what stands side by side on paper stands one after the other."""
    paper = document.prepared(paper)
    head = paper.head
    top = (head.superior, head.agency, *document.MOTTO, head.number, paper.mark, head.place_and_date)
    parts: list[Part] = [text for text in top if text]
    parts += [Heading(paper.title), *paper.subject]
    parts += [f"({paper.notice})"] if paper.notice else []
    for block in paper.blocks:
        parts += _block(block)
    parts.append(paper.closing)
    for signature in paper.signatures:
        parts += [Heading(signature.office), signature.hint, signature.name]
    if paper.recipients:
        parts += [Heading(document.RECIPIENTS), *paper.recipient_lines]
    parts.append(paper.foot)
    return Page(title, tuple(part for part in parts if part))


def _block(block: document.Block) -> Iterator[Part]:
    match block:
        case document.Heading(text=text):
            yield Heading(text)
        case document.Paragraph(lead=lead, lines=(first, *more)):
            yield from (lead + first, *more)
        case document.Points(marked=marked):
            yield from marked
        case document.Table(header=header, rows=rows, caption=caption):
            yield from [Heading(caption)] if caption else []
            yield Table(header, rows)
