"""What a unit registers: a target, its measure and its day against each criterion, and titles."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.scoring import Registration, Target
from ktd_tui.i18n import N_, t
from ktd_tui.operations.year.pledge import amend
from ktd_tui.operations.year.registration import (
    RegistrationPage,
    Wanted,
    as_typed,
    register,
    registration_page,
    toggle_title,
)
from ktd_tui.terminal.guard import plain
from ktd_tui.words import short_date
from screens.base import KtdScreen, bindings
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class RegistrationScreen(KtdScreen):
    """One unit at a time; F6 goes to the next."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "edit", "pane", "next_missing", "new", "back")
    BINDINGS = bindings(
        edit=("edit", N_("Write target")),
        pane=("unit", N_("Next unit")),
        next_missing=("missing(1)", N_("Next empty")),
        previous_missing=("missing(-1)", N_("Previous empty")),
        new=("titles", N_("Titles aimed at")),
    )

    def __init__(self, bloc_year_id: str, unit_id: str | None = None) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._unit_id = unit_id
        self._page: RegistrationPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the lead, the table and the marked target in full."""
        yield Static("", id="lead", classes="lead", markup=False)
        yield Table((t("Criterion"), 34), (t("Target"), 28), (t("Due"), 10), id="targets")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the page with the unit's targets."""
        page = self._page = registration_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Registration"))
        ids = [unit.id for unit in page.units]
        if self._unit_id not in ids:
            self._unit_id = ids[0] if ids else None
        if self._unit_id is None:
            self.query_one("#lead", Static).update(t("No unit takes part in this year yet."))
            return
        unit = page.units[ids.index(self._unit_id)]
        of = self._registration
        titles = "; ".join(of.titles) if of and of.titles else t("none")
        place = f"{ids.index(self._unit_id) + 1}/{len(ids)}"
        self.query_one("#lead", Static).update(
            plain(f"{place} {unit.name} · {t('Titles aimed at')}: {titles}")
        )
        table = self.query_one(Table)
        table.fill((row.code, self._cells(row.code, row.text)) for row in page.rows)
        if self.focused is None:
            table.focus()
        self._tell()

    @property
    def _registration(self) -> Registration | None:
        return self._page.registrations.get(self._unit_id or "") if self._page else None

    def _target(self, code: str, *, before: bool = False) -> Target | None:
        if self._page is None:
            return None
        of = (self._page.before if before else self._page.registrations).get(self._unit_id or "")
        return next((target for target in of.targets if target.code == code), None) if of else None

    def _cells(self, code: str, text: str) -> tuple[str, str, str]:
        target = self._target(code)
        due = short_date(target.due) if target and target.due else "–"
        return f"{code} {text}", target.text if target else "–", due

    def _tell(self) -> None:
        code = self.query_one(Table).selected
        row = next((r for r in self._page.rows if r.code == code), None) if self._page else None
        if row is None:
            return
        target, last = self._target(row.code), self._target(row.code, before=True)
        lines = [f"{row.code} {row.text}"]
        if target:
            lines.append(target.text)
            lines += [t("Measure: {text}", text=target.measure)] if target.measure else []
        elif last:
            lines.append(t("Last year: {text}", text=last.text))
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked target in full."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Write the marked target."""
        event.stop()
        self.action_edit()

    def record_here(self) -> tuple[str, str] | None:
        """The unit's registration has the history."""
        of = self._registration
        return (of.id, t("Registration")) if of else None

    def action_unit(self) -> None:
        """Go to the next unit."""
        if self._page and self._page.units:
            ids = [unit.id for unit in self._page.units]
            self._unit_id = ids[(ids.index(self._unit_id or ids[0]) + 1) % len(ids)]
            self.action_reload()

    def action_missing(self, way: int) -> None:
        """Go to the next criterion without a target, in this unit or the next one."""
        page, unit_id = self._page, self._unit_id
        if page is None or unit_id is None or not page.rows:
            return
        ids, codes = [u.id for u in page.units], [r.code for r in page.rows]
        cells = [(u, c) for u in ids for c in codes]
        code = self.query_one(Table).selected or codes[0]
        begin = cells.index((unit_id, code))
        for step in range(1, len(cells) + 1):
            unit, wanted = cells[(begin + way * step) % len(cells)]
            self._unit_id = unit
            if self._target(wanted) is None:
                self.action_reload()
                self.query_one(Table).move_cursor(row=codes.index(wanted))
                return
        self.say(t("Nothing is missing."))

    def action_edit(self) -> None:
        """Write target, measure and day; last year's are proposed where there are none."""
        code, unit_id = self.query_one(Table).selected, self._unit_id
        if code is None or unit_id is None:
            return
        target = self._target(code)
        text, measure, due = as_typed(target or self._target(code, before=True))
        fields = [
            Field("text", t("Target"), text, t("empty: takes it back")),
            Field("measure", t("Measure"), measure, t("how one sees that it was reached")),
            Field("due", t("Due"), due if target else "", t("day/month/year")),
        ]

        frozen = bool(self._page and self._page.frozen)
        if frozen:
            fields.append(Field("reason", t("Reason"), "", t("the pledge is signed: why is it amended?")))

        def save(values: dict[str, str], seen: Target | None) -> object:
            wanted = Wanted(code, values["text"], values["measure"], values["due"])
            if frozen:
                return amend(self.desk, self._year_id, unit_id, wanted, values["reason"], seen=seen)
            return register(self.desk, self._year_id, unit_id, wanted, seen=seen)

        question = t("What does the unit register for {code}?", code=code)
        self.app.push_screen(FormDialog(question, fields, save, target or Target(code=code, text="")))

    @work(exclusive=True)
    async def action_titles(self) -> None:
        """Register a title, or take one back."""
        page, unit_id = self._page, self._unit_id
        if page is None or unit_id is None:
            return
        own = self._registration.titles if self._registration else ()
        known = dict.fromkeys((*page.titles, *own))
        choices = [(title, f"{'✓' if title in own else ' '} {title}") for title in known]
        chosen = await self.app.push_screen_wait(PickDialog(t("Titles aimed at"), choices))
        if chosen is not None:
            await self.act(lambda: toggle_title(self.desk, self._year_id, unit_id, chosen))
            self.action_reload()
