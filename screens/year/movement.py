"""One movement in one year: what each unit made of it, and what came of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ktd_tui.domain.activity import Concretisation
from ktd_tui.i18n import N_, t
from ktd_tui.operations.year.activities import MovementPage, movement_page, save_part
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen, bindings
from screens.dialogs.form import Field, FormDialog
from screens.widgets.movements import period
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class MovementScreen(KtdScreen):
    """Units down; F4 writes a unit's part, F8 finds the next that has none."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "edit", "next_missing", "find", "back", "quit")
    BINDINGS = bindings(
        edit=("edit", N_("Write the unit's part")),
        next_missing=("missing(1)", N_("Next empty")),
        previous_missing=("missing(-1)", N_("Previous empty")),
    )

    def __init__(self, bloc_year_id: str, movement_id: str) -> None:
        super().__init__()
        self._year_id, self._movement_id = bloc_year_id, movement_id
        self._page: MovementPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the movement, the units and the marked part in full."""
        yield Static("", id="lead", classes="lead", markup=False)
        columns = ((t("Unit"), 27), (t("Its part"), 22), (t("Result"), 14), (t("Activities"), 9))
        yield Table(*columns, id="parts", right=(3,))
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the page."""
        page = self._page = movement_page(self.desk, self._year_id, self._movement_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Movement"))
        about = " · ".join(part for part in (page.movement.plan, period(page.movement)) if part)
        self.query_one("#lead", Static).update(plain(f"“{page.movement.title}”\n{about}".rstrip()))
        table = self.query_one(Table)
        table.fill((unit.id, (unit.name, *self._cells(unit.id))) for unit in page.units)
        if self.focused is None:
            table.focus()
        self._tell()

    def _part(self, unit_id: str | None) -> Concretisation | None:
        return self._page.parts.get(unit_id or "") if self._page else None

    def _cells(self, unit_id: str) -> tuple[str, str, str]:
        part = self._part(unit_id)
        held = self._page.activities.get(unit_id, 0) if self._page else 0
        texts = (part.text, part.result) if part else ("", "")
        first, second = (text.split("\n")[0] or "–" for text in texts)
        return first, second, str(held or "–")

    def _tell(self) -> None:
        part = self._part(self.query_one(Table).selected)
        lines = [part.text, *([t("Result: {text}", text=part.result)] if part.result else [])] if part else []
        said = "\n".join(lines) or t("This unit has written nothing yet. F4 writes its part.")
        self.query_one("#detail", Static).update(plain(said))

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked part in full."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Write the marked unit's part."""
        event.stop()
        self.action_edit()

    def record_here(self) -> tuple[str, str] | None:
        """The marked part has the history, or the movement."""
        part = self._part(self.query_one(Table).selected)
        return (part.id, t("Movement")) if part else (self._movement_id, t("Movement"))

    def action_missing(self, way: int) -> None:
        """Go to the next unit that has written nothing."""
        ids = [unit.id for unit in self._page.units] if self._page else []
        table = self.query_one(Table)
        begin = ids.index(table.selected) if table.selected in ids else 0
        for step in range(1, len(ids) + 1):
            at = (begin + way * step) % len(ids)
            if self._part(ids[at]) is None:
                table.move_cursor(row=at)
                return
        self.say(t("Nothing is missing."))

    def action_edit(self) -> None:
        """Write the marked unit's part."""
        unit_id = self.query_one(Table).selected
        if unit_id is None:
            return
        part = self._part(unit_id)
        of = Concretisation(bloc_year_id=self._year_id, movement_id=self._movement_id, unit_id=unit_id)
        fields = [
            Field("text", t("Its part"), part.text if part else "", many=True),
            Field("result", t("Result"), part.result if part else "", many=True),
        ]

        def save(values: dict[str, str], seen: Concretisation | None) -> object:
            return save_part(self.desk, of, values["text"], values["result"], seen=seen)

        self.app.push_screen(FormDialog(t("The unit's part in the movement"), fields, save, part))
