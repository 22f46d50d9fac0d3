"""Papers beside the year-end minutes, through their life: sealed, verified, amended, printed again."""

from collections.abc import Callable
from datetime import date

import pytest

from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.hours import writing
from ktd_tui.operations.meeting.voting import tellers
from ktd_tui.operations.papers import register, sealing, verifying
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from tests.builders import stopping
from tests.operations.boxes import TELLERS, a_ballot
from tests.operations.found import the_meeting, the_year
from tests.operations.papers.test_sealing import filed, said

MID_YEAR = """
day 08/07/2022
hour 14:00
place Nhà Quốc hội
chair pdt
secretary nvd
present pdt, dhv, nvd, cqt2
next
open planned
next
report Sáu tháng đầu năm, các đơn vị đã đăng ký đủ.
next
line dhv: Nhất trí với báo cáo
next
line Hồ sơ nộp còn chậm
next
line Nộp hồ sơ đúng hạn
put directions
count 4
next
conclusion Hội nghị thống nhất các nội dung trên.
next
put minutes
count 4
close 16:00
sign
"""


def a_count(sample: Desk) -> None:
    ballot = a_ballot(sample)
    numbers = {"issued": "5", "returned": "5", "valid": "5", "invalid": "0"}
    for teller in TELLERS:
        tellers.tally(sample, ballot.id, teller, numbers | dict(zip(ballot.choices, ("3", "2"), strict=True)))
    tellers.agree(sample, ballot.id)


def a_mid_year_meeting(sample: Desk) -> None:
    meeting = preparation.start_meeting(sample, the_year(sample).id, MeetingKind.MID_YEAR)
    script.run_script(Driver(writing(sample), meeting.id), script.acts(MID_YEAR))


def a_sealed(desk: Desk, year: str, kind: str) -> SealedPaper:
    """A paper that has its number."""
    return SealedPaper(bloc_year_id=year, kind=kind, number=1, version=1, day=date(2022, 12, 9),
                     sealed_at=desk.now, uid=1000, account="thu-ky", snapshot="", sha256="")  # fmt: skip


def another_score(sample: Desk) -> None:
    sheet = next(s for s in sample.store.find(ScoreSheet, bloc_year_id=the_year(sample).id) if s.points)
    code, points = next((code, points) for code, points in sheet.points.items() if points)
    sample.store.save(sheet.with_(points={**sheet.points, code: points - 1}))


def another_place(sample: Desk) -> None:
    meeting = meeting_of(sample, the_year(sample).id, MeetingKind.MID_YEAR)
    assert meeting
    sample.store.save(meeting.with_(place="Huế"))


def another_teller(sample: Desk) -> None:
    there = the_meeting(sample).attendees
    named = (a.model_copy(update={"name": "Trần Văn Ba"}) if a.id in TELLERS else a for a in there)
    sample.store.save(the_meeting(sample).with_(attendees=tuple(named)))


def another_office(sample: Desk) -> None:
    year = the_year(sample)
    bloc = sample.store.get(Bloc, year.bloc_id)
    sample.store.save(bloc.with_(paper_agency="KHỐI THI ĐUA SỐ NĂM"))


@pytest.mark.parametrize(
    ("kind", "prepare", "change", "differs"),
    [
        ("annex", lambda _: None, another_score, "trước: "),
        ("ballots", a_ballot, another_office, "nay là: KHỐI THI ĐUA SỐ NĂM"),
        ("count", a_count, another_teller, "Trần Văn Ba"),
        ("mid-year", a_mid_year_meeting, another_place, "nay là: Địa điểm: Huế."),
    ],
)
def test_a_paper_lives_as_the_minutes_do(
    sample: Desk, kind: str, prepare: Callable[[Desk], object], change: Callable[[Desk], None], differs: str
) -> None:
    year = the_year(sample).id
    prepare(sample)
    main = KINDS[kind].annex_of
    if main:
        sample.store.save(a_sealed(sample, year, main))
    assert stopping(sample, kind, year) == []
    first = sealing.seal(sample, PaperRef(kind, year))
    assert (first.number, first.version) == (1, 1)
    kept = filed(sample, first).read_bytes()
    assert all(good for good, _ in said(verifying.verify(sample, filed(sample, first))))

    change(sample)
    found = verifying.verify(sample, filed(sample, first))
    assert said(found)[1] == (False, "Dữ liệu đã thay đổi sau khi chốt văn bản.")
    assert any(differs in line for finding in found.findings for line in finding.lines), found
    second = sealing.seal(sample, PaperRef(kind, year), "Ghi sai")
    assert (second.number, second.version) == (1, 2)
    assert any(differs in line for line in register.amendment(sample, second))

    filed(sample, first).unlink()
    assert register.reprinted(sample, first).pdf == kept, "made anew it is not the same"
    assert all(good for good, _ in said(verifying.verify(sample, filed(sample, second))))
