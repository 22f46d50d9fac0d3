"""A machine of its own for one test: this one's files, under a layer that takes all that is written.

Accounts, packages, files of ``/etc``: what is made there is gone with the layer. Needs root and overlayfs.
"""

import base64
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Self

import pytest

from tests.terminal.server.accounts import python_of_all, source_path

ENTER = """
set -e
cd "$1"
mount -t overlay overlay -o lowerdir=/,upperdir=up,workdir=work root
rm -f root/etc/passwd.lock root/etc/group.lock root/etc/shadow.lock root/etc/gshadow.lock root/etc/.pwd.lock
for place in proc dev sys; do mount --rbind /$place root/$place; done
exec chroot root /bin/sh -c "$2"
"""
"""A lock that another test holds on the machine's own accounts is none in here."""
UNSHARE = shutil.which("unshare")
ROOTS_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""What root has after «sudo -i» on Debian."""


class CleanRoot:
    """The layer; what is written stays in it from one command to the next."""

    def __enter__(self) -> Self:
        self._layer = Path(tempfile.mkdtemp(prefix="ktd-root-"))
        for name in ("up", "work", "root"):
            (self._layer / name).mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._layer)

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run a script there as root, in its home."""
        return subprocess.run(
            [str(UNSHARE), "-m", "/bin/sh", "-c", ENTER, "sh", str(self._layer), f"cd /root\n{script}"],
            env={"PATH": ROOTS_PATH, "HOME": "/root", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def must(self, script: str) -> str:
        """Run a script that must succeed, and return what it said."""
        done = self.run(script)
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout

    def write(self, path: str, text: str, mode: str = "644") -> None:
        """Write a file of root's."""
        self.must(f"install -m {mode} /dev/stdin {path} <<'END-OF-FILE'\n{text}END-OF-FILE\n")

    def read(self, path: str) -> bytes:
        """Return the content of a file there."""
        return base64.b64decode(self.must(f"base64 {path}"))

    def put_ktd(self, path: str) -> None:
        """Put the program of these tests there, for everybody to run."""
        code = f"{source_path()}\nfrom ktd_tui.cli import main\nmain()\n"
        self.write(path, f"#!{python_of_all()} -I\n{code}", "755")


@cache
def needs_clean_root() -> None:
    """Skip, by name, where there is none."""
    if os.getuid():
        pytest.skip("a clean root: only root may mount")
    if not UNSHARE:
        pytest.skip("a clean root: unshare is not installed")
    with CleanRoot() as root:
        if root.run("true").returncode:
            pytest.skip("a clean root: no overlay may be mounted here")
        if root.run(f"test -e {__file__}").returncode:
            pytest.skip("a clean root: this work tree is on another disk")
