"""Score the units of a bloc's year against the registered criteria."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.widgets import Static

from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.scores import Grid, grid, record_score, record_target, sheet_id
from ktd_tui.rules.scoring import RowKind
from ktd_tui.terminal.guard import plain
from ktd_tui.words import number
from screens.base import KtdScreen, bindings
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.settle import Save
from screens.widgets.score_grid import ScoreGrid

if TYPE_CHECKING:
    from textual.widget import Widget


class ScoreScreen(KtdScreen):
    """The grid, and beside it the marked criterion in full with what the unit registered."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "field", "delete", "edit", "back")
    BINDINGS = bindings(
        open=("noop", N_("Down")),
        field=("noop", N_("Right")),
        delete=("noop", N_("Blank")),
        edit=("edit", N_("Target")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id

    def body(self) -> Iterator["Widget"]:
        """Yield the grid and the explanation of the marked cell."""
        yield ScoreGrid()
        yield Static("", id="cell", markup=False)

    def show(self) -> None:
        """Read the scores."""
        of = grid(self.desk, self._year_id)
        self.entitle(of.bloc.name, str(of.year.year), t("Scores"), of.criteria.name)
        table = self.query_one(ScoreGrid)
        table.load(of, (t("Criterion"), t("Max"), t("Total"), t("Rank"), t("Grade")))
        table.focus()
        self._explain()
        self._say_missing(of)

    def follow(self) -> None:
        """Show what others typed; the cell that is being typed here stays."""
        table, of = self.query_one(ScoreGrid), grid(self.desk, self._year_id)
        if table.of is None or (table.of.units, table.of.rows) != (of.units, of.rows):
            self.show()
            return
        table.renew(of)
        self._explain()

    def record_here(self) -> tuple[str, str] | None:
        """The sheet of the marked unit has the history."""
        table = self.query_one(ScoreGrid)
        unit = (
            next((u for u in table.of.units if table.place and u.id == table.place[0]), None)
            if table.of
            else None
        )
        sheet = sheet_id(self.desk, self._year_id, unit.id) if unit else None
        return (sheet, unit.name) if unit and sheet else None

    def on_resize(self) -> None:
        """Give the criteria the room that the units leave."""
        if self.query_one(ScoreGrid).of is not None:
            self.action_reload()

    def _say_missing(self, of: Grid) -> None:
        blank = sum(len(s.result.missing) for s in of.standings)
        if blank:
            self.say(t("{n} cells are blank; blank is not 0, so those units have no rank yet.", n=blank))
        else:
            self.say(of.year.illustrative.partition(":")[0] or t("Every criterion is scored."))

    def _explain(self) -> None:
        table = self.query_one(ScoreGrid)
        place = table.place
        if table.of is None or place is None:
            return
        unit = next(u for u in table.of.units if u.id == place[0])
        row = next(r for r in table.of.rows if r.code == place[1])
        target = table.of.targets.get(unit.id, {}).get(row.code) or t("nothing registered")
        kind = {RowKind.CRITERION: t("at most"), RowKind.BONUS: t("bonus, at most")}.get(
            row.kind, t("deduction, at most")
        )
        registered = t("registered: {target}", target=target)
        lines = [f"{row.code} {row.text} ({kind} {number(row.maximum)})", f"{unit.name} · {registered}"]
        shown = [plain(line) for line in lines]
        for line in shown:
            line.truncate(self.size.width - 2, overflow="ellipsis")
        self.query_one("#cell", Static).update(Text("\n").join(shown))

    def on_score_grid_moved(self, event: ScoreGrid.Moved) -> None:
        """Explain the marked cell."""
        event.stop()
        self._explain()

    async def on_score_grid_typed(self, event: ScoreGrid.Typed) -> None:
        """Save the typed number; totals, ranks and grades move with it."""
        event.stop()
        save = self._saving(event)
        try:
            of = await self.host.carry_out(lambda: save({event.code: event.text}, event.seen))
        except Clash:
            self._settle(event)
        except KtdError as error:
            self.warn(tell(error))
            self.query_one(ScoreGrid).revert()
        else:
            self._take_in(of, event)

    def _saving(self, event: ScoreGrid.Typed) -> Save[Grid]:
        def save(values: dict[str, str], seen: Decimal | None) -> Grid:
            record_score(self.desk, self._year_id, event.unit_id, event.code, values[event.code], seen=seen)
            return grid(self.desk, self._year_id)

        return save

    def _take_in(self, of: Grid, event: ScoreGrid.Typed) -> None:
        table = self.query_one(ScoreGrid)
        table.accept(of)
        table.step(event.step)
        self._say_missing(of)

    @work(exclusive=True)
    async def _settle(self, event: ScoreGrid.Typed) -> None:
        """Ask, where somebody else scored the cell while it was typed here."""

        def shown(code: str, text: str) -> tuple[str, str]:
            return code, text

        values = {event.code: event.text}
        of = await self.act_settled(self._saving(event), values, event.seen, shown)
        # The screen reads everything anew when it comes to the front again: after that.
        self.call_later(self._take_in, of, event) if of else self.call_later(self._put_off, event)

    def _put_off(self, event: ScoreGrid.Typed) -> None:
        self.query_one(ScoreGrid).type_again(event)
        self.warn(t("Nothing is decided yet; nothing was saved."))

    @work(exclusive=True)
    async def action_edit(self) -> None:
        """Write what the unit registered against the criterion."""
        table = self.query_one(ScoreGrid)
        if table.of is None or table.place is None:
            return
        unit_id, code = table.place
        before = table.of.targets.get(unit_id, {}).get(code, "")

        def save(values: dict[str, str], seen: str) -> object:
            return record_target(self.desk, self._year_id, unit_id, code, values["text"], seen=seen)

        question = t("What does the unit register for {code}?", code=code)
        fields = [Field("text", t("Target"), before)]
        if await self.app.push_screen_wait(FormDialog(question, fields, save, before)):
            self.action_reload()

    def action_noop(self) -> None:
        """The grid itself carries these keys out; they are listed for the key bar and F1."""
