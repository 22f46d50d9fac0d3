"""Gathers facts about accounts, the session, sshd and sudo for ``ktd doctor``."""

import grp
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ktd_tui import config
from ktd_tui.operations.account import account_uid
from ktd_tui.rules.server.health import AccountFacts, FileFacts, ServerFacts, SessionFacts
from ktd_tui.rules.server.health_server import parse_options
from store.care.vitals import file_facts

SSHD_FILE = Path("/etc/ssh/sshd_config")
STAFF = "ktd-staff"
"""The group of the documents whose members log in to the service account's ktd."""
PATIENCE = 10
"""Seconds that sshd and sudo get for their answer."""
_PLACES = "/usr/sbin:/sbin:/usr/bin:/bin"


def account_facts() -> AccountFacts:
    """Gather who runs this, and what there is of a service account."""
    try:
        service, fetch = (config.server_setting(name) for name in config.SERVERS_OWN)
    except OSError:
        service = fetch = ""
    uid = account_uid()
    found = pwd.getpwuid(uid) if uid else None
    return AccountFacts(
        os.geteuid(),
        frozenset(os.getgroups()) | {os.getegid()},
        service=service,
        service_uid=uid,
        service_shell=found.pw_shell if found else "",
        service_company=tuple(n for n in _members(found.pw_gid) if n != found.pw_name) if found else (),
        settings=file_facts(config.SERVER_FILE),
        fetch=fetch,
    )


def _members(gid: int) -> list[str]:
    try:
        listed = grp.getgrgid(gid).gr_mem
    except KeyError:
        listed = []
    return [*listed, *(p.pw_name for p in pwd.getpwall() if p.pw_gid == gid and p.pw_name not in listed)]


def session_facts() -> SessionFacts:
    """Gather the surroundings of this process."""
    from ktd_tui.papers.render.fonts import find_faces

    try:
        columns, rows = os.get_terminal_size(sys.stdout.fileno())
        size: tuple[int, int] | None = (columns, rows)
    except (OSError, ValueError):
        size = None
    faces = find_faces()
    return SessionFacts(
        environment=dict(os.environ),
        size=size,
        python=sys.version_info[:2],
        isolated=bool(sys.flags.isolated or sys.flags.ignore_environment),
        packages=_packages(),
        face=(faces.name, faces.is_decree_face),
        tmux=shutil.which("tmux") is not None,
    )


def _packages() -> dict[str, tuple[str, str]]:
    from importlib import metadata

    from packaging.requirements import Requirement

    found = {}
    try:
        asked = [Requirement(line) for line in metadata.requires("ktd") or []]
    except metadata.PackageNotFoundError:  # run from its source
        return {}
    for package in asked:
        if package.marker is None or package.marker.evaluate(
            {"extra": ""}
        ):  # optional parts are not looked at
            try:
                version = metadata.version(package.name)
            except metadata.PackageNotFoundError:
                version = ""
            found[package.name] = str(package.specifier), version
    return found


def server_facts(user: str, data: FileFacts | None) -> ServerFacts:
    """Gather what sshd and sudo would do for somebody.

    Args:
        user: Whose log-in is asked about; empty: this person's, for root one of the staff.
        data: The data directory, whose group tells who the staff are where there is no other sign.
    """
    name = user or _somebody(data)
    options, whole = _sshd(name)
    return ServerFacts(name, options, whole=whole, sudo=_sudo(name))


def _somebody(data: FileFacts | None) -> str:
    if os.getuid():
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return ""
    groups = [g.gr_gid for g in grp.getgrall() if g.gr_name == STAFF]
    groups += [data.gid] if data and data.gid else []
    return next((n for gid in groups for n in _members(gid)), "")


def _sshd(user: str) -> tuple[dict[str, tuple[str, ...]] | None, bool]:
    """Ask sshd itself, which needs root; else read its file, which may include others."""
    try:
        written = parse_options(SSHD_FILE.read_text("utf-8", "replace"))
    except OSError:
        written = None
    sshd = shutil.which("sshd", path=_PLACES)
    if sshd and user and not os.geteuid():
        port = (written or {}).get("port", ("22",))[0]
        # «Match LocalPort» wants the server's end named, too.
        place = f"host=localhost,addr=127.0.0.1,laddr=127.0.0.1,lport={port}"
        answer = _ask([sshd, "-T", "-C", f"user={user},{place}"])
        if answer is not None:
            return parse_options(answer), True
    return written, False


def _sudo(user: str) -> str | None:
    sudo = shutil.which("sudo", path=_PLACES)
    if not sudo or not user:
        return None
    return _ask([sudo, "-n", "-l", *([] if os.geteuid() else ["-U", user])])


def _ask(command: Sequence[str]) -> str | None:
    """Return the output of a program of the system, or None where it failed."""
    try:
        done = subprocess.run(  # noqa: S603  # fixed programs of the system, no shell
            command,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
            env={"PATH": _PLACES, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
