"""A paper as PDF, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I.

Imported only where a PDF is made: it pulls in reportlab.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.platypus import CondPageBreak, Flowable, PageBreakIfNotEmpty, Spacer

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
    Rendered,
    Signature,
    Table,
)
from ktd_tui.papers.render import frame
from ktd_tui.papers.render.fonts import Faces, find_faces, glyphless
from ktd_tui.papers.render.frame import PageStyles, Rule, columns
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
    ABOVE_CELL,
    ABOVE_TABLE,
    AGENCY,
    BELOW_CELL,
    BELOW_RULE,
    BELOW_TABLE,
    BODY,
    CELL,
    CELL_SIDE,
    GAP,
    GRID,
    PAIRS,
    RULE_SHARE,
    TABLE_BEGINS,
    UNDER_HEAD,
)
from ktd_tui.papers.render.measure import column_widths
from ktd_tui.papers.render.signing_fields import SigningRoom, signing_names
from ktd_tui.papers.render.tags import Element, TaggedCanvas
from ktd_tui.papers.render.tearing import Ruled, SignedEnd


def render_pdf(paper: Prepared, faces: Faces | None = None) -> Rendered:
    """Render a paper with the best fonts that are installed; equal papers and fonts give equal bytes.

    Raises:
        Refused: The font has no glyph for some character; the sentence says where it stands.
    """
    faces = faces or find_faces()
    for refused in glyphless(paper, faces):
        raise refused
    sheet = frame.sheet(faces, landscape=paper.landscape)
    file = BytesIO()
    document = frame.template(file, paper.meta, sheet, foot=paper.foot, attached=paper.attached)
    opening = [] if paper.is_annex else _opening(paper, sheet)
    document.build([*opening, *_body(paper, sheet)], canvasmaker=TaggedCanvas)
    return Rendered(file.getvalue(), document.page)


def _opening(paper: Prepared, sheet: PageStyles) -> Iterator[Flowable]:
    names, wide = paper.names, sheet.text_width
    yield _head(paper, sheet)
    yield Spacer(1, UNDER_HEAD)
    yield sheet.centred(paper.title, "title", wide, names)
    last = paper.title
    for line in paper.subject:
        yield sheet.centred(line, "title", wide, names)
        last = line
    length = max(sheet.width(line, "title") for line in sheet.lines(last, "title", wide, names) or [""])
    yield Rule(min(length, wide) * RULE_SHARE, after=BELOW_RULE)
    if paper.notice:
        yield sheet.centred(f"({paper.notice})", "notice", wide)


def _head(paper: Prepared, sheet: PageStyles) -> Flowable:
    """Lay out agency and national motto side by side, number and date in one line below (II.1–4)."""
    head, mark, names = paper.head, paper.mark, paper.names
    left, right = sheet.text_width * AGENCY, sheet.text_width * (1 - AGENCY)
    superior = [sheet.centred(head.superior, "superior", left, names)] if head.superior else []
    longest = max(
        sheet.width(line, "agency") for line in sheet.lines(head.agency, "agency", left, names) or [""]
    )
    rule = Rule(min(longest, left) * RULE_SHARE)
    agency = [*superior, sheet.centred(head.agency, "agency", left, names), rule]
    under = Rule(sheet.width(MOTTO[1], "motto"))
    nation = [sheet.text(MOTTO[0], "nation"), sheet.text(MOTTO[1], "motto"), under]
    number = [sheet.text(head.number, "number")]
    number += [sheet.text(mark, "agency")] if mark else []
    date = [sheet.text(head.place_and_date, "date")] if head.place_and_date else ""
    return columns(sheet, [[agency, nation], [number, date]], [left, right])


def _body(paper: Prepared, sheet: PageStyles) -> Iterator[Flowable]:
    """Yield blocks and the end; what announces something stands on the page where that begins."""
    before = len(paper.blocks) - kept_with_end(paper, sheet)
    announcing: list[Flowable] = []
    last: list[Flowable] = []
    for place, block in enumerate(paper.blocks[:before], 1):
        flowables = list(_flowables(block, sheet))
        if place == len(paper.blocks) and last_point_stays(paper, sheet):
            last = [flowables.pop()]  # a list flows over the page, its last point stays with the end
        heads = len(flowables) if announces(block) else len(flowables) - 1 if isinstance(block, Table) else 0
        announcing += flowables[:heads]  # a heading, or a table's caption
        if flowables[heads:] and (announcing or isinstance(block, Table)):
            yield CondPageBreak(room(announcing, flowables[heads], sheet))
            yield from announcing
            announcing = []
        yield from flowables[heads:]
    last += [flowable for block in paper.blocks[before:] for flowable in _flowables(block, sheet)]
    if table_ends(paper) and last:
        yield CondPageBreak(room([*announcing, *last[:-1]], last[-1], sheet))
    yield from _end(paper, [*announcing, *last], sheet)


def room(announcing: Sequence[Flowable], announced: Flowable, sheet: PageStyles) -> float:
    """Return the height that announcing lines need, with the beginning of what they announce.

    A table begins so, too, where nothing announces it: a short one is not torn.
    """
    above = sum(f.wrap(sheet.text_width, sheet.text_height)[1] + f.getSpaceAfter() for f in announcing)
    above += announcing[0].getSpaceBefore() if announcing else 0  # what is below a text is taken off already
    above += announced.getSpaceBefore()
    below = announced.wrap(sheet.text_width, sheet.text_height / 4)[1]
    if getattr(announced, "whole", False):
        return min(above + below, sheet.text_height)
    beginning = _begins(announced, sheet) if isinstance(announced, Ruled) else 4 * BODY  # three lines
    return min(above + min(below, beginning), sheet.text_height / 2)


def _begins(table: Ruled, sheet: PageStyles) -> float:
    """Return the height of head and whole rows that a table begins with; a short one stays whole."""
    least, so_far = sheet.text_height * TABLE_BEGINS, 0.0
    for height in table.heights:
        so_far += height
        if so_far >= least:
            break
    return so_far


def _flowables(block: Block, sheet: PageStyles) -> Iterator[Flowable]:
    match block:
        case Heading(text=text, level=level):
            yield sheet.text(text, "heading" if level == 1 else "subheading")
        case Paragraph(lead=lead, lines=(first, *more)):
            style = f"{block.style} indented" if block.indent else block.style
            yield sheet.text(first, style, lead)
            yield from (sheet.text(line, style) for line in more)
        case Points(marked=marked):
            yield from (sheet.text(item, "body indented") for item in marked)
        case Table():
            yield from _table(block, sheet)
        case Bars():
            from ktd_tui.papers.render.bars import bars  # reportlab's graphics, where there is a chart

            yield from bars(block, sheet)
        case Annex():
            yield from _annex(block, sheet)


def _annex(annex: Annex, sheet: PageStyles) -> Iterator[Flowable]:
    yield PageBreakIfNotEmpty()
    yield sheet.centred(annex.name, "title", sheet.text_width)
    yield sheet.centred(annex.title, "title", sheet.text_width)
    if annex.to:
        yield sheet.centred(f"({annex.to})", "notice", sheet.text_width)
    yield Rule(sheet.text_width * RULE_SHARE / 2, after=BELOW_RULE)


def _table(table: Table, sheet: PageStyles) -> Iterator[Flowable]:
    widths = column_widths(table, sheet)
    header = [sheet.text(cell, "header") for cell in table.header]
    rows = [
        [
            sheet.text(cell, f"strong {a}" if n in table.strong else a)
            for cell, a in zip(row, table.align, strict=True)
        ]
        for n, row in enumerate(table.rows)
    ]
    told = Element("Table")
    for place, cells in enumerate([header, *rows]):
        row = Element("TR", told)
        for cell in cells:
            cell.element = Element("TD" if place else "TH", row)
    if table.caption:
        yield sheet.text(table.caption, "caption")
    yield Ruled(
        [header, *rows],
        colWidths=widths,
        repeatRows=0 if _has_tall_row([table.header], widths, sheet) else 1,
        # A row taller than a page would end the export; a shorter one is not to be torn.
        splitInRow=int(_has_tall_row([table.header, *table.rows], widths, sheet)),
        spaceBefore=ABOVE_TABLE,
        spaceAfter=BELOW_TABLE,
        style=[
            ("FONT", (0, 0), (-1, -1), sheet.regular),  # first, else Helvetica is declared
            ("GRID", (0, 0), (-1, -1), GRID, "black"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), CELL_SIDE),
            ("RIGHTPADDING", (0, 0), (-1, -1), CELL_SIDE),
            ("TOPPADDING", (0, 0), (-1, -1), ABOVE_CELL),
            ("BOTTOMPADDING", (0, 0), (-1, -1), BELOW_CELL),
        ],
    )


def _has_tall_row(rows: Sequence[Sequence[str]], widths: Sequence[float], sheet: PageStyles) -> bool:
    """Tell whether a row may be half as tall as a page; any two lines hold more than one line's text."""
    limit = sheet.text_height / 2 / (CELL * 1.25)
    for row in rows:
        for cell, width in zip(row, widths, strict=True):
            room = max(width - 2 * CELL_SIDE, 1) / 2
            if len(cell) * CELL / room > limit:  # no letter is wider than its size: most cells end here
                lines = sheet.width(cell, "header") / room + cell.count("\n") + 1
                if lines > limit:
                    return True
    return False


