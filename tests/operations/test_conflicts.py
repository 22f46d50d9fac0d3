"""A stale save merges what only one side changed, asks about the rest, and overwrites nobody unawares."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import BlocYear, Council, Movement, Stage, Unit
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Conflict, Refused
from ktd_tui.operations import conflicts
from ktd_tui.operations.conflicts import Clash, Gone
from ktd_tui.operations.council import directory, people, units
from ktd_tui.operations.data.history import deletion, put_back
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import closing, long_texts, minutes_lines, preparation, presence
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import signing
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.operations.year import registration, years
from ktd_tui.operations.year.registration import Wanted
from ktd_tui.rules.merging import Choice
from tests.builders import a_colleague
from tests.operations.found import AWARD, the_line, the_meeting, the_unit, the_vote, the_year
from tests.operations.writing.ready import get_ready


@pytest.fixture
def ready(sample: Desk) -> Desk:
    get_ready(sample)
    return sample


@pytest.fixture
def other(ready: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A colleague's session on the same data."""
    desk = a_colleague(ready, tmp_path / "data", 1001, "lan")
    yield desk
    desk.store.close()


def the_council(desk: Desk) -> Council:
    return desk.store.find(Council)[0]


def test_fields_that_one_alone_changed_stand_beside_each_other(ready: Desk, other: Desk) -> None:
    seen = ready.store.get(Unit, the_unit(ready, "Vụ TK"))
    names = {"name": seen.name, "short_name": seen.short_name, "city": seen.city}
    units.save_unit(other, "", seen, **(names | {"city": "Huế"}))
    saved = units.save_unit(ready, "", seen, **(names | {"name": "Vụ Thư ký mới"}))
    assert (saved.name, saved.city) == ("Vụ Thư ký mới", "Huế")


def test_fields_that_both_changed_are_asked_about_and_nothing_is_saved(ready: Desk, other: Desk) -> None:
    seen = the_council(ready)
    typed = {"name": "Của tôi", "agency": seen.agency, "place": "Huế"}
    directory.save_council(other, seen, name="Của Lan", place=seen.place)
    with pytest.raises(Clash) as clash:
        directory.save_council(ready, seen, **typed)
    one = clash.value.differences[0]
    assert (one.field, one.mine, one.theirs, one.both) == ("name", "Của tôi", "Của Lan", "Của Lan; Của tôi")
    assert the_council(ready).name == "Của Lan"
    kept = {Choice.MINE: "Của tôi", Choice.THEIRS: "Của Lan", Choice.BOTH: "Của Lan; Của tôi"}
    for choice, name in kept.items():
        assert clash.value.settled(typed, {"name": choice}) == {**typed, "name": name}
    both = clash.value.settled(typed, {"name": Choice.BOTH})
    saved = directory.save_council(ready, cast("Council", clash.value.seen), **both)
    assert (saved.name, saved.place) == ("Của Lan; Của tôi", "Huế")


def test_mine_is_saved_over_theirs_only_over_what_was_shown(ready: Desk, other: Desk) -> None:
    seen = the_council(ready)
    directory.save_council(other, seen, name="Của Lan")
    with pytest.raises(Clash) as clash:
        directory.save_council(ready, seen, name="Của tôi")
    directory.save_council(other, the_council(other), name="Của Lan, lần hai")
    with pytest.raises(Clash) as again:
        directory.save_council(ready, cast("Council", clash.value.seen), name="Của tôi")
    assert again.value.differences[0].theirs == "Của Lan, lần hai"
    saved = directory.save_council(ready, cast("Council", again.value.seen), name="Của tôi")
    assert saved.name == "Của tôi"


def test_texts_too_long_to_stand_together_are_not_offered_together() -> None:
    found = conflicts.difference("name", "a" * 300, "b" * 300, limit=500)
    assert found.both is None
    assert conflicts.difference("stage", Stage.WORK, Stage.CLOSED).both is None, "a code is no text"


def test_a_save_that_changes_nothing_is_no_commit(ready: Desk) -> None:
    seq = ready.store.seq
    seen = the_council(ready)
    assert directory.save_council(ready, seen, name=seen.name) == seen
    presence.set_present(ready, the_meeting(ready).id, "a1", present=True)
    assert ready.store.seq == seq


def _theme(desk: Desk, seen: BlocYear, theme: str) -> BlocYear:
    return years.save_year(desk, seen, years.YearHead(theme=theme, head=None))


