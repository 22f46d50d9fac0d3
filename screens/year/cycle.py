"""The year's cycle: ten stages with their deadlines, what each lacks, and the step to the next one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.year.cycle import CyclePage, StageRow, cycle, set_deadline
from ktd_tui.operations.year.years import set_stage
from ktd_tui.terminal.guard import plain
from ktd_tui.words import short_date
from screens import texts
from screens.base import KtdScreen, bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

LACKS = 6
"""Lines of what a stage lacks."""


class CycleScreen(KtdScreen):
    """The rail of a bloc-year."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "edit", "back")
    BINDINGS = bindings(open=("open", N_("Move the year here")), edit=("edit", N_("Set the deadline")))

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: CyclePage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the rail and what the marked stage lacks."""
        yield Table(("", 2), (t("Stage"), 22), (t("Deadline"), 10), (t("How it stands"), 36), id="stages")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the rail."""
        page = self._page = cycle(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("The year's cycle"))
        table = self.query_one(Table)
        table.fill((row.stage.value, _cells(number, row)) for number, row in enumerate(page.rows, 1))
        if self.focused is None:
            table.move_cursor(row=[row.stage for row in page.rows].index(page.year.stage))
            table.focus()
        self._tell()

    def _marked(self) -> StageRow | None:
        key = self.query_one(Table).selected
        return next((r for r in self._page.rows if r.stage.value == key), None) if self._page else None

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Say what the marked stage lacks."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Move the year to the marked stage."""
        event.stop()
        self.action_open()

    def _tell(self) -> None:
        row, page = self._marked(), self._page
        if row is None or page is None:
            return
        lines = []
        for duty in row.lacking[:LACKS]:
            names = (page.units.get(i or "", "") for i in (duty.unit_id, duty.other_id))
            unit, other = names
            lines.append("! " + t(duty.message, unit=unit, other=other, year=page.year.year))
        more = len(row.lacking) - LACKS
        if more > 0:
            lines.append(plural("and {n} more", "and {n} more", more))
        if not lines:
            ahead = t("This stage is still to come.") if row.mark == "·" else t("Nothing is missing.")
            lines = [ahead]
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def record_here(self) -> tuple[str, str] | None:
        """The year has the history."""
        return self._year_id, t("Year {year}", year=self._page.year.year if self._page else "")

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Move the year to the marked stage, asking first."""
        row, page = self._marked(), self._page
        if row is None or page is None or row.stage is page.year.stage:
            return
        question = t("Move the year {year} to “{stage}”?", year=page.year.year, stage=texts.stage(row.stage))
        here = next(r for r in page.rows if r.stage is page.year.stage)
        if here.lacking:
            question += "\n" + plural(
                "At the present stage {n} thing is still open.",
                "At the present stage {n} things are still open.",
                len(here.lacking),
            )
        if not await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, move it"))):
            return

        def save(values: dict[str, str], seen: BlocYear) -> BlocYear:
            return set_stage(self.desk, seen, Stage(values["stage"]))

        def shown(field: str, value: str) -> tuple[str, str]:
            del field
            return t("Stage of the year"), texts.stage(Stage(value))

        saved = await self.act_settled(save, {"stage": row.stage.value}, page.year, shown)
        if saved is not None:
            self.action_reload()
            self.say(t("Saved: {what}", what=texts.stage(saved.stage)))

    def action_edit(self) -> None:
        """Set the deadline of the marked stage."""
        row, page = self._marked(), self._page
        if row is None or page is None:
            return
        stage = row.stage
        value = short_date(row.deadline) if row.deadline else ""
        fields = [Field("deadline", t("Deadline"), value, t("day/month/year; empty: none"))]

        def save(values: dict[str, str], seen: BlocYear) -> object:
            return set_deadline(self.desk, seen, stage, values["deadline"])

        self.app.push_screen(FormDialog(texts.stage(stage), fields, save, page.year))


def _cells(number: int, row: StageRow) -> tuple[str, str, str, str]:
    deadline = short_date(row.deadline) if row.deadline else "–"
    return row.mark.value, f"{number}. {texts.stage(row.stage)}", deadline, _stands(row)


def _stands(row: StageRow) -> str:
    """Say in words how a stage stands."""
    if row.mark == "·":
        return texts.days(row.days) if row.days is not None else t("to come")
    open_ = plural("{n} thing open", "{n} things open", len(row.lacking)) if row.lacking else ""
    if row.mark == "▸":
        return " · ".join(part for part in (t("now"), open_, texts.days(row.days)) if part)
    return open_ or t("done")
