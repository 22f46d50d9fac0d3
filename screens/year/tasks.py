"""The year's tasks: what is to be done, by whom, until when; Space says that one was done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.organisation import PlanItem
from ktd_tui.i18n import N_, t
from ktd_tui.operations.year.tasks import delete_task, finish_task, save_task
from ktd_tui.operations.year.years import YearPage, year_page
from ktd_tui.rules.year.cycle import days_left
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


class TasksScreen(KtdScreen):
    """The tasks of a bloc-year."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "mark", "delete", "back")
    BINDINGS = bindings(
        new=("new", N_("Add task")),
        edit=("edit", N_("Edit task")),
        mark=("mark", N_("Task done")),
        delete="delete",
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: YearPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the table and the marked task in full."""
        yield Table((t("Task"), 34), (t("Unit"), 9), (t("Due"), 10), (t("How it stands"), 17), id="tasks")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = self._page = year_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("The year's tasks"))
        table = self.query_one(Table)
        table.fill((task.id, self._cells(task)) for task in page.year.tasks)
        if self.focused is None:
            table.focus()
        if not page.year.tasks:
            self.query_one("#detail", Static).update(t("No task yet. Press F2 to add the first one."))

    def _cells(self, task: PlanItem) -> tuple[str, ...]:
        due = short_date(task.due) if task.due else "–"
        if task.done_on:
            stands = "✓ " + short_date(task.done_on)
        else:
            stands = texts.days(days_left(task.due, self.desk.today)) or t("not done yet")
        return task.text, self._unit(task.unit_id), due, stands

    def _unit(self, unit_id: str | None) -> str:
        units = {u.id: u.label for u in self._page.units} if self._page else {}
        return units.get(unit_id or "", t("whole bloc"))

    def _marked(self) -> PlanItem | None:
        key = self.query_one(Table).selected
        return next((task for task in self._page.year.tasks if task.id == key), None) if self._page else None

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked task in full."""
        event.stop()
        if task := self._marked():
            lines = [task.text, *([t("From: {origin}", origin=task.origin)] if task.origin else [])]
            self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Change the marked task."""
        event.stop()
        self.action_edit()

    def record_here(self) -> tuple[str, str] | None:
        """The year has the history."""
        return self._year_id, t("The year's tasks")

    def action_new(self) -> None:
        """Add a task."""
        self._form(t("New task"), None)

    def action_edit(self) -> None:
        """Change the marked task."""
        if task := self._marked():
            self._form(t("Task"), task)

    def _form(self, title: str, task: PlanItem | None) -> None:
        units = [("", t("whole bloc")), *((u.id, u.name) for u in (self._page.units if self._page else ()))]
        fields = [
            Field("text", t("Task"), task.text if task else ""),
            Field("unit", t("Unit"), (task.unit_id or "") if task else "", choices=units),
            Field("due", t("Due"), short_date(task.due) if task and task.due else "", t("day/month/year")),
        ]

        def save(values: dict[str, str], seen: PlanItem | None) -> object:
            return save_task(
                self.desk,
                self._year_id,
                seen,
                text=values["text"],
                unit_id=values["unit"] or None,
                due=values["due"],
            )

        self.app.push_screen(FormDialog(title, fields, save, task))

    @work(exclusive=True)
    async def action_mark(self) -> None:
        """Say that the marked task was done, or is open again."""
        if (task := self._marked()) is not None:
            done = task.done_on is None
            await self.act(lambda: finish_task(self.desk, self._year_id, task, done=done))
            self.action_reload()

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked task out, asking first."""
        task = self._marked()
        if task is None:
            return
        question = t("Take this task out? “{text}”", text=task.text)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, take it out"))):
            await self.act(lambda: delete_task(self.desk, self._year_id, task))
            self.action_reload()
