"""The movements of a bloc's year, with plan and period; added, changed and taken off here."""

from collections.abc import Iterator

from ktd_tui.domain.organisation import Movement
from ktd_tui.i18n import N_, t, tc
from ktd_tui.operations.saying import period
from ktd_tui.operations.year.activities import drop_movement
from ktd_tui.operations.year.years import save_movement, year_page
from ktd_tui.rules.access import Act
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.records import Deletion, YearRecordsScreen
from screens.routes import MovementRoute


class MovementsScreen(YearRecordsScreen[Movement]):
    """The movements, and the whole text of the marked one."""

    FOOTER = ("help", "open", "new", "edit", "back", "quit")
    ASKS = needs(Act.EDIT_YEAR, "new", "edit", "delete")
    BINDINGS = bindings(
        open=("open", N_("The units' part")),
        new=("new", N_("Add movement")),
        edit=("edit", N_("Edit movement")),
        delete="delete",
    )
    COLUMNS = ((N_("Movement"), 34), (N_("Plan"), 28), (N_("Period"), 9))
    FOLDS = True

    def read(self) -> Iterator[tuple[str, Movement]]:
        """Read the year's movements."""
        page = year_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Movements"))
        return ((m.id, m) for m in page.movements)

    def cells(self, row: Movement) -> tuple[str, ...]:
        """Say title, plan and period."""
        return row.title, row.plan or "–", period(row) or "–"

    def detail(self, row: Movement | None) -> str:
        """Say who launched it, by which plan and for how long."""
        if row is None:
            return self.advice("new", t("No movement yet. Press F2 to add the first one."))
        facts = ((t("Launched by"), row.launcher), (t("Plan"), row.plan), (t("Period"), period(row)))
        return "\n".join([f"“{row.title}”", *(f"{name}: {text or '–'}" for name, text in facts)])

    def history_of(self, row: Movement) -> tuple[str, str]:
        """The marked movement has the history."""
        return row.id, row.title

    def action_open(self) -> None:
        """Show what the units made of the marked movement."""
        if row := self.marked:
            self.open(MovementRoute(self.year_id, row.id))

    def form(self, row: Movement | None) -> FormDialog:
        """Ask for title, plan and period."""
        fields = [
            Field("title", tc("name of a movement", "Title"), row.title if row else ""),
            Field("launcher", t("Launched by"), row.launcher if row else ""),
            Field("plan", t("Plan"), row.plan if row else "", t("number and date of the plan")),
            Field("first_year", t("From year"), str(row.first_year or "") if row else "", number=True),
            Field("last_year", t("To year"), str(row.last_year or "") if row else "", number=True),
        ]
        year = year_page(self.desk, self.year_id).year

        def save(values: dict[str, str], seen: Movement | None) -> object:
            return save_movement(self.desk, year, seen, **values)

        return FormDialog(t("Movement") if row else t("New movement"), fields, save, row)

    def deletion(self, row: Movement) -> Deletion:
        """Take the marked movement off the year's list."""
        question = t("Take “{title}” off this year's list? Ctrl+Z brings it back.", title=row.title)
        return Deletion(question, t("Yes, take off"), lambda: drop_movement(self.desk, self.year_id, row))
