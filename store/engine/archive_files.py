"""The archives of a data directory, each a read-only file."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from ktd_tui.domain.base import Record
from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.engine.files import create_file, make_folder, replace_file, sync_directory
from store.errors import not_saved
from store.shared.archive import FOLDER, OPEN_AT_ONCE, Archive, archive_bytes, archive_state, sha256_of
from store.shared.state import State

READ_ONLY = 0o440


class Archives:
    """Writes and opens the archives of a data directory; the last ones used stay in memory."""

    def __init__(self, directory: Path) -> None:
        self._folder = directory / FOLDER
        self._opened = lru_cache(OPEN_AT_ONCE)(self.read)

    def path(self, name: str) -> Path:
        """Return the file of an archive."""
        return self._folder / f"{name}.json"

    def write(self, name: str, records: Iterable[Record], seq: int) -> str:
        """See ``ArchivePlace.write``."""
        content, path = archive_bytes(records, seq), self.path(name)
        try:
            make_folder(self._folder)
            replace_file(path, content, READ_ONLY, temporary=path.with_suffix(".tmp"))
            sync_directory(self._folder)
        except OSError as error:
            raise not_saved(path, error) from error
        return sha256_of(content)

    def open(self, entry: Archive) -> State:
        """See ``ArchivePlace.open``."""
        return self._opened(entry)

    def read(self, entry: Archive) -> State:
        """See ``ArchivePlace.read``."""
        path = self.path(entry.id)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(
                N_("The archive {path} cannot be read: {reason}."), path=path, reason=os_reason(error)
            ) from error
        return archive_state(content, entry.sha256, path)

    def digest(self, name: str) -> str:
        """See ``ArchivePlace.digest``."""
        try:
            return sha256_of(self.path(name).read_bytes())
        except OSError:
            return ""

    def all(self) -> Iterator[tuple[str, bytes]]:
        """See ``ArchivePlace.all``."""
        for path in sorted(self._folder.glob("*.json")):
            yield path.stem, path.read_bytes()

    def add(self, name: str, content: bytes) -> None:
        """See ``ArchivePlace.add``; the other one's file is kept as ``.replaced``."""
        path = self.path(name)
        try:
            make_folder(self._folder)
            earlier = path.read_bytes() if path.exists() else None
            if earlier == content:
                return
            if earlier is not None:
                kept = path.with_name(f"{path.stem}-{sha256_of(earlier)[:12]}.replaced")
                with suppress(FileExistsError):
                    create_file(kept, earlier, READ_ONLY)
            replace_file(path, content, READ_ONLY)
            sync_directory(self._folder)
        except OSError as error:
            raise not_saved(self._folder, error) from error
