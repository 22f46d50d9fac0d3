"""The minutes as the paper will say them; F12 writes the PDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work

from ktd_tui.i18n import t
from ktd_tui.operations.papers.export import export_minutes, preview
from ktd_tui.operations.papers.printing import minutes_file
from ktd_tui.operations.written import Written
from screens.base import KtdScreen, bindings
from screens.dialogs.file import write_file
from screens.widgets.reading import WIDTH, Reading

if TYPE_CHECKING:
    from textual.widget import Widget

    from ktd_tui.operations.page import Page


class PreviewScreen(KtdScreen):
    """The minutes, page by page with PgUp and PgDn."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "export", "back", "quit")
    BINDINGS = bindings(export="export")

    def __init__(self, meeting_id: str) -> None:
        super().__init__()
        self._meeting_id = meeting_id
        self._written: str | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the paper."""
        yield Reading()

    def show(self) -> None:
        """Compose the minutes anew."""
        self.entitle(t("Minutes"), t("preview"))
        lines = preview(self.desk, self._meeting_id, WIDTH)
        self.query_one(Reading).read(lines)
        if self._written:
            self.say(self._written)
        else:
            self.say(t("↑ ↓ PgUp PgDn: read · F12: write the PDF"))

    def plain_page(self) -> "Page":
        """Say it in full, as ``ktd show`` does."""
        from ktd_tui.operations import pages

        return pages.minutes(self.desk, self._meeting_id)

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Ask for the file's name and write the PDF."""
        folder = self.host.export_folder
        proposed = await self.act(lambda: minutes_file(self.desk, self._meeting_id, folder))
        if proposed is None:
            return

        def write(target: Path) -> Written:
            return export_minutes(self.desk, self._meeting_id, target)

        if said := await write_file(self, t("Write the minutes as PDF"), proposed, write):
            self._written = said
            self.say(said)
