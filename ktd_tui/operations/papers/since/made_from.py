"""From which records a paper was made: so that changed data is told from words that another ktd changed."""

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import READ_ON
from ktd_tui.operations.papers.current import paper
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.papers.document import Prepared

if TYPE_CHECKING:
    from store.contract import Store

R = TypeVar("R", bound=Record)
MOVES_ON: Mapping[str, set[str]] = {Meeting.table: READ_ON, BlocYear.table: {"rev", "stage"}}
"""What of a record goes on with the year, while nothing that it says is changed."""


class _Noting:
    """A store that notes what is read from it."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self.read: dict[str, dict[str, Record]] = {}

    def get(self, kind: type[R], record_id: str) -> R:
        """Return the record, and note it."""
        return self._noted(self._store.get(kind, record_id))

    def find(self, kind: type[R], /, **equals: object) -> list[R]:
        """Return the records, and note them."""
        self.read.setdefault(kind.table, {})
        return [self._noted(one) for one in self._store.find(kind, **equals)]

    def _noted(self, record: R) -> R:
        self.read.setdefault(record.table, {})[record.id] = record
        return record

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def with_sources(desk: Desk, ref: PaperRef) -> tuple[Prepared, dict[str, str]]:
    """Return a paper as it is now, and the SHA-256 of the records that it was made from, table by table.

    Raises:
        Refused: There is no such paper, or nothing yet to compose it from.
    """
    store = _Noting(desk.store)
    now = paper(desk._replace(store=cast("Store", store)), ref)
    made = {table: _digest(of) for table, of in sorted(store.read.items()) if table != SealedPaper.table}
    return now, made


def _digest(records: Mapping[str, Record]) -> str:
    """Return the digest of records; a field that a later version adds changes nothing in it."""
    texts = (_text(records[one]) for one in sorted(records))
    return sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def _text(record: Record) -> str:
    return record.model_dump_json(exclude=MOVES_ON.get(record.table, {"rev"}), exclude_defaults=True)


def only_words_changed(desk: Desk, of: SealedPaper, ref: PaperRef) -> bool:
    """Tell whether what a sealed paper was made from is as it was, so that ktd alone words it otherwise.

    A table that is read today alone tells nothing: another version of ktd may read more.

    Raises:
        Refused: It cannot be composed any more.
    """
    return bool(of.made_from) and of.made_from.items() <= with_sources(desk, ref)[1].items()
