"""Recovers the newest state that damaged data, its copies and its journals still give."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ktd_tui.errors import StoreError
from ktd_tui.field_names import field_word
from ktd_tui.i18n import N_
from ktd_tui.table_names import table_word
from store.care.data_copy import BACKUPS
from store.care.forms.migrations import form_of, migrated
from store.care.journal_scan import NO_BASE, JournalScan, scan_journal
from store.care.quarantine import is_beyond_repair
from store.engine.history_files import HISTORY, commit_range, finished
from store.engine.snapshot import read_snapshot
from store.models import misfits
from store.report import DataFinding, notice
from store.shared.file_format import Document, Tables
from store.shared.state import State

Lines = dict[int, tuple[bytes, dict[str, Any]]]
"""Commits by number: the line as it stands in the file, and what it says."""
NOTHING = JournalScan(NO_BASE, [], [], torn=False)


class Salvage(NamedTuple):
    """The recovered state, and what had to be left out.

    Attributes:
        seq: The largest number that any commit has: the next one must be above it.
        journal: The commits of the journal that are in the tables.
        dropped: The commits that are not, because one before them is missing.
        damaged: Histories that have damaged lines, with their whole ones.
        rejected: The documents that do not fit, each with its table, whatever has taken their place.
        findings: What was done, for the person.
    """

    tables: Tables
    seq: int
    journal: Lines
    dropped: Lines
    damaged: dict[Path, JournalScan]
    rejected: list[tuple[str, Document]]
    findings: list[DataFinding]


def salvage(path: Path) -> Salvage | None:
    """Recover what is whole; return None where nothing is left out, so that nothing is to be repaired.

    Raises:
        StoreError: There is nothing to begin with, or the data is not ktd's to repair.
    """
    findings: list[DataFinding] = []
    journal = _journal(path.with_name(f"{path.name}.journal"), findings)
    histories = {p: found for p in finished(path.parent / HISTORY) if (found := _history(p)) is not None}
    commits = _by_number([*histories.values(), journal])
    first = next(iter(histories.values()), journal)
    state, form = _begin(path, commits, first.form, findings)
    if journal.base > state.seq:
        findings.append(notice(N_("{path} is older than its journal."), path=path))
    # Where the data file is as it should be, the history holds nothing that it does not.
    lines = commits if findings else _by_number([journal])
    played = _play(state, lines)
    dropped = {n: line for n, line in lines.items() if n > state.seq}
    findings += _line_findings(path, journal, state.seq, dropped)
    tables = migrated(state.tables, form)
    rejected = list(_reject(state, tables, commits, findings))
    damaged = {p: found for p, found in histories.items() if found.damaged}
    if not (findings or damaged):
        return None
    ends = [commit_range(p)[1] for p in histories]
    seq = max([state.seq, journal.base, *lines, *ends])
    used = {n: line for n, line in _by_number([journal]).items() if n in played}
    return Salvage(tables, seq, used, dropped, damaged, rejected, findings)


def _journal(path: Path, findings: list[DataFinding]) -> JournalScan:
    try:
        return scan_journal(path) or NOTHING
    except StoreError as error:
        if is_beyond_repair(error):
            raise
        findings.append(notice(N_("{path} could not be read."), path=path))
        return NOTHING


def _history(path: Path) -> JournalScan | None:
    with suppress(StoreError, ValueError):  # ``ktd check`` tells of it; the data does not need it
        commit_range(path)
        return scan_journal(path)
    return None


def _by_number(journals: Iterable[JournalScan]) -> Lines:
    lines: Lines = {}
    for journal in journals:
        for raw, line in journal.lines:
            lines.setdefault(line["seq"], (raw, line))
    return lines


def _begin(path: Path, commits: Lines, form: int, findings: list[DataFinding]) -> tuple[State, int]:
    """Return the state to start from, and its form: the data file's, a copy's, or an empty one.

    Args:
        commits: The commits of all journals.
        form: The form of the first of them.
        findings: What was done.
    """
    try:
        tables, seq, _ = read_snapshot(path)
        return State(tables, seq, path), form_of(path)
    except StoreError as error:
        if is_beyond_repair(error):
            raise
        findings.append(notice(N_("{path} could not be read."), path=path))
    copies = [(seq, copy, tables) for copy, tables, seq in _copies(path.parent / BACKUPS)]
    if copies:
        seq, copy, tables = max(copies, key=lambda one: one[0])
        findings.append(
            notice(N_("The data was put together from the copy {path} and the journals."), path=copy)
        )
        return State(tables, seq, path), form_of(copy)
    if 1 not in commits:
        raise StoreError(
            N_("There is no copy of {path} to begin with. Nothing was changed; restore a backup."), path=path
        )
    findings.append(notice(N_("The data was put together from the journals.")))
    return State({}, 0, path), form


def _copies(folder: Path) -> Iterator[tuple[Path, Tables, int]]:
    for path in sorted(folder.glob("*.json")):
        with suppress(StoreError):
            tables, seq, _ = read_snapshot(path)
            yield path, tables, seq


def _play(state: State, lines: Lines) -> set[int]:
    """Apply commits to a state until one is missing; return the numbers of those it contains."""
    played = {n for n in lines if n <= state.seq}
    while state.seq + 1 in lines:
        state.seq += 1
        state.apply(lines[state.seq][1]["ops"])
        played.add(state.seq)
    return played


def _line_findings(path: Path, journal: JournalScan, reached: int, dropped: Lines) -> Iterator[DataFinding]:
    journal_path = path.with_name(f"{path.name}.journal")
    for number in journal.damaged:
        yield notice(N_("Line {number} of {path} is damaged."), number=number, path=journal_path)
    if dropped and min(dropped) > reached + 1:
        yield notice(
            N_("The commits {first} to {last} are in no file."), first=reached + 1, last=min(dropped) - 1
        )
    for number, (_, line) in sorted(dropped.items()):
        yield notice(
            N_("Left out: commit {number} by {user} at {time}, because one before it is missing."),
            number=number,
            user=line.get("user"),
            time=line.get("t"),
        )


def _reject(
    state: State, tables: Tables, commits: Lines, findings: list[DataFinding]
) -> Iterator[tuple[str, Document]]:
    """Take out what does not fit; what was saved there last takes its place, where the history tells it."""
    wrong = list(misfits(tables))
    saved = _as_saved(commits, state.seq) if wrong else {}
    for misfit in wrong:
        if misfit.newer:  # a former ktd that came back must not throw away what a later one wrote
            raise misfit.error(state.path)
        facts = {"table": table_word(misfit.table), "id": misfit.record_id, "field": field_word(misfit.field)}
        found = saved.get((misfit.table, misfit.key))
        yield misfit.table, tables[misfit.table].pop(misfit.key)
        if found and not misfit.duplicate and not [*misfits({misfit.table: {misfit.key: found}})]:
            tables[misfit.table][misfit.key] = found
            message = N_("Taken from the history: {table}, record {id}, whose field “{field}” did not fit.")
        else:
            message = N_("Left out: {table}, record {id}, because its field “{field}” does not fit.")
        findings.append(notice(message, **facts))


def _as_saved(commits: Lines, reached: int) -> dict[tuple[str, str], Document]:
    """Return each document as the history tells it; a number is missing where all was exchanged."""
    saved: dict[tuple[str, str], Document] = {}
    before = 0
    for number in sorted(n for n in commits if n <= reached):
        if number != before + 1:
            saved.clear()
        before = number
        for op in commits[number][1]["ops"]:
            saved.pop((op[1], str(op[2])), None)
            if op[0] == "put":
                saved[op[1], str(op[2])] = op[3]
    return saved
