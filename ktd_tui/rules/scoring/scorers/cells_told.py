"""What one row comes to in a layer and in the result, told and reckoned a second time (decision 11)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ktd_tui.domain.layering.layers import Joining, ScoreLayer
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.kinds.giving import Case
from ktd_tui.rules.scoring.points import Entered
from ktd_tui.rules.scoring.score_rows import ScoreRow
from ktd_tui.rules.scoring.scorers.joining import FEWEST, may_stay_blank
from ktd_tui.rules.scoring.scorers.listed import layers_of, row_step
from ktd_tui.rules.scoring.told import NOTHING, Telling, Told, half_up, said_number
from ktd_tui.text import enumerated
from ktd_tui.words import number


def case_of(of: Telling, unit: str, code: str) -> Case:
    """Return what a measured row is held against."""
    field, own = [], None
    for one, sheets in of.whole.items():
        given = [_entered(sheet, code) for sheet in sheets if code in sheet.values]
        if given and code not in of.of(one).unassigned:
            mean = sum(given, NOTHING) / len(given)
            own = mean if one == unit else own
            field.append((mean, of.of(one).targets.get(code)))
    return Case(of.of(unit).targets.get(code), tuple(field), own)


def _entered(sheet: Entered, code: str) -> Fraction:
    """Return what was entered in a row; of several marks their mean."""
    marks = [Fraction(one) for one in sheet.marks.get(code, ())] or [Fraction(sheet.values[code])]
    return sum(marks, NOTHING) / len(marks)


def _case(of: Telling, unit: str, row: ScoreRow) -> Case:
    return case_of(of, unit, row.code) if row.kind.measured or row.kind.among else Case()


def reckoned(of: Telling, unit: str) -> dict[str, Fraction]:
    """Return the points of a unit's rows, by code; of several scorers or layers what they join to."""
    if of.parts:
        return _weighed_again(of, unit)
    found: dict[str, Fraction] = {}
    for row in of.rows(unit):
        if row.code in of.of(unit).unassigned:
            continue
        case = _case(of, unit, row)
        given = [one for sheet in of.sheets.get(unit, ()) if (one := _one(row, sheet, case)) is not None]
        if given:
            found[row.code] = _joined_again(of, given)
    return found


def _layer(of: Telling) -> ScoreLayer | None:
    return next((one for one in layers_of(of.criteria) if one.code == of.layer), None)


def _is_trimmed(layer: ScoreLayer | None, given: Sequence[Fraction]) -> bool:
    return layer is not None and layer.joining is Joining.TRIMMED and len(given) >= FEWEST


def _joined_again(of: Telling, given: Sequence[Fraction]) -> Fraction:
    step, mean = row_step(of.criteria, of.layer), given[0]
    if (count := len(given)) > 1:
        total = sum(given, NOTHING)
        if _is_trimmed(_layer(of), given):
            total, count = total - max(given) - min(given), count - 2
        mean = total / count
    return Fraction(half_up(mean, step)) if step else mean


def _counting(of: Telling, row: ScoreRow) -> list[ScoreLayer]:
    """Return the layers that count and have a row: of one that a layer alone scores none before that."""
    begun, found = row.entry.layer is None, []
    for layer in layers_of(of.criteria):
        begun = begun or layer.code == row.entry.layer
        found += [layer] if begun and layer.code in of.parts else []
    return found


def _weighed_again(of: Telling, unit: str) -> dict[str, Fraction]:
    points = {code: reckoned(part, unit) for code, part in of.parts.items()}
    found: dict[str, Fraction] = {}
    for row in of.rows(unit):
        layers = _counting(of, row)
        lacking = [one for one in layers if row.code not in points[one.code]]
        if row.code in of.of(unit).unassigned or len(lacking) == len(layers):
            continue
        if lacking and not may_stay_blank(row):
            continue
        whole = Fraction(sum((one.weight for one in layers), Decimal(0)))
        addends = (points[one.code].get(row.code, NOTHING) * (Fraction(one.weight) / whole) for one in layers)
        found[row.code] = sum(addends, NOTHING)
    return found


