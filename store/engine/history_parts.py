"""The history as files: the finished journals that a backup holds, and those that a restore adds."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from store.engine.files import create_file, make_folder, read_all
from store.engine.history_files import HISTORY, commit_range, finished, history_name
from store.engine.journal import Journal


def journals(path: Path, seq: int) -> Iterator[tuple[str, bytes]]:
    """Yield the history of a data file up to a commit; see ``SharedData.journals``."""
    # The present journal is opened first: it may go to the history meanwhile, and is read all the same.
    present = Journal.open(path.with_name(f"{path.name}.journal"), writing=False)
    done: set[Path] = set()
    while waiting := [p for p in finished(path.parent / HISTORY) if p not in done]:
        done.add(waiting[0])  # small ones may be joined meanwhile: the joined one is found then
        yield from _finished_journal(waiting[0], seq)
    yield from _journal_up_to(present, seq)


def add_journal(directory: Path, name: str, content: Callable[[], bytes]) -> None:
    """Add a finished journal to a data directory; see ``SharedData.add_journal``."""
    make_folder(directory / HISTORY)
    base, last = commit_range(Path(name))
    present = [commit_range(path) for path in finished(directory / HISTORY)]
    if not any(first <= base and last <= end for first, end in present):
        create_file(directory / name, content())


def _finished_journal(journal: Path, seq: int) -> Iterator[tuple[str, bytes]]:
    name = f"{HISTORY}/{journal.name}"
    base, last = commit_range(journal)
    if last <= seq:
        with suppress(FileNotFoundError):
            yield name, journal.read_bytes()
    elif base < seq:
        yield from _journal_up_to(Journal.open(journal, writing=False), seq)


def _journal_up_to(journal: Journal | None, seq: int) -> Iterator[tuple[str, bytes]]:
    """Yield a journal up to a commit as a finished journal, where it has lines up to there."""
    if journal is None:
        return
    with closing(journal):
        end, last = journal.start, journal.base
        for line in journal.lines():
            if line["seq"] > seq:
                break
            end, last = journal.offset, line["seq"]
        if end > journal.start:
            name = f"{HISTORY}/{history_name(journal.base, last)}"
            yield name, read_all(journal.descriptor)[:end]
