"""``ktd award-rules``: the conditions by which titles are proposed, listed and changed."""

from argparse import BooleanOptionalAction, Namespace
from datetime import date
from typing import Annotated

from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON, TEXT
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.merit import AwardRule, AwardRules
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.award_rules import (
    YEAR_END,
    drop_rule,
    newer_law,
    rules_on,
    save_rule,
    save_set,
    set_as_typed,
)
from ktd_tui.operations.scoring.conditions import Conditions, conditions_told, rule_as_typed
from ktd_tui.text import fold
from ktd_tui.words import parse_date

TITLE = Option("title", N_("the award title"), N_("TITLE"))
CHOICE = {"action": BooleanOptionalAction, "default": None}
SEVERAL = {"action": "append", "default": None}
CONDITIONS = (
    Option("--at-least", N_("per cent of the points; empty: no threshold"), metavar="90"),
    Option("--points", N_("so many points; empty: not asked"), metavar="90"),
    Option("--grade", N_("the lowest grade; empty: any"), TEXT),
    Option("--best", N_("only so many of the first places; empty: all"), metavar="1"),
    Option("--quota", N_("at most this per cent; empty: all"), metavar="20"),
    Option("--quota-base", N_("of what the quota is a share"), choices=("units", "leaders")),
    Option("--quota-rounding", N_("how the quota is rounded"), choices=("down", "half-up", "up")),
    Option("--registered", N_("the unit must have registered the title"), **CHOICE),
    Option("--by-council", N_("the council chooses among all blocs"), **CHOICE),
    Option("--vote", N_("votes needed: 80 %, hơn 2/3 or 7 phiếu; empty: not asked"), metavar="80"),
    Option("--vote-by", N_("who votes"), choices=("council", "meeting")),
    Option("--vote-base", N_("of whom"), choices=("members", "present", "valid", "issued")),
    Option("--years", N_("so many years running; empty: not asked"), metavar="2"),
    Option("--earlier", N_("a title that counts for the years; may be given several times"), TEXT, **SEVERAL),
    Option("--members-share", N_("per cent of the members; empty: not asked"), metavar="70"),
    Option("--members-title", N_("the title that they must have"), TEXT),
    Option("--undisciplined", N_("nobody of the unit may have been disciplined"), **CHOICE),
    Option("--judged", N_("what only people can judge; may be given several times"), TEXT, **SEVERAL),
    Option("--by-law", N_("a condition that the law sets; may be given several times"), TEXT, **SEVERAL),
    Option("--law", N_("what the law says, with the article"), TEXT),
    Option("--source", N_("the office's regulation, with the article"), TEXT),
    Option("--certainty", N_("how sure that is"), TEXT),
)
OF_THE_SET = (
    Option("--name", N_("its name"), TEXT),
    Option("--source", N_("law and decrees"), TEXT),
    Option("--certainty", N_("how sure that is"), TEXT),
    Option("--valid-from", N_("the first day of receipt"), metavar="01/07/2025"),
    Option("--valid-until", N_("the last day of receipt; empty: until further notice"), metavar="30/09/2026"),
    Option("--to-confirm", N_("what the office should look into"), TEXT),
    Option("--between-equals", N_("what the law prefers between equals"), TEXT),
)
_RULES = Fields(AwardRules, but=("id", "rev"))
RulesTold = Annotated[Shown, _RULES]
_SET = Fields(AwardRules, but=("id", "rev", "rules"))
RulesHead = Annotated[Shown, _SET]
COMMANDS = Commands()
AWARD_RULES = COMMANDS.group(
    "award-rules",
    help_of("award-rules"),
    Option("--year", N_("of which year, its last day"), metavar="2022", type=int),
    Option("--received", N_("for dossiers received on which day"), metavar="15/12/2025", default=""),
    JSON,
)


@AWARD_RULES.listing("list", N_("list the titles with their conditions"))
def _show(desk: Desk, options: Namespace) -> Answer[RulesTold]:
    rules = _rules(desk, options)
    lines = [rules.name, *([t("To be confirmed: {text}", text=rules.to_confirm)] if rules.to_confirm else [])]
    if newer := newer_law(desk, rules, _day(options)):
        lines.append(t("The law has changed since these rules were made: {name}.", name=newer.name))
    for rule in rules.rules:
        lines += _lines(rule)
    return Answer(_RULES.of(rules), lines)


def _day(options: Namespace) -> date:
    if options.received:
        return parse_date(options.received)
    if options.year is None or not 1 <= options.year <= date.max.year:
        raise Refused(N_("Say which rules are meant: --year 2025, or --received 15/12/2025."))
    return date(options.year, *YEAR_END)


def _rules(desk: Desk, options: Namespace) -> AwardRules:
    return rules_on(desk, _day(options))


def _named(rules: AwardRules, title: str) -> AwardRule | None:
    return next((rule for rule in rules.rules if fold(rule.title) == fold(title)), None)


def _typed(options: Namespace, there: AwardRule | None) -> Conditions:
    """Return the conditions as they are, with what was given in its place."""
    of = rule_as_typed(there) if there else Conditions(options.title)
    given = {name: getattr(options, name) for name in of._fields if name != "title"}
    lists = {name: "\n".join(value) for name, value in given.items() if isinstance(value, list)}
    return of._replace(**{name: value for name, value in (given | lists).items() if value is not None})


def _lines(rule: AwardRule) -> list[str]:
    """Say a rule: what the law sets, what is custom, each with where it stands."""
    sure = [t("How sure: {text}", text=rule.certainty)] if rule.certainty else []
    return [rule.title, *(f"  {line}" for line in (*conditions_told(rule), *sure))]


@AWARD_RULES.add(
    "set", N_("add a title's conditions, or change them; what is left out stays"), TITLE, *CONDITIONS
)
def _set(desk: Desk, options: Namespace) -> None:
    rules = _rules(desk, options)
    there = _named(rules, options.title)
    save_rule(desk, rules, _typed(options, there), there)


@AWARD_RULES.add("drop", N_("take a title's conditions out"), TITLE)
def _drop(desk: Desk, options: Namespace) -> None:
    rules = _rules(desk, options)
    there = _named(rules, options.title)
    if there is None:
        raise Refused(N_("There is no rule for “{title}”."), title=options.title)
    drop_rule(desk, rules, there)


@AWARD_RULES.add(
    "validity", N_("change the set's name, sources and days; what is left out stays"), *OF_THE_SET
)
def _validity(desk: Desk, options: Namespace) -> Answer[RulesHead]:
    rules = _rules(desk, options)
    now = set_as_typed(rules)
    given = {name: value for name in now._fields if (value := getattr(options, name)) is not None}
    saved = save_set(desk, rules, now._replace(**given))
    return Answer(_SET.of(saved), t("Saved: {what}", what=saved.name))
