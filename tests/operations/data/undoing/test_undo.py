"""Undo and redo: by name, across restarts, never over somebody else's work."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.operations.council import blocs, people
from ktd_tui.operations.data.undo import redo, undo
from ktd_tui.operations.data.undo_steps import AnotherWindow, Place, undo_steps
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import closing, minutes_lines
from ktd_tui.operations.meeting.voting import score_changes, votes
from ktd_tui.operations.papers import signing
from ktd_tui.operations.scoring import cells, grid, sheets
from ktd_tui.operations.scoring.layering.deciding import ChangeTyped
from ktd_tui.operations.scoring.results import settling
from ktd_tui.operations.year import years
from ktd_tui.rules.scoring.layers import BLOC_VIEW
from tests.builders import a_colleague
from tests.operations.found import the_meeting, the_tie, the_unit, the_year
from tests.operations.writing.ready import make_equal

CELL = "I.1"


def session(desk: Desk, folder: Path, uid: int = 1000, name: str = "thu-ky") -> Desk:
    """Another session on the same data, of the same person or another."""
    return a_colleague(desk, folder / "data", uid, name)


@pytest.fixture
def mine(sample: Desk, tmp_path: Path) -> Desk:
    """A session of uid 1000."""
    return session(sample, tmp_path)


def points(desk: Desk) -> str:
    of = grid.grid(desk, the_year(desk).id)
    return str(of.points[the_unit(desk, "CQT II")].get(CELL))


def score(desk: Desk, typed: str) -> None:
    cells.record_score(desk, cells.ScoreTyped(the_year(desk).id, the_unit(desk, "CQT II"), CELL, typed))


def confirmed(take: Callable[..., object], desk: Desk, place: Place | None = None) -> None:
    """Take a step of another window back, or do it again, as who was asked and said yes."""
    with pytest.raises(AnotherWindow) as step:
        take(desk, place)
    take(desk, place, asked=step.value.seq)


def test_back_and_forth(mine: Desk) -> None:
    before = points(mine)
    score(mine, "1")
    score(mine, "2")
    assert undo(mine).facts["new"] == "2"
    assert points(mine) == "1"
    undo(mine)
    assert points(mine) == before
    redo(mine)
    redo(mine)
    assert points(mine) == "2"
    undo(mine)
    assert points(mine) == "1"
    score(mine, "3")
    with pytest.raises(Refused, match="nothing"):
        redo(mine)


def test_it_goes_on_after_a_restart(mine: Desk, tmp_path: Path) -> None:
    score(mine, "1")
    score(mine, "2")
    undo(mine)
    mine.store.close()
    again = session(mine, tmp_path)
    assert [s.facts["new"] for s in undo_steps(again).anywhere.undone] == ["2"]
    confirmed(undo, again)
    redo(again)
    confirmed(redo, again)
    assert points(again) == "2"


def test_what_was_made_goes_and_what_was_deleted_comes_back(mine: Desk) -> None:
    line = minutes_lines.add_line(mine, the_meeting(mine).id, Step.REPORT, "Một dòng")
    minutes_lines.delete_line(mine, line)
    undo(mine)
    assert [x.text for x in mine.store.find(MinutesLine, id=line.id)] == ["Một dòng"]
    undo(mine)
    assert mine.store.find(MinutesLine, id=line.id) == []
    redo(mine)
    assert len(mine.store.find(MinutesLine, id=line.id)) == 1


def test_several_records_of_one_step_come_back_together(mine: Desk) -> None:
    unit = mine.store.get(Unit, the_unit(mine, "Vụ TK"))
    person = people.save_person(mine, unit.id, None, heads=True, name="Lê Thị Mới")
    assert mine.store.get(Unit, unit.id).head_id == person.id
    undo(mine)
    assert mine.store.get(Unit, unit.id).head_id == unit.head_id
    assert mine.store.find(Person, id=person.id) == []


def test_somebody_has_built_on_it(mine: Desk, tmp_path: Path) -> None:
    other = session(mine, tmp_path, 1001, "khoi-truong")
    score(mine, "1")
    score(other, "2")
    with pytest.raises(Refused, match="khoi-truong has changed this since"):
        undo(mine)
    assert points(mine) == "2"
    undo(other)
    undo(mine)


def test_what_somebody_did_elsewhere_in_the_record_stays(mine: Desk, tmp_path: Path) -> None:
    other = session(mine, tmp_path, 1001, "khoi-truong")
    before = points(mine)
    score(mine, "1")
    unit = the_unit(other, "CQT II")
    cells.record_score(other, cells.ScoreTyped(the_year(other).id, unit, "I.2", "0,5"))
    undo(mine)
    assert points(mine) == before
    assert str(grid.grid(mine, the_year(mine).id).points[unit]["I.2"]) == "0.5"


def test_only_ones_own_steps(mine: Desk, tmp_path: Path) -> None:
    score(session(mine, tmp_path, 1001, "khoi-truong"), "1")
    with pytest.raises(Refused, match="nothing of yours"):
        undo(mine)


def test_what_is_signed_stays(mine: Desk) -> None:
    line = minutes_lines.add_line(mine, the_meeting(mine).id, Step.REPORT, "Một dòng")
    closing.close_meeting(mine, the_meeting(mine).id, "")
    signing.sign(mine, the_meeting(mine).id)
    with pytest.raises(Refused, match="nothing of yours"):
        undo(mine)
    assert mine.store.get(MinutesLine, line.id) == line


def test_what_somebody_else_signed_stays(mine: Desk, tmp_path: Path) -> None:
    line = minutes_lines.add_line(mine, the_meeting(mine).id, Step.REPORT, "Một dòng")
    closing.close_meeting(mine, the_meeting(mine).id, "")
    signing.sign(session(mine, tmp_path, 1001, "khoi-truong"), the_meeting(mine).id)
    with pytest.raises(Refused, match="signed"):
        undo(mine)
    assert mine.store.get(MinutesLine, line.id) == line


def test_who_only_looks_undoes_nothing(mine: Desk) -> None:
    years.save_year(mine, the_year(mine), years.YearHead(theme="khác", head=None))
    with pytest.raises(Refused, match="read-only"):
        undo(mine._replace(actor=mine.actor._replace(read_only=True)))
    assert the_year(mine).theme == "khác"


def test_in_a_meeting_only_what_was_done_in_it_is_taken_back(mine: Desk) -> None:
    meeting, before = the_meeting(mine).id, points(mine)
    line = minutes_lines.add_line(mine, meeting, Step.REPORT, "Một dòng")
    score(mine, "1")
    assert undo(mine, Place(meeting)).facts["text"] == "Một dòng"
    assert mine.store.find(MinutesLine, id=line.id) == []
    assert points(mine) == "1", "what was done elsewhere stays"
    redo(mine, Place(meeting))
    assert mine.store.find(MinutesLine, id=line.id) != []
    undo(mine, Place(meeting))
    with pytest.raises(Refused, match="nothing"):
        undo(mine, Place(the_meeting(mine, 2022).id + "?"))
    assert points(mine) != before


def test_elsewhere_only_what_was_done_there(mine: Desk) -> None:
    unit, before = the_unit(mine, "Vụ TK"), points(mine)
    here, other = (Place(bloc_year_id=the_year(mine, number).id) for number in (2022, 2023))
    line = minutes_lines.add_line(mine, the_meeting(mine).id, Step.REPORT, "Một dòng")
    person = people.save_person(mine, unit, None, heads=None, name="Lê Thị Mới")
    score(mine, "1")
    undo(mine, Place())
    assert not mine.store.find(Person, id=person.id), "on the council's pages the last step there"
    assert points(mine) == "1"
    with pytest.raises(Refused, match="nothing of yours"):
        undo(mine, other)
    undo(mine, here)
    assert points(mine) == before
    assert mine.store.get(MinutesLine, line.id) == line, "what was done in the meeting stays"
    redo(mine, here)
    redo(mine, Place())
    assert points(mine) == "1"
    assert mine.store.find(Person, id=person.id)


def test_a_year_is_opened_on_its_blocs_page_and_taken_back_there(mine: Desk) -> None:
    bloc = the_year(mine).bloc_id
    blocs.save_bloc(mine, mine.store.get(Bloc, bloc), symbol="KTĐX")
    opened = years.open_year(mine, bloc, 2031)
    assert undo(mine, Place()).facts == {"year": "2031"}, "not the step on that page before it"
    assert not mine.store.find(BlocYear, id=opened.id)
    redo(mine, Place())
    assert mine.store.find(BlocYear, id=opened.id)


def test_another_window_of_the_same_person_is_asked_about(mine: Desk, tmp_path: Path) -> None:
    twin, place = session(mine, tmp_path), Place(bloc_year_id=the_year(mine).id)
    score(twin, "1")
    with pytest.raises(AnotherWindow, match="another window of yours"):
        undo(mine, place)
    assert points(mine) == "1"
    score(mine, "2")
    undo(mine, place)
    assert points(mine) == "1", "one's own is taken back without a question"
    confirmed(undo, mine, place)
    assert points(mine) != "1"
    redo(mine, place)
    assert points(mine) == "1"


def test_a_step_that_was_not_asked_about_is_asked_about_anew(mine: Desk, tmp_path: Path) -> None:
    twin = session(mine, tmp_path)
    score(twin, "1")
    with pytest.raises(AnotherWindow) as first:
        undo(mine)
    score(twin, "2")
    with pytest.raises(AnotherWindow, match="2"):
        undo(mine, asked=first.value.seq)
    assert points(mine) == "2"


def test_what_another_window_built_on_is_not_taken_back(mine: Desk, tmp_path: Path) -> None:
    score(mine, "1")
    score(session(mine, tmp_path), "2")
    with pytest.raises(Refused, match="in another window"):
        undo(mine)
    assert points(mine) == "2"


def test_whose_the_last_step_was_is_said(mine: Desk, tmp_path: Path) -> None:
    score(session(mine, tmp_path, 1001, "khoi-truong"), "1")
    with pytest.raises(Refused, match="the last step was by khoi-truong"):
        undo(mine, Place(bloc_year_id=the_year(mine).id))
    assert points(mine) == "1"


def test_points_that_a_meeting_decided_on_are_taken_back_with_its_count(mine: Desk) -> None:
    year, unit = the_year(mine).id, the_unit(mine, "CQT I")
    before = sheets.sheet_of(mine, year, unit).points
    sheets.submit(mine, year, unit, BLOC_VIEW)
    change = ChangeTyped(unit, "I.2", "1", "Chậm")
    vote = score_changes.put_score_change(mine, the_meeting(mine).id, change)
    votes.count_votes(mine, vote.id, "5", "0", "0")
    assert sheets.sheet_of(mine, year, unit).points != before
    undo(mine)
    assert sheets.sheet_of(mine, year, unit).points == before


def test_what_settled_a_tie_stays_once_the_minutes_are_signed(mine: Desk, tmp_path: Path) -> None:
    make_equal(mine)
    settled = settling.settle(mine, the_year(mine).id, the_tie(mine))
    other = session(mine, tmp_path, 1001, "khoi-truong")
    with other.store.transaction("signed", {}):
        other.store.save(the_meeting(other).with_(signed_at=other.now))
    with pytest.raises(Refused, match="minutes are signed"):
        undo(mine)
    assert mine.store.get(type(settled), settled.id) == settled
