"""Blocs and units in order: by hand, by number, by the alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.operations.saying import which_year
from ktd_tui.rules.council.order import blocs_in_order, moved, units_in_order

CODES = ("I", "II", "IV", "V", "IX", "X", "XI", "XL")


def a_bloc(code: str, place: int = 0) -> Bloc:
    return Bloc(council_id="c", code=code, name=f"Khối {code}", place=place)


@pytest.mark.parametrize(
    "codes", [CODES, ("1", "2", "10", "11"), ("Khối 2", "Khối 10"), ("3", "Các Sở", "Các trường")]
)
def test_blocs_stand_by_their_numbers_however_they_are_numbered(codes: tuple[str, ...]) -> None:
    found = blocs_in_order(a_bloc(code) for code in sorted(codes, reverse=True))
    assert tuple(bloc.code for bloc in found) == codes


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("V", "V/2025"),
        ("1", "2025 (Khối 1)"),
        ("Khối 2", "2025 (Khối Khối 2)"),
        ("Các trường", "2025 (Khối Các trường)"),
    ],
)
def test_a_year_of_a_bloc_that_goes_by_a_name_reads_as_an_office_writes_it(code: str, said: str) -> None:
    assert which_year(a_bloc(code), 2025) == said


def test_the_place_given_by_hand_counts_before_the_number() -> None:
    assert [b.code for b in blocs_in_order([a_bloc("I", 2), a_bloc("V", 1)])] == ["V", "I"]


def test_units_stand_by_protocol_then_in_vietnamese_order() -> None:
    units = [
        Unit(name="Ấn phẩm"),
        Unit(name="An ninh"),
        Unit(name="Ăn uống"),
        Unit(name="Đối ngoại", protocol=-1),
    ]
    assert [u.name for u in units_in_order(units)] == ["Đối ngoại", "An ninh", "Ăn uống", "Ấn phẩm"]


@given(st.integers(1, 12), st.integers(-15, 15), st.data())
def test_moving_changes_the_place_of_one_alone(size: int, by: int, data: st.DataObject) -> None:
    things = [a_bloc(str(number)) for number in range(size)]
    one = data.draw(st.sampled_from(things))
    found = moved(things, things.index(one), by)
    assert [t for t in found if t is not one] == [t for t in things if t is not one]
    assert found.index(one) == min(max(things.index(one) + by, 0), size - 1)
