"""The ranking of a year: bars, grades, earlier years' ranks, and what each unit is proposed for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ktd_tui.i18n import N_, t
from ktd_tui.operations.scoring.ranking import RankingPage, ranking_page
from ktd_tui.rules.bars import Span, bar, span
from ktd_tui.rules.scoring.ranking import Standing
from ktd_tui.terminal.guard import plain
from ktd_tui.words import number
from screens import texts
from screens.base import KtdScreen, bindings
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

BAR = 16
"""Cells of the longest bar."""


class RankingScreen(KtdScreen):
    """Units by rank; below, what is known of the marked one."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "explain", "open", "more", "pane", "back")
    BINDINGS = bindings(
        open=("open", N_("Scores")),
        explain=("explain_number", N_("Explain")),
        more=("nominations", N_("Proposals")),
        pane=("blocs", N_("All blocs")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: RankingPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the lead, the table and the marked unit's facts."""
        yield Static("", id="lead", classes="lead", markup=False)
        yield Table(
            (t("Rank"), 5),
            (t("Unit"), 12),
            (t("Total"), 6),
            ("", BAR),
            (t("Grade"), 14),
            (t("Earlier"), 11),
            id="ranking",
            right=(0, 2),
        )
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = self._page = ranking_page(self.desk, self._year_id)
        self.entitle(page.grid.bloc.name, str(page.grid.year.year), t("Ranking"))
        reach = span(page.grid.criteria, [s.result.total for s in page.standings if s.rank])
        self.query_one("#lead", Static).update(
            plain(
                t(
                    "By {criteria}. Bars from {low} to {high} points.",
                    criteria=page.grid.criteria.name,
                    low=number(reach.low),
                    high=number(reach.high),
                )
            )
        )
        table = self.query_one(Table)
        table.fill((s.unit_id, self._cells(page, s, reach)) for s in page.standings)
        if self.focused is None:
            table.focus()
        self._tell()

    def _cells(self, page: RankingPage, of: Standing, reach: Span) -> tuple[str, ...]:
        total = number(of.result.total)
        earlier = (ranks.get(of.unit_id) for ranks in page.earlier.values())
        grade = t("barred") if page.grid.barred(of.unit_id) else of.grade
        return (
            texts.rank(of),
            page.units[of.unit_id].label,
            total if of.rank else f"({total})",
            bar(of.result.total, reach, BAR) if of.rank else "",
            grade or "–",
            " ".join(texts.rank(one) if one else "–" for one in earlier),
        )

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Tell of the marked unit."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Open the scores."""
        event.stop()
        self.action_open()

    def _tell(self) -> None:
        page, key = self._page, self.query_one(Table).selected
        if page is None or key is None:
            return
        unit = page.units[key]
        lines = [unit.name]
        for year, ranks in page.earlier.items():
            if (one := ranks.get(key)) and one.rank:
                total, rank = number(one.result.total), texts.rank(one)
                lines.append(t("{year}: rank {rank}, {total} points", year=year, rank=rank, total=total))
        for condition, reason in page.grid.barred(key).items():
            lines.append("✗ " + t("Barred: {condition} ({reason})", condition=condition, reason=reason))
        lines += [texts.nomination(one) for one in page.nominations[key]]
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def record_here(self) -> tuple[str, str] | None:
        """The marked unit's sheet has the history."""
        key = self.query_one(Table).selected
        page = self._page
        sheet = page.grid.sheets.get(key or "") if page else None
        return (sheet.id, page.units[sheet.unit_id].name) if page and sheet else None

    def action_open(self) -> None:
        """Open the score grid."""
        from screens.scoring.score import ScoreScreen

        self.app.push_screen(ScoreScreen(self._year_id))

    def action_explain_number(self) -> None:
        """Explain the marked unit's total and rank."""
        from screens.scoring.explain import ExplainScreen

        if key := self.query_one(Table).selected:
            self.app.push_screen(ExplainScreen(self._year_id, key))

    def action_nominations(self) -> None:
        """Show who is proposed for which title."""
        from screens.scoring.nominations import NominationsScreen

        self.app.push_screen(NominationsScreen(self._year_id))

    def action_blocs(self) -> None:
        """Show all blocs."""
        from screens.council.blocs import BlocsScreen

        self.app.push_screen(BlocsScreen())
