"""Opening: who is here. Space marks a delegate present; the quorum is said in words as it changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.domain.meeting import Attendee
from ktd_tui.i18n import t
from ktd_tui.ids import new_id
from ktd_tui.operations.meetings import open_meeting, remove_attendee, save_attendee, set_present
from ktd_tui.rules.quorum import quorum
from ktd_tui.words import short_time
from screens.base import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.steps.base import StepPane
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget

VOTES, GUEST = "votes", "guest"


class AttendancePane(StepPane):
    """The delegates; the meeting is opened here."""

    BINDINGS = bindings(mark="mark", new="new", edit="edit", delete="delete", save="open_meeting")

    def content(self) -> Iterator["Widget"]:
        """Yield quorum line, list and keys."""
        yield Static("", id="quorum", classes="lead", markup=False)
        yield Table((t("Here"), 3), (t("Delegate"), 43), (t("Votes"), 10), (t("City"), 15), id="people")
        yield Static(
            t("Space: here / not here · F2 add · F4 edit · Delete · Ctrl+S: open the meeting"), classes="lead"
        )

    def fill(self) -> None:
        """Show who is here."""
        m = self.room.meeting
        of = quorum(m)
        line = t("Present {present}/{members} · needed {needed}", **of._asdict())
        line += " · " + (t("quorum") if of.met else t("no quorum yet"))
        if m.opened_at:
            line += " · " + t("opened at {time}", time=short_time(m.opened_at))
        self.query_one("#quorum", Static).update(line)
        self.query_one(Table).fill(
            (a.id, ("✓" if a.present else "·", a.styled, t("votes") if a.voting else t("guest"), a.city))
            for a in m.attendees
        )

    def _marked(self) -> Attendee | None:
        return self.room.meeting.attendee(self.query_one(Table).selected)

    async def choose(self, table: str, key: str) -> None:
        """Enter marks, as Space does."""
        del table, key
        await self.action_mark()

    async def action_mark(self) -> None:
        """Mark the delegate here or not here."""
        if a := self._marked():
            await self.act(
                lambda: set_present(self.desk, self.meeting_id, a.id, present=not a.present),
                a.styled + ": " + (t("not here") if a.present else t("here")),
            )

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
        units = [("", t("another body")), *((u.id, u.name) for u in self.room.members)]
        fields = [
            Field("name", t("Name"), a.name),
            Field("title", t("Title"), a.title, t("e.g. Cục trưởng")),
            Field("unit", t("Unit"), a.unit or a.unit_id or "", t("type it, or F4"), choices=units),
            Field("city", t("City"), a.city),
            Field(
                "voting", t("Votes"), VOTES if a.voting else GUEST,
                choices=((VOTES, t("votes")), (GUEST, t("guest"))),
            ),
        ]  # fmt: skip

        def save(v: dict[str, str], seen: Attendee | None) -> object:
            names = {u.id: u.name for u in self.room.members}
            unit_id = (
                v["unit"]
                if v["unit"] in names
                else next((i for i, n in names.items() if n == v["unit"]), None)
            )
            fresh = a.model_copy(
                update={
                    "name": v["name"],
                    "title": v["title"],
                    "unit": names.get(unit_id or "", v["unit"]),
                    "unit_id": unit_id,
                    "city": v["city"],
                    "voting": v["voting"] == VOTES,
                }
            )
            return save_attendee(self.desk, self.meeting_id, fresh, seen)

        await self.fill_in(FormDialog(title, fields, save, seen))
