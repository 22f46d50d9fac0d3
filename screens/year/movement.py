"""One movement in one year: what each unit made of it, and what came of it."""

from collections.abc import Iterator

from ktd_tui.domain.activity import Concretisation
from ktd_tui.domain.organisation import Unit
from ktd_tui.i18n import N_, t
from ktd_tui.operations.saying import period
from ktd_tui.operations.scope import Where
from ktd_tui.operations.year.activities import MovementPage, movement_page, save_part
from ktd_tui.rules.access import Act
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.records import YearRecordsScreen


class MovementScreen(YearRecordsScreen[Unit]):
    """Units down; F4 writes a unit's part, F8 finds the next that has none."""

    FOOTER = ("help", "edit", "next_missing", "find", "back", "quit")
    ASKS = needs(Act.HOLD_ACTIVITY, "edit", "open")
    BINDINGS = bindings(
        edit=("edit", N_("Write the unit's part")),
        next_missing=("missing(1)", N_("Next empty")),
        previous_missing=("missing(-1)", N_("Previous empty")),
    )
    COLUMNS = ((N_("Unit"), 27), (N_("Its part"), 22), (N_("Result"), 14), (N_("Activities"), 9))
    RIGHT = (3,)

    page: MovementPage

    def __init__(self, bloc_year_id: str, movement_id: str) -> None:
        super().__init__(bloc_year_id)
        self._movement_id = movement_id

    def read(self) -> Iterator[tuple[str, Unit]]:
        """Read the units' parts."""
        page = self.page = movement_page(self.desk, self.year_id, self._movement_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Movement"))
        return ((unit.id, unit) for unit in page.units)

    def cells(self, row: Unit) -> tuple[str, ...]:
        """Say a unit's part and its result, as far as they go."""
        part = self._part(row)
        texts = (part.text, part.result) if part else ("", "")
        first, second = (text.split("\n")[0] or "–" for text in texts)
        return row.name, first, second, str(self.page.activities.get(row.id, 0) or "–")

    def lead(self) -> str:
        """Say which movement it is."""
        of = self.page.movement
        about = " · ".join(part for part in (of.plan, period(of)) if part)
        return f"“{of.title}”\n{about}".rstrip()

    def detail(self, row: Unit | None) -> str:
        """Say the marked unit's part in full."""
        part = self._part(row)
        lines = [part.text, *([t("Result: {text}", text=part.result)] if part.result else [])] if part else []
        return "\n".join(lines) or t("This unit has written nothing yet. F4 writes its part.")

    def _part(self, unit: Unit | None) -> Concretisation | None:
        return self.page.parts.get(unit.id) if unit else None

    def record_here(self) -> tuple[str, str] | None:
        """The marked part has the history, or the movement."""
        part = self._part(self.marked)
        return part.id if part else self._movement_id, t("Movement")

    def action_missing(self, way: int) -> None:
        """Go to the next unit that has written nothing."""
        units = list(self.rows.values())
        here = self.table.cursor_row
        for step in range(1, len(units) + 1):
            at = (here + way * step) % len(units)
            if self._part(units[at]) is None:
                self.table.move_cursor(row=at)
                return
        self.say(t("Nothing is missing."))

    def asked_of(self, action: str) -> Where:
        """The marked unit's part asks for it."""
        del action
        return self.year_of_unit(self.marked.id) if self.marked else self.where

    def form(self, row: Unit | None) -> FormDialog | None:
        """Ask for the marked unit's part and its result."""
        if row is None:
            return None
        part = self._part(row)
        of = Concretisation(bloc_year_id=self.year_id, movement_id=self._movement_id, unit_id=row.id)
        fields = [
            Field("text", t("Its part"), part.text if part else "", many=True),
            Field("result", t("Result"), part.result if part else "", many=True),
        ]

        def save(values: dict[str, str], seen: Concretisation | None) -> object:
            return save_part(self.desk, of, values["text"], values["result"], seen=seen)

        return FormDialog(t("The unit's part in the movement"), fields, save, part)
