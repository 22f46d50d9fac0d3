"""What a leader must know of one bloc's year, in words: who is late, what lies apart, is missing, is weak."""

from collections.abc import Callable, Iterator
from itertools import groupby

from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.gathering import BlocNow, criteria_shares
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.rules.overview.findings import WEEK, Concern, Topic
from ktd_tui.rules.overview.weak import is_wide, weakest
from ktd_tui.rules.scoring import evidence, layers
from ktd_tui.rules.signs import Status
from ktd_tui.rules.year.cycle import ORDER, Duty, duties, words_of
from ktd_tui.text import enumerated
from ktd_tui.words import number, percent

NAMED = 3
"""Units that are named in one line; more are counted."""


def findings(desk: Desk, of: BlocNow) -> Iterator[Concern]:
    """Yield what a leader must know of a bloc's year."""
    yield from _late(of)
    yield from _tasks(desk, of)
    if of.awards is not None:
        grid = of.awards.grid
        yield from _gaps(of, grid)
        yield from _evidence(desk, of, grid)
        yield from _weak(of, grid)
        yield from _moved(of, grid)


def _late(of: BlocNow) -> Iterator[Concern]:
    """Yield each stage with something open whose day is over or near, or that the year has left behind."""
    by_stage = groupby(duties(of.facts), lambda duty: duty.stage)
    for stage, owing in ((stage, list(found)) for stage, found in by_stage):
        days, passed = of.days.get(stage), ORDER.index(stage) < ORDER.index(of.year.stage)
        if not passed and (days is None or days > WEEK):
            continue
        units = [duty.unit_id or duty.other_id for duty in owing if duty.unit_id or duty.other_id]
        yield Concern(
            Topic.LATE,
            Status.LATE if passed or (days or 0) < 0 else Status.DUE,
            _said(of, stage, owing),
            of.called,
            days,
            of.to_ring(*(duty.unit_id for duty in owing)),
            len(owing),
            of.year.id,
            owing[0].place,
            units[0] if units else None,
        )


def _said(of: BlocNow, stage: Stage, owing: list[Duty]) -> str:
    units = list(dict.fromkeys(duty.unit_id or duty.other_id for duty in owing))
    if units[0] is None:
        offices = saying.offices(of.bloc)
        return "; ".join(t(duty.message, **words_of(duty, of.year.year, {}, offices)) for duty in owing)
    whole = len(of.year.cross) if stage is Stage.CROSS_SCORING else len(of.year.members)
    return t(
        "{stage}: {done}/{whole}; not yet: {units}",
        stage=saying.stage(stage, of.bloc),
        done=whole - (len(owing) if stage is Stage.CROSS_SCORING else len(units)),
        whole=whole,
        units=_named([of.names.get(unit or "", "?") for unit in units]),
    )


def _named(names: list[str]) -> str:
    more = len(names) - NAMED
    shown = enumerated(names[:NAMED])
    return plural("{names} and {n} more", "{names} and {n} more", more, names=shown) if more > 0 else shown


def _tasks(desk: Desk, of: BlocNow) -> Iterator[Concern]:
    late = [task for task in of.year.tasks if task.done_on is None and task.due and task.due < desk.today]
    if late:
        first = min(late, key=lambda task: task.due or desk.today)
        days = ((first.due or desk.today) - desk.today).days
        text = t("Tasks overdue: {n}, first: {text}", n=len(late), text=first.text)
        ring = of.to_ring(*(task.unit_id for task in late))
        yield Concern(
            Topic.LATE, Status.LATE, text, of.called, days, ring, len(late), of.year.id, "", first.unit_id
        )


def _gaps(of: BlocNow, grid: Grid) -> Iterator[Concern]:
    """Yield the widest gap between the bloc's points and the layer before, of each unit that has one."""
    for unit in grid.units:
        wide = []
        for row in grid.rows:
            gap = grid.gap(unit.id, row)
            if gap is not None and is_wide(gap, row.maximum, grid.year.gap_limit):
                wide.append((abs(gap), layers.with_sign(gap), row.code))
        if wide:
            size, said, code = max(wide)
            sheet = grid.sheets.get(unit.id)
            explained = sheet is not None and all(code in sheet.reasons for _, _, code in wide)
            text = t(
                "{unit}: {gap} points in {code} from the layer before", unit=unit.label, gap=said, code=code
            )
            if len(wide) > 1:
                text += " · " + plural("{n} criterion in all", "{n} criteria in all", len(wide))
            status = Status.DONE if explained else Status.DUE
            yield Concern(
                Topic.GAPS, status, text, of.called, None, of.to_ring(), float(size), of.year.id, "scores",
                unit.id, code,
            )  # fmt: skip


