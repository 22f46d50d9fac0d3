"""Gathers facts about accounts and the session for ``ktd doctor``."""

import os
import pwd
import shutil
import sys

from ktd_tui import config
from ktd_tui.operations.account import account_uid
from ktd_tui.operations.server.logging_in import group_names, members, sudo_of
from ktd_tui.rules.server.health import AccountFacts, SessionFacts
from store.care.vitals import file_facts


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
        service_company=tuple(n for n in members(found.pw_gid) if n != found.pw_name) if found else (),
        service_groups=group_names(found.pw_name, found.pw_gid) if found else frozenset(),
        service_sudo=(sudo_of(found.pw_name) or "") if found and not os.geteuid() else "",
        settings=file_facts(config.SERVER_FILE),
        fetch=fetch,
    )


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
