"""A record that cannot be read is told on every page that would show it; none of them ends the session."""

from pathlib import Path
from typing import Any

import pytest

from ktd_tui.domain.roles import UserRole
from ktd_tui.operations.desk import Desk
from store.documents import DocumentStore
from store.shared.file_format import Document, wrong_value
from tests.screens.driving import running, settle, shown
from tests.screens.every_screen import make_screen, screen_classes


async def test_no_page_trips_over_a_record_that_cannot_be_read(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, told = DocumentStore._model, set()

    def unread(self: DocumentStore, kind: type[Any], record_id: str, document: Document) -> Any:
        if kind is UserRole:
            return read(self, kind, record_id, document)
        raise wrong_value(self._storage.path, kind.table, record_id, "")

    async with running(sample, tmp_path) as (app, pilot):
        for of in screen_classes():
            screen = make_screen(of, sample)
            with monkeypatch.context() as damaged:
                damaged.setattr(DocumentStore, "_model", unread)
                app.push_screen(screen)
                await settle(pilot)
                assert app.screen is screen, of
                if "giá trị sai" in shown(app):
                    told.add(of)
                app.pop_screen()
    assert len(told) > 30, told
