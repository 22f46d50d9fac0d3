"""The register of sealed papers: number, version, day; Enter reads one, F12 there prints it again."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widgets import Static

from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.i18n import N_, t
from ktd_tui.operations.paper_register import amendment, kept_file, register, sealed_version
from ktd_tui.operations.papers import KINDS
from ktd_tui.operations.printing import export_sealed, plain_sealed, preview_sealed
from ktd_tui.operations.sealing import correct
from ktd_tui.operations.years import year_page
from ktd_tui.terminal.guard import plain
from ktd_tui.words import count, short_date
from screens.base import KtdScreen, bindings
from screens.dialogs.form import Field, FormDialog
from screens.papers import WIDTH
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page


class RegisterScreen(KtdScreen):
    """One row a version."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "back")
    BINDINGS = bindings(open=("open", N_("Read")))

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

    def _tell(self) -> None:
        of = self._marked()
        if of is None:
            said = t("Nothing is sealed yet: open a paper and press Ctrl+S.")
            self.query_one("#detail", Static).update(said)
            return
        lines = [of.title, f"SHA-256 {of.sha256}"]
        lines += [t("Reason: {text}", text=of.reason)] if of.reason else []
        path = kept_file(self.desk, of)
        lines += [t("Fetch it: {command}", command=f"scp <máy chủ>:{path} .")] if path else []
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def record_here(self) -> tuple[str, str] | None:
        """The marked paper has the history."""
        of = self._marked()
        return (of.id, of.title) if of else None

    def action_open(self) -> None:
        """Read the marked paper."""
        if of := self._marked():
            self.app.push_screen(SealedScreen(of.id))


def _cells(of: SealedPaper) -> tuple[str, ...]:
    day = short_date(of.day) if of.day else "–"
    return count(of.number), str(of.version), day, t(KINDS[of.kind].title), of.account


class SealedScreen(KtdScreen):
    """A sealed version as it was printed, and what its amendment changed."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "export", "edit", "back")
    BINDINGS = bindings(export=("export", N_("Write PDF")), edit=("amend", N_("Amend")))

    def __init__(self, sealed_id: str) -> None:
        super().__init__()
        self._id_of = sealed_id
        self._of: SealedPaper | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the paper."""
        with VerticalScroll(id="paper"):
            yield Static(id="text", markup=False)

    def show(self) -> None:
        """Read it off its snapshot."""
        of = self._of = sealed_version(self.desk, self._id_of)
        self.entitle(t("Register of papers"), t("number {number}", number=count(of.number)))
        lines = preview_sealed(self.desk, of, WIDTH)
        if changed := amendment(self.desk, of):
            lines = [t("What the amendment changed:"), *changed, "", *lines]
        self.query_one("#text", Static).update(plain("\n".join(lines)))
        if self.focused is None:
            self.query_one("#paper").focus()

    def plain_page(self) -> "Page":
        """Say it in full: what stands side by side on paper stands one after the other."""
        if self._of is None:
            return super().plain_page()
        return plain_sealed(self.desk, self._of, self.titled)

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Ask for the file's name and print it again."""
        of = self._of
        if of is None:
            return
        name = Path(of.file).name or f"{count(of.number)}.pdf"
        written = ""

        def save(values: dict[str, str], seen: None) -> object:
            nonlocal written
            del seen
            target = Path(values["path"])
            with suppress(RuntimeError):  # “~name” of nobody: then it is a folder that does not exist
                target = target.expanduser()
            size = export_sealed(self.desk, of, target)
            written = t("Written: {path} ({size} kB)", path=target, size=round(size / 1024))
            return size

        fields = [Field("path", t("File"), str(self.host.export_folder / name))]
        await self.app.push_screen_wait(FormDialog(t("Print it again"), fields, save))
        if written:
            self.say(written)

    @work(exclusive=True)
    async def action_amend(self) -> None:
        """Amend the paper word for word, with a reason: the way for a year that is closed."""
        of = self._of
        if of is None:
            return
        done: list[SealedPaper] = []

        def save(values: dict[str, str], seen: None) -> object:
            del seen
            done.append(correct(self.desk, of, values["before"], values["after"], values["reason"]))
            return done[-1]

        fields = [
            Field("before", t("Stands there"), "", t("exactly as it is printed")),
            Field("after", t("Shall stand"), ""),
            Field("reason", t("Reason"), ""),
        ]
        title = t("Amend number {number}", number=count(of.number))
        if await self.app.push_screen_wait(FormDialog(title, fields, save)) and done:
            self._id_of = done[-1].id
            self.action_reload()
            self.say(
                t("Sealed: number {number}, {path}", number=count(of.number), path=f"papers/{done[-1].file}")
            )
