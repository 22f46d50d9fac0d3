"""Who is at the keyboard: the operating system's user id, never a name from the environment."""

import os
import pwd

from ktd_tui.rules.access import Actor


def current_actor(*, read_only: bool = False) -> Actor:
    """Return the actor of this process; under sudo's service account, who called it."""
    uid = os.getuid()
    sudo_uid = os.environ.get("SUDO_UID", "")
    if os.geteuid() != 0 and sudo_uid.isdecimal():
        uid = int(sudo_uid)
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        name = str(uid)
    return Actor(uid, name, read_only)
