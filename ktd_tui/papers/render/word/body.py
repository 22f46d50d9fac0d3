"""What a paper says, as the elements of a Word file: head, title, blocks, closing, signatures, recipients."""

from collections.abc import Iterator, Sequence

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
    Signature,
    Table,
)
from ktd_tui.papers.render.keeping import (
    announces,
    kept_with_end,
    last_point_stays,
    listed_beside,
    rows_stay,
    signed_rows,
    table_ends,
)
from ktd_tui.papers.render.looks import (
    ABOVE_ROW,
    AGENCY,
    BELOW_ROW,
    BELOW_RULE,
    BELOW_TABLE,
    GAP,
    LOOKS,
    PAIRS,
    RULE_SHARE,
    SIGNING_ROOM,
    TABLE_BEGINS,
    UNDER_HEAD,
)
from ktd_tui.papers.render.measure import Measure, column_widths, row_height
from ktd_tui.papers.render.word.bars import word_bars
from ktd_tui.papers.render.word.elements import paragraph, row, word_gap, word_rule, word_table
from ktd_tui.papers.render.word.ooxml import Made


def body(paper: Prepared, of: Measure) -> Iterator[Made]:
    """Yield everything between the margins, in the order of reading."""
    if not paper.is_annex:
        yield from _opening(paper, of)
    last = len(paper.blocks) - kept_with_end(paper, of)
    for place, block in enumerate(paper.blocks):
        ends = place + 1 == len(paper.blocks) and last_point_stays(paper, of)
        if isinstance(block, Annex):
            yield from _annex(block, of, new_page=place > 0)
        if isinstance(block, Table):
            ends = table_ends(paper) and place + 1 == len(paper.blocks)
            yield from _table(block, of, keep=place >= last and not ends, ends=ends)
            more = place + 1 < len(paper.blocks) or paper.closing or paper.signatures or paper.recipients
            # Behind the last table of an annex no page of its own.
            yield word_gap(BELOW_TABLE if more else 1, keep=ends or place >= last)
        else:
            joined = place > 0 and announces(paper.blocks[place - 1])
            yield from _block(block, of, keep=ends or place >= last or announces(block), joined=joined)
    yield from _end(paper, of)


def _balanced(text: str, style: str, room: float, of: Measure, names: Sequence[str] = ()) -> str:
    return "\n".join(of.lines(text, style, room, names))


def _longest(text: str, style: str, room: float, of: Measure, names: Sequence[str]) -> float:
    lines = of.lines(text, style, room, names)
    return min(max((of.width(line, style) for line in lines), default=0.0), room)


def _opening(paper: Prepared, of: Measure) -> Iterator[Made]:
    names = paper.names
    yield _head(paper, of)
    title = _balanced(paper.title, "title", of.text_width, of, names)
    yield paragraph("title", title, keep=True, spacing={"before": UNDER_HEAD})
    for line in paper.subject:
        yield paragraph("title", _balanced(line, "title", of.text_width, of, names), keep=True)
    last = (paper.title, *paper.subject)[-1]
    length = _longest(last, "title", of.text_width, of, names) * RULE_SHARE
    yield word_rule(length, of.text_width, after=BELOW_RULE, keep=True)
    if paper.notice:
        yield paragraph("notice", _balanced(f"({paper.notice})", "notice", of.text_width, of))


def _head(paper: Prepared, of: Measure) -> Made:
    """Lay out agency and national motto side by side, number and date in one line below (II.1–4)."""
    head, mark, names = paper.head, paper.mark, paper.names
    left, right = of.text_width * AGENCY, of.text_width * (1 - AGENCY)
    superior = _balanced(head.superior, "superior", left, of, names)
    agency = [paragraph("superior", superior)] if head.superior else []
    agency += [paragraph("agency", _balanced(head.agency, "agency", left, of, names))]
    agency += [word_rule(_longest(head.agency, "agency", left, of, names) * RULE_SHARE, left)]
    nation = [paragraph("nation", MOTTO[0]), paragraph("motto", MOTTO[1])]
    nation += [word_rule(of.width(MOTTO[1], "motto"), right)]
    number = [paragraph("number", head.number)] if head.number else []
    number += [paragraph("agency", mark)] if mark else []
    date = [paragraph("date", head.place_and_date)] if head.place_and_date else []
    rows = [row([agency, nation], [left, right])]
    rows += [row([number, date], [left, right])] if number or date else []
    return word_table(rows, [left, right], ruled=False)


