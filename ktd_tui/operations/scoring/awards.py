"""Titles: who is to be proposed for what, and the words for it."""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.merit import AwardRules
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.scoring import Registration
from ktd_tui.i18n import N_, t
from ktd_tui.operations.council.decisions import awarded_by_year
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.titles import for_units
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.award_rules import rules_of
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.rules.scoring.results.conditions import Contender, Past
from ktd_tui.rules.scoring.results.nominations import Ground, Nomination, Proposal, nominations
from ktd_tui.rules.signs import Status, status_sign

NO_TITLES = N_(
    "The council's list of award titles is empty, so nobody can be proposed: fill it on the council's page, "
    "“Award titles” (F2 adds, F3 takes those of the law)."
)


class AwardsPage(NamedTuple):
    """Who is to be proposed for which title in a year.

    Attributes:
        nominations: By title in the council's order, the best rank first.
        without_rule: Titles of the council that no rule speaks of.
        titles: The council's titles that a unit can get.
    """

    grid: Grid
    rules: AwardRules
    nominations: tuple[Nomination, ...]
    without_rule: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def units(self) -> Mapping[str, Unit]:
        """The year's units by id."""
        return {unit.id: unit for unit in self.grid.units}


def awards_page(desk: Desk, bloc_year_id: str) -> AwardsPage:
    """Return who is to be proposed for which title.

    Raises:
        Refused: The year has no criteria set.
    """
    return awards_of(desk, grid(desk, bloc_year_id))


def awards_of(desk: Desk, of: Grid) -> AwardsPage:
    """Return who is to be proposed for which title, of the year's result."""
    bloc_year_id = of.year.id
    registered = {r.unit_id: r.titles for r in desk.store.find(Registration, bloc_year_id=bloc_year_id)}
    members = {member.unit_id: member for member in of.year.members}
    field = [
        Contender(
            standing,
            registered.get(standing.unit_id, ()),
            standing.barred,
            member.staff,
            member.sub_group if of.criteria.ranked_apart else "",
        )
        for standing in of.standings
        for member in (members[standing.unit_id],)
    ]
    rules = rules_of(desk, of.year)
    titles = for_units(council(desk).award_titles)
    ground = Ground(
        past=Past(of.year.year, awarded_by_year(desk)),
        grades=[one.name for one in sorted(of.criteria.grades, key=lambda one: -one.at_least)],
        settled=of.beside.settled,
        names={unit.id: unit.label for unit in of.units},
    )
    found = nominations(rules, titles, field, ground)
    spoken = {one.title for one in found}
    return AwardsPage(of, rules, found, tuple(t for t in titles if field and t not in spoken), titles)


PROPOSALS: Mapping[Proposal, str] = {
    Proposal.PROPOSED: N_("proposed"),
    Proposal.TIED: N_("the meeting votes"),
    Proposal.BY_COUNCIL: N_("the council chooses"),
    Proposal.NOT: N_("not proposed"),
}
SIGNS: Mapping[Proposal, str] = {
    Proposal.PROPOSED: status_sign(Status.DONE),
    Proposal.TIED: "=",
    Proposal.BY_COUNCIL: status_sign(Status.DONE),
    Proposal.NOT: status_sign(Status.MISSING),
}


def proposal(of: Nomination) -> str:
    """Say what comes of a unit and a title."""
    return f"{SIGNS[of.verdict]} {t(PROPOSALS[of.verdict])}"


def nomination(of: Nomination) -> str:
    """Say what comes of a title for a unit, and the first reason why."""
    why = t(of.told[0].message, **of.told[0].facts) if of.told else ""
    return f"{SIGNS[of.verdict]} {of.title}: {why}"