CLASHES: dict[str, tuple[Callable[[Desk], Any], Callable[[Desk, Any, str], object]]] = {
    "year": (lambda d: the_year(d, 2024), _theme),
    "movement": (
        lambda d: d.store.find(Movement)[0],
        lambda d, s, x: years.save_movement(d, the_year(d), s, title=x),
    ),
    "person": (
        lambda d: d.store.find(Person)[0],
        lambda d, s, x: people.save_person(d, s.unit_id, s, heads=None, name=x),
    ),
    "line": (the_line, minutes_lines.mend_line),
    "report": (
        lambda d: the_meeting(d).report,
        lambda d, s, x: long_texts.save_text(d, the_meeting(d).id, "report", x, s),
    ),
    "place": (
        lambda d: the_meeting(d).place,
        lambda d, s, x: preparation.prepare(d, the_meeting(d).id, "place", x, s),
    ),
    "documents": (
        lambda d: the_meeting(d).documents,
        lambda d, s, x: preparation.prepare(d, the_meeting(d).id, "documents", x, s),
    ),
    "attendee": (
        lambda d: the_meeting(d).attendees[0],
        lambda d, s, x: presence.save_attendee(
            d,
            the_meeting(d).id,
            s.model_copy(update={"title": x}),
            s,
        ),
    ),
    "handover": (
        lambda d: the_meeting(d).handover,
        lambda d, s, x: closing.set_handover(d, the_meeting(d).id, x, "B", "Hồ sơ", s),
    ),
    "target": (
        lambda d: grid.grid(d, the_year(d, 2023).id).targets.get(the_unit(d, "Vụ TK"), {}).get("I.1", ""),
        lambda d, s, x: registration.register(
            d, the_year(d, 2023).id, the_unit(d, "Vụ TK"), Wanted("I.1", x), seen=s
        ),
    ),
}


@pytest.mark.parametrize("name", CLASHES)
def test_who_saves_second_is_told_everywhere(ready: Desk, other: Desk, name: str) -> None:
    begin, save = CLASHES[name]
    seen = begin(ready)
    save(other, seen, "Của Lan")
    with pytest.raises(Clash) as clash:
        save(ready, seen, "Của tôi")
    one = clash.value.differences[0]
    assert (one.mine, one.theirs) == ("Của tôi", "Của Lan")
    assert one.both in ("Của Lan; Của tôi", "Của Lan\nCủa tôi")
    with pytest.raises(Clash):
        save(ready, seen, "Của tôi")
    record = begin(ready) if name != "person" else ready.store.find(Person)[0]
    save(ready, record, one.both or "")
    assert conflicts.who_was_first(ready, clash.value.record_id)


def test_who_was_first_is_named(ready: Desk, other: Desk) -> None:
    meeting = the_meeting(ready)
    preparation.prepare(other, meeting.id, "place", "Huế")
    preparation.prepare(ready, meeting.id, "paper_number", "07")
    assert conflicts.who_was_first(ready, meeting.id, frozenset({"place"})) == "lan"


def test_a_cell_that_somebody_else_scored_is_not_overwritten(ready: Desk, other: Desk) -> None:
    at = the_year(ready).id, the_unit(ready, "Vụ TK"), "I.1"
    seen = grid.grid(ready, at[0]).points[at[1]]["I.1"]
    cells.record_score(other, cells.ScoreTyped(*at, "1"), seen=seen)
    with pytest.raises(Clash) as clash:
        cells.record_score(ready, cells.ScoreTyped(*at, "2"), seen=seen)
    assert (clash.value.mine, clash.value.theirs) == (Decimal(2), Decimal(1))
    with pytest.raises(Clash):
        cells.record_score(ready, cells.ScoreTyped(*at, ""), seen=seen)
    cells.record_score(ready, cells.ScoreTyped(*at, "1"), seen=seen)  # the same number twice is no conflict
    cells.record_score(ready, cells.ScoreTyped(*at, "2"), seen=Decimal(1))
    cells.record_score(ready, cells.ScoreTyped(*at, ""), seen=Decimal(2))
    with pytest.raises(Clash) as clash:
        cells.record_score(other, cells.ScoreTyped(*at, "3"), seen=Decimal(2))
    assert clash.value.differences[0].theirs == ""


def test_a_count_is_one_thing(ready: Desk, other: Desk) -> None:
    seen = the_vote(ready)
    votes.count_votes(other, seen.id, "4", "1", "0", seen)
    with pytest.raises(Clash) as clash:
        votes.count_votes(ready, seen.id, "5", "0", "0", seen)
    assert clash.value.whole
    assert [(d.mine, d.theirs) for d in clash.value.differences] == [("5", "4"), ("0", "1"), ("0", "0")]
    now = votes.count_votes(ready, seen.id, "5", "0", "0", cast("Vote", clash.value.seen))
    assert (now.agree, now.against) == (5, 0)


