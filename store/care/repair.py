"""Repairs data that cannot be opened: whole parts are kept, the rest is quarantined and listed."""

from contextlib import closing, suppress
from pathlib import Path

import orjson

from ktd_tui.clock import Clock
from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.care.check import check_data
from store.care.journal_scan import NO_BASE
from store.care.quarantine import exclusive_access, install, quarantine_files
from store.care.salvage import Lines, Salvage, salvage
from store.contract import Author
from store.directory import FILE_NAME, check_directory, database_of
from store.engine.files import create_file, make_folder, replace_file, sync_directory
from store.engine.history_files import HISTORY, commit_range, history_name
from store.engine.journal import header_line
from store.engine.storage import JournalStorage
from store.errors import not_saved
from store.report import Report, notice

REPAIRED = N_("The data was repaired; the files as they were are in {kept}")


def repair(directory: Path, author: Author, clock: Clock) -> Report:
    """Rebuild the data from its whole parts; report what was done and what is left to do.

    All files as they were are kept in ``backups/broken-<UTC time>/``; beside them ``dropped.jsonl`` and
    ``rejected.jsonl`` hold the commits and the documents that were left out.

    Raises:
        StoreError: There is nothing to begin with, somebody has the data open, or it is not ktd's.
        NotSaved: The disk refused it; the data is as before.
    """
    report = check_data(directory, clock)
    if not report.problems:
        return report
    check_directory(directory, create=False, read_only=False)
    if database_of(directory):
        raise StoreError(
            N_(
                "The data lies in a database: its own tools mend it, or restore a backup: "
                "ktd restore FILE.zip"
            )
        )
    path = directory / FILE_NAME
    with exclusive_access(path):
        found = salvage(path)
        if found is None:
            return report
        kept = quarantine_files(directory, "broken", clock())
        try:
            _write_left_out(found, kept)
            _write_history(found, directory)
        except OSError as error:
            raise not_saved(kept, error) from error
        install(path, found.tables, found.seq + 1)
    with closing(JournalStorage(path, author=author, clock=clock)) as storage:
        storage.add_note(REPAIRED, {"kept": kept.name})
    after = check_data(directory, clock)
    where = notice(N_("All files as they were are kept in {path}."), path=kept)
    return after._replace(findings=(*found.findings, where, *after.findings))


def _write_left_out(found: Salvage, folder: Path) -> None:
    if found.dropped:
        create_file(folder / "dropped.jsonl", _joined(found.dropped))
    if found.rejected:
        documents = (orjson.dumps({"table": table, "document": d}) for table, d in found.rejected)
        create_file(folder / "rejected.jsonl", b"\n".join([*documents, b""]))


def _joined(lines: Lines) -> bytes:
    return b"".join(lines[number][0] + b"\n" for number in sorted(lines))


def _write_history(found: Salvage, directory: Path) -> None:
    """Keep the journal's commits in the history, and take the damaged lines out of the older ones."""
    folder = directory / HISTORY
    make_folder(folder)
    for path, scan in found.damaged.items():
        base = commit_range(path)[0] if scan.base == NO_BASE else scan.base
        replace_file(path, header_line(base) + b"".join(raw + b"\n" for raw, _ in scan.lines))
    if found.journal:
        base, last = min(found.journal) - 1, max(found.journal)
        with suppress(FileExistsError):  # made by a compaction that was killed
            create_file(folder / history_name(base, last), header_line(base) + _joined(found.journal))
    sync_directory(folder)
