"""The papers of a year: which there are, which are sealed; Enter reads one, F6 shows the register."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.organisation import Bloc
from ktd_tui.i18n import N_, t
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.printing import PaperRow, papers_page
from ktd_tui.operations.papers.style import Style, set_style, style_of
from ktd_tui.papers.house_style import NUMBER, SIGNER
from ktd_tui.words import count, short_date
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.form import Field, FormDialog
from screens.routes import PaperRoute, RegisterRoute
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class PapersScreen(KtdScreen):
    """One row a paper, in the order in which the year needs them."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "pane", "edit", "back")
    BINDINGS = bindings(
        open=("open", N_("Read")),
        pane=("register", N_("Register")),
        edit=("style", N_("How they are written")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id

    def body(self) -> Iterator["Widget"]:
        """Yield the lead and the table."""
        yield Static(
            t("Enter reads a paper as it will be printed; there F12 writes its PDF."), classes="lead"
        )
        yield Table((t("Paper"), 32), (t("How it stands"), 42), id="papers")

    def show(self) -> None:
        """Fill the table."""
        page = papers_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Papers"))
        table = self.query_one(Table)
        table.fill((row.kind.id, (t(row.kind.title), _state(row))) for row in page.rows)
        if self.focused is None:
            table.focus()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Read the marked paper."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Read the marked paper."""
        if kind := self.query_one(Table).selected:
            self.open(PaperRoute(PaperRef(kind, self._year_id)))

    @work(exclusive=True)
    async def action_style(self) -> None:
        """Change what the office writes otherwise than the decree's models."""
        bloc = papers_page(self.desk, self._year_id).bloc
        now = style_of(bloc)
        fields = [
            Field("superior", t("Superior body"), now.superior, t("empty: the council")),
            Field("agency", t("Issuing body"), now.agency, t("empty: the bloc")),
            Field("number", t("Number"), now.number, NUMBER),
            Field("signer", t("Signer of letters"), now.signer, SIGNER, many=True),
            Field(
                "recipients",
                t("Recipients of letters"),
                now.recipients,
                t("separate them with “; ”"),
                many=True,
            ),
        ]

        def save(values: dict[str, str], seen: Bloc) -> object:
            return set_style(self.desk, seen, Style(**values))

        if await self.app.push_screen_wait(FormDialog(t("How papers are written"), fields, save, bloc)):
            self.action_reload()
            self.say(t("Saved."))

    def action_register(self) -> None:
        """Show what was sealed."""
        self.open(RegisterRoute(self._year_id))


def _state(row: PaperRow) -> str:
    if row.lacking:
        return t(row.lacking, **row.facts)
    if row.sealed is None:
        return t("draft")
    facts = {"number": count(row.sealed.number), "version": row.sealed.version}
    if row.changed:
        return "! " + t("number {number}, version {version}; the data changed since", **facts)
    day = short_date(row.sealed.day) if row.sealed.day else "–"
    return "✓ " + t("number {number}, version {version}, {day}", day=day, **facts)
