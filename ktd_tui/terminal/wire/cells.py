"""Send only the cells that changed.

Textual sends whole regions, often several times over: 2 kB for a down-arrow in a list. This writer
keeps what each cell of the terminal shows (``shadow``), takes in updates, and sends the difference by
the shortest way (``path``). It is also the last guard: every character passes through it, and none
that steers a terminal gets out.
"""

from collections import Counter

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, LayoutUpdate

from ktd_tui.terminal.wire.column import upright_lines
from ktd_tui.terminal.wire.path import Path
from ktd_tui.terminal.wire.shadow import PLAIN, UNKNOWN, CellRow, Look, blank, blank_rows, pieces
from ktd_tui.terminal.wire.shift import SHIFTING

ERASING = ("xterm", "putty", "linux", "tmux", "rxvt", "alacritty", "foot", "kitty", "vte", "konsole")
"""How TERM begins where erased cells take the background's colour; GNU screen's do not."""


class CellWriter:
    """What the terminal shows, what it should show, and the way from the one to the other."""

    def __init__(self, term: str = "") -> None:
        """Begin with a terminal of which nothing is known.

        Args:
            term: The terminal's name, as TERM says it.
        """
        self._erases = term.startswith(ERASING)
        self._shifts = term.startswith(SHIFTING)
        self._size = (0, 0)
        self._shown: list[CellRow] = []
        self._wanted: dict[int, CellRow] = {}
        self._cursor: tuple[int, int] | None = None
        self._known = False

    def forget(self) -> None:
        """Trust nothing: the next update sends every cell it holds."""
        self._size = (0, 0)

    def take(
        self, renderable: LayoutUpdate | ChopsUpdate, size: tuple[int, int], system: ColorSystem | None
    ) -> None:
        """Take in an update, to be sent later.

        Args:
            renderable: Textual's update.
            size: Columns and rows of the terminal.
            system: The terminal's colours; None for none.
        """
        if size != self._size:
            self._size, self._cursor, self._known = size, None, False
            self._shown, self._wanted = blank_rows(size, UNKNOWN, PLAIN), {}
        for x, y, segments in pieces(renderable):
            if 0 <= y < size[1]:
                if y not in self._wanted:
                    self._wanted[y] = self._shown[y].copy()
                self._wanted[y].lay(x, segments, system)

    def send(self, cursor: tuple[int, int]) -> str:
        """Return what to send so that the terminal shows everything taken in.

        Args:
            cursor: Where the cursor belongs, from (0, 0).
        """
        path = Path(PLAIN, erases=self._erases, shifts=self._shifts)
        if not self._known and len(self._wanted) == self._size[1] > 0:
            self._known = True
            if self._erases:
                self._clear(path)
        before = self._shown
        self._shown = path.scroll(before, self._wanted)
        if self._shown is not before:
            self._wanted = {y: self._wanted.get(y, row) for y, row in enumerate(before)}
        self._wanted = dict(sorted(self._wanted.items()))
        for x, rows in list(upright_lines(self._shown, self._wanted)):
            path.column(x, rows, self._shown, self._wanted)
        for y in self._wanted:
            path.row(y, self._shown[y], self._wanted[y])
            self._shown[y] = self._wanted[y]
        self._wanted = {}
        if path.out or cursor != self._cursor:
            path.reset()
            path.move(*cursor)
            self._cursor = cursor
        return "".join(path.out)

    def _clear(self, path: Path) -> None:
        """Blank everything in the background that most cells have."""
        looks: Counter[Look] = Counter()
        for row in self._wanted.values():
            looks.update(row.looks)
        drawn = blank(looks.most_common(1)[0][0]._replace(attributes=0))
        path.clear(drawn)
        self._shown = blank_rows(self._size, " ", drawn)
