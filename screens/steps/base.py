"""The frame of a step's pane. A pane shows and asks; what is allowed, rules and operations decide."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from textual.containers import Vertical
from textual.widgets import DataTable

from ktd_tui.domain.meeting import Step
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meetings import Room

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from screens.meeting import MeetingScreen

T = TypeVar("T")


class StepPane(Vertical):
    """One step of the meeting."""

    def __init__(self, step: Step, room: Room) -> None:
        super().__init__(classes="pane")
        self.step = step
        self.room = room

    def compose(self) -> "ComposeResult":
        """Lay out the pane."""
        yield from self.content()

    def content(self) -> Iterator["Widget"]:
        """Yield the pane's widgets."""
        yield from ()

    def on_mount(self) -> None:
        """Fill the widgets for the first time."""
        self.fill()

    def show(self, room: Room) -> None:
        """Take in a newer state of the meeting without touching what is being typed."""
        self.room = room
        self.fill()

    def fill(self) -> None:
        """Put the state into the widgets."""

    async def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Do what the marked row is for. One handler: Textual would run each class's own."""
        event.stop()
        await self.choose(event.data_table.id or "", event.row_key.value or "")

    async def choose(self, table: str, key: str) -> None:
        """Carry out Enter on a row of one of the pane's tables."""

    async def leave(self) -> bool:
        """Save what is half done before the step changes; False keeps the step."""
        return True

    @property
    def host_screen(self) -> "MeetingScreen":
        """The meeting's screen."""
        return cast("MeetingScreen", self.screen)

    @property
    def desk(self) -> Desk:
        """The desk at which this person works."""
        return self.host_screen.desk

    @property
    def meeting_id(self) -> str:
        """The meeting's id."""
        return self.room.meeting.id

    async def act(self, operation: Callable[[], T], done: str = "") -> T | None:
        """Carry out an operation, show the new state, say ``done``; None where it was refused."""
        return await self.host_screen.carry_through(operation, done)
