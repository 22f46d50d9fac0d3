"""The year's cycle: ten stages with their deadlines, what each lacks, and the step to the next one."""

from collections.abc import Iterator

from textual import work

from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations import saying
from ktd_tui.operations.year.cycle import CyclePage, StageRow, cycle, left_behind, set_deadline
from ktd_tui.operations.year.years import set_stage
from ktd_tui.rules.access import Act
from ktd_tui.rules.year.cycle import ORDER, StageMark, after, asks, words_of
from ktd_tui.words import short_date
from screens.bindings import bindings, needs
from screens.dialogs.ask import AskDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.settle import save_settled
from screens.records import YearRecordsScreen

LACKS = 6
"""Lines of what a stage lacks."""


class CycleScreen(YearRecordsScreen[StageRow]):
    """The rail of a bloc-year."""

    RETURNS = False  # one begins where the work is
    ASKS = needs((Act.SET_STAGE, Act.REOPEN), "open") | needs(Act.EDIT_YEAR, "edit")
    BINDINGS = bindings(open=("open", N_("Move the year here")), edit=("edit", N_("Set the deadline")))
    COLUMNS = (("", 2), (N_("Stage"), 22), (N_("Deadline"), 10), (N_("How it stands"), 36))

    page: CyclePage

    def read(self) -> Iterator[tuple[str, StageRow]]:
        """Read the stages."""
        page = self.page = cycle(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("The year's cycle"))
        return ((row.stage.value, row) for row in page.rows)

    def begin(self) -> None:
        """Begin on the stage in which the year is, where that is done on the one that follows."""
        here = self.page.year.stage
        done = not self.rows[here.value].lacking and asks(here)
        self.table.move_cursor(row=list(self.rows).index((after(here) if done else here).value))
        super().begin()

    def cells(self, row: StageRow) -> tuple[str, ...]:
        """Say a stage with its number, its deadline and how it stands."""
        number = list(self.rows).index(row.stage.value) + 1
        deadline = short_date(row.deadline) if row.deadline else "–"
        return row.mark.value, f"{number}. {saying.stage(row.stage)}", deadline, _stands(row)

    def detail(self, row: StageRow | None) -> str:
        """Say what the marked stage lacks."""
        if row is None:
            return ""
        page, lines = self.page, []
        for duty in row.lacking[:LACKS]:
            told = words_of(duty, page.year.year, page.units, saying.offices(page.bloc))
            lines.append("! " + t(duty.message, **told))
        more = len(row.lacking) - LACKS
        if more > 0:
            lines.append(plural("and {n} more", "and {n} more", more))
        if not lines:
            if row.mark is StageMark.AHEAD:
                return t("This stage is still to come.")
            return (
                t("Nothing is missing.") if asks(row.stage) else t("This stage asks for nothing by itself.")
            )
        return "\n".join(lines)

    def record_here(self) -> tuple[str, str] | None:
        """The year has the history."""
        return self.year_id, t("Year {year}", year=self.page.year.year if self.ready else "")

    def acts_of(self, action: str) -> tuple[Act, ...]:
        """Moving the year back asks for more than moving it on."""
        row = self.marked if self.ready else None
        back = row is not None and ORDER.index(row.stage) < ORDER.index(self.page.year.stage)
        if action != "open":
            return super().acts_of(action)
        return (Act.REOPEN,) if back else (Act.SET_STAGE,)

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Move the year to the marked stage, asking first."""
        row = self.marked
        if row is None:
            return
        if row.stage is self.page.year.stage:
            self.say(t("The year stands at this stage. Enter on another one moves it there."))
            return
        page = self.page
        question = t("Move the year {year} to “{stage}”?", year=page.year.year, stage=saying.stage(row.stage))
        if left := left_behind(self.desk, page.year, row.stage):
            question += f"\n{left}"
        reason = await self._reason(row, question)
        if reason is None:
            return

        def save(values: dict[str, str], seen: BlocYear) -> BlocYear:
            return set_stage(self.desk, seen, Stage(values["stage"]), reason)

        def shown(field: str, value: str) -> tuple[str, str]:
            del field
            return t("Stage of the year"), saying.stage(Stage(value))

        saved = await save_settled(self, save, {"stage": row.stage.value}, page.year, shown)
        if saved is not None:
            self.action_reload()
            self.say(t("Saved: {what}", what=saying.stage(saved.stage)))

    async def _reason(self, row: StageRow, question: str) -> str | None:
        """Ask for a reason for going back, or only whether to go on; None where one left."""
        if ORDER.index(row.stage) < ORDER.index(self.page.year.stage):
            why = question + "\n" + t("Why does it go back to an earlier stage?")
            return await self.app.push_screen_wait(AskDialog(why)) or None
        return "" if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, move it"))) else None

    def form(self, row: StageRow | None) -> FormDialog | None:
        """Ask for the deadline of the marked stage."""
        if row is None:
            return None
        stage = row.stage
        value = short_date(row.deadline) if row.deadline else ""
        fields = [Field("deadline", t("Deadline"), value, t("day/month/year; empty: none"))]

        def save(values: dict[str, str], seen: BlocYear) -> object:
            return set_deadline(self.desk, seen, stage, values["deadline"])

        return FormDialog(saying.stage(stage), fields, save, self.page.year)


def _stands(row: StageRow) -> str:
    """Say in words how a stage stands."""
    if row.mark == "·":
        return saying.days(row.days) if row.days is not None else t("to come")
    open_ = plural("{n} thing open", "{n} things open", len(row.lacking)) if row.lacking else ""
    if row.mark == "▸":
        return " · ".join(part for part in (t("now"), open_, saying.days(row.days)) if part)
    return open_ or t("done")
