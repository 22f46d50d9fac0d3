"""The mid-year meeting has papers of its own, on its own half year; those of the year's end stay."""

import pytest

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.voting import Method, Purpose, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.hours import writing
from ktd_tui.operations.meeting.voting import rounds, tellers
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from tests.operations.found import the_unit, the_year
from tests.operations.papers.test_sealing_kinds import MID_YEAR

OWN = [kind for kind in KINDS.values() if kind.meeting == "mid-year"]
BEFORE, DIRECTIONS, AFTER = MID_YEAR.partition("put directions\n")


def page(desk: Desk, kind: str) -> str:
    try:
        return " ".join(" ".join(printing.preview(desk, PaperRef(kind, the_year(desk).id), 200)).split())
    except Refused as refused:
        return f"– {refused.message}"


def begun(desk: Desk) -> Driver:
    """What drives the mid-year meeting of 2022, by the hours of a notebook."""
    return Driver(writing(desk), preparation.start_meeting(desk, the_year(desk).id, MeetingKind.MID_YEAR).id)


def run(driver: Driver, text: str) -> None:
    script.run_script(driver, script.acts(text))


def counting(meeting: Meeting) -> list[str]:
    """Two delegates who are here, with their names."""
    return [a.id for a in meeting.attendees if a.present and a.name][:2]


def a_ballot(desk: Desk, meeting: Meeting) -> str:
    """Put one question of the mid-year meeting by ballot, with two tellers."""
    rules = {Purpose.MOTION: VoteRule(method=Method.BALLOT)}
    change_meeting(desk, meeting.id, lambda m: m.with_(rules=rules), "rules")
    seated = counting(meeting)
    tellers.set_tellers(desk, meeting.id, seated, seated[0])
    units = [the_unit(desk, "CQT I"), the_unit(desk, "Vụ TK")]
    return rounds.put_ballot(desk, meeting.id, Purpose.MOTION, units, "Đơn vị đăng cai").id


def count_it(desk: Desk, meeting: Meeting, vote: str) -> None:
    """Count that ballot."""
    choices = dict.fromkeys((the_unit(desk, "CQT I"), the_unit(desk, "Vụ TK")), "2")
    for one in counting(meeting):
        numbers = {"issued": "4", "returned": "4", "valid": "4", "invalid": "0", **choices}
        tellers.tally(desk, vote, one, numbers)
    tellers.agree(desk, vote)


@pytest.fixture
def pages(sample: Desk) -> dict[str, str]:
    """What each paper of the mid-year meeting says; ballot papers as they were printed before the count."""
    unit, year = the_unit(sample, "Vụ TK"), the_year(sample).id
    for title, day in (("Hội thao", "2022-05-10"), ("Tổng vệ sinh", "2022-09-10")):
        of = {"bloc_year_id": year, "unit_id": unit, "title": title, "day": day}
        sample.store.save(Activity.model_validate(of))
    driver = begun(sample)
    run(driver, BEFORE)
    vote = a_ballot(driver.desk, driver.meeting)
    printed = page(sample, "mid-year-ballots")
    count_it(driver.desk, driver.meeting, vote)
    run(driver, DIRECTIONS + AFTER)
    return {kind.id: page(sample, kind.id) for kind in OWN} | {"mid-year-ballots": printed}


def with_a_ballot(desk: Desk) -> None:
    """Hold the mid-year meeting to its signed minutes, with a ballot that tellers count."""
    driver = begun(desk)
    run(driver, BEFORE)
    count_it(driver.desk, driver.meeting, a_ballot(driver.desk, driver.meeting))
    run(driver, DIRECTIONS + AFTER)


def test_each_is_there_and_of_its_own_half_year(pages: dict[str, str]) -> None:
    assert set(pages) == {
        "mid-year", "mid-year-invitation", "mid-year-report", "mid-year-notice", "mid-year-count",
        "mid-year-ballots",
    }  # fmt: skip
    for kind, told in pages.items():
        assert not told.startswith("–"), f"{kind}: {told}"
        assert "tổng kết" not in told.casefold(), f"{kind}: {told}"
        assert "6 tháng đầu năm 2022" in told.replace("\u00a0", " "), f"{kind}: {told}"
        assert "2023" not in told, f"{kind} speaks of the year after: {told}"
    report = pages["mid-year-report"]
    assert "Hội thao" in report
    assert "Tổng vệ sinh" not in report, "it was in the second half year"
    assert "6 THÁNG CUỐI NĂM 2022" in report.replace("\u00a0", " ")
    assert "Xếp loại" not in report, "a half year is not scored"


def test_those_of_the_years_end_are_left_alone(sample: Desk) -> None:
    others = [kind for kind in KINDS if kind not in {one.id for one in OWN}]
    before = {kind: page(sample, kind) for kind in others}
    run(begun(sample), MID_YEAR)
    assert {kind: page(sample, kind) for kind in others} == before
    assert the_year(sample).stage != "closed"


def test_without_such_a_meeting_there_are_none(sample: Desk) -> None:
    assert {page(sample, kind.id) for kind in OWN} == {"– There is no mid-year meeting in this year yet."}


def test_signing_its_minutes_locks_no_scores_of_the_year(sample: Desk) -> None:
    driver = begun(sample)
    run(driver, MID_YEAR)
    assert driver.meeting.signed_at
    year, unit = the_year(sample).id, the_unit(sample, "CQT I")
    cells.record_score(sample, cells.ScoreTyped(year, unit, "I.1", "1"))
    assert str(grid.grid(sample, year).points[unit]["I.1"]) == "1"
