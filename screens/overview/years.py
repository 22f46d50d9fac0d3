"""Years beside each other, of a unit and of a bloc, with the totals as bars; F12 writes them as a table."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from textual import work

from ktd_tui.domain.organisation import Bloc
from ktd_tui.i18n import N_, t
from ktd_tui.operations.overview.history import (
    BlocYearRow,
    UnitYear,
    bloc_cells,
    bloc_year_reckoned,
    bloc_years_at_hand,
    bloc_years_page,
    bloc_years_table,
    unit_cells,
    unit_year_reckoned,
    unit_years_at_hand,
    unit_years_page,
    unit_years_table,
)
from ktd_tui.operations.scope import At
from screens.bindings import bindings
from screens.dialogs.file import write_file
from screens.records import ReckonedScreen
from screens.routes import ChartsRoute, RankingRoute
from screens.widgets.bars import Span, bar
from screens.widgets.table import PENDING

if TYPE_CHECKING:
    from ktd_tui.operations.page import Page
    from ktd_tui.sheets.writing import WrittenTable

Row = TypeVar("Row", UnitYear, BlocYearRow)
BAR = 10
"""Cells of the longest bar."""


class YearsScreen(ReckonedScreen[Row]):
    """Years, the newest first; Enter opens the ranking of one."""

    FROM_DATA = True
    BINDINGS = bindings(
        open=("open", N_("Ranking")),
        pane=("charts", N_("Charts")),
        export=("export", N_("Write as table")),
    )
    FOOTER = ("help", "open", "pane", "export", "back", "quit")
    _reach = Span(Decimal(0), Decimal(0))

    def waits(self, row: Row) -> bool:
        """Tell whether a year's results are not reckoned yet."""
        return row.pending

    def table_of(self) -> "WrittenTable":
        """Return the years as a table."""
        raise NotImplementedError

    def reach(self, totals: list[Decimal]) -> None:
        """Let the bars begin a little below the lowest total, so that years can be told apart."""
        high = max(totals, default=Decimal(0))
        self._reach = Span(max(2 * min(totals, default=high) - high - 1, Decimal(0)), high)

    def bar(self, total: Decimal | None) -> str:
        """Draw a total."""
        return bar(total, self._reach, BAR) if total is not None else ""

    def action_open(self) -> None:
        """Open the ranking of the marked year."""
        if row := self.marked:
            self.open(RankingRoute(row.year.id))

    def action_charts(self) -> None:
        """Open the charts of the marked year."""
        if row := self.marked:
            self.open(ChartsRoute(row.year.id))

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Ask for the file's name and write the table."""
        from ktd_tui.operations.data.exporting import write_table
        from ktd_tui.operations.files import free_path

        title, table = t("Write the years as a table"), self.table_of()
        proposed = free_path(self.desk, self.host.export_folder, "qua-cac-nam", ".xlsx")
        if told := await write_file(self, title, proposed, lambda path: write_table(table, path)):
            self.say(told)


class UnitYearsScreen(YearsScreen[UnitYear]):
    """A unit's points, rank, titles and offices over the years."""

    COLUMNS = (
        (N_("Year"), 4), (N_("Role"), 12), (N_("Points"), 7), ("", BAR), (N_("Rank"), 6), (N_("Grade"), 12),
        (N_("Titles given"), 14),
    )  # fmt: skip
    RIGHT = (0, 2, 4)

    def __init__(self, unit_id: str) -> None:
        super().__init__()
        self._unit_id = unit_id

    def read(self) -> Iterator[tuple[str, UnitYear]]:
        """Read the unit's years."""
        unit, rows = unit_years_at_hand(self.desk, self._unit_id)
        self.entitle(unit.name, t("Over the years"))
        self._stretch(rows)
        return ((row.year.id, row) for row in rows)

    def reckon(self, row: UnitYear) -> UnitYear:
        """Reckon a year's standing."""
        return unit_year_reckoned(self.desk, self._unit_id, row)

    def tell_rows(self) -> None:
        """Let the bars follow from the totals that are known now."""
        self._stretch(self.rows.values())
        super().tell_rows()

    def _stretch(self, rows: Iterable[UnitYear]) -> None:
        self.reach([row.total for row in rows if row.total is not None])

    def cells(self, row: UnitYear) -> tuple[str, ...]:
        """Say a year, without the bloc, which is told below."""
        year, _, role, points, rank, grade, titles = unit_cells(row)
        if row.pending:
            return year, role, PENDING, "", PENDING, PENDING, titles
        return year, role, points, self.bar(row.total), rank, grade, titles

    def detail(self, row: UnitYear | None) -> str:
        """Say the marked year in full."""
        if row is None:
            return t("This unit has taken part in no year yet.")
        return " · ".join([row.bloc.name, *row.titles])

    def plain_page(self) -> "Page":
        """Say it in full."""
        return unit_years_page(self.desk, self._unit_id)

    def table_of(self) -> "WrittenTable":
        """Return the years as a table."""
        return unit_years_table(self.desk, self._unit_id)


class BlocYearsScreen(YearsScreen[BlocYearRow]):
    """A bloc's totals, who led it and who was first over the years."""

    COLUMNS = (
        (N_("Year"), 4), (N_("Units"), 6), (N_("Bloc head"), 11), (N_("First"), 11), (N_("Lowest"), 9),
        (N_("Mean"), 6), (N_("Highest"), 8), (N_("Titles given"), 7),
    )  # fmt: skip
    RIGHT = (0, 1, 4, 5, 6, 7)

    def __init__(self, bloc_id: str) -> None:
        super().__init__()
        self._bloc_id = bloc_id

    @property
    def about(self) -> At:
        """The bloc that is shown."""
        return At(Bloc, self._bloc_id)

    def read(self) -> Iterator[tuple[str, BlocYearRow]]:
        """Read the bloc's years."""
        bloc, rows = bloc_years_at_hand(self.desk, self._bloc_id)
        self.entitle(bloc.name, t("Over the years"))
        return ((row.year.id, row) for row in rows)

    def reckon(self, row: BlocYearRow) -> BlocYearRow:
        """Reckon a year's results."""
        return bloc_year_reckoned(self.desk, row)

    def cells(self, row: BlocYearRow) -> tuple[str, ...]:
        """Say a year."""
        year, units, head, *results, titles = bloc_cells(row)
        return year, units, head, *([PENDING] * len(results) if row.pending else results), titles

    def detail(self, row: BlocYearRow | None) -> str:
        """Say the marked year's theme."""
        return t("This bloc has no year yet.") if row is None else row.year.theme or t("No theme yet.")

    def plain_page(self) -> "Page":
        """Say it in full."""
        return bloc_years_page(self.desk, self._bloc_id)

    def table_of(self) -> "WrittenTable":
        """Return the years as a table."""
        return bloc_years_table(self.desk, self._bloc_id)
