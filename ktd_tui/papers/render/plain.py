"""A paper as text: the preview in the terminal, for screen readers, and for scripts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ktd_tui.layout import balanced, cells, share_out, wrap
from ktd_tui.papers.document import (
    MOTTO,
    RECIPIENTS,
    Align,
    Annex,
    Bars,
    Block,
    Heading,
    Paragraph,
    Points,
    Prepared,
    Signature,
    Table,
)

INDENT = 4

NARROWEST_COLUMN = 2
"""Columns of the terminal below which a table's column cannot even hold one wide letter."""
UNTORN, SAID = 8, 16
"""Columns up to which a table's words are never torn, and what its first columns take beyond them."""


def render_text(paper: Prepared, width: int = 78) -> list[str]:
    """Render a paper as lines, none wider than ``width`` columns of the terminal (at least 8).

    The words and their order are those of the PDF; only a table that is too broad is set in parts.
    """
    lines = [] if paper.is_annex else list(_opening(paper, width))
    lines += ["", *_centred(f"({paper.notice})", width)] if paper.notice else []
    lines.append("")
    for block in paper.blocks:
        lines += _block(block, width)
    lines += [*wrap(paper.closing, width, _indent(width)), ""]
    lines += _end(paper, width)
    lines += ["", *_centred(paper.foot, width)] if paper.foot else []
    return [line for line, above in zip(lines, ["", *lines], strict=False) if line or above]


