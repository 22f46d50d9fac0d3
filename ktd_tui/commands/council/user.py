"""``ktd user``: who has which role here; give one, take one away; what each may do."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.domain.roles import UserRole
from ktd_tui.i18n import plural, t

if TYPE_CHECKING:
    from ktd_tui.domain.access import Grant
    from ktd_tui.operations.council.users import UserRow


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the command's parsers."""
    says = t("who has which role here: list, add, remove")
    user = commands.add_parser("user", parents=[common], help=says, description=says)
    verbs = user.add_subparsers(dest="verb", metavar=t("WHAT"), title=t("what to do"), required=True)
    says = t("list the accounts and their roles")
    listing = verbs.add_parser("list", parents=[common], help=says, description=says)
    says = t("give an account a role")
    adding = verbs.add_parser("add", parents=[common], help=says, description=says)
    says = t("take an account's roles away")
    removing = verbs.add_parser("remove", parents=[common], help=says, description=says)
    for verb in (adding, removing):
        verb.add_argument("account", metavar=t("ACCOUNT"), help=t("the account's name on this machine"))
    says = t("say which role may do what, and at which stage of the year")
    verbs.add_parser("roles", parents=[common], help=says, description=says)
    roles = [role.value for role in UserRole]
    adding.add_argument("--role", required=True, choices=roles, help=t("the role"))
    removing.add_argument("--role", choices=roles, help=t("only this role"))
    removing.add_argument(
        "--place", default="", metavar="V", help=t("only this role there: the bloc or unit")
    )
    adding.add_argument("--bloc", default="", metavar="V", help=t("the bloc, for a bloc's role"))
    adding.add_argument("--unit", default="", metavar=t("UNIT"), help=t("the unit, for a unit's role"))
    adding.add_argument("--from", dest="since", default="", metavar="01/01/2022", help=t("first day"))
    adding.add_argument("--until", default="", metavar="31/12/2022", help=t("last day"))
    for verb in (listing, adding, removing):
        verb.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def run_user(options: Namespace, directory: Path) -> int:
    """Carry out one of the verbs."""
    verbs = {"list": _list, "add": _add, "remove": _remove, "roles": _roles}
    return verbs[options.verb](options, directory)


def _list(options: Namespace, directory: Path) -> int:
    from ktd_tui.operations.council.users import users

    with open_desk(directory, options) as desk:
        rows = users(desk)
    if options.json:
        say_json([{**_as_json(row.grant), "place": row.place, "in_force": row.in_force} for row in rows])
        return DONE
    for row in rows:
        say("  ".join(part for part in (row.grant.account, *describe(row)) if part))
    if not rows:
        say(t("Nobody has a role here yet; only root and the directory's owner may do anything."))
    return DONE


def describe(row: "UserRow") -> tuple[str, str, str]:
    """Return a role, where it is held and its term, in words."""
    from ktd_tui.operations.council.users import term
    from ktd_tui.rules.access import ROLES

    return t(ROLES[row.grant.role]), row.place, term(row)


def _add(options: Namespace, directory: Path) -> int:
    from ktd_tui.operations.council.users import account, add_user
    from ktd_tui.rules.access import ROLES

    who = account(options.account)
    with open_desk(directory, options) as desk:
        grant = add_user(
            desk,
            who,
            UserRole(options.role),
            place=options.bloc or options.unit,
            since=options.since,
            until=options.until,
        )
    if options.json:
        say_json(_as_json(grant))
    else:
        say(t("{account} now is: {role}", account=grant.account, role=t(ROLES[grant.role])))
    return DONE


def _remove(options: Namespace, directory: Path) -> int:
    from ktd_tui.operations.council.users import remove_user

    with open_desk(directory, options) as desk:
        role = UserRole(options.role) if options.role else None
        gone = remove_user(desk, options.account, role, options.place)
    if options.json:
        say_json([_as_json(grant) for grant in gone])
    else:
        taken = plural(
            "{n} role taken from {account}",
            "{n} roles taken from {account}",
            len(gone),
            account=options.account,
        )
        say(taken)
    return DONE


def _roles(options: Namespace, directory: Path) -> int:
    del options, directory  # the table is the same for all data
    from ktd_tui.operations.rights import printed

    say("\n".join(printed()))
    return DONE


def _as_json(grant: "Grant") -> dict[str, object]:
    return grant.model_dump(mode="json", exclude={"id", "rev"})


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"user": run_user}
