"""The meeting's three panes beside each other: the steps, the step in work, the minutes so far.

On 80 columns one of them shows at a time.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual import events, work
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ktd_tui.domain.meeting import Step
from ktd_tui.i18n import t
from ktd_tui.operations.meeting.hours import hour_as_typed, written_hour
from ktd_tui.operations.meeting.view import MeetingView
from screens.meeting import overview
from screens.meeting.steps.base import StepPane
from screens.meeting.steps.table import PANES
from screens.widgets.line import LineInput, SpeakerLabel
from screens.widgets.long_text import LongLine, LongText
from screens.widgets.text import update_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen

    from screens.meeting.host import MeetingHost

WIDE = 110
"""Columns from which all three panes fit beside each other."""
VIEWS = ("step", "minutes", "rail")


def narrow_where(screen: "Screen[Any]", width: int) -> None:
    """Mark a page on which there is no place for all panes; before they are there they are styled once."""
    screen.set_class(width < WIDE, "-narrow")


class MeetingPanes(Horizontal):
    """What shows of a meeting."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Make the panes.

        Args:
            changed: Called once the pane of another step is there.
        """
        super().__init__(id="panes")
        self._changed = changed
        self._shown = "step"
        """The pane that shows where there is but one; else the one that the key came to last."""
        self._wanted: Step | None = None
        """The step whose pane is on its way."""
        self._view: MeetingView | None = None
        self._minutes = overview.LiveMinutes()
        self._rail = overview.Rail()

    def compose(self) -> "ComposeResult":
        """Yield rail, step and minutes."""
        yield OptionList(id="rail", markup=False)
        with Vertical(id="step"):
            yield Static("", id="state", markup=False)
            yield Vertical(id="pane")
            with Horizontal(id="writing"):
                yield Static("", id="hour", markup=False)
                yield SpeakerLabel(markup=False)
                yield LineInput(
                    id="line", placeholder=t("A line for the minutes; Enter saves it · Ctrl+T: phrases")
                )
        yield LongText("minutes")

    def on_mount(self) -> None:
        """Show what has its place."""
        self._rearrange()

    @property
    def step(self) -> Step | None:
        """The step whose pane is there."""
        return self._pane.step if self._pane else None

    @property
    def _pane(self) -> StepPane | None:
        """The step's pane, None while there is none."""
        holder = self.query_one_optional("#pane", Vertical)
        return next((one for one in holder.children if isinstance(one, StepPane)), None) if holder else None

    def show(self, view: MeetingView, *, ballot: bool) -> None:
        """Show the meeting; the step's pane changes only where the step did.

        Args:
            ballot: A round is open in which this person may vote electronically.
        """
        self.show_around(view)
        update_text(self.query_one("#state", Static), overview.state(view, ballot=ballot))
        pane = self._pane
        if pane and pane.step is view.meeting.step and self._wanted is None:
            pane.show(view)
            return
        changing, self._wanted = self._wanted is not None, view.meeting.step
        if not changing:
            self._change()

    def show_around(self, view: MeetingView) -> None:
        """Show the steps and the minutes; the step in work stays as it is."""
        self._view = view
        hour = written_hour(cast("MeetingHost", self.screen).desk)
        set_to = f"@{hour_as_typed(view.meeting, hour)} " if hour else ""
        update_text(self.query_one("#hour", Static), set_to)
        told = self._rail.told(view)
        rail = self.query_one("#rail", OptionList)
        marked = rail.highlighted if rail.has_focus else None
        if list(told.values()) != [option.prompt for option in rail.options]:
            rail.clear_options()
            rail.add_options(Option(text, id=step.value) for step, text in told.items())
        rail.highlighted = list(told).index(view.meeting.step) if marked is None else marked
        self._show_minutes()

    def show_lines(self, view: MeetingView) -> bool:
        """Show a meeting in which only lines came or went since it was shown whole.

        Returns:
            Whether that was all; False where a step may stand otherwise by them, and nothing was shown.
        """
        pane = self._pane
        if pane is None or self._wanted or pane.step is not view.meeting.step or not self._rail.stands(view):
            return False
        self._view = view
        self._show_minutes()
        pane.show_lines(view)
        return True

    def _show_minutes(self) -> None:
        """Write the minutes so far, where they are in sight: composing them takes as long as they are."""
        minutes = self.query_one("#minutes", LongText)
        if self._view and minutes.display:
            minutes.write(self._minutes.lines(self._view) or [LongLine(t("The minutes are empty so far."))])

    @work(group="pane")
    async def _change(self) -> None:
        """Change to the pane that is wanted, again where another is by then.

        Never cut short by the next one: a removal that is cancelled cancels the pane's own tasks with it.
        """
        holder = self.query_one("#pane", Vertical)
        while (step := self._wanted) and (of := self._view):
            await holder.remove_children()
            await holder.mount(pane := PANES[step](step, of))
            if self._view is not of and self._view.meeting.step is step:
                pane.show(self._view)
            if self._wanted is step:
                self._wanted = None
        self._changed()

    def show_only(self, name: str) -> None:
        """Show one pane where there is no place for all."""
        self._shown = name
        self._rearrange()

    def fit(self, width: int) -> None:
        """Show all panes where so many columns are enough, else the one in work."""
        narrow_where(self.screen, width)
        self._rearrange()

    def _rearrange(self) -> None:
        for name in VIEWS:
            for pane in self.query(f"#{name}"):  # none yet, where the size is told before they are there
                pane.display = not self._narrow or name == self._shown
        if self.is_mounted:
            self._show_minutes()

    @property
    def _narrow(self) -> bool:
        return self.screen.has_class("-narrow")

    def next_view(self) -> None:
        """Change to the next pane: step, minutes, steps."""
        self.show_only(VIEWS[(VIEWS.index(self._shown) + 1) % len(VIEWS)])
        if self._shown == "step":
            self.focus_step()
        else:
            self.query_one(f"#{self._shown}").focus()

    def focus_shown_step(self) -> None:
        """Go to the step's first field, unless another pane is in work."""
        if self._shown == "step":
            self.focus_step()

    def focus_step(self, lacking: str = "") -> None:
        """Go to the step's first field, else to the line; to none where the screen is on its way out.

        Args:
            lacking: The place of what the step lacks, to which one goes rather.
        """
        if self._narrow and self._shown != "step":
            self.show_only("step")
        begins = self._pane.where(lacking) if self._pane else "#line"
        self._focus_first(begins, "#pane *", "#line")

    async def add(self) -> None:
        """Add what the step in work adds, and show it there."""
        if pane := self._pane:
            if self._narrow and self._shown != "step":
                self.focus_step()
            await pane.run_action("new")

    def on_nowhere_to_write(self) -> None:
        """Say why nothing is written here; letters do nothing else."""
        cast("MeetingHost", self.screen).warn(self.query_one("#line", LineInput).placeholder)

    def on_line_input_nobody_says(self, event: LineInput.NobodySays) -> None:
        """Take the speaker off the line."""
        event.stop()
        cast("MeetingHost", self.screen).line_field.take_off()

    def on_line_input_up(self, event: LineInput.Up) -> None:
        """Go from the line up to the step's list, or its editor."""
        event.stop()
        self._focus_first("#pane RecordTable, #pane TextArea")

    def _focus_first(self, *places: str) -> None:
        found = (w for place in places for w in self.query(place) if w.focusable)
        if first := next(found, None):
            first.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the step where one begins to write in it from another pane."""
        there = self.screen.focused is event.widget  # else the next key has gone on already
        if there and self._shown != "step" and self.query_one("#step") in event.widget.ancestors:
            self.show_only("step")
