"""Who is proposed for which title, and why; the conditions; put before the meeting with one key."""

from collections.abc import Iterator

from textual import work

from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.meeting.voting.votes import put_to_meeting
from ktd_tui.operations.scoring.award_rules import received_on, set_received
from ktd_tui.operations.scoring.awards import NO_TITLES, AwardsPage, awards_page, proposal
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.results.nominations import Nomination, Proposal
from ktd_tui.text import enumerated
from ktd_tui.words import short_date
from screens.bindings import bindings, needs
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.records import YearRecordsScreen
from screens.routes import AwardRulesRoute, ExplainRoute


class NominationsScreen(YearRecordsScreen[Nomination]):
    """Proposals by title; F6 shows also who is not proposed."""

    ASKS = needs(Act.RUN_MEETING, "put") | needs(Act.EDIT_YEAR, "received")
    BINDINGS = bindings(
        pane=("everybody", N_("All / proposed")),
        edit=("rules", N_("Conditions")),
        save=("put", N_("To the meeting")),
        explain=("explain_number", N_("Explain")),
        more=("received", N_("Day received")),
    )
    COLUMNS = ((N_("Award title"), 40), (N_("Unit"), 12), (N_("Proposal"), 18))
    TALL = True

    page: AwardsPage
    _everybody = False

    def read(self) -> Iterator[tuple[str, Nomination]]:
        """Read who is proposed, or also who is not."""
        page = self.page = awards_page(self.desk, self.year_id)
        self.entitle(page.grid.bloc.name, str(page.grid.year.year), t("Proposals"))
        return (
            (f"{one.unit_id}/{one.title}", one)
            for one in page.nominations
            if self._everybody or one.verdict is not Proposal.NOT
        )

    def cells(self, row: Nomination) -> tuple[str, ...]:
        """Say the title, the unit, and whether it is proposed."""
        return row.title, self.page.units[row.unit_id].label, proposal(row)

    def lead(self) -> str:
        """Say whose conditions hold."""
        day = short_date(received_on(self.page.grid.year))
        return t("By: {name} · dossiers received on {day}", name=self.page.rules.name, day=day)

    def detail(self, row: Nomination | None) -> str:
        """Say why."""
        if row is None:
            lines = [t("Nobody is proposed: F6 says why.") if self.page.titles else t(NO_TITLES)]
        else:
            lines = [row.title, *(t(one.message, **one.facts) for one in row.told)]
        if self.page.without_rule:
            titles = enumerated(self.page.without_rule)
            lines.append(t("No rule speaks of: {titles}. F4 adds one.", titles=titles))
        return "\n".join(lines)

    def action_everybody(self) -> None:
        """Show also who is not proposed, or only who is."""
        self._everybody = not self._everybody
        self.action_reload()

    def action_rules(self) -> None:
        """Show the conditions."""
        self.open(AwardRulesRoute(self.year_id))

    def action_received(self) -> None:
        """Ask when the dossiers are received: that day chooses the law."""
        if not self.ready:
            return
        year = self.page.grid.year
        now = short_date(year.dossier_on) if year.dossier_on else ""
        hint = t("day/month/year; empty: the year's last day")

        def save(values: dict[str, str], seen: object) -> object:
            del seen
            return set_received(self.desk, self.year_id, values["day"])

        form = FormDialog(
            t("When are the award dossiers received?"), [Field("day", t("Day"), now, hint)], save
        )
        self.app.push_screen(form)

    def action_explain_number(self) -> None:
        """Explain the marked unit's total and rank."""
        if of := self.marked:
            self.open(ExplainRoute(self.year_id, of.unit_id))

    @work(exclusive=True)
    async def action_put(self) -> None:
        """Put the proposals to the year-end meeting as questions."""
        question = t("Put the proposals to the year-end meeting's vote? Those put already stay as they are.")
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, put them"))):
            put = await self.act(lambda: put_to_meeting(self.desk, self.year_id))
            if put is not None:
                self.say(plural("{n} question put.", "{n} questions put.", put))
