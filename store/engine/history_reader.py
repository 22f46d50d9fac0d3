"""Reads the history from the journals: the present one and those in ``history/``."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.contract import Author, Change, Commit
from store.engine.history_files import HISTORY, commit_range, finished
from store.engine.journal import Journal
from store.engine.journal_line import DELETION
from store.shared.file_format import Document  # an annotation of a local name


def commits(path: Path, since: int = 0) -> Iterator[Commit]:
    """Yield the commits after number ``since``, the oldest first.

    Raises:
        StoreError: A journal cannot be read.
    """
    # The present journal is opened first: it may go to the history meanwhile, and is read all the same.
    present = _open(path.with_name(f"{path.name}.journal"))
    last = since
    for journal in _finished_journals(path.parent / HISTORY, since):
        for commit in _commits(journal, last):
            last = commit.seq
            yield commit
    if present is not None:
        yield from _commits(present, last)


def commits_back(
    path: Path,
    *,
    by: int | None = None,
    undoing: bool = False,
    deleting: bool = False,
    of: str | None = None,
) -> Iterator[Commit]:
    """Yield the commits, the newest first; what is not asked for is not read. See ``Store.changes_back``."""
    marks = [] if by is None else [b'"uid":%d,' % by]
    marks += [b'"undoes":'] if undoing else []
    marks += [DELETION] if deleting else []
    marks += [] if of is None else [of.encode()]
    for line in _lines_back(path, *marks, about=of, deleting=deleting):
        if (by is None or line["uid"] == by) and (not undoing or line.get("undoes") is not None):
            yield from commit_about(line, of, deleting=deleting)


def commit_about(
    line: dict[str, Any], record_id: str | None = None, *, deleting: bool = False
) -> Iterator[Commit]:
    """Yield the commit of a line; with a record the one that touched it, with that change alone.

    Args:
        deleting: Yield it only where it deleted a record, with its deletions alone.
    """
    if record_id is None and not deleting:
        yield commit_of(line)
        return
    own = [
        (op, was)
        for op, was in zip(line["ops"], line["was"], strict=True)
        if (not deleting or op[0] == "del") and (record_id is None or _record_id(op, was) == record_id)
    ]
    if own:
        yield commit_of({**line, "ops": [op for op, _ in own], "was": [was for _, was in own]})


def _record_id(op: Sequence[Any], was: Document | None) -> str:
    document = op[3] if op[0] == "put" else was
    return str((document or {}).get("id", op[2]))


def _lines_back(path: Path, *holding: bytes, about: str | None, deleting: bool) -> Iterator[dict[str, Any]]:
    first, journal = sys.maxsize, _open(path.with_name(f"{path.name}.journal"))
    while True:
        if journal is not None:
            base = journal.base
            with closing(journal):
                # What was linked twice, or joined meanwhile, holds some that are known already.
                lines = journal.lines_back(*holding, about=about, deleting=deleting)
                yield from (line for line in lines if line["seq"] < first)
            first = min(first, base + 1)
        before = [found for found in finished(path.parent / HISTORY) if commit_range(found)[0] + 1 < first]
        if not before:
            return
        journal = _open(before[-1])


def _commits(journal: Journal, last: int) -> Iterator[Commit]:
    try:
        for line in journal.lines():
            if line["seq"] > last:  # one that was linked twice holds the beginning of the next
                last = line["seq"]
                yield commit_of(line)
    finally:
        journal.close()


def _finished_journals(folder: Path, last: int) -> Iterator[Journal]:
    """Yield the finished journals that go beyond a commit, also where some are joined meanwhile."""
    while waiting := [path for path in finished(folder) if commit_range(path)[1] > last]:
        journal = _open(waiting[0])
        if journal is not None:
            last = commit_range(waiting[0])[1]
            yield journal


def _open(path: Path) -> Journal | None:
    try:
        return Journal.open(path, writing=False)
    except OSError as error:
        raise StoreError(
            N_("The history {path} cannot be read: {reason}."), path=path, reason=os_reason(error)
        ) from error


def commit_of(line: dict[str, Any]) -> Commit:
    """Return the commit that a line of a journal holds."""
    changes = []
    for op, was in zip(line["ops"], line["was"], strict=True):
        after: Document | None = op[3] if op[0] == "put" else None
        before = was if after is None or was is None else {**after, **was}
        changes.append(Change(op[1], _record_id(op, was), before, after))
    return Commit(
        seq=line["seq"],
        at=datetime.fromisoformat(line["t"]),
        author=Author(line["uid"], line["user"]),
        why=line["why"],
        facts=line.get("facts", {}),
        changes=tuple(changes),
        undoes=line.get("undoes"),
        final=line.get("final", False),
        session=line.get("session", ""),
    )
