"""The papers of a year: which there are, which are sealed; Enter reads one, F6 shows the register."""

from collections.abc import Iterator

from textual import work

from ktd_tui.i18n import N_, t
from ktd_tui.operations.council.directory import bloc_of_year
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.printing import PaperRow, papers_page
from ktd_tui.operations.papers.style import FIRST, LAST, Style, set_style, style_of
from ktd_tui.operations.whom import directory_offered
from ktd_tui.operations.wording import NO_MEMBERS
from ktd_tui.papers.house_style import NUMBER, SIGNER
from ktd_tui.papers.render.word.template import FONT
from ktd_tui.rules.access import Act
from ktd_tui.words import count, short_date
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.records import YearRecordsScreen
from screens.routes import PaperRoute, RegisterRoute


class PapersScreen(YearRecordsScreen[PaperRow]):
    """One row a paper, in the order in which the year needs them."""

    FROM_DATA = True
    ASKS = needs(Act.EDIT_BLOC, "style")
    BINDINGS = bindings(
        open=("open", N_("Read")),
        pane=("register", N_("Register")),
        edit=("style", N_("How they are written")),
    )
    COLUMNS = ((N_("Paper"), 32), (N_("How it stands"), 42))

    def read(self) -> Iterator[tuple[str, PaperRow]]:
        """Read which papers the year has."""
        page = papers_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Papers"))
        return ((row.kind.id, row) for row in page.rows)

    def cells(self, row: PaperRow) -> tuple[str, ...]:
        """Say which paper, and how it stands."""
        return t(row.kind.title), _state(row)

    def lead(self) -> str:
        """Say how one is read and written."""
        return t("Enter reads a paper as it will be printed; there F12 writes it as PDF or Word.")

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Read the marked paper; where each has one, ask first whose."""
        if (row := self.marked) is None:
            return
        about: str | None = ""
        if row.kind.whom:
            whom = list(row.kind.whom(self.desk, self.year_id))
            question = t("Whose “{paper}”?", paper=t(row.kind.title))
            about = await self.app.push_screen_wait(PickDialog(question, whom, empty=t(NO_MEMBERS)))
        if about is not None:
            self.open(PaperRoute(PaperRef(row.kind.id, self.year_id, about=about)))

    @work(exclusive=True)
    async def action_style(self) -> None:
        """Change what the office writes otherwise than the decree's models."""
        bloc = bloc_of_year(self.desk, self.year_id)
        now, order = style_of(bloc), [(FIRST, t("first")), (LAST, t("last"))]
        fields = [
            Field("superior", t("Superior body"), now.superior, t("empty: the council")),
            Field("agency", t("Issuing body"), now.agency, t("empty: the bloc")),
            Field("number", t("Number"), now.number, NUMBER),
            Field("signer", t("Signer of letters"), now.signer, SIGNER, many=True),
            Field(
                "signer_name",
                t("Name of the signer"),
                now.signer_name,
                t("empty: the head of the bloc"),
                choices=directory_offered(self.desk),
                other=True,
            ),
            Field(
                "recipients",
                t("Recipients of letters"),
                now.recipients,
                t("separate them with “; ”"),
                many=True,
            ),
            Field("organ", t("Code of the issuing body"), now.organ, t("for document systems: A01.05")),
            Field("titles", t("Titles before signers' names by"), now.titles, t("empty: none")),
            Field("pledge_head", t("The head signs the pledge"), now.pledge_head, choices=order),
            Field("font", t("Font of Word files"), now.font, t("empty: {font}", font=FONT)),
            Field("page_head", t("Head of Word files' pages"), now.page_head, t("empty: none")),
            Field("template", t("Take both from a Word file"), "", t("its path: …/mau.docx")),
        ]

        title = t("How papers are written")
        form = FormDialog(title, fields, lambda v, seen: set_style(self.desk, seen, Style(**v)), bloc)
        if await self.app.push_screen_wait(form):
            self.action_reload()
            self.say(t("Saved."))

    def action_register(self) -> None:
        """Show what was sealed."""
        self.open(RegisterRoute(self.year_id))


def _state(row: PaperRow) -> str:
    if row.lacking:
        return t(row.lacking, **row.facts)
    if row.kind.whom:
        return t("one for each: Enter asks whose")
    if row.sealed is None:
        return t("signed meeting; no number yet: Ctrl+S there") if row.waits else t("draft")
    facts = {"number": count(row.sealed.number), "version": row.sealed.version}
    if row.changed:
        return "! " + t("number {number}, version {version}; the data changed since", **facts)
    day = short_date(row.sealed.day) if row.sealed.day else "–"
    return "✓ " + t("number {number}, version {version}, {day}", day=day, **facts)
