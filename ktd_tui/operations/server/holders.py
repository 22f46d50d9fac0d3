"""Gathers who holds a role, and who has those accounts now, for ``ktd doctor``."""

import pwd
from contextlib import closing
from datetime import date
from pathlib import Path

from ktd_tui.domain.access import Grant
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import KtdError
from ktd_tui.i18n import tell
from ktd_tui.rules.server.health import HolderFacts
from store import open_store
from store.directory import check_directory

SHADOW = Path("/etc/shadow")
EXPIRES = 7
"""Place of the day of expiry in a line of shadow(5), counted from the first of 1970."""
FIRST_DAY = date(1970, 1, 1)


def holder_facts(directory: Path, today: date) -> tuple[HolderFacts, ...] | None:
    """Gather the accounts that have or had a role; None where nothing can be read."""
    try:
        with closing(open_store(directory, read_only=True)) as store:
            grants = [grant for grant in store.find(Grant) if not (grant.since and today < grant.since)]
    except (KtdError, OSError):
        return None
    expired = _expired(today)
    held: dict[tuple[str, int], list[Grant]] = {}
    for grant in grants:
        held.setdefault((grant.account, grant.uid), []).append(grant)
    return tuple(
        HolderFacts(
            account,
            uid,
            _uid(account),
            administrator=any(g.role is UserRole.ADMINISTRATOR and g.in_force(today) for g in given),
            ended=not any(g.in_force(today) for g in given),
            expired=account in expired,
        )
        for (account, uid), given in held.items()
    )


def why_not_opened(directory: Path) -> str:
    """Say why what lies in the data files cannot be opened.

    Nothing where it can, where nobody lets us look, and where the place itself is wrong, which is told apart.
    """
    try:
        check_directory(directory, create=False, read_only=True)
    except KtdError:
        return ""
    try:
        open_store(directory, read_only=True).close()
    except KtdError as error:
        return "" if isinstance(error.__cause__, OSError) else tell(error)
    except OSError:
        return ""
    return ""


def _uid(account: str) -> int | None:
    try:
        return pwd.getpwnam(account).pw_uid
    except KeyError:
        return None


def _expired(today: date) -> frozenset[str]:
    """Return the accounts whose day of expiry has come; only root can read them."""
    try:
        lines = [line.split(":") for line in SHADOW.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return frozenset()
    days = (today - FIRST_DAY).days
    return frozenset(
        line[0]
        for line in lines
        if len(line) > EXPIRES and line[EXPIRES].isdecimal() and days >= int(line[EXPIRES])
    )
