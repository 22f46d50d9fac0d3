"""The frame of a screen that lists records: a lead, the list, and the marked record in full.

A screen says what it lists; the frame fills the table, keeps the marked row, tells of it below,
and carries out F2 (add), F4 and Enter (change) and Delete, each with its dialog.
"""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypeVar

from textual import work
from textual.widgets import Static

from ktd_tui.errors import KtdError
from ktd_tui.i18n import t, tell
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.speaking import told
from screens.widgets.status import coloured
from screens.widgets.table import RecordTable
from screens.widgets.text import update_text

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page
    from screens.dialogs.form import FormDialog

Row = TypeVar("Row")
TOLD = 0.2
"""Seconds after which what was reckoned meanwhile is shown."""


class Deletion(NamedTuple):
    """What is asked before a record is taken away, the words of consent, and what is done then."""

    question: str
    yes: str
    carry_out: Callable[[], object]


def to_trash(title: str, carry_out: Callable[[], object]) -> Deletion:
    """Return what is asked of a record that can be brought back from the trash."""
    return Deletion(t("Delete “{title}”? It goes to the trash.", title=title), t("Yes, delete it"), carry_out)


async def take_away(screen: KtdScreen, of: Deletion) -> None:
    """Take a record away, asking first; what would be refused is refused unasked. Only within a worker."""
    from screens.dialogs.confirm import ConfirmDialog

    def tried() -> bool:
        screen.desk.try_out(of.carry_out)
        return True

    if not await screen.act(tried, adds=False):
        return
    if not await screen.app.push_screen_wait(ConfirmDialog(of.question, of.yes)):
        return
    refusal = ""
    try:
        await screen.host.carry_out(of.carry_out)
    except KtdError as error:
        refusal = tell(error)
    screen.action_reload()
    if refusal:  # said last: many a page says something of itself when it is read
        screen.warn(refusal)


def next_place(places: list[int], here: int, way: int) -> int:
    """Return the nearest of some places behind ``here`` (``way`` -1: before it), going round."""
    ahead = [place for place in places if (place - here) * way > 0] or places
    return min(ahead) if way > 0 else max(ahead)


