"""A rehearsal: a copy, a clock that is set, papers that say so; the real data stays byte for byte."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Step
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines
from ktd_tui.operations.papers import printing, sealing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.scripting.rehearsal import clock_at, copied
from store import Author, open_store
from tests.operations.found import the_meeting, the_year


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.rglob("*.json*") if p.is_file()}


def test_what_is_rehearsed_never_reaches_the_data(sample: Desk, tmp_path: Path) -> None:
    assert sample.folder is not None
    before = content(sample.folder)
    (tmp_path / "copy").mkdir()
    copied(sample, tmp_path / "copy" / "data")
    store = open_store(tmp_path / "copy" / "data", author=Author(1000, "thu-ky"), clock=sample.clock)
    desk = Desk(
        store, sample.actor._replace(owner=True), clock_at("09/12/2022 15:30"), tmp_path, rehearsal=True
    )
    line = minutes_lines.add_line(desk, the_meeting(desk).id, Step.REPORT, "Diễn tập")
    assert line.at.astimezone(UTC).replace(second=0) == datetime(2022, 12, 9, 8, 30, tzinfo=UTC)
    shown = "\n".join(printing.preview(desk, minutes_ref(desk, the_meeting(desk).id), 78))
    assert shown.count("DIỄN TẬP") == 2, "head and foot say it"
    assert printing.paper_file(desk, minutes_ref(desk, the_meeting(desk).id), tmp_path).name.startswith(
        "dien-tap-"
    )
    with pytest.raises(Refused):
        sealing.seal(desk, PaperRef("report", the_year(desk).id))
    store.close()
    assert content(sample.folder) == before


@pytest.mark.parametrize("typed", ["hôm nay", "09/12/2022 25:00", "31/02/2022"])
def test_a_clock_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        clock_at(typed)
