"""Deadlines, what each person owes, the year's tasks, and the year after."""

from datetime import date
from pathlib import Path

import pytest

from ktd_tui.domain.access import Grant
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.organisation import BlocYear, Stage, Unit
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import Refused
from ktd_tui.operations import lookup
from ktd_tui.operations.conflicts import Clash, Gone
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.titles import confirm_titles
from ktd_tui.operations.council.units import reorder_unit, save_unit
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import long_texts, minutes_lines, rollover
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import signing
from ktd_tui.operations.year import cycle, registration, tasks, years
from ktd_tui.operations.year.owed import TITLES, owed, unit_at
from ktd_tui.operations.year.registration import Wanted
from ktd_tui.rules.access import Actor
from tests.builders import a_colleague
from tests.operations.found import the_meeting, the_unit, the_vote, the_year
from tests.operations.writing.ready import get_ready


def at(desk: Desk, stage: Stage, year: int = 2023) -> BlocYear:
    return years.set_stage(desk, the_year(desk, year), stage, "Làm lại")


def test_a_deadline_is_set_and_said_in_days(sample: Desk) -> None:
    year = at(sample, Stage.REGISTRATION)
    cycle.set_deadline(sample, year, Stage.REGISTRATION, "05/12/2023")
    row = next(r for r in cycle.cycle(sample, year.id).rows if r.stage is Stage.REGISTRATION)
    assert (row.deadline, row.days) == (date(2023, 12, 5), -3)
    assert years.year_page(sample, year.id).days == -3
    cycle.set_deadline(sample, the_year(sample, 2023), Stage.REGISTRATION, "")
    assert the_year(sample, 2023).deadlines == {}


def test_deadlines_stand_in_the_order_of_the_stages(sample: Desk) -> None:
    cycle.set_deadline(sample, the_year(sample), Stage.PLEDGE, "31/03/2022")
    for stage, typed in ((Stage.REGISTRATION, "01/04/2022"), (Stage.WORK, "30/03/2022")):
        with pytest.raises(Refused, match="not in order"):
            cycle.set_deadline(sample, the_year(sample), stage, typed)
    cycle.set_deadline(sample, the_year(sample), Stage.REGISTRATION, "31/03/2022")
    assert list(the_year(sample).deadlines) == [Stage.REGISTRATION, Stage.PLEDGE]


def test_two_who_set_one_deadline_are_asked(sample: Desk) -> None:
    seen = the_year(sample)
    cycle.set_deadline(sample, seen, Stage.WORK, "01/10/2022")
    with pytest.raises(Clash):
        cycle.set_deadline(sample, seen, Stage.WORK, "02/10/2022")
    cycle.set_deadline(sample, seen, Stage.SCORING, "02/11/2022")
    assert len(the_year(sample).deadlines) == 2, "another stage's deadline is no clash"


def test_who_lacks_something_is_named_in_the_order_of_protocol(sample: Desk) -> None:
    year = at(sample, Stage.REGISTRATION)
    last = lookup.units_of(sample, year)[-1]
    reorder_unit(sample, last.id, -len(year.members))
    shown = [unit.id for unit in lookup.units_of(sample, year)]
    of = cycle.facts_of(sample, year)
    assert shown[0] == last.id
    assert list(of.unregistered) == list(of.unsigned) == shown


def test_what_is_unfinished_is_said_before_the_year_moves_on(sample: Desk) -> None:
    year = at(sample, Stage.REGISTRATION)
    units = len(year.members)
    said = cycle.left_behind(sample, year, Stage.REVIEW)
    assert said.startswith(f"Còn chưa xong: Đăng ký {units} việc, Giao ước 1 việc")
    assert "Chấm chéo" not in said, "nobody was assigned to anybody"
    assert cycle.left_behind(sample, year, Stage.LAUNCH) == "", "what lies ahead is not left behind"


