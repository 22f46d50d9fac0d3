"""Which papers the register says are kept, those of closed years, too; the ones that lie in a folder."""

from collections.abc import Iterator
from hashlib import sha256

from ktd_tui.domain.sealed import SealedPaper
from store.beside.filed_papers import PaperFolder
from store.directory import PAPERS
from store.shared.archive import Archive
from store.shared.file_format import Tables
from store.shared.shared_data import Followed, SharedData


def papers_named(storage: SharedData[Followed]) -> Iterator[tuple[str, str]]:
    """Yield place and SHA-256 of every paper that is kept.

    Raises:
        StoreError: An archive cannot be read.
    """
    live = storage.read()
    yield from _named_in(live)
    for entry in live.get(Archive.table, {}).values():
        yield from _named_in(storage.archives.read(Archive.model_validate(entry)).tables)


def _named_in(tables: Tables) -> Iterator[tuple[str, str]]:
    for document in tables.get(SealedPaper.table, {}).values():
        of = SealedPaper.model_validate(document)
        if of.file:
            yield of.file, of.pdf_sha256
            yield from ((one.file, one.sha256) for one in of.came_back)


def papers_in_folder(storage: SharedData[Followed]) -> Iterator[tuple[str, bytes]]:
    """Yield the papers of the register that lie in this machine's folder as they were filed, by place.

    Raises:
        StoreError: An archive cannot be read.
    """
    folder = PaperFolder(storage.path.parent / PAPERS)
    for name, digest in sorted(papers_named(storage)):
        content = folder.read(name)
        if sha256(content).hexdigest() == digest:
            yield name, content
