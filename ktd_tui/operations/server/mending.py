"""Mends what ``ktd doctor`` found, where that is safe: owners and permissions, never through a link."""

import os
import stat
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from ktd_tui.clock import Clock
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from ktd_tui.operations.server.doctor import examine
from ktd_tui.rules.server.health import HealthFinding, Mend

ROUNDS = 4
"""One mend may bring another fault to light: a folder that is closed, then one that lacks setgid."""
HELD = os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC


class MendTried(NamedTuple):
    """One mend, and why it was not carried out; empty where it was."""

    mend: Mend
    failed: KtdError | None = None


def mend_all(directory: Path, user: str, clock: Clock) -> tuple[list[MendTried], list[HealthFinding]]:
    """Mend what is safe; return what was mended, and what is found after that.

    Args:
        user: Whose log-in is examined.
        clock: Says what time it is.
    """
    done: dict[Mend, MendTried] = {}
    found = examine(directory, user, clock)
    for _ in range(ROUNDS):
        new = dict.fromkeys(mend for finding in found for mend in finding.mends if mend not in done)
        if not new:
            break
        done |= {mend: _tried(mend) for mend in new}
        found = examine(directory, user, clock)
    return list(done.values()), found


def _tried(mend: Mend) -> MendTried:
    try:
        carry_out_mend(mend)
    except OSError as error:
        reason = os_reason(error)
        return MendTried(mend, Refused(N_("{path}: not mended: {reason}"), path=mend.path, reason=reason))
    except Refused as error:
        return MendTried(mend, error)
    return MendTried(mend)


def carry_out_mend(mend: Mend) -> None:
    """Set owner and mode of one path; whoever may write above it cannot lead this elsewhere meanwhile.

    Raises:
        OSError: A part of the path is a link, or the system refused it.
        Refused: The file has a second name: it may be another's.
    """
    with ExitStack() as stack:
        folder = _held(stack, "/", None)
        for part in mend.path.parts[1:-1]:
            folder = _held(stack, part, folder)
        held = _held(stack, mend.path.name, folder)
        found = os.fstat(held)
        if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
            raise Refused(N_("{path}: not mended: it has a second name."), path=mend.path)
        uid, gid = (-1 if given is None else given for given in (mend.uid, mend.gid))
        if stat.S_ISLNK(found.st_mode):
            os.chown(mend.path.name, uid, gid, dir_fd=folder, follow_symlinks=False)
            return
        os.chown(f"/proc/self/fd/{held}", uid, gid)
        Path(f"/proc/self/fd/{held}").chmod(stat.S_IMODE(found.st_mode) & ~mend.take | mend.put)


def _held(stack: ExitStack, name: str, folder: int | None) -> int:
    descriptor = os.open(name, HELD, dir_fd=folder)
    stack.callback(os.close, descriptor)
    return descriptor
