"""The history: who did what and when; and the trash, from which what was deleted comes back."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from textual import work

from ktd_tui.clock import local
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.data.history import (
    Deed,
    Trashed,
    check_put_back,
    history,
    put_back,
    told_deed,
    trash,
)
from ktd_tui.rules.access import Act
from screens.bindings import bindings, needs
from screens.dialogs.confirm import ConfirmDialog
from screens.records import RecordsScreen

FIELDS = 6
"""Changed fields that are told: as many lines as fit beneath the list."""


class HistoryScreen(RecordsScreen[Deed | Trashed]):
    """What was done to one record, or to everything; F6 changes to the trash."""

    FROM_DATA = True
    FOOTER = ("help", "open", "pane", "undo", "back", "quit")
    ASKS = needs(tuple(Act), "open")
    BINDINGS = bindings(open=("open", N_("Bring back")), pane=("next_view", N_("History / trash")))
    COLUMNS = ((N_("When"), 16), (N_("Who"), 10), (N_("What was done"), 46))

    def __init__(self, record_id: str | None = None, title: str = "") -> None:
        super().__init__()
        self._record_id = record_id
        self._title = title
        self._in_trash = False

    def call_bloc(self) -> None:
        """As the page does from which one came."""

    def read(self) -> Iterator[tuple[str, Deed | Trashed]]:
        """Read the history or the trash."""
        self.entitle(t("Trash") if self._in_trash else t("History"), self._title)
        if self._in_trash:
            return ((one.change.record_id, one) for one in trash(self.desk))
        return ((str(n), deed) for n, deed in enumerate(history(self.desk, self._record_id)))

    def cells(self, row: Deed | Trashed) -> tuple[str, ...]:
        """Say when, who and what."""
        if isinstance(row, Trashed):
            return _when(row.commit.at), row.commit.author.user, row.title
        return _when(row.at), row.user, told_deed(row.why, row.facts, row.taken_back)

    def detail(self, row: Deed | Trashed | None) -> str:
        """Say what became of each field, or how what was deleted comes back."""
        if row is None:
            return t("The trash is empty.") if self._in_trash else t("Nothing was done here yet.")
        if isinstance(row, Trashed):
            return "\n".join((told_deed(row.commit.why, row.commit.facts), t("Enter brings it back.")))
        fields = list(islice(row.told(), FIELDS + 1))
        said = "".join(f"{field.told}\n" for field in fields[:FIELDS])
        return said + "…" if len(fields) > FIELDS else said

    def action_history(self) -> None:
        """The history is in front already."""

    def action_next_view(self) -> None:
        """Change between history and trash."""
        self._in_trash = not self._in_trash
        self.action_reload()
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Bring back only what is in the trash."""
        return super().check_action(action, parameters) and (action != "open" or self._in_trash)

    def acts_of(self, action: str) -> tuple[Act, ...]:
        """Which right bringing back asks for depends on what it is: that is asked for then."""
        del action
        return ()

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Bring the marked record back from the trash, after asking."""
        trashed = self.marked
        if not isinstance(trashed, Trashed):
            return
        try:
            check_put_back(self.desk, trashed.change)
        except KtdError as error:
            self.warn(tell(error))
            return
        question = t("Bring “{name}” back?", name=trashed.title)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, bring it back"))):

            def bring() -> bool:
                put_back(self.desk, trashed.change)
                return True

            if await self.act(bring):
                self.action_reload()
                self.say(t("Back again: {name}", name=trashed.title))


def _when(at: datetime) -> str:
    return f"{local(at):%d/%m/%Y %H:%M}"
