"""Who is at the keyboard, and the service account, which owns the data and works for whoever sudo says.

``/etc/ktd.toml`` names it (``service_account = "ktd"``). A process may be asked for somebody else only by
sudo, and only as that account; its files then go nowhere but into the papers' folder.
"""

import os
import pwd
import stat
from pathlib import Path

from ktd_tui import config
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.access import Actor

NO_SHELLS = ("/nologin", "/false")
PAPERS = "papers"
"""The folder in the data directory, or the link there, that everybody's papers are written to."""


def account_uid(file: Path | None = None) -> int | None:
    """Return the uid of the service account, or None where the server has none.

    Only a file that nobody but root can write counts: whoever can write it would be anybody.
    """
    file = file or config.SERVER_FILE
    try:
        found = file.stat()
        name = config.server_setting(config.SERVICE, file)
    except OSError:
        return None
    if not name or found.st_uid != 0 or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return None
    try:
        uid = pwd.getpwnam(name).pw_uid
    except KeyError:
        return None
    return uid or None  # root serves nobody: with its rights the guards below would be empty


def served_uid() -> int | None:
    """Return who is served by this process of the service account; None for a process of one's own.

    ``SUDO_UID`` is a variable like any other: in a shell everybody can set it. It is believed only where
    the process runs wholly as the service account, since nobody but root becomes that account other
    than by sudo, and sudo sets the variable itself. «The owner of the data directory» would be no such
    mark: a person names the directory, and may own it.
    """
    told = _told()
    account = account_uid() if told is not None else None
    if account is None or {os.getuid(), os.geteuid()} != {account}:
        return None
    return told


def _told() -> int | None:
    told = os.environ.get("SUDO_UID", "")
    return int(told) if told.isascii() and told.isdecimal() else None


def check_known() -> None:
    """Refuse to serve somebody as a system account that the server's file does not name.

    Such an account owns the data: a forgotten line in the file would make everybody its administrator.

    Raises:
        NotAllowed: sudo started it for somebody, and nobody can sit at this account itself.
    """
    try:
        found = pwd.getpwuid(os.geteuid())
    except KeyError:
        return
    if _told() and found.pw_shell.endswith(NO_SHELLS):
        raise NotAllowed(
            N_(
                "sudo started ktd as “{account}”, which {file} does not name as service_account (or others "
                "than root can write that file). The administrator mends it: ktd doctor"
            ),
            account=found.pw_name,
            file=config.SERVER_FILE,
        )


def confined() -> Path | None:
    """Return the only folder whose files this process may write and read for a person, None for any.

    Root could do everything without ktd, and keeps its freedom.
    """
    if not served_uid():
        return None
    return Path(config.server_folder()) / PAPERS


def check_place(path: Path, *, reads: bool = False) -> None:
    """Refuse a person's path outside the papers' folder where the service account would open it.

    Nobody but the service account writes there and in the folders below: no link can be put in between.

    Args:
        path: The file.
        reads: It is there and is to be read; else it is to be written.

    Raises:
        Refused: It lies elsewhere, or the folder is missing.
    """
    folder = confined()
    if folder is None:
        return
    if not folder.is_dir():
        raise Refused(
            N_("The folder for papers {folder} does not exist. The administrator makes it."), folder=folder
        )
    if not path.parent.resolve().is_relative_to(folder.resolve()):
        there = (
            N_(
                "On this server files are read from {folder} alone, where the server's administrator puts"
                " them; {path} lies elsewhere."
            )
            if reads
            else N_("On this server papers are kept in {folder}; {path} lies elsewhere.")
        )
        raise Refused(there, folder=folder, path=path)


def export_folder() -> Path:
    """Return the folder that a paper's name is proposed in."""
    return confined() or Path.cwd()


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
