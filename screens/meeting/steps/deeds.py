"""What is done before the meeting: units' reports, the pledge, awards, the flag. F2 enters one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.domain.meeting import MeetingDeed, Step
from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.choosing import offered
from ktd_tui.operations.meeting.deeds import (
    DeedTyped,
    deed_units,
    pledge_year,
    record_deed,
    record_deeds,
    take_deed_back,
)
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.wording import NO_MEMBERS
from ktd_tui.rules.meeting.deeds import OF_UNITS, by_honour, deeds_of, still_to
from ktd_tui.words import short_time
from screens.bindings import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.meeting.steps.base import StepPane
from screens.routes import PaperRoute
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget

ASKS = {
    Step.UNIT_REPORTS: N_("Which unit presents its report?"),
    Step.PLEDGE: N_("Which unit signs the pledge?"),
    Step.GIVING: N_("Which award is given?"),
    Step.FLAG: N_("Who hands the flag on?"),
}
LEADS = {
    Step.UNIT_REPORTS: N_("F2: a unit presents its report · F4 mends, Delete takes back."),
    Step.PLEDGE: N_("F2: a unit signs the pledge · F3: its paper · Delete takes back."),
    Step.GIVING: N_("F2: an award is given · F4 mends, Delete takes back."),
    Step.FLAG: N_("F2: the flag is handed on · F4 mends, Delete takes back."),
}


class DeedsPane(StepPane):
    """What was done so far in this step; units that are still to do it stand below as rows to enter."""

    BINDINGS = bindings("new", "delete", edit="mend", more=("paper", N_("The pledge's paper")))

    def content(self) -> Iterator["Widget"]:
        """Yield the lead and the deeds."""
        yield Static(t(LEADS[self.step]), classes="lead", markup=False)
        yield RecordTable((t("Time"), 5), (t("Done in the meeting"), 66), id="deeds", folds=True)

    def fill(self) -> None:
        """Show what was done, then the units that still owe it."""
        done = [(of.id, (short_time(of.at), _told(of))) for of in self._deeds()]
        left = still_to(self.view.meeting, self.step) if self.step in OF_UNITS else ()
        owed = [(f"{OWED}{name}", ("–", t("{unit}: not yet", unit=name))) for name in left]
        self.query_one("#deeds", RecordTable).fill([*done, *owed])

    def _deeds(self) -> tuple[MeetingDeed, ...]:
        return deeds_of(self.view.meeting, self.step)

    def _marked(self) -> MeetingDeed | None:
        key = self.query_one("#deeds", RecordTable).selected
        return next((of for of in self._deeds() if of.id == key), None)

    async def choose(self, table: str, key: str) -> None:
        """Enter on a deed mends it; on a unit that owes one enters it."""
        del table
        if key.startswith(OWED):
            self._enter(None, key.removeprefix(OWED))
        else:
            self.action_mend()

    def action_new(self) -> None:
        """Enter what was done."""
        self._enter(None)

    def action_mend(self) -> None:
        """Mend the marked one."""
        if of := self._marked():
            self._enter(of)

    @work(exclusive=True)
    async def _enter(self, of: MeetingDeed | None, unit: str = "") -> None:
        fields = self._fields(of or MeetingDeed(step=self.step, at=self.desk.now), unit)

        def save(v: dict[str, str], seen: MeetingDeed | None) -> object:
            typed = DeedTyped(**v)
            if seen is None:
                return record_deeds(self.desk, self.meeting_id, self.step, typed)
            return record_deed(self.desk, self.meeting_id, self.step, typed, seen)

        await self.fill_in(FormDialog(t(ASKS[self.step]), fields, save, of), t("Entered into the minutes."))

    def _fields(self, of: MeetingDeed, unit: str) -> list[Field]:
        units = [(u.id, u.name) for u in deed_units(self.desk, self.view.meeting)]
        people = offered(self.desk, self.view.meeting)
        there = of.unit_id or next((key for key, name in units if name == unit), "")
        doer = Field("unit", t("Unit"), there, choices=units, other=True, empty=t(NO_MEMBERS))
        if self.step is Step.UNIT_REPORTS:
            who = Field("who", t("Presented by"), of.who, choices=people, other=True)
            return [doer, who, Field("what", t("In short"), of.what, t("its words, or empty"))]
        if self.step is Step.PLEDGE:
            return [doer, Field("who", t("Signed by"), of.who, choices=people, other=True)]
        if self.step is Step.GIVING:
            titles = [(a.name, a.name) for a in by_honour(self.view.data.council.award_titles)]
            return [
                Field("what", t("Award"), of.what, choices=titles, other=True),
                Field("receiver", t("Award receiver"), of.given_to, choices=[*units, *people], other=True),
                Field("who", t("Award giver"), of.who, choices=people, other=True),
            ]
        to = next((key for key, name in units if name == of.given_to), "")
        return [
            Field("unit", t("From unit"), of.unit_id or "", choices=units, other=True),
            Field("receiver", t("To unit"), to, choices=units, other=True, empty=t(NO_MEMBERS)),
            Field("what", t("Flag"), of.what or "cờ luân lưu"),
        ]

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked one back, after asking."""
        of = self._marked()
        if of is None:
            return
        question = t("Take this back?\n{text}\nCtrl+Z brings it back.", text=_told(of))
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, take it back"))):
            done = t("Taken back. Ctrl+Z brings it back.")
            await self.take_out(lambda seen: take_deed_back(self.desk, self.meeting_id, seen), of, done)

    def action_paper(self) -> None:
        """Show the pledge that is signed here as its paper."""
        year = pledge_year(self.desk, self.view.meeting) if self.step is Step.PLEDGE else None
        if year is None:
            self.host_screen.say(t("The pledge is drawn up with the first signature."))
        else:
            self.host_screen.open(PaperRoute(PaperRef("pledge", year.id)))


OWED = "owed/"
"""What the key of a row begins with whose unit still owes a deed."""


def _told(of: MeetingDeed) -> str:
    """Say a deed in a line."""
    by = f" · {of.who}" if of.who else ""
    if of.step is Step.GIVING:
        return f"{of.what} → {of.given_to}{by}"
    if of.step is Step.FLAG:
        return f"{of.what}: {of.unit or '–'} → {of.given_to}"
    return f"{of.unit}{by}{f' · {of.what}' if of.what else ''}"
