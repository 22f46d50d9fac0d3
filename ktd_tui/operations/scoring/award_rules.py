"""By which rules titles are proposed: which set holds for a dossier, the office's own, how one changes it."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.merit import AwardRule, AwardRules
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, Clash, Sides, difference, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.conditions import Conditions, rule_typed
from ktd_tui.rules.access import Act
from ktd_tui.text import fold
from ktd_tui.words import optional_date, parse_date, short_date

BUILT_IN = Path(__file__).parents[2] / "data" / "award-rules.toml"
YEAR_END = (12, 31)
GROUNDS = 2_000
"""Letters of a set's source: a law, decrees and circulars, each with its day and what it is about."""
"""The day on which dossiers are taken as received where the year does not say."""


@cache
def built_in_rules() -> tuple[AwardRules, ...]:
    """Return the sets of rules that ship with ktd; read once, since they never change."""
    from ktd_tui.operations.shipped import load

    return tuple(record for record in load([BUILT_IN]) if isinstance(record, AwardRules))


def rules_on(desk: Desk, day: date) -> AwardRules:
    """Return the rules for dossiers received on a day: the office's own before those that ship with ktd.

    A day of which nothing is known has a set without rules: nobody is proposed by it.
    """
    own = desk.store.find(AwardRules)
    nothing = AwardRules(name="–", valid_from=day, valid_until=day)
    return _latest(own, day) or _latest(_unchanged(own), day) or nothing


def _unchanged(own: list[AwardRules]) -> list[AwardRules]:
    changed = {rules.id for rules in own}
    return [rules for rules in built_in_rules() if rules.id not in changed]


def _latest(sets: list[AwardRules], day: date) -> AwardRules | None:
    valid = [rules for rules in sets if rules.in_force(day)]
    return max(valid, key=lambda rules: rules.valid_from, default=None)


def newer_law(desk: Desk, rules: AwardRules, day: date) -> AwardRules | None:
    """Return the set that ships with ktd for a day where the office's own was made from an older law."""
    shipped = _latest(_unchanged(desk.store.find(AwardRules)), day)
    return shipped if shipped and shipped.valid_from > rules.valid_from else None


def received_on(year: BlocYear) -> date:
    """Return the day on which a year's award dossiers are received, which chooses the law."""
    return year.dossier_on or date(year.year, *YEAR_END)


def rules_of(desk: Desk, year: BlocYear | str) -> AwardRules:
    """Return the rules that the titles of a year (or the one of that id) are judged by."""
    if isinstance(year, str):
        year = desk.store.get(BlocYear, year)
    return rules_on(desk, received_on(year))


class RulesPage(NamedTuple):
    """The rules that a year's titles are judged by.

    Attributes:
        received: The day of receipt that chose them.
        newer: What ships with ktd for that day, where they are the office's own and from an older law.
    """

    rules: AwardRules
    received: date
    newer: AwardRules | None


def rules_page(desk: Desk, bloc_year_id: str) -> RulesPage:
    """Return the rules of a year.

    Raises:
        NotFound: There is no such year any more.
    """
    day = received_on(desk.store.get(BlocYear, bloc_year_id))
    rules = rules_on(desk, day)
    return RulesPage(rules, day, newer_law(desk, rules, day))


def set_received(desk: Desk, bloc_year_id: str, typed: str) -> BlocYear:
    """Say on which day a year's award dossiers are received; empty: the year's last day.

    Raises:
        NotAllowed: The right is missing.
        Refused: It is no day, or one before the year.
    """
    day = optional_date(typed)
    year = desk.store.get(BlocYear, bloc_year_id)
    if day and day.year < year.year:
        raise Refused(N_("Dossiers of {year} are not received before it."), year=year.year)
    with desk.act(Act.EDIT_YEAR, N_("Dossiers received"), at=year) as store:
        return store.save(store.get(BlocYear, bloc_year_id).with_(dossier_on=day))


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
    fresh = rule_typed(typed, seen)
    with desk.act(
        Act.EDIT_COUNCIL, N_("Rule of the title: {title}"), {"title": fresh.title}, at=None
    ) as store:
        now = _now(desk, rules)
        there = next((r for r in now.rules if r.title == (seen.title if seen else fresh.title)), None)
        if seen is None and there is not None:
            raise Refused(N_("“{title}” has its rule already."), title=fresh.title)
        if there not in (seen, fresh):
            changed = difference("title", fresh.title, there.title if there else "")
            raise Clash((changed,), mine=fresh, theirs=there, record_id=now.id, whole=True)
        kept = [fresh if r == there else r for r in now.rules]
        return store.save(now.with_(rules=tuple(kept if there is not None else [*now.rules, fresh])))


def _now(desk: Desk, rules: AwardRules) -> AwardRules:
    """Return a set as the data has it, or as it ships."""
    found = desk.store.find(AwardRules, id=rules.id)
    return found[0] if found else rules


def drop_rule(desk: Desk, rules: AwardRules, seen: AwardRule) -> AwardRules:
    """Take a title's rule out: it is proposed by nothing but the meeting's own mind.

    Raises:
        NotAllowed: The right is missing.
    """
    told = {"title": seen.title}
    with desk.act(Act.EDIT_COUNCIL, N_("No rule any more: {title}"), told, at=None) as store:
        now = _now(desk, rules)
        return store.save(now.with_(rules=tuple(r for r in now.rules if fold(r.title) != fold(seen.title))))


class SetTyped(NamedTuple):
    """What a set of rules says of itself, as typed; days as day/month/year."""

    name: str
    source: str
    certainty: str
    valid_from: str
    valid_until: str = ""
    to_confirm: str = ""
    between_equals: str = ""


def set_as_typed(of: AwardRules) -> SetTyped:
    """Return what a set says of itself as one would type it."""
    until = short_date(of.valid_until) if of.valid_until else ""
    since = short_date(of.valid_from)
    return SetTyped(of.name, of.source, of.certainty, since, until, of.to_confirm, of.between_equals)


def save_set(desk: Desk, seen: AwardRules, typed: SetTyped) -> AwardRules:
    """Change what a set says of itself: name, source, validity; it becomes the office's own.

    Raises:
        NotAllowed: The right is missing.
        Refused: The name is empty, a day is none, or it ends before it begins.
        Clash: Somebody else changed the same fields meanwhile.
    """
    wanted: dict[str, object] = {
        key: within(getattr(typed, key), GROUNDS if key == "source" else LIMIT)
        for key in ("name", "source", "certainty", "to_confirm", "between_equals")
    }
    since, until = parse_date(typed.valid_from), optional_date(typed.valid_until)
    if not wanted["name"]:
        raise Refused(N_("The name is empty."), field="name")
    if until and until < since:
        raise Refused(N_("It cannot end before it begins."))
    wanted |= {"valid_from": since, "valid_until": until}
    with desk.act(Act.EDIT_COUNCIL, N_("Award rules: {name}"), {"name": wanted["name"]}, at=None) as store:
        now = _now(desk, seen)
        was, there = ({key: getattr(of, key) for key in wanted} for of in (seen, now))
        sides = Sides(now, now.id, lambda their: seen.with_(**their))
        fresh = now.with_(**merged(was, wanted, there, sides))
        return now if fresh == now else store.save(fresh)
