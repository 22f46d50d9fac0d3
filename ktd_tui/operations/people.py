"""Who is at the keyboard: the operating system's user id, never a name from the environment."""

import os
import pwd

from ktd_tui.operations.account import check_known, served_uid
from ktd_tui.rules.access import Actor


def current_actor(*, read_only: bool = False) -> Actor:
    """Return the actor of this process; under the service account, who called it (see ``served_uid``).

    Raises:
        NotAllowed: sudo started it for somebody, as an account that ``/etc/ktd.toml`` does not name.
    """
    served = served_uid()
    if served is None:
        check_known()
    uid = os.getuid() if served is None else served
    try:
        name = pwd.getpwuid(uid).pw_name
    except (KeyError, OverflowError):
        name = str(uid)
    return Actor(uid, name, read_only)
