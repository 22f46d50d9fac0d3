"""What the charts of a year show, of the bloc or of one unit: the figures alone, however they are drawn."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import years_of
from ktd_tui.operations.overview.gathering import criteria_shares
from ktd_tui.operations.page import Page, PageHeading, PageTable, Part
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.operations.scoring.results.known import standings_known
from ktd_tui.rules.overview.weak import mean
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.results.ranking import Standing
from ktd_tui.words import number, percent

YEARS = 5
"""Years of the line."""
NONE = "–"


class GroupBar(NamedTuple):
    """A group of criteria: the share of its most points, this year and the year before; None: not known."""

    code: str
    name: str
    now: Fraction | None
    before: Fraction | None


class YearPoint(NamedTuple):
    """A year on the line: the bloc's mean total, and that of the unit that is looked at."""

    year: int
    mean: Decimal | None
    own: Decimal | None


class YearCharts(NamedTuple):
    """The charts of a year.

    Attributes:
        unit: Whose groups and line they are; None: the bloc's on average.
        groups: The groups beside last year's.
        line: Five years, the earliest first.
        grades: How many units have each grade, from the highest; at the end those without one.
        rows: Code and text of each criterion.
        heat: The share of its maximum that each unit has of each, by code, then by unit.
    """

    bloc: Bloc
    year: BlocYear
    units: tuple[Unit, ...]
    unit: Unit | None
    groups: tuple[GroupBar, ...]
    line: tuple[YearPoint, ...]
    grades: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str], ...]
    heat: Mapping[str, Mapping[str, Fraction]]


def year_charts(desk: Desk, bloc_year_id: str, unit_id: str | None = None) -> YearCharts:
    """Return what the charts of a year show.

    Args:
        unit_id: A unit whose own bars and line are wanted; None: the mean of all.

    Raises:
        Refused: The year has no criteria set.
    """
    now = grid(desk, bloc_year_id)
    stood = {now.year.year: now.standings}
    for year in years_of(desk, now.year.bloc_id):
        if now.year.year - YEARS < year.year < now.year.year and year.criteria_id:
            stood[year.year] = standings_known(desk, year)
    before = stood.get(now.year.year - 1, ())
    return YearCharts(
        bloc=now.bloc,
        year=now.year,
        units=now.units,
        unit=next((unit for unit in now.units if unit.id == unit_id), None),
        groups=tuple(_groups(now, before, unit_id)),
        line=tuple(_point(year, stood[year], unit_id) for year in sorted(stood)),
        grades=tuple(_grades(now)),
        rows=tuple((row.code, row.text) for row in now.rows if row.section.needed),
        heat=criteria_shares(now),
    )


def _groups(now: Grid, before: Sequence[Standing], unit_id: str | None) -> Iterator[GroupBar]:
    """Yield each group; last year's has the same code, or none."""
    for group in now.criteria.groups:
        shares = (_share(stood, group.code, unit_id) for stood in (now.standings, before))
        yield GroupBar(group.code, group.name, *shares)


def _share(of: Sequence[Standing], code: str, unit_id: str | None) -> Fraction | None:
    """Return the share of a group's most points of one unit, or of all complete ones on average."""
    found = []
    for standing in of:
        sum_, most = standing.result.subtotals.get(code), standing.result.most.get(code)
        counts = unit_id == standing.unit_id if unit_id else standing.result.complete
        if counts and sum_ is not None and most:
            found.append(Fraction(sum_) / Fraction(most))
    return mean(found)


def _point(year: int, of: Sequence[Standing], unit_id: str | None) -> YearPoint:
    totals = {s.unit_id: s.result.total for s in of if s.rank is not None}
    middle = mean(Fraction(total) for total in totals.values())
    return YearPoint(
        year, None if middle is None else rounded(middle), totals.get(unit_id) if unit_id else None
    )


def _grades(of: Grid) -> Iterator[tuple[str, int]]:
    counted = Counter(standing.grade for standing in of.standings)
    for grade in of.criteria.grades:
        yield grade.name, counted[grade.name]
    if counted[""]:
        yield t("without a grade"), counted[""]


def charts_page(desk: Desk, bloc_year_id: str, unit_id: str | None = None) -> Page:
    """Return the same figures as plain text."""
    of = year_charts(desk, bloc_year_id, unit_id)
    right = frozenset((1, 2))
    groups = tuple((f"{g.code} {g.name}", _percent(g.now), _percent(g.before)) for g in of.groups)
    line = tuple((str(p.year), _number(p.mean), _number(p.own)) for p in of.line)
    heat = tuple(
        (f"{code} {text}", *(_percent(of.heat.get(code, {}).get(unit.id)) for unit in of.units))
        for code, text in of.rows
    )
    whose = of.unit.name if of.unit else t("Mean of the bloc")
    parts: tuple[Part, ...] = (
        whose,
        PageHeading(t("Groups, share of the most points")),
        PageTable((t("Group"), str(of.year.year), str(of.year.year - 1)), groups, right),
        PageHeading(t("Totals over the years")),
        PageTable((t("Year"), t("Mean of the bloc"), of.unit.label if of.unit else t("Unit")), line, right),
        PageHeading(t("Grades")),
        PageTable((t("Grade"), t("Units")), tuple((g, str(n)) for g, n in of.grades), frozenset((1,))),
        PageHeading(t("Where points are lost: share of the maximum")),
        PageTable(
            (t("Criterion"), *(u.label for u in of.units)), heat, frozenset(range(1, len(of.units) + 1))
        ),
    )
    return Page(f"{of.bloc.name} › {of.year.year} › {t('Charts')}", parts)


def _percent(of: Fraction | None) -> str:
    return NONE if of is None else percent(of)


def _number(of: Decimal | None) -> str:
    return NONE if of is None else number(of)
