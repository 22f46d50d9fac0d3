"""Reminders: what falls due, and who owes it, for a list or for a text that somebody's cron mails."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ktd_tui.domain.access import Grant
from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.domain.roles import LEADING, OF_BLOC, OF_UNIT, UserRole
from ktd_tui.i18n import t
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.owed import Owed, due_within, owed
from ktd_tui.words import short_date

NONE = "–"


class Reminder(NamedTuple):
    """Who owes what.

    Attributes:
        who: The unit, the office that leads a bloc, or the council.
        accounts: The accounts that answer for it.
        owed: What they owe, the most pressing first.
    """

    who: str
    accounts: tuple[str, ...]
    owed: tuple[Owed, ...]


def reminders(desk: Desk, days: int | None = None, *, on: date | None = None) -> list[Reminder]:
    """Return who owes what of all that the person at the desk may see, whoever owes the first thing first.

    Args:
        days: Only what is late or falls due within so many days; None: all of it.
        on: The day on which the accounts answer for it; None: today.
    """
    grants = [grant for grant in desk.store.find(Grant) if grant.in_force(on or desk.today)]
    by_debtor: dict[_Debtor, list[Owed]] = {}
    for one in due_within(owed(desk), days):
        debtor = _Debtor(one.by_unit, "" if one.by_unit else one.of_bloc, one.by_layer)
        by_debtor.setdefault(debtor, []).append(one)
    return [Reminder(_said(desk, of), _accounts(grants, of), tuple(found)) for of, found in by_debtor.items()]


class _Debtor(NamedTuple):
    """Who owes: a unit, the appraisers of a bloc's layer, who leads a bloc; else the council."""

    unit_id: str | None
    bloc_id: str
    layer: ScoreLayer | None


def _said(desk: Desk, of: _Debtor) -> str:
    if of.unit_id:
        return desk.store.get(Unit, of.unit_id).name
    if not of.bloc_id:
        return council(desk).name
    bloc = desk.store.get(Bloc, of.bloc_id)
    return f"{of.layer.name if of.layer else saying.offices(bloc)['head']}, {bloc.name}"


def _accounts(grants: list[Grant], of: _Debtor) -> tuple[str, ...]:
    """Return the accounts that answer for it; those of the whole council where it is nobody else's."""
    if of.unit_id:
        found = [g.account for g in grants if g.role in OF_UNIT and g.unit_id == of.unit_id]
    elif of.layer:
        appraise = [g for g in grants if g.role is UserRole.APPRAISER and g.bloc_id == of.bloc_id]
        named = of.layer.accounts
        found = [g.account for g in appraise if not named or g.account in named]
    elif of.bloc_id:
        found = [g.account for g in grants if g.role in LEADING and g.bloc_id == of.bloc_id]
    else:
        found = [g.account for g in grants if g.role not in OF_BLOC and g.role not in OF_UNIT]
    return tuple(dict.fromkeys(found))


def mail_lines(desk: Desk, found: list[Reminder]) -> Iterator[str]:
    """Yield the text of a reminder; ktd sends no mail, an administrator's cron may."""
    yield t("What is to be done in the emulation year, as of {day}", day=short_date(desk.today))
    for one in found:
        yield ""
        yield one.who + (f" ({', '.join(one.accounts)})" if one.accounts else "")
        for owing in one.owed:
            due = f"{short_date(owing.due)} ({saying.days(owing.days)})" if owing.due else t("no day set")
            yield f"- {due}: {owing.text}"
    if not found:
        yield t("Nothing is due.")


def owed_line(of: Owed) -> str:
    """Say one thing that is owed in a line of a list."""
    return f"{short_date(of.due) if of.due else NONE}  {of.text}"
