"""The door: who comes and who leaves, from any step; and the clock of who writes up afterwards."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, cast

from textual import work
from textual.widgets import OptionList

from ktd_tui.clock import Clock
from ktd_tui.domain.meeting import Coming
from ktd_tui.domain.people import Attendee
from ktd_tui.i18n import N_, t
from ktd_tui.ids import new_id
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import delegates_meant
from ktd_tui.operations.meeting.hours import hour_as_typed, writing
from ktd_tui.operations.meeting.presence import set_present, take_over
from ktd_tui.rules.meeting.attended import part_of
from ktd_tui.rules.meeting.presence import TAKEN, holder_at
from screens.bindings import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.pick import PickDialog
from screens.meeting.delegates import delegate_form, periods_form, seat_form
from screens.meeting.reopened import ReopenedNotice

if TYPE_CHECKING:
    from ktd_tui.rules.meeting.proceedings import Proceedings
    from screens.meeting.host import MeetingHost

WHEN, SEAT, NEW = "when ", "seat ", "new "
"""What stands before the id in the answer where another key than Enter was pressed."""


class DoorDialog(PickDialog):
    """Choose who comes or leaves; who is awaited stands first, and is marked."""

    BINDINGS = bindings(
        new=("answer('new ')", N_("Somebody new comes")),
        more=("answer('seat ')", N_("A stand-in comes; chairs, writes")),
        edit=("answer('when ')", N_("When there")),
    )

    def __init__(self, p: "Proceedings", time: str, find: Callable[[str], Iterable[str]]) -> None:
        """Ask.

        Args:
            p: The meeting.
            time: The hour at which it is noted.
            find: Tells the delegates whom letters mean.
        """
        people = sorted(p.meeting.attendees, key=lambda a: _awaited(p, a))
        self._awaits = bool(people) and not people[0].present
        super().__init__(
            t("Who comes, who leaves? It is {time}.", time=time),
            [(a.id, _shown(p, a)) for a in people],
            lambda typed: frozenset(find(typed)),
        )
        self._hint = t("Enter: comes / leaves now · F4 when · F3 stand-in, chairs, writes · F2 new · Esc")

    def _narrow(self, words: str) -> None:
        super()._narrow(words)
        if not words and not self._awaits:  # Enter alone sends nobody away
            self.query_one("#choices", OptionList).highlighted = None

    def action_answer(self, what: str) -> None:
        """Answer by another key than Enter: with the marked delegate."""
        choices = self.query_one("#choices", OptionList)
        marked = choices.highlighted_option
        if what == NEW:
            self.dismiss(NEW)
        elif marked is None:
            self.complain(t("Mark a delegate first: by ↑ ↓ or by initials."))
        else:
            self.dismiss(f"{what}{marked.id}")


def _awaited(p: "Proceedings", a: Attendee) -> tuple[bool, ...]:
    """Sort by who is most likely to come in: not there yet, then excused, then who left; who is here last."""
    return a.present, part_of(p, a).at_all, bool(a.excused), not a.voting


def _shown(p: "Proceedings", a: Attendee) -> str:
    told = saying.part_taken(part_of(p, a)) or (a.excused if not a.present else "")
    return f"{'✓' if a.present else '·'} {a.listed}" + (f" ({told})" if told else "")


def _told(a: Attendee, time: str) -> str:
    """Say what was noted of a delegate; before the opening it has no hour."""
    if not time:
        return t("not here") if a.present else t("here")
    return t("left at {time}", time=time) if a.present else t("came at {time}", time=time)


class DoorKeys(ReopenedNotice):
    """What a meeting's screen knows of the door, and by which clock it is written up."""

    BINDINGS = bindings(door=("door", N_("Comes, leaves")))
    _hours: Clock | None = None

    @property
    def desk(self) -> Desk:
        """The desk at which this person works, by the clock of this meeting."""
        of = self.host.desk
        self._hours = self._hours or writing(of).clock
        return of._replace(clock=self._hours)

    @work(exclusive=True)
    async def action_door(self) -> None:
        """Note who comes or leaves now; the meeting stays at its step."""
        screen = cast("MeetingHost", self)
        if screen.follows:
            self.warn(t("Who holds the pen notes who comes and leaves."))
            return
        screen.read()
        p = screen.proceedings
        answer = await self.app.push_screen_wait(
            DoorDialog(
                p,
                hour_as_typed(p.meeting, self.desk.now),
                lambda typed: (a.id for a in delegates_meant(self.desk, p.meeting.attendees, typed)),
            )
        )
        if answer:
            await self._note(screen, answer)

    async def _note(self, screen: "MeetingHost", answer: str) -> None:
        """Carry an answer of the door out. Only within a worker."""
        desk, m = self.desk, screen.proceedings.meeting
        a = m.attendee(answer.rsplit(" ", maxsplit=1)[-1])
        if answer == NEW and screen.view:
            dialog = delegate_form(desk, screen.view, Attendee(id=new_id()), None, comes=True)
        elif a is None:
            return
        elif answer.startswith(WHEN):
            dialog = periods_form(desk, m, a)
        elif answer.startswith(SEAT) and await _takes_over(screen, a):
            return
        elif answer.startswith(SEAT):
            dialog = seat_form(desk, m, a, comes=True)
        else:
            done = f"{a.seated}: {_told(a, hour_as_typed(m, desk.now) if m.opened_at else '')}"
            await screen.carry_through(lambda: set_present(desk, m.id, a.id, present=not a.present), done)
            await settle_officers(screen, a)
            return
        if await self.app.push_screen_wait(dialog):
            self.action_reload()
            self.say(t("Saved."))


