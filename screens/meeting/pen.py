"""Who writes the meeting's minutes, as its screen shows it: one holds the pen, the others read along."""

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Input, TextArea

from ktd_tui.clock import local_date
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.hours import written_hour
from ktd_tui.operations.meeting.pen import (
    Holder,
    holder,
    may_have_moved,
    may_write,
    note_line,
    put_down,
    seen_as_of,
    take,
)
from ktd_tui.words import short_time
from screens.dialogs.confirm import ConfirmDialog

if TYPE_CHECKING:
    from screens.meeting.host import MeetingHost

TAKEN = (
    N_("{name} took the pen at {time}. What you typed is kept; Ctrl+E takes it back."),
    N_("You took the pen in another window at {time}. What you typed here is kept; Ctrl+E takes it back."),
)
HELD = (
    N_("{name} has held the pen since {time}; you read along."),
    N_("Another window of yours has held the pen since {time}; this one reads along."),
)
ENDED = (
    N_("{name}'s session has ended; the pen is free. Ctrl+E takes it."),
    N_("Your other window has ended; the pen is free. Ctrl+E takes it."),
)
PUT_DOWN = (
    N_("{name} put the pen down; whoever writes next holds it."),
    N_("Your other window put the pen down; whoever writes next holds it."),
)
WRITES = (
    N_("{name} writes, you read along. Ctrl+E takes the pen."),
    N_("Your other window writes. Ctrl+E takes the pen."),
)
ASKS = (
    N_("{name} has held the pen since {time}. Take it? {name} will then read along."),
    N_("Another window of yours has held the pen since {time}. Take it? It will then read along."),
)
"""Of somebody else, and of another window of one's own."""
LOOK = 0.9
"""Least seconds between two looks whether the holder is there; a change of hands is seen with the data."""


class Hand(NamedTuple):
    """Whose hand the pen is in, as this session sees it.

    Attributes:
        of: The holder; None where the pen was never taken or was put down.
        may: This person has the right to take it.
    """

    of: Holder | None
    may: bool

    @property
    def follows(self) -> bool:
        """Whether this session reads along: another one writes, or the right is missing."""
        return not self.may or bool(self.of and self.of.there and not self.of.mine)


class PenWatch:
    """Watches the pen for the meeting's screen, which reads along while another session holds it."""

    def __init__(self, screen: "MeetingHost", meeting_id: str) -> None:
        self._screen = screen
        self._meeting_id = meeting_id
        self._hand = Hand(None, may=True)
        self._seq, self._looked_at = -1, 0.0

    @property
    def follows(self) -> bool:
        """Whether this session reads along."""
        return self._hand.follows

    def begin(self) -> None:
        """Look for the first time."""
        with suppress(KtdError):  # what cannot be read is told when the page is filled
            self._hand = Hand(*self._seen(may=may_write(self._screen.desk, self._meeting_id)))

    def take_in(self) -> None:
        """Look where a pen may have changed hands since the last look."""
        if may_have_moved(self._screen.desk, self._seq):
            self.look()

    def look_again(self) -> None:
        """Look whether the holder is still there, where the last look was some time ago."""
        if monotonic() - self._looked_at >= LOOK:
            self.look()

    def _seen(self, *, may: bool) -> tuple[Holder | None, bool]:
        self._seq, self._looked_at = seen_as_of(self._screen.desk), monotonic()
        return holder(self._screen.desk, self._meeting_id), may

    def look(self) -> None:
        """Take in whose hand it is in now; say so where that changed."""
        before, self._hand = self._hand, Hand(*self._seen(may=self._hand.may))
        if self._hand == before:
            return
        self._screen.show_pen()
        if told := _told(before.of, self._hand.of):
            self._screen.say(told)

    def words(self) -> str:
        """Say who holds the pen and since when, for the title line."""
        of = self._hand.of
        if of is None or not of.there:
            return t("Pen: free")
        name = t("you") if of.mine else t("your other window") if of.own else of.name
        return t("Pen: {name} since {time}", name=name, time=short_time(of.since))

    def placeholder(self) -> str:
        """Say in the empty line what it is for."""
        of = self._hand.of
        if not self._hand.may:
            return t("You read along here.")
        if self.follows and of:
            return t(WRITES[of.own], name=of.name)
        return self._for_the_writer()

    def _for_the_writer(self) -> str:
        if self._screen.desk.rehearsal:
            return t("A line for the minutes; @14:30 sets the rehearsal's clock")
        if written_hour(self._screen.desk):
            return t("A line of that hour; @14:30: another, @ alone: the real clock")
        if self._on_another_day():
            return t("Written up afterwards: type the hour first, for example @14:30")
        return t("A line for the minutes; Enter saves it")

    def _on_another_day(self) -> bool:
        m = self._screen.proceedings.meeting
        return bool(m.opened_at and local_date(m.opened_at) != local_date(self._screen.desk.now))

    def apply(self) -> None:
        """Close the fields to whoever reads along; what was half typed in them stays."""
        screen, signed = self._screen, self._screen.signed
        for field in screen.query(Input):
            field.disabled = self.follows
            if field.id == "line":
                field.placeholder = self.placeholder()
        for editor in screen.query(TextArea):
            editor.read_only = self.follows or signed

    def note(self, text: str) -> None:
        """Lay the half-typed line beside the pen."""
        note_line(self._screen.desk, self._meeting_id, text)

    async def put_down(self) -> None:
        """Give the pen back on leaving the meeting."""
        screen = self._screen
        if self._hand.of and self._hand.of.mine:
            await screen.act(lambda: put_down(screen.desk, self._meeting_id))

    def offered(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return keys of who reads along; the one that takes the pen, where their role may write."""
        return keys if self._hand.may else tuple(key for key in keys if key != "pen")

    async def take(self) -> None:
        """Take the pen, asking where somebody holds it. Only within a worker."""
        screen = self._screen
        self.look()
        of = self._hand.of
        if of and of.mine:
            screen.say(t("You hold the pen. Leaving the meeting puts it down."))
            return
        if self._hand.may and of and of.there and not await self._ask(of):
            return
        taken = await screen.act(lambda: take(screen.desk, self._meeting_id))
        if taken is None:
            return
        self.look()
        screen.line_field.take_in()
        screen.action_reload()
        screen.say(t("You hold the pen now."))
        if taken.line and not screen.line_field.has(taken.line):
            wanted = await screen.app.push_screen_wait(_offer(taken.before, taken.line))
            if wanted:
                screen.line_field.bring(taken.line)
        screen.focus_line()

    async def _ask(self, of: Holder) -> bool:
        facts = {"name": of.name, "time": short_time(of.since)}
        question = t(ASKS[of.own], **facts)
        sure = await self._screen.app.push_screen_wait(ConfirmDialog(question, t("Yes, take the pen")))
        return sure is True


def _offer(name: str, line: str) -> ConfirmDialog:
    question = t("{name} had this half typed:\n{line}\nPut it into your line?", name=name, line=line)
    return ConfirmDialog(question, t("Yes, put it in"), begin_on_yes=True)


def _told(before: Holder | None, now: Holder | None) -> str:
    """Say what happened to the pen; empty where there is nothing to say."""
    if now and now.there and not now.mine:
        words = TAKEN if before and before.mine else HELD
        return t(words[now.own], name=now.name, time=short_time(now.since))
    if before and before.there and not before.mine and not (now and now.mine):
        words = ENDED if now else PUT_DOWN
        return t(words[before.own], name=before.name)
    return ""
