"""``ktd award-rules``: the conditions by which titles are proposed, listed and changed."""

from argparse import BooleanOptionalAction, Namespace
from typing import TYPE_CHECKING

from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.options import JSON, TEXT
from ktd_tui.commands.registry import help_of
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_

if TYPE_CHECKING:
    from ktd_tui.domain.merit import AwardRule, AwardRules
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.scoring.awards import Conditions

TITLE = Option("title", N_("the award title"), N_("TITLE"))
CHOICE = {"action": BooleanOptionalAction, "default": None}
CONDITIONS = (
    Option("--at-least", N_("per cent of the points; empty: no threshold"), metavar="90"),
    Option("--best", N_("only so many of the first places; empty: all"), metavar="1"),
    Option("--quota", N_("at most this per cent of the units; empty: all"), metavar="20"),
    Option("--registered", N_("the unit must have registered the title"), **CHOICE),
    Option("--by-council", N_("the council chooses among all blocs"), **CHOICE),
    Option("--source", N_("law or regulation, with the article"), TEXT),
    Option("--certainty", N_("how sure that is"), TEXT),
)
COMMANDS = Commands()
AWARD_RULES = COMMANDS.group(
    "award-rules",
    help_of("award-rules"),
    Option("--year", N_("of which year"), metavar="2022", required=True, type=int),
    JSON,
)


@AWARD_RULES.listing("list", N_("list the titles with their conditions"))
def _show(desk: "Desk", options: Namespace) -> Answer:
    rules = _rules(desk, options)
    lines = [rules.name, *(_line(rule) for rule in rules.rules)]
    return Answer(rules.model_dump(mode="json", exclude={"id", "rev"}), lines)


def _rules(desk: "Desk", options: Namespace) -> "AwardRules":
    from datetime import date

    from ktd_tui.operations.scoring.awards import YEAR_END, rules_on

    return rules_on(desk, date(options.year, *YEAR_END))


def _named(rules: "AwardRules", title: str) -> "AwardRule | None":
    from ktd_tui.text import fold

    return next((rule for rule in rules.rules if fold(rule.title) == fold(title)), None)


def _typed(options: Namespace, there: "AwardRule | None") -> "Conditions":
    """Return the conditions as they are, with what was given in its place."""
    from ktd_tui.operations.scoring.awards import Conditions, rule_as_typed

    of = rule_as_typed(there) if there else Conditions(options.title)
    given = {name: getattr(options, name) for name in of._fields if name != "title"}
    return of._replace(**{name: value for name, value in given.items() if value is not None})


def _line(rule: "AwardRule") -> str:
    from ktd_tui.operations.scoring.awards import rule_as_typed

    of = rule_as_typed(rule)
    return spaced(
        rule.title,
        of.at_least and f"≥ {of.at_least} %",
        of.best and f"1–{of.best}",
        of.quota and f"≤ {of.quota} %",
        rule.source,
    )


@AWARD_RULES.add(
    "set", N_("add a title's conditions, or change them; what is left out stays"), TITLE, *CONDITIONS
)
def _set(desk: "Desk", options: Namespace) -> None:
    from ktd_tui.operations.scoring.awards import save_rule

    rules = _rules(desk, options)
    there = _named(rules, options.title)
    save_rule(desk, rules, _typed(options, there), there)


@AWARD_RULES.add("drop", N_("take a title's conditions out"), TITLE)
def _drop(desk: "Desk", options: Namespace) -> None:
    from ktd_tui.operations.scoring.awards import drop_rule

    rules = _rules(desk, options)
    there = _named(rules, options.title)
    if there is None:
        raise Refused(N_("There is no rule for “{title}”."), title=options.title)
    drop_rule(desk, rules, there)
