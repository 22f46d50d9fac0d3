"""What a terminal can shift by itself: a page scrolled by a line, the rest of a row behind a typed letter."""

from ktd_tui.terminal.wire.shadow import PLAIN, UNKNOWN, CellRow

SHIFTING = (
    "xterm",
    "putty",
    "linux",
    "tmux",
    "screen",
    "rxvt",
    "alacritty",
    "foot",
    "kitty",
    "vte",
    "konsole",
)
"""How TERM begins where lines and characters can be inserted and deleted; a VT100 cannot."""
LINES = (1, -1, 2, -2, 3, -3)
"""By how many lines pages are looked for that were scrolled, up or down."""
WORTH = 40
"""Cells that a shift must save: more than the bytes it costs."""
FEW = 5
"""Changed rows below which nothing was scrolled; different letters that tell a row from others."""
SAMPLE = 8
"""Cells behind a change that tell at once whether they were shifted."""
EDGE = 2
"""Columns at the right that may hold a scrollbar, which does not scroll."""


def scrolled(old: list[CellRow], wanted: dict[int, CellRow]) -> tuple[int, int, int] | None:
    """Find the rows that were scrolled.

    Args:
        old: The rows that the terminal shows.
        wanted: The rows that it should show, by their place.

    Returns:
        First and last row and by how many lines they move up (negative: down); None where nothing does.
    """
    changed = [y for y, row in wanted.items() if not row.same(old[y])]
    if len(changed) < FEW or any(UNKNOWN in old[y].chars for y in changed):
        return None
    top, bottom = min(changed), max(changed)
    texts = {y: wanted.get(y, old[y]).chars[:-EDGE] for y in range(top, bottom + 1)}
    before = {y: old[y].chars[:-EDGE] for y in texts}
    found = {
        lines: sum(before.get(y + lines) == text and len(set(text)) > FEW for y, text in texts.items())
        for lines in LINES
    }
    best = max(found, key=lambda lines: found[lines])
    if not found[best]:
        return None
    now = [(y, wanted.get(y, old[y])) for y in texts]
    stays = sum(_alike(old[y], row) for y, row in now)
    moved = sum(_alike(old[y + best], row) for y, row in now if y + best in texts)
    return (top, bottom, best) if moved - stays > WORTH else None


def scroll(rows: list[CellRow], top: int, bottom: int, lines: int) -> tuple[str, list[CellRow]]:
    """Return what scrolls the rows, and the rows as they are after it.

    Deleting and inserting lines within margins is what every terminal knows, the Linux console too.
    """
    width = len(rows[0].chars)
    fresh = [CellRow([UNKNOWN] * width, [PLAIN] * width) for _ in range(abs(lines))]
    part = rows[top : bottom + 1]
    moved = [*part[lines:], *fresh] if lines > 0 else [*fresh, *part[:lines]]
    how = f"\x1b[{abs(lines)}{'M' if lines > 0 else 'L'}"
    margins = f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1}H{how}\x1b[r"
    return margins, [*rows[:top], *moved, *rows[bottom + 1 :]]


def inserted(old: CellRow, new: CellRow, x: int) -> tuple[str, CellRow] | None:
    """Find out whether a character came or went at ``x``, the first changed cell of a row.

    Returns:
        What shifts the rest of the row, sent with the cursor at ``x``, and the row as it is after it.
    """
    was, now = old.chars[x : x + SAMPLE + 1], new.chars[x : x + SAMPLE + 1]
    if was[:-1] == now[1:]:
        how = "\x1b[@"
        row = CellRow([*old.chars[:x], UNKNOWN, *old.chars[x:-1]], [*old.looks[:x], PLAIN, *old.looks[x:-1]])
    elif was[1:] == now[:-1]:
        how = "\x1b[P"
        row = CellRow(
            [*old.chars[:x], *old.chars[x + 1 :], UNKNOWN], [*old.looks[:x], *old.looks[x + 1 :], PLAIN]
        )
    else:
        return None
    return (how, row) if _alike(row, new) - _alike(old, new) > WORTH else None


def _alike(one: CellRow, other: CellRow) -> int:
    cells = zip(one.chars, other.chars, one.looks, other.looks, strict=True)
    return sum([a == b and c == d for a, b, c, d in cells])