def _opening(paper: Prepared, width: int) -> Iterator[str]:
    yield from (*_head(paper, width), "", *_centred(paper.title, width, paper.names))
    yield from (line for part in paper.subject for line in _centred(part, width, paper.names))
    yield from _centred("─" * (width // 4), width)


def _indent(width: int) -> int:
    return min(INDENT, width // 8)


def _centred(text: str, width: int, names: Sequence[str] = ()) -> list[str]:
    lines = [piece for line in balanced(text, width, cells, names) for piece in wrap(line, width)]
    return [" " * ((width - cells(line)) // 2) + line for line in lines]


def _pad(text: str, width: int, align: Align) -> str:
    room = width - cells(text)
    before = {"left": 0, "center": room // 2, "right": room}[align]
    return " " * before + text + " " * (room - before)


def _side_by_side(one: Sequence[str], two: Sequence[str], left: int) -> Iterator[str]:
    for place in range(max(len(one), len(two))):
        first = one[place] if place < len(one) else ""
        second = two[place] if place < len(two) else ""
        yield f"{_pad(first, left, 'left')} {second}".rstrip(" ")


def _head(paper: Prepared, width: int) -> Iterator[str]:
    head, mark, names = paper.head, paper.mark, paper.names
    left = (width - 1) * 12 // 25
    right = width - 1 - left
    agency = [*_centred(head.superior, left, names), *_centred(head.agency, left, names)]
    agency += _centred("─" * (left // 4), left)
    nation = [*_centred(MOTTO[0], right), *_centred(MOTTO[1], right)]
    nation += _centred("─" * min(right, cells(MOTTO[1])), right)
    room = max(len(agency), len(nation))  # number and date stand on one line (Phụ lục I, II.4c)
    agency += [""] * (room - len(agency)) + [*_centred(head.number, left), *_centred(mark, left)]
    nation += [""] * (room - len(nation)) + _centred(head.place_and_date, right)
    yield from _side_by_side(agency, nation, left)


def _block(block: Block, width: int) -> list[str]:  # noqa: PLR0911  # a case each kind of block
    indent = _indent(width)
    match block:
        case Heading(text=text, level=level):
            return [*([""] if level == 1 else []), *wrap(text, width, indent)]
        case Paragraph(style="centred", text=text):
            return ["", *_centred(text, width)]
        case Paragraph(lead=lead, lines=(first, *more)):
            beginning = indent if block.indent else 0
            return [line for part in (lead + first, *more) for line in wrap(part, width, beginning)]
        case Points(marked=marked):
            return [line for item in marked for line in wrap(item, width, indent)]
        case Table():
            parts = _side_parts(block, width)
            return [
                *_centred(block.caption, width),
                *(line for of in parts for line in _table(of, width)),
                "",
            ]
        case Bars(told=told):
            return _block(told, width)
        case Annex():
            said = (block.name, block.title, f"({block.to})" if block.to else "")
            return ["", *(line for part in said if part for line in _centred(part, width)), ""]
    return []


def _table(table: Table, width: int) -> Iterator[str]:
    count = len(table.header)
    room = width - 3 * count - 1
    if room < count * NARROWEST_COLUMN:
        yield from _listed(table, width)
        return
    widths = _column_widths(table, room)
    yield _border(widths, "┌┬┐")
    if any(table.header):  # a chart's figures have no head
        yield from _row(table.header, widths, ["center"] * count)
        yield _border(widths, "├┼┤")
    for place, row in enumerate(table.rows):
        yield from [_border(widths, "├┼┤")] if place else []
        yield from _row(row, widths, table.align)
    yield _border(widths, "└┴┘")


def _side_parts(table: Table, width: int) -> list[Table]:
    """Return a table whole, or, where its words would be torn, parts of it below each other.

    Each has the columns that say what a row is about: those of words at the left, before the first figure.
    """
    least = [
        min(max(cells(word) for cell in column for word in cell.split() or [""]), UNTORN)
        for column in zip(table.header, *table.rows, strict=True)
    ]
    lead = next((place for place, side in enumerate(table.align) if side == "right"), 0)
    room = width - 1 - sum(size + 3 for size in least[:lead]) - SAID
    if not lead or sum(size + 3 for size in least) < width or room < UNTORN:
        return [table]
    parts: list[list[int]] = [[]]
    for place in range(lead, len(least)):
        if parts[-1] and sum(least[one] + 3 for one in (*parts[-1], place)) > room:
            parts.append([])
        parts[-1].append(place)
    return [_columns(table, [*range(lead), *part]) for part in parts]


def _columns(table: Table, places: Sequence[int]) -> Table:
    return replace(
        table,
        header=tuple(table.header[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in table.rows),
        widths=tuple(table.widths[place] for place in places),
        align=tuple(table.align[place] for place in places),
    )


def _column_widths(table: Table, room: int) -> list[int]:
    spare = room - NARROWEST_COLUMN * len(table.header)
    least = [
        min(max(cells(word) for cell in column for word in cell.split() or [""]), room // 3)
        - NARROWEST_COLUMN
        for column in zip(table.header, *table.rows, strict=True)
    ]
    exact = share_out(spare, table.widths, [max(size, 0) for size in least])
    widths = [NARROWEST_COLUMN + int(size + 1e-9) for size in exact]
    widths[widths.index(max(widths))] += room - sum(widths)
    return widths


def _listed(table: Table, width: int) -> Iterator[str]:
    """Say a table without drawing it, where it has more columns than the terminal has room for."""
    for row in table.rows:
        for header, cell in zip(table.header, row, strict=True):
            yield from wrap(f"{header}: {cell}", width)
        yield ""


def _border(widths: Sequence[int], corners: str) -> str:
    return corners[0] + corners[1].join("─" * (w + 2) for w in widths) + corners[2]


def _row(row: Sequence[str], widths: Sequence[int], align: Sequence[Align]) -> Iterator[str]:
    broken = [wrap(cell, w) for cell, w in zip(row, widths, strict=True)]
    for place in range(max(map(len, broken))):
        parts = [
            _pad(cell[place] if place < len(cell) else "", w, a)
            for cell, w, a in zip(broken, widths, align, strict=True)
        ]
        yield "│ " + " │ ".join(parts) + " │"


def _end(paper: Prepared, width: int) -> Iterator[str]:
    right = (width - 1) // 2  # of the two halves the narrower, for both signatures
    left = width - 1 - right
    lines = [RECIPIENTS, *paper.recipient_lines] if paper.recipients else []
    signed = [_signed(signature, right) for signature in paper.signatures]
    if len(signed) == 1:  # Phụ lục I, IV: «Nơi nhận» stands left of the signature
        listed = [line for text in lines for line in wrap(text, left)]
        yield from _side_by_side(listed, [line for part in signed[0] for line in part], left)
        return
    for place in range(0, len(signed), 2):
        for parts in zip(*signed[place : place + 2], strict=True):  # so that names stand level
            yield from _side_by_side(parts[0], parts[1] if len(parts) > 1 else [], left)
        yield ""
    yield from (line for text in lines for line in wrap(text, width))


def _signed(signature: Signature, width: int) -> list[list[str]]:
    hint = _centred(signature.hint, width)
    return [_centred(signature.office, width), hint, ["", ""], _centred(signature.name, width)]
