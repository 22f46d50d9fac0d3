"""Judges what lies in the data directory: whose it is, and who may do what with it."""

import stat
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import (
    AccountFacts,
    DataFacts,
    FileFacts,
    HealthFinding,
    Mend,
    Model,
    fine,
    wrong,
)
from ktd_tui.rules.server.health_data import GROUP, OTHERS, PAPERS

LISTED = 3
"""So many files are named."""
DRAFTS = "drafts"
READ_WRITE = 0o600


class _Fault(NamedTuple):
    """A kind of fault, what has it, and what mends each where that is safe."""

    message: str
    files: Sequence[FileFacts]
    mend: Callable[[FileFacts], Mend] | None = None


def judge_files(data: DataFacts, model: Model, accounts: AccountFacts) -> Iterator[HealthFinding]:
    """Judge what lies in the directory; drafts are each person's own, papers are for everybody."""
    root = data.root
    if root is None:
        return
    found = [e for e in data.entries if PAPERS not in e.path.relative_to(root.path).parts[:1]]
    plain = [e for e in found if not stat.S_ISLNK(e.mode)]
    faults = [
        _Fault(
            N_("Links among the data lead elsewhere: {names}. Look at them, and remove them."),
            [e for e in found if stat.S_ISLNK(e.mode)],
        ),
        _Fault(
            N_("Open to everybody: {names}. Mend: chmod o-rwx"),
            [e for e in plain if e.mode & OTHERS],
            lambda e: Mend(e.path, take=OTHERS),
        ),
        _Fault(N_("Access control lists on: {names}. Mend: setfacl -b"), [e for e in plain if e.acl]),
    ]
    if model is Model.GROUP:
        faults += _of_group(root, [e for e in plain if e.path.parent.name != DRAFTS])
    if model is Model.SERVICE and (uid := accounts.service_uid) is not None:
        message = N_("Not the service account's: {names}. ktd may be shut out. Mend: chown")
        foreign = [e for e in plain if e.uid != uid]
        faults.append(_Fault(message, foreign, lambda e: Mend(e.path, uid=uid)))
        faults.append(_closed_to_itself(root, [e for e in plain if e.uid == uid]))
    findings = [_finding(root, fault) for fault in faults if fault.files]
    yield from findings or [
        fine(
            "files", N_("{count} files and folders have the right owners and permissions."), count=len(found)
        )
    ]


def _closed_to_itself(root: FileFacts, own: Sequence[FileFacts]) -> _Fault:
    """Find what the service account has closed to itself; finished history is read-only on purpose."""
    bare = [e for e in own if stat.S_ISDIR(e.mode) and e.mode & stat.S_IRWXU != stat.S_IRWXU]
    live = [e for e in own if e.path.parent == root.path and stat.S_ISREG(e.mode)]
    bare += [e for e in live if e.mode & READ_WRITE != READ_WRITE]
    message = N_("Closed to the service account itself: {names}. ktd may be shut out. Mend: chmod u+rwX")
    return _Fault(
        message, bare, lambda e: Mend(e.path, put=stat.S_IRWXU if stat.S_ISDIR(e.mode) else READ_WRITE)
    )


def _finding(root: FileFacts, fault: _Fault) -> HealthFinding:
    finding = wrong("files", fault.message, names=_names(root, fault.files))
    return finding.mended_by(map(fault.mend, fault.files)) if fault.mend else finding


def _of_group(root: FileFacts, plain: Sequence[FileFacts]) -> list[_Fault]:
    folders = [e for e in plain if stat.S_ISDIR(e.mode)]
    live = [e for e in plain if e.path.parent == root.path and stat.S_ISREG(e.mode)]
    closed = [e for e in live if e.mode & 0o060 != 0o060]  # noqa: PLR2004  # read and write
    closed += [e for e in folders if e.mode & GROUP != GROUP]
    return [
        _Fault(
            N_("Of another group: {names}. Colleagues are shut out. Mend: chgrp"),
            [e for e in plain if e.gid != root.gid],
            lambda e: Mend(e.path, gid=root.gid),
        ),
        _Fault(
            N_("Closed to the group: {names}. Colleagues are shut out. Mend: chmod g+rw (folders: g+rwxs)"),
            closed,
            lambda e: Mend(e.path, put=GROUP if stat.S_ISDIR(e.mode) else 0o060),
        ),
        _Fault(
            N_("Folders without setgid: {names}. Mend: chmod g+s"),
            [e for e in folders if not e.mode & stat.S_ISGID],
            lambda e: Mend(e.path, put=stat.S_ISGID),
        ),
    ]


def _names(root: FileFacts, entries: Sequence[FileFacts]) -> str:
    names = [str(e.path.relative_to(root.path)) for e in entries]
    return ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")
