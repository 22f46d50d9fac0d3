"""What the panes of the steps and the pen may ask of the meeting's screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from screens.host import Frame

if TYPE_CHECKING:
    from textual.css.query import DOMQuery
    from textual.widget import Widget

    from ktd_tui.operations.meeting.view import MeetingView
    from ktd_tui.rules.meeting.proceedings import Proceedings

T = TypeVar("T")
W = TypeVar("W", bound="Widget")


class SaidLine(Protocol):
    """The line of the minutes as the parts of the meeting's screen know it."""

    def has(self, text: str) -> bool:
        """Tell whether a text stands in the line."""

    def take_in(self) -> None:
        """Let go of a line that another window of one's own sent."""

    def bring(self, text: str) -> None:
        """Put a text behind what stands in the line, once."""

    def show_speaker(self) -> None:
        """Show before the line whose words it will be."""

    def take_off(self) -> None:
        """Take the speaker off."""

    def choose_speaker(self, attendee_id: str | None) -> None:
        """Take a delegate for the speaker, empty: nobody; None: whoever has the floor."""


class MeetingHost(Frame, Protocol):
    """The meeting's screen as its parts know it."""

    meeting_id: str
    view: "MeetingView | None"

    @property
    def proceedings(self) -> "Proceedings":
        """The meeting with all that was entered in it, as it was read last."""

    def read(self) -> "MeetingView":
        """Read the meeting anew."""

    def offers(self, action: str) -> bool:
        """Tell whether an action of the meeting's screen is for this person."""

    @property
    def follows(self) -> bool:
        """Whether this session reads along: another one writes, or the right is missing."""

    @property
    def signed(self) -> bool:
        """Whether the minutes are signed."""

    async def carry_through(self, operation: Callable[[], T], done: str) -> T | None:
        """Carry out an operation, then show the new state and say ``done``."""

    def show_pen(self) -> None:
        """Show who holds the pen; the fields are theirs."""

    @property
    def line_field(self) -> SaidLine:
        """The line for the minutes, and whose words it is."""

    def focus_step(self, lacking: str = "") -> None:
        """Go to the step's first field, or to what it lacks."""

    def focus_line(self) -> None:
        """Go to the line field."""

    def query(self, selector: type[W]) -> "DOMQuery[W]":
        """Find widgets of a kind on the screen."""

    def query_one(self, selector: str, expect_type: type[W]) -> W:
        """Return the widget of a name: the screen keeps where it found it."""

    def query_one_optional(self, selector: str, expect_type: type[W]) -> W | None:
        """Return the widget of a name, None where there is none."""
