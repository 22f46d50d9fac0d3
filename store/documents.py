"""The store over any engine: turns the documents of its ``SharedData`` into models and back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, count
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ktd_tui.domain.base import Record
from ktd_tui.errors import Conflict, KtdError, NotFound, Refused
from ktd_tui.i18n import N_
from store.contract import Commit, Key
from store.errors import DELETED, OVERTAKEN
from store.lending import changeable_fields, handed_out, surely_differs, taken_out
from store.paper_place import PaperPlace
from store.presence import Presence
from store.shared.archive import Archive
from store.shared.archived_ids import ArchivedIds
from store.shared.file_format import Document
from store.shared.shared_data import Followed, Meanwhile, SharedData
from store.shared.state import Overlay

R = TypeVar("R", bound=Record)


class DocumentStore:
    """``store.contract.Store`` on data that several processes share.

    Reads come from memory and never wait for another process.
    """

    def __init__(self, storage: SharedData[Followed], presence: Presence, papers: PaperPlace) -> None:
        self._storage = storage
        self.presence = presence
        self.papers = papers
        self.opened_at = storage.seq
        self._archives = storage.archives
        self._archived_ids = ArchivedIds(self._archives)
        self._models: dict[Key, tuple[Document, Record]] = {}
        """Validated models, each with the document it was made from: it is good while that one is there."""
        self._keyed: tuple[int, dict[str, list[Archive]]] = -1, {}
        """The archives by the ids that are looked for in them, and as of which commit."""

    # reading ------------------------------------------------------------------------------------

    def get(self, kind: type[R], record_id: str) -> R:
        """See ``Store.get``."""
        document = self._storage.document(kind.table, record_id) or self._archived(kind.table, record_id)
        if document is None:
            raise NotFound(N_("The record {id} is not in the data any more."), id=record_id)
        return handed_out(self._model(kind, record_id, document))

    def find(self, kind: type[R], /, **equals: object) -> list[R]:
        """See ``Store.find``."""
        if unknown := equals.keys() - kind.model_fields.keys():
            raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(unknown))}")
        texts = {name: value for name, value in equals.items() if isinstance(value, str)}
        documents = self._storage.documents(kind.table, texts)
        for entry in self._archives_of(texts.values()):
            documents += self._archives.open(entry).documents(kind.table, texts)
        candidates = [(i, d) for i, d in documents if not surely_differs(d, texts)] if texts else documents
        candidates.sort(key=itemgetter(0))
        models = [self._model(kind, record_id, document) for record_id, document in candidates]
        for name, value in equals.items():
            models = [model for model in models if getattr(model, name) == value]
        return [handed_out(model) for model in models] if changeable_fields(kind) else models

    def _entries(self) -> list[Archive]:
        return [self._model(Archive, i, d) for i, d in self._storage.documents(Archive.table, {})]

    def _archives_of(self, texts: Iterable[str]) -> list[Archive]:
        of_transaction = self._storage.in_transaction and self._storage.overlay.changes(Archive.table)
        known = self._by_key() if of_transaction else self._by_key_kept()
        return list({entry.id: entry for text in texts for entry in known.get(text, ())}.values())

    def _by_key_kept(self) -> dict[str, list[Archive]]:
        at, (known_at, known) = self._storage.seq, self._keyed
        if known_at != at:
            touched = self.touched(known_at)
            if touched is None or any(table == Archive.table for table, _ in touched):
                known = self._by_key()
            self._keyed = at, known
        return known

    def _by_key(self) -> dict[str, list[Archive]]:
        found: dict[str, list[Archive]] = {}
        for entry in self._entries():
            for key in entry.keys:
                found.setdefault(key, []).append(entry)
        return found

    def _archived(self, table: str, record_id: str) -> Document | None:
        if table == Archive.table:
            return None
        entry = self._archived_ids.holder(self._entries(), record_id)
        return self._archives.open(entry).document(table, record_id) if entry else None

    def _model(self, kind: type[R], record_id: str, document: Document) -> R:
        known = self._models.get((kind.table, record_id))
        if known is not None and known[0] is document and isinstance(known[1], kind):
            return known[1]
        try:
            model = taken_out(kind, document)
        except ValidationError as error:
            from store.models import misfit_of

            raise misfit_of(kind.table, "", record_id, error).error(
                self._storage.path, opened=True
            ) from error
        self._models[kind.table, record_id] = document, model
        return model

    def refresh(self) -> frozenset[Key]:
        """See ``Store.refresh``."""
        if not self._storage.in_transaction:
            self._storage.live.look()
        return self._storage.live.take_news()

    def touched(self, since: int) -> frozenset[Key] | None:
        """See ``Store.touched``."""
        with self._storage.live.mutex:
            return self._storage.live.state.touched(since)

    @property
    def seq(self) -> int:
        """See ``Store.seq``."""
        return self._storage.seq

    @property
    def in_transaction(self) -> bool:
        """See ``Store.in_transaction``."""
        return self._storage.in_transaction

    @property
    def session(self) -> str:
        """See ``Store.session``."""
        return self._storage.session

    # writing ------------------------------------------------------------------------------------

    def save(self, record: R) -> R:
        """See ``Store.save``."""
        ready: list[tuple[Document, R]] = []
        with self._writing(N_("Saved"), lambda: ready.append(_ready(record))):
            self._check_revision(self._storage.overlay, record)
            return self._put(*ready[0])

    def put_back(self, record: R) -> R:
        """See ``Store.put_back``."""
        with self._writing(N_("Put back")):
            there = self._storage.document(record.table, record.id)
            if there is not None:
                theirs = self._model(type(record), record.id, there)
                raise Conflict(N_("This is there again already."), mine=record, theirs=theirs)
            return self._put(*_ready(record))

    def _put(self, document: Document, fresh: R) -> R:
        overlay = self._storage.overlay
        key = overlay.key(fresh.table, fresh.id) or str(overlay.last_key(fresh.table) + 1)
        overlay.put(fresh.table, key, document)
        self._models[fresh.table, fresh.id] = document, fresh
        return handed_out(fresh)

    def delete(self, record: Record) -> None:
        """See ``Store.delete``."""
        with self._writing(N_("Deleted")):
            overlay = self._storage.overlay
            self._check_revision(overlay, record)
            key = overlay.key(record.table, record.id)
            if key is None:
                raise NotFound(N_("The record {id} is not in the data any more."), id=record.id)
            overlay.remove(record.table, key)

    def _check_revision(self, overlay: Overlay, record: Record) -> None:
        document = overlay.document(record.table, record.id)
        if record.rev == (document.get("rev") if document else 0):
            return
        if document is None and self._archived(record.table, record.id) is not None:
            raise Refused(N_("This belongs to a closed year that is archived: it can be read, not changed."))
        theirs = self._model(type(record), record.id, document) if document else None
        raise Conflict(OVERTAKEN if theirs else DELETED, mine=record, theirs=theirs)

    def archive(self, name: str, records: Sequence[Record], keys: Iterable[str]) -> str:
        """See ``Store.archive``."""
        with self._writing(N_("Archived")):
            for record in records:
                self.delete(record)
            taken = {entry.id for entry in self._entries()}
            free = next(n for n in chain([name], (f"{name}-{k}" for k in count(2))) if n not in taken)
            digest = self._archives.write(free, records, self.seq)
            self.save(Archive(id=free, keys=tuple(keys), sha256=digest))
        return free

    def bring_back(self, key: str) -> None:
        """See ``Store.bring_back``."""
        from store.models import models

        with self._writing(N_("Brought back from the archive")):
            for entry in self._archives_of([key]):
                tables = self._archives.open(entry).tables
                self.delete(entry)
                for kind in (kind for name, kind in models().items() if name in tables):
                    for document in tables[kind.table].values():
                        self.put_back(self._model(kind, document["id"], document))

    def is_archived(self, key: str) -> bool:
        """See ``Store.is_archived``."""
        return bool(self._archives_of([key]))

    def _writing(self, why: str, meanwhile: Meanwhile = int) -> AbstractContextManager[object]:
        if self._storage.in_transaction:
            return nullcontext(meanwhile())
        return self._storage.transaction(why, meanwhile=meanwhile)

    def transaction(
        self,
        why: str,
        facts: Mapping[str, str] | None = None,
        *,
        undoes: int | None = None,
        final: bool = False,
    ) -> AbstractContextManager[None]:
        """See ``Store.transaction``."""
        return self._storage.transaction(why, facts, undoes=undoes, final=final)

    # history and copies -------------------------------------------------------------------------

    def changes(self, since: int = 0) -> Iterator[Commit]:
        """See ``Store.changes``."""
        return self._storage.commits(since)

    def changes_back(
        self, *, by: int | None = None, undoing: bool = False, deleting: bool = False, of: str | None = None
    ) -> Iterator[Commit]:
        """See ``Store.changes_back``."""
        return self._storage.commits_back(by=by, undoing=undoing, deleting=deleting, of=of)

    def history(self, record_id: str) -> list[Commit]:
        """See ``Store.history``."""
        return list(self._storage.commits_back(of=record_id))

    def backup(self, to: Path) -> None:
        """See ``Store.backup``."""
        from store.care.backup import write_backup

        write_backup(self._storage, to)

    def export(self, to: Path) -> None:
        """See ``Store.export``."""
        from store.care.data_copy import write_export

        write_export(self._storage, to)

    def restore(self, source: Path) -> Path:
        """See ``Store.restore``."""
        from store.care.restore import restore

        return restore(self._storage, source)

    def back_up_today(self) -> None:
        """See ``Store.back_up_today``."""
        from store.care.daily import back_up_today

        back_up_today(self._storage)

    def doubts(self) -> list[KtdError]:
        """See ``Store.doubts``."""
        from store.directory import doubts

        return [*doubts(self._storage.path.parent)]

    def rest(self) -> None:
        """See ``Store.rest``."""
        self._storage.rest()

    def close(self) -> None:
        """See ``Store.close``; a transaction of another thread is waited for."""
        self._storage.close()


def _ready(record: R) -> tuple[Document, R]:
    """Return a record as it is stored next, and as it is read from there."""
    document = record.model_dump(mode="json", warnings="none")
    document["rev"] = record.rev + 1
    return document, type(record).model_validate(document)  # nothing is stored that could not be read again
