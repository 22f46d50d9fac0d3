"""A TinyDB storage that replaces its file atomically and durably.

TinyDB's own JSONStorage rewrites the file in place without a lock: a kill in between leaves it
corrupt, and a reader may see half of it.
"""

import os
import stat
import threading
from pathlib import Path

import orjson
from tinydb import Storage

from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.i18n import N_
from store.files import read_all, remove, sync_directory, write_new
from store.shape import Tables, parse

Stamp = tuple[int, int, int, int]
"""Device, inode, time of change, size: what differs whenever the file is another one."""
SIZE_LIMIT = 512 * 2**20
"""No bloc's data comes near half a gigabyte; such a file is not ours."""
HEAD = 4096


class AtomicJSONStorage(Storage):
    """One JSON file, parsed when it changed, replaced as a whole.

    Between ``hold`` and ``release`` writes stay in memory until ``commit``: that is a transaction.
    Whoever writes must hold the lock of ``store.lock``; whoever reads need not.

    The file that was read last stays open. While it is open its inode cannot be given to a later
    file, so two different files never look the same, however fast they are written (clocks of file
    systems tick every few milliseconds).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.Lock()
        self._tables: Tables = {}
        self._stamp: Stamp | None = None
        self._descriptor = -1
        self._pending: Tables | None = None
        self._held = False
        self._arriving: Stamp | None = None

    # reading ------------------------------------------------------------------------------------

    @property
    def tables(self) -> Tables:
        """The tables as the file held them when it was last read or replaced here."""
        return self._tables

    def read(self) -> Tables:
        """Return the tables as TinyDB is to see them: with what was written since ``hold``."""
        if self._pending is not None:
            return dict(self._pending)
        if not self._held:
            self.reload()
        return dict(self._tables)

    def reload(self) -> bool:
        """Take in the file where it changed; tell whether it did. What is written here is no change.

        Raises:
            StoreError: It cannot be read, or is not ktd's; it was left as it was.
        """
        with self._guard:
            if self._unchanged():
                return False
            try:
                descriptor = self._open()
                try:
                    stamp, tables = self._load(descriptor)
                except BaseException:
                    os.close(descriptor)
                    raise
            except OSError as error:
                raise self._unreadable(error) from error
            self._adopt(descriptor, stamp, tables)
            return True

    def _unchanged(self) -> bool:
        # Replacing shows the new file in the directory a moment before commit() has adopted it.
        return self._stamp is not None and self._stat() in (self._stamp, self._arriving)

    def _stat(self) -> Stamp:
        try:
            return _stamp(self.path.stat(follow_symlinks=False))
        except OSError as error:
            raise self._unreadable(error) from error

    def _open(self) -> int:
        if self.path.is_symlink():  # it would be replaced by a file, and its target left behind
            raise self._not_plain()
        # O_NONBLOCK: opening a pipe must not wait for its other end.
        return os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)

    def _load(self, descriptor: int) -> tuple[Stamp, Tables]:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise self._not_plain()
        if found.st_size > SIZE_LIMIT:
            raise StoreError(N_("The data file {path} is too large to be ktd's."), path=self.path)
        if found.st_size and not os.pread(descriptor, HEAD, 0).strip(b"\0"):
            raise StoreError(
                N_(
                    "The data file {path} holds only zeros, as after a power cut. "
                    "It was left as it is; restore a backup."
                ),
                path=self.path,
            )
        return _stamp(found), parse(read_all(descriptor), self.path)

    def _not_plain(self) -> StoreError:
        return StoreError(N_("The data file {path} is not a plain file."), path=self.path)

    def _unreadable(self, error: OSError) -> StoreError:
        if isinstance(error, FileNotFoundError):
            return StoreError(
                N_("There is no data file {path}. Restore a backup, or make a new one with “ktd init”."),
                path=self.path,
            )
        return StoreError(
            N_("The data file {path} cannot be read: {reason}."), path=self.path, reason=error.strerror
        )

    def _adopt(self, descriptor: int, stamp: Stamp | None, tables: Tables) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._stamp, self._tables = descriptor, stamp, tables

    # writing ------------------------------------------------------------------------------------

    @property
    def pending(self) -> Tables | None:
        """What was written since ``hold``, or None."""
        return self._pending

    def hold(self) -> None:
        """Keep what is written in memory from now on."""
        self._held = True

    def rewind(self, pending: Tables | None) -> None:
        """Go back to an earlier ``pending``."""
        self._pending = pending

    def release(self) -> None:
        """Drop what was not committed and end ``hold``."""
        self._held, self._pending = False, None

    def write(self, data: Tables) -> None:
        """Replace the file's content, or keep it for ``commit`` while held.

        Raises:
            NotSaved: The disk refused it; the file is as before.
        """
        self._pending = data
        if not self._held:
            try:
                self.commit()
            finally:
                self._pending = None

    def commit(self) -> None:
        """Bring what was written to the disk.

        Raises:
            NotSaved: A value is not JSON, the disk refused it, or a program without the lock wrote
                meanwhile; the file is as before.
        """
        if self._pending is None:
            return
        try:
            content = orjson.dumps(self._pending)
        except TypeError as error:  # half a surrogate pair, a number beyond 64 bits
            raise self._not_saved(str(error)) from error
        if self._stamp is not None and self._stat() != self._stamp:
            raise NotSaved(
                N_("Not saved: another program changed {path} without asking ktd. Try again."),
                path=self.path,
            )
        try:
            descriptor = self._replace(content)
        except OSError as error:
            raise self._not_saved(error.strerror or str(error)) from error
        with self._guard:
            self._adopt(descriptor, _stamp(os.fstat(descriptor)), self._pending)
            self._arriving = self._pending = None

    def _not_saved(self, reason: str) -> NotSaved:
        return NotSaved(
            N_("Not saved: {path} could not be written ({reason}). Your data is as before."),
            path=self.path,
            reason=reason,
        )

    def _replace(self, content: bytes) -> int:
        temporary = self.path.with_name(f"{self.path.name}.tmp")
        temporary.unlink(missing_ok=True)  # left by a killed process: only the lock's holder makes one
        descriptor = write_new(temporary, content)
        try:
            self._arriving = _stamp(os.fstat(descriptor))
            self._rename(temporary)
        except BaseException:
            self._arriving = None
            os.close(descriptor)
            remove(temporary)
            raise
        return descriptor

    def _rename(self, temporary: Path) -> None:
        temporary.replace(self.path)
        try:
            sync_directory(self.path.parent)
        except OSError as error:
            self._put_back(temporary, error)
            raise

    def _put_back(self, temporary: Path, reason: OSError) -> None:
        """Undo a rename that might not outlast a power cut: who is told "not saved" must find the old data.

        Raises:
            NotSaved: That failed as well; the sentence says that the change did happen.
        """
        try:
            if self._descriptor < 0:
                self.path.unlink()
            else:
                os.close(write_new(temporary, read_all(self._descriptor)))
                temporary.replace(self.path)
        except OSError as error:
            raise NotSaved(
                N_(
                    "{path} was changed, but the disk does not say that it will last ({reason}). "
                    "Check the disk before you go on."
                ),
                path=self.path,
                reason=reason.strerror,
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            self._adopt(-1, self._stamp, self._tables)


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
