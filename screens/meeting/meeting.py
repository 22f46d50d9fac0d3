"""The guided year-end meeting: steps on the left, the step in the middle, the minutes on the right.

On 80 columns one pane shows at a time; F6 changes it. The line field below writes into the minutes
from any step.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.text import Text
from textual import events, work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ktd_tui.domain.meeting import Step
from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.meeting.minutes_lines import add_typed
from ktd_tui.operations.meeting.preparation import move
from ktd_tui.operations.meeting.rehearsal import set_clock
from ktd_tui.operations.meeting.view import MeetingView, meeting_view
from ktd_tui.operations.meeting.voting.casting import ballot_for_me
from ktd_tui.operations.server.drafts import Cursor
from ktd_tui.papers.record import sections
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.quorum import quorum
from ktd_tui.rules.meeting.speech import now_speaking, speech
from ktd_tui.terminal.fields import VnInput
from ktd_tui.terminal.guard import plain
from ktd_tui.words import short_time
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.ask import AskDialog
from screens.meeting.cursor import PlaceKeeper
from screens.meeting.pen import PenWatch
from screens.meeting.steps.base import StepPane
from screens.meeting.steps.lines import LinesPane
from screens.meeting.steps.table import PANES
from screens.routes import PaperRoute, ProjectorRoute
from screens.widgets.line import LineInput
from screens.widgets.table import Table
from screens.widgets.text import put

if TYPE_CHECKING:
    from textual.widget import Widget

    from ktd_tui.domain.voting import Vote
    from ktd_tui.operations.page import Page

T = TypeVar("T")

WIDE = 110
"""Columns from which all three panes fit beside each other."""
COURTESY = 0.08
"""Seconds that who reads along lets pass: thirty who draw at once would draw before the writer does."""
CLOCK = "@"
"""What a line begins with that sets a rehearsal's clock."""
VIEWS = ("step", "minutes", "rail")
READING = ("help", "pane", "pen", "more", "export", "back")
"""The keys of who reads along."""