def _evidence(desk: Desk, of: BlocNow, grid: Grid) -> Iterator[Concern]:
    """Yield the units that have points without evidence, once points are given."""
    if ORDER.index(of.year.stage) < ORDER.index(Stage.SELF_SCORING):
        return
    sheets = desk.store.find(ScoreSheet, bloc_year_id=of.year.id)
    proofs = desk.store.find(Evidence, bloc_year_id=of.year.id)
    lacking = {
        unit: codes
        for unit in grid.units
        if (
            codes := evidence.missing(
                grid.criteria,
                [sheet for sheet in sheets if sheet.unit_id == unit.id],
                [one for one in proofs if one.unit_id == unit.id],
            )
        )
    }
    if lacking:
        worst = sorted(lacking, key=lambda unit: -len(lacking[unit]))
        number = sum(map(len, lacking.values()))
        text = plural(
            "{n} criterion with points has no evidence: {units}",
            "{n} criteria with points have no evidence: {units}",
            number,
            units=_named([f"{unit.label} ({len(lacking[unit])})" for unit in worst]),
        )
        yield Concern(
            Topic.EVIDENCE, Status.DUE, text, of.called, None, of.to_ring(*(unit.id for unit in worst)),
            number, of.year.id, "evidence", worst[0].id, lacking[worst[0]][0],
        )  # fmt: skip


def _weak(of: BlocNow, grid: Grid) -> Iterator[Concern]:
    texts = {row.code: row.text for row in grid.rows}
    for row in weakest(criteria_shares(grid)):
        text = t(
            "{code} {text}: {mean} of the maximum on average, {best} at best",
            code=row.code,
            text=texts[row.code],
            mean=percent(row.mean),
            best=percent(row.best),
        )
        yield Concern(
            Topic.WEAK, None, text, of.called, None, "", float(1 - row.mean), of.year.id, "scores",
            None, row.code,
        )  # fmt: skip


def _moved(of: BlocNow, grid: Grid) -> Iterator[Concern]:
    """Yield each unit whose rank is another than last year's, the widest move first."""
    if of.before is None:
        return
    before = {s.unit_id: s for s in of.before.standings if s.rank is not None}
    for now in grid.standings:
        was = before.get(now.unit_id)
        if now.rank is None or was is None or was.rank is None or was.rank == now.rank:
            continue
        up = was.rank - now.rank
        says: Callable[..., str] = _up if up > 0 else _down
        facts = {
            "unit": of.names.get(now.unit_id, "?"),
            "before": was.rank,
            "now": now.rank,
            "gain": layers.with_sign(now.result.total - was.result.total),
            "total": number(now.result.total),
        }
        yield Concern(
            Topic.MOVED, None, says(abs(up), facts), of.called, None, "", abs(up), of.year.id,
            "ranking", now.unit_id,
        )  # fmt: skip


def _up(places: int, facts: dict[str, object]) -> str:
    return plural(
        "{unit}: up {n} place, from {before} to {now} ({gain} points)",
        "{unit}: up {n} places, from {before} to {now} ({gain} points)",
        places,
        **facts,
    )


def _down(places: int, facts: dict[str, object]) -> str:
    return plural(
        "{unit}: down {n} place, from {before} to {now} ({gain} points)",
        "{unit}: down {n} places, from {before} to {now} ({gain} points)",
        places,
        **facts,
    )


TOPICS = {
    Topic.LATE: N_("Late"),
    Topic.TITLES: N_("Titles"),
    Topic.GAPS: N_("Wide gaps"),
    Topic.EVIDENCE: N_("Evidence"),
    Topic.WEAK: N_("Where no unit has the full points"),
    Topic.MOVED: N_("Up and down"),
}
"""What each topic is called."""
