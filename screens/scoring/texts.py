"""Words for scores: layers, the states of sheets, a cell in all its layers."""

from typing import NamedTuple

from rich.cells import cell_len

from ktd_tui.domain.merit import Consequence, KnockOut
from ktd_tui.domain.scoring import Layer, ScoreSheet, SheetState
from ktd_tui.i18n import plural, t
from ktd_tui.operations import saying
from ktd_tui.operations.scoring.grid import Grid, blanks
from ktd_tui.operations.scoring.layering.filling import layer_said
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.kinds.due import due_written
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.results.ranking import Standing
from ktd_tui.rules.scoring.score_rows import ScoreRow
from ktd_tui.rules.scoring.scorers.listed import RESULT, usual_name
from ktd_tui.rules.scoring.scorers.several import marks_written
from ktd_tui.rules.scoring.sheets import open_appeal, state_said
from ktd_tui.words import number, short_date

BEYOND = "!"
"""Before points that lie beyond the year's limit from the layer before."""

PROPOSED = "?"
"""Behind what a blank cell proposes, until it is confirmed."""
NOT_THERE = "×"
"""In a cell of a row that the unit does not have."""
PARTED, LEFT_OUT = " · ", "…"
BARRED = "✗"
"""Before the rank of a unit that no title is considered for."""


def consequence(of: KnockOut) -> str:
    """Say what a knock-out takes, behind its name; nothing where it takes titles, as conditions do."""
    if of.consequence is Consequence.GRADE:
        return " – " + t("at most graded “{grade}”", grade=of.grade)
    return " – " + t("last in rank") if of.consequence is Consequence.LAST else ""


def view(of: Grid) -> str:
    """Say which layer is shown, and in the cross layer whose points."""
    shown = layer_said(of.criteria, of.view.layer)
    if of.view.layer != Layer.CROSS:
        return shown
    usual = usual_name(of.criteria, of.view.layer)
    if of.view.scorer_id is None:
        return t("Cross scores (mean)") if usual else t("{layer} (joined)", layer=shown)
    unit = unit_shown(of, of.view.scorer_id)
    return t("Cross scores by {unit}", unit=unit) if usual else t("{layer}: {unit}", layer=shown, unit=unit)


def unit_shown(of: Grid, unit_id: str) -> str:
    """Say a unit of the grid by its short name."""
    return next((u.label for u in of.units if u.id == unit_id), "?")


def sheet_state(of: Grid, unit_id: str) -> str:
    """Say how far a unit's sheet in view is."""
    if of.view in (View(Layer.CROSS), View(RESULT)) or not of.asked(unit_id):
        return "–"
    return t(state_said(of.sheets.get(unit_id)))


def explained(of: Grid, unit_id: str, code: str, width: int) -> tuple[str, str, str]:
    """Explain a cell in three lines: the criterion, the reason or what was registered, and every layer."""
    row = next(r for r in of.rows if r.code == code)
    named = next(u.name for u in of.units if u.id == unit_id)
    target = of.targets.get(unit_id, {}).get(code) or t("nothing registered")
    said = reason_said(of, unit_id, code) or t("registered: {target}", target=target)
    if bars := of.barred(unit_id):
        why = "; ".join(f"{what} ({because})" for what, because in bars.items())
        said = t("✗ no title: {why}", why=why)
    whose = f"{named} · {said}{_steps(row)}"
    if cell_len(whose) > width:  # what was registered or given as a reason is not cut for the sake of a name
        whose = f"{unit_shown(of, unit_id)} · {said}{_steps(row)}"
    return (
        f"{code} {row.text} ({_most(row)})",
        whose,
        _fitted(_entered(of, unit_id, row) + cell(of, unit_id, code), width),
    )


def _entered(of: Grid, unit_id: str, row: ScoreRow) -> str:
    """Say what was entered of a row whose points are computed, or that the unit has no such row."""
    if not of.is_there(unit_id, row.code):
        return t("not scored here") + " · "
    value, sheet = of.entered(unit_id, row.code), of.sheets.get(unit_id)
    if sheet and (marks := sheet.marks.get(row.code)):
        return t("marks {marks}", marks=marks_written(marks)) + " · "
    if not row.kind.computed:
        return ""
    said = f"{t(row.kind.entered)}: {'–' if value is None else number(value)}"
    if sheet and row.code in sheet.by_hand:
        said += t(" (points by hand: {points})", points=number(sheet.by_hand[row.code]))
    return said + " · "


def _steps(row: ScoreRow) -> str:
    """Say what each time gives, or which levels there are."""
    steps = [t("{points} each time", points=number(row.entry.each))] if row.entry.each is not None else []
    levels = "; ".join(f"{one.name}: {number(one.points)}" for one in row.entry.levels)
    return "".join(f" · {one}" for one in (*steps, levels) if one)


def _most(row: ScoreRow) -> str:
    most = f"{t(row.kind.at_most)} {number(row.maximum)}"
    if row.entry.due:
        most += ", " + t("due on {day}", day=due_written(row.entry.due))
    bound = row.entry.barred_below
    return most if bound is None else most + ", " + t("no title below {points}", points=number(bound))


