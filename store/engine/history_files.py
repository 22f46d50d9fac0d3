"""The files of the history: the finished journals, the small ones of them joined."""

from pathlib import Path

from store.engine.files import is_foreign, replace_file, set_aside, sync_directory

HISTORY = "history"
MANY = 32
"""Files at which the small ones are joined: each idle moment makes one."""
LARGE = 4 * 2**20
"""Bytes of a joined file, about; an audit of a year is then a few files."""


def history_name(base: int, last: int) -> str:
    """Return the name under which a finished journal is kept: the commit it builds on, and its last."""
    return f"{base:012d}-{last:012d}.jsonl"


def commit_range(path: Path) -> tuple[int, int]:
    """Return what a name says: the commit it builds on, and its last."""
    base, _, last = path.stem.partition("-")
    return int(base), int(last)


def finished(folder: Path) -> list[Path]:
    """Return the finished journals, the oldest first; what others put there is passed over."""
    return [path for path in _named_so(folder) if not is_foreign(path, b'"base":')]


def set_aside_foreign(folder: Path) -> None:
    """Take the store's names from what others made under them, under the lock; nothing is removed.

    Raises:
        OSError: The disk refused it.
    """
    for path in _named_so(folder):
        if is_foreign(path, b'"base":'):
            set_aside(path)


def _named_so(folder: Path) -> list[Path]:
    digits = "[0-9]" * 12
    return sorted(folder.glob(f"{digits}-{digits}.jsonl"))


def join_small(folder: Path) -> None:
    """Join neighbouring small files, under the lock. Killed in between, some lines are there twice.

    Raises:
        OSError: The disk refused it; nothing was lost.
    """
    files = finished(folder)
    if len(files) <= MANY:
        return
    group: list[Path] = []
    for path in files:
        if sum(p.stat().st_size for p in [*group, path]) > LARGE:
            _join(folder, group)
            group = []
        group.append(path)
    _join(folder, group)


def _join(folder: Path, group: list[Path]) -> None:
    if len(group) < 2:  # noqa: PLR2004  # there is nothing to join
        return
    joined = folder / history_name(commit_range(group[0])[0], max(commit_range(p)[1] for p in group))
    # Up to the last newline: a line that a killed writer left half written must not meet the next part.
    parts = [part[: part.rfind(b"\n") + 1] for part in (path.read_bytes() for path in group)]
    bodies = [part.partition(b"\n")[2] for part in parts[1:]]  # their first lines say what they build on
    replace_file(joined, b"".join([parts[0], *bodies]), temporary=joined.with_suffix(".tmp"))
    sync_directory(folder)
    for path in group:
        if path != joined:
            path.unlink()