class MeetingScreen(KtdScreen):
    """The meeting; it shows what rules and operations say, and decides nothing."""

    LIVE = 0.1
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "pane", "next_step", "previous_step", "next_missing", "back")
    BINDINGS = bindings(
        pane="next_view",
        next_step="next_step",
        previous_step="previous_step",
        next_missing="next_missing",
        previous_missing="previous_missing",
        export=("preview", N_("Minutes: preview, PDF")),
        phrase="phrase",
        edit=("mend", N_("Mend a line")),
        pen="take_pen",
        new=("cast", N_("Vote electronically")),
        more=("projector", N_("Projector")),
    )

    def __init__(self, meeting_id: str, place: Cursor | None = None) -> None:
        """Make the screen.

        Args:
            meeting_id: The meeting.
            place: Where to go on after a cut line; None begins at the step's first field.
        """
        super().__init__()
        self.meeting_id = meeting_id
        self._place = PlaceKeeper(self, meeting_id, place)
        self.pen = PenWatch(self, meeting_id)
        self.view: MeetingView | None = None
        self._view = "step"
        self._behind = False
        self._ballot: Vote | None = None
        """The round in which this person may vote electronically."""
        self._wanted: Step | None = None
        """The step whose pane is on its way."""

    def body(self) -> Iterator["Widget"]:
        """Yield rail, step and minutes."""
        with Horizontal(id="panes"):
            yield OptionList(id="rail", markup=False)
            with Vertical(id="step"):
                yield Static("", id="state", markup=False)
                yield Vertical(id="pane")
                yield LineInput(
                    id="line", placeholder=t("A line for the minutes; Enter saves it · Ctrl+T: phrases")
                )
            with VerticalScroll(id="minutes"):
                yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        """Bring back the half-typed line; remember that this person is at work here."""
        self.pen.begin()
        # The end of the minutes stays in sight; who scrolls back to read is left there.
        self.query_one("#minutes", VerticalScroll).anchor()
        line = self.query_one("#line", VnInput)
        line.value = self.host.draft(self._draft_key)
        line.cursor_position = len(line.value)
        self._place.begin()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the field in work."""
        self._place.follow(event.widget)

    def on_resize(self, event: events.Resize) -> None:
        """Show all panes where they fit."""
        self.set_class(event.size.width < WIDE, "-narrow")
        self._show_view(self._view)

    # what shows ---------------------------------------------------------------------------------

    def show(self) -> None:
        """Read the meeting; change the pane only when the step changed."""
        self.view = meeting_view(self.desk, self.meeting_id)
        meeting = self.view.meeting
        before, self._ballot = self._ballot, ballot_for_me(self.desk, self.view.proceedings.votes)
        if before != self._ballot:
            self.show_keys()
        self.pen.look()
        self._entitle()
        self._show_rail()
        self._show_state()
        self._show_minutes()
        panes = self.query(StepPane)
        if panes and panes.first().step is meeting.step and self._wanted is None:
            panes.first().show(self.view)
        else:
            self._change_pane(meeting.step)

    def plain_page(self) -> "Page":
        """Say it in full, as ``ktd show`` does."""
        from ktd_tui.operations import pages

        return pages.meeting(self.desk, self.meeting_id)

    def follow(self) -> None:
        """Take in what others did. Who writes is not led away from what they type; who reads goes along."""
        self.pen.look()
        if self.pen.follows:
            if not self._behind:
                self._behind = True
                self.set_timer(COURTESY, self._go_along)
            return
        panes = self.query(StepPane)
        before = panes.first().step if panes else None
        if before is None or meeting_view(self.desk, self.meeting_id).meeting.step is before:
            self.show()
            return
        self.view = meeting_view(self.desk, self.meeting_id)
        self._show_rail()
        self._show_minutes()
        self.say(
            t("The meeting is now at “{step}”; F5 goes there.", step=saying.step(self.view.meeting.step))
        )

    def _go_along(self) -> None:
        self._behind = False
        self.action_reload()

    @property
    def marks(self) -> str:
        """Who holds the pen, and who works here."""
        return f"{self.pen.words()} · {super().marks}"

    @property
    def footer(self) -> tuple[str, ...]:
        """Who reads along has no use for the keys of who writes."""
        if not self.pen.follows:
            return self.FOOTER
        return ("help", "new", *READING[1:]) if self._ballot else READING

    @property
    def follows(self) -> bool:
        """Whether this session reads along."""
        return self.pen.follows

    @property
    def signed(self) -> bool:
        """Whether the minutes are signed."""
        return self._of.meeting.signed_at is not None

    def show_pen(self) -> None:
        """Show who holds the pen; the fields are theirs."""
        self._entitle()
        self.show_keys()
        self.pen.apply()

    def _entitle(self) -> None:
        if self.view:
            of = self.view.data
            self.entitle(of.bloc.name, str(of.year.year), t("Year-end meeting"))

    def bring_line(self, text: str) -> None:
        """Put a text behind what stands in the line."""
        line = self.query_one("#line", VnInput)
        line.value = f"{line.value} {text}".strip()
        line.cursor_position = len(line.value)

    def record_here(self) -> tuple[str, str] | None:
        """The marked line or vote has the history, or the meeting where none is marked."""
        table = self.focused
        key = table.selected if isinstance(table, Table) and table.id in ("lines", "votes") else None
        told = {line.id: line.text for line in self._of.lines} | {v.id: v.subject for v in self._of.votes}
        return (key, told[key]) if key in told else (self.meeting_id, t("Year-end meeting"))

    def _show_rail(self) -> None:
        of = self._of
        rail = self.query_one("#rail", OptionList)
        marked = rail.highlighted if rail.has_focus else None
        order = flow.steps(of.meeting)
        told = [
            f"{flow.mark(of, step).value} {place:>2} {self._title(step)}"
            for place, step in enumerate(order, 1)
        ]
        if told != [option.prompt for option in rail.options]:
            rail.clear_options()
            rail.add_options(Option(text, id=step.value) for text, step in zip(told, order, strict=True))
        rail.highlighted = order.index(of.meeting.step) if marked is None else marked

    def _show_state(self) -> None:
        of = self._of
        step = of.meeting.step
        order = flow.steps(of.meeting)
        line = Text(f"{order.index(step) + 1}/{len(order)} {self._title(step)}", style="bold")
        if of.meeting.opened_at:
            said = t("Present {present}/{members} · needed {needed}", **quorum(of.meeting)._asdict())
            line.append(f" · {said}", style="none")
        lacking = flow.obstacles(of, step)
        if of.meeting.signed_at:
            line.append("\n✓ " + t("Signed: reading only."))
        elif not lacking:
            line.append(
                "\n✓ " + (t("Complete. Ctrl+N goes on.") if flow.following(of.meeting) else t("Complete."))
            )
        if self._ballot:
            line.append("\n► " + t("A secret ballot is open: F2 to vote electronically."))
        for obstacle in () if of.meeting.signed_at else lacking[:2]:
            line.append("\n! ").append_text(plain(saying.obstacle(obstacle)))
        put(self.query_one("#state", Static), line)

    def _title(self, step: Step) -> str:
        """Return what the agenda calls a step, or the usual words."""
        own = next((one.title for one in flow.agenda(self._of.meeting) if one.step is step), "")
        return own or saying.step(step)

    def _show_minutes(self) -> None:
        out = Text()
        for section in sections(self.view.data) if self.view else ():
            out.append(f"{section.title}\n", style="bold")
            for entry in section.entries:
                out.append(f"{entry.clock:5} ").append_text(plain(entry.text)).append("\n")
        put(self.query_one("#said", Static), out or t("The minutes are empty so far."))

    @property
    def _of(self) -> Proceedings:
        if self.view is None:
            self.view = meeting_view(self.desk, self.meeting_id)
        return self.view.proceedings

    def _change_pane(self, step: Step) -> None:
        changing, self._wanted = self._wanted is not None, step
        if not changing:
            self._change_panes()

    @work(group="pane")
    async def _change_panes(self) -> None:
        """Change to the pane that is wanted, again where another is by then.

        Never cut short by the next one: a removal that is cancelled cancels the pane's own tasks with it.
        """
        holder = self.query_one("#pane", Vertical)
        while (step := self._wanted) and (of := self.view):
            await holder.remove_children()
            await holder.mount(pane := PANES[step](step, of))
            if self.view is not of and self.view.meeting.step is step:
                pane.show(self.view)
            if self._wanted is step:
                self._wanted = None
        self.pen.apply()
        if not self._place.go_back() and self._view == "step":
            self._focus_step()

    def _show_view(self, view: str) -> None:
        self._view = view
        narrow = self.has_class("-narrow")
        for name in VIEWS:
            self.query_one(f"#{name}").display = not narrow or name == view

    def _focus_step(self) -> None:
        if self._view != "step" and self.has_class("-narrow"):
            self._show_view("step")
        first = next((w for w in self.query("#pane *") if w.focusable), None)
        (first or self.query_one("#line")).focus()

    def focus_line(self) -> None:
        """Go to the line field."""
        self.query_one("#line").focus()

    # what is done -------------------------------------------------------------------------------

    async def carry_through(self, operation: Callable[[], T], done: str) -> T | None:
        """Carry out an operation, then show the new state and say ``done``."""
        result = await self.act(operation)
        if result is not None or done == "":
            self.action_reload()
        if result is not None and done:
            self.say(done)
        return result

    @property
    def _draft_key(self) -> str:
        return f"{self.meeting_id}/line"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Remember the half-typed line."""
        if event.input.id == "line":
            event.stop()
            self.host.keep_draft(self._draft_key, event.value)
            self.pen.note(event.value)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the line into the minutes; the field empties only once it is on disk."""
        event.stop()
        if event.input.id != "line" or not event.value.strip():
            return
        if self.desk.rehearsal and event.value.startswith(CLOCK):
            typed = event.value.removeprefix(CLOCK)
            if await self.act(lambda: set_clock(self.desk, typed)):
                event.input.value = ""
                self.action_reload()
                self.say(t("The clock shows {time}.", time=short_time(self.desk.now)))
            return
        if isinstance(event.input, LineInput) and event.input.mark_open():
            self.warn(t("Fill in what is marked, or delete it; Tab goes to the next."))
            return
        meeting, text, marked = self._of.meeting, event.value, self._marked_speaker()
        saved = await self.act(lambda: add_typed(self.desk, meeting, text, marked))
        if saved is not None:
            event.input.value = event.input.value.removeprefix(text)
            self.action_reload()
            self.say(t("Saved: {what}", what=saved[0].text))

    @work(exclusive=True)
    async def action_mend(self) -> None:
        """Mend any line of the minutes, from any step."""
        from screens.meeting.steps.wording import mend_any

        if self._of.lines:
            await mend_any(self, self._of.lines)
        else:
            self.say(t("The minutes are empty so far."))

    @work(exclusive=True)
    async def action_long_line(self) -> None:
        """Go on with the line in an editor."""
        from screens.meeting.steps.wording import write_long

        line = self.query_one("#line", LineInput)
        meeting, marked = self._of.meeting, self._marked_speaker()
        speaker, text = speech(meeting, line.value, marked) or (now_speaking(meeting, marked), line.value)
        saved = await write_long(self, meeting.step, speaker, text)
        if saved:
            if text in saved:  # else an older draft was finished; what stands in the line is still to come
                line.value = ""
            self.action_reload()
            self.say(t("Saved."))

    def _marked_speaker(self) -> str:
        panes = self.query(LinesPane)
        return panes.first().marked_speaker() if panes else ""

    @work(exclusive=True)
    async def action_phrase(self) -> None:
        """Choose a set phrase and put it into the line, its places filled."""
        from ktd_tui.operations.meeting.phrases import phrases_for
        from ktd_tui.rules.meeting.phrases import code
        from screens.dialogs.pick import PickDialog

        of = self.view
        if of is None:
            return
        speaker = now_speaking(of.meeting, self._marked_speaker())
        found = await self.act(lambda: phrases_for(self.desk, of, speaker))
        choices = [(str(n), f"{code(phrase):4} {text}") for n, (phrase, text) in enumerate(found or ())]
        if found and (chosen := await self.app.push_screen_wait(PickDialog(t("Which phrase?"), choices))):
            self.query_one("#line", LineInput).take_phrase(found[int(chosen)][1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the chosen step."""
        event.stop()
        if event.option.id:
            self._go_to(Step(event.option.id))

    def action_next_step(self) -> None:
        """Go on to the next step."""
        target = flow.following(self._of.meeting)
        if target is None:
            self.say(t("This is the last step."))
        else:
            self._go_to(target)

    def action_previous_step(self) -> None:
        """Go back one step."""
        order = flow.steps(self._of.meeting)
        place = order.index(self._of.meeting.step)
        if place:
            self._go_to(order[place - 1])
        else:
            self.say(t("This is the first step."))

    def action_next_missing(self) -> None:
        """Go to the next step that lacks something."""
        self._go_to_lacking(backwards=False)

    def action_previous_missing(self) -> None:
        """Go to the nearest step before that lacks something."""
        self._go_to_lacking(backwards=True)

    def _go_to_lacking(self, *, backwards: bool) -> None:
        target = flow.next_lacking(self._of, backwards=backwards)
        if target is None:
            self.say(t("Nothing is missing."))
        elif target is self._of.meeting.step:
            self._focus_step()
            self.warn(saying.obstacle(flow.obstacles(self._of, target)[0]))
        else:
            self._go_to(target)

    @work(exclusive=True, group="go")
    async def _go_to(self, target: Step) -> None:
        for pane in self.query(StepPane):
            if not self.pen.follows and not await pane.leave():
                return
        self.view = meeting_view(self.desk, self.meeting_id)
        reason = await self._ask_reason(target)
        if reason is None:
            return
        if await self.act(lambda: move(self.desk, self.meeting_id, target, reason)):
            self._show_view("step")
            self.action_reload()
            self.say("")

    async def _ask_reason(self, target: Step) -> str | None:
        """Ask why one goes on with something missing; empty where nothing is to be asked."""
        of = self._of
        here = of.meeting.step
        if of.meeting.signed_at or here not in flow.unexcused(of, target):
            return ""
        lacking = " ".join(saying.obstacle(o) for o in flow.obstacles(of, here))
        question = t(
            "{missing}\nGo on all the same? Write the reason; it enters the minutes.", missing=lacking
        )
        return await self.app.push_screen_wait(AskDialog(question))

    def action_next_view(self) -> None:
        """Change to the next pane: step, minutes, steps."""
        if self.has_class("-narrow"):
            self._show_view(VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)])
        else:
            self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        if self._view == "step":
            self._focus_step()
        else:
            self.query_one(f"#{self._view}").focus()

    def action_preview(self) -> None:
        """Show the minutes as the paper will say them."""
        from ktd_tui.operations.papers.kinds import minutes_ref

        self.open(PaperRoute(minutes_ref(self.desk, self.meeting_id)))

    def action_back(self) -> None:
        """Leave the meeting; what is half typed is saved or kept."""
        self._leave()

    @work(exclusive=True)
    async def action_cast(self) -> None:
        """Vote electronically, where a round is open to this person."""
        if self._ballot is None:
            self.say(t("No electronic ballot is open to you now."))
            return
        from screens.meeting.steps import electronic

        await electronic.cast(self, self._ballot)

    def action_projector(self) -> None:
        """Show the meeting in few large words, for a screen that the room looks at."""
        self.open(ProjectorRoute(self.meeting_id))

    @work(exclusive=True, group="pen")
    async def action_take_pen(self) -> None:
        """Take the pen."""
        await self.pen.take()

    @work(exclusive=True)
    async def _leave(self) -> None:
        for pane in self.query(StepPane):
            if not self.pen.follows and not await pane.leave():
                return
        await self.pen.put_down()
        self.host.keep_place(None)
        super().action_back()
