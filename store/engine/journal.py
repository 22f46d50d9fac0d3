"""The journal: a file to which each commit appends one line; also the record of who did what.

Its first line says on which commit it builds (``base``). It is never changed, only continued; at a
compaction it is linked into ``history/`` and a new one takes its name.
"""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store.engine.files import read_all, replace_file
from store.engine.journal_line import decode, decode_about, encode
from store.errors import damaged_line
from store.shared.file_format import APP, SCHEMA, check_form

BLOCK = 2**16
"""Bytes that are read at once from the end; twice as many each further time."""
TORN_PAGE = b"\0" * 8
"""What a power cut leaves of a page that was never written; no line of ours holds it."""


def header_line(base: int) -> bytes:
    """Return the first line of a journal that builds on a commit."""
    return encode({"base": base, "schema": SCHEMA, "app": APP})


class Journal:
    """One journal file, open. Reading goes on where it stopped; only the lock's holder appends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.descriptor = descriptor
        self.offset = 0
        """Where the next line begins: everything before it was read, or written here."""
        self.tail = b""
        """What was behind the last whole line when it was read last."""
        found = os.fstat(descriptor)
        self._place = found.st_dev, found.st_ino
        try:
            self.base = self._read_header()
        except BaseException:
            os.close(descriptor)
            raise
        self.start = self.offset

    @classmethod
    def open(cls, path: Path, *, writing: bool) -> "Journal | None":
        """Open the journal, or return None where there is none.

        Raises:
            OSError: It cannot be opened.
            StoreError: It is not ktd's, or of a newer one.
        """
        flags = os.O_RDWR | os.O_APPEND if writing else os.O_RDONLY
        try:
            descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            return None
        return cls(path, descriptor)

    @classmethod
    def make(cls, path: Path, base: int) -> "Journal":
        """Put a new journal in the place of the old one; its directory is for the caller to sync.

        Raises:
            OSError: The disk refused it.
        """
        replace_file(path, header_line(base))
        made = cls.open(path, writing=True)
        if made is None:
            raise FileNotFoundError(path)
        return made

    def _read_header(self) -> int:
        line, newline, _ = os.pread(self.descriptor, 4096, 0).partition(b"\n")
        content = decode(line) if newline else None
        if content is None:
            raise damaged_line(self.path, 1)
        check_form(content, self.path)
        base = content.get("base")
        if not isinstance(base, int):
            raise damaged_line(self.path, 1)
        self.offset = len(line) + 1
        return base

    # reading ------------------------------------------------------------------------------------

    def is_at(self, found: os.stat_result) -> bool:
        """Tell whether the result of a ``stat`` is of this file."""
        return (found.st_dev, found.st_ino) == self._place

    @property
    def end(self) -> int:
        """The size that the file had when it was read last."""
        return self.offset + len(self.tail)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield the whole lines that have come since the last reading.

        Raises:
            OSError: It cannot be read.
            StoreError: A line is damaged.
        """
        begin, place = self.offset, 0
        content = read_all(self.descriptor, begin)
        while (end := content.find(b"\n", place)) >= 0:
            line = decode(content[place:end])
            if line is None:
                if end + 1 == len(content) and TORN_PAGE in content[place:end]:
                    break  # written in part when the power went; never acknowledged
                raise damaged_line(self.path, self._number())
            place = end + 1
            self.offset = begin + place
            yield line
        self.tail = content[place:]
        # A whole line whose newline was changed is damage, not a line that somebody is writing.
        if self.tail and decode(self.tail[:-1]) is not None:
            raise damaged_line(self.path, self._number())

    def lines_back(
        self, *holding: bytes, about: str | None = None, deleting: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Yield the whole lines of the file, the last first; what nobody asks for is not read.

        Args:
            *holding: Lines that lack one of these bytes are passed over unread.
            about: Of a long line only the operations are wanted that name this record.
            deleting: Of a long line only the operations are wanted that delete.

        Raises:
            OSError: It cannot be read.
            StoreError: A line is damaged.
        """
        for place, line, at_end in self._back():
            if not all(part in line for part in holding):
                continue
            part = (about or deleting) and len(line) > BLOCK
            content = decode_about(line, about, deleting=deleting) if part else decode(line)
            if content is not None:
                yield content
            elif not (at_end and TORN_PAGE in line):  # see ``lines``
                raise damaged_line(self.path, self._number(place))

    def _back(self) -> Iterator[tuple[int, bytes, bool]]:
        """Yield where each line begins, the line, and whether the file ends with it; the last first."""
        begin, held, stop, size = os.fstat(self.descriptor).st_size, b"", 0, BLOCK
        found = at_end = False
        while True:
            at = held.rfind(b"\n", 0, max(stop - found, 0))
            if at < 0 and begin > self.start:
                lower = max(begin - size, self.start)
                fresh = os.pread(self.descriptor, begin - lower, lower)
                held, stop = fresh + held[:stop], stop + len(fresh)
                begin, size = lower, 2 * size
            elif not found:  # behind the last newline somebody writes still
                found, at_end, tail = True, at + 1 == stop, held[at + 1 :]
                if tail and decode(tail[:-1]) is not None:
                    raise damaged_line(self.path, self._number(begin + at + 1))
                stop = at + 1
            elif not stop:
                return
            else:
                yield begin + at + 1, held[at + 1 : stop - 1], at_end
                stop, at_end = at + 1, False

    def _number(self, place: int | None = None) -> int:
        return os.pread(self.descriptor, self.offset if place is None else place, 0).count(b"\n") + 1

    # writing, under the lock --------------------------------------------------------------------

    def append(self, line: bytes) -> None:
        """Write a line in one piece; it is durable after ``sync``.

        Raises:
            OSError: The disk refused it, or a part of it; the file is as before.
        """
        written = 0
        try:
            written = os.write(self.descriptor, line)
        finally:
            if written < len(line):
                self.cut()
        if written < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.offset += len(line)

    def cut(self) -> None:
        """Cut off what is behind the last whole line.

        Raises:
            OSError: The disk refused it.
        """
        os.ftruncate(self.descriptor, self.offset)
        self.tail = b""

    def take_back(self, line: bytes) -> bool:
        """Remove a line again if it is still the last one; tell whether it was."""
        before = self.offset - len(line)
        if (
            os.fstat(self.descriptor).st_size != self.offset
            or os.pread(self.descriptor, len(line), before) != line
        ):
            return False
        self.offset = before
        self.cut()
        return True

    def close(self) -> None:
        """Close the file."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1
