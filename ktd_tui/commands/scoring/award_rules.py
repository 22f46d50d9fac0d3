"""``ktd award-rules``: the conditions by which titles are proposed, listed and changed."""

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t

if TYPE_CHECKING:
    from ktd_tui.domain.merit import AwardRule, AwardRules
    from ktd_tui.operations.desk import Desk
    from ktd_tui.operations.scoring.awards import Conditions


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    says = t("by which conditions a title is proposed: list, set, drop")
    rules = commands.add_parser("award-rules", parents=[common], help=says, description=says)
    verbs = rules.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)
    made = {}
    for verb, says in (
        ("list", t("list the titles with their conditions")),
        ("set", t("add a title's conditions, or change them; what is left out stays")),
        ("drop", t("take a title's conditions out")),
    ):
        made[verb] = verbs.add_parser(verb, parents=[common], help=says, description=says)
        made[verb].add_argument("--year", required=True, type=int, metavar="2022", help=t("of which year"))
        made[verb].add_argument("--json", action="store_true", help=t("say the result as JSON"))
        if verb != "list":
            made[verb].add_argument("title", metavar=t("TITLE"), help=t("the award title"))
    setting = made["set"]
    setting.add_argument("--at-least", metavar="90", help=t("per cent of the points; empty: no threshold"))
    setting.add_argument("--best", metavar="1", help=t("only so many of the first places; empty: all"))
    setting.add_argument("--quota", metavar="20", help=t("at most this per cent of the units; empty: all"))
    for name, says in (
        ("registered", t("the unit must have registered the title")),
        ("by-council", t("the council chooses among all blocs")),
    ):
        setting.add_argument(f"--{name}", action=BooleanOptionalAction, default=None, help=says)
    setting.add_argument("--source", metavar=t("TEXT"), help=t("law or regulation, with the article"))
    setting.add_argument("--certainty", metavar=t("TEXT"), help=t("how sure that is"))


def run_rules(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs, then list the conditions."""
    from ktd_tui.operations.scoring.awards import drop_rule, save_rule

    with open_desk(directory, options) as desk:
        rules = _rules(desk, options)
        if options.verb == "set":
            there = _named(rules, options.title)
            rules = save_rule(desk, rules, _typed(options, there), there)
        elif options.verb == "drop":
            there = _named(rules, options.title)
            if there is None:
                raise Refused(N_("There is no rule for “{title}”."), title=options.title)
            rules = drop_rule(desk, rules, there)
    if options.json:
        say_json(rules.model_dump(mode="json", exclude={"id", "rev"}))
        return DONE
    say(rules.name)
    for rule in rules.rules:
        say("  ".join((rule.title, *_conditions(rule))))
    return DONE


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


def _conditions(rule: "AwardRule") -> "tuple[str, ...]":
    from ktd_tui.operations.scoring.awards import rule_as_typed

    of = rule_as_typed(rule)
    told = (
        f"≥ {of.at_least} %" if of.at_least else "",
        f"1–{of.best}" if of.best else "",
        f"≤ {of.quota} %" if of.quota else "",
        rule.source,
    )
    return tuple(part for part in told if part)


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"award-rules": run_rules}
