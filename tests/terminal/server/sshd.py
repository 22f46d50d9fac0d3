"""A real sshd on loopback, ended by its own pid, with accounts of its own where the tests run as root.

``Sshd`` starts one; ``Sshd.connect`` opens ktd through a real ssh client in a pseudo-terminal.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import pytest

from tests.terminal_session import Session

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
SSH, KEYGEN = shutil.which("ssh"), shutil.which("ssh-keygen")
ROOT = Path(__file__).resolve().parents[3]
LIMIT = 20.0

needs_sshd = pytest.mark.skipif(
    not (SSHD and SSH), reason="openssh-server and openssh-client are not installed"
)
needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root may make accounts")


def wait_until(done: Callable[[], bool], what: str, limit: float = LIMIT) -> None:
    """Wait until ``done()`` holds."""
    until = time.monotonic() + limit
    while time.monotonic() < until:
        if done():
            return
        time.sleep(0.02)
    raise AssertionError(f"never came: {what}")


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Sshd:
    """One sshd with its own keys and configuration.

    Args:
        folder: Where its files lie; others must be able to pass through it.
        extra: Lines put at the end of its configuration (Match blocks).
        again: One was here before; its keys are taken.
    """

    def __init__(self, folder: Path, extra: str = "", *, again: bool = False) -> None:
        self.folder = folder
        self.port = free_port()
        for name in () if again else ("host", "user"):
            subprocess.run(
                [str(KEYGEN), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
            )
        keys = folder / "authorized_keys"
        keys.write_bytes((folder / "user.pub").read_bytes())
        keys.chmod(0o644)
        self._config = folder / "sshd_config"
        self._config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\n"
            f"AuthorizedKeysFile {keys}\nPidFile {folder / 'pid'}\nUsePAM no\nStrictModes no\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
            "ClientAliveInterval 1\nClientAliveCountMax 2\nAcceptEnv LANG LC_* COLORTERM\n"
            f"Subsystem sftp internal-sftp\n{extra}\n"
        )
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [str(SSHD), "-D", "-e", "-f", str(self._config)], stderr=log, start_new_session=True
            )
        wait_until(self.listens, "an answer of sshd")

    def listens(self) -> bool:
        """Tell whether it answers; an sshd that has ended fails."""
        if self._process.poll() is not None:
            raise AssertionError((self.folder / "log").read_text())
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    @property
    def pid(self) -> int:
        """The listening process."""
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End sshd and the sessions below it."""
        for pid in [*descendants(self.pid), self.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()

    def command(self, user: str, remote: Sequence[str] = (), *, port: int = 0, tty: bool = True) -> list[str]:
        """Return the client's command line."""
        options = {
            "IdentityFile": self.folder / "user",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": self.folder / "known",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
            "SendEnv": "LANG LC_* KTD_* TEXTUAL_* PYTHON* SUDO_UID",
        }
        given = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        place = ["-p", str(port or self.port), f"{user}@127.0.0.1"]
        return [str(SSH), "-F", "none", *(["-tt"] if tty else ["-T"]), *given, *place, *remote]

    def connect(
        self, user: str, remote: Sequence[str] = (), *, port: int = 0, env: dict[str, str] | None = None
    ) -> Session:
        """Open a session in a pseudo-terminal; ``port`` of a relay where one stands between."""
        return Session(self.command(user, remote, port=port), env=env)

    def run(
        self, user: str, remote: Sequence[str], env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one command without a terminal."""
        return subprocess.run(
            self.command(user, remote, tty=False),
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
        )


def stat_of(pid: int) -> list[str] | None:
    """Return the fields of /proc/<pid>/stat after the name, or None where the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def descendants(pid: int) -> list[int]:
    """Return the processes below one, the deepest first."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (found := stat_of(int(entry.name))):
            parents.setdefault(int(found[1]), []).append(int(entry.name))
    below: list[int] = []
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        below += children
        waiting += children
    return below[::-1]


def ktd_below(pid: int) -> int | None:
    """Return the ktd process below sshd."""
    for one in descendants(pid):
        try:
            words = Path(f"/proc/{one}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if (
            any(word.endswith((b"/ktd", b"ktd_tui", b"stuck.py")) for word in words[:4])
            and b"python" in words[0]
        ):
            return one
    return None


def gone(pid: int) -> bool:
    """Tell whether a process has ended and was waited for; init may take its time with an orphan."""
    found = stat_of(pid)
    return found is None or (found[0] == "Z" and found[1] == "1")


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    found = stat_of(pid)
    return sum(int(ticks) for ticks in found[11:13]) / os.sysconf("SC_CLK_TCK") if found else 0.0


def me() -> str:
    """Return the account that runs the tests."""
    return pwd.getpwuid(os.getuid()).pw_name


def ktd() -> str:
    """Return the ``ktd`` script of the environment that runs the tests."""
    return str(Path(sys.executable).with_name("ktd"))
