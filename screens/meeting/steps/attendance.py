"""Opening: who is here. Space marks a delegate present; the quorum is said in words as it changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Input, Static

from ktd_tui.domain.people import Attendee
from ktd_tui.i18n import N_, t, tc
from ktd_tui.ids import new_id
from ktd_tui.operations.lookup import delegates_meant
from ktd_tui.operations.meeting.preparation import open_meeting
from ktd_tui.operations.meeting.presence import (
    Delegate,
    Seat,
    remove_attendee,
    save_attendee,
    seat_of,
    set_present,
    set_seat,
    with_typed,
)
from ktd_tui.operations.whom import directory_offered
from ktd_tui.rules.meeting.presence import by_place
from ktd_tui.rules.meeting.quorum import quorum
from ktd_tui.words import short_time
from screens.bindings import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.meeting.steps.base import StepPane
from screens.widgets.list_field import ListField
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget

VOTES, GUEST, BY_UNIT = "votes", "guest", "by unit"


class AttendancePane(StepPane):
    """The delegates; the meeting is opened here."""

    BINDINGS = bindings(
        "mark", "new", "edit", "delete", more=("seat", N_("Stand-in, place")), save="open_meeting"
    )

    def content(self) -> Iterator["Widget"]:
        """Yield quorum line, list and keys."""
        yield Static("", id="quorum", classes="lead", markup=False)
        yield RecordTable((t("Here"), 3), (t("Delegate"), 54), (t("City"), 15), id="people", classes="led")
        yield ListField(
            "#people", id="who", placeholder=t("Initials, e.g. nvd or cqt2; Enter: here / not here")
        )
        yield Static(
            t("Space: here / not here · F2 add · F3 stand-in, place · F4 edit · Ctrl+S: open"), classes="lead"
        )

    def fill(self) -> None:
        """Show who is here."""
        m = self.view.meeting
        of = quorum(m)
        line = t("Present {present}/{members} · needed {needed}", **of._asdict())
        line += " · " + (t("quorum") if of.met else t("no quorum yet"))
        places = by_place(m)
        if len(places) > 1:
            told = (f"{place or t('in the room')} {n}" for place, n in sorted(places.items()))
            line += " · " + ", ".join(told)
        if m.opened_at:
            line += " · " + t("opened at {time}", time=short_time(m.opened_at))
        self.query_one("#quorum", Static).update(line)
        self.query_one(RecordTable).fill(
            (a.id, ("✓" if a.present else "·", a.listed, _place(a))) for a in m.attendees
        )

    def _marked(self) -> Attendee | None:
        return self.view.meeting.attendee(self.query_one(RecordTable).selected)

    async def choose(self, table: str, key: str) -> None:
        """Enter marks, as Space does."""
        del table, key
        await self.action_mark()

    async def action_mark(self) -> None:
        """Mark the delegate here or not here."""
        if a := self._marked():
            await self._toggle(a)

    async def on_list_field_marked(self, event: ListField.Marked) -> None:
        """Space before any initials is for the list."""
        event.stop()
        await self.action_mark()

    async def _toggle(self, a: Attendee) -> None:
        await self.act(
            lambda: set_present(self.desk, self.meeting_id, a.id, present=not a.present),
            a.seated + ": " + (t("not here") if a.present else t("here")),
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Mark whom the typed letters mean."""
        if event.input.id == "who":
            event.stop()
            if not event.value.strip():
                return
            found = delegates_meant(self.desk, self.view.meeting.attendees, event.value)
            if not found:
                self.host_screen.warn(t("Nobody on the list fits “{text}”.", text=event.value))
            else:
                event.input.value = ""  # at once: the next letters may be on their way
                self._by_letters(found)

    @work
    async def _by_letters(self, found: tuple[Attendee, ...]) -> None:
        """Mark who was found; never cut short by the next one."""
        chosen: str | None = found[0].id
        if len(found) > 1:
            choices = [(a.id, f"{'✓' if a.present else '·'} {a.seated}") for a in found]
            chosen = await self.app.push_screen_wait(PickDialog(t("Who is it?"), choices))
        if a := self.view.meeting.attendee(chosen):
            await self._toggle(a)

    @work(exclusive=True)
    async def action_seat(self) -> None:
        """Say who stands in for the marked delegate, from where they join, why they are absent."""
        a = self._marked()
        if a is None:
            return
        seat = seat_of(a)
        cities = sorted({one.city for one in self.view.meeting.attendees if one.city})
        places = [("", t("in the room")), *((city, city) for city in cities)]
        fields = [
            Field(
                "name", t("Stands in"), seat.name, t("name, initials or F4; empty: nobody"),
                choices=directory_offered(self.desk, a.person_id), other=True,
            ),
            Field("title", tc("office of a person", "Title"), seat.title, t("e.g. Phó Cục trưởng")),
            Field("authority", t("Letter of authority"), seat.authority, t("number and date")),
            Field("joins_from", t("Joins from"), seat.joins_from, choices=places),
            Field("excused", t("Absent because"), seat.excused),
        ]  # fmt: skip

        def save(v: dict[str, str], seen: Seat) -> object:
            return set_seat(self.desk, self.meeting_id, a.id, Seat(**v), seen)

        await self.fill_in(FormDialog(a.styled, fields, save, seat))

    async def action_open_meeting(self) -> None:
        """Open the meeting now."""
        await self.act(lambda: open_meeting(self.desk, self.meeting_id), t("The meeting is open."))

    def action_new(self) -> None:
        """Add a delegate or guest."""
        self._form(t("New delegate"), Attendee(id=new_id()), None)

    def action_edit(self) -> None:
        """Change the marked delegate."""
        if a := self._marked():
            self._form(t("Delegate"), a, a)

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked delegate off the list, after asking."""
        a = self._marked()
        if a is None:
            return
        words = t("Take {name} off the list?\nCtrl+Z puts it back.", name=a.styled)
        question = ConfirmDialog(words, t("Yes, take off"))
        if await self.app.push_screen_wait(question):
            await self.take_out(
                lambda seen: remove_attendee(self.desk, self.meeting_id, a.id, seen),
                a,
                t("Taken off the list. Ctrl+Z puts it back."),
            )

    @work(exclusive=True)
    async def _form(self, title: str, a: Attendee, seen: Attendee | None) -> None:
        units = [(u.id, u.name) for u in self.view.members]
        unit = a.unit_id if a.unit_id in dict(units) else a.unit
        votes = [(VOTES, t("votes")), (GUEST, t("guest"))]
        if seen is None:  # not said: as the unit is
            votes.insert(0, (BY_UNIT, t("a unit of the bloc votes, another body does not")))
        fields = [
            Field(
                "name",
                t("Name"),
                a.called.typed,
                t("name, initials or F4"),
                choices=directory_offered(self.desk),
                other=True,
            ),
            Field("title", tc("office of a person", "Title"), a.title, t("e.g. Cục trưởng")),
            Field(
                "unit",
                t("Unit"),
                unit or "",
                t("F4: a unit; or type another body"),
                choices=units,
                other=True,
            ),
            Field("city", t("City"), a.city),
            Field("voting", t("Votes"), _voting(seen), choices=votes),
        ]

        def save(v: dict[str, str], seen: Attendee | None) -> object:
            voting = None if v["voting"] == BY_UNIT else v["voting"] == VOTES
            typed = Delegate(v["name"], v["title"], v["unit"], v["city"], voting=voting)
            return save_attendee(
                self.desk, self.meeting_id, with_typed(self.desk, self.meeting_id, a, typed), seen
            )

        await self.fill_in(FormDialog(title, fields, save, seen))


def _voting(seen: Attendee | None) -> str:
    if seen is None:
        return BY_UNIT
    return VOTES if seen.voting else GUEST


def _place(a: Attendee) -> str:
    if not a.voting:
        return t("guest")
    if a.excused and not a.present:
        return t("excused")
    return a.joins_from or a.city
