"""A paper as text: the preview in the terminal, for screen readers, and for scripts."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from ktd_tui.papers.document import Align, Block, Heading, Paper, Paragraph, Points, Table

INDENT = 4
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def render_text(paper: Paper, width: int = 78) -> list[str]:
    """Render a paper as lines, none wider than ``width`` columns."""
    lines = list(_head(paper, width))
    lines += ["", *_centred(paper.title, width)]
    lines += [line for part in paper.subject for line in _centred(part, width - 12, width)]
    lines += ["─" * 20]
    lines[-1] = lines[-1].center(width).rstrip()
    if paper.notice:
        lines += ["", *_centred(f"({paper.notice})", width - 8, width)]
    lines.append("")
    for block in paper.blocks:
        lines += _block(block, width)
    lines += [*_wrapped(paper.closing, width, INDENT), ""]
    lines += [*_signatures(paper, width), ""]
    lines += ["Nơi nhận:", *(part for r in _recipients(paper) for part in _wrapped(r, width, 0))]
    return lines


def _recipients(paper: Paper) -> list[str]:
    last = len(paper.recipients) - 1
    return [f"- {r}{'.' if place == last else ';'}" for place, r in enumerate(paper.recipients)]


def _head(paper: Paper, width: int) -> Iterator[str]:
    left = width // 2 - 2
    right = width - left - 1
    one = [*_centred(paper.head.superior, left), *_centred(paper.head.agency, left), _rule(left, 10)]
    one += _centred(paper.head.number, left)
    two = [*_centred(MOTTO[0], right), *_centred(MOTTO[1], right), _rule(right, len(MOTTO[1]))]
    two += _centred(paper.head.place_and_date, right) if paper.head.place_and_date else []
    yield from _side_by_side(one, two, left)


def _rule(width: int, length: int) -> str:
    return ("─" * length).center(width)


def _side_by_side(one: Sequence[str], two: Sequence[str], left: int) -> Iterator[str]:
    for place in range(max(len(one), len(two))):
        first = one[place] if place < len(one) else ""
        second = two[place] if place < len(two) else ""
        yield f"{_pad(first, left, 'left')} {second}".rstrip()


def _pad(text: str, width: int, align: Align) -> str:
    room = max(width - cells(text), 0)
    before = {"left": 0, "center": room // 2, "right": room}[align]
    return " " * before + text + " " * (room - before)


def _break(text: str, width: int) -> list[str]:
    """Wrap by columns: textwrap counts characters, which is the same but for wide ones."""
    lines = textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    if all(cells(line) <= width for line in lines):
        return lines
    return [part for line in lines for part in textwrap.wrap(line, max(width // 2, 1))]


def _centred(text: str, width: int, field: int | None = None) -> list[str]:
    return [_pad(line, field or width, "center").rstrip() for line in _break(text, width)]


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    first, *rest = _break("\u00a0" * indent + text, width)
    return [first.replace("\u00a0", " "), *rest]


def _block(block: Block, width: int) -> list[str]:
    match block:
        case Heading(text=text):
            return ["", *_wrapped(text, width, INDENT)]
        case Paragraph(text=text, lead=lead):
            return _wrapped(lead + text, width, INDENT)
        case Points(items=items, marker=marker):
            return [line for item in items for line in _wrapped(f"{marker} {item}", width, INDENT)]
        case Table():
            return ["", *_table(block, width), ""]


def _table(table: Table, width: int) -> Iterator[str]:
    room = width - 3 * len(table.header) - 1
    widths = [max(int(share * room), 1) for share in table.widths]
    widths[widths.index(max(widths))] += room - sum(widths)
    yield _border(widths, "┌┬┐")
    yield from _row(table.header, widths, ["center" for _ in widths])
    for row in table.rows:
        yield _border(widths, "├┼┤")
        yield from _row(row, widths, table.align)
    yield _border(widths, "└┴┘")


def _border(widths: Sequence[int], corners: str) -> str:
    return corners[0] + corners[1].join("─" * (w + 2) for w in widths) + corners[2]


def _row(row: Sequence[str], widths: Sequence[int], align: Sequence[Align]) -> Iterator[str]:
    broken = [_break(cell, w) for cell, w in zip(row, widths, strict=True)]
    for place in range(max(map(len, broken))):
        parts = [
            _pad(cell[place] if place < len(cell) else "", w, a)
            for cell, w, a in zip(broken, widths, align, strict=True)
        ]
        yield "│ " + " │ ".join(parts) + " │"


def _signatures(paper: Paper, width: int) -> Iterator[str]:
    half = width // 2
    columns = [
        [*_centred(s.office, half), *_centred(s.hint, half), "", "", *_centred(s.name, half)]
        for s in paper.signatures
    ]
    yield from _side_by_side(columns[0], columns[1], half)
