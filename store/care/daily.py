"""Automatic daily copies: one for each Vietnamese calendar day on which ktd is opened for writing."""

import os
import re
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from ktd_tui.clock import local_date
from ktd_tui.errors import KtdError
from store.care.data_copy import BACKUPS, consistent_copy, data_file_bytes
from store.engine.files import create_file, is_foreign, make_folder, remove, set_aside
from store.shared.shared_data import Followed, SharedData

KEPT_DAYS = 30
DAY = 24 * 60 * 60
_DAY = re.compile(r"ktd-(\d{4}-\d\d-\d\d)\.json")


def back_up_today(storage: SharedData[Followed]) -> None:
    """Make ``backups/ktd-YYYY-MM-DD.json`` where this day has none, and remove what is too old.

    It is a copy, not a link: a program that writes into ``ktd.json`` itself must not reach it. It never
    fails; ``ktd check`` says when the newest copy is old.
    """
    today = local_date(storage.clock())
    folder = storage.path.parent / BACKUPS
    path = folder / f"ktd-{today}.json"
    if storage.read_only:
        return
    with suppress(OSError, KtdError):
        if os.path.lexists(path):
            if not is_foreign(path, b'"_meta"'):
                return
            set_aside(path)
        tables, seq = consistent_copy(storage)
        if any(tables.values()):
            make_folder(folder)
            create_file(path, data_file_bytes(tables, seq))
            _prune(folder, today)
            _tidy(folder, path)


def _prune(folder: Path, today: date) -> None:
    """Remove the oldest copies, never one of the last ``KEPT_DAYS`` days nor of the ``KEPT_DAYS`` newest.

    A clock that went astray into the future would else remove all of them, in the past the newest.
    """
    for path, day in daily_copies(folder)[KEPT_DAYS:]:
        if day < today - timedelta(days=KEPT_DAYS):
            remove(path)


def _tidy(folder: Path, fresh: Path) -> None:
    """Remove what killed processes left half written."""
    for path in folder.glob(".ktd-*.tmp"):
        if fresh.stat().st_mtime - path.stat().st_mtime > DAY:
            remove(path)


def daily_copies(folder: Path) -> list[tuple[Path, date]]:
    """Return the automatic copies with their days, the newest first."""
    found = []
    for path in folder.glob("ktd-*.json"):
        name = _DAY.fullmatch(path.name)
        if name:
            with suppress(ValueError):
                found.append((path, date.fromisoformat(name[1])))
    return sorted(found, key=lambda one: one[1], reverse=True)
