"""Somebody leaves: their roles end on a day, what they owe is told and goes to who takes over."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import Pen
from ktd_tui.domain.organisation import Bloc, BlocYear, Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.council.users import Account
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview.reminding import Reminder, reminders
from ktd_tui.rules.access import Act, Actor
from ktd_tui.words import parse_date, short_date
from store.contract import Store


class OpenTask(NamedTuple):
    """What a leaver still owes.

    Attributes:
        text: What, in words.
        due: Until when; None where no day is set.
        to: The accounts that answer for it from the day after the last on; empty: nobody does.
    """

    text: str
    due: date | None
    to: tuple[str, ...]


class Leaving(NamedTuple):
    """What became of a leaver's roles and tasks."""

    ended: list[Grant]
    tasks: list[OpenTask]


def leave(desk: Desk, name: str, last: str, successor: Account | None) -> Leaving:
    """End all roles of somebody on a day; a successor has them from the next day on, with all that is owed.

    Args:
        name: The account of who leaves.
        last: Their last day as typed (``30/06/2026``).
        successor: Who takes over; None: nobody.

    Raises:
        NotAllowed: Only administrators do.
        Refused: That day ends none of their roles, it is no day, or nobody would be administrator.
    """
    day = parse_date(last)
    told = {"account": name, "day": short_date(day)}
    owing = _owing(desk, [g for g in desk.store.find(Grant) if name in (g.account, str(g.uid))])
    with desk.act(Act.MANAGE_USERS, N_("{account} has their roles until {day}"), told, at=None) as store:
        held = [g for g in store.find(Grant) if name in (g.account, str(g.uid)) and not _ended(g, day)]
        if not held:
            raise Refused(
                N_("The account “{name}” has no role that {day} would end."), name=name, day=told["day"]
            )
        for grant in held:
            if successor:
                _hand_over(desk, grant, successor, day + timedelta(days=1))
            _end(store, grant, day)
        if not any(g.role is UserRole.ADMINISTRATOR and not _ended(g, day) for g in store.find(Grant)):
            raise Refused(
                N_("“{name}” is the last administrator; name another one first."), name=held[0].account
            )
        accounts = {grant.account for grant in held}
        if successor:
            _name_in_layers(store, accounts, successor.name)
        pens = [pen for pen in store.find(Pen) if pen.account in accounts and pen.session]
        for pen in pens if day < desk.today else ():
            store.save(pen.with_(session="", held_at=desk.real_now))
    to = (successor.name,) if successor else ()
    return Leaving(held, [*_handed(desk, owing, day + timedelta(days=1)), *_pens(desk, pens, to)])


def _end(store: Store, grant: Grant, day: date) -> None:
    """End a role on a day; one that would begin only later is taken away."""
    if grant.since and grant.since > day:
        store.delete(grant)
    else:
        store.save(grant.with_(until=day))


def _owing(desk: Desk, held: Iterable[Grant]) -> list[Reminder]:
    """Return what somebody answers for today, by who owes it."""
    found = {}
    for uid, account in {(grant.uid, grant.account) for grant in held}:
        theirs = desk._replace(actor=Actor(uid, account))
        found.update({one.who: one for one in reminders(theirs) if account in one.accounts})
    return list(found.values())


def _handed(desk: Desk, owing: Iterable[Reminder], since: date) -> list[OpenTask]:
    """Return what was owed, with who answers for it from a day on."""
    everything = desk._replace(actor=desk.actor._replace(owner=True))
    after = {one.who: one.accounts for one in reminders(everything, on=since)}
    return [OpenTask(task.text, task.due, after.get(of.who, ())) for of in owing for task in of.owed]


def _pens(desk: Desk, pens: Iterable[Pen], to: tuple[str, ...]) -> Iterable[OpenTask]:
    for pen in pens:
        year = desk.store.get(BlocYear, desk.store.get(Meeting, pen.meeting_id).bloc_year_id)
        code = saying.which_year(desk.store.get(Bloc, year.bloc_id), year.year)
        yield OpenTask(t("{year}: the pen of the minutes, which Ctrl+E takes", year=code), None, to)


def _name_in_layers(store: Store, accounts: Iterable[str], successor: str) -> None:
    """Name the successor beside a leaver where a layer of an open year says who alone fills it.

    A set that a closed year was scored by stays as it is.
    """
    years = store.find(BlocYear)
    closed = {year.criteria_id for year in years if year.stage is Stage.CLOSED}
    for set_id in {year.criteria_id for year in years} - closed:
        of = store.get(CriteriaSet, set_id) if set_id else None
        if of is None:
            continue
        named = tuple(
            layer.model_copy(update={"accounts": (*layer.accounts, successor)})
            if set(accounts) & set(layer.accounts) and successor not in layer.accounts
            else layer
            for layer in of.layers
        )
        if named != of.layers:
            store.save(of.with_(layers=named))


def _hand_over(desk: Desk, grant: Grant, to: Account, since: date) -> None:
    """Give a role of the leaver to who takes over, unless they have it without end already."""
    same = {"role": grant.role, "bloc_id": grant.bloc_id, "unit_id": grant.unit_id}
    there = next(iter(desk.store.find(Grant, uid=to.uid, account=to.name, **same)), None)
    if there is None:
        begins = max(since, grant.since) if grant.since else since
        desk.store.save(Grant(uid=to.uid, account=to.name, since=begins, until=grant.until, **same))
    elif there.until is not None and (grant.until is None or there.until < grant.until):
        desk.store.save(there.with_(until=grant.until))


def _ended(grant: Grant, day: date) -> bool:
    return grant.until is not None and grant.until <= day