def _one(row: ScoreRow, sheet: Entered, case: Case) -> Fraction | None:
    if row.code in sheet.stands:
        return Fraction(sheet.stands[row.code])
    value = sheet.values.get(row.code)
    if row.code in sheet.marks and not row.kind.computed:
        return _entered(sheet, row.code)
    points = None if value is None else row.kind.reckon(row.entry, value, case).points
    return None if points is None else Fraction(points)


def cell_told(of: Telling, unit: str, row: ScoreRow) -> Iterator[Told]:
    """Tell how what was entered of a row gives its points."""
    if row.code in of.of(unit).unassigned:
        yield Told(N_("Not assigned to this unit."), {}, None, 1)
        return
    if of.parts:
        yield from _weights_told(of, unit, row)
        return
    case = _case(of, unit, row)
    sheets = of.sheets.get(unit, ())
    for sheet in sheets:
        value = sheet.values.get(row.code)
        if marks := sheet.marks.get(row.code):
            mean = _entered(sheet, row.code)
            facts = {"points": " + ".join(map(number, marks)), "count": len(marks), "mean": said_number(mean)}
            message = N_("Mean of {count} marks: ({points}) ÷ {count} = {mean}; it counts unrounded.")
            yield Told(message, facts, half_up(mean), 1)
        if value is not None:
            come = row.kind.reckon(row.entry, value, case)
            if come.message:
                yield Told(come.message, come.facts, come.points, 1)
        if row.code in sheet.stands:
            points = Fraction(sheet.stands[row.code])
            yield Told(
                N_("What stands: {points} points."), {"points": said_number(points)}, half_up(points), 1
            )
    yield from _joining_told(of, [one for sheet in sheets if (one := _one(row, sheet, case)) is not None])


def _joining_told(of: Telling, given: Sequence[Fraction]) -> Iterator[Told]:
    """Tell how several scorers join, and to what a layer rounds what they come to."""
    layer, step = _layer(of), row_step(of.criteria, of.layer)
    if not given:
        return
    come = _joined_again(of, given)
    addends = " + ".join(said_number(one) for one in given)
    facts: dict[str, object] = {"points": addends, "count": len(given), "mean": said_number(come)}
    if _is_trimmed(layer, given):
        left = sorted(given)[1:-1]
        facts |= {
            "highest": said_number(max(given)), "lowest": said_number(min(given)), "left": len(left),
            "points": " + ".join(said_number(one) for one in left),
        }  # fmt: skip
        message = N_(
            "{count} scorers, without the highest ({highest}) and the lowest ({lowest}): ({points}) ÷ {left}"
            " = {mean}"
        )
        yield Told(message, facts, half_up(come), 1)
    elif len(given) > 1:
        message = N_("Mean of {count} scorers: ({points}) ÷ {count} = {mean}; added up unrounded.")
        yield Told(message, facts, half_up(come), 1)
    if layer and step:
        facts = {"layer": layer.name, "step": number(step), "points": said_number(come)}
        message = N_("{layer}: the points of each row are rounded to {step}, half up: {points}")
        yield Told(message, facts, half_up(come), 1)


def _weights_told(of: Telling, unit: str, row: ScoreRow) -> Iterator[Told]:
    """Tell what each layer that counts adds to the result, and which of them lacks the row."""
    layers = _counting(of, row)
    points = {one.code: reckoned(of.parts[one.code], unit).get(row.code) for one in layers}
    lacking = enumerated(one.name for one in layers if points[one.code] is None)
    if lacking and not may_stay_blank(row):
        yield Told(
            N_("The result is blank, since these layers lack the row: {layers}"), {"layers": lacking}, None, 1
        )
        return
    come = reckoned(of, unit).get(row.code)
    if come is not None:
        addends = " + ".join(
            f"{said_number(points[one.code] or NOTHING)} × {number(one.weight)} ({one.name})"
            for one in layers
        )
        facts = {"addends": addends, "whole": number(sum((one.weight for one in layers), Decimal(0)))}
        message = N_("By the weights of the layers: ({addends}) ÷ {whole} = {points}; added up unrounded.")
        yield Told(message, {**facts, "points": said_number(come)}, half_up(come), 1)
