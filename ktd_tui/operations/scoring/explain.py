"""Why a number stands where it stands, in sentences: F9 on the grid, and ``ktd explain``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.clock import local
from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.i18n import t
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.awards import awards_of, proposal
from ktd_tui.operations.scoring.grid import Grid, grid, layers_lacking
from ktd_tui.operations.scoring.layering.filling import layer_said
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.results.grades_told import grades_told
from ktd_tui.rules.scoring.results.nominations import Proposal
from ktd_tui.rules.scoring.results.ranking import came_to
from ktd_tui.rules.scoring.results.ranks_told import rank_told, told_field
from ktd_tui.rules.scoring.score_rows import score_row
from ktd_tui.rules.scoring.scorers.cells_told import cell_told
from ktd_tui.rules.scoring.scorers.listed import RESULT, earlier, layers_of, result_layer
from ktd_tui.rules.scoring.scorers.totals_told import total_told
from ktd_tui.rules.scoring.told import Told
from ktd_tui.text import enumerated
from ktd_tui.words import number, short_date, short_time


class ExplainedRow(NamedTuple):
    """A unit's row for a program; the points of each layer by its code."""

    code: str
    group: str
    text: str
    maximum: Decimal
    points: Decimal | None
    by_layer: Mapping[str, Decimal]


class ExplainedUnit(NamedTuple):
    """A unit's results for a program; blank points, a rank that cannot be given: None."""

    unit_id: str
    unit: str
    layer: str
    criteria: str
    version: str
    total: Decimal
    rank: int | None
    shared: bool
    grade: str | None
    contended: str
    to_vote: bool
    complete: bool
    missing: Sequence[str]
    subtotals: Mapping[str, Decimal]
    bonus: Decimal
    deduction: Decimal
    barred: Mapping[str, str]
    rows: Sequence[ExplainedRow]
    sentences: Sequence[str] = ()


def explain(
    desk: Desk, bloc_year_id: str, unit_id: str, code: str = "", view: View | None = None
) -> list[str]:
    """Return, line by line, why a unit's points, total, grade and rank are what they are.

    Args:
        code: A row to tell as well; empty: only the results.
        view: The layer in question; None: the result.

    Raises:
        Refused: The year has no criteria set, or no such row.
    """
    of = grid(desk, bloc_year_id, view)
    names = {unit.id: unit.label for unit in of.units}
    lines = [*_cell(desk, of, unit_id, code), ""] if code else []
    come = total_told(of.evaluated.asked(of.view.layer), unit_id)
    lines += [t("How {unit} comes to its total", unit=names.get(unit_id, "?")), *_layers(of, unit_id)]
    lines += [*_said(come.lines), *_not_assigned(of, unit_id), *_appeals(of, unit_id)]
    lines += [*_result(of, unit_id, names)]
    if of.view.layer == result_layer(of.criteria):
        lines += ["", *_titles(desk, of, unit_id)]
    return [*lines, "", *_source(of)]


def _layers(of: Grid, unit_id: str) -> Iterator[str]:
    """Say what each layer counts, and who has not scored yet."""
    if of.view.layer == RESULT:
        shares = (
            f"{layer_said(of.criteria, one.code)} {number(one.weight)}" for one in layers_of(of.criteria)
        )
        yield "  " + t("Weights of the layers: {shares}", shares=" · ".join(shares))
    names = {unit.id: unit.label for unit in of.units}
    for layer, who in layers_lacking(of, unit_id):
        said = enumerated(names.get(one, "?") for one in who)
        shown = layer_said(of.criteria, layer)
        message = t("{layer}: not complete yet", layer=shown)
        yield "  " + (t("{layer}: not complete yet: {units}", layer=shown, units=said) if said else message)


def _result(of: Grid, unit_id: str, names: Mapping[str, str]) -> Iterator[str]:
    """Tell the grade and the rank, and what bars the unit."""
    knocked = {standing.unit_id: standing.knocked for standing in of.standings}
    field = told_field(of.evaluated.asked(of.view.layer), names, knocked, of.beside)
    if grade := grades_told(field).get(unit_id):
        yield from _said(grade.lines)
    yield ""
    yield t("How it comes to its rank")
    yield from _said(rank_told(field, unit_id))
    for condition, reason in of.barred(unit_id).items():
        yield t("No title: {condition} ({reason})", condition=condition, reason=reason)


def _titles(desk: Desk, of: Grid, unit_id: str) -> Iterator[str]:
    """Tell what comes of each title, then all of it as it is printed."""
    page = awards_of(desk, of)
    own = [one for one in page.nominations if one.unit_id == unit_id]
    barred = of.barred(unit_id)  # said once before, not with each title
    yield t("Titles, by {name}", name=page.rules.name)
    for one in own:
        if barred and one.verdict is Proposal.NOT:
            continue
        why = "; ".join(_said(one.told))
        yield "  " + t("{title}: {verdict}: {why}", title=one.title, verdict=proposal(one), why=why)
    if barred and all(one.verdict is Proposal.NOT for one in own):
        yield t("  None is proposed.")
    standing = next(one for one in of.standings if one.unit_id == unit_id)
    titles = enumerated(one.title for one in own if one.verdict is not Proposal.NOT) or "–"
    said = {
        "total": came_to(standing),
        "rank": saying.rank(standing),
        "grade": saying.grade_in_words(standing),
        "titles": titles,
    }
    yield t("As printed: {total} points, rank {rank}, grade {grade}; proposed: {titles}", **said)


