"""Who scores whom in the cross layer: proposed in rotation, changed unit by unit."""

from collections.abc import Iterator

from textual import work

from ktd_tui.domain.organisation import CrossScoring, Unit
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.scoring.cross import assign, propose
from ktd_tui.operations.year.years import YearPage, year_page
from ktd_tui.rules.access import Act
from ktd_tui.rules.year.cross_assignment import times
from ktd_tui.text import enumerated
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.records import Deletion, YearRecordsScreen


class CrossScreen(YearRecordsScreen[Unit]):
    """A row a unit: whom it scores, and by whom it is scored."""

    ASKS = needs(Act.EDIT_YEAR, "rotate", "edit", "open", "delete")
    BINDINGS = bindings(
        more=("rotate", N_("In rotation")),
        edit=("edit", N_("Add, take out")),
        delete=("delete", N_("No cross scores")),
    )
    COLUMNS = ((N_("Scorer"), 12), (N_("Scores"), 30), (N_("Is scored by"), 30))
    TALL = True

    page: YearPage

    def read(self) -> Iterator[tuple[str, Unit]]:
        """Read the year's units."""
        page = self.page = year_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Who scores whom"))
        return ((unit.id, unit) for unit in page.units)

    def cells(self, row: Unit) -> tuple[str, ...]:
        """Say whom a unit scores, and who scores it."""
        names = {u.id: u.label for u in self.page.units}
        cross = self.page.year.cross
        scores = [names.get(c.unit_id, "?") for c in cross if c.scorer_id == row.id]
        scored = [names.get(c.scorer_id, "?") for c in cross if c.unit_id == row.id]
        return row.label, enumerated(scores) or "–", enumerated(scored) or "–"

    def detail(self, row: Unit | None) -> str:
        """Say whether all score and are scored equally often."""
        del row
        page = self.page
        if not page.year.cross:
            return t("No cross scores this year. F3 proposes who scores whom, in rotation.")
        if len(set(times([u.id for u in page.units], page.year.cross))) == 1:
            return t("Every unit scores and is scored equally often.")
        return t("Not every unit scores and is scored equally often.")

    def record_here(self) -> tuple[str, str] | None:
        """The year has the history."""
        return self.year_id, t("Who scores whom")

    def action_rotate(self) -> None:
        """Propose an assignment in rotation: how many units each scores."""
        if not self.ready:
            return
        page = self.page

        def save(values: dict[str, str], _: object) -> object:
            each = int(values["each"]) if values["each"].strip().isdecimal() else 0
            return assign(self.desk, page.year, propose(self.desk, self.year_id, each))

        question = t("How many units does each unit score? They are assigned in rotation.")
        self.app.push_screen(FormDialog(question, [Field("each", t("Units"), "1", number=True)], save))

    @work(exclusive=True)
    async def action_edit(self) -> None:
        """Add a unit to those that the marked one scores, or take one out."""
        scorer = self.marked
        if scorer is None:
            return
        page = self.page
        has = {c.unit_id for c in page.year.cross if c.scorer_id == scorer.id}
        others = [u for u in page.units if u.id != scorer.id]
        choices = [(u.id, f"{'✓' if u.id in has else ' '} {u.name}") for u in others]
        question = t("Whom does {unit} score? Enter adds or takes out.", unit=scorer.label)
        unit = await self.app.push_screen_wait(
            PickDialog(question, choices, empty=t("No other unit takes part in this year."))
        )
        if unit is None:
            return
        pair = CrossScoring(scorer_id=scorer.id, unit_id=unit)
        rest = tuple(c for c in page.year.cross if c != pair)
        wanted = rest if unit in has else (*rest, pair)
        await self.act(lambda: assign(self.desk, page.year, wanted))
        self.action_reload()

    def deletion(self, row: Unit) -> Deletion | None:
        """Have no cross scores this year."""
        del row
        year = self.page.year
        if not year.cross:
            return None
        question = plural("Take {n} assignment away?", "Take {n} assignments away?", len(year.cross))
        return Deletion(question, t("Yes, take it out"), lambda: assign(self.desk, year, ()))
