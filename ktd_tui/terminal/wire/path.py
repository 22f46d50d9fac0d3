"""The way from what a terminal shows to what it should show, in the fewest bytes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby, islice

from ktd_tui.terminal.wire.column import DOWN
from ktd_tui.terminal.wire.shadow import PLAIN, SEEN_ON_BLANKS, UNKNOWN, CellRow, Look
from ktd_tui.terminal.wire.shift import WORTH, inserted, scroll, scrolled

OFF = (22, 22, 23, 24, 25, 25, 27, 28, 29)
"""The SGR codes that switch the attributes off; bold and dim share theirs."""
GAP = 16
"""Unchanged cells between two changed ones beyond which a cursor move is surely shorter."""
ERASE_FROM = 11
"""Changed blanks in the middle of a row from which on ``CSI n X`` and a move are shorter than spaces."""
TAIL_FROM = 4
"""Changed blanks at the end of a row from which on ``CSI K`` is shorter than spaces."""
_BLANKS = re.compile(f" {{{TAIL_FROM},}}")


def _codes_to(pen: Look, wish: Look) -> str:
    """Return the parameters of the shortest SGR from one look to another."""
    off = {OFF[bit] for bit in range(9) if pen.attributes & ~wish.attributes & 1 << bit}
    kept = [bit for bit in range(9) if wish.attributes & 1 << bit]
    on = [bit + 1 for bit in kept if not pen.attributes & 1 << bit or OFF[bit] in off]
    relative = [str(code) for code in (*sorted(off), *on)]
    if pen.foreground != wish.foreground:
        relative.append(wish.foreground)
    if pen.background != wish.background:
        relative.append(wish.background)
    colours = [code for code in wish[1:] if code not in ("39", "49")]
    anew = ["0", *(str(bit + 1) for bit in kept), *colours]
    shortest = min(";".join(relative), ";".join(anew), key=len)
    return "" if shortest == "0" else shortest


@lru_cache(maxsize=4096)
def change(pen: Look, wish: Look) -> tuple[str, Look]:
    """Return the shortest SGR that lets a cell be drawn as wished, and the pen after it.

    Where the wish leaves the foreground open (a blank), bold and the colour of letters may stay.
    """
    if not wish.foreground:
        kept = Look(pen.attributes & ~SEEN_ON_BLANKS, pen.foreground, wish.background)
        bare = Look(0, "39", wish.background)
        wish = min((kept, bare), key=lambda one: 0 if one == pen else len(_codes_to(pen, one)) + 1)
    if pen == wish:
        return "", pen
    return f"\x1b[{_codes_to(pen, wish)}m", wish


class Path:
    """The bytes to send, with the place of the cursor and the pen as they are after them."""

    def __init__(self, pen: Look, *, erases: bool, shifts: bool) -> None:
        """Begin with the cursor anywhere.

        Args:
            pen: How the terminal draws now.
            erases: Erasing leaves the background's colour in this terminal.
            shifts: It can insert and delete lines and characters.
        """
        self.out: list[str] = []
        self.pen = pen
        self._erases = erases
        self._shifts = shifts
        self._x: int | None = None
        self._y: int | None = None

    def clear(self, drawn: Look) -> None:
        """Blank the whole terminal."""
        self._set(drawn)
        self.out.append("\x1b[2J")

    def scroll(self, rows: list[CellRow], wanted: dict[int, CellRow]) -> list[CellRow]:
        """Let the terminal scroll what was scrolled; return what it shows afterwards."""
        found = scrolled(rows, wanted) if self._shifts else None
        if found is None:
            return rows
        sequence, rows = scroll(rows, *found)
        self.out.append(sequence)
        self._x = self._y = None  # margins send the cursor home, but not in every emulator
        return rows

    def column(self, x: int, rows: range, shown: list[CellRow], wanted: Mapping[int, CellRow]) -> None:
        """Draw one sign below itself; ``shown`` is changed with what the terminal shows."""
        char, look = wanted[rows.start].chars[x], wanted[rows.start].looks[x]
        self.move(x, rows.start)
        self._set(look)
        self.out.append(DOWN.join(char * len(rows)))
        for y in rows:
            shown[y].chars[x], shown[y].looks[x] = char, look
        self._x, self._y = x + 1, rows[-1]

    def row(self, y: int, old: CellRow, new: CellRow) -> None:
        """Turn row ``y`` from ``old`` into ``new``."""
        if old.same(new):
            return
        changed = _changed(old, new)
        if "" in old.chars or "" in new.chars or len("".join(new.chars)) > len(new.chars):
            # Half of a wide character cannot be replaced, and terminals disagree on some widths.
            known = max(x for x, char in enumerate(new.chars) if char != UNKNOWN)
            self._write(y, new, 0, known + 1)
            self._x = None
            return
        if self._shifts and len(changed) > WORTH and (found := inserted(old, new, changed[0])):
            shift, shifted = found
            self._bridge_or_move(changed[0], y, new)
            self.out.append(shift)
            changed = _changed(shifted, new)
        for begin, end, erase in _parts(new, changed, erases=self._erases):
            self._bridge_or_move(begin, y, new)
            if erase:
                self._set(new.looks[begin])
                self.out.append("\x1b[K" if end == len(new.chars) else f"\x1b[{end - begin}X")
            else:
                self._write(y, new, begin, end)

    def move(self, x: int, y: int) -> None:
        """Move the cursor to (x, y) by the shortest way."""
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self._y == y:
            if self._x == x:
                return
            ways.append("\r" + _ahead(x))
            if self._x is not None:
                ways.append(_ahead(x - self._x) if x > self._x else "\b" * (self._x - x))
        elif self._y is not None and self._y + 1 == y:
            ways.append("\r\n" + _ahead(x))
        self.out.append(min(ways, key=len))
        self._x, self._y = x, y

    def _bridge_or_move(self, x: int, y: int, new: CellRow) -> None:
        """Come to (x, y) over unchanged cells, sent again where that is the shortest way."""
        if self._y != y or self._x is None or not 0 < x - self._x <= GAP:
            self.move(x, y)
            return
        pen, out, gap = self.pen, len(self.out), self._x
        self._write(y, new, gap, x)
        again = self.out[out:]
        over = "".join(again) + change(self.pen, new.looks[x])[0]
        del self.out[out:]
        after, self.pen, self._x = self.pen, pen, gap
        self.move(x, y)
        past = self.out[-1] + change(pen, new.looks[x])[0]
        if len(over.encode()) <= len(past):
            self.out[-1:] = again
            self.pen = after

    def _write(self, y: int, new: CellRow, begin: int, end: int) -> None:
        self.move(begin, y)
        before = None
        for x in range(begin, end):
            wish = new.looks[x]
            if wish is not before:
                self._set(_with_what_follows(new, x, end) if not wish.foreground else wish)
                before = wish
            self.out.append(" " if new.chars[x] == UNKNOWN else new.chars[x])
        self._x = end if end < len(new.chars) else None  # at the edge terminals differ

    def _set(self, wish: Look) -> None:
        sequence, self.pen = change(self.pen, wish)
        if sequence:
            self.out.append(sequence)

    def reset(self) -> None:
        """Leave the terminal's pen as it is at rest."""
        self._set(PLAIN)


