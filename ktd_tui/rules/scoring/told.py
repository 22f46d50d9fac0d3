"""What a unit's rows and groups come to, told line by line and reckoned a second time (decision 11)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Criterion, Layer
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.criterion_kinds import is_heading, kind_of
from ktd_tui.rules.scoring.kinds.giving import exact
from ktd_tui.rules.scoring.kinds.sections import GROUPS
from ktd_tui.rules.scoring.points import Entered
from ktd_tui.rules.scoring.score_rows import NO_FACTS, ScoreRow, UnitFacts, rows_there
from ktd_tui.words import number

NOTHING = Fraction(0)
CENT = Decimal("0.01")
"""To what numbers are rounded for the eye."""


class Told(NamedTuple):
    """One line of an explanation.

    Attributes:
        message: A msgid with its ``facts``.
        value: The number that the line comes to, where it comes to one.
        depth: 0 for a result, more for what it is made of.
    """

    message: str
    facts: Mapping[str, object]
    value: Decimal | None = None
    depth: int = 0


class Telling(NamedTuple):
    """The year that is told of: what was entered in one layer, and what holds for each unit.

    Attributes:
        among: The sheets of the whole bloc in the layer, where ``sheets`` are those of one scorer.
        parts: Of the result: what is told of each layer that counts, by its code.
        quiet: Only what it comes to is asked for; no line is written.
    """

    criteria: CriteriaSet
    sheets: Mapping[str, Sequence[Entered]]
    facts: Mapping[str, UnitFacts] = {}
    layer: str = Layer.BLOC
    among: Mapping[str, Sequence[Entered]] | None = None
    parts: Mapping[str, "Telling"] = {}
    quiet: bool = False

    @property
    def whole(self) -> Mapping[str, Sequence[Entered]]:
        """The sheets of the whole bloc."""
        return self.among or self.sheets

    def of(self, unit: str) -> UnitFacts:
        """Return what holds for a unit."""
        return self.facts.get(unit, NO_FACTS)

    def rows(self, unit: str) -> tuple[ScoreRow, ...]:
        """Return the unit's rows, also those that are not assigned to it."""
        return rows_there(self.criteria, self.of(unit), self.layer, everything=True)


def half_up(of: Fraction, step: Decimal | None = None) -> Decimal:
    """Round half up for the eye; by another way than the scoring does."""
    unit = step or CENT
    above, below = unit.as_integer_ratio()
    steps = of.denominator * above
    whole, rest = divmod(of.numerator * below, steps)
    return (whole + (2 * rest >= steps)) * unit


def said_number(of: Fraction) -> str:
    """Write a number rounded for the eye."""
    return number(half_up(of))


def with_minus(of: Fraction) -> str:
    """Write a number that may lie below 0."""
    return f"−{said_number(-of)}" if of < 0 else said_number(of)


class ToldPart(NamedTuple):
    """A group, heading or section: its rows, and how they count.

    Attributes:
        most: The most that counts before the coefficient, 0: what its rows come to.
    """

    code: str
    name: str
    entries: tuple[Criterion, ...]
    weight: Fraction = Fraction(1)
    most: Fraction = NOTHING
    highest: bool = False
    depth: int = 1


class Come(NamedTuple):
    """What a part comes to, with its coefficient; told from the inside out.

    Attributes:
        inner: The headings in it: what each comes to.
        tops: The most that each of them can come to.
    """

    points: Fraction
    most: Fraction
    lines: tuple[Told, ...]
    beside: bool = False
    inner: Mapping[str, Fraction] = {}
    tops: Mapping[str, Fraction] = {}


class Sums(NamedTuple):
    """What a part is added up of: points, the most of each, and what stands beside."""

    addends: list[Fraction]
    tops: list[Fraction]
    sides: list[tuple[Fraction, Fraction]]

    def take(self, come: Fraction, top: Fraction, *, beside: bool) -> None:
        """Add what stands in the part."""
        if beside:
            self.sides.append((come, top))
        else:
            self.addends.append(come)
            self.tops.append(top)


