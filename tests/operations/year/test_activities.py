"""The units' part in the movements, activities, exchange, and the board of good practice."""

from datetime import date
from pathlib import Path

import pytest

from ktd_tui.domain.activity import Activity, ActivityKind, Concretisation
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import NotAllowed, NotFound, Refused
from ktd_tui.operations import lookup
from ktd_tui.operations.conflicts import Clash, Gone
from ktd_tui.operations.council import board
from ktd_tui.operations.data import history
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year import activities
from tests.builders import a_colleague
from tests.conftest import FakeClock
from tests.operations.found import the_unit, the_year


def part(desk: Desk, label: str) -> Concretisation:
    year = the_year(desk)
    return Concretisation(
        bloc_year_id=year.id, movement_id=year.movement_ids[0], unit_id=the_unit(desk, label)
    )


def held(desk: Desk, **values: str) -> Activity:
    fields = {"title": "Giao lưu nghiệp vụ", "unit": the_unit(desk, "CQT II"), **values}
    return activities.save_activity(desk, the_year(desk).id, None, fields)


@pytest.fixture
def rep(sample: Desk, tmp_path: Path) -> Desk:
    """A representative of Cục Quản trị II."""
    unit = the_unit(sample, "CQT II")
    return a_colleague(sample, tmp_path / "data", 1001, "hai", UserRole.UNIT_REPRESENTATIVE, unit_id=unit)


def test_a_unit_writes_its_own_part(rep: Desk) -> None:
    saved = activities.save_part(rep, part(rep, "CQT II"), "Làm theo\ntừng quý", "Đạt", seen=None)
    page = activities.movement_page(rep, saved.bloc_year_id, saved.movement_id)
    assert page.parts[saved.unit_id].text == "Làm theo\ntừng quý"
    with pytest.raises(NotAllowed):
        activities.save_part(rep, part(rep, "CQT I"), "Của đơn vị khác", "", seen=None)
    with pytest.raises(Clash):
        activities.save_part(rep, part(rep, "CQT II"), "Lần nữa", "", seen=None)
    changed = activities.save_part(rep, part(rep, "CQT II"), saved.text, "Vượt", seen=saved)
    assert (changed.id, changed.result) == (saved.id, "Vượt")
    rep.store.close()


def test_activities_are_counted_by_unit_and_movement(sample: Desk) -> None:
    movement = the_year(sample).movement_ids[1]
    held(sample, movement=movement, day="20/10/2022")
    held(sample, movement=movement)
    held(sample)
    page = activities.movement_page(sample, the_year(sample).id, movement)
    assert page.activities[the_unit(sample, "CQT II")] == 2
    rows = activities.activities_page(sample, the_year(sample).id).rows
    assert [row.activity.day for row in rows] == [None, None, date(2022, 10, 20)]
    assert rows[2].movement.startswith("Cán bộ, công chức")


def test_an_exchange_names_its_partners(sample: Desk) -> None:
    with pytest.raises(Refused, match="another unit"):
        held(sample, kind="exchange")
    saved = held(sample, kind="exchange", partners="CQT III\nVụ TK\nCQT III")
    assert saved.kind is ActivityKind.EXCHANGE
    assert saved.partner_ids == (the_unit(sample, "CQT III"), the_unit(sample, "Vụ TK"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": " "}, "needs a title"),
        ({"unit": ""}, "unit first"),
        ({"day": "20/10/2021"}, "not in the year 2022"),
        ({"day": "30/02/2022"}, "not a date"),
        ({"kind": "exchange", "partners": "Vụ Không Có"}, "no unit"),
    ],
)
def test_what_does_not_fit_is_refused(sample: Desk, values: dict[str, str], said: str) -> None:
    before = sample.store.seq
    with pytest.raises(Refused, match=said):
        held(sample, **values)
    assert sample.store.seq == before


def test_a_unit_of_another_bloc_takes_no_part(sample: Desk) -> None:
    stranger = next(u for u in sample.store.find(Unit) if the_year(sample).role_of(u.id) is None)
    with pytest.raises(Refused, match="not in the bloc"):
        held(sample, unit=stranger.id)


