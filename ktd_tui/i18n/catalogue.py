"""A compiled gettext catalogue of which only the sentences that are said are read.

A first page says a hundred of four thousand. ``gettext`` takes them all into memory before the first one:
a fiftieth of each start, and 1.4 MiB of each session.
"""

from gettext import NullTranslations
from pathlib import Path
from struct import unpack_from

MAGIC = 0x950412DE
CONTEXT = "\x04"
"""Between a context and its msgid, as gettext has it."""
FORMS = b"\0"
"""Between the forms of a sentence that has a number in it."""


class Catalogue(NullTranslations):
    """Sentences of a language that has one form for every number, as Babel writes them: in order."""

    def __init__(self, file: Path) -> None:
        """Read a file as it lies there.

        Raises:
            OSError: There is none.
        """
        super().__init__()
        # Read, not mapped: who writes a mapped file anew ends whoever has it open.
        self._file = file.read_bytes()
        magic, _, self._many, self._ids, self._texts = unpack_from("<5I", self._file)
        if magic != MAGIC:
            raise OSError(f"no catalogue: {file}")
        self._said: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """Translate; what is in no catalogue stays as it is."""
        return self._found(message) or message

    def pgettext(self, context: str, message: str) -> str:
        """Translate a word in the sense that ``context`` tells."""
        return self._found(f"{context}{CONTEXT}{message}") or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Translate a sentence with a number, which has one form."""
        return self._found(msgid1) or super().ngettext(msgid1, msgid2, n)

    def _found(self, key: str) -> str:
        """Return a sentence, or an empty text."""
        try:
            return self._said[key]
        except KeyError:
            text = self._said[key] = self._search(key)
            return text

    def _search(self, key: str) -> str:
        sought, low, high = _place(key.encode("utf-8", "replace")), 0, self._many
        while low < high:
            middle = (low + high) // 2
            here = _place(self._string(self._ids, middle).partition(FORMS)[0])
            if here == sought:
                return self._string(self._texts, middle).partition(FORMS)[0].decode("utf-8")
            low, high = (middle + 1, high) if here < sought else (low, middle)
        return ""

    def _string(self, table: int, number: int) -> bytes:
        length, start = unpack_from("<2I", self._file, table + 8 * number)
        return self._file[start : start + length]


def _place(key: bytes) -> tuple[bytes, bytes]:
    """Return what a msgid is sorted by: itself, then its context."""
    context, apart, word = key.partition(CONTEXT.encode())
    return (word, context) if apart else (key, b"")