def test_each_person_owes_their_own(sample: Desk, tmp_path: Path) -> None:
    year = at(sample, Stage.REGISTRATION)
    cycle.set_deadline(sample, year, Stage.REGISTRATION, "05/12/2023")
    unit = the_unit(sample, "Vụ TK")
    thu = a_colleague(sample, tmp_path / "data", 1001, "thu", UserRole.UNIT_REPRESENTATIVE, unit_id=unit)
    mine = [o for o in owed(thu) if o.bloc_year_id == year.id]
    assert [(o.text, o.days) for o in mine] == [("Vụ TK: đăng ký thi đua V/2023", -3)]
    hoa = a_colleague(sample, tmp_path / "data", 1002, "hoa", UserRole.OBSERVER)
    assert owed(hoa) == []
    everybody = [o.text for o in owed(sample) if o.bloc_year_id == year.id]
    assert len([text for text in everybody if "đăng ký thi đua" in text]) == 5
    registration.register(sample, year.id, unit, Wanted("I.1", "Đủ"))
    thu.store.refresh()
    assert [o for o in owed(thu) if o.bloc_year_id == year.id] == []
    for desk in (thu, hoa):
        desk.store.close()


def test_one_begins_at_ones_own_unit_or_at_the_first_that_owes(sample: Desk) -> None:
    year = at(sample, Stage.REGISTRATION)
    first, *_, last = (unit.id for unit in lookup.units_of(sample, year))
    sample.store.save(Grant(uid=7, account="le-tan", role=UserRole.UNIT_REPRESENTATIVE, unit_id=last))
    own = sample._replace(actor=Actor(7, "le-tan"))
    assert unit_at(own, year.id, "registration") == last
    assert unit_at(own, year.id, "scores") == last, "nothing is owed there: one's own"
    assert unit_at(sample, year.id, "registration") == first
    registration.register(sample, year.id, first, Wanted("I.1", "Mười sáng kiến"))
    assert unit_at(sample, year.id, "registration") != first
    assert unit_at(sample, year.id, "scores") is None


def test_the_first_tasks_lead_to_a_year(desk: Desk) -> None:
    set_up_council(desk, "Hội đồng tỉnh", "UBND tỉnh")
    assert [of.place for of in owed(desk)] == [TITLES, ""]
    confirm_titles(desk)
    (units,) = owed(desk)
    bloc = lookup.bloc_named(desk, "I")
    assert units.bloc_id == bloc.id
    unit = save_unit(desk, bloc.id, None, name="Sở Nội vụ")
    assert [of.text for of in owed(desk)] == [f"{bloc.name}: mở năm thi đua"]
    year = years.open_year(desk, bloc.id, 2026, "Kỷ cương")
    assert [of.place for of in owed(desk)] == ["details"]
    years.save_year(desk, year, years.YearHead("Kỷ cương", unit.id))
    (going_on,) = owed(desk)
    assert (going_on.place, "Đăng ký" in going_on.text) == ("stage", True)


def test_a_head_of_another_bloc_owes_nothing_here(sample: Desk, tmp_path: Path) -> None:
    other = lookup.bloc_named(sample, "I").id
    desk = a_colleague(sample, tmp_path / "data", 1001, "thu", UserRole.BLOC_HEAD, bloc_id=other)
    assert owed(desk) == []
    desk.store.close()


def test_the_nearest_deadline_comes_first(sample: Desk) -> None:
    year = the_year(sample, 2023)
    for text, due in (("Muộn", "31/12/2023"), ("Sớm", "10/12/2023"), ("Không hạn", "")):
        tasks.save_task(sample, year.id, None, tasks.TaskTyped(text, None, due))
    texts = [o.text for o in owed(sample)]
    assert texts[:2] == ["V/2023: Sớm", "V/2023: Muộn"]
    assert "V/2023: Không hạn" in texts[2:]


def test_a_task_is_done_reopened_and_taken_out(sample: Desk) -> None:
    year = tasks.save_task(sample, the_year(sample).id, None, tasks.TaskTyped("Giao lưu", None, ""))
    done = tasks.finish_task(sample, year.id, year.tasks[0], done=True)
    assert done.tasks[0].done_on == date(2023, 12, 8)
    with pytest.raises(Clash):
        tasks.save_task(sample, year.id, year.tasks[0], tasks.TaskTyped("Khác", None, ""))
    again = tasks.finish_task(sample, year.id, done.tasks[0], done=False)
    assert tasks.delete_task(sample, year.id, again.tasks[0]).tasks == ()
    with pytest.raises(Gone):
        tasks.finish_task(sample, year.id, again.tasks[0], done=True)


