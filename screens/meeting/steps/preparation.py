"""Preparation: date, hour, place, chair, secretary, documents; and who is invited."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.domain.meeting import Coming, Meeting
from ktd_tui.i18n import t
from ktd_tui.operations.meeting.preparation import prepare
from ktd_tui.operations.meeting.presence import set_officer
from ktd_tui.rules.meeting.presence import TAKEN, holder_at
from ktd_tui.words import short_date
from screens.dialogs.form import PARTS, Field, FormDialog
from screens.meeting.door import ask_officer
from screens.meeting.steps.base import StepPane
from screens.meeting.steps.person import choose_person
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget

OFFICERS, LISTS = ("chair_id", "secretary_id", "presenter_id"), ("documents", "recipients")


class PreparationPane(StepPane):
    """A list of what is set; Enter changes the marked one."""

    def content(self) -> Iterator["Widget"]:
        """Yield the lead and the list."""
        yield Static(t("Enter fills in the marked line."), classes="lead", markup=False)
        yield RecordTable((t("What"), 18), (t("Set to"), 52), id="facts", folds=True)

    def fill(self) -> None:
        """Show what is set."""
        self.query_one(RecordTable).fill((key, (label, text or "–")) for key, label, text in self._facts())

    def _facts(self) -> list[tuple[str, str, str]]:
        m = self.view.meeting
        officers = (m.attendee(getattr(m, office)) for office in OFFICERS)
        chair, secretary, presenter = (person.styled if person else "" for person in officers)
        hour = f"{m.opens_at[0]:02d}:{m.opens_at[1]:02d}" if m.opens_at else ""
        return [
            ("day", t("Date"), short_date(m.day) if m.day else ""),
            ("opens_at", t("Hour"), hour),
            ("place", t("Place"), m.place),
            ("chair_id", t("Chair at opening") if m.opened_at else t("Chair"), chair),
            *self._from_now(m, Coming.CHAIRS, t("Chair from now on")),
            ("secretary_id", t("Secretary"), secretary),
            *self._from_now(m, Coming.WRITES, t("Secretary from now on")),
            ("presenter_id", t("Presents the report"), presenter),
            ("documents", t("Documents"), PARTS.join(m.documents)),
            ("paper_number", t("Number of minutes"), m.paper_number),
            ("recipients", t("Recipients"), PARTS.join(m.recipients)),
        ]

    def rows_of(self, place: str) -> tuple[str, ...]:
        """Return the row of a fact; an officer's is called by the field."""
        return (place, f"{place}_id")

    def _from_now(self, m: Meeting, what: Coming, label: str) -> list[tuple[str, str, str]]:
        """In an open meeting an office is handed over from now on; the line above it mends who began."""
        if not m.opened_at or m.closed_at:
            return []
        now = m.attendee(holder_at(m, what))
        return [(what, label, now.styled if now else "")]

    async def choose(self, table: str, key: str) -> None:
        """Change the marked line."""
        del table
        self._change(key)

    @work(exclusive=True)
    async def _change(self, key: str) -> None:
        label, text = next((label, text) for k, label, text in self._facts() if k == key)
        if key in TAKEN:
            await ask_officer(self.host_screen, Coming(key))
            return
        if key in OFFICERS:
            chosen = await choose_person(self, label)
            if chosen:
                await self.act_settled(self._appoint, {key: chosen}, getattr(self.view.meeting, key))
            return
        question = f"{label} ({HINTS[key]()})" if key in HINTS else label
        many = key in LISTS
        field = Field(key, label, text.replace(PARTS, "\n") if many else text, many=many)
        await self.fill_in(FormDialog(question, [field], self._save, getattr(self.view.meeting, key)))

    def _appoint(self, values: dict[str, str], seen: str | None) -> Meeting:
        ((office, who),) = values.items()
        return set_officer(self.desk, self.meeting_id, office, who, seen)

    def _save(self, values: dict[str, str], seen: object) -> Meeting:
        ((key, typed),) = values.items()
        return prepare(self.desk, self.meeting_id, key, typed, seen)


HINTS = {
    "day": lambda: t("day/month/year, e.g. 09/12/2022"),
    "opens_at": lambda: t("hour:minute, e.g. 14:00"),
    "documents": lambda: t("separate them with “; ”"),
    "recipients": lambda: t("separate them with “; ”"),
}
