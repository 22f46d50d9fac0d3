"""The papers that a unit writes of itself: from its own data, on its own letterhead, signed by its head."""

from pathlib import Path

import pytest

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current, printing, register, sealing
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.year import activities, exemplars
from ktd_tui.papers.document import Table
from tests.builders import a_desk
from tests.cli.test_year_work import Ktd, run
from tests.conftest import FakeClock
from tests.operations.found import the_unit, the_year
from tests.operations.meeting.councils.schools import meeting_of_schools
from tests.papers.reading.sentences import faults

__all__ = ["run"]  # the fixture

UNIT_KINDS = [kind.id for kind in KINDS.values() if kind.whom]


def of_unit(desk: Desk, kind: str, label: str = "Vụ TK") -> PaperRef:
    return PaperRef(kind, the_year(desk).id, about=the_unit(desk, label))


def said(desk: Desk, ref: PaperRef) -> str:
    return " ".join(" ".join(printing.preview(desk, ref, 200)).replace("\u00a0", " ").split())


def test_the_report_tells_the_units_own_year(sample: Desk) -> None:
    year, unit = the_year(sample).id, the_unit(sample, "Vụ TK")
    for title, whose in (("Tọa đàm", unit), ("Hội thao", the_unit(sample, "CQT I"))):
        activities.save_activity(sample, year, None, {"title": title, "unit": whose, "day": "20/5/2022"})
    exemplars.save_exemplar(sample, year, None, {"name": "Vụ Thư ký", "unit": unit, "deed": "Số hóa hồ sơ"})
    of = current.paper(sample, of_unit(sample, "self-report"))
    assert (of.head.superior, of.head.agency) == ("VĂN PHÒNG QUỐC HỘI", "VỤ THƯ KÝ")
    assert of.head.number.startswith("Số: ……/BC-")
    page = said(sample, of_unit(sample, "self-report"))
    for wanted in ("Vụ Thư ký tự chấm 97 điểm", "Tọa đàm (ngày 20 tháng 5 năm 2022).", "Số hóa hồ sơ."):
        assert wanted in page, page
    assert "Hội thao" not in page, "another unit held it"


def test_points_are_the_units_own_whatever_the_bloc_gave(sample: Desk) -> None:
    ref = of_unit(sample, "self-sheet")
    (sheet,) = sample.store.find(ScoreSheet, bloc_year_id=ref.year, unit_id=ref.about, layer="bloc")
    before = current.paper(sample, ref)
    sample.store.save(sheet.with_(points=dict.fromkeys(sheet.points, 0)))
    assert current.paper(sample, ref) == before
    (own,) = sample.store.find(ScoreSheet, bloc_year_id=ref.year, unit_id=ref.about, layer="self")
    sample.store.save(own.with_(points={**own.points, "I.1": own.points["I.1"] - 2}))
    assert "95" in _cell(sample, ref, "Tổng điểm tự chấm")


def test_the_evidence_that_stands_is_beside_the_points(sample: Desk) -> None:
    ref = of_unit(sample, "self-sheet")
    for title, state in (("Báo cáo năm", EvidenceState.HANDED_IN), ("Bản nháp", EvidenceState.REFUSED)):
        sample.store.save(
            Evidence(
                bloc_year_id=ref.year, unit_id=ref.about, code="I.1", title=title, number="12/BC", state=state
            )
        )
    assert _cell(sample, ref, "Kế hoạch công tác năm hoàn thành đúng tiến độ")[-1] == "Báo cáo năm (12/BC)"


def _cell(desk: Desk, ref: PaperRef, row: str) -> tuple[str, ...]:
    (table,) = (block for block in current.paper(desk, ref).blocks if isinstance(block, Table))
    return next(cells for cells in table.rows if cells[1] == row)


@pytest.mark.parametrize(
    ("title", "power", "office"),
    [
        ("Vụ trưởng", "", "VỤ TRƯỞNG"),
        ("Phó Vụ trưởng", "", "KT. VỤ TRƯỞNG\nPHÓ VỤ TRƯỞNG"),
        ("Vụ trưởng", "TL. Chủ nhiệm", "TL. CHỦ NHIỆM\nVỤ TRƯỞNG"),
    ],
)
def test_the_head_signs_by_the_power_that_the_data_says(
    sample: Desk, title: str, power: str, office: str
) -> None:
    unit = sample.store.get(Unit, the_unit(sample, "Vụ TK"))
    person = sample.store.save(Person(name="TS Trần Thị Mai", title=title, unit_id=unit.id, signs_as=power))
    sample.store.save(unit.with_(head_id=person.id))
    (signature,) = current.paper(sample, of_unit(sample, "self-report")).signatures
    assert (signature.office, signature.name) == (office, "Trần Thị Mai")


@pytest.mark.parametrize("kind", UNIT_KINDS)
def test_every_units_paper_reads_as_a_clerk_wants_and_is_written(
    sample: Desk, tmp_path: Path, kind: str
) -> None:
    year, names = the_year(sample).id, [unit.name for unit in sample.store.find(Unit)]
    whom = KINDS[kind].whom
    assert whom
    for key, _ in whom(sample, year):
        assert faults(current.paper(sample, PaperRef(kind, year, about=key)), names) == []
    for ending in (".pdf", ".docx"):
        ref = PaperRef(kind, year, about=whom(sample, year)[0][0])
        written = printing.print_paper(sample, ref, printing.paper_file(sample, ref, tmp_path, ending))
        assert written.path.stat().st_size > 1000


def test_in_a_council_of_other_words_blanks_stand_where_the_data_knows_nothing(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "data", FakeClock())
    year = desk.store.get(BlocYear, meeting_of_schools(desk).bloc_year_id)
    ref = PaperRef("self-report", year.id, about=the_unit(desk, "TH Kim Đồng"))
    of = current.paper(desk, ref)
    assert (of.signatures[0].office, of.signatures[0].name) == ("HIỆU TRƯỞNG", "Trần Văn Bình")
    assert "Kính gửi: Cụm trường Bến Nghé." in said(desk, ref)
    assert "I. KẾT QUẢ THỰC HIỆN ……………" in said(desk, ref)
    assert faults(of, [unit.name for unit in desk.store.find(Unit)]) == []
    with pytest.raises(Refused):
        current.paper(desk, ref._replace(kind="self-sheet"))
    desk.store.close()


@pytest.mark.parametrize("kind", UNIT_KINDS)
def test_it_is_the_units_to_number_and_no_draft_of_the_blocs(sample: Desk, kind: str) -> None:
    ref = of_unit(sample, kind)
    assert register.printed(sample, ref).paper.mark == ""
    with pytest.raises(Refused):
        sealing.seal(sample, ref)
    with pytest.raises(Refused):
        current.paper(sample, ref._replace(about=""))


def test_the_command_asks_whose(run: Ktd, tmp_path: Path) -> None:
    target = tmp_path / "tu-danh-gia.txt"
    v22 = ("--bloc", "V", "--year", "2022", "-o", str(target))
    assert run("export", "self-report", "--of", "Vu TK", *v22)[0] == 0
    assert "VỤ THƯ KÝ" in target.read_text("utf-8")
    assert run("export", "self-report", "--of", "Vụ Không có", *v22)[0] != 0
