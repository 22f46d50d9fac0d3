"""Compares the documents of a database with what its commits say they are."""

from collections.abc import Iterator

from ktd_tui.i18n import N_
from ktd_tui.table_names import table_word
from store.contract import Document, Key  # noqa: TC001  # annotations of a local name
from store.postgresql.storage import DatabaseStorage
from store.report import DataFinding, problem
from store.shared.shared_data import Followed, SharedData

EXCHANGED = "select coalesce(max(seq), 0) from ktd.commits where ops is null"
LIKELY = 20
"""Records that are told one by one."""


def replayed_findings(storage: SharedData[Followed]) -> Iterator[DataFinding]:
    """Yield the records that are others than their last change says: somebody wrote past ktd.

    Raises:
        StoreError: The database does not answer.
    """
    if not isinstance(storage, DatabaseStorage):
        raise TypeError(type(storage).__name__)
    since = storage.link.ask(EXCHANGED)[0][0]
    last: dict[Key, Document | None] = {}
    for commit in storage.commits(since):
        last |= {(change.table, change.record_id): change.after for change in commit.changes}
    state = storage.live.state
    wrong = [key for key, after in last.items() if state.document(*key) != after]
    for table, record_id in wrong[:LIKELY]:
        yield problem(
            N_("{table}, record {id}: it is another than its last change in the history says."),
            table=table_word(table),
            id=record_id,
        )
