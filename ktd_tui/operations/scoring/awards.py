"""Titles: by which rules they are proposed, and who is to be proposed for what."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.merit import AwardRule, AwardRules
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.scoring import Layer, Registration
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.conflicts import LIMIT, Clash, difference
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.nominations import Contender, Nomination, Proposal, nominations
from ktd_tui.text import clean, fold
from ktd_tui.words import parse_decimal, percent

BUILT_IN = Path(__file__).parents[2] / "data" / "award-rules.toml"
YEAR_END = (12, 31)
"""Titles are judged by what is in force at the end of the year."""
PERCENT = Decimal(100)


class AwardsPage(NamedTuple):
    """Who is to be proposed for which title in a year.

    Attributes:
        nominations: By title in the council's order, the best rank first.
        without_rule: Titles of the council that no rule speaks of.
    """

    grid: Grid
    rules: AwardRules
    nominations: tuple[Nomination, ...]
    without_rule: tuple[str, ...]

    @property
    def units(self) -> Mapping[str, Unit]:
        """The year's units by id."""
        return {unit.id: unit for unit in self.grid.units}


def built_in_rules() -> tuple[AwardRules, ...]:
    """Return the sets of rules that ship with ktd."""
    from ktd_tui.operations.shipped import load

    return tuple(record for record in load([BUILT_IN]) if isinstance(record, AwardRules))


def rules_on(desk: Desk, day: date) -> AwardRules:
    """Return the rules in force on a day: the office's own before those that ship with ktd.

    A day of which nothing is known has a set without rules: nobody is proposed by it.
    """
    own = desk.store.find(AwardRules)
    changed = {rules.id for rules in own}
    shipped = [rules for rules in built_in_rules() if rules.id not in changed]
    valid = [rules for rules in (*own, *shipped) if rules.in_force(day)]
    nothing = AwardRules(name="–", valid_from=day, valid_until=day)
    return max(valid, key=lambda rules: rules.valid_from, default=nothing)


def rules_of(desk: Desk, year: BlocYear | str) -> AwardRules:
    """Return the rules that the titles of a year (or the one of that id) are judged by."""
    if isinstance(year, str):
        year = desk.store.get(BlocYear, year)
    return rules_on(desk, date(year.year, *YEAR_END))


def awards_page(desk: Desk, bloc_year_id: str) -> AwardsPage:
    """Return who is to be proposed for which title.

    Raises:
        Refused: The year has no criteria set.
    """
    of = grid(desk, bloc_year_id, View(Layer.BLOC))
    registered = {r.unit_id: r.titles for r in desk.store.find(Registration, bloc_year_id=bloc_year_id)}
    field = [
        Contender(standing, registered.get(standing.unit_id, ()), of.barred(standing.unit_id))
        for standing in of.standings
    ]
    rules = rules_of(desk, of.year)
    titles = council(desk).award_titles
    found = nominations(rules, titles, of.criteria, field)
    spoken = {one.title for one in found}
    return AwardsPage(of, rules, found, tuple(t for t in titles if field and t not in spoken))


class Conditions(NamedTuple):
    """The conditions of a title as typed; an empty text stands for none.

    Attributes:
        at_least: Per cent of the criteria's points.
        best: So many of the first places.
        quota: Per cent of the bloc's units.
        registered: The unit must have registered the title.
    """

    title: str
    at_least: str = ""
    best: str = ""
    quota: str = ""
    registered: bool = True
    by_council: bool = False
    source: str = ""
    certainty: str = ""


def rule_as_typed(rule: AwardRule) -> Conditions:
    """Return a rule as one would type it."""

    def per_cent(share: Fraction | None) -> str:
        return percent(share).removesuffix(" %") if share is not None else ""

    return Conditions(
        rule.title,
        per_cent(rule.at_least),
        str(rule.best or ""),
        per_cent(rule.quota),
        rule.registered,
        rule.by_council,
        rule.source,
        rule.certainty,
    )