def test_a_task_needs_words_and_a_unit_of_the_bloc(sample: Desk) -> None:
    stranger = next(u for u in sample.store.find(Unit) if the_year(sample).role_of(u.id) is None)
    for text, unit, due, said in (
        ("  ", None, "", "empty"),
        ("Việc", stranger.id, "", "not in the bloc"),
        ("Việc", None, "31/02/2023", "not a date"),
    ):
        with pytest.raises(Refused, match=said):
            tasks.save_task(sample, the_year(sample).id, None, tasks.TaskTyped(text, unit, due))


@pytest.fixture
def signed(sample: Desk) -> Desk:
    """2022 signed, with a task done and one left open."""
    get_ready(sample)
    year = the_year(sample)
    tasks.save_task(sample, year.id, None, tasks.TaskTyped("Đã làm", None, ""))
    tasks.save_task(sample, year.id, None, tasks.TaskTyped("Chưa làm", None, "30/06/2022"))
    tasks.finish_task(sample, year.id, the_year(sample).tasks[0], done=True)
    votes.count_votes(sample, the_vote(sample).id, "5", "0", "0")
    signing.sign(sample, the_meeting(sample).id)
    return sample


def test_what_was_left_and_decided_becomes_the_next_years_tasks(signed: Desk) -> None:
    of = signed.store.find(MinutesLine, meeting_id=the_meeting(signed).id)
    expected = ["Chưa làm"]
    expected += [
        line.text
        for line in sorted(of, key=lambda x: (x.at, x.id))
        if line.kind in (LineKind.LIMITATION, LineKind.DIRECTION)
    ]
    carried = the_year(signed, 2023).tasks
    assert [task.text for task in carried] == expected
    assert len(expected) > 3, "the sample has no limitations and directions"
    assert {task.origin for task in carried[1:]} == {
        "Tồn tại, hạn chế năm 2022",
        "Phương hướng, nhiệm vụ năm 2023",
    }
    assert carried[0].due is None, "last year's deadline came along"


def test_run_twice_it_changes_nothing(signed: Desk) -> None:
    before = signed.store.seq
    again = rollover.roll_over(signed, the_year(signed).id)
    assert again == the_year(signed, 2023)
    assert signed.store.seq == before


def test_a_task_that_was_done_meanwhile_does_not_come_back_open(signed: Desk) -> None:
    year = the_year(signed, 2023)
    tasks.finish_task(signed, year.id, year.tasks[0], done=True)
    rollover.roll_over(signed, the_year(signed).id)
    assert the_year(signed, 2023).tasks[0].done_on == date(2023, 12, 8)


def test_a_year_in_work_is_not_rolled_over(sample: Desk) -> None:
    with pytest.raises(Refused, match="not closed"):
        rollover.roll_over(sample, the_year(sample).id)


def test_the_closed_years_bytes_never_change_again(signed: Desk, tmp_path: Path) -> None:
    from ktd_tui.operations.year.archive import archive_closed

    archive_closed(signed)
    archives = {p: p.read_bytes() for p in (tmp_path / "data" / "archive").iterdir()}
    assert archives
    closed = the_year(signed)
    rollover.roll_over(signed, closed.id)
    year = at(signed, Stage.WORK)
    tasks.save_task(signed, year.id, None, tasks.TaskTyped("Việc mới", None, ""))
    meeting = the_meeting(signed, 2023)
    minutes_lines.add_line(signed, meeting.id, meeting.step, "Một dòng")
    with pytest.raises(Refused):
        tasks.save_task(signed, closed.id, None, tasks.TaskTyped("Việc cũ", None, ""))
    assert the_year(signed) == closed
    assert {p: p.read_bytes() for p in (tmp_path / "data" / "archive").iterdir()} == archives


def test_last_years_tasks_stand_in_the_report_with_how_they_went(signed: Desk) -> None:
    year = the_year(signed, 2023)
    tasks.finish_task(signed, year.id, year.tasks[0], done=True)
    report = "\n".join(long_texts.draft_report(signed, the_meeting(signed, 2023).id))
    assert "Chưa làm (hoàn thành ngày 08 tháng 12 năm 2023)" in report, report
    assert "Phương hướng, nhiệm vụ năm 2023: " in report
    assert "(chưa hoàn thành)" in report
