"""Votes: scores approved, awards, directions, election, minutes approved. Enter counts the marked one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.voting import Method, Purpose, Vote
from ktd_tui.i18n import N_, plural, t, tc
from ktd_tui.operations import saying
from ktd_tui.operations.meeting.voting.opening import method_of
from ktd_tui.operations.meeting.voting.votes import (
    UNIQUE,
    Rest,
    count_votes,
    put_anew,
    put_grades,
    put_question,
    withdraw_question,
)
from ktd_tui.operations.wording import NO_MEMBERS
from ktd_tui.rules.meeting.quorum import quorum
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.rules.scoring.results.needed import share_written
from ktd_tui.rules.scoring.results.ranking import came_to, standings_in_order
from ktd_tui.rules.year.office_rotation import due
from screens.bindings import bindings
from screens.dialogs.ask import AskDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.meeting.steps.lines import LinesPane
from screens.meeting.steps.voting import awarding, ballots, opened
from screens.routes import ScoreRoute
from screens.widgets.table import RecordTable
from screens.widgets.text import update_text

if TYPE_CHECKING:
    from textual.widget import Widget


class VotesPane(LinesPane):
    """The questions of this step with their results; where the step has lines, those above."""

    BINDINGS = bindings("delete", "new", more=("more", N_("Tellers, rounds…")))

    def content(self) -> Iterator["Widget"]:
        """Yield lines (where the step has any), the ranking (scores only), and the questions."""
        if self.has_lines:
            yield from super().content()
        if self.step is Step.SCORES:
            yield RecordTable(
                (t("Rank"), 5),
                (t("Unit"), 30),
                (t("Total"), 7),
                (t("Grade"), 16),
                id="ranking",
                right=(0, 2),
                folds=True,
            )
        yield Static("", id="rule", classes="lead", markup=False)
        yield RecordTable((t("Question"), 43), (t("Result"), 29), id="votes", classes="records", folds=True)

    @property
    def begins_at(self) -> str:
        """The question of the scores, which Enter counts; the ranking above it is there to be looked at."""
        return "#votes" if self.step is Step.SCORES else super().begins_at

    def fill(self) -> None:
        """Show the ranking, the lines and the questions."""
        if self.has_lines:
            super().fill()
        if self.step is Step.SCORES:
            ranked = standings_in_order(self.view.data.standings)
            self.query_one("#ranking", RecordTable).fill(
                (
                    s.unit_id,
                    (
                        saying.rank(s),
                        saying.ranked_unit(self.view.data.units[s.unit_id].name, s),
                        came_to(s),
                        saying.grade_or_barred(s),
                    ),
                )
                for s in ranked
            )
        of = quorum(self.view.meeting)
        hint = (
            t("F2 puts a question · Enter counts it · F3 tellers, rounds")
            if self.unique is None
            else t("Enter counts the votes")
        )
        begun = next((v for v in self.votes() if v.opened_at and v.pending), None)
        told = t("{n} voters present · {hint}", n=of.present, hint=hint)
        rules = filter(None, map(self.view.meeting.rules.get, self.purposes))
        if share := max(filter(None, (rule.quorum for rule in rules)), default=None):  # a question's own
            needed = quorum(self.view.meeting, share).needed
            told = t("{n} voters present, {needed} needed · {hint}", n=of.present, needed=needed, hint=hint)
        told = opened.next_of_round(begun) if begun else opened.hint_of_equals(self.votes()) or told
        update_text(self.query_one("#rule", Static), told)
        self.query_one("#votes", RecordTable).fill(self._rows())

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """The kinds of question that this step puts."""
        return STEPS[self.step].purposes

    @property
    def unique(self) -> Purpose | None:
        """The question that this step puts just once, or None."""
        return self.purposes[0] if self.purposes[0] in UNIQUE else None

    def votes(self) -> tuple[Vote, ...]:
        """Return this step's questions."""
        return self.view.proceedings.of_purpose(*self.purposes)

    def _rows(self) -> list[tuple[str, tuple[str, str]]]:
        units = self.view.data.units
        rows = [(v.id, (opened.listed_round(v, units), saying.verdict(v))) for v in self.votes()]
        return opened.with_what_enter_puts(rows, self.unique, self.view) if self.unique else rows

    async def choose(self, table: str, key: str) -> None:
        """Count the marked question; open the grid from the ranking."""
        if table == "votes":
            self._count()
        elif table == "ranking":
            self.host_screen.open(ScoreRoute(self.view.data.year.id))
        else:
            await super().choose(table, key)

    def _marked_vote(self) -> Vote | None:
        key = self.query_one("#votes", RecordTable).selected
        return next((v for v in self.votes() if v.id == key), None)

    @work(exclusive=True)
    async def _count(self) -> None:
        vote = self._marked_vote()
        if vote is None and self.unique:
            unique = self.unique
            vote = await self.act(lambda: put_question(self.desk, self.meeting_id, unique))
        if vote is None:
            self.host_screen.warn(t("No question is put yet. Press F2."))
            return
        if vote.candidates:
            await ballots.count_several(self, vote)
            return
        if method_of(self.view.meeting, vote) is Method.BALLOT and self.view.meeting.tellers:
            await ballots.count_ballots(self, vote)
            return
        wanted, vote = vote, put_anew(self.desk, vote)
        begun = vote.opened_at is not None
        present = vote.present if begun else quorum(self.view.meeting).present
        voters = opened.state_of_round(vote) if begun else t("{n} voters present", n=present)
        title = f"{opened.named_round(vote)}\n{rule_in_words(vote)} · {voters}"
        if method_of(self.view.meeting, vote) is Method.BALLOT:
            title += "\n" + t("No tellers are named: Esc, then F3. Else the minutes tell nobody who counted.")

        def save(values: dict[str, str], seen: Vote) -> object:
            rest = Rest(values["abstained"], values.get("invalid", ""), values.get("missing", ""))
            return count_votes(self.desk, wanted.id, values["agree"], values["against"], rest, seen)

        if await self.fill_in(FormDialog(title, self._count_fields(vote, present), save, wanted)):
            counted = next((v for v in self.votes() if v.id == wanted.id), None)
            self.host_screen.say(saying.verdict(counted) if counted else t("Saved."))

    def _count_fields(self, vote: Vote, present: int) -> list[Field]:
        """Return what is counted: hands are for, against or silent; ballots may be invalid or missing too."""
        rest = [("abstained", t("No opinion"), vote.other - (vote.invalid or 0) - (vote.missing or 0))]
        if method_of(self.view.meeting, vote) is Method.BALLOT:
            rest += [
                ("invalid", t("Invalid"), vote.invalid or 0),
                ("missing", t("Not returned"), vote.missing or 0),
            ]
        agree = present if vote.agree is None else vote.agree
        numbers = [
            ("agree", tc("vote", "For"), agree),
            ("against", tc("vote", "Against"), vote.against),
            *rest,
        ]
        return [Field(name, label, str(n), number=True) for name, label, n in numbers]

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Put a question: an award for a unit, or a unit for an office."""
        if self.unique:
            await self._put_grades()
            return
        purpose = await self._purpose()
        if purpose is None:
            return
        if purpose is Purpose.AWARD:
            await awarding.put(self, self._units())
            return
        if purpose is Purpose.MOTION:
            await self._put_motion()
            return
        units = self._units()
        unit_id = await self.app.push_screen_wait(PickDialog(t("Which unit?"), units, empty=t(NO_MEMBERS)))
        if unit_id == ballots.SEVERAL:
            await ballots.put_several(self, purpose, units)
        elif unit_id:
            await self.act(
                lambda: put_question(self.desk, self.meeting_id, purpose, unit_id), t("Enter counts it.")
            )

    async def _put_grades(self) -> None:
        """Put the grades that wait for a ballot; a step without any has one question, which stands there."""
        waiting = [one for one in self.view.proceedings.undecided if not one.equal]
        if self.unique is not Purpose.SCORES or not waiting:
            self.host_screen.say(t("This step has one question; Enter counts it."))
            return
        put = await self.act(lambda: put_grades(self.desk, self.meeting_id))
        if put is not None:
            self.host_screen.say(plural("{n} question put.", "{n} questions put.", put))

    def _units(self) -> list[tuple[str, str]]:
        """Return the units that may be chosen, what speaks most for one first, and several of them."""
        members, view = list(self.view.members), self.view
        if self.step is Step.AWARDS:
            ranks = {s.unit_id: s.rank for s in view.data.standings if s.rank}
            members.sort(key=lambda u: ranks.get(u.id, len(members) + 1))
        elif self.step is Step.ELECTION:
            members.sort(key=lambda u: due([one.id for one in view.members], view.terms).index(u.id))
        units = [(u.id, self._described(u.id, u.name)) for u in members]
        return [*units, (ballots.SEVERAL, t("Several on one ballot…"))] if units else []

    async def _put_motion(self) -> None:
        wording = await self.app.push_screen_wait(AskDialog(t("What is put to the vote?")))
        if wording:
            await self.act(
                lambda: put_question(self.desk, self.meeting_id, Purpose.MOTION, None, wording),
                t("Enter counts it."),
            )

    @work(exclusive=True)
    async def action_more(self) -> None:
        """Tellers, their counts, void rounds, run-offs of the marked question."""
        vote = self._marked_vote()
        if vote or self.step is Step.SCORES:
            await ballots.more(self, vote)
        else:
            self.host_screen.warn(t("No question is put yet. Press F2."))

    async def _purpose(self) -> Purpose | None:
        if len(self.purposes) == 1:
            return self.purposes[0]
        called = saying.offices(self.view.data.bloc)
        offices = [(Purpose.HEAD.value, called["head"]), (Purpose.DEPUTY.value, called["deputy"])]
        chosen = await self.app.push_screen_wait(PickDialog(t("Which office?"), offices))
        return Purpose(chosen) if chosen else None

    def _described(self, unit_id: str, name: str) -> str:
        standing = next((s for s in self.view.data.standings if s.unit_id == unit_id), None)
        if self.step is Step.AWARDS and standing and standing.rank:
            return name + " · " + t("rank {n}", n=standing.rank)
        if self.step is Step.ELECTION:
            led = ", ".join(str(term.year) for term in self.view.terms if term.unit_id == unit_id)
            first = due([unit.id for unit in self.view.members], self.view.terms)[0]
            told = t("led {years}", years=led) if led else t("never led yet")
            return f"{name} · {told}" + (" · " + t("is due") if unit_id == first else "")
        return name

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take back a question that was not counted, or a line."""
        focused = self.screen.focused
        if focused is not None and focused.id == "lines":
            super().action_delete()
        elif vote := self._marked_vote():
            await self.take_out(
                lambda seen: withdraw_question(self.desk, seen), vote, t("Taken back. Ctrl+Z puts it again.")
            )


def rule_in_words(vote: Vote) -> str:
    """Say the rule that the vote is judged by."""
    bases = {
        "present": t("of those present"),
        "members": t("of all voting delegates"),
        "valid": t("of valid votes"),
        "issued": t("of ballots issued"),
    }
    how = t("secret ballot") if vote.rule.method == "ballot" else t("show of hands")
    if vote.electronic:
        how += " " + t("(electronic for delegates elsewhere)")
    if vote.rule.votes is not None:
        return how + ", " + t("at least {n} votes", n=vote.rule.votes)
    share = share_written(vote.rule.fraction)
    least = t("more than {share}", share=share) if vote.rule.strict else t("at least {share}", share=share)
    return f"{how}, {least} {bases[vote.rule.base]}"
