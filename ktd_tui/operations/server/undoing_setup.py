"""Takes away what ``ktd server setup`` made; data, and what was changed since, stays."""

import os
from pathlib import Path
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.server.setup_record import MadeByUs, SetupRecord
from ktd_tui.operations.server.system import SYSTEMD, check_root, group_exists, run_program, user_exists


class UndoneLine(NamedTuple):
    """What was made, and whether it is gone; what holds data, or was changed since, stays."""

    entry: MadeByUs
    gone: bool


def undo_setup(path: Path) -> list[UndoneLine]:
    """Take away what was made, the last first.

    Raises:
        NotAllowed: Only root may.
        Refused: Nothing was set up here.
    """
    check_root()
    record = SetupRecord(path)
    if not record.made:
        raise Refused(N_("ktd server setup has made nothing here."))
    lines: list[UndoneLine] = []
    for entry in reversed(list(record.made)):
        data_stays = any(one.entry.kind == "folder" and not one.gone for one in lines)
        gone = take_away(entry, keep_accounts=data_stays)
        lines.append(UndoneLine(entry, gone))
        if gone:
            record.forget(entry)
    if SYSTEMD.is_dir():
        for words in (("systemctl", "daemon-reload"), ("systemctl", "reload", "ssh")):
            run_program(words)
    return lines


def take_away(entry: MadeByUs, *, keep_accounts: bool = True) -> bool:
    """Undo one thing; tell whether it is gone."""
    path = Path(entry.name)
    match entry.kind:
        case "file":
            return _put_back(path, entry)
        case "link":
            if path.is_symlink() and str(path.readlink()) == entry.text:
                path.unlink()
            return not os.path.lexists(path)
        case "folder":
            try:
                path.rmdir()
            except OSError:  # something lies in it
                return not path.exists()
        case "service":
            run_program(entry.name.split())
        case _:
            return not keep_accounts and _remove_account(entry)
    return True


def _put_back(path: Path, entry: MadeByUs) -> bool:
    found = text_of(path)
    if found not in (None, entry.text):
        return False
    if entry.before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(entry.before, "utf-8")
    return True


def _remove_account(entry: MadeByUs) -> bool:
    exists, program = (user_exists, "userdel") if entry.kind == "account" else (group_exists, "groupdel")
    return not exists(entry.name) or run_program((program, entry.name)).returncode == 0


def text_of(path: Path) -> str | None:
    """Return what a file says, None where there is none or it is no text."""
    try:
        return path.read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
