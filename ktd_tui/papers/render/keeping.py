"""What stays on one page: a line that announces with what it announces, the end with the signatures."""

from collections.abc import Sequence

from ktd_tui.papers.document import Annex, Bars, Block, Heading, Paper, Paragraph, Points, Table

LONG_TEXT = 1_000
"""Characters from which a text may be taller than what is left of a page."""

SHORT_TABLE = 8
"""Rows up to which a table is kept together with the end of the paper."""


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
