"""Undo reads back no further than to the step that it takes, which is the one that all of it tells."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from unittest import mock

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import Refused
from ktd_tui.operations.data.undo import redo, undo
from ktd_tui.operations.data.undo_steps import AnotherWindow, OwnSteps, Place, last_step, undo_steps
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells
from store.contract import Commit
from tests.builders import a_colleague
from tests.operations.found import the_unit, the_year


def score(desk: Desk, typed: int) -> None:
    cells.record_score(
        desk, cells.ScoreTyped(the_year(desk).id, the_unit(desk, "CQT II"), "I.1", str(typed % 5))
    )


def of_all(steps: OwnSteps, *, undone: bool, asked: int) -> Commit | int | None:
    """What is meant, as it was found when the whole history was read: a step, or another window's number."""
    here, anywhere = (of.undone if undone else of.done for of in steps)
    if here and not asked:
        return here[-1]
    if anywhere and anywhere[-1].seq != asked:
        return anywhere[-1].seq
    return anywhere[-1] if anywhere else None


def found(desk: Desk, place: Place | None, *, undone: bool, asked: int) -> Commit | int | None:
    try:
        return last_step(desk, place, asked, undone=undone)
    except AnotherWindow as other:
        return other.seq


@pytest.mark.parametrize("seed", range(3))
def test_the_same_step_is_found_as_when_all_is_read(sample: Desk, tmp_path: Path, seed: int) -> None:
    chance, year = Random(seed), the_year(sample).id  # noqa: S311  # no secret hangs on it
    windows = [a_colleague(sample, tmp_path / "data", 1000, "thu-ky") for _ in range(2)]
    for turn in range(25):
        desk = chance.choice(windows)
        with suppress(Refused):
            match chance.choice(("score", "undo", "redo")):
                case "score":
                    score(desk, turn)
                case "undo":
                    undo(desk)
                case _:
                    redo(desk)
        for place in (None, Place(), Place(bloc_year_id=year)):
            for undone in (False, True):
                whole = undo_steps(desk, place)
                asked = chance.choice((0, *(c.seq for c in whole.anywhere.done[-2:])))
                wanted = of_all(whole, undone=undone, asked=asked)
                assert found(desk, place, undone=undone, asked=asked) == wanted


def test_what_lies_before_the_step_is_not_read(sample: Desk, tmp_path: Path) -> None:
    mine = a_colleague(sample, tmp_path / "data", 1000, "thu-ky")
    with mine.store.transaction("very much at once"):
        for number in range(50):
            mine.store.save(Unit(name=f"Đơn vị {number}"))
    for typed in range(1, 9):
        score(mine, typed)
    real, read = type(mine.store).changes_back, []

    def noted(*of: object, **options: object) -> Iterator[Commit]:
        for commit in real(*of, **options):  # type: ignore[arg-type]  # passed on as it came
            read.append(commit)
            yield commit

    with mock.patch.object(type(mine.store), "changes_back", noted):
        undo(mine, Place(bloc_year_id=the_year(mine).id))
        assert len(read) == 1, "the last step alone"
        read.clear()
        redo(mine)
        assert len(read) == 3, "that one undid, and the two that it follows from"
        read.clear()
        with pytest.raises(Refused, match="nothing of yours"):
            undo(mine._replace(actor=mine.actor._replace(uid=7)), Place(bloc_year_id=the_year(mine).id))
        assert len(read) == 1, "whose the last step was; of others' steps none is read to find one's own"
