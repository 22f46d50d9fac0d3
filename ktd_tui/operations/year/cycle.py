"""The year's cycle as the screens show it: each stage with its sign, deadline and what it lacks."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from ktd_tui.domain.layering.layers import Filler
from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import Bloc, BlocYear, Stage
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import Layer, ScoreSheet, SheetState
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations import saying
from ktd_tui.operations.conflicts import Sides, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import all_units, units_of
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.layering.filling import layers_said
from ktd_tui.operations.scoring.results.blanks import open_scores
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.operations.year.registration import lacking_units
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.scorers.listed import counting_layers, layers_of
from ktd_tui.rules.year import cycle as rules
from ktd_tui.rules.year.cycle import Appraisal, Duty, StageMark, YearFacts
from ktd_tui.words import optional_date

MINUTES = "minutes"
"""The paper whose seal ends a year."""
HANDED_IN = (SheetState.SUBMITTED, SheetState.LOCKED)


class StageRow(NamedTuple):
    """A stage on the rail.

    Attributes:
        days: Days until its deadline, negative once that is over; None without a deadline.
        lacking: What it lacks; empty for stages ahead.
    """

    stage: Stage
    mark: StageMark
    deadline: date | None
    days: int | None
    lacking: tuple[Duty, ...]


class CyclePage(NamedTuple):
    """The whole cycle of a bloc-year."""

    bloc: Bloc
    year: BlocYear
    rows: tuple[StageRow, ...]
    units: dict[str, str]


def facts_of(desk: Desk, year: BlocYear) -> YearFacts:
    """Gather what the cycle is judged by."""
    store = desk.store
    members = tuple(unit.id for unit in units_of(desk, year))
    pledges = store.find(Pledge, bloc_year_id=year.id)
    signed = {s.unit_id for p in pledges for s in p.signatures}
    sheets = store.find(ScoreSheet, bloc_year_id=year.id)
    done = {(s.layer, s.scorer_id, s.unit_id) for s in sheets if s.state in HANDED_IN}
    layers = layers_said(desk, year)
    blank = open_scores(desk, year)
    held = store.find(Meeting, bloc_year_id=year.id)
    meeting = next((m for m in held if m.kind is MeetingKind.YEAR_END), None)
    return YearFacts(
        year=year,
        unregistered=lacking_units(desk, year),
        pledge=bool(pledges),
        unsigned=tuple(u for u in members if u not in signed),
        self_open=tuple(
            u for u in members if Layer.SELF in layers and (Layer.SELF.value, None, u) not in done
        ),
        cross_open=tuple(
            (c.scorer_id, c.unit_id) for c in year.cross if (Layer.CROSS, c.scorer_id, c.unit_id) not in done
        ),
        unscored=tuple(unit for unit in members if unit in blank.result),
        bloc_open=tuple(unit for unit in members if unit in blank.bloc),
        appraisals_open=tuple(_appraisals_open(desk, year, done)),
        prepared=meeting is not None,
        signed=bool(meeting and meeting.signed_at),
        handed_over=bool(meeting and meeting.handover.done_at),
        sealed=minutes_sealed(desk, year),
    )


def minutes_sealed(desk: Desk, year: BlocYear) -> bool:
    """Tell whether the minutes of a year's year-end meeting are sealed."""
    return bool(desk.store.find(SealedPaper, bloc_year_id=year.id, kind=MINUTES))


def _appraisals_open(
    desk: Desk, year: BlocYear, done: Collection[tuple[str, str | None, str]]
) -> Iterator[Appraisal]:
    """Yield the appraisers' sheets that are not handed in, and until when: the result needs some of them."""
    if not year.criteria_id:
        return
    criteria, needed = criteria_of(desk, year), True
    last = counting_layers(criteria)[-1]
    for layer in layers_of(criteria):
        if layer.filled_by is Filler.APPRAISER:
            stage = Stage.SCORING if needed else Stage.REVIEW
            units = (unit.id for unit in units_of(desk, year))
            yield from (Appraisal(layer, one, stage) for one in units if (layer.code, None, one) not in done)
        needed = needed and layer != last


def cycle(desk: Desk, bloc_year_id: str) -> CyclePage:
    """Return the rail of a bloc-year.

    Raises:
        NotFound: There is no such year any more.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    of = facts_of(desk, year)
    rows = []
    for stage in rules.ORDER:
        mark, deadline = rules.stage_mark(of, stage), year.deadlines.get(stage)
        lacks = () if mark is StageMark.AHEAD else rules.lacking(of, stage)
        rows.append(StageRow(stage, mark, deadline, rules.days_left(deadline, desk.today), lacks))
    names = {unit.id: unit.label for unit in all_units(desk, year).values()}
    return CyclePage(desk.store.get(Bloc, year.bloc_id), year, tuple(rows), names)


def left_behind(desk: Desk, year: BlocYear, to: Stage) -> str:
    """Say what is unfinished of the stages that a year would leave behind; nothing where all is done."""
    of = facts_of(desk, year)
    behind = rules.ORDER[rules.ORDER.index(year.stage) : rules.ORDER.index(to)]
    left = ((stage, len(rules.lacking(of, stage))) for stage in behind)
    said = [
        plural("{stage}: {n} thing", "{stage}: {n} things", many, stage=saying.stage(stage))
        for stage, many in left
        if many
    ]
    return t("Unfinished until then: {stages}.", stages=", ".join(said)) if said else ""


def set_deadline(desk: Desk, seen: BlocYear, stage: Stage, typed: str) -> BlocYear:
    """Set the last day of a stage as typed; an empty text takes it away.

    Args:
        seen: The year as it was seen.
        stage: Which stage.
        typed: Day/month/year.

    Raises:
        NotAllowed: The right is missing.
        Refused: Not a date, or before the deadline of an earlier stage or after that of a later one.
        Clash: Somebody else set another meanwhile.
    """
    day = optional_date(typed)
    with desk.act(
        Act.EDIT_YEAR, N_("Deadline of a stage: {day}"), {"day": typed or "–"}, at=At(BlocYear, seen.id)
    ) as store:
        now = store.get(BlocYear, seen.id)
        was, there = seen.deadlines.get(stage), now.deadlines.get(stage)
        sides = Sides(there, now.id, lambda _: seen.with_(deadlines=now.deadlines))
        wanted = merged({"deadline": was}, {"deadline": day}, {"deadline": there}, sides)["deadline"]
        others = {s: d for s, d in now.deadlines.items() if s is not stage}
        if isinstance(wanted, date):
            _check_order(others, stage, wanted)
            others[stage] = wanted
        fresh = now.with_(deadlines={s: others[s] for s in rules.ORDER if s in others})
        return now if fresh == now else store.save(fresh)


def _check_order(others: dict[Stage, date], stage: Stage, day: date) -> None:
    at = rules.ORDER.index(stage)
    for other, limit in others.items():
        earlier = rules.ORDER.index(other) < at
        if (limit > day) if earlier else (limit < day):
            raise Refused(
                N_("The deadlines are not in order: another stage's is {day}."), day=f"{limit:%d/%m/%Y}"
            )
