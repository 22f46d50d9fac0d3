"""A new council begins with the blocs that its office has, called as the office calls them."""

import pytest

from ktd_tui.domain.organisation import Bloc
from ktd_tui.errors import Refused
from ktd_tui.operations.council.directory import bloc_rows, is_empty
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.desk import Desk


def begun(desk: Desk, blocs: str) -> list[Bloc]:
    set_up_council(desk, "Hội đồng", "Sở", blocs=blocs)
    return [row.bloc for row in bloc_rows(desk)]


@pytest.mark.parametrize(
    ("typed", "code", "name", "symbol", "head"),
    [
        ("6", "6", "Khối thi đua số 6", "KTĐ6", "Khối trưởng"),
        ("Cụm thi đua số 3", "3", "Cụm thi đua số 3", "CTĐ3", "Cụm trưởng"),
        ("khối các trường", "Các trường", "khối các trường", "", "Khối trưởng"),
        ("Khối  A1", "A1", "Khối A1", "KTĐA1", "Khối trưởng"),
        ("Phòng", "Phòng", "Khối thi đua Phòng", "", "Khối trưởng"),
        ("Các ban Đảng", "Các ban Đảng", "Các ban Đảng", "", "Khối trưởng"),
    ],
)
def test_a_bloc_is_begun_as_it_is_called(
    desk: Desk, typed: str, code: str, name: str, symbol: str, head: str
) -> None:
    (bloc,) = begun(desk, typed)
    assert (bloc.code, bloc.name, bloc.symbol, bloc.words.head) == (code, name, symbol, head)


def test_they_stand_as_typed_apart_by_commas_semicolons_or_lines(desk: Desk) -> None:
    assert [bloc.code for bloc in begun(desk, "Khối các trường, 10;2\n , 1 ,")] == [
        "Các trường",
        "10",
        "2",
        "1",
    ]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (
            "Cụm thi đua các trường đại học, cao đẳng, 7",
            ["Cụm thi đua các trường đại học, cao đẳng", "Khối thi đua số 7"],
        ),
        ("Khối sở, ban, ngành; khối các xã, khối 3", ["Khối sở, ban, ngành", "khối các xã", "khối 3"]),
        ("Khối các trường, ii, iii", ["Khối các trường", "Khối thi đua số ii", "Khối thi đua số iii"]),
    ],
)
def test_a_comma_within_a_name_parts_nothing(desk: Desk, typed: str, names: list[str]) -> None:
    assert [bloc.name for bloc in begun(desk, typed)] == names


def test_the_words_that_every_name_begins_with_are_no_part_of_the_code(desk: Desk) -> None:
    assert [bloc.code for bloc in begun(desk, "Cụm thi đua các trường đại học")] == ["Các trường đại học"]


def test_an_office_may_have_none_yet(desk: Desk) -> None:
    assert begun(desk, " , ") == []


@pytest.mark.parametrize("typed", ["V, v", "Khối A, Cụm A", "Khối các sở, KHỐI CÁC SỞ", "A/1; A-1"])
def test_two_of_one_name_are_refused_and_nothing_is_set_up(desk: Desk, typed: str) -> None:
    with pytest.raises(Refused, match="Two blocs"):
        begun(desk, typed)
    assert is_empty(desk)