def _block(block: Block, of: Measure, *, keep: bool, joined: bool) -> Iterator[Made]:
    """Make a block; ``joined`` with what announces it, a heading stands no further below that than a text."""
    match block:
        case Heading(text=text, level=level):
            style = "heading" if level == 1 else "subheading"
            yield paragraph(style, text, spacing={"before": LOOKS[style].before} if joined else None)
        case Paragraph(lead=lead, lines=(first, *more)):
            style = f"{block.style} indented" if block.indent else block.style
            yield paragraph(style, first, lead=lead, keep=keep, whole=False)
            yield from (paragraph(style, line, keep=keep, whole=False) for line in more)
        case Points(marked=marked):
            *most, last = marked or ("",)
            yield from (paragraph("body indented", item) for item in most)
            yield paragraph("body indented", last, keep=keep, whole=False)
        case Bars():
            yield from word_bars(block, of)


def _annex(annex: Annex, of: Measure, *, new_page: bool) -> Iterator[Made]:
    """Begin an annex, on a page of its own where it follows a paper (Phụ lục III, Mẫu 2.1)."""
    yield paragraph("title", annex.name, new_page=new_page, keep=True)
    yield paragraph("title", _balanced(annex.title, "title", of.text_width, of), keep=True)
    if annex.to:
        yield paragraph("notice", _balanced(f"({annex.to})", "notice", of.text_width, of), keep=True)
    yield word_rule(of.text_width * RULE_SHARE / 2, of.text_width, after=BELOW_RULE, keep=True)


def _table(of: Table, measure: Measure, *, keep: bool, ends: bool) -> Iterator[Made]:
    """Make a table; kept whole with what comes next, or its last two rows alone where it ``ends`` a paper."""
    widths = column_widths(of, measure)
    if of.caption:
        yield paragraph("caption", of.caption)
    rows = [
        row([[paragraph("header", cell, keep=True)] for cell in of.header], widths, head=True, middle=True)
    ]
    room = measure.text_height * TABLE_BEGINS - row_height(of.header, widths, measure)
    for place, cells in enumerate(of.rows, 1):
        height = row_height(cells, widths, measure)
        room -= height
        last_but_one = place == len(of.rows) - 1 and place > 1
        heads = place - 1 in of.strong and place < len(of.rows) and place not in of.strong
        kept_here = (
            keep
            or last_but_one
            or heads
            or (ends and place == len(of.rows))
            or (room > 0 and place < len(of.rows) - (2 if ends else 0))  # as in the PDF two rows go along
        )
        strong = "strong " if place - 1 in of.strong else ""
        styles = [f"{strong}{side}" for side in of.align]
        said = [[paragraph(style, cell, keep=kept_here)] for cell, style in zip(cells, styles, strict=True)]
        rows.append(row(said, widths, splits=height > measure.text_height / 2, middle=True))
    yield word_table(rows, widths, ruled=True)


def _end(paper: Prepared, of: Measure) -> Iterator[Made]:
    """Keep closing, signatures and «Nơi nhận» together."""
    signed = paper.signatures
    if paper.closing:
        below = {"after": 6.0 + GAP}
        yield paragraph("body indented", paper.closing, keep=bool(signed), whole=False, spacing=below)
    lines = paper.recipient_lines
    listed = [paragraph("label", RECIPIENTS, keep=True)] if lines else []
    listed += [paragraph("recipient", line, keep=line != lines[-1]) for line in lines]
    if signed:
        beside = max(len(signed_rows(paper, of)[0]), 2)
        widths = [of.text_width / beside] * beside
        yield word_table(_rows(paper, listed, widths, of), widths, ruled=False)
    if signed and listed_beside(paper, of):
        yield word_gap(1)
        return
    if signed:
        yield word_gap(6, keep=bool(listed))
    yield from listed


def _rows(paper: Prepared, listed: Sequence[Made], widths: Sequence[float], of: Measure) -> Iterator[Made]:
    stays = rows_stay(paper, of)
    for place, signed in enumerate(signed_rows(paper, of)):
        if place:
            yield row([[word_gap(PAIRS - ABOVE_ROW - BELOW_ROW, keep=True)], []], widths)
        below = place + 1 == len(stays) and bool(listed) and not listed_beside(paper, of)
        cells = [_signed(one, widths[0], of, keep=stays[place] or below) for one in signed]
        if place + 1 == len(stays) and listed_beside(paper, of):
            yield row([listed, [part for parts in cells[0] for part in parts]], widths)
            return
        for parts in zip(*cells, strict=True):  # names stand level, whatever is above them
            if any(parts):
                yield row(parts, widths)


def _signed(signature: Signature, room: float, of: Measure, *, keep: bool = False) -> list[list[Made]]:
    """Make the rows of a signature: office, how, the room to sign, name (II.7)."""
    office, hint, name = (
        [paragraph(part, _balanced(text, part, room, of), keep=keep or part != "name")] if text else []
        for part, text in (("office", signature.office), ("hint", signature.hint), ("name", signature.name))
    )
    return [office, hint, [word_gap(SIGNING_ROOM, keep=True)], name]
