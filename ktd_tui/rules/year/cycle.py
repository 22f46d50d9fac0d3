"""The year's cycle: what each stage is there for, what it still lacks, and how its deadline stands.

The stages and their order: domain.md §3. No clock, no I/O: every answer comes from ``YearFacts``.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.organisation import BlocYear, Role, Stage
from ktd_tui.i18n import N_
from ktd_tui.rules.signs import Status, status_sign

ORDER: tuple[Stage, ...] = tuple(Stage)


class Duty(NamedTuple):
    """Something that somebody owes.

    Attributes:
        message: A msgid with the places ``unit`` (who owes), ``other`` (whom it concerns) and ``year``.
        stage: The stage that it belongs to; its deadline counts.
        unit_id: The unit that owes it; None: the bloc's head and secretary.
        other_id: The unit that it concerns, where that is another.
        layer: The layer whose appraisers owe it; None: a unit or who leads the bloc does.
        place: Where it is done: a key of the year's page.
    """

    message: str
    stage: Stage
    unit_id: str | None = None
    other_id: str | None = None
    place: str = ""
    layer: ScoreLayer | None = None


class Appraisal(NamedTuple):
    """A unit's sheet in a layer that appraisers fill, and at which stage it is asked for."""

    layer: ScoreLayer
    unit_id: str
    stage: Stage


class YearFacts(NamedTuple):
    """What the cycle is judged by.

    Attributes:
        unregistered: Units without a registration.
        pledge: Whether the pledge was drawn up.
        unsigned: Units that did not sign it.
        self_open: Units whose self scores are not handed in.
        cross_open: (Scorer, scored) whose cross scores are not handed in.
        unscored: Units with a blank in the result.
        bloc_open: Units with a blank in the bloc's own scores.
        appraisals_open: Appraisers' sheets that are not handed in.
        prepared: The year-end meeting was prepared.
        signed: Its minutes are signed.
        handed_over: The handover was confirmed.
        sealed: Those minutes have their number and are sealed.
    """

    year: BlocYear
    unregistered: tuple[str, ...] = ()
    pledge: bool = False
    unsigned: tuple[str, ...] = ()
    self_open: tuple[str, ...] = ()
    cross_open: tuple[tuple[str, str], ...] = ()
    unscored: tuple[str, ...] = ()
    bloc_open: tuple[str, ...] = ()
    appraisals_open: tuple[Appraisal, ...] = ()
    prepared: bool = False
    signed: bool = False
    handed_over: bool = False
    sealed: bool = False


class StageMark(StrEnum):
    """How a stage stands on the rail; a sign, never a colour alone."""

    DONE = status_sign(Status.DONE)
    LACKING = status_sign(Status.LATE)
    HERE = status_sign(Status.DUE)
    AHEAD = status_sign(Status.AHEAD)


def _launch(of: YearFacts) -> Iterator[Duty]:
    if not of.year.theme:
        yield Duty(N_("Set the theme of the year {year}"), Stage.LAUNCH, place="details")
    if not of.year.members:
        yield Duty(N_("Add the bloc's units to the year {year}"), Stage.LAUNCH, place="units")
    elif of.year.unit_with(Role.HEAD) is None:
        yield Duty(N_("Name the {head} of the year {year}"), Stage.LAUNCH, place="details")
    if of.year.criteria_id is None:
        yield Duty(N_("Choose the criteria of the year {year}"), Stage.LAUNCH, place="criteria")


def _registration(of: YearFacts) -> Iterator[Duty]:
    for unit in of.unregistered:
        yield Duty(N_("{unit}: register for {year}"), Stage.REGISTRATION, unit, place="registration")


def _pledge(of: YearFacts) -> Iterator[Duty]:
    if not of.pledge:
        yield Duty(N_("Draw up the pledge of {year}"), Stage.PLEDGE, place="pledge")
    for unit in of.unsigned if of.pledge else ():
        yield Duty(N_("{unit}: sign the pledge of {year}"), Stage.PLEDGE, unit, place="pledge")


def _self(of: YearFacts) -> Iterator[Duty]:
    for unit in of.self_open:
        yield Duty(N_("{unit}: hand in the self scores of {year}"), Stage.SELF_SCORING, unit, place="scores")


