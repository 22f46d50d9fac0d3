"""The meeting for a screen that the whole room looks at: few words, wide apart, following by themselves.

Terminals have one size of letters; what makes these readable from afar is a large font in the terminal
itself (Ctrl++), so that the page says what matters in 80×24 and smaller.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.containers import Vertical
from textual.widgets import Static

from ktd_tui.i18n import t
from ktd_tui.operations import saying
from ktd_tui.operations.meeting.view import MeetingView, meeting_view
from ktd_tui.papers.entries import Entry
from ktd_tui.papers.record import sections
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.meeting.flow import steps
from ktd_tui.rules.meeting.quorum import quorum
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.meeting.overview import titled
from screens.widgets.text import update_text

if TYPE_CHECKING:
    from textual.widget import Widget

    from ktd_tui.domain.voting import Vote

LONGEST = 3
"""Rows of one line of the minutes at most; who wants to read it all has the minutes."""
MARGIN = 8
BROADEST = 96
"""Cells of a line at most: a longer one is not read to its end from the back of the room."""


class ProjectorScreen(KtdScreen):
    """One meeting in large: the step, what is being decided, who is here, the last result and lines."""

    LIVE = 0.1
    FOOTER: ClassVar[tuple[str, ...]] = ("back", "help", "quit")

    def __init__(self, meeting_id: str) -> None:
        super().__init__()
        self.meeting_id = meeting_id
        self._view: MeetingView | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield what holds from now on, and below it what was said last."""
        with Vertical(id="projector"):
            yield Static("", id="now", markup=False)
            yield Static("", id="last", markup=False)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.action_reload()

    def show(self) -> None:
        """Read the meeting anew."""
        of = self._view = meeting_view(self.desk, self.meeting_id, self._view)
        self.entitle(of.data.bloc.name, str(of.data.year.year), t("Projector"))
        now = _now(of)
        update_text(self.query_one("#now", Static), now)
        width = min(max(self.app.size.width - MARGIN, 20), BROADEST)
        used = 1 + sum(-(-cell_len(line) // width) or 1 for line in now.plain.splitlines())
        rows = self.app.size.height - 3 - used  # the title, the message and the keys
        update_text(self.query_one("#last", Static), _last(of, width, rows))


def _now(of: MeetingView) -> Text:
    """Say the step, what is put to the vote, the quorum, and the last result."""
    step, order = of.meeting.step, steps(of.meeting)
    said = Text("\n")
    said.append(
        f"{order.index(step) + 1}/{len(order)}  {titled(of, step).upper()}\n\n",
        style="bold",
    )
    open_now, counted = _votes(of)
    if open_now:
        said.append(t("Being decided") + ": ").append_text(plain(open_now.subject)).append("\n\n")
    told = quorum(of.meeting)
    said.append(t("Present {present}/{members} · needed {needed}", **told._asdict())).append("\n\n")
    if counted:
        result = outcome(counted)
        sign = "✓" if result and result.passed else "!"
        said.append(f"{sign} ").append_text(plain(counted.subject)).append("\n")
        said.append(f"{saying.verdict(counted)}\n\n", style="bold")
    return said


def _votes(of: MeetingView) -> "tuple[Vote | None, Vote | None]":
    """Return the vote that is under way at this step, and the one that was counted last in the meeting."""
    here = of.proceedings.of_purpose(*STEPS[of.meeting.step].purposes)
    under_way = next((vote for vote in here if vote.pending), None)
    counted = [vote for vote in of.proceedings.votes if vote.agree is not None and vote.counted_at]
    return under_way, max(counted, key=lambda v: (v.counted_at, v.id), default=None)


def _last(of: MeetingView, width: int, rows: int) -> Text:
    """Return the last lines of the minutes that there is room for, the newest at the bottom."""
    entries = [entry for section in sections(of.data) for entry in section.entries if entry.at]
    chosen: list[Text] = []
    for entry in sorted(entries, key=lambda e: e.at.timestamp() if e.at else 0.0, reverse=True):
        line = _line(entry, width)
        rows -= -(-line.cell_len // width) + 1
        if rows < 0:
            break
        chosen.insert(0, line)
    return Text("\n\n").join(chosen)


def _line(entry: Entry, width: int) -> Text:
    line = Text(f"{entry.clock}  ").append_text(plain(entry.text))
    line.truncate(LONGEST * width - LONGEST * 8, overflow="ellipsis")  # words wrap before the edge
    return line