def save_rule(desk: Desk, rules: AwardRules, typed: Conditions, seen: AwardRule | None) -> AwardRules:
    """Set the conditions of one title; the first change makes the set the office's own.

    Args:
        rules: The set, the office's own or one that ships with ktd.
        typed: The conditions.
        seen: The rule as it was seen; None for a new one.

    Raises:
        NotAllowed: The right is missing.
        Refused: The title is empty, has its rule already, or a condition is not a number in its bounds.
        Clash: Somebody else changed the same rule meanwhile.
    """
    fresh = _rule(typed)
    with desk.act(
        Act.EDIT_COUNCIL, N_("Rule of the title: {title}"), {"title": fresh.title}, at=None
    ) as store:
        found = store.find(AwardRules, id=rules.id)
        now = found[0] if found else rules
        there = next((r for r in now.rules if r.title == (seen.title if seen else fresh.title)), None)
        if seen is None and there is not None:
            raise Refused(N_("“{title}” has its rule already."), title=fresh.title)
        if there not in (seen, fresh):
            changed = difference("title", fresh.title, there.title if there else "")
            raise Clash((changed,), mine=fresh, theirs=there, record_id=now.id, whole=True)
        kept = [fresh if r == there else r for r in now.rules]
        return store.save(now.with_(rules=tuple(kept if there is not None else [*now.rules, fresh])))


def drop_rule(desk: Desk, rules: AwardRules, seen: AwardRule) -> AwardRules:
    """Take a title's rule out: it is proposed by nothing but the meeting's own mind.

    Raises:
        NotAllowed: The right is missing.
    """
    told = {"title": seen.title}
    with desk.act(Act.EDIT_COUNCIL, N_("No rule any more: {title}"), told, at=None) as store:
        found = store.find(AwardRules, id=rules.id)
        now = found[0] if found else rules
        return store.save(now.with_(rules=tuple(r for r in now.rules if fold(r.title) != fold(seen.title))))


def _rule(typed: Conditions) -> AwardRule:
    title = clean(typed.title, limit=LIMIT)
    if not title:
        raise Refused(N_("The title is empty."))
    return AwardRule(
        title=title,
        at_least=_share(typed.at_least),
        best=_places(typed.best),
        quota=_share(typed.quota),
        by_council=typed.by_council,
        registered=typed.registered,
        source=clean(typed.source, limit=LIMIT),
        certainty=clean(typed.certainty, limit=LIMIT),
    )


def _share(text: str) -> Fraction | None:
    if not text.strip():
        return None
    value = parse_decimal(text.strip().removesuffix("%").strip())
    if not 0 < value <= PERCENT:
        raise Refused(N_("“{text}” is not a share between 0 and 100 per cent."), text=text)
    return Fraction(value) / 100


def _places(text: str) -> int | None:
    plain = text.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal()) or not 1 <= int(plain[:4]) <= 999:  # noqa: PLR2004
        raise Refused(N_("“{text}” is not a number of places."), text=text)
    return int(plain)


PROPOSALS: Mapping[Proposal, str] = {
    Proposal.PROPOSED: N_("proposed"),
    Proposal.TIED: N_("the meeting votes"),
    Proposal.BY_COUNCIL: N_("the council chooses"),
    Proposal.NOT: N_("not proposed"),
}
SIGNS: Mapping[Proposal, str] = {
    Proposal.PROPOSED: "✓",
    Proposal.TIED: "=",
    Proposal.BY_COUNCIL: "✓",
    Proposal.NOT: "–",
}


def proposal(of: Nomination) -> str:
    """Say what comes of a unit and a title."""
    return f"{SIGNS[of.verdict]} {t(PROPOSALS[of.verdict])}"


def nomination(of: Nomination) -> str:
    """Say what comes of a title for a unit, and the first reason why."""
    why = t(of.told[0].message, **of.told[0].facts) if of.told else ""
    return f"{SIGNS[of.verdict]} {of.title}: {why}"