async def settle_officers(screen: "MeetingHost", moved: Attendee) -> None:
    """Ask who chairs or writes, where who did left or comes back. Only within a worker.

    Args:
        screen: The meeting, read anew since.
        moved: The delegate as they were before.
    """
    for what, office in TAKEN.items():
        meeting = screen.proceedings.meeting
        now = meeting.attendee(moved.id)
        if meeting.opened_at is None or now is None or now.present is moved.present:
            return
        holds = holder_at(meeting, what)
        if not now.present and holds == now.id:
            await ask_officer(screen, what, t(_ASKED[what].left, name=now.seated))
        elif now.present and getattr(meeting, office) == now.id != holds:
            words = t(_ASKED[what].back, name=now.seated)
            if await screen.app.push_screen_wait(ConfirmDialog(words, t(_ASKED[what].again))):
                await _takes(screen, what, now)


async def ask_officer(screen: "MeetingHost", what: Coming, question: str = "") -> None:
    """Ask which of those present has an office from now on, and note it. Only within a worker."""
    meeting = screen.proceedings.meeting
    now = meeting.attendee(holder_at(meeting, what))
    there = {a.id: a for a in meeting.attendees if a.present and not (now and a.id == now.id)}
    chosen = await screen.app.push_screen_wait(
        PickDialog(
            question or t(_ASKED[what].who),
            [(a.id, a.listed) for a in there.values()],
            lambda typed: frozenset(a.id for a in delegates_meant(screen.desk, there.values(), typed)),
            empty=t("Nobody else is marked present."),
        )
    )
    if chosen:
        await _takes(screen, what, there[chosen])
    elif now is None or not now.present:
        screen.warn(t(_ASKED[what].nobody))


async def _takes_over(screen: "MeetingHost", a: Attendee) -> bool:
    """Ask, of who is there in an open meeting, whether they chair or write from now on, and note it."""
    meeting = screen.proceedings.meeting
    offices = {str(what): what for what in TAKEN if holder_at(meeting, what) != a.id}
    if meeting.opened_at is None or not a.present or not offices:
        return False
    choices = [(SEAT, t("somebody stands in for them"))]
    choices += [(key, t(_ASKED[what].now)) for key, what in offices.items()]
    answer = await screen.app.push_screen_wait(PickDialog(a.seated, choices))
    if answer in offices:
        await _takes(screen, offices[answer], a)
    return answer != SEAT


async def _takes(screen: "MeetingHost", what: Coming, who: Attendee) -> None:
    meeting, desk = screen.proceedings.meeting, screen.desk
    told = t(_ASKED[what].takes, name=who.seated, time=hour_as_typed(meeting, desk.now))
    await screen.carry_through(lambda: take_over(desk, meeting.id, what, who.id), told)


class _Asked(NamedTuple):
    """What is asked and told of an office that is handed over in an open meeting."""

    who: str
    left: str
    back: str
    again: str
    now: str
    takes: str
    nobody: str


_ASKED = {
    Coming.CHAIRS: _Asked(
        N_("Who chairs from now on?"),
        N_("{name} chaired and left. Who chairs from now on?"),
        N_("{name} is back. Do they chair again from now on?"),
        N_("Yes, they chair again"),
        N_("chairs from now on"),
        N_("{name} chairs from {time}."),
        N_("Nobody is noted to chair now; Ctrl+K, F3 notes it."),
    ),
    Coming.WRITES: _Asked(
        N_("Who keeps the minutes from now on?"),
        N_("{name} kept the minutes and left. Who keeps them from now on?"),
        N_("{name} is back. Do they keep the minutes again from now on?"),
        N_("Yes, they write again"),
        N_("keeps the minutes from now on"),
        N_("{name} keeps the minutes from {time}."),
        N_("Nobody is noted to keep the minutes now; Ctrl+K, F3 notes it."),
    ),
}
