"""Undo where several work at once; and whatever was done, all of it undone gives the same data."""

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import KtdError, Refused
from ktd_tui.operations import lookup
from ktd_tui.operations.council import people, units
from ktd_tui.operations.data import history
from ktd_tui.operations.data.undo import KINDS, redo, undo
from ktd_tui.operations.data.undo_steps import undo_steps
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines, preparation, presence, view
from ktd_tui.operations.year import years
from tests.builders import a_colleague
from tests.operations.found import the_meeting, the_year
from tests.operations.writing.every import ALL
from tests.operations.writing.ready import get_ready

LEAVE_OUT = {
    "signing.sign",
    "archive.archive_year",
    "archive.archive_closed",
    "sealing.correct",
    "amending.amend_signed",
    "sealing.seal",
    "electronic.set_up",
    "electronic.close_box",
    "electronic.open_box",
}
"""What cannot be undone."""


def session(desk: Desk, folder: Path, uid: int, name: str) -> Desk:
    return a_colleague(desk, folder / "data", uid, name)


@pytest.fixture
def mine(sample: Desk, tmp_path: Path) -> Iterator[Desk]:
    get_ready(sample)
    desk = session(sample, tmp_path, 1002, "minh")
    yield desk
    desk.store.close()


@pytest.fixture
def lan(mine: Desk, tmp_path: Path) -> Iterator[Desk]:
    desk = session(mine, tmp_path, 1001, "lan")
    yield desk
    desk.store.close()


def present(desk: Desk, attendee_id: str) -> bool:
    found = the_meeting(desk).attendee(attendee_id)
    return found is not None and found.present


def test_two_mark_who_is_here(mine: Desk, lan: Desk) -> None:
    meeting = the_meeting(mine)
    one, other = [a.id for a in meeting.attendees if a.present][2:4]
    presence.set_present(mine, meeting.id, one, present=False)
    presence.set_present(lan, meeting.id, other, present=False)
    assert undo(mine).facts["name"]
    assert (present(mine, one), present(mine, other)) == (True, False)


def test_who_built_on_it_and_what_they_did_is_said(mine: Desk, lan: Desk) -> None:
    unit = units.save_unit(mine, lookup.bloc_named(mine, "I").id, None, name="Vụ Mới")
    person = people.save_person(lan, unit.id, None, heads=None, name="Lê Thị Lan")
    with pytest.raises(Refused) as refused:
        undo(mine)
    assert (refused.value.facts["user"], refused.value.facts["what"]) == ("lan", "Cán bộ Lê Thị Lan")
    assert mine.store.get(Unit, unit.id) == unit
    undo(lan)
    assert not mine.store.find(Person, id=person.id)
    undo(mine)
    assert not mine.store.find(Unit, id=unit.id)


def test_an_attendee_that_somebody_made_secretary_stays(mine: Desk, lan: Desk) -> None:
    meeting = the_meeting(mine)
    presence.save_attendee(mine, meeting.id, Attendee(id="khach", name="Khách"))
    presence.set_officer(lan, meeting.id, "secretary_id", "khach")
    with pytest.raises(Refused, match="lan has changed this since"):
        undo(mine)
    undo(lan)
    undo(mine)
    assert the_meeting(mine).attendee("khach") is None


def test_going_on_and_back_in_the_meeting_is_no_step(mine: Desk) -> None:
    meeting = the_meeting(mine)
    line = minutes_lines.add_line(mine, meeting.id, Step.REPORT, "Một dòng")
    preparation.move(mine, meeting.id, Step.STATEMENTS)
    assert undo(mine).facts["text"] == "Một dòng"
    assert the_meeting(mine).step is Step.STATEMENTS
    preparation.move(mine, meeting.id, Step.REPORT)
    assert redo(mine).facts["text"] == "Một dòng"
    assert line.id in {x.id for x in view.meeting_view(mine, meeting.id).proceedings.lines}


def test_a_line_does_not_come_back_without_its_meeting(mine: Desk) -> None:
    meeting = preparation.start_meeting(mine, the_year(mine, 2024).id)
    line = minutes_lines.add_line(mine, meeting.id, Step.REPORT, "Một dòng")
    minutes_lines.delete_line(mine, line)
    (gone,) = history.trash(mine)
    mine.store.delete(mine.store.get(Meeting, meeting.id))
    with pytest.raises(Refused, match="meeting that this belongs to"):
        history.put_back(mine, gone.change)


def content(desk: Desk) -> dict[str, object]:
    """Everything but revisions, and where the meetings stand."""
    found: dict[str, object] = {}
    for kind, _ in KINDS.values():
        for record in desk.store.find(kind):
            found[record.id] = _told(record)
    return found


def _told(record: Record) -> dict[str, object]:
    return record.model_dump(exclude={"rev", "step", "visited"})


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_done_all_of_it_undone_gives_the_same_data(
    mine: Desk, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same walk every time
    names = sorted(set(ALL) - LEAVE_OUT)
    before = content(mine)
    for _ in range(60):
        with suppress(KtdError, IndexError, KeyError):
            ALL[chance.choice(names)](mine)
            if chance.random() < 0.2:
                years.save_year(
                    mine, the_year(mine), years.YearHead(theme=str(chance.random()), head=None, deputies=())
                )
    after = content(mine)
    assert after != before
    count = len(undo_steps(mine).here.done)
    for _ in range(count):
        undo(mine)
    assert content(mine) == before
    with pytest.raises(Refused, match="nothing of yours"):
        undo(mine)
    again = session(mine, tmp_path, 1002, "minh")
    for _ in range(count):
        redo(again, asked=undo_steps(again).anywhere.undone[-1].seq)
    assert content(again) == after
    again.store.close()