def explained_fields(desk: Desk, bloc_year_id: str, unit_id: str, view: View | None = None) -> ExplainedUnit:
    """Return the same for a program: the unit's results, and each of its rows in every layer.

    Raises:
        Refused: The year has no criteria set.
    """
    of = grid(desk, bloc_year_id, view)
    of_unit = next(s for s in of.standings if s.unit_id == unit_id)
    result = of_unit.result
    return ExplainedUnit(
        unit_id=unit_id,
        unit=next(unit.label for unit in of.units if unit.id == unit_id),
        layer=of.view.layer,
        criteria=of.criteria.name,
        version=of.criteria.version,
        total=result.total,
        rank=of_unit.rank,
        shared=of_unit.shared,
        grade=of_unit.grade,
        contended=of_unit.contended,
        to_vote=of_unit.to_vote,
        complete=result.complete,
        missing=list(result.missing),
        subtotals=dict(result.subtotals),
        bonus=result.bonus,
        deduction=result.deduction,
        barred=dict(of_unit.barred),
        rows=[
            ExplainedRow(
                code=row.code,
                group=row.group,
                text=row.text,
                maximum=row.maximum,
                points=of.points[unit_id].get(row.code),
                by_layer=of.values(unit_id, row.code),
            )
            for row in of.rows
            if of.is_there(unit_id, row.code)
        ],
    )


def _not_assigned(of: Grid, unit_id: str) -> Iterator[str]:
    for registered in of.known.registrations:
        for one in registered.not_assigned if registered.unit_id == unit_id else ():
            told = {"code": one.code, "who": one.who, "reason": one.reason}
            yield "  " + t("{code} is not assigned: {who} decided so: {reason}", **told)


def _appeals(of: Grid, unit_id: str) -> Iterator[str]:
    """Say who asked to look at the unit's points again, when, and what was decided."""
    for one in (appeal for sheet in of.known.sheets if sheet.unit_id == unit_id for appeal in sheet.appeals):
        told = {"who": one.asked_by, "day": short_date(one.asked_on), "reason": one.about}
        asked = t("{who} asked on {day} to look again: {reason}", **told)
        decided = t("decided: {decision}", decision=one.decision) if one.decision else t("not decided yet")
        yield f"  {asked} – {decided}"


def _said(told: Iterable[Told]) -> list[str]:
    return [f"{'  ' * one.depth}{t(one.message, **one.facts)}" for one in told]


def _source(of: Grid) -> Iterator[str]:
    yield t("By: {name}, version {version}", name=of.criteria.name, version=of.criteria.version)
    if of.criteria.source:
        yield t("Source: {text}", text=of.criteria.source)
    if of.criteria.certainty:
        yield t("How sure: {text}", text=of.criteria.certainty)


def _cell(desk: Desk, of: Grid, unit_id: str, code: str) -> Iterator[str]:
    line = score_row(of.criteria, code)
    yield t("{code} {text} (at most {points})", code=code, text=line.text, points=number(line.maximum))
    if line.entry.rule:
        yield t("  Rule: {text}", text=line.entry.rule)
    values = of.values(unit_id, code)
    for layer, points in values.items():
        yield t("  {layer}: {points}", layer=layer_said(of.criteria, layer), points=number(points))
    gap = of.gap(unit_id, line)
    if gap:
        yield t("  Gap to the layer before: {gap}", gap=layers.with_sign(gap))
    yield from _said(cell_told(of.evaluated.asked(of.view.layer), unit_id, line))
    if of.points.get(unit_id, {}).get(code) is None:
        yield t("  Blank, which is not 0.")
    yield from _said_beside(desk, of, unit_id, code)


def _said_beside(desk: Desk, of: Grid, unit_id: str, code: str) -> Iterator[str]:
    """Say reasons and replies of the layer in view and of those before it, and who entered its points."""
    shown, own = of.view.layer, of.sheets.get(unit_id)
    for layer in (*earlier(of.criteria, shown), shown):
        for one in of.known.sheets:
            if (one.unit_id, one.layer) == (unit_id, layer) and (own is None or layer != shown or one == own):
                yield from _beside(one, code, "" if one == own else layer_said(of.criteria, layer))
    if own:
        yield from _entered(desk, own, code)


def _beside(sheet: ScoreSheet, code: str, whose: str = "") -> Iterator[str]:
    if reason := sheet.reasons.get(code):
        told = t("  Reason ({layer}): {text}", layer=whose, text=reason)
        yield told if whose else t("  Reason: {text}", text=reason)
    if said := sheet.replies.get(code):
        told = t("  Reply of the unit ({layer}): {text}", layer=whose, text=said)
        yield told if whose else t("  Reply of the unit: {text}", text=said)


def _entered(desk: Desk, sheet: ScoreSheet, code: str) -> Iterator[str]:
    """Say who entered the points that stand, and when."""
    for commit in desk.store.changes_back(of=sheet.id):
        for change in commit.changes:
            before, after = (
                (side or {}).get("points", {}).get(code) for side in (change.before, change.after)
            )
            if change.record_id == sheet.id and before != after:
                when = f"{short_time(commit.at)} {short_date(local(commit.at).date())}"
                yield t("  Entered by {user} at {when}", user=commit.author.user, when=when)
                return
