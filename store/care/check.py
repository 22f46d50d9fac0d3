"""Checks everything in a data directory. Bad data becomes findings of a report, never an exception."""

import os
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from ktd_tui.clock import Clock, local_date, now
from ktd_tui.errors import KtdError, StoreError
from ktd_tui.field_names import field_word
from ktd_tui.i18n import N_
from ktd_tui.table_names import table_word
from store.care.daily import daily_copies
from store.care.data_copy import BACKUPS
from store.care.forms.migrations import form_of, migrated
from store.care.journal_scan import JournalScan, scan_journal
from store.care.opening import open_storage
from store.care.paper_files import papers_named
from store.care.references import dangling_references
from store.contract import Author
from store.directory import FILE_NAME, check_directory, database_of, doubts, holds_papers
from store.engine.archive_files import Archives
from store.engine.files import ASIDE
from store.engine.history_files import HISTORY, commit_range
from store.engine.snapshot import read_snapshot
from store.errors import damaged_line, duplicate_id, older_than_journal
from store.models import misfits, models
from store.report import DataFinding, Report, notice, problem, problem_of
from store.shared.archive import Archive, ArchivePlace
from store.shared.file_format import SCHEMA, Tables
from store.shared.state import State


def check_data(directory: Path, clock: Clock = now) -> Report:
    """Check everything in a data directory; nothing is changed."""
    if database_of(directory):
        return _check_database(directory, clock)
    findings = list(_check_place(directory))
    if not os.access(directory, os.R_OK | os.X_OK, effective_ids=True) or not directory.is_dir():
        return Report(tuple(findings), {}, None)
    path = directory / FILE_NAME
    try:
        journal = scan_journal(path.with_name(f"{FILE_NAME}.journal"))
    except StoreError as error:
        findings.append(problem_of(error))
        journal = None
    state = _state(path, journal, findings)
    findings += _check_history(directory, journal)
    if state is None:
        return Report(tuple(findings), {}, None)
    tables = _with_archives(state.tables, Archives(directory), findings)
    findings += record_findings(tables, path)
    findings += _check_copies(directory, state, local_date(clock()))
    counts = Counter({name: len(documents) for name, documents in tables.items() if documents})
    return Report(tuple(findings), counts, state.seq)


def _check_database(directory: Path, clock: Clock) -> Report:
    """Check records, history, archives and copies of data in a database; its server checks its own files."""
    from store.postgresql.checking import paper_findings, replayed_findings

    findings: list[DataFinding] = []
    try:
        author = Author(os.getuid(), "")
        with closing(open_storage(directory, read_only=True, author=author, clock=clock)) as storage:
            state = storage.live.state
            tables = _with_archives(state.tables, storage.archives, findings)
            findings += replayed_findings(storage)
            named = {} if findings else dict(papers_named(storage))  # else it names what cannot be read
            findings += paper_findings(storage, named, chosen=holds_papers(directory))
    except KtdError as error:
        return Report((problem_of(error),), {}, None)
    findings += record_findings(tables, storage.path)
    findings += _check_copies(directory, state, local_date(clock()))
    counts = Counter({name: len(documents) for name, documents in tables.items() if documents})
    return Report(tuple(findings), counts, state.seq)


def _check_place(directory: Path) -> Iterator[DataFinding]:
    try:
        check_directory(directory, create=False, read_only=True)
    except StoreError as error:
        yield problem_of(error)
    else:
        yield from (notice(doubt.message, **doubt.facts) for doubt in doubts(directory))


def _state(path: Path, journal: JournalScan | None, findings: list[DataFinding]) -> State | None:
    """Return the data as the store would load it, as far as it can be read."""
    try:
        tables, seq, _ = read_snapshot(path)
        form = form_of(path)
    except StoreError as error:
        findings.append(problem_of(error))
        return None
    state = State(tables, seq, path)
    if journal is not None:
        findings += _play(journal, state, path)
    if form < SCHEMA:
        state.tables = migrated(state.tables, form)
        findings.append(
            notice(
                N_("The data file {path} is of an older form; it is converted when it is opened next."),
                path=path,
            )
        )
    return state


