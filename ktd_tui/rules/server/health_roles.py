"""Judges the roles: whom they were given to, and who has those accounts now."""

from collections.abc import Iterator, Sequence

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, HolderFacts, Model, fine, warning, wrong


def judge_roles(holders: Sequence[HolderFacts], model: Model) -> Iterator[HealthFinding]:
    """Judge the accounts with a role in force; a number that another account has now opens nothing to it."""
    gone = [h.account for h in holders if h.now_uid is None]
    if gone:
        message = N_(
            "Roles of accounts that this machine has no more: {names}. Mend: ktd user remove ACCOUNT"
        )
        yield warning("roles", message, names=", ".join(sorted(set(gone))))
    changed = [h for h in holders if h.now_uid is not None and h.now_uid != h.uid]
    if changed:
        message = N_(
            "Accounts with a role that have another number now, and so no role: {names}. Mend: "
            "ktd user add ACCOUNT --role …"
        )
        yield wrong("roles", message, names=", ".join(sorted({h.account for h in changed})))
    if not gone and not changed:
        yield fine("roles", N_("Whoever has a role has the account that it was given to."))
    if model is not Model.PRIVATE and not any(h.administrator and h.now_uid == h.uid for h in holders):
        message = N_("Nobody is administrator but root. Mend: ktd user add ACCOUNT --role administrator")
        yield warning("administrator", message)