class RecordsScreen(KtdScreen, Generic[Row]):
    """A list of records.

    Attributes:
        COLUMNS: Heading (an English sentence to be translated) and width of each column.
        RIGHT: Places of the columns whose figures stand at the right.
        TALL: A list with rows takes all the room there is: the marked record stands at the bottom.
        FOLDS: What is too long for its column goes on below, instead of being cut.
        rows: The records as they were read last, by the key of their row.
        ready: They could be read: what was read along with them is there.
    """

    COLUMNS: ClassVar[tuple[tuple[str, int], ...]]
    RIGHT: ClassVar[tuple[int, ...]] = ()
    TALL: ClassVar[bool] = False
    FOLDS: ClassVar[bool] = False
    RETURNS = True

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, Row] = {}
        self.ready = False

    def read(self) -> Iterable[tuple[str, Row]]:
        """Read the records, each with a key of its own, and entitle the screen. May raise KtdError."""
        raise NotImplementedError

    def cells(self, row: Row) -> tuple[str, ...]:
        """Say a record in the columns of the list."""
        raise NotImplementedError

    def lead(self) -> str | None:
        """Say what stands above the list; None where nothing ever does."""
        return None

    def detail(self, row: Row | None) -> str | None:
        """Say the marked record in full, or what an empty list means; None where nothing ever does."""

    def history_of(self, row: Row) -> tuple[str, str] | None:
        """Return id and name under which the history knows a record."""

    def form(self, row: Row | None) -> "FormDialog | None":
        """Make the form that changes a record, or adds one; None where there is none to fill in."""

    def deletion(self, row: Row) -> Deletion | None:
        """Say what taking a record away asks and does; None where it cannot be taken away."""

    def begin(self) -> None:
        """Put the cursor where one begins; the rows are there."""
        self.table.focus()

    def body(self) -> Iterator["Widget"]:
        """Yield the lead, the list and the marked record in full."""
        yield Static("", id="lead", classes="lead", markup=False)
        heads = [(t(head), width) for head, width in self.COLUMNS]
        yield RecordTable(*heads, id="list", right=self.RIGHT, classes="records", folds=self.FOLDS)
        yield Static("", id="detail", markup=False)

    def on_mount(self) -> None:
        """See how high the list is each time that this changes."""
        self.watch(self.table, "virtual_size", self._fit, init=False)

    def _fit(self, whole: "Size") -> None:
        """Leave the marked record its place below, however long the list; a short one ends above it."""
        fills = self.TALL and bool(self.rows)  # an empty list says so where one looks
        self.table.styles.max_height = None if fills else whole.height

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.query_one("#list", RecordTable)

    @property
    def marked(self) -> Row | None:
        """The record under the cursor."""
        return self.rows.get(self.table.selected or "")

    def show(self) -> None:
        """Read the records and fill the screen."""
        held = self._filled
        self.rows = dict(self.read())
        self.ready = True
        if self._filled is not held:
            self.show_keys()
        self._tell("#lead", self.lead())
        self.table.fill((key, self.cells(row)) for key, row in self.rows.items())
        self._fit(self.table.virtual_size)
        if self.focused is None:
            self.begin()
        self._tell("#detail", self.detail(self.marked))

    def _tell(self, where: str, text: str | None) -> None:
        widget = self.query_one(where, Static)
        widget.display = text is not None
        update_text(widget, coloured(plain(text or ""), self.app.current_theme))

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Tell of the record that is marked now."""
        event.stop()
        if not self.ready:
            return
        try:
            self._tell("#detail", self.detail(self.marked))
        except KtdError as error:
            self.warn(told(self.desk, error))

    async def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Open the marked record."""
        event.stop()
        await self.run_action("open")

    def record_here(self) -> tuple[str, str] | None:
        """The marked record has the history."""
        row = self.marked
        return None if row is None else self.history_of(row)

    def offers(self, action: str) -> bool:
        """What is done to a marked record is not shown where there is none."""
        return (self._filled or action not in ("edit", "delete")) and super().offers(action)

    @property
    def _filled(self) -> bool:
        """Whether there is a record to be marked, as far as it is known."""
        return bool(self.rows) or not self.ready

    def action_open(self) -> object:
        """Change the marked record: most screens open it no other way."""
        return self.action_edit()

    def action_new(self) -> object:
        """Add a record."""
        return self._fill_in(None) if self.ready else None

    def action_edit(self) -> object:
        """Change the marked record."""
        row = self.marked
        if row is not None:
            return self._fill_in(row)
        self.say_nothing_marked()
        return None

    def _fill_in(self, row: Row | None) -> object:
        form = self.form(row)
        return self.app.push_screen(form) if form else None

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked record away, asking first."""
        row = self.marked
        if row is None:
            self.say_nothing_marked()
        elif of := self.deletion(row):
            await take_away(self, of)

    def say_nothing_marked(self) -> None:
        """Say so, where the list could be read."""
        if self.ready:
            super().say_nothing_marked()


class YearRecordsScreen(RecordsScreen[Row]):
    """A list of records of one bloc's year."""

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self.year_id = bloc_year_id


class ReckonedScreen(RecordsScreen[Row]):
    """A list whose results take their time: its rows stand there at once, those in sight are told of first.

    Read aloud as plain text nothing waits.
    """

    def waits(self, row: Row) -> bool:
        """Tell whether a row's results are not reckoned yet."""
        raise NotImplementedError

    def reckon(self, row: Row) -> Row:
        """Return a row with its results. May raise KtdError."""
        raise NotImplementedError

    def show(self) -> None:
        """List the records with what is known of them; the rest is reckoned once they stand there."""
        super().show()
        if any(map(self.waits, self.rows.values())):
            self._reckon()

    @work(exclusive=True, group="reckoning")
    async def _reckon(self) -> None:
        """Reckon row after row, with time for a key in between."""
        top, high = round(self.table.scroll_y), self.table.size.height or self.app.size.height
        sight = set(list(self.rows)[top : top + high])
        ahead = [key for key, row in self.rows.items() if self.waits(row)]
        told = monotonic()
        try:
            for key in sorted(ahead, key=lambda key: key not in sight):
                await self.let_draw()
                if (row := self.rows.get(key)) is None or not self.waits(row):  # read anew meanwhile
                    continue
                self.rows[key] = self.reckon(row)
                if monotonic() - told > TOLD:
                    self.tell_rows()
                    told = monotonic()
        except KtdError as error:
            self.warn(tell(error))
        self.tell_rows()

    def tell_rows(self) -> None:
        """Fill the list with the rows as they are known now."""
        self.table.fill((key, self.cells(row)) for key, row in self.rows.items())
        self._tell("#detail", self.detail(self.marked))

    def plain_page(self) -> "Page":
        """Say it with all results."""
        self.rows = {key: self.reckon(row) if self.waits(row) else row for key, row in self.rows.items()}
        self.tell_rows()
        return super().plain_page()
