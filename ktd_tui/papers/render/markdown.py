"""A paper as Markdown: for a website, a wiki, or a mail; the same words as the PDF's."""

import re
from collections.abc import Iterator

from ktd_tui.papers.document import (
    MOTTO,
    RECIPIENTS,
    Annex,
    Bars,
    Block,
    Heading,
    Paragraph,
    Points,
    Prepared,
    Table,
)

_STEERING = re.compile(r"([\\`*_\[\]<>|#~&])")
"""Signs that Markdown would take for its own wherever they stand."""
_AT_THE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])(?=\s|$)")
"""What would begin a list, a quotation or a heading."""


def render_markdown(paper: Prepared) -> str:
    """Render a paper as CommonMark with tables (GitHub's)."""
    parts = [] if paper.is_annex else [*_head(paper), f"# {_escaped(paper.title)}"]
    parts += [f"**{_escaped(line)}**" for line in paper.subject]
    parts += [f"*({_escaped(paper.notice)})*"] if paper.notice else []
    parts += [part for block in paper.blocks for part in _block(block)]
    parts += [_start(paper.closing)] if paper.closing else []
    parts += list(_end(paper))
    parts += [f"*{_escaped(paper.foot)}*"] if paper.foot else []
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(paper: Prepared) -> Iterator[str]:
    of = paper.head
    lines = (of.superior, of.agency, of.number, paper.mark, *MOTTO, of.place_and_date)
    yield "  \n".join(_escaped(line) for line in lines if line)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"{'#' * min(level + 1, 6)} {_escaped(text)}"
        case Paragraph(lead=lead, lines=(first, *more)):
            bold = f"**{_escaped(lead.strip())}** " if lead.strip() else ""
            yield bold + (_escaped(first) if bold else _start(first))
            yield from map(_start, more)
        case Points(marked=marked):
            yield "\n".join(_point(item) for item in marked)
        case Table():
            yield from _table(block)
        case Bars(told=told):
            yield from _table(told)
        case Annex(name=name, title=title, to=to):
            yield f"# {_escaped(name)}"
            yield f"**{_escaped(title)}**"
            yield f"*({_escaped(to)})*" if to else ""


def _point(item: str) -> str:
    mark, _, text = item.partition(" ")
    if mark in ("-", "–") or mark[:-1].isdigit():
        return f"{'-' if mark == '–' else mark} {_escaped(text)}"
    return f"- {_escaped(item)}"


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"*{_escaped(table.caption)}*"
    marks = {"left": ":---", "center": ":---:", "right": "---:"}
    rows = [table.header, tuple(marks[align] for align in table.align), *table.rows]
    yield "\n".join(
        f"| {' | '.join(cell if n == 1 else _escaped(cell) for cell in row)} |" for n, row in enumerate(rows)
    )


def _end(paper: Prepared) -> Iterator[str]:
    for signature in paper.signatures:
        lines = (f"**{_escaped(signature.office)}**", _escaped(signature.hint), _escaped(signature.name))
        yield "  \n".join(line for line in lines if line)
    if paper.recipients:
        listed = (line.removeprefix("- ") for line in paper.recipient_lines)
        yield "\n".join([_escaped(RECIPIENTS), *(f"- {_escaped(line)}" for line in listed)])


def _start(text: str) -> str:
    return _AT_THE_START.sub(lambda found: f"{found[1]}\\{found[2]}", _escaped(text))


def _escaped(text: str) -> str:
    """Return a text whose signs are only signs, on one line."""
    return " ".join(_STEERING.sub(r"\\\1", text).split("\n"))
