"""``make deb``: builds the Debian packages with dpkg-deb, without the network, from this environment.

``ktd`` is whole; ``ktd-postgresql`` adds the driver for data in a database, which most machines do not need.
"""

import argparse
import gzip
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple

from ktd_tui import __version__
from release.hashes import ROOT
from release.tree import PYTHON, write_database_tree, write_tree

MAINTAINER = "the ktd engineers <ktd@localhost>"
CONTROL = """Package: ktd
Version: {version}
Architecture: {machine}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {python}, libc6 (>= {libc}), libstdc++6, zlib1g
Recommends: openssh-server, sudo, fonts-liberation2, tmux
Suggests: ktd-postgresql
Section: misc
Priority: optional
Description: emulation blocs (khoi thi dua) in a terminal
 Keeps the blocs, units and years of a council, scores units by criteria,
 walks the year-end meeting and writes its minutes as Vietnam's decree 30/2020
 has them.
 .
 All that it needs of Python lies in /usr/lib/ktd; nothing is fetched.
"""
AFTER = """#!/bin/sh
set -e
if [ "$1" = configure ]; then
    if command -v systemd-sysusers >/dev/null; then systemd-sysusers /usr/lib/sysusers.d/ktd.conf; fi
    getent passwd ktd >/dev/null || useradd -r -U -M -d /nonexistent -s /usr/sbin/nologin ktd
    getent group ktd-staff >/dev/null || groupadd ktd-staff
    if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
fi
"""
BEFORE_REMOVAL = """#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then systemctl disable --now ktd-care.timer || true; fi
# What Python compiled is of this version, and dpkg knows nothing of it.
find /usr/lib/ktd -path /usr/lib/ktd/psycopg -prune -o -name __pycache__ -prune -exec rm -rf {} +
"""
AFTER_REMOVAL = """#!/bin/sh
set -e
if [ "$1" = remove ] || [ "$1" = purge ]; then
    if [ -d /run/systemd/system ]; then systemctl daemon-reload || true; fi
fi
if [ "$1" = purge ]; then
    # Data is people's work, and sshd's blocks keep the staff from a shell: neither goes with the program.
    for left in /srv/ktd /var/backups/ktd /etc/ssh/sshd_config.d/ktd.conf /etc/sudoers.d/ktd; do
        if [ -e "$left" ]; then echo "ktd: $left stays." >&2; fi
    done
fi
"""
DATABASE_CONTROL = """Package: ktd-postgresql
Version: {version}
Architecture: all
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: ktd (>= {version}), libpq5
Suggests: postgresql
Section: misc
Priority: optional
Description: emulation blocs in a terminal: the data in a PostgreSQL database
 For several application servers on one database, or a standby: psycopg, beside
 what ktd itself has in /usr/lib/ktd.
"""
DATABASE_BEFORE_REMOVAL = """#!/bin/sh
set -e
find /usr/lib/ktd/psycopg -name __pycache__ -prune -exec rm -rf {} +
"""


LIBC = re.compile(rb"\0GLIBC_(2\.\d+)(?=\0)")
"""How a compiled part names what it needs of the C library."""


class Package(NamedTuple):
    """What dpkg is told of a package.

    Attributes:
        control: With places for its version, its size, the machine and the Python that it needs.
        scripts: What runs when it comes and goes, by name.
        conffiles: What an administrator changes, a line each.
        compiled: It is for one kind of machine.
    """

    name: str
    control: str
    scripts: Mapping[str, str]
    conffiles: str = ""
    compiled: bool = False


SCRIPTS = {"postinst": AFTER, "prerm": BEFORE_REMOVAL, "postrm": AFTER_REMOVAL}
KTD = Package("ktd", CONTROL, SCRIPTS, "/etc/ktd.toml\n", compiled=True)
FOR_DATABASES = Package("ktd-postgresql", DATABASE_CONTROL, {"prerm": DATABASE_BEFORE_REMOVAL})


def build_deb(folder: Path, versions: list[str], *, fast: bool = False) -> list[Path]:
    """Build the package once for each version.

    Args:
        folder: Where it is written to.
        versions: What its versions are called.
        fast: Leave optional parts out, neither squeeze nor compile what it needs: for a test.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ktd-deb-") as place:
        root = Path(place) / "root"
        write_tree(root, whole=not fast)
        _open_to_read(root)
        return [_pack(KTD, root, folder, version, fast=fast) for version in versions]


def build_database_deb(folder: Path, version: str, *, fast: bool = False) -> Path:
    """Build the package that adds the driver for data in a database.

    Args:
        folder: Where it is written to.
        version: What its version is called.
        fast: Do not squeeze it: for a test.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ktd-deb-") as place:
        root = Path(place) / "root"
        write_database_tree(root)
        _open_to_read(root)
        return _pack(FOR_DATABASES, root, folder, version, fast=fast)


def _open_to_read(root: Path) -> None:
    """Let everybody read all and nobody but the owner write, whatever the builder's umask was.

    What is a command lies in ``bin``; a library that somebody made executable is none.
    """
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)


def _pack(what: Package, root: Path, folder: Path, version: str, *, fast: bool) -> Path:
    control = root / "DEBIAN"
    control.mkdir(exist_ok=True)
    _write_changelog(root / "usr/share/doc" / what.name, what.name, version)
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file())
    asked = ["dpkg", "--print-architecture"]
    machine = subprocess.run(asked, capture_output=True, text=True, check=True)
    facts = {
        "version": version,
        "machine": machine.stdout.strip(),
        "python": PYTHON,
        "maintainer": MAINTAINER,
    }
    if what.compiled:
        facts["libc"] = _libc_needed(root)
    (control / "control").write_text(what.control.format(**facts, kilobytes=size // 1024), "utf-8")
    (control / "conffiles").unlink(missing_ok=True)
    if what.conffiles:
        (control / "conffiles").write_text(what.conffiles)
    for name, text in what.scripts.items():
        (control / name).write_text(text)
        (control / name).chmod(0o755)
    target = folder / f"{what.name}_{version}_{facts['machine'] if what.compiled else 'all'}.deb"
    how = ["-Znone"] if fast else ["-Zxz"]
    words = ["dpkg-deb", "--root-owner-group", *how, "--build", str(root), str(target)]
    subprocess.run(words, check=True, capture_output=True, env={**os.environ, "LC_ALL": "C"})
    return target


def _write_changelog(folder: Path, package: str, version: str) -> None:
    """Write what Debian's tools read; what changed stands in ktd's own list beside it."""
    changed = datetime.fromtimestamp((ROOT / "CHANGELOG.md").stat().st_mtime, UTC)
    where = "/usr/share/doc/ktd/CHANGELOG.md.gz"
    entry = f"{package} ({version}) stable; urgency=medium\n\n  * What changed: {where}\n\n"
    text = f"{entry} -- {MAINTAINER}  {format_datetime(changed)}\n"
    (folder / "changelog.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _libc_needed(root: Path) -> str:
    """Return the newest version of the C library that a compiled part asks for: an older system refuses."""
    asked = {
        tuple(map(int, found.split(b".")))
        for path in root.rglob("*.so*")
        if path.is_file()
        for found in LIBC.findall(path.read_bytes())
    }
    return ".".join(map(str, max(asked)))


def main() -> None:
    """Build the packages into ``dist``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", default=__version__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist")
    chosen = parser.parse_args()
    if not shutil.which("dpkg-deb"):
        parser.error("dpkg-deb is missing: apt install dpkg")
    for path in (*build_deb(chosen.to, [chosen.version]), build_database_deb(chosen.to, chosen.version)):
        print(path)


if __name__ == "__main__":
    main()
