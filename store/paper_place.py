"""Where papers are kept that never change again. One test suite runs over every implementation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol


class PaperPlace(Protocol):
    """Sealed papers and what came back of them, each under a name: folders with ``/`` between, and a file."""

    def file(self, name: str, content: bytes) -> None:
        """Keep a paper durably, within the transaction that enters it into the register.

        What lies there already under that name is kept under another (``….1``): it belongs to a seal that was
        killed before it was entered.

        Raises:
            NotSaved: It could not be kept.
        """

    def read(self, name: str) -> bytes:
        """Return a paper; empty where none can be read under that name."""

    def on_disk(self, name: str) -> Path | None:
        """Return a paper's file on this machine, from where a person fetches it; None where there is none."""

    def beside_records(self) -> Iterator[tuple[str, bytes]]:
        """Yield the papers that lie with the records and so belong into their backup, with their names.

        Raises:
            StoreError: They cannot be read.
        """
