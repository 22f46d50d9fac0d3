"""Why a number stands where it stands, in sentences: F9 on the grid, and ``ktd explain``."""

from collections.abc import Iterable, Iterator

from ktd_tui.clock import local
from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.rules.scoring import explain as rules
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from ktd_tui.rules.scoring.score_rows import score_row
from ktd_tui.rules.scoring.told import Told, cell_told
from ktd_tui.words import number, short_date, short_time


def explain(desk: Desk, bloc_year_id: str, unit_id: str, code: str = "", view: View = BLOC_VIEW) -> list[str]:
    """Return, line by line, why a unit's points, total, grade and rank are what they are.

    Args:
        code: A row to tell as well; empty: only the results.
        view: The layer in question.

    Raises:
        Refused: The year has no criteria set, or no such row.
    """
    of = grid(desk, bloc_year_id, view)
    names = {unit.id: unit.label for unit in of.units}
    asked, knocked = of.evaluated.asked(view.layer), {s.unit_id: s.knocked for s in of.standings}
    lines = [*_cell(desk, of, unit_id, code), ""] if code else []
    come = rules.total_told(asked, unit_id)
    lines += [t("How {unit} comes to its total", unit=names.get(unit_id, "?")), *_said(come.lines)]
    lines += [*_not_assigned(of, unit_id)]
    lines += _said([rules.grade_told(of.criteria, come, knocked.get(unit_id, ()))])
    lines += [
        "",
        t("How it comes to its rank"),
        *_said(rules.rank_told(asked, unit_id, names, knocked)),
    ]
    for condition, reason in of.barred(unit_id).items():
        lines.append(t("No title: {condition} ({reason})", condition=condition, reason=reason))
    return [*lines, "", *_source(of)]


def explained_fields(
    desk: Desk, bloc_year_id: str, unit_id: str, view: View = BLOC_VIEW
) -> dict[str, object]:
    """Return the same for a program: the unit's results, and each of its rows in every layer.

    Raises:
        Refused: The year has no criteria set.
    """
    of = grid(desk, bloc_year_id, view)
    of_unit = next(s for s in of.standings if s.unit_id == unit_id)
    result = of_unit.result
    return {
        "unit_id": unit_id,
        "unit": next(unit.label for unit in of.units if unit.id == unit_id),
        "layer": view.layer,
        "criteria": of.criteria.name,
        "version": of.criteria.version,
        "total": result.total,
        "rank": of_unit.rank,
        "shared": of_unit.shared,
        "grade": of_unit.grade,
        "complete": result.complete,
        "missing": list(result.missing),
        "subtotals": dict(result.subtotals),
        "bonus": result.bonus,
        "deduction": result.deduction,
        "barred": of.barred(unit_id),
        "rows": [
            {
                "code": row.code,
                "group": row.group,
                "text": row.text,
                "maximum": row.maximum,
                "points": of.points[unit_id].get(row.code),
                "by_layer": of.values(unit_id, row.code),
            }
            for row in of.rows
            if of.is_there(unit_id, row.code)
        ],
    }


def _not_assigned(of: Grid, unit_id: str) -> Iterator[str]:
    for registered in of.known.registrations:
        for one in registered.not_assigned if registered.unit_id == unit_id else ():
            told = {"code": one.code, "who": one.who, "reason": one.reason}
            yield "  " + t("{code} is not assigned: {who} decided so: {reason}", **told)


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
    for layer in layers.ORDER:
        if layer in values:
            yield t("  {layer}: {points}", layer=t(layers.NAMES[layer]), points=number(values[layer]))
    gap = layers.layer_gap(values, of.view.layer)
    if gap is not None:
        yield t("  Gap to the layer before: {gap}", gap=layers.with_sign(gap))
    yield from _said(cell_told(of.evaluated.asked(of.view.layer), unit_id, line))
    if of.points.get(unit_id, {}).get(code) is None:
        yield t("  Blank, which is not 0.")
    if (sheet := of.sheets.get(unit_id)) is None:
        return
    if reason := sheet.reasons.get(code):
        yield t("  Reason: {text}", text=reason)
    yield from _entered(desk, sheet, code)


def _entered(desk: Desk, sheet: ScoreSheet, code: str) -> Iterator[str]:
    """Say who entered the points that stand, and when."""
    for commit in desk.store.history(sheet.id):
        for change in commit.changes:
            before, after = (
                (side or {}).get("points", {}).get(code) for side in (change.before, change.after)
            )
            if change.record_id == sheet.id and before != after:
                when = f"{short_time(commit.at)} {short_date(local(commit.at).date())}"
                yield t("  Entered by {user} at {when}", user=commit.author.user, when=when)
                return
