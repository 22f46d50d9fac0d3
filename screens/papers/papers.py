"""The papers of a year: which there are, which are sealed; Enter reads one, F6 shows the register."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.organisation import Bloc
from ktd_tui.i18n import N_, t
from ktd_tui.operations.papers.kinds import Style, kind_named, set_style, style_of
from ktd_tui.operations.papers.preflight import Problem, preflight, told
from ktd_tui.operations.papers.printing import (
    PaperRow,
    export_paper,
    paper_file,
    paper_rows,
    plain_paper,
    preview_paper,
)
from ktd_tui.operations.papers.register import latest
from ktd_tui.operations.papers.sealing import seal
from ktd_tui.operations.written import Written
from ktd_tui.papers.house_style import NUMBER, SIGNER
from ktd_tui.words import count, short_date
from screens.base import KtdScreen, bindings
from screens.dialogs.ask import AskDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.file import said_sealed, write_file
from screens.dialogs.form import Field, FormDialog
from screens.widgets.reading import WIDTH, Reading
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page

SHOWN = 3
"""Problems that are said at once."""


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
        page = paper_rows(self.desk, self._year_id)
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
            self.app.push_screen(PaperScreen(self._year_id, kind))

    @work(exclusive=True)
    async def action_style(self) -> None:
        """Change what the office writes otherwise than the decree's models."""
        bloc = paper_rows(self.desk, self._year_id).bloc
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
        from screens.papers.register import RegisterScreen

        self.app.push_screen(RegisterScreen(self._year_id))


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


class PaperScreen(KtdScreen):
    """One paper as it will be printed."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "export", "save", "next_missing", "back")
    BINDINGS = bindings(
        export=("export", N_("Write PDF")), save=("seal", N_("Seal")), next_missing="next_missing"
    )

    def __init__(self, bloc_year_id: str, kind: str) -> None:
        super().__init__()
        self._year_id, self._kind = bloc_year_id, kind
        self._written: str | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the paper."""
        yield Reading()

    def show(self) -> None:
        """Compose the paper anew."""
        self.entitle(t(kind_named(self._kind).title), t("preview"))
        lines = preview_paper(self.desk, self._kind, self._year_id, WIDTH)
        self.query_one(Reading).read(lines)
        self.say(self._written or t("↑ ↓ PgUp PgDn: read · F12: write the PDF · Ctrl+S: seal"))

    def plain_page(self) -> "Page":
        """Say it in full: what stands side by side on paper stands one after the other."""
        return plain_paper(self.desk, self._kind, self._year_id, self.titled)

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Ask for the file's name and write the PDF."""
        folder = self.host.export_folder
        proposed = await self.act(lambda: paper_file(self.desk, self._kind, self._year_id, folder))
        if proposed is None:
            return

        def write(target: Path) -> Written:
            return export_paper(self.desk, self._kind, self._year_id, target)

        title = t("Write “{paper}” as PDF", paper=t(kind_named(self._kind).title))
        if said := await write_file(self, title, proposed, write):
            self._written = said
            self.say(said)

    @work(exclusive=True)
    async def action_seal(self) -> None:
        """Seal the paper; where it is sealed already, amend it with a reason."""
        stops = [one for one in self._problems() if one.stops]
        if stops:
            self._tell(stops)
            return
        reason: str | None = ""
        if latest(self.desk, self._kind, self._year_id):
            reason = await self.app.push_screen_wait(AskDialog(t("Why is the sealed paper amended?")))
        elif not await self.app.push_screen_wait(
            ConfirmDialog(
                t("Seal it? It gets its number; later changes are amendments with a reason."),
                t("Yes, seal it"),
            )
        ):
            return
        if reason is None:
            return
        given = reason
        of = await self.act(lambda: seal(self.desk, self._kind, self._year_id, given))
        if of is not None:
            self._written = said_sealed(self.desk, of)
            self.action_reload()

    def _problems(self) -> tuple[Problem, ...]:
        return preflight(self.desk, self._kind, self._year_id)

    def _tell(self, problems: list[Problem]) -> None:
        self.warn("\n".join(told(one).removeprefix("! ") for one in problems[:SHOWN]))

    def action_next_missing(self) -> None:
        """Say what is missing first, and go to the meeting where it is mended there."""
        problems = list(self._problems())
        if not problems:
            self.say(t("Nothing is missing."))
            return
        self._tell(problems)
        if problems[0].step is not None:
            from ktd_tui.operations.lookup import meeting_of
            from ktd_tui.operations.papers.kinds import kind_named
            from screens.meeting.meeting import MeetingScreen

            meeting = meeting_of(self.desk, self._year_id, kind_named(self._kind).meeting)
            if meeting is not None:
                self.app.push_screen(MeetingScreen(meeting.id))
