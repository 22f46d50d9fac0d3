"""Ranks beside earlier years', and the council's look over all its blocs."""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.operations.council.directory import current_year
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.kept_years import kept_by_year
from ktd_tui.operations.lookup import years_of
from ktd_tui.operations.scoring.awards import awards_page
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.operations.scoring.results.known import standings_known
from ktd_tui.rules.council.order import blocs_in_order
from ktd_tui.rules.scoring.results.nominations import Nomination, Proposal
from ktd_tui.rules.scoring.results.ranking import Standing, standings_in_order
from ktd_tui.text import collate

YEARS = 3
"""Earlier years beside the one in view."""


class RankingPage(NamedTuple):
    """A year's ranking.

    Attributes:
        standings: The best first, those without a rank last.
        earlier: Ranks of earlier years by year, then by unit id; the latest year first.
        nominations: By unit id; what each is proposed for, or why not.
    """

    grid: Grid
    standings: tuple[Standing, ...]
    units: Mapping[str, Unit]
    earlier: Mapping[int, Mapping[str, Standing]]
    nominations: Mapping[str, tuple[Nomination, ...]]


def ranking_page(desk: Desk, bloc_year_id: str) -> RankingPage:
    """Return the ranking of a year beside those of the years before.

    Raises:
        Refused: The year has no criteria set.
    """
    page = awards_page(desk, bloc_year_id)
    of = page.grid
    by_unit: dict[str, tuple[Nomination, ...]] = {
        unit.id: tuple(n for n in page.nominations if n.unit_id == unit.id) for unit in of.units
    }
    return RankingPage(of, _sorted(of), page.units, _earlier(desk, of.year), by_unit)


def _sorted(of: Grid) -> tuple[Standing, ...]:
    names = {unit.id: collate(unit.name) for unit in of.units}
    return tuple(standings_in_order(sorted(of.standings, key=lambda s: names[s.unit_id])))


def _earlier(desk: Desk, year: BlocYear) -> dict[int, dict[str, Standing]]:
    """Return the standings of the years before."""
    before = [y for y in years_of(desk, year.bloc_id) if y.year < year.year and y.criteria_id]
    latest = sorted(before, key=lambda y: -y.year)[:YEARS]
    return {y.year: {s.unit_id: s for s in standings_known(desk, y)} for y in latest}


class BlocStanding(NamedTuple):
    """How far a bloc is with its year.

    Attributes:
        year: The year in work, None where the bloc has none.
        scored: Units whose scores are complete.
        units: Units of the year.
        first: The units with rank 1, with ``best`` what they came to.
        proposed: How many units are proposed for a title.
        pending: The results are not reckoned yet.
    """

    bloc: Bloc
    year: BlocYear | None
    scored: int = 0
    units: int = 0
    first: tuple[Unit, ...] = ()
    best: Standing | None = None
    proposed: int = 0
    pending: bool = False


def blocs_standing(desk: Desk, year: int | None = None) -> list[BlocStanding]:
    """Return how far every bloc is in a year, or in the year that each works on: the council's view."""
    return [bloc_reckoned(desk, row) for row in blocs_at_hand(desk, year)]


def blocs_at_hand(desk: Desk, number: int | None = None) -> list[BlocStanding]:
    """Return the same as far as it is known at once: a province's results take their time, bloc by bloc."""
    known: dict[str, BlocStanding] = kept_by_year(desk.store, "standing")
    rows = []
    for bloc in blocs_in_order(desk.store.find(Bloc)):
        of = current_year(desk, bloc.id)
        if number is not None:
            of = next((y for y in years_of(desk, bloc.id) if y.year == number), None)
        units, pending = len(of.members) if of else 0, bool(of and of.criteria_id)
        found = known.get(of.id) if of and pending else None
        rows.append(found or BlocStanding(bloc, of, units=units, pending=pending))
    return rows


def bloc_reckoned(desk: Desk, row: BlocStanding) -> BlocStanding:
    """Return how far a bloc is; of a year in whose bloc nothing was changed since as it is known."""
    if not row.pending or row.year is None:
        return row
    known: dict[str, BlocStanding] = kept_by_year(desk.store, "standing")
    if row.year.id not in known:
        known[row.year.id] = _standing_of(desk, row.bloc, row.year)
    return known[row.year.id]


def _standing_of(desk: Desk, bloc: Bloc, of: BlocYear) -> BlocStanding:
    page = awards_page(desk, of.id)
    ranked = [s for s in page.grid.standings if s.rank == 1]
    return BlocStanding(
        bloc=bloc,
        year=of,
        scored=sum(s.result.complete for s in page.grid.standings),
        units=len(page.grid.units),
        first=tuple(page.units[s.unit_id] for s in ranked),
        best=ranked[0] if ranked else None,
        proposed=len({n.unit_id for n in page.nominations if n.verdict is Proposal.PROPOSED}),
    )


def known_years(desk: Desk) -> list[int]:
    """Return the years that any bloc has, the latest first."""
    return sorted({year.year for year in desk.store.find(BlocYear)}, reverse=True)
