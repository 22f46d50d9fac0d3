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
from ktd_tui.rules.scoring.kinds.giving import Case, exact, rounded
from ktd_tui.rules.scoring.score_rows import NO_FACTS, ScoreRow, UnitFacts, rows_there, score_row, score_rows
from ktd_tui.rules.scoring.scorers.joining import joined
from ktd_tui.rules.scoring.scorers.listed import layers_of, row_step


class RowField(NamedTuple):
    """What all units have in a row that holds them against each other, or against a target.

    Attributes:
        results: By unit its result; of several scorers the mean of what they entered.
        all: The same, each with its target.
    """

    results: Mapping[str, Fraction] = {}
    all: tuple[tuple[Fraction, Decimal | None], ...] = ()


NO_FIELD = RowField()


class Entered(NamedTuple):
    """What stands in one sheet.

    Attributes:
        values: What was entered, by code.
        stands: Points that stand instead of what would be computed: by hand, frozen at locking, or of the
            one layer that scores the row.
        marks: By code the marks of several people; their mean counts, exact, instead of the value.
    """

    values: Mapping[str, Decimal]
    stands: Mapping[str, Decimal | Fraction] = {}
    marks: Mapping[str, Sequence[Decimal]] = {}

    def exact(self, code: str) -> Fraction:
        """Return what was entered in a row that is not blank."""
        marks = self.marks.get(code)
        return Fraction(sum(marks, Decimal(0))) / len(marks) if marks else exact(self.values[code])


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
        entered = {code for one in of for code in (*one.stands, *one.values)}
        for row in rows_there(criteria, own, layer) if entered else ():
            if row.code not in entered:
                continue
            case = _case(unit, own, row, fields)
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
                if (one := _given(row, sheet, _case(unit, own, row, fields))) is not None
            }
            for sheet in of
        ]
        typed = {row.code for row in rows if row.entry.layer in (None, layer)}
        found[unit] = [points for points in each if points.keys() & typed] or each[:1] or [{}]
    return found


def _case(unit: str, of: UnitFacts, row: ScoreRow, fields: Mapping[str, RowField]) -> Case:
    field = fields.get(row.code, NO_FIELD)
    return Case(of.targets.get(row.code), field.all, field.results.get(unit))


def _given(row: ScoreRow, sheet: Entered, case: Case) -> Fraction | None:
    if row.code in sheet.stands:
        return exact(sheet.stands[row.code])
    if row.code not in sheet.values:
        return None
    given = row.kind.gives(row.entry, sheet.exact(row.code), case)
    return None if given is None else exact(rounded(given, row.entry.step)) if row.kind.computed else given


def _fields(
    criteria: CriteriaSet, sheets: Mapping[str, Sequence[Entered]], facts: Mapping[str, UnitFacts]
) -> dict[str, RowField]:
    """Return the results of all units by row, of those rows that look at them."""
    found: dict[str, RowField] = {}
    for row in score_rows(criteria):
        if row.kind.measured or row.kind.among:
            entered = {
                unit: [one.exact(row.code) for one in of if row.code in one.values]
                for unit, of in sheets.items()
                if row.code not in facts.get(unit, NO_FACTS).unassigned
            }
            means = {unit: sum(of, Fraction(0)) / len(of) for unit, of in entered.items() if of}
            found[row.code] = RowField(
                means,
                tuple(
                    (mean, facts.get(unit, NO_FACTS).targets.get(row.code)) for unit, mean in means.items()
                ),
            )
    return found
