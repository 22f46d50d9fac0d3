"""Two windows of one person, each a process on the same data: neither takes the other's work back unasked."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui.clock import now
from ktd_tui.errors import Refused
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.data.undo_steps import AnotherWindow, Place
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.rules.access import Actor
from store import Author, open_store
from tests.cli.test_cli import ktd
from tests.operations.found import the_unit, the_year

V22 = ("--bloc", "V", "--year", "2022")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Desk]:
    """The window of this process, on the sample."""
    data = tmp_path / "data"
    assert ktd("init", "--sample", data).returncode == 0
    uid, name = os.getuid(), "thu-ky"
    desk = Desk(open_store(data, author=Author(uid, name)), Actor(uid, name, owner=True), now, data)
    yield desk
    desk.store.close()


def points(desk: Desk) -> list[str]:
    of = grid.grid(desk, the_year(desk).id).points[the_unit(desk, "CQT I")]
    return [str(of[code]) for code in ("I.1", "I.2")]


def told(desk: Desk, *words: str) -> dict[str, object]:
    done = ktd("--data", desk.folder or "", *words, *V22, "--json")
    assert done.returncode == 0, done.stderr
    said: dict[str, object] = json.loads(done.stdout)
    return said


def test_neither_window_takes_back_what_the_other_did(window: Desk) -> None:
    year = the_year(window).id
    before = points(window)
    cells.record_score(window, cells.ScoreTyped(year, the_unit(window, "CQT I"), "I.1", "1"))
    told(window, "score", "set", "2", "--unit", "CQT I", "--code", "I.2")
    assert points(window) == ["1", "2"]
    undo(window, Place(bloc_year_id=year))
    assert points(window) == [before[0], "2"], "this window's own, though the other's came later"
    with pytest.raises(AnotherWindow) as step:
        undo(window, Place(bloc_year_id=year))
    assert points(window) == [before[0], "2"]
    undo(window, Place(bloc_year_id=year), asked=step.value.seq)
    assert points(window) == before


def test_the_command_tells_the_step_and_takes_it_back_only_with_yes(window: Desk) -> None:
    year, before = the_year(window).id, points(window)
    cells.record_score(window, cells.ScoreTyped(year, the_unit(window, "CQT I"), "I.1", "1"))
    seen = told(window, "undo")
    assert (seen["done"], points(window)[0]) == (False, "1")
    assert "I.1" in str(seen["what"])
    assert told(window, "undo", "--yes")["done"] is True
    assert points(window) == before
    assert told(window, "redo", "--yes")["done"] is True
    assert points(window)[0] == "1"
    other = ktd("--data", window.folder or "", "undo", "--bloc", "V", "--year", "2023", "--yes")
    assert other.returncode != 0, "nothing was done in that year"
    assert "hoàn tác" in other.stderr
    assert points(window)[0] == "1"
    with pytest.raises(Refused, match="in another window"):
        undo(window, Place(bloc_year_id=year))
