"""Every paper that three councils can compose is read by the linter; the linter catches what it is for."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.rehearsal import clock_at
from ktd_tui.papers.document import Paper, Paragraph, Points, Signature, Table
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.operations.found import the_year
from tests.operations.meeting.councils.schools import meeting_of_schools
from tests.operations.meeting.test_five_meetings import SCRIPTS
from tests.papers.reading.sentences import faults
from tests.papers.sample import PAPER, with_blocks


def papers(desk: Desk, year_id: str) -> dict[str, Paper]:
    """Every paper of a year that can be composed."""
    found: dict[str, Paper] = {}
    for kind in KINDS:
        try:
            found[kind] = current.paper(desk, PaperRef(kind, year_id))
        except Refused:
            continue
    return found


def read(desk: Desk, year: BlocYear) -> dict[str, list[str]]:
    """What is wrong, by paper."""
    units = [unit.name for unit in desk.store.find(Unit)]
    all_of_them = papers(desk, year.id)
    assert len(all_of_them) > 5
    return {kind: wrong for kind, of in all_of_them.items() if (wrong := faults(of, units))}


def test_the_samples_papers(sample: Desk) -> None:
    assert read(sample, the_year(sample)) == {}


def test_papers_that_name_units_with_a_comma(sample: Desk) -> None:
    """Two of them are equal, which every paper of results says."""
    year = the_year(sample)
    for sheet in sample.store.find(ScoreSheet, bloc_year_id=year.id):
        sample.store.save(sheet.with_(points=dict.fromkeys(sheet.points, Decimal(1))))
    for unit in sample.store.find(Unit):
        sample.store.save(unit.with_(name=f"{unit.name}, Tổng hợp", short_name=""))
    assert read(sample, year) == {}


@pytest.mark.parametrize("name", ["people_come_and_go", "ballots_and_tellers", "no_quorum_void_round"])
def test_papers_of_a_meeting_in_which_much_happens(sample: Desk, name: str) -> None:
    desk = sample._replace(clock=clock_at("08/12/2023 08:00"), rehearsal=True)
    of = Driver(desk, preparation.start_meeting(desk, the_year(desk, 2023).id).id)
    script.run_script(of, script.acts((SCRIPTS / f"{name}.txt").read_text("utf-8")))
    assert read(desk, the_year(desk, 2023)) == {}


@pytest.mark.parametrize("kind", [MeetingKind.YEAR_END, MeetingKind.MID_YEAR])
def test_papers_of_a_bloc_of_schools(tmp_path: Path, kind: MeetingKind) -> None:
    desk = a_desk(tmp_path / "data", FakeClock())
    meeting = meeting_of_schools(desk, kind)
    assert read(desk, desk.store.get(BlocYear, meeting.bloc_year_id)) == {}
    desk.store.close()


BAD: dict[str, Paper] = {
    "said twice (Văn phòng)": with_blocks(Paragraph("Ông A, Phó Chánh Văn phòng Văn phòng Đảng ủy.")),
    "ông, bà before a rank": with_blocks(Paragraph("Thư ký: ông Thiếu tá Lê A, Trưởng Công an xã.")),
    "units run together": with_blocks(Paragraph("Cùng hạng 2: Vụ Thư ký, Ban Tham mưu, Tổng hợp.")),
    "two spaces": with_blocks(Paragraph("Hội nghị  kết thúc.")),
    "a space before a sign": with_blocks(Paragraph("Hội nghị kết thúc .")),
    "a space before %": with_blocks(Paragraph("Đạt 80 % tổng số.")),
    "two signs": with_blocks(Paragraph("Hội nghị kết thúc..")),
    "a date that is not in full": with_blocks(Paragraph("Họp ngày 09/12/2022 tại Hà Nội.")),
    "a number with a zero": with_blocks(Paragraph("Có mặt 05/05 đại biểu.")),
    "a semicolon at the end": with_blocks(Points(("Một việc;", "Hai việc;"))),
    "no stop at the end": with_blocks(Paragraph("Hội nghị kết thúc")),
    "begins small": with_blocks(Paragraph("hội nghị kết thúc.")),
    "an empty table": with_blocks(Table(("Một",), (), (1.0,), ("left",))),
    "a row that says nothing": with_blocks(
        Table(("A", "B", "C"), (("1", "x", "–"), ("2", "y", "3")), (0.3, 0.3, 0.4), ("left", "left", "left"))
    ),
    "«đến dự» for a return": with_blocks(
        Paragraph("Ông A, Vụ trưởng, rời Hội nghị."), Paragraph("Ông A, Vụ trưởng, đến dự Hội nghị.")
    ),
    "a title before a signer's name": replace(PAPER, signatures=(Signature("X", "", "TS Nguyễn Văn A"),)),
    "a unit in two writings": with_blocks(Paragraph("Có vụ Thư Ký.")),
    "the paper does not end": replace(PAPER, closing="Hội nghị kết thúc."),
}


@pytest.mark.parametrize("fault", BAD)
def test_the_linter_catches(fault: str) -> None:
    assert [
        one for one in faults(BAD[fault], ["Vụ Thư ký", "Ban Tham mưu, Tổng hợp"]) if one.startswith(fault)
    ]
