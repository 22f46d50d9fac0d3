"""The register of sealed papers: number, version, day; what is read, written, verified and noted of each."""

from collections.abc import Iterator
from pathlib import Path

from textual import work

from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.i18n import N_, t
from ktd_tui.operations.files import Written, sealed_file, told_to, year_file
from ktd_tui.operations.papers.dossier.making import dossier_file, write_dossier
from ktd_tui.operations.papers.dossier.whole_year import print_year
from ktd_tui.operations.papers.kinds import kind_named
from ktd_tui.operations.papers.printing import PDF, WORD, ZIP, print_archival, print_paper
from ktd_tui.operations.papers.register import filed, papers_register, ref_to, without_number
from ktd_tui.operations.papers.returned.attaching import attach, last_file
from ktd_tui.operations.papers.returned.verdict import Verdict, verdict_lines
from ktd_tui.operations.papers.sealing import note_scan
from ktd_tui.operations.papers.verifying import verify
from ktd_tui.operations.year.years import year_page
from ktd_tui.rules.access import Act
from ktd_tui.words import count, short_date
from screens.bindings import bindings, needs
from screens.dialogs.file import typed_path, write_file
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.reading import ReadingScreen
from screens.records import YearRecordsScreen
from screens.routes import PaperRoute, VerdictRoute

PDFA, DOSSIER = "pdfa", "dossier"


class RegisterScreen(YearRecordsScreen[SealedPaper]):
    """One row a version."""

    ASKS = needs(Act.SEAL_PAPER, "attach", "note_scan")
    BINDINGS = bindings(
        open=("open", N_("Read")),
        export=("export", N_("Write file")),
        more=("verify", N_("Verify")),
        new=("attach", N_("Attach")),
        edit=("note_scan", N_("Scan")),
    )
    COLUMNS = ((N_("Number"), 6), (N_("Version"), 7), (N_("Day"), 10), (N_("Paper"), 28), (N_("By"), 14))

    def read(self) -> Iterator[tuple[str, SealedPaper]]:
        """Read what was sealed in the year."""
        page = year_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Register of papers"))
        return ((of.id, of) for of in papers_register(self.desk, self.year_id))

    def lead(self) -> str:
        """Say which signed minutes have no number yet."""
        waiting = [t(kind.title) for kind in without_number(self.desk, self.year_id)]
        said = t("Signed, without a number yet: {papers}. Open “Papers”, the paper, then Ctrl+S.",
                 papers=", ".join(waiting))  # fmt: skip
        return f"! {said}" if waiting else t("What was sealed; Enter reads it as it was sealed.")

    def cells(self, row: SealedPaper) -> tuple[str, ...]:
        """Say number, version, day, paper and who sealed it."""
        day = short_date(row.day) if row.day else "–"
        return count(row.number), str(row.version), day, t(kind_named(row.kind).title), row.account

    def detail(self, row: SealedPaper | None) -> str:
        """Say the marked paper's checksum, why it was amended, and where it lies."""
        if row is None:
            return t("Nothing is sealed yet: open a paper and press Ctrl+S.")
        lines = [row.title, f"SHA-256 {row.sha256}"]
        lines += [t("Reason: {text}", text=row.reason)] if row.reason else []
        lines += [t("Scan: {address}", address=row.scan)] if row.scan else []
        lines += [t("Came back: {path}", path=one.file) for one in row.came_back]
        file = filed(self.desk, row)
        lines += [told_to(self.desk.actor.name, file)] if file else []
        return "\n".join(lines)

    def history_of(self, row: SealedPaper) -> tuple[str, str]:
        """The marked paper has the history."""
        return row.id, row.title

    def _wanted(self) -> SealedPaper | None:
        """Return the marked paper; say so where there is none."""
        if self.marked is None:
            self.warn(t("Nothing is sealed yet: open a paper and press Ctrl+S."))
        return self.marked

    def action_open(self) -> None:
        """Read the marked paper."""
        if of := self.marked:
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
            WORD: t("Number {number} as a Word file, to be worked on elsewhere", number=number),
            PDFA: t("Number {number} as PDF/A, to be signed and archived", number=number),
            DOSSIER: t("The year's dossier: papers, returned files, index, metadata, lists"),
            ZIP: t("All papers of the year as one ZIP file"),
        }
        if way := await self.app.push_screen_wait(PickDialog(t("What is to be written?"), [*ways.items()])):
            await self._export(way, of, ways[way])

    async def _export(self, way: str, of: SealedPaper, title: str) -> None:
        elsewhere = self.host.export_folder
        if way == ZIP:
            proposed = year_file(self.desk, self.year_id, elsewhere)
        elif way == DOSSIER:
            proposed = dossier_file(self.desk, self.year_id, elsewhere)
        else:
            archival = way == PDFA
            ending = PDF if archival else way
            proposed = sealed_file(self.desk, of, elsewhere, archival=archival, ending=ending)

        def write(target: Path) -> Written:
            if way == ZIP:
                return print_year(self.desk, self.year_id, target)
            if way == DOSSIER:
                return write_dossier(self.desk, self.year_id, target)
            if way == PDFA:
                return print_archival(self.desk, of, target)
            return print_paper(self.desk, ref_to(of), target)

        if said := await write_file(self, title, proposed, write):
            self.say(said)

    @work(exclusive=True)
    async def action_verify(self) -> None:
        """Ask for a file, the marked one's own at first, and say whether file and data still agree."""
        of = self.marked
        kept = last_file(self.desk, of) if of else None
        found: list[Verdict] = []

        def look(values: dict[str, str], _: None) -> object:
            found.append(verify(self.desk, typed_path(self, values["path"])))
            return found[-1]

        fields = [Field("path", t("File"), str(kept or ""))]
        await self.app.push_screen_wait(FormDialog(t("Verify a file"), fields, look))
        if found:
            self.open(VerdictRoute(found[-1]))

    @work(exclusive=True)
    async def action_attach(self) -> None:
        """Keep a file that came back signed beside the marked paper."""
        of = self._wanted()
        if of is None:
            return

        def keep(values: dict[str, str], seen: SealedPaper) -> object:
            return attach(self.desk, seen, typed_path(self, values["path"]))

        fields = [Field("path", t("File"), "", t("the PDF that was signed, or the scan"))]
        title = t("Came back signed: number {number}", number=count(of.number))
        if await self.app.push_screen_wait(FormDialog(title, fields, keep, of)):
            self.action_reload()
            self.say(t("It is kept beside the sealed paper; F3 says who signed it."))

    @work(exclusive=True)
    async def action_note_scan(self) -> None:
        """Note where the scan of the signed paper lies."""
        of = self._wanted()
        if of is None:
            return

        fields = [Field("scan", t("Where it lies"), of.scan, t("a path on the server, or an address"))]
        title = t("Scan of the signed paper, number {number}", number=count(of.number))
        form = FormDialog(title, fields, lambda v, seen: note_scan(self.desk, seen, v["scan"]), of)
        if await self.app.push_screen_wait(form):
            self.action_reload()
            self.say(t("Saved."))


class VerdictScreen(ReadingScreen):
    """What was found out of one file, and what differs, line by line."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self._verdict = verdict

    def call_bloc(self) -> None:
        """As the page does from which one came."""

    def lines(self) -> list[str]:
        """Say what was found."""
        self.entitle(t("Register of papers"), t("Verify a file"))
        return verdict_lines(self._verdict)
