"""The papers of a year: which there are; Enter reads one, F12 there writes its PDF."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widgets import Static

from ktd_tui.i18n import N_, t
from ktd_tui.operations.papers import KINDS, export_paper, paper_file, paper_rows, plain_paper, preview_paper
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen, bindings
from screens.dialogs.form import Field, FormDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page

WIDTH = 76


class PapersScreen(KtdScreen):
    """One row a paper, in the order in which the year needs them."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "export", "back")
    BINDINGS = bindings(open=("open", N_("Read")), export=("export", N_("Write PDF")))

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id

    def body(self) -> Iterator["Widget"]:
        """Yield the lead and the table."""
        yield Static(t("Enter reads a paper as it will be printed; F12 writes its PDF."), classes="lead")
        yield Table((t("Paper"), 34), (t("How it stands"), 40), id="papers")

    def show(self) -> None:
        """Fill the table."""
        page = paper_rows(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Papers"))
        table = self.query_one(Table)
        table.fill(
            (
                row.kind.id,
                (t(row.kind.title), t(row.lacking, **row.facts) if row.lacking else t("can be printed")),
            )
            for row in page.rows
        )
        if self.focused is None:
            table.focus()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Read the marked paper."""
        event.stop()
        self.action_open()

    def _marked(self) -> str | None:
        return self.query_one(Table).selected

    def action_open(self) -> None:
        """Read the marked paper."""
        if kind := self._marked():
            self.app.push_screen(PaperScreen(self._year_id, kind))

    def action_export(self) -> None:
        """Open the marked paper and ask for the file at once."""
        if kind := self._marked():
            screen = PaperScreen(self._year_id, kind)
            self.app.push_screen(screen)
            screen.call_later(screen.action_export)


class PaperScreen(KtdScreen):
    """One paper as it will be printed."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "export", "back", "quit")
    BINDINGS = bindings(export=("export", N_("Write PDF")))

    def __init__(self, bloc_year_id: str, kind: str) -> None:
        super().__init__()
        self._year_id, self._kind = bloc_year_id, kind
        self._written: str | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the paper."""
        with VerticalScroll(id="paper"):
            yield Static(id="text", markup=False)

    def show(self) -> None:
        """Compose the paper anew."""
        self.entitle(t(KINDS[self._kind].title), t("preview"))
        if self.focused is None:
            self.query_one("#paper").focus()
        lines = preview_paper(self.desk, self._kind, self._year_id, WIDTH)
        self.query_one("#text", Static).update(plain("\n".join(lines)))
        self.say(self._written or t("↑ ↓ PgUp PgDn: read · F12: write the PDF"))

    def plain_page(self) -> "Page":
        """Say it in full: what stands side by side on paper stands one after the other."""
        return plain_paper(self.desk, self._kind, self._year_id, self.titled)

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Ask for the file's name and write the PDF."""
        proposed = paper_file(self.desk, self._kind, self._year_id, self.host.export_folder)

        def save(values: dict[str, str], seen: None) -> object:
            del seen
            target = Path(values["path"])
            with suppress(RuntimeError):  # “~name” of nobody: then it is a folder that does not exist
                target = target.expanduser()
            size = export_paper(self.desk, self._kind, self._year_id, target)
            self._written = t("Written: {path} ({size} kB)", path=target, size=round(size / 1024))
            return size

        fields = [Field("path", t("File"), str(proposed))]
        title = t("Write “{paper}” as PDF", paper=t(KINDS[self._kind].title))
        await self.app.push_screen_wait(FormDialog(title, fields, save))
        if self._written:
            self.say(self._written)
