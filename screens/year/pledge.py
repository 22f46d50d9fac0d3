"""The pledge: its text, who has signed, and the signatures one after another."""

from collections.abc import Iterator

from textual import work
from textual.widget import Widget

from ktd_tui.clock import local
from ktd_tui.domain.organisation import Stage, Unit
from ktd_tui.domain.pledge import Pledge
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations import saying
from ktd_tui.operations.scope import Where
from ktd_tui.operations.whom import directory_offered
from ktd_tui.operations.year.pledge import (
    PledgePage,
    draw_up,
    pledge_lines,
    pledge_page,
    set_preamble,
    sign_pledge,
    withdraw_signature,
)
from ktd_tui.operations.year.years import set_stage
from ktd_tui.rules.access import Act
from ktd_tui.text import enumerated
from ktd_tui.words import short_date, short_time
from screens.bindings import bindings, needs
from screens.dialogs.ask import AskDialog
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.records import YearRecordsScreen
from screens.widgets.text import Reading


class PledgeScreen(YearRecordsScreen[Unit]):
    """Signatures above, the text below."""

    ASKS = needs(Act.EDIT_YEAR, "new", "edit", "delete") | needs(Act.SIGN_PLEDGE, "open")
    BINDINGS = bindings(
        new=("new", N_("Draw up")),
        open=("open", N_("Sign")),
        edit=("edit", N_("Preamble")),
        delete=("delete", N_("Withdraw signatures")),
        field="app.focus_next",
    )
    COLUMNS = ((N_("Unit"), 27), (N_("Signed by"), 31), (N_("When"), 16))

    page: PledgePage

    def __init__(self, bloc_year_id: str, unit_id: str | None = None) -> None:
        super().__init__(bloc_year_id)
        self._begin_at = unit_id

    def begin(self) -> None:
        """Begin at the unit that was asked for."""
        if self._begin_at in self.rows:
            self.table.move_cursor(row=list(self.rows).index(self._begin_at))
        super().begin()

    def body(self) -> Iterator[Widget]:
        """Yield the state, the signatures and the text."""
        yield from super().body()
        yield Reading()

    def read(self) -> Iterator[tuple[str, Unit]]:
        """Read the pledge and who has signed it."""
        page = self.page = pledge_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Pledge"))
        self.query_one(Reading).read(pledge_lines(page), aside=True)
        return ((unit.id, unit) for unit in page.units)

    def cells(self, row: Unit) -> tuple[str, ...]:
        """Say who signed for a unit, and when."""
        of = self.page.pledge.signature_of(row.id) if self.page.pledge else None
        if of is None:
            return row.name, "–", "–"
        return row.name, f"✓ {of.name}", f"{short_time(of.at)} {short_date(local(of.at).date())}"

    def lead(self) -> str:
        """Say how the pledge stands."""
        said, page = _state(self.page), self.page
        if page.pledge.frozen_at if page.pledge else page.unregistered:
            return said
        return self.advice("open" if page.pledge else "new", said)

    @property
    def _pledge(self) -> Pledge | None:
        return self.page.pledge if self.ready else None

    def record_here(self) -> tuple[str, str] | None:
        """The pledge has the history."""
        return (self._pledge.id, t("Pledge")) if self._pledge else None

    def show(self) -> None:
        """Show also the keys anew: a pledge is drawn up once."""
        super().show()
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to draw the pledge up only while there is none."""
        if action == "new" and self._pledge is not None:
            return False
        return super().check_action(action, parameters)

    def asked_of(self, action: str) -> Where:
        """A unit signs for itself."""
        return self.year_of_unit(self.marked.id) if action == "open" and self.marked else self.where

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Draw the pledge up; ask for a reason where units have not registered."""
        if not self.ready:
            return
        page, reason = self.page, ""
        if page.unregistered and page.pledge is None:
            names = enumerated(unit.label for unit in page.unregistered)
            question = t("Not registered yet: {units}. Why is the pledge drawn up now?", units=names)
            asked = await self.app.push_screen_wait(AskDialog(question))
            if not asked:
                return
            reason = asked
        await self.act(lambda: draw_up(self.desk, self.year_id, reason))
        self.action_reload()

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Record the signature of the marked unit, asking who signs."""
        unit = self.marked
        if unit is None:
            return
        page = self.page
        if page.pledge is None or page.pledge.signature_of(unit.id):
            self.say(t("The pledge is not drawn up yet.") if page.pledge is None else t("Signed already."))
            return
        question = t("Record that {unit} signs the pledge of {year}?", unit=unit.name, year=page.year.year)
        people = directory_offered(self.desk, of_unit=unit)
        field = Field("signer", t("Who signs"), choices=people, other=True)

        def save(values: dict[str, str], _: object) -> object:
            return sign_pledge(self.desk, self.year_id, unit.id, values["signer"])

        if await self.app.push_screen_wait(FormDialog(question, [field], save, unit)):
            self.action_reload()
            there = pledge_page(self.desk, self.year_id).pledge
            if there and there.frozen_at:
                await self._go_on()

    async def _go_on(self) -> None:
        """Offer to move the year on, now that all have signed: it moves by a person's word only."""
        year = self.page.year
        if year.stage not in (Stage.REGISTRATION, Stage.PLEDGE):
            return
        stage = saying.stage(Stage.WORK)
        question = t("All units have signed. Move the year {year} to “{stage}”?", year=year.year, stage=stage)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, move it"))):
            await self.act(lambda: set_stage(self.desk, year, Stage.WORK))
            self.action_reload()

    def action_edit(self) -> None:
        """Change the preamble."""
        pledge = self._pledge
        if pledge is None:
            self.say(t("The pledge is not drawn up yet."))
            return
        fields = [Field("preamble", t("Preamble"), "\n".join(pledge.preamble), many=True)]

        def save(values: dict[str, str], seen: Pledge) -> object:
            return set_preamble(self.desk, seen, values["preamble"])

        self.app.push_screen(FormDialog(t("Preamble"), fields, save, pledge))

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take all signatures back, with a reason."""
        if self._pledge is None:
            return
        reason = await self.app.push_screen_wait(AskDialog(t("Why are all signatures withdrawn?")))
        if reason:
            await self.act(lambda: withdraw_signature(self.desk, self.year_id, reason))
            self.action_reload()


def _state(page: PledgePage) -> str:
    if page.pledge is None:
        waiting = enumerated(unit.label for unit in page.unregistered)
        if waiting:
            return t("Not drawn up. Not registered yet: {units}.", units=waiting)
        return t("Every unit has registered. F2 draws the pledge up.")
    if page.pledge.frozen_at:
        return t("Signed by all units. A change is an amendment with its reason.")
    missing = len(page.unsigned)
    return plural(
        "{n} signature is missing. Enter signs.", "{n} signatures are missing. Enter signs.", missing
    )
