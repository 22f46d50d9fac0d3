"""The guided year-end meeting: steps on the left, the step in the middle, the minutes on the right.

On 80 columns one pane shows at a time; F6 changes it. The line field below writes into the minutes
from any step.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, work
from textual.widget import Widget
from textual.widgets import Input, OptionList

from ktd_tui.domain.meeting import Step
from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.view import MeetingView, meeting_view
from ktd_tui.operations.meeting.voting.casting import ballot_for_me
from ktd_tui.operations.server.drafts import Cursor
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting.proceedings import Proceedings
from screens.bindings import bindings, needs
from screens.meeting.cursor import PlaceKeeper
from screens.meeting.door import DoorKeys
from screens.meeting.minutes_line import LineField
from screens.meeting.overview import meeting_name, titled
from screens.meeting.panes import MeetingPanes, narrow_where
from screens.meeting.pasted_lines import PastedLines
from screens.meeting.pen import PenWatch
from screens.meeting.stepping import GOING, WRITING, Stepping
from screens.meeting.steps.voting import electronic
from screens.routes import PaperRoute, ProjectorRoute
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from ktd_tui.domain.voting import Vote
    from ktd_tui.operations.page import Page

T = TypeVar("T")

READING = ("help", "pane", "pen", "more", "export", "back")
"""The keys of who reads along."""


class MeetingScreen(PastedLines, DoorKeys):
    """The meeting; it shows what rules and operations say, and decides nothing."""

    LIVE, SAVED = 0.1, ""  # its steps say themselves what was done
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "pane", "next_step", "door", "next_missing", "back")
    ASKS = needs(Act.RUN_MEETING, *GOING, *WRITING) | needs((Act.CAST_BALLOT, Act.RUN_MEETING), "cast")
    BINDINGS = bindings(
        *(*GOING, "phrase"),
        pane="next_view",
        export=("preview", N_("Minutes: preview, PDF")),
        edit=("mend", N_("Mend a line")),
        pen="take_pen",
        new=("cast", N_("Vote electronically")),
        more=("projector", N_("Projector")),
    )

    def __init__(self, meeting_id: str, place: Cursor | None = None) -> None:
        """Make the screen; ``place`` is where to go on after a cut line, else at the step's first field."""
        super().__init__()
        self.meeting_id = meeting_id
        self._place = PlaceKeeper(self, meeting_id, place)
        self.pen = PenWatch(self, meeting_id)
        self.line_field = LineField(self, self.pen)
        self._steps = Stepping(self)
        self.view: MeetingView | None = None
        self._panes = MeetingPanes(self._pane_changed)
        self._whole = -1
        """The commit as of which all of it was shown; -1 before."""
        self._ballot: Vote | None = None  # the round in which this person may vote electronically

    def body(self) -> Iterator[Widget]:
        """Yield rail, step and minutes."""
        narrow_where(self, self.app.size.width)
        yield self._panes

    def on_mount(self) -> None:
        """Bring back the half-typed line; remember that this person is at work here."""
        self.pen.begin()
        self.line_field.begin()
        self._place.begin()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the field in work."""
        self._place.follow(event.widget)

    def on_resize(self) -> None:
        """Show all panes where they fit."""
        self._panes.fit(self.app.size.width)

    def read(self) -> MeetingView:
        """Read the meeting anew."""
        self.view = self.compared(self.view, meeting_view(self.desk, self.meeting_id, self.view))
        return self.view

    def show(self) -> None:
        """Read the meeting; change the pane only when the step changed."""
        self._show(self.read())

    def _show(self, view: MeetingView) -> None:
        self._ballot = ballot_for_me(self.desk, view.proceedings.votes)
        self.show_keys()
        self.pen.look()
        self._entitle()
        self._panes.show(view, ballot=bool(self._ballot))
        self.line_field.show_speaker()
        self._whole = view.seq

    def _pane_changed(self) -> None:
        self.pen.apply()
        self.line_field.show_speaker()
        if not self._place.go_back():
            self._panes.focus_shown_step()

    def plain_page(self) -> "Page":
        """Say it in full, as ``ktd show`` does."""
        from ktd_tui.operations import pages

        return pages.meeting(self.desk, self.meeting_id)

    def glance(self) -> None:
        """Look whether the pen's holder is still there."""
        self.pen.look_again()

    def follow(self) -> None:
        """Take in what others did. Who writes is not led away from what they type; who reads goes along."""
        self.pen.take_in()
        before, view = self._panes.step, self.read()
        if 0 <= self._whole == view.since and self._panes.show_lines(view):
            self._whole = view.seq
            return
        if self.follows:
            self.action_reload()
            return
        if before in (None, view.meeting.step):
            self._show(view)
            return
        self._panes.show_around(view)
        self.say(t("The meeting is now at “{step}”; F5 goes there.", step=titled(view, view.meeting.step)))

    @property
    def marks(self) -> str:
        """Who holds the pen, and who works here."""
        return f"{self.pen.words()} · {super().marks}"

    @property
    def footer(self) -> tuple[str, ...]:
        """Who reads along has no use for the keys of who writes."""
        if not self.follows:
            return self.FOOTER
        return self.pen.offered(("help", "new", *READING[1:]) if self._ballot else READING)

    @property
    def follows(self) -> bool:
        """Whether this session reads along."""
        return self.pen.follows

    @property
    def signed(self) -> bool:
        """Whether the minutes are signed."""
        return self.proceedings.meeting.signed_at is not None

    def show_pen(self) -> None:
        """Show who holds the pen; the fields are theirs."""
        self._entitle()
        self.show_keys()
        self.pen.apply()

    def _entitle(self) -> None:
        if view := self.view:
            self.entitle(view.data.bloc.name, str(view.data.year.year), meeting_name(view))

    def record_here(self) -> tuple[str, str] | None:
        """The marked line or vote has the history, or the meeting where none is marked."""
        table = self.focused
        key = table.selected if isinstance(table, RecordTable) and table.id in ("lines", "votes") else None
        of = self.proceedings
        told = {line.id: line.text for line in of.lines} | {vote.id: vote.subject for vote in of.votes}
        return (key, told[key]) if key in told else (self.meeting_id, meeting_name(self.view or self.read()))

    @property
    def proceedings(self) -> Proceedings:
        """The meeting with all that was entered in it, as it was read last."""
        return (self.view or self.read()).proceedings

    def focus_step(self, lacking: str = "") -> None:
        """Go to the step's first field, or to what it lacks."""
        self._panes.focus_step(lacking)

    def focus_line(self) -> None:
        """Go to the line field."""
        self.query_one("#line").focus()

    async def carry_through(self, operation: Callable[[], T], done: str) -> T | None:
        """Carry out an operation, then show the new state and say ``done``."""
        result = await self.act(operation)
        if result is not None or done == "":
            self.action_reload()
        if result is not None and done:
            self.say(done)
        return result

    def on_input_changed(self, event: Input.Changed) -> None:
        """Remember the half-typed line."""
        if event.input.id == "line":
            event.stop()
            self.line_field.keep(event.value)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the line into the minutes."""
        event.stop()
        if event.input.id == "line" and event.value.strip():
            await self.line_field.submit(event.value)

    @work(exclusive=True)
    async def action_mend(self) -> None:
        """Mend any line of the minutes, from any step."""
        await self.line_field.mend()

    @work(exclusive=True)
    async def action_long_line(self) -> None:
        """Go on with the line in an editor."""
        await self.line_field.write_on()

    @work(exclusive=True)
    async def action_phrase(self) -> None:
        """Choose a set phrase and put it into the line, its places filled."""
        await self.line_field.choose_phrase()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the chosen step."""
        event.stop()
        if event.option.id and self.may("next_step"):
            self._go_to(Step(event.option.id))

    def action_next_step(self) -> None:
        """Go on to the next step."""
        self._go_to(self._steps.following())

    def action_previous_step(self) -> None:
        """Go back one step."""
        self._go_to(self._steps.preceding())

    def action_next_missing(self) -> None:
        """Go to what is missing here first, then to the next step that lacks something."""
        self._go_to(self._steps.lacking(backwards=False))

    def action_previous_missing(self) -> None:
        """Go to the nearest step before that lacks something."""
        self._go_to(self._steps.lacking(backwards=True))

    @work(exclusive=True, group="go")
    async def _go_to(self, target: Step | None) -> None:
        if target and await self._steps.go(target):
            self._panes.show_only("step")
            self.action_reload()
            self.say("")

    def action_next_view(self) -> None:
        """Change to the next pane: step, minutes, steps."""
        self._panes.next_view()

    def action_preview(self) -> None:
        """Show the minutes as the paper will say them."""
        from ktd_tui.operations.papers.kinds import minutes_ref

        self.open(PaperRoute(minutes_ref(self.desk, self.meeting_id)))

    def action_back(self) -> None:
        """Leave the meeting; what is half typed is kept."""
        self._leave()

    @work(exclusive=True)
    async def action_cast(self) -> None:
        """Vote electronically where one may; else who writes adds what the step adds."""
        if self._ballot:
            await electronic.ask_cast(self, self._ballot)
        elif self.follows:
            self.say(t("No electronic ballot is open to you now."))
        else:
            await self._panes.add()

    def action_projector(self) -> None:
        """Show the meeting in few large words, for a screen that the room looks at."""
        self.open(ProjectorRoute(self.meeting_id))

    @work(exclusive=True, group="pen")
    async def action_take_pen(self) -> None:
        """Take the pen."""
        await self.pen.take()

    @work(exclusive=True)
    async def _leave(self) -> None:
        if await self._steps.leave():
            await self.pen.put_down()
            self.host.keep_place(None)
            super().action_back()