def test_the_hour_and_the_officers_are_not_overwritten(ready: Desk, other: Desk) -> None:
    meeting = the_meeting(ready)
    closing.close_meeting(other, meeting.id, "08/12/2023 17:30", meeting.closed_at)
    with pytest.raises(Clash) as clash:
        closing.close_meeting(ready, meeting.id, "08/12/2023 17:45", meeting.closed_at)
    assert [(d.mine, d.theirs) for d in clash.value.differences] == [("17:45", "17:30")]
    presence.set_officer(other, meeting.id, "secretary_id", "a2", meeting.secretary_id)
    with pytest.raises(Clash) as clash:
        presence.set_officer(ready, meeting.id, "secretary_id", "a3", meeting.secretary_id)
    assert "Cục" in clash.value.differences[0].theirs_shown


def test_presence_that_somebody_marked_stays_when_a_form_is_saved(ready: Desk, other: Desk) -> None:
    meeting = the_meeting(ready)
    seen = meeting.attendees[0]
    presence.set_present(other, meeting.id, seen.id, present=not seen.present)
    presence.save_attendee(ready, meeting.id, seen.model_copy(update={"city": "Huế"}), seen)
    now = the_meeting(ready).attendee(seen.id)
    assert now is not None
    assert (now.city, now.present) == ("Huế", not seen.present)


def test_two_heads_of_a_unit(ready: Desk, other: Desk) -> None:
    unit = ready.store.get(Unit, the_unit(ready, "Vụ TK"))
    theirs = people.save_person(other, unit.id, None, heads=True, head_seen=unit.head_id, name="Của Lan")
    with pytest.raises(Clash) as clash:
        people.save_person(ready, unit.id, None, heads=True, head_seen=unit.head_id, name="Của tôi")
    assert [(d.mine_shown, d.theirs_shown) for d in clash.value.differences] == [("Của tôi", "Của Lan")]
    assert ready.store.get(Unit, unit.id).head_id == theirs.id
    assert not [p for p in ready.store.find(Person) if p.name == "Của tôi"]
    seen = clash.value.seen
    assert isinstance(seen, people.PersonSeen)
    mine = people.save_person(ready, unit.id, seen.person, heads=True, head_seen=seen.head_id, name="Của tôi")
    assert ready.store.get(Unit, unit.id).head_id == mine.id


def test_what_somebody_else_deleted_comes_back_only_when_asked(ready: Desk, other: Desk) -> None:
    line = the_line(ready)
    minutes_lines.delete_line(other, line)
    with pytest.raises(Gone) as gone:
        minutes_lines.mend_line(ready, line, "Của tôi")
    assert gone.value.theirs is None
    with pytest.raises(Gone):
        minutes_lines.delete_line(ready, line)
    back = put_back(ready, deletion(line))
    assert isinstance(back, MinutesLine)
    assert back.text == line.text
    assert minutes_lines.mend_line(ready, back, "Của tôi").text == "Của tôi"
    with pytest.raises(Conflict):
        put_back(ready, deletion(line))


def test_a_deletion_never_takes_what_was_not_seen(ready: Desk, other: Desk) -> None:
    line, vote, meeting = the_line(ready), the_vote(ready), the_meeting(ready)
    minutes_lines.mend_line(other, line, "Của Lan")
    with pytest.raises(Clash) as clash:
        minutes_lines.delete_line(ready, line)
    assert clash.value.differences[0].theirs == "Của Lan"
    minutes_lines.delete_line(ready, cast("MinutesLine", clash.value.seen))
    assert not ready.store.find(MinutesLine, id=line.id)
    votes.count_votes(other, vote.id, "5", "0", "0")
    with pytest.raises(Refused, match="counted"):
        votes.withdraw_question(ready, vote)
    guest = Attendee(id="khach", name="Khách")
    presence.save_attendee(ready, meeting.id, guest)
    presence.save_attendee(other, meeting.id, guest.model_copy(update={"name": "Khách quý"}), guest)
    with pytest.raises(Clash):
        presence.remove_attendee(ready, meeting.id, guest.id, guest)
    presence.remove_attendee(other, meeting.id, guest.id)
    with pytest.raises(Gone):
        presence.save_attendee(ready, meeting.id, guest.model_copy(update={"name": "Khách mời"}), guest)


def test_who_may_only_read_brings_nothing_back(ready: Desk) -> None:
    line = the_line(ready)
    minutes_lines.delete_line(ready, line)
    with pytest.raises(Refused, match="read-only"):
        put_back(ready._replace(actor=ready.actor._replace(read_only=True)), deletion(line))


def test_nothing_comes_back_into_signed_minutes(ready: Desk) -> None:
    line = the_line(ready)
    minutes_lines.delete_line(ready, line)
    votes.count_votes(ready, ready.store.find(Vote, award=AWARD)[0].id, "5", "0", "0")
    signing.sign(ready, the_meeting(ready).id)
    with pytest.raises(Refused, match="signed"):
        put_back(ready, deletion(line))
    assert ready.store.get(Meeting, the_meeting(ready).id).signed_at is not None
