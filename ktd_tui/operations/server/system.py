"""The system: its programs, accounts and groups."""

import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import N_

PLACES = "/usr/sbin:/sbin:/usr/bin:/bin"
"""Where the system's own programs lie, whatever a person's PATH says."""
SYSTEMD = Path("/run/systemd/system")
"""Is there where systemd runs."""


def found_program(name: str) -> str:
    """Return the path of one of the system's programs; its bare name where there is none."""
    return shutil.which(name, path=PLACES) or name


def user_exists(name: str) -> bool:
    """Tell whether there is such an account."""
    with suppress(KeyError):
        return bool(pwd.getpwnam(name))
    return False


def group_exists(name: str) -> bool:
    """Tell whether there is such a group."""
    with suppress(KeyError):
        return bool(grp.getgrnam(name))
    return False


def check_root() -> None:
    """Refuse anybody but root.

    Raises:
        NotAllowed: It is somebody else.
    """
    if os.geteuid() != 0:
        raise NotAllowed(N_("Only root may set a server up. To read what would be done: --dry-run"))


def must_run(words: Sequence[str]) -> None:
    """Run a program that must succeed.

    Raises:
        Refused: It did not; what it said stands in the sentence.
    """
    done = run_program(words)
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-300:]
        raise Refused(N_("{command} failed: {reason}"), command=" ".join(words), reason=said)


def run_program(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a program of the system, whether it succeeds or not."""
    try:
        return subprocess.run(  # noqa: S603  # fixed programs of the system, no shell
            [found_program(words[0]), *words[1:]],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={"PATH": PLACES, "LC_ALL": "C"},
        )
    except OSError as error:
        return subprocess.CompletedProcess(words, 1, "", str(error))