def _with_what_follows(new: CellRow, x: int, end: int) -> Look:
    """Return the look that blanks from ``x`` on may take over from the letters behind them."""
    mine = new.looks[x]
    for wish in islice(new.looks, x, end):
        if wish is not mine:
            fits = wish.background == mine.background and not wish.attributes & SEEN_ON_BLANKS
            return wish if fits else mine
    return mine


def _changed(old: CellRow, new: CellRow) -> list[int]:
    cells = zip(old.chars, new.chars, old.looks, new.looks, strict=True)
    return [x for x, (a, b, c, d) in enumerate(cells) if a != b or c != d]


def _parts(new: CellRow, changed: list[int], *, erases: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield begin, end and "erase it" of what to send of a row, from left to right."""
    erased = dict(_erasable(new, changed)) if erases else {}
    i = 0
    while i < len(changed):
        begin = changed[i]
        if end := erased.get(begin, 0):
            yield begin, end, True
            i = bisect_left(changed, end)
            continue
        end = begin
        while i < len(changed) and changed[i] == end and end not in erased:
            i, end = i + 1, end + 1
        yield begin, end, False


def _erasable(new: CellRow, changed: list[int]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of the changed blanks that are better erased than written."""
    for run in _BLANKS.finditer("".join(new.chars)):
        x = run.start()
        for drawn, cells in groupby(new.looks[x : run.end()]):
            begin, x = x, x + sum(1 for _ in cells)
            first, behind = bisect_left(changed, begin), bisect_left(changed, x)
            enough = TAIL_FROM if x == len(new.chars) else ERASE_FROM
            if not drawn.foreground and behind - first >= enough:
                yield changed[first], x if x == len(new.chars) else changed[behind - 1] + 1


def _ahead(columns: int) -> str:
    return f"\x1b[{columns}C" if columns > 1 else "\x1b[C" if columns else ""
