"""Judges the roles: whom they were given to, who has those accounts now, and who can still log in."""

from collections.abc import Iterable, Iterator, Sequence

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, HolderFacts, Model, fine, warning, wrong


def judge_roles(holders: Sequence[HolderFacts], model: Model, user: str) -> Iterator[HealthFinding]:
    """Judge the accounts with a role; a number that another account has now opens nothing to it.

    Args:
        user: Whose log-in is examined.
    """
    current = [h for h in holders if not h.ended]
    yield from _accounts(current)
    if model is Model.PRIVATE:
        return
    ended = [h for h in holders if h.ended and h.now_uid == h.uid and not h.expired]
    if ended:
        message = N_(
            "Roles that have run out, of accounts that can still log in: {names}. "
            "Mend: ktd user add ACCOUNT --role …, or usermod -e 1 ACCOUNT"
        )
        yield warning("ended", message, names=_names(ended))
    if expired := [h for h in current if h.expired]:
        message = N_("Accounts with a role that have expired: {names}. Mend: usermod -e '' ACCOUNT")
        yield warning("expired", message, names=_names(expired))
    if not current:
        message = N_(
            "Nobody has a role: nobody but root is let in. Mend: ktd user add ACCOUNT --role administrator"
        )
        yield wrong("administrator", message)
    elif not any(h.administrator and h.now_uid == h.uid for h in current):
        message = N_("Nobody is administrator but root. Mend: ktd user add ACCOUNT --role administrator")
        yield warning("administrator", message)
    elif user and user != "root" and user not in {h.account for h in holders}:
        message = N_("{user} may log in, but has no role. Mend: ktd user add {user} --role …")
        yield warning("roles", message, user=user)


def _accounts(current: Sequence[HolderFacts]) -> Iterator[HealthFinding]:
    gone = [h for h in current if h.now_uid is None]
    if gone:
        message = N_(
            "Roles of accounts that this machine has no more: {names}. Mend: ktd user remove ACCOUNT"
        )
        yield warning("roles", message, names=_names(gone))
    changed = [h for h in current if h.now_uid is not None and h.now_uid != h.uid]
    if changed:
        message = N_(
            "Accounts with a role that have another number now, and so no role: {names}. Mend: "
            "ktd user add ACCOUNT --role …"
        )
        yield wrong("roles", message, names=_names(changed))
    if not gone and not changed:
        yield fine("roles", N_("Whoever has a role has the account that it was given to."))


def _names(holders: Iterable[HolderFacts]) -> str:
    return ", ".join(sorted({h.account for h in holders}))
