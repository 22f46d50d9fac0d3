"""Real accounts, groups, sudo rules and a ktd that they may run, for one test; needs root."""

import contextlib
import fcntl
import grp
import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Self

import pytest

from tests.terminal.server.sshd import wait_until

ROOT = Path(__file__).resolve().parents[3]
SUDO, VISUDO = shutil.which("sudo"), shutil.which("visudo", path="/usr/sbin:/sbin:/usr/bin")
NOBODY = 65_534
PREFIX = f"ktdt{os.getpid()}"
"""Two runs at once have accounts of their own."""

needs_sudo = pytest.mark.skipif(not (SUDO and VISUDO), reason="sudo is not installed")
needs_useradd = pytest.mark.skipif(not shutil.which("useradd"), reason="there is no useradd here")


class Accounts:
    """Accounts that log in by key (shell: /bin/sh), system users that do not, and groups."""

    def __init__(self) -> None:
        self._users: list[str] = []
        self._groups: list[str] = []
        self._rules: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for rule in self._rules:
            rule.unlink(missing_ok=True)
        for name in self._users:
            # Only what runs counts: userdel also minds what has ended, and init may take its time with that.
            wait_until(partial(idle, name), f"the end of what {name} ran")
            carry_out("userdel", "-f", name)
        for name in self._groups:
            with contextlib.suppress(KeyError):  # userdel took the user's own group along
                grp.getgrnam(name)
                carry_out("groupdel", name)

    def group(self, name: str) -> str:
        """Make a group; return its name."""
        full = f"{PREFIX}{name}"
        carry_out("groupadd", full)
        self._groups.append(full)
        return full

    def user(self, name: str, *groups: str) -> str:
        """Make somebody who logs in with a key; return the name. «*» is a password that never fits."""
        full = f"{PREFIX}{name}"
        more = ["-G", ",".join(groups)] if groups else []
        carry_out("useradd", "-M", "-d", "/nonexistent", "-s", "/bin/sh", "-p", "*", "-U", *more, full)
        self._users.append(full)
        return full

    def system_user(self, name: str) -> str:
        """Make a service account; return its name."""
        full = f"{PREFIX}{name}"
        carry_out("useradd", "-r", "-M", "-d", "/nonexistent", "-s", "/usr/sbin/nologin", "-U", full)
        self._users.append(full)
        return full

    def sudo_rules(self, text: str) -> None:
        """Add rules for sudo."""
        path = Path("/etc/sudoers.d") / PREFIX
        path.touch(mode=0o440)
        self._rules.append(path)
        path.write_text(text)
        carry_out(str(VISUDO), "-cf", str(path))


def idle(name: str) -> bool:
    """Tell whether nothing of the account runs any more; a session whose line was just cut still does."""
    uid = str(pwd.getpwnam(name).pw_uid)
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:  # it ended meanwhile
            continue
        facts = dict(line.split(":", 1) for line in text.splitlines())
        if uid in facts["Uid"].split() and facts["State"].split()[0] not in "ZX":
            return False
    return True


def carry_out(*words: str) -> None:
    """Run a program of the system that must succeed."""
    subprocess.run(words, check=True, capture_output=True)


def regroup(way: str, person: str, group: str) -> None:
    """Put somebody into a group (``-a``), or take them out (``-d``).

    gpasswd reads the group before it locks the file: of two at once the first one's change is lost.
    """
    with Path("/run/lock/ktdt-regroup").open("w", encoding="utf-8") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        carry_out("gpasswd", way, person, group)


def as_user(
    name: str, command: Sequence[str], env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody with a shell would, with nothing of root's but what is given."""
    found = pwd.getpwnam(name)
    return subprocess.run(
        command,
        user=found.pw_uid,
        group=found.pw_gid,
        extra_groups=[g.gr_gid for g in grp.getgrall() if name in g.gr_mem],
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent", **(env or {})},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@cache
def python_of_all() -> str:
    """Return a Python that every account may run, with ktd's packages; skip where there is none."""
    for python in (sys.executable, f"/usr/bin/python{sys.version_info[0]}.{sys.version_info[1]}"):
        code = f"{source_path()}import ktd_tui.app, orjson, pydantic"
        tried = subprocess.run(
            [python, "-I", "-c", code], user=NOBODY, group=NOBODY, extra_groups=[], check=False, cwd="/",
            capture_output=True, env={"LANG": "C.UTF-8"},
        ) if _runs(python) else None  # fmt: skip
        if tried and tried.returncode == 0:
            return python
    pytest.skip("no Python with ktd's packages that other accounts may run")


def _runs(python: str) -> bool:
    try:
        subprocess.run(
            [python, "-I", "-c", ""], user=NOBODY, group=NOBODY, extra_groups=[], check=True, cwd="/", env={}
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def source_path() -> str:
    """Return the code that finds ktd and its packages."""
    return f"import sys; sys.path[:0] = {[str(ROOT), sysconfig.get_path('purelib')]!r}; "


def launcher(path: Path, settings: Path) -> Path:
    """Write a ``ktd`` of root's whose server settings are another file than /etc/ktd.toml."""
    path.write_text(
        f"#!{python_of_all()} -I\n{source_path()}\n"
        f"from pathlib import Path\nfrom ktd_tui import config\n"
        f"config.SERVER_FILE = Path({str(settings)!r})\n"
        "from ktd_tui.cli import main\nmain()\n"
    )
    path.chmod(0o755)
    return path
