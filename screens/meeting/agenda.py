"""A bloc's agenda of one kind of meeting: steps with what they ask for, quorum, how questions are decided."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.meeting import Agenda, AgendaStep, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.voting import Base, Method, Purpose, VoteRule
from ktd_tui.i18n import N_, t, tc
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import bloc_of
from ktd_tui.operations.meeting import agenda as operations
from ktd_tui.operations.meeting.voting.opening import RULES
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting.conditions import CONDITIONS
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.terminal.guard import plain
from ktd_tui.words import percent
from screens.base import KtdScreen
from screens.bindings import bindings, needs
from screens.dialogs.ask import AskDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

QUORUM, SECRET = "quorum", "secret"
YES, NO = "yes", "no"
QUESTIONS = {
    Purpose.SCORES: N_("Scores and ranking"),
    Purpose.POINTS: N_("Changes of points"),
    Purpose.GRADE: N_("Grades"),
    Purpose.AWARD: N_("Awards"),
    Purpose.DIRECTIONS: N_("Directions"),
    Purpose.HEAD: N_("Election of the {head}"),
    Purpose.DEPUTY: N_("Election of the {deputy}"),
    Purpose.MOTION: N_("Other questions"),
    Purpose.MINUTES: N_("Minutes"),
    Purpose.REGULATION: N_("Regulation"),
    Purpose.CRITERIA: N_("Criteria to come"),
}
METHODS = {Method.HANDS: N_("show of hands"), Method.BALLOT: N_("secret ballot")}
BASES = {
    Base.PRESENT: N_("of those present"),
    Base.MEMBERS: N_("of all voting delegates"),
    Base.VALID: N_("of valid votes"),
    Base.ISSUED: N_("of ballots issued"),
}


class AgendaScreen(KtdScreen):
    """Steps above, rules below; F6 goes from one to the other, Enter changes the marked row."""

    RETURNS = True
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "new", "more", "edit", "move_up")
    ASKS = needs(Act.EDIT_BLOC, "delete", "move_up", "move_down", "name", "open", "new", "conditions")
    BINDINGS = bindings(
        "delete",
        "move_down",
        "move_up",
        edit=("name", N_("Name, source")),
        open=("open", N_("Change")),
        new=("new", N_("Add a step")),
        more=("conditions", N_("Asks for")),
        pane=("app.focus_next", N_("Steps / rules")),
    )

    def __init__(self, bloc_id: str, kind: str) -> None:
        super().__init__()
        self._bloc_id = bloc_id
        self._kind = MeetingKind(kind) if kind in set(MeetingKind) else MeetingKind.YEAR_END
        self._agenda: Agenda | None = None

    @property
    def about(self) -> At:
        """The bloc whose agenda that is shown."""
        return At(Bloc, self._bloc_id)

    def body(self) -> Iterator["Widget"]:
        """Yield both tables."""
        yield RecordTable((t("Step"), 36), (t("Asks for"), 38), id="steps", classes="above")
        yield Static(t("Rules"), classes="heading", markup=False)
        yield RecordTable((t("Question"), 24), (t("How it is decided"), 50), id="rules", classes="records")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill both tables."""
        of = self._agenda = operations.agenda_of(self.desk, self._bloc_id, self._kind)
        self.entitle(t("Agenda"), of.name)
        self.query_one("#steps", RecordTable).fill((one.step.value, self._cells(one)) for one in of.steps)
        rows = [(QUORUM, (t("Quorum"), percent(of.quorum)))]
        rows += [(p.value, (self._said(name), said(_rule(of, p)))) for p, name in QUESTIONS.items()]
        rows.append(
            (SECRET, (t("Electronic secret ballot"), t("allowed") if of.secret else t("not allowed")))
        )
        self.query_one("#rules", RecordTable).fill(rows)
        told = [t("Source: {text}", text=of.source), t("How sure: {text}", text=of.certainty)]
        self.query_one("#detail", Static).update(plain("\n".join(told)) if of.source else "")
        if self.focused is None:
            self.query_one("#steps", RecordTable).focus()

    def _said(self, message: str) -> str:
        """Say something in the words that the bloc has for its offices."""
        return t(message, **saying.offices(bloc_of(self.desk, self._bloc_id)))

    def _cells(self, one: AgendaStep) -> tuple[str, str]:
        asked = ", ".join(self._said(CONDITIONS[c].name) for c in one.conditions)
        return one.title or self._said(STEPS[one.step].name), asked or "–"

    def record_here(self) -> tuple[str, str] | None:
        """The agenda has the history."""
        return (self._agenda.id, self._agenda.name) if self._agenda else None

    def _marked(self) -> AgendaStep | None:
        key = self.query_one("#steps", RecordTable).selected
        return (
            next((one for one in self._agenda.steps if one.step.value == key), None) if self._agenda else None
        )

    async def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Change the marked row."""
        event.stop()
        await self.run_action("open")

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Change the marked step's words, or the marked rule."""
        focused = self.focused.id if self.focused else None
        if focused == "rules":
            await self._change_rule(self.query_one("#rules", RecordTable).selected or "")
        elif one := self._marked():
            title = await self.app.push_screen_wait(
                AskDialog(t("What is this step called here?"), one.title or self._said(STEPS[one.step].name))
            )
            if title:
                await self._replace(one, one.model_copy(update={"title": title}))

    async def _replace(self, one: AgendaStep, fresh: AgendaStep) -> None:
        of = self._agenda
        if of:
            await self._set([fresh if s.step is one.step else s for s in of.steps])

    async def _set(self, steps: list[AgendaStep]) -> None:
        of = self._agenda
        if of and await self.act(lambda: operations.set_steps(self.desk, self._bloc_id, of, steps)):
            self.action_reload()

    def action_name(self) -> None:
        """Say what such a meeting is called, and where its agenda comes from."""
        of = self._agenda
        if of is None:
            return
        fields = [
            Field("name", t("Meeting's name"), of.name),
            Field("source", t("Source"), of.source),
            Field("certainty", t("How sure"), of.certainty),
        ]

        def save(values: dict[str, str], seen: Agenda) -> object:
            return operations.set_head(self.desk, self._bloc_id, seen, operations.AgendaHead(**values))

        self.app.push_screen(FormDialog(t("Agenda"), fields, save, of))

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Add a step before the minutes; Ctrl+U moves it up."""
        of = self._agenda
        if of is None:
            return
        there = {one.step for one in of.steps}
        choices = [(step.value, self._said(STEPS[step].name)) for step in Step if step not in there]
        none = t("Every step is on the agenda already.")
        if chosen := await self.app.push_screen_wait(PickDialog(t("Which step?"), choices, empty=none)):
            step = Step(chosen)
            fresh = AgendaStep(step=step, conditions=STEPS[step].asks)
            await self._set([*of.steps[:-1], fresh, of.steps[-1]])

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked step off the agenda; Ctrl+Z puts it back."""
        of, one = self._agenda, self._marked()
        if of and one:
            await self._set([s for s in of.steps if s.step is not one.step])

    @work(exclusive=True)
    async def action_conditions(self) -> None:
        """Switch one of the marked step's conditions on or off."""
        one = self._marked()
        if one is None:
            return
        known = dict.fromkeys((*one.conditions, *STEPS[one.step].asks))
        choices = [
            (c.value, f"{'✓' if c in one.conditions else '·'} {self._said(CONDITIONS[c].name)}")
            for c in known
        ]
        if not choices:
            self.say(t("This step asks for nothing."))
            return
        if chosen := await self.app.push_screen_wait(PickDialog(t("On or off?"), choices)):
            kept = tuple(c for c in known if (c in one.conditions) != (c.value == chosen))
            await self._replace(one, one.model_copy(update={"conditions": kept}))

    def action_move_down(self) -> None:
        """Move the marked step down."""
        self._move(1)

    def action_move_up(self) -> None:
        """Move the marked step up."""
        self._move(-1)

    @work(exclusive=True)
    async def _move(self, by: int) -> None:
        of, one = self._agenda, self._marked()
        if of is None or one is None:
            return
        order = list(of.steps)
        at = order.index(one)
        if 0 <= at + by < len(order):
            order[at], order[at + by] = order[at + by], order[at]
            await self._set(order)

    async def _change_rule(self, key: str) -> None:
        of = self._agenda
        if of is None:
            return
        if key == SECRET:
            await self.act(lambda: operations.set_secret(self.desk, self._bloc_id, of, allowed=not of.secret))
            self.action_reload()
            return
        if key == QUORUM:
            fields = [Field("quorum", t("Quorum"), str(of.quorum), t("2/3 or 80 %"), number=True)]
            title = t("Share of the voting delegates that must be present")
        else:
            fields, title = _rule_fields(_rule(of, Purpose(key))), self._said(QUESTIONS[Purpose(key)])

        def save(v: dict[str, str], seen: Agenda) -> object:
            if key == QUORUM:
                return operations.set_quorum(self.desk, self._bloc_id, seen, v["quorum"])
            special = operations.Special(
                v["quorum"], v["rounds"], casting=v["casting"] == YES, written=v["written"] == YES
            )
            wanted = operations.rule(
                v["method"], v["base"], v["fraction"], strict=v["strict"] == YES, special=special
            )
            return operations.set_rule(self.desk, self._bloc_id, seen, Purpose(key), wanted)

        await self.app.push_screen_wait(FormDialog(title, fields, save, of))
        self.action_reload()


