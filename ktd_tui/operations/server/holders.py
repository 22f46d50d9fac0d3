"""Gathers who holds a role, and who has those accounts now, for ``ktd doctor``."""

import pwd
from contextlib import closing
from datetime import date
from pathlib import Path

from ktd_tui.domain.access import Grant
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import KtdError
from ktd_tui.rules.server.health import HolderFacts
from store import open_store


def holder_facts(directory: Path, today: date) -> tuple[HolderFacts, ...] | None:
    """Gather the accounts with a role in force; None where nothing can be read."""
    try:
        with closing(open_store(directory, read_only=True)) as store:
            grants = [grant for grant in store.find(Grant) if grant.in_force(today)]
    except (KtdError, OSError):
        return None
    held = {(g.account, g.uid): False for g in grants}
    held |= {(g.account, g.uid): True for g in grants if g.role is UserRole.ADMINISTRATOR}
    return tuple(
        HolderFacts(account, uid, _uid(account), administrator)
        for (account, uid), administrator in held.items()
    )


def _uid(account: str) -> int | None:
    try:
        return pwd.getpwnam(account).pw_uid
    except KeyError:
        return None
