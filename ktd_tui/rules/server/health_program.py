"""Judges the program itself: who can change it is everybody, and who cannot read it has none."""

import stat
from collections.abc import Iterator, Sequence

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import FileFacts, HealthFinding, Mend, ProgramFacts, fine, wrong

LISTED = 3
UNREAD = frozenset(
    (
        "__pycache__",
        ".git",
        ".hypothesis",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".import_linter_cache",
    )
)
"""What lies in these folders beside the code Python does without, or reads never."""


def judge_program(program: ProgramFacts) -> Iterator[HealthFinding]:
    """Judge all that code is read from, and the folders above it, which may be other people's, too."""
    files = (*program.above, *program.files)
    if not files:
        return
    ours = set(program.files)
    plain = [file for file in files if not stat.S_ISLNK(file.mode)]
    if loose := [file for file in plain if _loose(file)]:
        message = N_(
            "Others than root can change the program, and so act as everybody: {names}. "
            "Mend: chown -R root: and chmod -R go-w"
        )
        finding = wrong("program", message, names=_names(loose))
        yield finding.mended_by(Mend(f.path, take=0o022, uid=0) for f in loose if f in ours)
    if closed := [file for file in plain if _closed(file)]:
        message = N_("Parts of the program are closed to the staff: {names}. Mend: chmod -R a+rX")
        finding = wrong("program", message, names=_names(closed))
        yield finding.mended_by(Mend(f.path, put=_needed(f)) for f in closed if f in ours)
    if not loose and not closed:
        message = N_("The program is root's alone, and open to be read ({count} files and folders).")
        yield fine("program", message, count=len(files))


def _loose(file: FileFacts) -> bool:
    if file.uid != 0:
        return True
    shared = file.mode & 0o002 or (file.mode & 0o020 and file.gid != 0)
    return bool(shared) and not file.mode & stat.S_ISVTX


def _closed(file: FileFacts) -> bool:
    return file.mode & _needed(file) != _needed(file) and UNREAD.isdisjoint(file.path.parts)


def _needed(file: FileFacts) -> int:
    return 0o005 if stat.S_ISDIR(file.mode) else 0o004


def _names(files: Sequence[FileFacts]) -> str:
    names = [str(file.path) for file in files]
    return ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")
