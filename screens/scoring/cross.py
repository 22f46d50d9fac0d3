"""Who scores whom in the cross layer: proposed in rotation, changed unit by unit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.organisation import CrossScoring, Unit
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.scoring.cross import assign, propose
from ktd_tui.operations.year.years import YearPage, year_page
from ktd_tui.rules.scoring.cross_assignment import times
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen, bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class CrossScreen(KtdScreen):
    """A row a unit: whom it scores, and by whom it is scored."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "delete", "back")
    BINDINGS = bindings(
        new=("rotate", N_("In rotation")),
        edit=("edit", N_("Add, take out")),
        delete=("clear", N_("No cross scores")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: YearPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the table and how often each scores and is scored."""
        yield Table((t("Scorer"), 12), (t("Scores"), 30), (t("Is scored by"), 30), id="cross")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = self._page = year_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Who scores whom"))
        table = self.query_one(Table)
        table.fill((unit.id, self._cells(unit, page)) for unit in page.units)
        if self.focused is None:
            table.focus()
        said = t("No cross scores this year. F2 proposes who scores whom, in rotation.")
        if page.year.cross:
            counts = times([u.id for u in page.units], page.year.cross)
            even = len(set(counts)) == 1
            said = (
                t("Every unit scores and is scored equally often.")
                if even
                else t("Not every unit scores and is scored equally often.")
            )
        self.query_one("#detail", Static).update(plain(said))

    @staticmethod
    def _cells(unit: Unit, page: YearPage) -> tuple[str, ...]:
        names = {u.id: u.label for u in page.units}
        scores = [names.get(c.unit_id, "?") for c in page.year.cross if c.scorer_id == unit.id]
        scored = [names.get(c.scorer_id, "?") for c in page.year.cross if c.unit_id == unit.id]
        return unit.label, ", ".join(scores) or "–", ", ".join(scored) or "–"

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Change whom the marked unit scores."""
        event.stop()
        self.action_edit()

    def record_here(self) -> tuple[str, str] | None:
        """The year has the history."""
        return self._year_id, t("Who scores whom")

    def action_rotate(self) -> None:
        """Propose an assignment in rotation: how many units each scores."""
        if (page := self._page) is None:
            return

        def save(values: dict[str, str], seen: object) -> object:
            del seen
            each = int(values["each"]) if values["each"].strip().isdecimal() else 0
            return assign(self.desk, page.year, propose(self.desk, self._year_id, each))

        question = t("How many units does each unit score? They are assigned in rotation.")
        self.app.push_screen(FormDialog(question, [Field("each", t("Units"), "1")], save))

    @work(exclusive=True)
    async def action_edit(self) -> None:
        """Add a unit to those that the marked one scores, or take one out."""
        page, scorer = self._page, self.query_one(Table).selected
        if page is None or scorer is None:
            return
        has = {c.unit_id for c in page.year.cross if c.scorer_id == scorer}
        others = [u for u in page.units if u.id != scorer]
        choices = [(u.id, f"{'✓' if u.id in has else ' '} {u.name}") for u in others]
        name = next(u.label for u in page.units if u.id == scorer)
        question = t("Whom does {unit} score? Enter adds or takes out.", unit=name)
        unit = await self.app.push_screen_wait(PickDialog(question, choices))
        if unit is None:
            return
        pair = CrossScoring(scorer_id=scorer, unit_id=unit)
        rest = tuple(c for c in page.year.cross if c != pair)
        wanted = rest if unit in has else (*rest, pair)
        await self.act(lambda: assign(self.desk, page.year, wanted))
        self.action_reload()

    @work(exclusive=True)
    async def action_clear(self) -> None:
        """Have no cross scores this year, asking first."""
        if (page := self._page) is None or not page.year.cross:
            return
        n = len(page.year.cross)
        question = plural("Take {n} assignment away?", "Take {n} assignments away?", n)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, take it out"))):
            await self.act(lambda: assign(self.desk, page.year, ()))
            self.action_reload()
