"""What the meeting's screen says of the whole: the rail of steps, how the step stands, the minutes so far."""

from typing import TYPE_CHECKING

from rich.text import Text

from ktd_tui.domain.meeting import Step
from ktd_tui.i18n import t
from ktd_tui.operations import saying
from ktd_tui.operations.meeting.view import MeetingView
from ktd_tui.papers.live_record import LiveRecord
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.quorum import quorum
from ktd_tui.terminal.guard import plain
from screens.widgets.long_text import LongLine

if TYPE_CHECKING:
    from ktd_tui.papers.record import Section


def rail(of: MeetingView) -> dict[Step, str]:
    """Return the steps in order, each with its sign, its number and its title."""
    return {
        step: f"{flow.step_mark(of.proceedings, step).value} {place:>2} {titled(of, step)}"
        for place, step in enumerate(flow.steps(of.meeting), 1)
    }


def titled(of: MeetingView, step: Step) -> str:
    """Return what the agenda calls a step, or the usual words."""
    return saying.step_of(of.meeting, step, of.data.bloc)


def meeting_name(of: MeetingView) -> str:
    """Return what the meeting is called."""
    return saying.name_of_meeting(of.meeting)


def state(of: MeetingView, *, ballot: bool) -> Text:
    """Say how the step stands: who is present, and what it lacks.

    Args:
        ballot: A round is open in which this person may vote electronically.
    """
    step, order = of.meeting.step, flow.steps(of.meeting)
    line = Text(f"{order.index(step) + 1}/{len(order)} {titled(of, step)}", style="bold")
    if of.meeting.opened_at:
        said = t("Present {present}/{members} · needed {needed}", **quorum(of.meeting)._asdict())
        line.append(f" · {said}", style="none")
    lacking = flow.obstacles(of.proceedings, step)
    if of.meeting.signed_at:
        line.append("\n✓ " + t("Signed: reading only."))
    elif not lacking:
        further = flow.following(of.meeting)
        line.append("\n✓ " + (t("Complete. Ctrl+N goes on.") if further else t("Complete.")))
    if ballot:
        line.append("\n► " + t("A secret ballot is open: F2 to vote electronically."))
    for obstacle in () if of.meeting.signed_at else lacking[:2]:
        line.append("\n! ").append_text(plain(saying.obstacle(obstacle)))
    return line


class Rail:
    """The rail of a meeting that goes on; said anew only where a step may stand otherwise."""

    def __init__(self) -> None:
        self._seen: object = None
        self._told: dict[Step, str] = {}

    def told(self, of: MeetingView) -> dict[Step, str]:
        """Return what ``rail`` returns. Of the lines, steps ask only whether there are any of a kind."""
        if not self.stands(of):
            self._seen, self._told = _asked(of), rail(of)
        return self._told

    def stands(self, of: MeetingView) -> bool:
        """Tell whether every step stands as it was told last."""
        return self._seen == _asked(of)


def _asked(of: MeetingView) -> object:
    """Return all that steps ask of a meeting."""
    p = of.proceedings
    return p._replace(lines=()), {line.kind for line in p.lines}, of.data.bloc


class LiveMinutes:
    """The minutes so far, as the paper will say them; what was said already is not said anew."""

    def __init__(self) -> None:
        self._record = LiveRecord()
        self._said: dict[Step, tuple[Section, list[LongLine]]] = {}

    def lines(self, of: MeetingView) -> list[LongLine]:
        """Return the paragraphs."""
        out: list[LongLine] = []
        for section in self._record.sections(of.data):
            before, said = self._said.get(section.step, (section, []))
            many = (len(said), max(len(said) - 1, 0), 0)  # how much was said in all stands last
            told = next(n for n in many if section.entries[:n] == before.entries[:n])
            fresh = [LongLine(f"{entry.clock:5} {entry.text}") for entry in section.entries[told:]]
            self._said[section.step] = section, [*said[:told], *fresh]
            out += [LongLine(section.title, heading=True), *self._said[section.step][1]]
        return out
