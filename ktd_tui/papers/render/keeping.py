"""What stays on one page: a line that announces with what it announces, the end with the signatures.

What must stand on one page takes no more than half of it, or is parted: so neither a page of signatures
stands alone nor is the page before left half white. Reckoned from lines of texts, for PDF and Word alike.
"""

from collections.abc import Sequence
from itertools import takewhile

from ktd_tui.papers.document import (
    Annex,
    Bars,
    Block,
    Heading,
    Paper,
    Paragraph,
    Points,
    Prepared,
    Signature,
    Table,
)
from ktd_tui.papers.render.looks import (
    ABOVE_ROW,
    ABOVE_TABLE,
    BELOW_ROW,
    BELOW_TABLE,
    FOOT_ROOM,
    GAP,
    LOOKS,
    PAIRS,
    SIGNING_ROOM,
)
from ktd_tui.papers.render.measure import Measure, abreast, column_widths, row_height

LONG_TEXT = 1_000
"""Characters from which a text may be taller than what is left of a page."""

SHORT_TABLE = 8
"""Rows up to which a table is kept together with the end of the paper."""


FEWEST = 2
"""Lines of a text on either page where it is torn, and beside signatures on a page."""
PARTS = 4
"""Rows in which a signature is set: office, how, the room, the name."""

LEAST_TORN, MOST_TORN = 3, 40
"""Rows of a table whose last ones go along with the closing sentence.

Of two rows neither is to stand alone, and a longer table is not held in hand."""


def stay_with_end(paper: Paper) -> int:
    """Count the last blocks that stay with the signatures: never does a lone page of these remain.

    Of a table that can be torn (``table_ends``) the last rows go along, no more; a shorter one goes whole.
    Of a longer one the closing sentence is company enough.
    """
    blocks = paper.blocks
    if not blocks:
        return 0
    last = blocks[-1]
    torn = table_ends(paper)
    if paper.closing and isinstance(last, Table) and len(last.rows) > MOST_TORN:
        return 0
    tall = isinstance(last, Table) and len(last.rows) > SHORT_TABLE and not torn
    tall = tall or (isinstance(last, Points) and len(last.items) > 1)
    if tall or (sum(map(len, _texts(last))) > LONG_TEXT and not torn):
        return 0
    count = 1
    while count < len(blocks) and announces(blocks[-count - 1]):
        count += 1
    return count


def table_ends(paper: Paper) -> bool:
    """Tell whether a table comes just before the closing sentence within which a page may end."""
    last = paper.blocks[-1] if paper.blocks else None
    return bool(paper.closing) and isinstance(last, Table) and LEAST_TORN <= len(last.rows) <= MOST_TORN


def _texts(block: Block) -> Sequence[str]:
    match block:
        case Bars(names=names):
            return names
        case Annex(title=title):
            return [title]
        case Points(items=items):
            return items
        case Table(rows=rows):
            return [cell for row in rows for cell in row]
    return (block.text,)


def announces(block: Block) -> bool:
    """Tell whether a block only says what comes next."""
    if isinstance(block, Paragraph):
        return len(block.text) < LONG_TEXT and (
            block.style in ("bold", "centred") or block.text.endswith(":")
        )
    return isinstance(block, Heading) and len(block.text) < LONG_TEXT


def signed_rows(paper: Paper, of: Measure) -> list[Sequence[Signature]]:
    """Return the signatures as they stand abreast."""
    signed = paper.signatures
    beside = abreast(signed, of)
    return [signed[place : place + beside] for place in range(0, len(signed), beside)]


def listed_beside(paper: Paper, of: Measure) -> bool:
    """Tell whether «Nơi nhận» stands left of the last signature: where nobody signs there (Phụ lục I, IV)."""
    return bool(paper.signatures) and len(signed_rows(paper, of)[-1]) == 1


