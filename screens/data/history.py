"""The history: who did what and when; and the trash, from which what was deleted comes back."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.widgets import Static

from ktd_tui.clock import local
from ktd_tui.i18n import N_, t
from ktd_tui.operations.data.history import Deed, Trashed, history, put_back, trash
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen, bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from datetime import datetime

    from textual.widget import Widget
    from textual.widgets import DataTable


def told(why: str, facts: Mapping[str, str], taken_back: bool | None = None) -> str:
    """Say what was done."""
    what = t(why, **facts)
    if taken_back is None:
        return what
    return t("Undone: {what}", what=what) if taken_back else t("Done again: {what}", what=what)


class HistoryScreen(KtdScreen):
    """What was done to one record, or to everything; F6 changes to the trash."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "pane", "undo", "back", "quit")
    BINDINGS = bindings(open=("open", N_("Bring back")), pane=("next_view", N_("History / trash")))

    def __init__(self, record_id: str | None = None, title: str = "") -> None:
        super().__init__()
        self._record_id = record_id
        self._title = title
        self._in_trash = False
        self._deeds: dict[str, Deed] = {}
        self._trashed: dict[str, Trashed] = {}

    def body(self) -> Iterator["Widget"]:
        """Yield the list, and the marked line in full."""
        yield Table((t("When"), 16), (t("Who"), 10), (t("What"), 46), id="deeds")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Read the history or the trash."""
        self.entitle(t("Trash") if self._in_trash else t("History"), self._title)
        table = self.query_one(Table)
        self._deeds, self._trashed = {}, {}
        if self._in_trash:
            self._trashed = {x.change.record_id: x for x in trash(self.desk)}
            table.fill(
                (key, (_when(x.commit.at), x.commit.author.user, x.title)) for key, x in self._trashed.items()
            )
        else:
            self._deeds = {str(n): d for n, d in enumerate(history(self.desk, self._record_id))}
            table.fill(
                (key, (_when(d.at), d.user, told(d.why, d.facts, d.taken_back)))
                for key, d in self._deeds.items()
            )
        if self.focused is None:
            table.focus()
        self._detail(table.selected)

    def _detail(self, key: str | None) -> None:
        out = Text()
        if key in self._trashed:
            trashed = self._trashed[key]
            out.append_text(plain(told(trashed.commit.why, trashed.commit.facts))).append("\n")
            out.append(t("Enter brings it back."))
        elif key in self._deeds:
            deed = self._deeds[key]
            for field in deed.fields[:6]:
                name = f"{t(field.name)} {field.key}".strip()
                out.append_text(plain(f"{name}: {field.before} → {field.after}")).append("\n")
            if len(deed.fields) > 6:  # noqa: PLR2004  # as many lines as fit beneath the list
                out.append("…")
        else:
            out.append(t("The trash is empty.") if self._in_trash else t("Nothing was done here yet."))
        self.query_one("#detail", Static).update(out)

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked line in full."""
        event.stop()
        self._detail(self.query_one(Table).selected)  # the event's key is None in an empty table

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Bring back what is marked."""
        event.stop()
        self.action_open()

    def action_next_view(self) -> None:
        """Change between history and trash."""
        self._in_trash = not self._in_trash
        self.action_reload()

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Bring the marked record back from the trash, after asking."""
        trashed = self._trashed.get(self.query_one(Table).selected or "")
        if trashed is None:
            return
        question = t("Bring “{name}” back?", name=trashed.title)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, bring it back"))):

            def bring() -> bool:
                put_back(self.desk, trashed)
                return True

            if await self.act(bring):
                self.action_reload()
                self.say(t("Back again: {name}", name=trashed.title))


def _when(at: "datetime") -> str:
    return f"{local(at):%d/%m/%Y %H:%M}"
