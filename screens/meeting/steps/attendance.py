"""Opening: who is here. Space marks a delegate present; the quorum is said in words as it changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Input, Static

from ktd_tui.clock import local_date
from ktd_tui.domain.people import Attendee
from ktd_tui.i18n import N_, t
from ktd_tui.ids import new_id
from ktd_tui.operations import saying
from ktd_tui.operations.lookup import delegates_meant
from ktd_tui.operations.meeting.hours import opening_as_typed, set_opening
from ktd_tui.operations.meeting.preparation import HeldOn, open_meeting, planned_opening
from ktd_tui.operations.meeting.presence import remove_attendee, set_officer, set_present
from ktd_tui.rules.meeting.attended import part_of
from ktd_tui.rules.meeting.presence import TAKEN, holder_at
from ktd_tui.rules.meeting.quorum import OFFICERS, by_place, office_lacking, quorum
from ktd_tui.words import short_date, short_time
from screens.bindings import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.meeting.delegates import delegate_form, seat_form
from screens.meeting.door import settle_officers
from screens.meeting.steps.base import StepPane
from screens.meeting.steps.person import choose_person
from screens.widgets.line import LineInput
from screens.widgets.list_field import ListField
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget

HERE, OTHER = "here", "other"


class WhoField(ListField):
    """The initials; a list that is pasted there is asked about as one in the line for the minutes."""

    def ask_of_lines(self, text: str) -> None:
        """Ask what the lines are: delegates, or lines of the minutes."""
        self.post_message(LineInput.OfMinutes(text))


class AttendancePane(StepPane):
    """The delegates; the meeting is opened here."""

    BINDINGS = bindings(
        "mark", "new", "edit", "delete", more=("seat", N_("Stand-in, place")), save="open_meeting"
    )

    def content(self) -> Iterator["Widget"]:
        """Yield quorum line, list and keys."""
        yield Static("", id="quorum", classes="lead", markup=False)
        yield RecordTable(
            (t("Here"), 3), (t("Delegate"), 44), (t("City"), 25), id="people", classes="led", folds=True
        )
        yield WhoField(
            "#people", id="who", placeholder=t("Initials, e.g. nvd or cqt2; Enter: here / not here")
        )
        yield Static("", id="opening-keys", classes="lead", markup=False)

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
        keys = t("Space: here / not here · F2 add · F3 stand-in, place · F4 edit · Ctrl+S: open")
        opened = t("Space: comes / leaves · F2 add · F3 stand-in, place · F4 edit · Ctrl+S: opening hour")
        self.query_one("#opening-keys", Static).update(opened if m.opened_at else keys)
        self.query_one(RecordTable).fill(
            (a.id, ("✓" if a.present else "·", a.listed, self._noted(a))) for a in m.attendees
        )

    def _noted(self, a: Attendee) -> str:
        return saying.part_taken(part_of(self.view.proceedings, a)) or _place(a)

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
        m = self.view.meeting
        if any(a.id in (getattr(m, office), holder_at(m, what)) for what, office in TAKEN.items()):
            self._settle_officers(a)

    @work
    async def _settle_officers(self, a: Attendee) -> None:
        await settle_officers(self.host_screen, a)

    def on_mount(self) -> None:
        """Bring back half-typed initials."""
        super().on_mount()
        if (
            self.is_there
            and not self.host_screen.follows
            and (draft := self.host_screen.host.draft(self._who))
        ):
            field = self.query_one(WhoField)
            field.value, field.cursor_position = draft, len(draft)

    @property
    def _who(self) -> str:
        """Where the draft keeps the initials."""
        return f"{self.meeting_id}/who"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Remember the half-typed initials; not as they stand while the field is yet to be filled."""
        event.stop()
        if event.input.id == "who" and event.value == event.input.value:
            self.host_screen.host.keep_draft(self._who, event.value)

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
        if a := self._marked():
            await self.fill_in(seat_form(self.desk, self.view.meeting, a))

    @work(exclusive=True)
    async def action_open_meeting(self) -> None:
        """Open the meeting now, asking what must be known; an open one: mend day and hour of the opening."""
        if self.view.meeting.opened_at:
            await self.fill_in(self._opening())
            return
        if quorum(self.view.meeting).met:  # else it is refused anyway
            while office := office_lacking(self.view.meeting):
                if not await self._settle_office(office):
                    return
        held_on, goes_on = await self._ask_day()
        if goes_on:
            done = t("The meeting is open.")
            await self.act(lambda: open_meeting(self.desk, self.meeting_id, held_on), done)

    def _opening(self) -> FormDialog:
        shown = opening_as_typed(self.view.meeting)

        def save(values: dict[str, str], seen: str) -> object:
            return set_opening(self.desk, self.meeting_id, values["opening"], seen)

        return FormDialog(
            t("Day and hour of the opening"), [Field("opening", t("Opening"), shown)], save, shown
        )

    async def _settle_office(self, office: str) -> bool:
        """Have the chair or the secretary marked present, or another chosen. Only within a worker."""
        who = self.view.meeting.attendee(getattr(self.view.meeting, office))
        answer: str | None = OTHER
        if who:
            here = t("{name} is here", name=who.styled)
            choices = [(HERE, here), (OTHER, t("Somebody else: choose"))]
            answer = await self.app.push_screen_wait(
                PickDialog(t(OFFICERS[office], name=who.styled), choices)
            )
        if who and answer == HERE:
            return bool(await self.act(lambda: set_present(self.desk, self.meeting_id, who.id, present=True)))
        question = t("Who chairs?") if office == "chair_id" else t("Who keeps the minutes?")
        chosen = await choose_person(self, question) if answer else None
        return bool(
            chosen and await self.act(lambda: set_officer(self.desk, self.meeting_id, office, chosen))
        )

    async def _ask_day(self) -> tuple[HeldOn | None, bool]:
        """Return on which day the meeting is held, and whether it is to be opened. Only within a worker."""
        m, today = self.view.meeting, local_date(self.desk.now)
        if m.day is None or m.day == today:
            return None, True
        planned = planned_opening(m, m.day, self.desk.now)
        told = {"planned": short_date(m.day), "today": short_date(today)}
        choices = [
            (HeldOn.TODAY.value, t("Today, {today}, at {time}", **told, time=short_time(self.desk.now))),
            (HeldOn.PLANNED.value, t("On {planned}, at {time}", **told, time=short_time(planned))),
        ]
        question = t("Planned for {planned}, and today is {today}. On which day is the meeting held?", **told)
        coming = m.day > today and not self.desk.rehearsal
        answer = await self.app.push_screen_wait(PickDialog(question, choices[:1] if coming else choices))
        return (HeldOn(answer), True) if answer else (None, False)

    def action_new(self) -> None:
        """Add a delegate or guest."""
        self._form(Attendee(id=new_id()), None)

    def action_edit(self) -> None:
        """Change the marked delegate."""
        if a := self._marked():
            self._form(a, a)

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
    async def _form(self, a: Attendee, seen: Attendee | None) -> None:
        await self.fill_in(delegate_form(self.desk, self.view, a, seen))


def _place(a: Attendee) -> str:
    if not a.voting:
        return t("guest")
    if a.excused and not (a.present or a.stand_in):
        return t("excused")
    return a.joins_from or a.city
