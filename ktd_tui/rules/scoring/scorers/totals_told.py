"""What a unit comes to, told and reckoned a second time; also of sheets joined by totals (decision 11)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ktd_tui.domain.layering.layers import Joining, ScoreLayer, Weighing
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.explain import ToldTotal, sheet_told
from ktd_tui.rules.scoring.points import Entered
from ktd_tui.rules.scoring.scorers.joining import FEWEST
from ktd_tui.rules.scoring.scorers.listed import coded_layer, layers_of, result_layer
from ktd_tui.rules.scoring.told import NOTHING, Telling, Told, half_up, said_number
from ktd_tui.words import number

Shares = Sequence[tuple[Fraction, ToldTotal]]


def total_told(of: Telling, unit: str) -> ToldTotal:
    """Tell a unit's total, in a layer or in the result."""
    if of.criteria.weighing is Weighing.ROWS:
        come = sheet_told(of, unit)
    else:
        come = _layers_told(of, unit) if of.parts else _scorers_told(of, unit)
    voted = of.of(unit).decided
    if voted is None or of.layer != result_layer(of.criteria):
        return come
    facts = {"before": number(come.total), "points": number(voted.points), "ground": voted.ground}
    message = N_("The meeting decided on the total by vote: {points} instead of {before} ({ground})")
    total = half_up(Fraction(voted.points), of.criteria.rounding)
    lines = (*come.lines, Told(message, facts, total))
    return come._replace(exact=Fraction(voted.points), total=total, lines=lines)


def _scorers_told(of: Telling, unit: str) -> ToldTotal:
    """Tell what the sheets of a layer come to: each by itself, then their mean."""
    layer, rows = coded_layer(of.criteria, of.layer), sheet_told(of, unit)
    found = [
        sheet_told(of._replace(sheets={unit: [sheet]}, among=of.whole), unit)
        for sheet in of.sheets.get(unit, ())
        if _has_scored(of, unit, sheet)
    ]
    if not found and layer.rounding is None:
        return rows
    left = _without_outer(layer, found) or [rows]
    come = _together(rows, [(Fraction(1), one) for one in left])
    lines = _scorers_said(found, left, come.exact) if len(found) > 1 else left[0].lines[:-1]
    if layer.rounding is not None:
        come = come._replace(exact=Fraction(half_up(come.exact, layer.rounding)))
        facts = {"layer": layer.name, "step": number(layer.rounding), "points": said_number(come.exact)}
        message = N_("{layer}: the total is rounded to {step}, half up: {points}")
        lines = (*lines, Told(message, facts, half_up(come.exact), 1))
    return _ended(of, come, lines)


def _has_scored(of: Telling, unit: str, sheet: Entered) -> bool:
    own = {row.code for row in of.rows(unit) if row.entry.layer in (None, of.layer)}
    return any(code in own for code in (*sheet.values, *sheet.stands))


def _without_outer(layer: ScoreLayer, found: list[ToldTotal]) -> list[ToldTotal]:
    if layer.joining is not Joining.TRIMMED or len(found) < FEWEST:
        return found
    exact = [one.exact for one in found]
    lowest = exact.index(min(exact))
    highest = max(n for n, one in enumerate(exact) if one == max(exact))
    return [one for n, one in enumerate(found) if n not in (lowest, highest)]


def _scorers_said(found: list[ToldTotal], left: list[ToldTotal], come: Fraction) -> tuple[Told, ...]:
    facts: dict[str, object] = {
        "count": len(found),
        "points": " + ".join(said_number(one.exact) for one in left),
        "left": len(left),
        "mean": said_number(come),
    }
    message = N_("Totals of {count} scorers: ({points}) ÷ {left} = {mean}")
    if len(left) < len(found):
        exact = [one.exact for one in found]
        facts |= {"highest": said_number(max(exact)), "lowest": said_number(min(exact))}
        message = N_(
            "Totals of {count} scorers, without the highest ({highest}) and the lowest ({lowest}):"
            " ({points}) ÷ {left} = {mean}"
        )
    return (Told(message, facts, half_up(come), 1),)


def _layers_told(of: Telling, unit: str) -> ToldTotal:
    """Tell what the totals of the layers come to by their weights."""
    layers = [one for one in layers_of(of.criteria) if one.code in of.parts]
    found = [
        (Fraction(one.weight), total_told(of.parts[one.code]._replace(quiet=of.quiet), unit))
        for one in layers
    ]
    come = _together(sheet_told(of, unit), found)
    addends = " + ".join(
        f"{said_number(one.exact)} × {number(layer.weight)} ({layer.name})"
        for layer, (_, one) in zip(layers, found, strict=True)
    )
    facts = {"addends": addends, "whole": number(sum((one.weight for one in layers), Decimal(0)))}
    message = N_("Totals by the weights of the layers: ({addends}) ÷ {whole} = {points}")
    told = Told(message, {**facts, "points": said_number(come.exact)}, half_up(come.exact), 1)
    return _ended(of, come, (told,))


def _together(rows: ToldTotal, found: Shares) -> ToldTotal:
    """Join totals, exact; single rows stay as they are joined by themselves."""
    whole = sum((share for share, _ in found), NOTHING)

    def joined(parts: Sequence[Mapping[str, Fraction]]) -> dict[str, Fraction]:
        codes = {code for one in parts for code in one}
        shares = [share / whole for share, _ in found]
        return {
            code: sum((s * one.get(code, NOTHING) for s, one in zip(shares, parts, strict=True)), NOTHING)
            for code in codes
        }

    single = joined([{"minus": one.minus, "exact": one.exact, "out_of": one.out_of} for _, one in found])
    return rows._replace(
        parts=joined([one.parts for _, one in found]),
        tops=joined([one.tops for _, one in found]),
        blank=frozenset().union(*(one.blank for _, one in found)),
        minus=single["minus"],
        exact=single["exact"],
        out_of=single["out_of"],
    )


def _ended(of: Telling, come: ToldTotal, lines: tuple[Told, ...]) -> ToldTotal:
    """Round what totals come to, once, and say so."""
    step = of.criteria.rounding
    total = half_up(come.exact, step)
    facts = {"sum": number(total), "exact": said_number(come.exact), "step": number(step or Decimal("0.01"))}
    message = N_("Total: {exact}, rounded once to {step}, half up: {sum}") if step else N_("Total: {sum}")
    return come._replace(total=total, lines=(*lines, Told(message, facts, total)))
