"""The moves between the meeting's steps: on, back, to what is missing; a reason is asked where it must be."""

from typing import TYPE_CHECKING

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.i18n import t
from ktd_tui.operations import saying
from ktd_tui.operations.meeting.preparation import move
from ktd_tui.rules.meeting import flow
from screens.dialogs.ask import AskDialog
from screens.meeting.steps.base import StepPane

if TYPE_CHECKING:
    from ktd_tui.rules.meeting.proceedings import Obstacle
    from screens.meeting.host import MeetingHost

GOING = ("next_step", "previous_step", "next_missing", "previous_missing")
"""What goes to another step."""
WRITING = ("phrase", "mend", "take_pen")
"""What else only who may write asks of the meeting's screen."""


class Stepping:
    """Says to which step a key leads, and goes there."""

    def __init__(self, screen: "MeetingHost") -> None:
        self._screen = screen
        self._told: tuple[Step, Obstacle] | None = None
        """What the step still lacked when F8 was pressed last: pressed again it leads on."""

    def following(self) -> Step | None:
        """Return the next step; None, with a word, at the last."""
        target = flow.following(self._screen.proceedings.meeting)
        if target is None:
            self._screen.say(t("This is the last step."))
        return target

    def preceding(self) -> Step | None:
        """Return the step before; None, with a word, at the first."""
        meeting = self._screen.proceedings.meeting
        order = flow.steps(meeting)
        place = order.index(meeting.step)
        if not place:
            self._screen.say(t("This is the first step."))
        return order[place - 1] if place else None

    def lacking(self, *, backwards: bool) -> Step | None:
        """Return the nearest step to go to that lacks something; None, with a word, where one stays.

        What the present step lacks comes first: it is told once, and the next time one is led on.
        """
        screen, of = self._screen, self._screen.proceedings
        target = flow.next_lacking(of, backwards=backwards)
        here = flow.obstacles(of, of.meeting.step)
        told, self._told = self._told, None
        if here and target is not of.meeting.step and not backwards and told != (of.meeting.step, here[0]):
            self._told = (of.meeting.step, here[0])
            screen.focus_step(here[0].place)
            screen.warn(
                t("{missing} F8 again: on to what is missing next.", missing=saying.obstacle(here[0]))
            )
            return None
        if target is None:
            screen.say(t("Nothing is missing."))
        elif target is of.meeting.step:
            screen.focus_step(here[0].place)
            screen.warn(saying.obstacle(here[0]))
        else:
            return target
        return None

    async def leave(self) -> bool:
        """Save what is half done in the step; False where it is to be gone on with. Only within a worker."""
        screen = self._screen
        for pane in screen.query(StepPane):
            if not screen.follows and not await pane.leave():
                return False
        return True

    async def go(self, target: Step) -> Meeting | None:
        """Go to a step; None where one stays. Only within a worker."""
        screen = self._screen
        if not await self.leave():
            return None
        screen.read()
        reason = await self._ask_reason(target)
        if reason is None:
            return None
        return await screen.act(lambda: move(screen.desk, screen.meeting_id, target, reason))

    async def _ask_reason(self, target: Step) -> str | None:
        """Ask why one goes on with something missing; empty where nothing is to be asked."""
        of = self._screen.proceedings
        here = of.meeting.step
        if of.meeting.signed_at or here not in flow.unexcused(of, target):
            return ""
        lacking = " ".join(saying.obstacle(o) for o in flow.obstacles(of, here))
        question = t(
            "{missing}\nGo on all the same? Write the reason; it enters the minutes.", missing=lacking
        )
        return await self._screen.app.push_screen_wait(AskDialog(question))
