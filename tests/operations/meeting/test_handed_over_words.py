"""What is proposed for the handover says nothing twice."""

import pytest

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import closing, view


@pytest.mark.parametrize(
    "typed",
    ["Hạn chế: còn ít giao lưu", "Tồn tại, hạn chế: còn ít giao lưu", "còn ít giao lưu"],
)
def test_a_limitation_is_headed_once(sample: Desk, typed: str) -> None:
    meeting = sample.store.find(Meeting)[0]
    line = MinutesLine(
        meeting_id=meeting.id, step=Step.LIMITATIONS, kind=LineKind.LIMITATION, at=sample.now, text=typed
    )
    sample.store.save(line)
    items = list(closing.handover_items(sample, view.meeting_view(sample, meeting.id)))
    assert "Tồn tại, hạn chế tiếp tục khắc phục: còn ít giao lưu" in items