def _play(journal: JournalScan, state: State, path: Path) -> Iterator[DataFinding]:
    journal_path = path.with_name(f"{path.name}.journal")
    for number in journal.damaged:
        yield problem_of(damaged_line(journal_path, number))
    if journal.torn:
        yield notice(
            N_(
                "Behind the last line of the journal {path} stands a part of another one, as after a "
                "power cut: nobody was told that it was saved."
            ),
            path=journal_path,
        )
    if journal.base > state.seq:
        yield problem_of(older_than_journal(path))
        return
    for _, line in journal.lines:
        if line["seq"] == state.seq + 1:
            state.apply(line["ops"])
            state.seq += 1
        elif line["seq"] > state.seq:
            yield problem(
                N_("In the journal {path} the commits {first} to {last} are missing."),
                path=journal_path,
                first=state.seq + 1,
                last=line["seq"] - 1,
            )
            return


def _check_history(directory: Path, present: JournalScan | None) -> Iterator[DataFinding]:
    reached: int | None = None
    for path in sorted((directory / HISTORY).glob("*.jsonl")):
        try:
            last = commit_range(path)[1]
            found = scan_journal(path)
        except StoreError as error:
            yield problem_of(error)
            continue
        except ValueError:
            tell = problem if path.name.startswith(ASIDE) else notice
            yield tell(N_("The file {path} is not ktd's."), path=path)
            continue
        if found is None:  # joined with others meanwhile
            continue
        for number in found.damaged:
            yield problem(N_("The history {path} is damaged at line {number}."), path=path, number=number)
        # One above: an exchange that was killed before it began the new journal.
        if not found.damaged and last > max((line["seq"] for _, line in found.lines), default=found.base) + 1:
            yield notice(N_("The history {path} does not hold the commits that its name says."), path=path)
        reached = yield from _gaps(found, reached)
    if present is not None:
        yield from _gaps(present, reached)


def _gaps(found: JournalScan, reached: int | None) -> Generator[DataFinding, None, int]:
    """Yield the commits that are missing before and in a journal; return the last one that is there."""
    if reached is None:
        reached = max(found.base, 0)
    for _, line in found.lines:
        # One number is passed over where the data was exchanged as a whole: restored, or edited by hand.
        if line["seq"] > reached + 2:
            yield notice(
                N_("The history does not hold the commits {first} to {last}."),
                first=reached + 1,
                last=line["seq"] - 1,
            )
        reached = max(reached, line["seq"])
    return reached


def record_findings(tables: Tables, path: Path) -> Iterator[DataFinding]:
    """Yield findings about the records: wrong fields, duplicate ids, dangling references."""
    for misfit in misfits(tables):
        if misfit.duplicate:
            yield problem_of(duplicate_id(path, misfit.table, misfit.record_id))
        else:
            yield problem_of(misfit.error(path))
    for loose in dangling_references(tables):
        yield problem(
            N_("{table}, record {id}: the field “{field}” names {missing}, which is not in the data."),
            table=table_word(loose.table),
            id=loose.record_id,
            field=field_word(loose.field),
            missing=loose.missing,
        )
    for table in sorted(tables.keys() - models().keys()):
        if tables[table]:
            yield notice(
                N_("The table “{table}” is not ktd's: its {count} records are kept, but not used."),
                table=table,
                count=len(tables[table]),
            )


def _with_archives(live: Tables, archives: ArchivePlace, findings: list[DataFinding]) -> Tables:
    """Return the live tables with those of the archives, under numbers of their own."""
    tables = {name: dict(documents) for name, documents in live.items()}
    for number, entry in enumerate(live.get(Archive.table, {}).values()):
        try:
            archived = archives.open(Archive.model_validate(entry)).tables
        except ValidationError:
            continue  # told with the records
        except StoreError as error:
            findings.append(problem_of(error))
            continue
        for name, documents in archived.items():
            tables.setdefault(name, {}).update({f"{key}/{number}": d for key, d in documents.items()})
    return tables


def _check_copies(directory: Path, state: State, today: date) -> Iterator[DataFinding]:
    for path in sorted((directory / BACKUPS).glob(f"{ASIDE}*")):
        yield notice(N_("The file {path} is not ktd's."), path=path)
    copies = daily_copies(directory / BACKUPS)
    if not copies:
        if any(state.tables.values()):
            yield notice(N_("There is no automatic copy of the data yet."))
        return
    path, day = copies[0]
    try:
        _, seq, _ = read_snapshot(path)
    except StoreError as error:
        yield problem_of(error)
        return
    if (today - day).days > 1 and seq < state.seq:
        yield notice(
            N_("The newest automatic copy {path} is {days} days old, and the data has changed since."),
            path=path,
            days=(today - day).days,
        )
