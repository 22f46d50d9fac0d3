"""Who is proposed for which title, and why; the conditions; put before the meeting with one key."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.meeting.voting.votes import put_to_meeting
from ktd_tui.operations.scoring.awards import AwardsPage, awards_page
from ktd_tui.rules.scoring.nominations import Nomination, Verdict
from ktd_tui.terminal.guard import plain
from screens import texts
from screens.base import KtdScreen, bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class NominationsScreen(KtdScreen):
    """Proposals by title; F6 shows also who is not proposed."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "pane", "edit", "save", "explain", "back")
    BINDINGS = bindings(
        pane=("everybody", N_("All / proposed")),
        edit=("rules", N_("Conditions")),
        save=("put", N_("To the meeting")),
        explain=("explain_number", N_("Explain")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: AwardsPage | None = None
        self._everybody = False

    def body(self) -> Iterator["Widget"]:
        """Yield the lead, the table and why."""
        yield Static("", id="lead", classes="lead", markup=False)
        yield Table((t("Award title"), 40), (t("Unit"), 12), (t("Proposal"), 18), id="nominations")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = self._page = awards_page(self.desk, self._year_id)
        self.entitle(page.grid.bloc.name, str(page.grid.year.year), t("Proposals"))
        self.query_one("#lead", Static).update(plain(t("By: {name}", name=page.rules.name)))
        table = self.query_one(Table)
        table.fill((_key(one), self._cells(page, one)) for one in self._shown())
        if self.focused is None:
            table.focus()
        self._tell()

    def _shown(self) -> list[Nomination]:
        found = self._page.nominations if self._page else ()
        return [one for one in found if self._everybody or one.verdict is not Verdict.NOT]

    def _cells(self, page: AwardsPage, of: Nomination) -> tuple[str, ...]:
        return of.title, page.units[of.unit_id].label, texts.proposal(of)

    def _marked(self) -> Nomination | None:
        key = self.query_one(Table).selected
        return next((one for one in self._shown() if _key(one) == key), None)

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Say why."""
        event.stop()
        self._tell()

    def _tell(self) -> None:
        of, page = self._marked(), self._page
        lines: list[str] = []
        if of is None:
            lines.append(t("Nobody is proposed: F6 says why."))
        else:
            lines += [of.title, *(t(one.message, **one.facts) for one in of.told)]
        if page and page.without_rule:
            titles = ", ".join(page.without_rule)
            lines.append(t("No rule speaks of: {titles}. F4 adds one.", titles=titles))
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def action_everybody(self) -> None:
        """Show also who is not proposed, or only who is."""
        self._everybody = not self._everybody
        self.action_reload()

    def action_rules(self) -> None:
        """Show the conditions."""
        from screens.scoring.award_rules import AwardRulesScreen

        self.app.push_screen(AwardRulesScreen(self._year_id))

    def action_explain_number(self) -> None:
        """Explain the marked unit's total and rank."""
        from screens.scoring.explain import ExplainScreen

        if of := self._marked():
            self.app.push_screen(ExplainScreen(self._year_id, of.unit_id))

    @work(exclusive=True)
    async def action_put(self) -> None:
        """Put the proposals to the year-end meeting as questions."""
        question = t("Put the proposals to the year-end meeting's vote? Those put already stay as they are.")
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, put them"))):
            put = await self.act(lambda: put_to_meeting(self.desk, self._year_id))
            if put is not None:
                self.say(plural("{n} question put.", "{n} questions put.", put))


def _key(of: Nomination) -> str:
    return f"{of.unit_id}/{of.title}"
