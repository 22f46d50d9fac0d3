"""The register of sealed papers: number, version, day; what is read, written, verified and noted of each."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.i18n import N_, t
from ktd_tui.operations.files import Written, sealed_file, told_to, year_file
from ktd_tui.operations.papers.kinds import kind_named
from ktd_tui.operations.papers.printing import print_archival, print_paper, print_year
from ktd_tui.operations.papers.register import filed, kept_file, ref_to, register
from ktd_tui.operations.papers.sealing import note_scan
from ktd_tui.operations.papers.verifying import Verdict, verdict_lines, verify
from ktd_tui.operations.year.years import year_page
from ktd_tui.terminal.guard import plain
from ktd_tui.words import count, short_date
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.file import typed_path, write_file
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.routes import PaperRoute, VerdictRoute
from screens.widgets.table import Table
from screens.widgets.text import Reading

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


PDF, PDFA, ZIP = "pdf", "pdfa", "zip"


class RegisterScreen(KtdScreen):
    """One row a version."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "export", "more", "edit", "back")
    BINDINGS = bindings(
        open=("open", N_("Read")),
        export=("export", N_("Write file")),
        more=("verify", N_("Verify")),
        edit=("note_scan", N_("Scan")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._rows: dict[str, SealedPaper] = {}

    def body(self) -> Iterator["Widget"]:
        """Yield the table and the marked paper's facts."""
        yield Table(
            (t("Number"), 6), (t("Version"), 7), (t("Day"), 10), (t("Paper"), 28), (t("By"), 14), id="papers"
        )
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = year_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Register of papers"))
        self._rows = {of.id: of for of in register(self.desk, self._year_id)}
        table = self.query_one(Table)
        table.fill((key, _cells(of)) for key, of in self._rows.items())
        if self.focused is None:
            table.focus()
        self._tell()

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Tell of the marked paper."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Read the marked paper."""
        event.stop()
        self.action_open()

    def _marked(self) -> SealedPaper | None:
        return self._rows.get(self.query_one(Table).selected or "")

    def _wanted(self) -> SealedPaper | None:
        """Return the marked paper; say so where there is none."""
        if (of := self._marked()) is None:
            self.warn(t("Nothing is sealed yet: open a paper and press Ctrl+S."))
        return of

    def _tell(self) -> None:
        of = self._marked()
        if of is None:
            said = t("Nothing is sealed yet: open a paper and press Ctrl+S.")
            self.query_one("#detail", Static).update(said)
            return
        lines = [of.title, f"SHA-256 {of.sha256}"]
        lines += [t("Reason: {text}", text=of.reason)] if of.reason else []
        lines += [t("Scan: {address}", address=of.scan)] if of.scan else []
        file = filed(self.desk, of)
        lines += [told_to(self.desk.actor.name, file)] if file else []
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def record_here(self) -> tuple[str, str] | None:
        """The marked paper has the history."""
        of = self._marked()
        return (of.id, of.title) if of else None

    def action_open(self) -> None:
        """Read the marked paper."""
        if of := self._marked():
            self.open(PaperRoute(ref_to(of)))

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Write the marked paper, as PDF or for the archive, or the whole year as one file."""
        of = self._wanted()
        if of is None:
            return
        number = count(of.number)
        ways = {
            PDF: t("Number {number} as PDF, as it was sealed", number=number),
            PDFA: t("Number {number} as PDF/A, to be signed and archived", number=number),
            ZIP: t("All papers of the year as one ZIP file"),
        }
        if way := await self.app.push_screen_wait(PickDialog(t("What is to be written?"), [*ways.items()])):
            await self._export(way, of, ways[way])

    async def _export(self, way: str, of: SealedPaper, title: str) -> None:
        elsewhere = self.host.export_folder
        if way == ZIP:
            proposed = year_file(self.desk, self._year_id, elsewhere)
        else:
            proposed = sealed_file(self.desk, of, elsewhere, archival=way == PDFA)

        def write(target: Path) -> Written:
            if way == ZIP:
                return print_year(self.desk, self._year_id, target)
            if way == PDFA:
                return print_archival(self.desk, of, target)
            return print_paper(self.desk, ref_to(of), target)

        if said := await write_file(self, title, proposed, write):
            self.say(said)

    @work(exclusive=True)
    async def action_verify(self) -> None:
        """Ask for a PDF, the marked one's own at first, and say whether file and data still agree."""
        of = self._marked()
        kept = kept_file(self.desk, of) if of else None
        found: list[Verdict] = []

        def look(values: dict[str, str], seen: None) -> object:
            del seen
            found.append(verify(self.desk, typed_path(self, values["path"])))
            return found[-1]

        fields = [Field("path", t("File"), str(kept or ""))]
        await self.app.push_screen_wait(FormDialog(t("Verify a PDF"), fields, look))
        if found:
            self.open(VerdictRoute(found[-1]))

    @work(exclusive=True)
    async def action_note_scan(self) -> None:
        """Note where the scan of the signed paper lies."""
        of = self._wanted()
        if of is None:
            return

        def save(values: dict[str, str], seen: SealedPaper) -> object:
            return note_scan(self.desk, seen, values["scan"])

        fields = [Field("scan", t("Where it lies"), of.scan, t("a path on the server, or an address"))]
        title = t("Scan of the signed paper, number {number}", number=count(of.number))
        if await self.app.push_screen_wait(FormDialog(title, fields, save, of)):
            self.action_reload()
            self.say(t("Saved."))


def _cells(of: SealedPaper) -> tuple[str, ...]:
    day = short_date(of.day) if of.day else "–"
    return count(of.number), str(of.version), day, t(kind_named(of.kind).title), of.account


class VerdictScreen(KtdScreen):
    """What was found out of one file, and what differs, line by line."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "plain", "back", "quit")

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self._verdict = verdict

    def body(self) -> Iterator["Widget"]:
        """Yield the text."""
        yield Reading()

    def show(self) -> None:
        """Say what was found."""
        self.entitle(t("Register of papers"), t("Verify a PDF"))
        self.query_one(Reading).read(verdict_lines(self._verdict))
