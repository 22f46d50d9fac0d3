"""A store opened read-only changes nothing, not even the directory."""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import Refused
from store import open_store

SENTENCE = "ktd was opened read-only; nothing was changed."


def test_every_change_is_refused(tmp_path: Path) -> None:
    with_rights = open_store(tmp_path, create=True)
    unit = with_rights.save(Unit(name="Vụ"))
    with_rights.close()
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")}

    store = open_store(tmp_path, read_only=True)
    assert store.find(Unit) == [unit]
    for change in (store.save, store.delete):
        with pytest.raises(Refused, match=SENTENCE):
            change(unit)
    with pytest.raises(Refused, match=SENTENCE), store.transaction("test"):
        pass
    store.close()
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")} == before, "looking left something behind"


def test_it_follows_what_others_save(tmp_path: Path) -> None:
    writer = open_store(tmp_path, create=True)
    reader = open_store(tmp_path, read_only=True)
    unit = writer.save(Unit(name="Vụ"))
    assert reader.refresh()
    assert reader.find(Unit) == [unit]
    writer.close()
    reader.close()