def cell(of: Grid, unit_id: str, code: str) -> str:
    """Say a cell in all its layers, with the gap of the one in view."""
    values = of.values(unit_id, code)
    parts = []
    for layer in of.by_layer:
        part = f"{layer_said(of.criteria, layer)} {number(values[layer]) if layer in values else '–'}"
        gap = layers.layer_gap(values, layer)
        if layer == of.view.layer and gap:
            part += " " + t("(gap {gap})", gap=layers.with_sign(gap))
        parts.append(part)
    if of.view.layer == RESULT:
        come = of.points.get(unit_id, {}).get(code)
        parts.append(f"{layer_said(of.criteria, RESULT)} {'–' if come is None else number(come)}")
    return " · ".join(parts)


def reason_said(of: Grid, unit_id: str, code: str) -> str:
    """Say why the points in view lie far from the layer before; empty where nobody said it."""
    sheet = of.sheets.get(unit_id)
    said = sheet.reasons.get(code, "") if sheet else ""
    return t("reason: {reason}", reason=said) if said else ""


def returned(of: Grid) -> str:
    """Say which sheets in view were sent back or opened again, and why; empty where none was."""
    return "\n".join(
        _why_open(unit_shown(of, unit_id), sheet)
        for unit_id, sheet in of.sheets.items()
        if sheet.state is SheetState.RETURNED
    )


def _why_open(unit: str, sheet: ScoreSheet) -> str:
    if asked := open_appeal(sheet):
        told = {"who": asked.asked_by, "day": short_date(asked.asked_on), "reason": asked.about}
        return t("{unit} is open again, {who} asked on {day}: {reason}", unit=unit, **told)
    return t("Sent back, {unit}: {reason}", unit=unit, reason=sheet.returned_for)


class Heads(NamedTuple):
    """The words for the columns and rows at the grid's head."""

    criterion: str
    maximum: str
    total: str
    rank: str
    grade: str
    sheet: str


def heads() -> Heads:
    """Return them in the language of the screen."""
    return Heads(t("Criterion"), t("Max"), t("Total"), t("Rank"), t("Grade"), t("Sheet"))


def total_shown(of: Grid, standing: Standing) -> str:
    """Say a unit's total; in brackets while a criterion is blank."""
    if not of.asked(standing.unit_id):
        return "–"
    total = number(standing.result.total)
    return total if standing.result.complete else f"({total})"


def rank_shown(of: Grid, standing: Standing) -> str:
    """Say a unit's rank, and that no title is considered for it."""
    rank = saying.rank(standing)
    return f"{BARRED} {rank}" if of.barred(standing.unit_id) else rank


def points_shown(of: Grid, unit_id: str, row: ScoreRow) -> str:
    """Say a cell: its points, or what it proposes."""
    value = of.points[unit_id].get(row.code)
    if value is None:
        if not of.is_there(unit_id, row.code):
            return NOT_THERE
        offered = of.proposed(unit_id, row)
        return "" if offered is None else f"{number(offered)}{PROPOSED}"
    return f"{BEYOND if of.is_beyond(unit_id, row) else ''}{number(value)}"


def blank_said(of: Grid) -> str:
    """Say how many cells are blank; where none is, why: nobody is asked, or all is scored."""
    if blank := len(blanks(of)):
        return t("{n} cells are blank; blank is not 0, so those units have no rank yet.", n=blank)
    if not any(of.asked(unit.id) for unit in of.units):
        return t("Nobody is assigned to score here yet: F3.")
    if unreasoned := len(_unreasoned(of)):
        return plural(
            "Every criterion is scored; {n} cell marked ! lies far off and has no reason.",
            "Every criterion is scored; {n} cells marked ! lie far off and have no reason.",
            unreasoned,
        )
    return of.year.illustrative.partition(":")[0] or t("Every criterion is scored.")


def _unreasoned(of: Grid) -> list[tuple[str, str]]:
    """Return the cells whose points lie beyond the year's limit and nobody said why: unit and row."""
    return [
        (unit.id, row.code)
        for unit in of.units
        if unit.id in of.sheets
        for row in of.rows
        if of.is_beyond(unit.id, row) and not reason_said(of, unit.id, row.code)
    ]


def cells_lacking(of: Grid) -> set[tuple[str, str]]:
    """Return the cells that lack something, unit and row: points, or a reason."""
    return {*blanks(of), *_unreasoned(of)}


def grades_shown(of: Grid, width: int) -> list[str]:
    """Say each unit's grade in so many cells: what is too long by its initials, as offices write it.

    «Hoàn thành xuất sắc nhiệm vụ» is «HTXSNV»; a sign behind it where people decide yet.
    """
    found = []
    for standing in of.standings:
        said = saying.grade_of(standing)
        if cell_len(said) > width and (words := standing.grade.split()):
            said = said.replace(standing.grade, "".join(word[0].upper() for word in words))
        found.append(said)
    return found


def _fitted(line: str, width: int) -> str:
    """Leave out of the middle of a line of parts what has no room: what came last is what counts."""
    first, *rest = line.split(PARTED)
    while len(rest) > 1 and cell_len(PARTED.join((first, *rest))) > width:
        rest = [LEFT_OUT, *rest[2 if rest[0] == LEFT_OUT else 1 :]]
    return PARTED.join((first, *rest))
