"""The list of a year's papers says of each what its composing would say, without composing it."""

from collections.abc import Callable
from unittest import mock

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import view
from ktd_tui.operations.papers import current, printing, sealing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.printing import PaperRow
from ktd_tui.operations.scoring.grid import grid
from tests.operations.found import the_year


def as_it_is(desk: Desk) -> BlocYear:
    """A year of the sample."""
    return the_year(desk)


def without_a_meeting(desk: Desk) -> BlocYear:
    """A year that is at its beginning."""
    return the_year(desk, 2023)


def without_criteria(desk: Desk) -> BlocYear:
    """A year with a meeting that scores nothing."""
    with desk.store.transaction("test"):
        return desk.store.save(the_year(desk).with_(criteria_id=None))


def with_a_meeting_alone(desk: Desk) -> BlocYear:
    """A year of which nothing is known but that there is a meeting."""
    year = without_a_meeting(desk)
    with desk.store.transaction("test"):
        desk.store.save(Meeting(bloc_year_id=year.id))
        return desk.store.save(year.with_(criteria_id=None, members=(), tasks=(), deadlines={}))


def refused(desk: Desk, row: PaperRow, year: BlocYear) -> tuple[str, dict[str, object]]:
    """What composing a paper says."""
    try:
        current.paper(desk, PaperRef(row.kind.id, year.id))
    except Refused as error:
        return error.message, dict(error.facts)
    return "", {}


@pytest.mark.parametrize("state", [as_it_is, without_a_meeting, without_criteria, with_a_meeting_alone])
def test_the_list_says_what_composing_says(sample: Desk, state: Callable[[Desk], BlocYear]) -> None:
    year = state(sample)
    rows = [row for row in printing.papers_page(sample, year.id).rows if not row.kind.whom]
    said = {row.kind.id: (row.lacking, dict(row.facts)) for row in rows}
    assert said == {row.kind.id: refused(sample, row, year) for row in rows}


def listed(desk: Desk) -> tuple[set[str], int]:
    """The papers that the list composed, and how often it read the meeting's scores."""
    with (
        mock.patch.object(current, "composed", side_effect=current.composed) as composed,
        mock.patch.object(view, "grid", side_effect=grid) as read,
    ):
        printing.papers_page(desk, the_year(desk).id)
    return {call.args[1].kind for call in composed.call_args_list}, read.call_count


def test_only_what_is_sealed_is_composed_and_the_meeting_is_read_once(sample: Desk) -> None:
    assert listed(sample) == (set(), 1)
    sealing.seal(sample, PaperRef("report", the_year(sample).id))
    assert listed(sample)[0] == {"report"}
