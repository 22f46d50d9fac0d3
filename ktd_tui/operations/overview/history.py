"""Years beside each other: a unit's own points, ranks, titles and offices, and a bloc's."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Role, Unit
from ktd_tui.i18n import t
from ktd_tui.operations import saying
from ktd_tui.operations.council.decisions import awarded_by_year
from ktd_tui.operations.council.directory import bloc_of, unit_page
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import years_of
from ktd_tui.operations.page import Page, PageTable
from ktd_tui.operations.scoring.results.known import are_known, standings_known
from ktd_tui.rules.overview.weak import spread
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.results.ranking import Standing, ranked_beside
from ktd_tui.sheets.writing import Value, WrittenTable
from ktd_tui.text import enumerated
from ktd_tui.words import number

NONE = "–"


class UnitYear(NamedTuple):
    """A unit in one year.

    Attributes:
        standing: Its points, rank and grade; None where the year has no criteria set.
        ranked: How many units are ranked together with it, itself among them.
        titles: What decisions gave it.
        pending: The standing is not reckoned yet.
    """

    bloc: Bloc
    year: BlocYear
    role: Role
    standing: Standing | None
    ranked: int
    titles: tuple[str, ...]
    pending: bool = False

    @property
    def total(self) -> Decimal | None:
        """Its points; None while any is blank."""
        return self.standing.result.total if self.standing and self.standing.rank is not None else None


class BlocYearRow(NamedTuple):
    """A bloc in one year.

    Attributes:
        units: How many units took part.
        head: The unit that led the bloc.
        first: Who had rank 1.
        lowest: The lowest total; None while nobody has a rank.
        middle: The mean.
        highest: The highest total.
        titles: How many titles and commendations decisions gave its units.
        pending: The results are not reckoned yet.
    """

    year: BlocYear
    units: int
    head: str
    first: str
    lowest: Decimal | None
    middle: Decimal | None
    highest: Decimal | None
    titles: int
    pending: bool = False


def unit_years(desk: Desk, unit_id: str) -> tuple[Unit, tuple[UnitYear, ...]]:
    """Return a unit with every year it took part in, the newest first."""
    unit, rows = unit_years_at_hand(desk, unit_id)
    return unit, tuple(unit_year_reckoned(desk, unit_id, row) for row in rows)


def unit_years_at_hand(desk: Desk, unit_id: str) -> tuple[Unit, tuple[UnitYear, ...]]:
    """Return the same as far as it is known at once: the results of years take their time."""
    of, awarded = unit_page(desk, unit_id), awarded_by_year(desk)
    rows = []
    for year, bloc, role in of.years:
        titles = tuple(sorted(awarded.get(year.year, {}).get(unit_id, ())))
        row = UnitYear(bloc, year, role, None, 0, titles, pending=True)
        rows.append(unit_year_reckoned(desk, unit_id, row) if are_known(desk, year) else row)
    return of.unit, tuple(rows)


def unit_year_reckoned(desk: Desk, unit_id: str, of: UnitYear) -> UnitYear:
    """Return a unit's year with its standing."""
    standings = standings_known(desk, of.year)
    own = next((s for s in standings if s.unit_id == unit_id), None)
    return of._replace(standing=own, ranked=ranked_beside(standings, unit_id), pending=False)


def bloc_years(desk: Desk, bloc_id: str) -> tuple[Bloc, tuple[BlocYearRow, ...]]:
    """Return a bloc with all its years, the newest first."""
    bloc, rows = bloc_years_at_hand(desk, bloc_id)
    return bloc, tuple(bloc_year_reckoned(desk, row) for row in rows)


def bloc_years_at_hand(desk: Desk, bloc_id: str) -> tuple[Bloc, tuple[BlocYearRow, ...]]:
    """Return the same as far as it is known at once."""
    awarded = awarded_by_year(desk)
    rows = []
    for year in years_of(desk, bloc_id):
        head, given = year.unit_with(Role.HEAD) or "", awarded.get(year.year, {})
        row = BlocYearRow(
            year,
            len(year.members),
            _labels(desk, year).get(head, NONE),
            NONE,
            None,
            None,
            None,
            sum(len(given.get(member.unit_id, ())) for member in year.members),
            pending=True,
        )
        rows.append(bloc_year_reckoned(desk, row) if are_known(desk, year) else row)
    return bloc_of(desk, bloc_id), tuple(rows)


def bloc_year_reckoned(desk: Desk, of: BlocYearRow) -> BlocYearRow:
    """Return a bloc's year with its results."""
    standings, names = standings_known(desk, of.year), _labels(desk, of.year)
    found = spread([s.result.total for s in standings if s.rank is not None])
    lowest, middle, highest = found or (None, None, None)
    return of._replace(
        first=enumerated(names.get(s.unit_id, "?") for s in standings if s.rank == 1) or NONE,
        lowest=lowest,
        middle=_rounded(middle),
        highest=highest,
        pending=False,
    )