def _end(paper: Prepared, before: Sequence[Flowable], sheet: PageStyles) -> Iterator[Flowable]:
    """Keep closing, signatures and «Nơi nhận» together, with what stands ``before`` them."""
    listed: list[Flowable] = []
    if paper.recipients:
        listed = [sheet.text(RECIPIENTS, "label")]
        listed += [sheet.text(line, "recipient") for line in paper.recipient_lines]
    closing = [sheet.text(paper.closing, "body indented")] if paper.closing else []
    if not (closing or paper.signatures or listed):  # an annex: nothing below it asks for a page of its own
        yield from before
        return
    end = [*before, *closing, Spacer(1, GAP)]
    # What is sealed may be signed by a token; a draft is not to be.
    names = signing_names(len(paper.signatures)) if paper.attached else [""] * len(paper.signatures)
    rooms = [SigningRoom(name, seal=name == names[-1]) for name in names]
    field = iter(rooms)
    stays = rows_stay(paper, sheet)
    for place, row in enumerate(signed_rows(paper, sheet)):
        beside = max(len(row), 2)
        signed = [_signed(signature, next(field), sheet, beside) for signature in row]
        if place + 1 == len(stays) and listed_beside(paper, sheet):
            end.append(_side_by_side([(listed or "", [part for cell in signed[0] for part in cell])], sheet))
            listed = []
            continue
        # Names stand level, whatever is above them.
        end.append(_side_by_side(list(zip(*signed, strict=True)), sheet))
        if place + 1 < len(stays):
            end.append(Spacer(1, PAIRS))
            if not stays[place]:
                yield SignedEnd(end)
                end = []
    yield SignedEnd([*end, Spacer(1, 6), *listed])


def _side_by_side(rows: Sequence[Sequence[object]], sheet: PageStyles) -> Flowable:
    beside = len(rows[0])
    return columns(sheet, rows, [sheet.text_width / beside] * beside)


def _signed(signature: Signature, room: SigningRoom, sheet: PageStyles, beside: int) -> list[list[Flowable]]:
    """Make the rows of a signature: office, how, the room to sign, name (II.7)."""
    office, hint, name = (
        sheet.centred(getattr(signature, part), part, sheet.text_width / beside)
        for part in ("office", "hint", "name")
    )
    return [[office], [hint] if signature.hint else [], [room], [name]]