def part_told(
    of: ToldPart, points: Mapping[str, Fraction], there: frozenset[str], *, quiet: bool = False
) -> Come:
    """Add up a part of the set, and all parts in it.

    Args:
        points: Of the rows, by code; absent where blank.
        there: The codes of the rows that the unit has.
        quiet: No line is written of it.
    """
    sums, words, blank, lines = Sums([], [], []), list[str](), list[str](), list[Told]()
    parts, most = dict[str, Fraction](), dict[str, Fraction]()
    for entry in _inside(of.entries, of.code):
        beside = kind_of(GROUPS, entry).beside
        if is_heading(entry):
            inner = part_told(_heading(of, entry), points, there, quiet=quiet)
            parts |= {entry.code: inner.points, **inner.inner}
            most |= {entry.code: inner.most, **inner.tops}
            if not inner.most:
                continue
            lines += inner.lines
            beside = inner.beside
            sums.take(inner.points, inner.most, beside=beside)
            words += [] if quiet else [_addend(entry.code, inner.points, Fraction(1))]
        elif entry.code in there:
            come, weight = points.get(entry.code), exact(entry.weight)
            sums.take(_times(come or NOTHING, weight), _times(exact(entry.maximum), weight), beside=beside)
            words += [] if come is None or quiet else [_addend(entry.code, come, weight)]
            blank += [entry.code] if come is None and not beside else []
    found = _counted(of, sums)
    told = () if quiet else (*lines, *_blank(of, blank), *_part_said(of, found, words))
    weight, is_beside = of.weight, not sums.tops
    counted, top = _times(found.counted, weight), _times(found.most, weight)
    return Come(counted, top, told, is_beside, parts, most)


def _inside(entries: tuple[Criterion, ...], code: str) -> tuple[Criterion, ...]:
    known = {entry.code for entry in entries if is_heading(entry)}
    if code in known:
        return tuple(entry for entry in entries if entry.under == code)
    return tuple(entry for entry in entries if entry.under not in known)


def _heading(of: ToldPart, entry: Criterion) -> ToldPart:
    return of._replace(
        code=entry.code,
        name=entry.text,
        weight=Fraction(entry.weight),
        most=Fraction(entry.maximum),
        highest=entry.highest,
        depth=of.depth + 1,
    )


def _addend(code: str, come: Fraction, weight: Fraction) -> str:
    times = "" if weight == 1 else f" × {said_number(weight)}"
    return f"{with_minus(come)}{times} ({code})"


def added_said(words: Sequence[str]) -> str:
    """Write what is added up: «10 (I.1) − 3 (I.2)»."""
    return " + ".join(words).replace("+ −", "− ")


def sum_said(words: Sequence[str], come: Fraction) -> str:
    """Write a sum with what it is made of; what is one number already is not said twice."""
    addends = added_said(words)
    return addends if len(words) == 1 and "×" not in addends else f"{addends} = {with_minus(come)}"


def _blank(of: ToldPart, codes: list[str]) -> Iterator[Told]:
    if codes:
        yield Told(N_("Blank, which is not 0: {codes}"), {"codes": ", ".join(codes)}, None, of.depth)


def _times(of: Fraction, weight: Fraction) -> Fraction:
    return of if weight == 1 else of * weight


class _Counted(NamedTuple):
    """What a part is added up to, the most that counts of it, and what counts."""

    come: Fraction
    most: Fraction
    counted: Fraction


def _counted(of: ToldPart, sums: Sums) -> _Counted:
    addends, tops, sides = sums
    if of.highest:
        come, top = max(addends, default=NOTHING), max(tops, default=NOTHING)
    else:
        come, top = sum(addends, NOTHING), sum(tops, NOTHING)
    if not tops:
        tops_beside = [top for _, top in sides]
        top = max(tops_beside, default=NOTHING) if of.highest else sum(tops_beside, NOTHING)
    come += sum((side for side, _ in sides), NOTHING)
    most = of.most if of.most and of.most < top else top
    least = NOTHING if tops or of.depth == 1 else -most
    return _Counted(come, most, least if come < least else min(come, most))


def _part_said(of: ToldPart, found: _Counted, words: list[str]) -> Iterator[Told]:
    come, most, counted = found
    facts: dict[str, object] = {
        "code": of.code, "name": of.name, "addends": added_said(words), "sum": sum_said(words, come),
        "counted": with_minus(counted), "most": said_number(most), "weight": said_number(of.weight),
        "weighted": with_minus(counted * of.weight),
    }  # fmt: skip
    message = N_("{code} {name}: {sum}")
    if not words:
        message = N_("{code} {name}: no points yet")
    elif of.highest and len(words) > 1:
        message = N_("{code} {name}: the highest of {addends}: {counted}")
    elif come < counted:
        message = N_("{code} {name}: {sum}, never below {counted}: {counted}")
    elif come > most:
        message = N_("{code} {name}: {sum}, counted {counted} (at most {most})")
    yield Told(message, facts, half_up(counted), of.depth)
    if of.weight != 1:
        message = N_("{code} with its coefficient: {counted} × {weight} = {weighted}")
        yield Told(message, facts, half_up(counted * of.weight), of.depth)
