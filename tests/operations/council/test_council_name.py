"""A council that nobody named is called after its agency, and goes along with it."""

import pytest

from ktd_tui.operations.council.directory import council, save_council
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.desk import Desk

BODY = "Hội đồng Thi đua - Khen thưởng"


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("", BODY),
        ("Ủy ban nhân dân tỉnh Hậu Lộc", f"{BODY} tỉnh Hậu Lộc"),
        ("UBND phường 3", f"{BODY} phường 3"),
        ("Bộ Y tế", f"{BODY} Bộ Y tế"),
    ],
)
def test_it_is_called_after_its_agency(desk: Desk, agency: str, name: str) -> None:
    set_up_council(desk, "", agency)
    assert council(desk).name == name


def test_the_usual_name_goes_along_with_the_agency_and_a_name_of_its_own_stays(desk: Desk) -> None:
    set_up_council(desk, "", "")
    assert save_council(desk, council(desk), name=BODY, agency="Bộ Y tế").name == f"{BODY} Bộ Y tế"
    assert save_council(desk, council(desk), name="Hội đồng ngành").name == "Hội đồng ngành"
    assert save_council(desk, council(desk), agency="Sở Y tế").name == "Hội đồng ngành"
    assert save_council(desk, council(desk), name="").name == f"{BODY} Sở Y tế"
