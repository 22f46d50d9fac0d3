"""``ktd user``: who has which role here; give one, take one away; what each may do."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypedDict

from ktd_tui.commands.base import DONE, say
from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.shapes import Fields, Shown
from ktd_tui.domain.access import Grant
from ktd_tui.domain.roles import OF_UNIT, UserRole
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.council.user_table import import_users
from ktd_tui.operations.council.users import account, add_user, remove_user, role_said, term, users
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.leaving import leave
from ktd_tui.operations.rights import printed_rights
from ktd_tui.words import short_date, short_moment

ACCOUNT = Option("account", N_("the account's name on this machine"), N_("ACCOUNT"))
ROLE_NAMES = tuple(role.value for role in UserRole)
ADD_OPTIONS = (
    ACCOUNT,
    Option("--role", N_("the role"), required=True, choices=ROLE_NAMES),
    Option("--bloc", N_("the bloc, for a bloc's role"), default="", metavar="V"),
    Option("--unit", N_("the unit, for a unit's role"), N_("UNIT"), default=""),
    Option("--from", N_("first day"), dest="since", default="", metavar="01/01/2022"),
    Option("--until", N_("last day"), default="", metavar="31/12/2022"),
    JSON,
)
REMOVE_OPTIONS = (
    ACCOUNT,
    Option("--role", N_("only this role"), choices=ROLE_NAMES),
    Option("--place", N_("only this role there: the bloc or unit"), default="", metavar="V"),
    JSON,
)


class _InForce(TypedDict):
    place: str
    in_force: bool
    seen: datetime | None


_GRANT = Fields(Grant, but=("id", "rev"))
_LISTED = Fields(Grant, but=("id", "rev"), more=_InForce)
GrantTold = Annotated[Shown, _GRANT]
GrantListed = Annotated[Shown, _LISTED]


class _LeftTask(TypedDict):
    text: str
    due: date | None
    to: Sequence[str]


class _Left(TypedDict):
    ended: list[GrantTold]
    tasks: list[_LeftTask]


COMMANDS = Commands()
USER = COMMANDS.group("user", help_of("user"))


@USER.add("list", N_("list the accounts, their roles, and when they had ktd open last"), JSON)
def _list(desk: Desk, _: Namespace) -> Answer[list[GrantListed]]:
    data, lines = [], []
    for row in users(desk):
        data.append(_LISTED.of(row.grant, place=row.place, in_force=row.in_force, seen=row.seen))
        seen = t("last open {at}", at=short_moment(row.seen)) if row.seen else ""
        held = spaced(row.grant.account, role_said(desk, row.grant), row.place, term(row.grant, desk.today))
        lines.append(spaced(held, seen))
    nobody = t("Nobody has a role here yet; only root and the directory's owner may do anything.")
    return Answer(data, lines or nobody)


@USER.add("add", N_("give an account a role"), *ADD_OPTIONS)
def _add(desk: Desk, options: Namespace) -> Answer[GrantTold]:
    role = UserRole(options.role)
    grant = add_user(
        desk,
        account(options.account),
        role,
        place=(options.unit or options.bloc) if role in OF_UNIT else (options.bloc or options.unit),
        since=options.since,
        until=options.until,
    )
    said = t("{account} now is: {role}", account=grant.account, role=role_said(desk, grant))
    limited = grant.since or grant.until
    return Answer(_GRANT.of(grant), f"{said}, {term(grant, desk.today)}" if limited else said)


@USER.add("remove", N_("take an account's roles away"), *REMOVE_OPTIONS)
def _remove(desk: Desk, options: Namespace) -> Answer[list[GrantTold]]:
    role = UserRole(options.role) if options.role else None
    gone = remove_user(desk, options.account, role, options.place)
    said = plural(
        "{n} role taken from {account}",
        "{n} roles taken from {account}",
        len(gone),
        account=options.account,
    )
    return Answer([_GRANT.of(grant) for grant in gone], said)


@USER.add(
    "import",
    N_("give the roles that a table lists (.csv, .xlsx, .yaml): account, role, bloc or unit, from, until"),
    Option("file", N_("the table"), N_("TABLE"), type=Path),
    Option("--dry-run", N_("check everything, change nothing"), action="store_true"),
    JSON,
)
def _import(desk: Desk, options: Namespace) -> Answer[list[GrantTold]]:
    given = import_users(desk, options.file, dry_run=options.dry_run)
    lines = [spaced(grant.account, role_said(desk, grant)) for grant in given]
    if options.dry_run:
        lines.append(t("Tried only; nothing was changed."))
    return Answer([_GRANT.of(grant) for grant in given], lines)


@USER.add(
    "leave",
    N_("end all roles of somebody on a day; who takes over has them from the next day on"),
    ACCOUNT,
    Option("--on", N_("their last day"), required=True, metavar="30/06/2026"),
    Option("--to", N_("who takes over: roles, and the tasks that hang on them"), N_("ACCOUNT"), default=""),
    JSON,
)
def _leave(desk: Desk, options: Namespace) -> Answer[_Left]:
    of = leave(desk, options.account, options.on, account(options.to) if options.to else None)
    lines = [
        t("{account}: {role} until {day}", account=g.account, role=role_said(desk, g), day=options.on)
        for g in of.ended
    ]
    if options.to:
        lines.append(t("{account} takes over from the next day on.", account=options.to))
    if of.tasks:
        lines.append(t("Still open, and who answers for it then:"))
    for task in of.tasks:
        due = short_date(task.due) if task.due else t("no day set")
        to = ", ".join(task.to) or t("nobody yet")
        lines.append(f"- {due}: {task.text} → {to}")
    tasks: list[_LeftTask] = [{"text": task.text, "due": task.due, "to": task.to} for task in of.tasks]
    return Answer({"ended": [_GRANT.of(grant) for grant in of.ended], "tasks": tasks}, lines)


@USER.bare("roles", N_("say which role may do what, and at which stage of the year"))
def _roles(options: Namespace, directory: Path) -> int:
    del options, directory  # the table is the same for all data
    say("\n".join(printed_rights()))
    return DONE
