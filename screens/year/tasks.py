"""The year's tasks: what is to be done, by whom, until when; Space says that one was done."""

from collections.abc import Iterator

from textual import work

from ktd_tui.domain.organisation import PlanItem
from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.year.tasks import TaskTyped, delete_task, finish_task, save_task, task_as_typed
from ktd_tui.operations.year.years import YearPage, year_page
from ktd_tui.rules.access import Act
from ktd_tui.rules.year.cycle import days_left
from ktd_tui.words import short_date
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.records import Deletion, YearRecordsScreen


class TasksScreen(YearRecordsScreen[PlanItem]):
    """The tasks of a bloc-year."""

    ASKS = needs(Act.EDIT_YEAR, "new", "edit", "open", "mark", "delete")
    BINDINGS = bindings(
        new=("new", N_("Add task")),
        edit=("edit", N_("Edit task")),
        mark=("mark", N_("Task done")),
        delete="delete",
    )
    COLUMNS = ((N_("Task"), 34), (N_("Unit"), 9), (N_("Due"), 10), (N_("How it stands"), 17))

    page: YearPage

    def read(self) -> Iterator[tuple[str, PlanItem]]:
        """Read the year's tasks."""
        page = self.page = year_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("The year's tasks"))
        return ((task.id, task) for task in page.year.tasks)

    def cells(self, row: PlanItem) -> tuple[str, ...]:
        """Say what, by whom, until when, and how it stands."""
        units = {u.id: u.label for u in self.page.units}
        due = short_date(row.due) if row.due else "–"
        if row.done_on:
            stands = "✓ " + short_date(row.done_on)
        else:
            stands = saying.days(days_left(row.due, self.desk.today)) or t("not done yet")
        return row.text, units.get(row.unit_id or "", t("whole bloc")), due, stands

    def detail(self, row: PlanItem | None) -> str:
        """Say the task and where it comes from."""
        if row is None:
            return self.advice("new", t("No task yet. Press F2 to add the first one."))
        return "\n".join([row.text, *([t("From: {origin}", origin=row.origin)] if row.origin else [])])

    def record_here(self) -> tuple[str, str] | None:
        """The year has the history."""
        return self.year_id, t("The year's tasks")

    def form(self, row: PlanItem | None) -> FormDialog:
        """Ask for the task, who does it and until when."""
        units = [("", t("whole bloc")), *((u.id, u.name) for u in self.page.units)]
        now = task_as_typed(row) if row else TaskTyped("")
        fields = [
            Field("text", t("Task"), now.text),
            Field("unit", t("Unit"), now.unit_id or "", choices=units),
            Field("due", t("Due"), now.due, t("day/month/year")),
            Field("done_on", t("Done on"), now.done_on, t("day/month/year")),
        ]

        def save(values: dict[str, str], seen: PlanItem | None) -> object:
            typed = TaskTyped(values["text"], values["unit"] or None, values["due"], values["done_on"])
            return save_task(self.desk, self.year_id, seen, typed)

        return FormDialog(t("Task") if row else t("New task"), fields, save, row)

    @work(exclusive=True)
    async def action_mark(self) -> None:
        """Say that the marked task was done, or is open again."""
        if (task := self.marked) is not None:
            done = task.done_on is None
            await self.act(lambda: finish_task(self.desk, self.year_id, task, done=done))
            self.action_reload()

    def deletion(self, row: PlanItem) -> Deletion:
        """Take the marked task out."""
        question = t("Take this task out? “{text}”", text=row.text)
        return Deletion(question, t("Yes, take it out"), lambda: delete_task(self.desk, self.year_id, row))
