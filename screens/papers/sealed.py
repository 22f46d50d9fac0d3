"""One sealed version as it was printed; F12 prints it again, F4 amends it word for word."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work

from ktd_tui.i18n import N_, t
from ktd_tui.operations.files import sealed_file
from ktd_tui.operations.papers.printing import export_sealed, plain_sealed, preview_sealed
from ktd_tui.operations.papers.register import amendment, sealed_version
from ktd_tui.operations.papers.sealing import correct
from ktd_tui.operations.written import Written
from ktd_tui.words import count
from screens.base import KtdScreen, bindings
from screens.dialogs.file import said_sealed, write_file
from screens.dialogs.form import Field, FormDialog
from screens.widgets.reading import WIDTH, Reading

if TYPE_CHECKING:
    from textual.widget import Widget

    from ktd_tui.domain.sealed import SealedPaper
    from ktd_tui.operations.page import Page


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
        yield Reading()

    def show(self) -> None:
        """Read it off its snapshot."""
        of = self._of = sealed_version(self.desk, self._id_of)
        self.entitle(t("Register of papers"), t("number {number}", number=count(of.number)))
        lines = preview_sealed(self.desk, of, WIDTH)
        if changed := amendment(self.desk, of):
            lines = [t("What the amendment changed:"), *changed, "", *lines]
        self.query_one(Reading).read(lines)

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
        proposed = sealed_file(self.desk, of, self.host.export_folder)

        def write(target: Path) -> Written:
            return export_sealed(self.desk, of, target)

        if said := await write_file(self, t("Print it again"), proposed, write):
            self.say(said)

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
            self.say(said_sealed(self.desk, done[-1]))
