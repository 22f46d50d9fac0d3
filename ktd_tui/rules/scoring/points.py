"""What is entered in score sheets gives points, row by row; ``sums`` adds them up.

A cell that is computed is rounded by itself, since it is printed; the mean of several scorers is not.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Layer
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.kinds.giving import Case, rounded
from ktd_tui.rules.scoring.score_rows import NO_FACTS, ScoreRow, UnitFacts, rows_there, score_row, score_rows
from ktd_tui.rules.scoring.scorers.joining import joined
from ktd_tui.rules.scoring.scorers.listed import layers_of, row_step

Field = tuple[tuple[Fraction, Decimal | None], ...]
"""The results of all units in a measured row, each with its target."""


class Entered(NamedTuple):
    """What stands in one sheet.

    Attributes:
        values: What was entered, by code.
        stands: Points that stand instead of what would be computed: by hand, frozen at locking, or of the
            one layer that scores the row.
    """

    values: Mapping[str, Decimal]
    stands: Mapping[str, Decimal | Fraction] = {}


def check_points(criteria: CriteriaSet, code: str, value: Decimal) -> None:
    """Refuse a value that the row of that code cannot hold.

    Raises:
        Refused: There is no such row, or its kind refuses the value.
    """
    row = score_row(criteria, code)
    row.kind.check(row.entry, value)


def check_by_hand(criteria: CriteriaSet, code: str, points: Decimal) -> None:
    """Refuse points that are to stand instead of computed ones.

    Raises:
        Refused: They are above the most, or the row's points are entered as they are.
    """
    row = score_row(criteria, code)
    if not row.kind.computed:
        raise Refused(N_("{code}: its points are typed as they are, without “=”."), code=code)
    if not 0 <= points <= row.maximum:
        raise Refused(N_("{code}: from 0 to {maximum} points."), code=code, maximum=row.maximum)


def given_points(
    criteria: CriteriaSet,
    sheets: Mapping[str, Sequence[Entered]],
    facts: Mapping[str, UnitFacts] | None = None,
    layer: str = Layer.BLOC,
    among: Mapping[str, Sequence[Entered]] | None = None,
) -> dict[str, Mapping[str, Fraction]]:
    """Return the points of each row of each unit, exact; of several scorers what those who gave some join to.

    Args:
        among: The sheets of the whole bloc in the layer, where ``sheets`` are those of one scorer.
    """
    known = facts or {}
    fields = _fields(criteria, among or sheets, known)
    found: dict[str, Mapping[str, Fraction]] = {}
    rules = next((one for one in layers_of(criteria) if one.code == layer), None)
    step = row_step(criteria, layer)
    for unit, of in sheets.items():
        own = known.get(unit, NO_FACTS)
        points: dict[str, Fraction] = {}
        for row in rows_there(criteria, own, layer):
            case = _case(own, row, fields)
            given = [one for sheet in of if (one := _given(row, sheet, case)) is not None]
            if given:
                points[row.code] = joined(rules, given, step)
        found[unit] = MappingProxyType(points)
    return found


def points_by_sheet(
    criteria: CriteriaSet,
    sheets: Mapping[str, Sequence[Entered]],
    facts: Mapping[str, UnitFacts],
    layer: str,
    among: Mapping[str, Sequence[Entered]],
) -> dict[str, list[dict[str, Fraction]]]:
    """Return the points of each row in every sheet of each unit, exact; of who scored nothing there is none.

    Args:
        among: The sheets of the whole bloc in the layer.
    """
    fields = _fields(criteria, among, facts)
    found: dict[str, list[dict[str, Fraction]]] = {}
    for unit, of in sheets.items():
        own = facts.get(unit, NO_FACTS)
        rows = rows_there(criteria, own, layer)
        each = [
            {
                row.code: one
                for row in rows
                if (one := _given(row, sheet, _case(own, row, fields))) is not None
            }
            for sheet in of
        ]
        typed = {row.code for row in rows if row.entry.layer in (None, layer)}
        found[unit] = [points for points in each if points.keys() & typed] or each[:1] or [{}]
    return found


def _case(of: UnitFacts, row: ScoreRow, fields: Mapping[str, Field]) -> Case:
    return Case(of.targets.get(row.code), fields.get(row.code, ()))


def _given(row: ScoreRow, sheet: Entered, case: Case) -> Fraction | None:
    if row.code in sheet.stands:
        return Fraction(sheet.stands[row.code])
    if row.code not in sheet.values:
        return None
    exact = row.kind.gives(row.entry, Fraction(sheet.values[row.code]), case)
    return None if exact is None else Fraction(rounded(exact, row.entry.step)) if row.kind.computed else exact


def _fields(
    criteria: CriteriaSet, sheets: Mapping[str, Sequence[Entered]], facts: Mapping[str, UnitFacts]
) -> dict[str, Field]:
    """Return the results of all units by measured row; of several scorers the mean of what they entered."""
    found: dict[str, Field] = {}
    for row in score_rows(criteria):
        if row.kind.measured:
            entered = {
                unit: [Fraction(one.values[row.code]) for one in of if row.code in one.values]
                for unit, of in sheets.items()
                if row.code not in facts.get(unit, NO_FACTS).unassigned
            }
            found[row.code] = tuple(
                (sum(of, Fraction(0)) / len(of), facts.get(unit, NO_FACTS).targets.get(row.code))
                for unit, of in entered.items()
                if of
            )
    return found