def _cross(of: YearFacts) -> Iterator[Duty]:
    for scorer, scored in of.cross_open:
        yield Duty(
            N_("{unit}: hand in the cross scores of {other}, {year}"),
            Stage.CROSS_SCORING, scorer, scored, "scores",
        )  # fmt: skip


def _scores(of: YearFacts) -> Iterator[Duty]:
    for unit in of.bloc_open:
        yield Duty(N_("Complete the bloc's scores of {other}, {year}"), Stage.SCORING, None, unit, "scores")
    yield from _appraisals(of, Stage.SCORING)


def _appraisals(of: YearFacts, stage: Stage) -> Iterator[Duty]:
    for one in of.appraisals_open:
        if one.stage is stage:
            message = N_("{layer}: hand in the points of {other}, {year}")
            yield Duty(message, stage, None, one.unit_id, "scores", one.layer)


def _review(of: YearFacts) -> Iterator[Duty]:
    yield from _appraisals(of, Stage.REVIEW)
    if not of.prepared:
        yield Duty(N_("Prepare the year-end meeting of {year}"), Stage.REVIEW, place="meeting")
    elif not of.signed:
        yield Duty(N_("Finish the minutes of the year-end meeting of {year}"), Stage.REVIEW, place="meeting")


def _handover(of: YearFacts) -> Iterator[Duty]:
    if not of.handed_over:
        yield Duty(N_("Confirm the handover of {year}"), Stage.HANDOVER, place="meeting")


TO_SEAL = Duty(
    N_("Number and seal the signed minutes of {year}: they have no number yet"),
    Stage.CLOSED,
    place="minutes",
)


def _closed(of: YearFacts) -> Iterator[Duty]:
    if of.signed and not of.sealed:
        yield TO_SEAL


_DUTIES: Mapping[Stage, Callable[[YearFacts], Iterator[Duty]]] = {
    Stage.LAUNCH: _launch,
    Stage.REGISTRATION: _registration,
    Stage.PLEDGE: _pledge,
    Stage.SELF_SCORING: _self,
    Stage.CROSS_SCORING: _cross,
    Stage.SCORING: _scores,
    Stage.REVIEW: _review,
    Stage.HANDOVER: _handover,
    Stage.CLOSED: _closed,
}
"""While the year is at work its tasks count, which have deadlines of their own (``operations.owed``)."""


def after(stage: Stage) -> Stage:
    """Return the stage that follows; the last one follows itself."""
    return ORDER[min(ORDER.index(stage) + 1, len(ORDER) - 1)]


def asks(stage: Stage) -> bool:
    """Tell whether a stage has duties of its own that are done before the next one."""
    return stage in _DUTIES and stage is not Stage.CLOSED


def words_of(
    duty: Duty, year: object, names: Mapping[str, str], offices: Mapping[str, str]
) -> dict[str, object]:
    """Return what fills the places of a duty's message.

    Args:
        year: What the year is called.
        names: What each unit is called.
        offices: What the bloc calls its offices.
    """
    unit, other = (names.get(one or "", "") for one in (duty.unit_id, duty.other_id))
    layer = duty.layer.name if duty.layer else ""
    return {"unit": unit, "other": other, "year": year, "layer": layer, **offices}


def lacking(of: YearFacts, stage: Stage) -> tuple[Duty, ...]:
    """Return what a stage lacks to be finished."""
    return tuple(_DUTIES[stage](of)) if stage in _DUTIES else ()


def duties(of: YearFacts) -> tuple[Duty, ...]:
    """Return what is owed now: the present stage's first, then what earlier ones left undone."""
    at = ORDER.index(of.year.stage)
    return tuple(duty for stage in reversed(ORDER[: at + 1]) for duty in lacking(of, stage))


def stage_mark(of: YearFacts, stage: Stage) -> StageMark:
    """Return the sign of a stage on the rail."""
    at, here = ORDER.index(stage), ORDER.index(of.year.stage)
    if at > here:
        return StageMark.AHEAD
    if at == here and stage is not Stage.CLOSED:
        return StageMark.HERE
    return StageMark.LACKING if lacking(of, stage) else StageMark.DONE


def days_left(deadline: date | None, today: date) -> int | None:
    """Return the days until a deadline: 0 on the day itself, negative once it is over; None without one."""
    return None if deadline is None else (deadline - today).days