def _labels(desk: Desk, year: BlocYear) -> dict[str, str]:
    """Return what the units of a year are called in narrow columns."""
    members = {member.unit_id for member in year.members}
    units = (unit for unit in desk.store.find(Unit) if unit.id in members)
    return {unit.id: unit.as_in(year.year).label for unit in units}


def _rounded(of: Fraction | None) -> Decimal | None:
    return None if of is None else rounded(of)


def unit_heads() -> tuple[str, ...]:
    """Return the headings of a unit's years."""
    return t("Year"), t("Bloc"), t("Role"), t("Points"), t("Rank"), t("Grade"), t("Titles given")


def unit_cells(of: UnitYear) -> tuple[str, ...]:
    """Say a unit's year in the columns of its table."""
    ranked = of.standing is not None and of.standing.rank is not None
    return (
        str(of.year.year),
        of.bloc.name,
        saying.role(of.role, of.bloc),
        figure_said(of.total),
        f"{saying.rank(of.standing)}/{of.ranked}" if ranked and of.standing else NONE,
        (of.standing.grade if of.standing else "") or NONE,
        enumerated(of.titles) or NONE,
    )


def bloc_heads() -> tuple[str, ...]:
    """Return the headings of a bloc's years."""
    return (
        t("Year"), t("Units"), t("Bloc head"), t("First"), t("Lowest"), t("Mean"), t("Highest"),
        t("Titles given"),
    )  # fmt: skip


def bloc_cells(of: BlocYearRow) -> tuple[str, ...]:
    """Say a bloc's year in the columns of its table."""
    figures = map(figure_said, (of.lowest, of.middle, of.highest))
    return (str(of.year.year), str(of.units), of.head, of.first, *figures, str(of.titles or NONE))


def figure_said(figure: Decimal | None) -> str:
    """Write points, a dash where there are none."""
    return NONE if figure is None else number(figure)


def unit_years_page(desk: Desk, unit_id: str) -> Page:
    """Return a unit's years as plain text."""
    unit, rows = unit_years(desk, unit_id)
    table = PageTable(unit_heads(), tuple(map(unit_cells, rows)), frozenset((3, 4)))
    return Page(f"{unit.name} › {t('Over the years')}", (table,))


def bloc_years_page(desk: Desk, bloc_id: str) -> Page:
    """Return a bloc's years as plain text."""
    bloc, rows = bloc_years(desk, bloc_id)
    table = PageTable(bloc_heads(), tuple(map(bloc_cells, rows)), frozenset((1, 4, 5, 6, 7)))
    return Page(f"{bloc.name} › {t('Over the years')}", (table,))


def unit_years_table(desk: Desk, unit_id: str) -> WrittenTable:
    """Return a unit's years as a table for an office program: Vietnamese whatever the screens speak."""
    unit, rows = unit_years(desk, unit_id)
    heads = ("Năm", "Khối", "Vai trò", "Tổng điểm", "Xếp hạng", "Số đơn vị", "Xếp loại", "Danh hiệu")
    title = f"{unit.name} qua các năm"
    return WrittenTable("Qua các năm", heads, tuple(_unit_row(of) for of in rows), (title,))


def _unit_row(of: UnitYear) -> tuple[Value, ...]:
    offices = {Role.HEAD: of.bloc.words.head, Role.DEPUTY: of.bloc.words.deputy}
    rank = of.standing.rank if of.standing else None
    return (
        of.year.year, of.bloc.name, offices.get(of.role, "Thành viên"), of.total, rank, of.ranked or None,
        (of.standing.grade if of.standing else "") or None, "; ".join(of.titles) or None,
    )  # fmt: skip


def bloc_years_table(desk: Desk, bloc_id: str) -> WrittenTable:
    """Return a bloc's years as a table for an office program."""
    bloc, rows = bloc_years(desk, bloc_id)
    heads = (
        "Năm", "Số đơn vị", bloc.words.head, "Hạng nhất", "Thấp nhất", "Trung bình", "Cao nhất",
        "Số danh hiệu",
    )  # fmt: skip
    return WrittenTable("Qua các năm", heads, tuple(_bloc_rows(rows)), (f"{bloc.name} qua các năm",))


def _bloc_rows(rows: tuple[BlocYearRow, ...]) -> Iterator[tuple[Value, ...]]:
    for of in rows:
        yield of.year.year, of.units, of.head, of.first, of.lowest, of.middle, of.highest, of.titles
