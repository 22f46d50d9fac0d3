"""Score the units of a bloc's year against the registered criteria, layer by layer."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.widget import Widget
from textual.widgets import Static

from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import KtdError, NotAllowed, Shut
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.scope import Where
from ktd_tui.operations.scoring.cells import ScoreTyped, record_score
from ktd_tui.operations.scoring.cross import first_view, own_scorer
from ktd_tui.operations.scoring.grid import Grid, grid, next_layer, with_sheet
from ktd_tui.operations.scoring.layering.together import given_by, is_for_all, record_cross
from ktd_tui.operations.scoring.sheets import sheet_of
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.layers import ReasonNeeded, View
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.bindings import bindings, needs
from screens.dialogs.ask import AskDialog
from screens.dialogs.settle import Save, save_settled
from screens.host import carried_out
from screens.records import next_place
from screens.routes import EvidenceRoute, ExplainRoute
from screens.scoring import texts
from screens.scoring.layer_actions import confirm_here
from screens.scoring.orders import ordered
from screens.scoring.pasting import paste
from screens.scoring.score_grid import ScoreGrid
from screens.scoring.sheet_actions import choose_target, choose_work


class ScoreScreen(KtdScreen):
    """The grid, and below it the marked cell in all its layers with what the unit registered."""

    RETURNS = True
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "pane", "next_missing", "new", "more", "back")
    ASKS = needs(Act.REGISTER, "edit")
    BINDINGS = bindings(
        open=("noop", N_("Down")),
        field=("noop", N_("Right")),
        delete=("noop", N_("Blank")),
        edit=("edit", N_("Target")),
        pane=("layer", N_("Next layer")),
        save=("confirm", N_("Confirm what is proposed")),
        next_missing=("missing(1)", N_("Next blank")),
        previous_missing=("missing(-1)", N_("Previous blank")),
        new=("evidence", N_("Evidence")),
        more=("more", N_("Sheet…")),
        explain=("explain_number", N_("Explain this number")),
    )

    def __init__(self, bloc_year_id: str, unit_id: str | None = None) -> None:
        super().__init__()
        self.year_id = bloc_year_id
        self._begin_at = unit_id
        self._view: View | None = None
        self._said = self._explained = Text()

    def body(self) -> Iterator[Widget]:
        """Yield what was sent back, the grid, and the explanation of the marked cell."""
        yield Static("", id="returned", markup=False)
        yield ScoreGrid()
        yield Static("", id="cell", markup=False)

    @property
    def table(self) -> ScoreGrid:
        """The grid."""
        return self.query_one(ScoreGrid)

    @property
    def view(self) -> View:
        """The layer in view: at first that of the year's stage."""
        if self._view is None:
            self._view = first_view(self.desk, self.year_id)
        return self._view

    def read(self) -> Grid:
        """Read the scores in view."""
        return ordered(grid(self.desk, self.year_id, self.view), self.table.order)

    def show(self) -> None:
        """Read the scores."""
        of, table = self.read(), self.table
        table.take(of, texts.heads())
        table.focus()
        if begin_at := self._begin_at:
            self._begin_at = None
            table.go_to_unit(begin_at)
        self._show_around(of)
        self._say_missing(of)

    def follow(self) -> None:
        """Show what others typed; the cell that is being typed here stays."""
        self.table.take(of := self.read(), texts.heads())
        self._show_around(of)

    def _show_around(self, of: Grid) -> None:
        self.entitle(of.bloc.name, str(of.year.year), t("Scores"), texts.view(of), aside=of.criteria.name)
        above = self.query_one("#returned", Static)
        above.display = bool(said := texts.returned(of))
        above.update(plain(said))
        self._explain()

    def record_here(self) -> tuple[str, str] | None:
        """The sheet of the marked unit has the history."""
        of, place = self.table.of, self.table.place
        if of is None or place is None:
            return None
        sheet = sheet_of(self.desk, self.year_id, place[0], self.view)
        name = next(u.name for u in of.units if u.id == place[0])
        return (sheet.id, name) if sheet.rev else None

    def on_resize(self) -> None:
        """Give the criteria the room that the units leave."""
        self.table.fit()

    def _message(self, text: Text) -> None:
        """Leave what is said already: each key would lay the whole screen out anew."""
        if text != self._said:
            self._said = text
            super()._message(text)

    def _say_missing(self, of: Grid) -> None:
        self.say(texts.blank_said(of))

    def _explain(self) -> None:
        of, place = self.table.of, self.table.place
        if of is None or place is None:
            return
        width = self.size.width - 2
        shown = [plain(line) for line in texts.explained(of, *place, width)]
        for line in shown:
            line.truncate(width, overflow="ellipsis")
        if (text := Text("\n").join(shown)) != self._explained:
            self._explained = text
            self.query_one("#cell", Static).update(text, layout=False)  # always three lines

    def on_score_grid_moved(self, event: ScoreGrid.Moved) -> None:
        """Explain the marked cell."""
        event.stop()
        self._explain()

    async def on_score_grid_typed(self, event: ScoreGrid.Typed) -> None:
        """Save the typed number; totals, ranks and grades move with it."""
        event.stop()
        await self._save(event)

    @work(exclusive=True)
    async def on_score_grid_pasted(self, event: ScoreGrid.Pasted) -> None:
        """Paste a block, after asking."""
        await paste(self, self.read(), event)

    async def _save(self, event: ScoreGrid.Typed) -> None:
        save = self._saving(event)
        try:
            of = await carried_out(self.host, lambda: save({event.code: event.text}, event.seen))
        except Clash:
            self._settle(event)
        except ReasonNeeded as needed:
            await self._ask_reason(event, tell(needed))
        except (NotAllowed, Shut) as error:  # nothing would go in here
            self.warn(tell(error))
            self.table.revert()
        except KtdError as error:
            self._put_off(event, tell(error))
        else:
            self._take_in(of, event)

    def _saving(self, event: ScoreGrid.Typed) -> Save[Grid]:
        before, view = self.table.of, self.view

        def save(values: dict[str, str], seen: Decimal | None) -> Grid:
            text = values[event.code]
            typed = ScoreTyped(self.year_id, event.unit_id, event.code, text, view, event.reason)
            if is_for_all(view, text):
                record_cross(self.desk, typed, given_by(before, typed) if before else None)
                return self.read()
            sheet = record_score(self.desk, typed, seen=seen)
            return with_sheet(before, sheet) if before is not None else self.read()

        return save

    async def _ask_reason(self, event: ScoreGrid.Typed, why: str) -> None:
        """Ask why the points lie so far from the layer before; awaited, so that no later key goes astray."""
        sheet = self.table.of.sheets.get(event.unit_id) if self.table.of else None

        def answered(reason: str | None) -> None:
            if reason is None:
                unsaved = t("Without a reason nothing was saved; Esc leaves the cell as it was.")
                self.call_later(self._put_off, event, unsaved)
            else:
                event.reason = reason
                self.call_later(self._save, event)

        known = sheet.reasons.get(event.code, "") if sheet else ""
        await self.app.push_screen(AskDialog(why, known), answered)

    @work(exclusive=True)
    async def _settle(self, event: ScoreGrid.Typed) -> None:
        """Ask, where somebody else scored the cell while it was typed here."""

        def shown(code: str, text: str) -> tuple[str, str]:
            return code, text

        of = await save_settled(self, self._saving(event), {event.code: event.text}, event.seen, shown)
        # The screen reads everything anew when it comes to the front again: after that.
        if of:
            self.call_later(self._take_in, of, event)
        else:
            self.call_later(self._put_off, event, t("Nothing is decided yet; nothing was saved."))

    def _put_off(self, event: ScoreGrid.Typed, why: str) -> None:
        self.table.type_again(event)
        self.warn(why)

    def _take_in(self, of: Grid, event: ScoreGrid.Typed) -> None:
        self.table.accept(of)
        self.table.step(event.step)
        self._say_missing(of)
        self._explain()  # now, not when it is told that the cursor moved: one picture, not two
        for binding in self._bindings.key_to_bindings.get(event.then, ()):
            self.call_later(self.app.run_action, binding.action, self)

    def change_view(self, view: View) -> None:
        """Show another layer, with the cursor where it is, or on the first unit that is scored there."""
        self._view = view
        self.action_reload()
        of, place = self.table.of, self.table.place
        asked = [unit.id for unit in of.units if of.asked(unit.id)] if of else []
        if place is not None and asked and place[0] not in asked:
            self.table.go_to(asked[0], place[1])

    def action_layer(self) -> None:
        """Show the next layer; in the cross layer the points of one's own unit, or the mean of all."""
        if (of := self.table.of) is None:
            return
        following = next_layer(of)
        scorer = own_scorer(self.desk, of.year) if following == Layer.CROSS else None
        self.change_view(View(following, scorer))

    def action_missing(self, way: int) -> None:
        """Go to the next cell that lacks points or a reason, or to such a one before."""
        of, place = self.table.of, self.table.place
        if of is None or place is None:
            return
        order = [(unit.id, row.code) for unit in of.units for row in of.rows]
        lacking = texts.cells_lacking(of)
        if found := [n for n, cell in enumerate(order) if cell in lacking]:
            self.table.go_to(*order[next_place(found, order.index(place), way)])
        else:
            self.say(t("Every criterion is scored."))

    def asked_of(self, action: str) -> Where:
        """The marked unit registers for itself."""
        del action
        return self.year_of_unit(self.table.place[0]) if self.table.place else self.where

    @work(exclusive=True)
    async def action_edit(self) -> None:
        """Write what the unit registered against the criterion."""
        if self.table.of is not None and (place := self.table.place):
            await choose_target(self, self.table.of, place)

    def action_evidence(self) -> None:
        """Open the marked unit's evidence, at the marked criterion."""
        if self.table.place is not None:
            self.open(EvidenceRoute(self.year_id, *self.table.place))

    @work(exclusive=True)
    async def action_more(self) -> None:
        """Hand in, send back, lock, and whatever else concerns a whole sheet."""
        of, place = self.table.of, self.table.place
        if of is None or place is None:
            return
        if (view := await choose_work(self, of, place)) is not None:
            self.change_view(view)

    @work(exclusive=True)
    async def action_confirm(self) -> None:
        """Confirm what the marked blank cell proposes, and go down."""
        of, place = self.table.of, self.table.place
        if of is not None and place is not None and await confirm_here(self, of, *place):
            self.table.step((1, 0))

    def action_explain_number(self) -> None:
        """Say why the marked points, the total and the rank of the unit are what they are."""
        if place := self.table.place:
            self.open(ExplainRoute(self.year_id, *place, self.view))

    def action_noop(self) -> None:
        """The grid itself carries these keys out; they are listed for the key bar and F1."""
