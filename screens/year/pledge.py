"""The pledge: its text, who has signed, and the signatures one after another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.clock import local
from ktd_tui.domain.pledge import Pledge
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.year.pledge import (
    PledgePage,
    draw_up,
    lines,
    pledge_page,
    set_preamble,
    sign,
    withdraw,
)
from ktd_tui.words import short_date, short_time
from screens.base import KtdScreen, bindings
from screens.dialogs.ask import AskDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.widgets.reading import Reading
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class PledgeScreen(KtdScreen):
    """Signatures above, the text below."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "open", "edit", "delete", "back")
    BINDINGS = bindings(
        new=("draw_up", N_("Draw up")),
        open=("sign", N_("Sign")),
        edit=("edit", N_("Preamble")),
        delete=("withdraw", N_("Withdraw signatures")),
        field="app.focus_next",
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: PledgePage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the state, the signatures and the text."""
        yield Static("", id="lead", classes="lead", markup=False)
        yield Table((t("Unit"), 27), (t("Signed by"), 31), (t("When"), 16), id="signatures")
        yield Reading()

    def show(self) -> None:
        """Fill the page."""
        page = self._page = pledge_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Pledge"))
        self.query_one("#lead", Static).update(_state(page))
        table = self.query_one(Table)
        table.fill((unit.id, (unit.name, *_signed(page.pledge, unit.id))) for unit in page.units)
        self.query_one(Reading).read(lines(page), aside=True)
        if self.focused is None:
            table.focus()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Sign for the marked unit."""
        event.stop()
        self.action_sign()

    def record_here(self) -> tuple[str, str] | None:
        """The pledge has the history."""
        of = self._page.pledge if self._page else None
        return (of.id, t("Pledge")) if of else None

    @work(exclusive=True)
    async def action_draw_up(self) -> None:
        """Draw the pledge up; ask for a reason where units have not registered."""
        page = self._page
        if page is None:
            return
        reason = ""
        if page.unregistered and page.pledge is None:
            names = ", ".join(unit.label for unit in page.unregistered)
            question = t("Not registered yet: {units}. Why is the pledge drawn up now?", units=names)
            asked = await self.app.push_screen_wait(AskDialog(question))
            if not asked:
                return
            reason = asked
        await self.act(lambda: draw_up(self.desk, self._year_id, reason))
        self.action_reload()

    @work(exclusive=True)
    async def action_sign(self) -> None:
        """Record the signature of the marked unit, asking first."""
        page, unit_id = self._page, self.query_one(Table).selected
        unit = next((u for u in page.units if u.id == unit_id), None) if page else None
        if page is None or unit is None:
            return
        if page.pledge is None or page.pledge.signature_of(unit.id):
            self.say(t("The pledge is not drawn up yet.") if page.pledge is None else t("Signed already."))
            return
        question = t("Record that {unit} signs the pledge of {year}?", unit=unit.name, year=page.year.year)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, sign"))):
            await self.act(lambda: sign(self.desk, self._year_id, unit.id))
            self.action_reload()

    def action_edit(self) -> None:
        """Change the preamble."""
        pledge = self._page.pledge if self._page else None
        if pledge is None:
            self.say(t("The pledge is not drawn up yet."))
            return
        fields = [Field("preamble", t("Preamble"), "\n".join(pledge.preamble), many=True)]

        def save(values: dict[str, str], seen: Pledge) -> object:
            return set_preamble(self.desk, seen, values["preamble"])

        self.app.push_screen(FormDialog(t("Preamble"), fields, save, pledge))

    @work(exclusive=True)
    async def action_withdraw(self) -> None:
        """Take all signatures back, with a reason."""
        if self._page is None or self._page.pledge is None:
            return
        reason = await self.app.push_screen_wait(AskDialog(t("Why are all signatures withdrawn?")))
        if reason:
            await self.act(lambda: withdraw(self.desk, self._year_id, reason))
            self.action_reload()


def _state(page: PledgePage) -> str:
    if page.pledge is None:
        waiting = ", ".join(unit.label for unit in page.unregistered)
        if waiting:
            return t("Not drawn up. Not registered yet: {units}.", units=waiting)
        return t("Every unit has registered. F2 draws the pledge up.")
    if page.pledge.frozen_at:
        return t("Signed by all units. A change is an amendment with its reason.")
    missing = len(page.unsigned)
    return plural(
        "{n} signature is missing. Enter signs.", "{n} signatures are missing. Enter signs.", missing
    )


def _signed(pledge: Pledge | None, unit_id: str) -> tuple[str, str]:
    of = pledge.signature_of(unit_id) if pledge else None
    if of is None:
        return "–", "–"
    return f"✓ {of.name}", f"{short_time(of.at)} {short_date(local(of.at).date())}"
