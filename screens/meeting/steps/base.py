"""The frame of a step's pane. A pane shows and asks; what is allowed, rules and operations decide."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.containers import Vertical
from textual.widgets import DataTable

from ktd_tui.domain.meeting import Step
from ktd_tui.errors import KtdError
from ktd_tui.i18n import t, tell
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import MeetingView
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from screens.dialogs.form import FormDialog
    from screens.dialogs.settle import Save
    from screens.meeting.host import MeetingHost

T = TypeVar("T")

READERS = ("paper", "read")
"""What a step does for who may only look, too."""
WRITERS = ("new", "more", "seat", "ask")
"""Actions on keys that mean something else to who reads along: F2 votes, F3 is the projector."""


class StepPane(Vertical):
    """One step of the meeting."""

    def __init__(self, step: Step, view: MeetingView) -> None:
        super().__init__(classes="pane")
        self.step = step
        self.view = view

    def compose(self) -> "ComposeResult":
        """Lay out the pane."""
        yield from self.content()

    def content(self) -> Iterator["Widget"]:
        """Yield the pane's widgets."""
        yield from ()

    def on_mount(self) -> None:
        """Fill the widgets for the first time."""
        if self.is_there:
            self.fill()

    @property
    def is_there(self) -> bool:
        """Whether its widgets are: it may be on its way in, or out with the step or the app."""
        return self.is_attached and bool(self.children)

    def show(self, view: MeetingView) -> None:
        """Take in a newer state of the meeting without touching what is being typed."""
        self.view = view
        if self.is_there:
            self.fill()

    def show_lines(self, view: MeetingView) -> None:
        """Take in a newer state in which only lines of the minutes came or went."""
        self.show(view)

    def fill(self) -> None:
        """Put the state into the widgets."""

    @property
    def begins_at(self) -> str:
        """Where one begins in this step, as a selector: where one writes, else at what is to be done."""
        return "#pane *"

    def where(self, place: str) -> str:
        """Return where one mends what an obstacle lacks, as a selector; its row, if any, is marked."""
        for table in self.query(RecordTable):
            if key := next((key for key in self.rows_of(place) if key in table.row_keys()), ""):
                table.go_to(key)
                return f"#{table.id}"
        return {"vote": "#votes", "deed": "#deeds", "line": "#line"}.get(place, self.begins_at)

    def rows_of(self, place: str) -> tuple[str, ...]:
        """Return the keys of the rows that an obstacle may be of."""
        del place
        return ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys to the screen that who reads along needs there."""
        del parameters
        if not self.host_screen.follows or action in READERS:
            return True
        return action not in WRITERS and self.host_screen.offers("mend")

    async def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Do what the marked row is for. One handler: Textual would run each class's own."""
        event.stop()
        await self.choose(event.data_table.id or "", event.row_key.value or "")

    async def choose(self, table: str, key: str) -> None:
        """Carry out Enter on a row of one of the pane's tables."""

    def action_new(self) -> object:
        """Add what this step adds; F2 in the line below asks for it, too."""

    async def leave(self) -> bool:
        """Save what is half done before the step changes; False keeps the step."""
        return True

    @property
    def host_screen(self) -> "MeetingHost":
        """The meeting's screen."""
        return cast("MeetingHost", self.screen)

    @property
    def desk(self) -> Desk:
        """The desk at which this person works."""
        return self.host_screen.desk

    @property
    def meeting_id(self) -> str:
        """The meeting's id."""
        return self.view.meeting.id

    async def act_settled(self, save: "Save[T]", values: dict[str, str], seen: object) -> T | None:
        """Save over what was seen, asking where somebody else was first, and show the new state.

        Only within a worker. None where nothing was saved.
        """
        from screens.dialogs.settle import save_settled

        result = await save_settled(self.host_screen, save, values, seen)
        if result is not None:
            self.host_screen.action_reload()
            self.host_screen.say(t("Saved."))
        return result

    async def fill_in(self, dialog: "FormDialog", done: str = "") -> bool:
        """Wait for a form; where it was saved, show the new state. Only within a worker."""
        if not await self.app.push_screen_wait(dialog):
            return False
        self.host_screen.action_reload()
        self.host_screen.say(dialog.told or done or t("Saved."))
        return True

    async def take_out(self, delete: Callable[[Any], object], seen: object, done: str) -> None:
        """Delete, asking where somebody else changed it meanwhile. Only within a worker."""
        from screens.dialogs.settle import settle_deletion

        screen = self.host_screen
        try:
            gone = await settle_deletion(self.app, delete, seen)
        except KtdError as error:
            screen.warn(tell(error))
            return
        screen.action_reload()
        screen.say(done if gone else t("Kept as it is."))

    async def act(self, operation: Callable[[], T], done: str = "") -> T | None:
        """Carry out an operation, show the new state, say ``done``; None where it was refused."""
        return await self.host_screen.carry_through(operation, done)