def rows_stay(paper: Prepared, of: Measure) -> list[bool]:
    """Tell of each row of signatures whether it stays with the next: the last but one, if both are low."""
    rows = signed_rows(paper, of)
    stays = [False] * len(rows)
    if len(rows) > 1:
        high = _row(rows[-2], of) + _last(paper, of)
        if not rows[2:]:  # the closing and a few lines before it stand there, too
            high += _closing(paper, of) + FEWEST * LOOKS["body"].leading
        stays[-2] = high <= _half(of)
    return stays


def kept_with_end(paper: Prepared, of: Measure) -> int:
    """Count the last blocks that stay with the signatures; see ``stay_with_end``.

    Where they would make the end more than half a page high, the closing sentence is company enough; of a
    table that can be torn the last rows go along always.
    """
    found = stay_with_end(paper)
    if table_ends(paper):
        return found
    return found if not paper.closing or _is_low(paper, paper.blocks[-found:] if found else (), of) else 0


def last_point_stays(paper: Prepared, of: Measure) -> bool:
    """Tell whether the last point of a list stays with the closing sentence and the signatures."""
    last = paper.blocks[-1] if paper.blocks else None
    return isinstance(last, Points) and (not paper.closing or _is_low(paper, [last], of))


def _is_low(paper: Prepared, blocks: Sequence[Block], of: Measure) -> bool:
    first = list(takewhile(lambda stays: stays, rows_stay(paper, of)))
    rows = signed_rows(paper, of)
    high = sum(_row(row, of) for row in rows[: len(first) + 1][:-1])
    high += _last(paper, of) if len(first) + 1 >= len(rows) else _row(rows[len(first)], of)
    high += _closing(paper, of) + sum(_block(block, of) for block in blocks)
    return high <= _half(of)


def _half(of: Measure) -> float:
    """Return half of a page, but for what is left anyhow: the space below a text, a line without room."""
    return (of.text_height - FOOT_ROOM) / 2 - 1.5 * LOOKS["body"].leading


def _row(signed: Sequence[Signature], of: Measure) -> float:
    """Return how high a row of signatures is: their names stand level."""
    room = of.text_width / abreast(signed, of)
    high = PAIRS + SIGNING_ROOM + PARTS * (ABOVE_ROW + BELOW_ROW)
    for part in ("office", "hint", "name"):
        texts = [getattr(one, part) for one in signed]
        high += max(len(of.lines(text, part, room)) if text else 0 for text in texts) * LOOKS[part].leading
    return high


def _last(paper: Prepared, of: Measure) -> float:
    """Return how high the last row of signatures is, with «Nơi nhận» beside or below it."""
    listed = LOOKS["label"].leading if paper.recipients else 0
    listed += len(paper.recipient_lines) * LOOKS["recipient"].leading
    rows = signed_rows(paper, of)
    last = _row(rows[-1], of) if rows else 0
    return max(last, listed) if rows and listed_beside(paper, of) else last + listed


def _closing(paper: Prepared, of: Measure) -> float:
    return _text(paper.closing, of) + GAP if paper.closing else 0


def _text(text: str, of: Measure, most: int | None = None) -> float:
    look = LOOKS["body"]
    lines = of.width(text, "body") // of.text_width + 1
    return min(lines, most or lines) * look.leading + look.after


def _block(block: Block, of: Measure) -> float:
    """Return how much of a block goes along with the end."""
    if announces(block):
        return LOOKS["heading"].leading + LOOKS["heading"].before + LOOKS["heading"].after
    match block:
        case Paragraph(lines=lines):
            return _text(lines[-1], of, 2 * FEWEST - 1)  # a longer one is torn
        case Points(items=items):
            return _text(items[-1], of, 2 * FEWEST - 1)
        case Table(header=header, rows=rows):
            widths = column_widths(block, of)
            return ABOVE_TABLE + sum(row_height(row, widths, of) for row in (header, *rows)) + BELOW_TABLE
    return 0
