"""Compares the documents of a database with what its commits say they are."""

from collections.abc import Iterator, Mapping

from ktd_tui.i18n import N_
from ktd_tui.table_names import table_word
from store.contract import Document, Key  # noqa: TC001  # annotations of a local name
from store.postgresql.storage import DatabaseStorage
from store.report import DataFinding, notice, problem
from store.shared.shared_data import Followed, SharedData

EXCHANGED = "select coalesce(max(seq), 0) from ktd.commits where ops is null"
PAPERS = """select name, sha256, encode(sha256(content), 'hex') = sha256 from ktd.papers"""
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


def paper_findings(
    storage: SharedData[Followed], named: Mapping[str, str], *, chosen: bool
) -> Iterator[DataFinding]:
    """Yield the papers that are not as they were filed, or lie elsewhere.

    Args:
        storage: The data.
        named: The SHA-256 of the papers that the register names, by place.
        chosen: They are to lie in the database.

    Raises:
        StoreError: The database does not answer.
    """
    if not isinstance(storage, DatabaseStorage):
        raise TypeError(type(storage).__name__)
    rows = storage.link.ask(PAPERS)
    there = {name: digest for name, digest, whole in rows if whole}
    wrong = {name for name, _, whole in rows if not whole}
    wrong |= {name for name, digest in named.items() if there.get(name, digest) != digest}
    for name in sorted(wrong)[:LIKELY]:
        yield problem(N_("The paper {path} in the database is not as it was filed."), path=name)
    elsewhere = named.keys() - there.keys() - wrong
    if chosen and elsewhere:
        yield notice(
            N_(
                "{count} papers do not lie in the database, “{path}” for one. On the server whose folder has "
                "them: ktd migrate --to, with the same database"
            ),
            count=len(elsewhere),
            path=min(elsewhere),
        )
