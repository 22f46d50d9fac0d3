"""What keeps a unit from a title, and what a sheet that is handed in or locked refuses."""

from decimal import Decimal

import pytest

from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, ScoreSheet, SheetState
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring import sheets
from ktd_tui.rules.scoring.results.knock_outs import barred
from ktd_tui.rules.scoring.sums import sheet_result

BOUND = Criterion(code="I.1", text="Có điểm liệt", maximum=Decimal(20), barred_below=Decimal("10.5"))
CRITERIA = CriteriaSet(name="Thử", groups=(CriteriaGroup(code="I", name="Một", criteria=(BOUND,)),))


def sheet(**changes: object) -> ScoreSheet:
    return ScoreSheet(bloc_year_id="Y", unit_id="U").with_(**changes)


@pytest.mark.parametrize(
    ("points", "bars"),
    [
        ({"I.1": "10.49"}, {"I.1": "10,49 < 10,5"}),
        ({"I.1": "10.5"}, {}),
        ({}, {}),
        ({"I.1": "0"}, {"I.1": "0 < 10,5"}),
    ],
)
def test_too_few_points_bar_but_a_blank_does_not(points: dict[str, str], bars: dict[str, str]) -> None:
    result = sheet_result(CRITERIA, {c: Decimal(p) for c, p in points.items()})
    assert barred(CRITERIA, result, {}) == bars


def test_conditions_bar_with_their_reason() -> None:
    entered = {"Không đăng ký": "Quá hạn"}
    assert barred(CRITERIA, sheet_result(CRITERIA, {"I.1": Decimal(20)}), entered) == entered


@pytest.mark.parametrize("state", [SheetState.DRAFT, SheetState.RETURNED])
def test_a_sheet_at_work_is_open(state: SheetState) -> None:
    sheets.check_sheet_open(sheet(state=state), "CQT I")


@pytest.mark.parametrize("state", [SheetState.SUBMITTED, SheetState.LOCKED])
def test_a_sheet_that_was_given_out_of_hand_is_not(state: SheetState) -> None:
    with pytest.raises(Refused):
        sheets.check_sheet_open(sheet(state=state), "CQT I")


def test_many_blanks_are_named_in_part() -> None:
    assert sheets.listed([f"I.{n}" for n in range(1, 10)]) == "I.1, I.2, I.3, I.4, I.5, I.6, I.7, I.8…"
