"""Accounts and their roles: who is listed, a role given, a role taken away."""

import pwd
from datetime import date, datetime
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.domain.roles import OF_BLOC, OF_UNIT, UserRole
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, unit_named
from ktd_tui.rules.access import ROLES, Act, Scope, denial
from ktd_tui.text import collate
from ktd_tui.words import optional_date, short_date
from store.beside.drafts import last_kept

NAME_LIMIT = 64
HIGHEST_UID = 2**32 - 2
"""Linux's last user id."""


class UserRow(NamedTuple):
    """A role as the list shows it.

    Attributes:
        place: The bloc or unit that it is held for, in words; empty for the whole council.
        in_force: Today lies in its term.
        seen: When the account had ktd open last, on this server; None where it never had, or one does not
            give roles oneself.
    """

    grant: Grant
    place: str
    in_force: bool
    seen: datetime | None


class Account(NamedTuple):
    """An account of the machine."""

    uid: int
    name: str


def users(desk: Desk) -> list[UserRow]:
    """Return every role, by account and then as the roles stand in the table."""
    store = desk.store
    names = {b.id: b.name for b in store.find(Bloc)} | {u.id: u.name for u in store.find(Unit)}
    order = list(UserRole)
    grants = sorted(store.find(Grant), key=lambda g: (collate(g.account), order.index(g.role), g.id))
    seen = _last_seen(desk, {g.uid for g in grants})
    return [
        UserRow(g, names.get(g.bloc_id or g.unit_id or "", ""), g.in_force(desk.today), seen.get(g.uid))
        for g in grants
    ]


def _last_seen(desk: Desk, uids: set[int]) -> dict[int, datetime]:
    """Return who had ktd open when, for whoever gives roles; nobody else watches colleagues."""
    if desk.folder is None or denial(
        desk.actor, desk.store.find(Grant), Act.MANAGE_USERS, Scope(), desk.today
    ):
        return {}
    return {uid: at for uid in uids if (at := last_kept(desk.folder, uid))}


def own_roles(desk: Desk) -> list[UserRow]:
    """Return the roles in force of the person at the desk."""
    who = desk.actor
    return [row for row in users(desk) if row.grant.held_by(who.uid, who.name) and row.in_force]


def left_without_unit(desk: Desk) -> list[tuple[str, Unit]]:
    """Return who represents a unit that was merged, split or dissolved, and no other; by account.

    Such a role opens the years that are over alone; for the new ones somebody has to give another.
    """
    gone = {unit.id: unit for unit in desk.store.find(Unit) if unit.last_year is not None}
    if not gone:
        return []
    held = [g for g in desk.store.find(Grant) if g.role in OF_UNIT and g.in_force(desk.today)]
    placed = {(g.uid, g.account) for g in held if g.unit_id not in gone}
    left = {
        (g.account, g.unit_id): gone[g.unit_id]
        for g in held
        if g.unit_id in gone and (g.uid, g.account) not in placed
    }
    return [
        (account, left[account, unit_id]) for account, unit_id in sorted(left, key=lambda k: collate(k[0]))
    ]


def role_said(desk: Desk, grant: Grant) -> str:
    """Say a role as the bloc calls it for which it is held: «thư ký cụm» of a Cụm."""
    bloc = next(iter(desk.store.find(Bloc, id=grant.bloc_id)), None) if grant.bloc_id else None
    return t(ROLES[grant.role], **(saying.offices(bloc) if bloc else {}))


def account(name: str) -> Account:
    """Find an account of this machine by its name or number.

    Raises:
        Refused: There is none.
    """
    wanted = within(name, NAME_LIMIT)
    try:
        if wanted.isascii() and wanted.isdecimal() and int(wanted) <= HIGHEST_UID:
            found = pwd.getpwuid(int(wanted))
        else:
            found = pwd.getpwnam(wanted)
    except (KeyError, ValueError) as error:
        raise Refused(N_("This machine has no account “{name}”."), name=wanted) from error
    return Account(found.pw_uid, found.pw_name)