def _rule(of: Agenda, purpose: Purpose) -> VoteRule:
    return of.rules.get(purpose) or RULES.get(purpose) or VoteRule()


def _rule_fields(of: VoteRule) -> list[Field]:
    methods = [(m.value, t(name)) for m, name in METHODS.items()]
    bases = [(b.value, t(name)) for b, name in BASES.items()]
    ties = [(YES, t("the chair decides")), (NO, t("not passed"))]
    opinions = [(YES, t("count as present")), (NO, t("count only of all delegates"))]
    answers = [(YES, t("more than it")), (NO, t("at least it"))]
    return [
        Field("method", t("How"), of.method.value, choices=methods),
        Field("base", t("Share of"), of.base.value, choices=bases),
        Field("fraction", tc("part of a whole", "Share"), str(of.fraction), t("2/3 or 80 %"), number=True),
        Field("strict", t("Needed"), YES if of.strict else NO, choices=answers),
        Field("quorum", t("Its own quorum"), str(of.quorum or ""), t("empty: the meeting's"), number=True),
        Field("rounds", t("Rounds at most"), str(of.rounds or ""), t("empty: no limit"), number=True),
        Field("casting", t("As many for as against"), YES if of.casting else NO, choices=ties),
        Field("written", t("Written opinions"), YES if of.written else NO, choices=opinions),
    ]


def said(of: VoteRule) -> str:
    """Say a rule in words."""
    share = percent(of.fraction)
    least = t("more than {share}", share=share) if of.strict else t("at least {share}", share=share)
    told = [f"{t(METHODS[of.method])}, {least} {t(BASES[of.base])}"]
    if of.quorum:
        told.append(t("quorum {share}", share=percent(of.quorum)))
    if of.rounds:
        told.append(t("{n} rounds at most", n=of.rounds))
    if of.casting:
        told.append(t("the chair decides a tie"))
    if of.written:
        told.append(t("written opinions count as present"))
    return " · ".join(told)
