"""``ktd meeting agenda``: a bloc's agenda of one kind of meeting, shown and changed."""

from argparse import BooleanOptionalAction, Namespace
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from ktd_tui.commands.frame import Answer, Option, spaced
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.options import TEXT
from ktd_tui.domain.meeting import Agenda, AgendaStep, Condition, MeetingKind, Step
from ktd_tui.domain.voting import Base, Method, Purpose, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.meeting import agenda
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.words import percent

E = TypeVar("E", bound=StrEnum)
THREE = 3
"""Parts that every rule has."""


OPTIONS = (
    Option("--name", N_("what the office calls such a meeting"), TEXT),
    Option("--source", N_("the regulation that the agenda follows"), TEXT),
    Option("--certainty", N_("how sure that is"), TEXT),
    Option(
        "--steps",
        N_("the steps in their order, with their words where they are not the usual ones"),
        metavar='"preparation; opening; report=…; approval"',
    ),
    Option(
        "--asks",
        N_("what a step asks for; nothing behind the sign: nothing"),
        action="append",
        default=[],
        metavar="report=report,statement",
    ),
    Option("--quorum", N_("the share of delegates that must be there"), metavar="2/3"),
    Option(
        "--rule",
        N_(
            "how a question is decided: show of hands or ballot, of whom, how many; then any of: more (than "
            "that), casting (the chair decides a tie), written (opinions count as present), rounds=2, "
            "quorum=4/5"
        ),
        action="append",
        default=[],
        metavar="head=ballot,members,1/2,more",
    ),
    Option(
        "--secret",
        N_("electronic secret ballots are allowed, or not"),
        action=BooleanOptionalAction,
        default=None,
    ),
)


def change(desk: Desk, options: Namespace) -> None:
    """Change what was given of the agenda."""
    bloc_id, of = year_meant(desk, options).bloc_id, _agenda(desk, options)
    head = agenda.AgendaHead(of.name, of.source, of.certainty)
    given = {key: text for key in head._fields if (text := getattr(options, key)) is not None}
    if given:
        of = agenda.set_head(desk, bloc_id, of, head._replace(**given))
    if options.steps is not None:
        of = agenda.set_steps(desk, bloc_id, of, [_step(of, one) for one in options.steps.split(";")])
    if options.asks:
        of = agenda.set_steps(desk, bloc_id, of, _asking(of, options.asks))
    if options.quorum is not None:
        of = agenda.set_quorum(desk, bloc_id, of, options.quorum)
    for typed in options.rule:
        question, _, how = typed.partition("=")
        of = agenda.set_rule(desk, bloc_id, of, _one_of(Purpose, question), _rule(how))
    if options.secret is not None:
        agenda.set_secret(desk, bloc_id, of, allowed=options.secret)


def show(desk: Desk, options: Namespace) -> Answer[Agenda]:
    """Show the agenda, and how each question is decided."""
    of = _agenda(desk, options)
    bloc = bloc_named(desk, options.bloc)
    lines = [of.name]
    for place, one in enumerate(of.steps, 1):
        asked = ", ".join(condition.value for condition in one.conditions)
        lines.append(spaced(f"{place:>3}", one.title or saying.step(one.step, bloc), asked))
    lines.append(t("Quorum") + f": {percent(of.quorum)}")
    for purpose, rule in of.rules.items():
        lines.append(f"  {purpose.value}: {', '.join(_written(rule))}")
    lines.append(t("Electronic secret ballot") + f": {t('allowed') if of.secret else t('not allowed')}")
    return Answer(of, lines)


def _agenda(desk: Desk, options: Namespace) -> Agenda:
    return agenda.agenda_of(desk, year_meant(desk, options).bloc_id, MeetingKind(options.kind))


def _one_of(kind: type[E], typed: str) -> E:
    """Return the member that was named.

    Raises:
        Refused: There is none of that name.
    """
    name = typed.strip()
    if name not in [one.value for one in kind]:
        names = ", ".join(one.value for one in kind)
        raise Refused(N_("There is no “{name}” here. There are: {names}."), name=name, names=names)
    return kind(name)


def _step(of: Agenda, typed: str) -> AgendaStep:
    """Return a step as it is on the agenda; a new one asks for what it asks for in the shipped agendas."""
    name, sign, title = (part.strip() for part in typed.partition("="))
    step = _one_of(Step, name)
    there = next((one for one in of.steps if one.step is step), None)
    there = there or AgendaStep(step=step, conditions=STEPS[step].asks)
    return there.model_copy(update={"title": title}) if sign else there


def _asking(of: Agenda, typed: list[str]) -> list[AgendaStep]:
    wanted = {}
    for one in typed:
        name, _, conditions = one.partition("=")
        listed = [part for part in conditions.split(",") if part.strip()]
        wanted[_one_of(Step, name)] = tuple(_one_of(Condition, part) for part in listed)
    steps = [one.step for one in of.steps]
    if missing := [step for step in wanted if step not in steps]:
        raise Refused(N_("The step “{name}” is not on the agenda."), name=missing[0].value)
    return [one.model_copy(update={"conditions": wanted.get(one.step, one.conditions)}) for one in of.steps]


def _rule(typed: str) -> VoteRule:
    parts = [part.strip() for part in typed.split(",")]
    given = dict(part.partition("=")[::2] for part in parts[3:])
    marks, values = {"more", "casting", "written"}, {"rounds", "quorum"}
    if len(parts) < THREE or any(
        bool(v) is (k in marks) or k not in marks | values for k, v in given.items()
    ):
        raise Refused(N_("Write a rule as head=ballot,members,1/2 or head=ballot,members,1/2,more."))
    special = agenda.Special(
        quorum=given.get("quorum", ""),
        rounds=given.get("rounds", ""),
        casting="casting" in given,
        written="written" in given,
    )
    method, base = _one_of(Method, parts[0]).value, _one_of(Base, parts[1]).value
    return agenda.rule(method, base, parts[2], strict="more" in given, special=special)


def _written(rule: VoteRule) -> Iterator[str]:
    """Yield a rule as it is typed."""
    yield from (rule.method.value, rule.base.value, str(rule.fraction))
    yield from (
        n for n, on in (("more", rule.strict), ("casting", rule.casting), ("written", rule.written)) if on
    )
    if rule.rounds:
        yield f"rounds={rule.rounds}"
    if rule.quorum is not None:
        yield f"quorum={rule.quorum}"