def add_user(
    desk: Desk, who: Account, role: UserRole, *, place: str = "", since: str = "", until: str = ""
) -> Grant:
    """Give an account a role; given again with another term, the term changes.

    Args:
        role: The role.
        place: The bloc's number or name, or the unit's name, for the roles that need one.
        since: First day of the term as typed (``01/01/2022``); empty: at once.
        until: Last day of the term; empty: without end.

    Raises:
        NotAllowed: Only administrators give roles.
        Refused: The place is missing, unknown or not fitting the role, or the term is not two days in order.
    """
    first, last = optional_date(since), optional_date(until)
    if first and last and last < first:
        raise Refused(N_("The term ends before it begins."))
    told = {"account": who.name, "role": t(ROLES[role])}
    with desk.act(Act.MANAGE_USERS, N_("{account} becomes {role}"), told, at=None) as store:
        bloc_id, unit_id = _place(desk, role, place)
        given = store.find(Grant, uid=who.uid, role=role, bloc_id=bloc_id, unit_id=unit_id)
        if given:
            fresh = given[0].with_(since=first, until=last, account=who.name)
            _check_left(desk, given[0], fresh)
            return given[0] if fresh == given[0] else store.save(fresh)
        return store.save(
            Grant(
                uid=who.uid,
                account=who.name,
                role=role,
                bloc_id=bloc_id,
                unit_id=unit_id,
                since=first,
                until=last,
            )
        )


def remove_user(desk: Desk, name: str, role: UserRole | None = None, place: str = "") -> list[Grant]:
    """Take an account's roles away, or one kind of them, or that of one place; return what was taken.

    Args:
        name: The account.
        role: Only this role.
        place: Only where it is held so: a bloc's number or name, or a unit's name.

    Raises:
        NotAllowed: Only administrators take roles away.
        Refused: The account has no such role, or would leave nobody as administrator.
    """
    wanted = within(name, NAME_LIMIT)
    with desk.act(Act.MANAGE_USERS, N_("Roles taken from {account}"), {"account": wanted}, at=None) as store:
        found = [g for g in store.find(Grant) if wanted in (g.account, str(g.uid)) and role in (None, g.role)]
        if place:
            if role is None:
                raise Refused(N_("Say which role is held there."))
            found = [g for g in found if (g.bloc_id, g.unit_id) == _place(desk, role, place)]
        if not found:
            raise Refused(N_("The account “{name}” has no such role."), name=wanted)
        for grant in found:
            _check_left(desk, grant, None)
            store.delete(grant)
        return found


def remove_grant(desk: Desk, grant: Grant) -> None:
    """Take one role away.

    Raises:
        NotAllowed: Only administrators take roles away.
        Refused: It would leave nobody as administrator.
        Conflict: Somebody else changed it meanwhile.
    """
    with desk.act(
        Act.MANAGE_USERS, N_("Roles taken from {account}"), {"account": grant.account}, at=None
    ) as store:
        _check_left(desk, grant, None)
        store.delete(grant)


def _check_left(desk: Desk, grant: Grant, fresh: Grant | None) -> None:
    """Refuse to leave the data without an administrator."""
    if grant.role is not UserRole.ADMINISTRATOR or (fresh and fresh.in_force(desk.today)):
        return
    others = desk.store.find(Grant, role=UserRole.ADMINISTRATOR)
    if not any(g.id != grant.id and g.in_force(desk.today) for g in others):
        raise Refused(N_("“{name}” is the last administrator; name another one first."), name=grant.account)


def _place(desk: Desk, role: UserRole, typed: str) -> tuple[str | None, str | None]:
    wanted = within(typed, NAME_LIMIT * 4)
    if role in OF_BLOC:
        if not wanted:
            raise Refused(N_("This role is held for a bloc: name it."))
        return bloc_named(desk, wanted).id, None
    if role in OF_UNIT:
        if not wanted:
            raise Refused(N_("This role is held for a unit: name it."))
        return None, unit_named(desk, wanted).id
    if wanted:
        raise Refused(N_("This role is held for the whole council; name no bloc or unit."))
    return None, None


def term(grant: Grant, today: date) -> str:
    """Say a role's term, and whether it is over or not begun."""
    days = [short_date(day) if day else "…" for day in (grant.since, grant.until)]
    said = "–".join(days) if grant.since or grant.until else t("without end")
    return said if grant.in_force(today) else t("{term} (not in force)", term=said)