def test_an_activity_changes_hands_only_by_who_may_for_both(sample: Desk, rep: Desk) -> None:
    saved = held(rep)
    fields = {"title": saved.title, "unit": the_unit(sample, "CQT I")}
    with pytest.raises(NotAllowed):
        activities.save_activity(rep, the_year(rep).id, saved, fields)
    sample.store.refresh()
    moved = activities.save_activity(sample, the_year(sample).id, saved, fields)
    assert moved.unit_id == the_unit(sample, "CQT I")
    rep.store.close()


def test_what_was_deleted_comes_back_from_the_trash(sample: Desk) -> None:
    saved = held(sample)
    activities.delete_activity(sample, saved)
    with pytest.raises(Gone):
        activities.delete_activity(sample, saved)
    (trashed,) = history.trash(sample)
    history.put_back(sample, trashed.change)
    assert [row.activity.title for row in activities.activities_page(sample, the_year(sample).id).rows] == [
        "Giao lưu nghiệp vụ"
    ]


def test_a_post_is_answered_from_another_city(
    sample: Desk, rep: Desk, tmp_path: Path, clock: FakeClock
) -> None:
    first = board.save_post(sample, None, the_unit(sample, "CQT I"), "Số hoá", "Cách làm")
    clock.pass_minutes(5)
    second = board.save_post(sample, None, the_unit(sample, "Vụ TK"), "Một cửa", "Cách làm khác")
    assert [row.post.id for row in board.board(sample)] == [second.id, first.id]
    clock.pass_minutes(5)
    rep.store.refresh()
    board.answer(rep, first.id, "Chúng tôi đã thử")
    sample.store.refresh()
    assert [row.post.id for row in board.board(sample)] == [first.id, second.id], (
        "the answered one is not first"
    )
    page = board.post_page(sample, first.id)
    assert (page.row.replies, page.row.place) == (1, "Hà Nội")
    assert [(row.unit, row.reply.author) for row in page.replies] == [("CQT II", "hai")]
    rep.store.close()


def test_heads_and_observers_on_the_board(sample: Desk, tmp_path: Path) -> None:
    post = board.save_post(sample, None, the_unit(sample, "CQT I"), "Số hoá", "Cách làm")
    bloc = lookup.bloc_named(sample, "V").id
    head = a_colleague(sample, tmp_path / "data", 1002, "truong", UserRole.BLOC_HEAD, bloc_id=bloc)
    assert board.answer(head, post.id, "Hay").author == "truong"
    observer = a_colleague(sample, tmp_path / "data", 1003, "xem", UserRole.OBSERVER)
    with pytest.raises(NotAllowed):
        board.answer(observer, post.id, "Không được")
    with pytest.raises(NotAllowed):
        board.delete_post(observer, post)
    with pytest.raises(Refused, match="who wrote it"):
        board.save_post(head, post, post.unit_id, "Khác", "Khác")
    board.delete_post(head, post)
    head.store.refresh()
    assert board.board(head) == []
    with pytest.raises(NotFound):
        board.answer(head, post.id, "Muộn")
    for desk in (head, observer):
        desk.store.close()


def test_empty_words_are_refused(sample: Desk) -> None:
    post = board.save_post(sample, None, the_unit(sample, "CQT I"), "Số hoá", "Cách làm")
    for act, said in (
        (lambda: board.save_post(sample, None, the_unit(sample, "CQT I"), " ", "x"), "title and a text"),
        (lambda: board.save_post(sample, None, "", "x", "x"), "unit first"),
        (lambda: board.answer(sample, post.id, " \n "), "answer is empty"),
    ):
        with pytest.raises(Refused, match=said):
            act()


def test_a_representative_writes_for_their_own_unit(sample: Desk, rep: Desk) -> None:
    assert [u.label for u in board.writing_units(rep)] == ["CQT II"]
    assert len(board.writing_units(sample)) > 5
    with pytest.raises(NotAllowed):
        board.save_post(rep, None, the_unit(rep, "CQT I"), "Thay", "Người khác")
    rep.store.close()
