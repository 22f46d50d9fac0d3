"""A newer ktd comes while an older one, from this very repository's history, has the data open."""

import io
import json
import os
import pwd
import subprocess
import sys
import sysconfig
import tarfile
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import create_model

from ktd_tui.clock import now
from ktd_tui.domain.organisation import Council
from ktd_tui.operations.server import upgrading
from ktd_tui.operations.server.upgrading import convert_data
from ktd_tui.rules.access import Actor
from store import FILE_NAME, models, open_store
from store.care.forms import generations
from store.errors import FormerSessions
from tests.terminal_session import Session, with_sample

ROOT = Path(__file__).resolve().parents[3]
FORMER = "5f534658c4"
"""A commit that was landed before the next form could come."""
SAID = "Có ktd mới: hãy lưu và thoát."


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words that start the older ktd, with the packages of this one."""
    words = ["git", "-C", str(ROOT), "archive", FORMER, "ktd_tui", "screens", "store"]
    done = subprocess.run(words, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"an older ktd: {FORMER} is not in this history")
    folder = tmp_path_factory.mktemp("former")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    code = f"import sys; sys.path[:0] = {[str(folder), sysconfig.get_path('purelib')]!r}; "
    return [
        sys.executable,
        "-I",
        "-c",
        f"{code}from ktd_tui.cli import main; main()",
        "--lang",
        "en",
        "--data",
    ]


@pytest.mark.pty
def test_the_older_one_leaves_first_and_the_way_back_stands_open(
    former: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    me = Actor(os.getuid(), pwd.getpwuid(os.getuid()).pw_name)
    subprocess.run([*former, str(data), "init", "--sample"], check=True, capture_output=True)
    with Session([*former, str(data)]) as session:
        session.wait_for("2186/KH-VPQH")
        before = (data / FILE_NAME).read_bytes()
        with pytest.raises(FormerSessions, match="another version"):
            open_store(data)
        with pytest.raises(FormerSessions, match=f"{me.name}: still in"):
            convert_data(data, me, now, "Chưa vội.", patience=0)

        def leave(_: float) -> None:
            if session.status is None:
                session.wait_for(SAID)
                session.send("\x11")
                assert session.wait_end() == 0

        monkeypatch.setattr(upgrading, "sleep", leave)
        assert (data / FILE_NAME).read_bytes() == before
        found = convert_data(data, me, now, SAID, patience=60)
    assert [one.account for one in found.asked] == [me.name]
    assert found.copy
    with closing(open_store(data)) as store:
        council = store.find(Council)[0]
        store.save(council.model_copy(update={"name": "Hội đồng mới"}))
    assert len(list(data.glob("backups/before-upgrade-*.json"))) == 1
    done = subprocess.run([*former, str(data), "restore", str(found.copy)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    told = subprocess.run([*former, str(data), "check", "--json"], capture_output=True, text=True, check=True)
    assert json.loads(told.stdout)["problems"] == 0


def test_sessions_of_one_generation_come_and_go_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = with_sample(tmp_path / "data")
    with closing(open_store(data)), closing(open_store(data)):
        monkeypatch.setattr(generations, "mark_of_program", lambda: "another-program")
        open_store(data).close()  # other files of the same shape: nobody is kept out
        monkeypatch.setattr(generations, "mark_of_program", lambda: "yet-another")
        monkeypatch.setattr(generations, "shape_of_records", lambda: "another-shape")
        with pytest.raises(FormerSessions):
            open_store(data)
        with closing(open_store(data, read_only=True)) as looked:
            assert looked.find(Council)
    assert not list(data.glob("backups/before-upgrade-*.json"))
    open_store(data).close()
    assert len(list(data.glob("backups/before-upgrade-*.json"))) == 1


def test_a_word_that_came_later_is_another_shape_as_a_field_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session of the former ktd could not read the record, so none stays beside this one."""

    def shape(door: Any, **more: Any) -> str:
        kind = create_model("Meeting", what=(door, ...), **more)
        monkeypatch.setattr(models, "models", lambda: {"meetings": kind})
        models.shape_of_records.cache_clear()
        try:
            return models.shape_of_records()
        finally:
            models.shape_of_records.cache_clear()

    made: Any = StrEnum
    two, again, three = (
        made("Coming", words.split()) for words in ("came left", "left came", "came left chairs")
    )
    assert shape(two) == shape(again)
    apart = [shape(of) for of in (two, three, Literal["came"], Literal["left"])]
    assert len({*apart, shape(two, at=(int, 0))}) == 5
