"""Why a number stands where it stands, in sentences: F9 on the grid, and ``ktd explain``."""

from collections.abc import Iterable, Iterator

from ktd_tui.clock import local
from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.rules.scoring import explain as rules
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.criterion_kinds import score_row
from ktd_tui.rules.scoring.explain import Told
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from ktd_tui.rules.scoring.sheets import barred
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
    lines = [*_cell(desk, of, unit_id, code), ""] if code else []
    points = of.points.get(unit_id, {})
    told = rules.total_told(of.criteria, points)
    lines += [t("How {unit} comes to its total", unit=names.get(unit_id, "?")), *_said(told)]
    lines += _said([rules.grade_told(of.criteria, told[-1].value or rules.ZERO)])
    lines += [
        "",
        t("How it comes to its rank"),
        *_said(rules.rank_told(of.criteria, of.points, unit_id, names)),
    ]
    sheet = of.sheets.get(unit_id)
    for condition, reason in (barred(of.criteria, sheet) if sheet else {}).items():
        lines.append(t("No title: {condition} ({reason})", condition=condition, reason=reason))
    return [*lines, "", *_source(of)]


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
    sheet, value = of.sheets.get(unit_id), of.points.get(unit_id, {}).get(code)
    if sheet is None or value is None:
        yield t("  Blank, which is not 0.")
        return
    if (come := line.kind.reckon(line.entry, value)).message:
        yield "  " + t(come.message, **come.facts)
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
