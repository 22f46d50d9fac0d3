"""What is signed is amended in the open: it stays as it was signed, and what was decided stands behind it."""

from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.sealed import SignedPaper
from ktd_tui.errors import KtdError, NotAllowed, Refused
from ktd_tui.operations import lookup
from ktd_tui.operations.data.history import history
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import amending, printing, sealing, signing
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.scoring import cells, grid, sheets
from ktd_tui.operations.scoring.sheets import AppealTyped
from ktd_tui.rules.scoring.layers import BLOC_VIEW
from tests.builders import a_colleague
from tests.operations.found import the_bloc, the_unit, the_year
from tests.operations.papers.test_as_signed import renamed

ASKED = AppealTyped("Vụ Thư ký", "5/12/2023", "Đề nghị tính lại điểm sáng kiến")
TOLD = (
    "Điểm của Vụ Thư ký được xem xét lại theo kiến nghị của Vụ Thư ký ngày 05 tháng 12 năm 2023: "
    "Đề nghị tính lại điểm sáng kiến."
)
BEHIND = "Điều chỉnh, bổ sung sau khi ký (lần 1)"


@pytest.fixture
def signed(sample: Desk) -> Desk:
    meeting = lookup.meeting_of(sample, the_year(sample).id)
    assert meeting
    signing.sign(sample, meeting.id)
    return sample


def lines(desk: Desk, kind: str) -> list[str]:
    shown = printing.preview(desk, PaperRef(kind, the_year(desk).id), 200)
    return [line for line in shown if "Mã lời văn" not in line]  # with an amendment it has more words


def page(desk: Desk, kind: str) -> str:
    return " ".join(" ".join(lines(desk, kind)).split())


def score(desk: Desk, typed: str, label: str = "Vụ TK") -> None:
    cells.record_score(desk, cells.ScoreTyped(the_year(desk).id, the_unit(desk, label), "I.1", typed))


def reopen(desk: Desk) -> None:
    sheets.reopen_sheet(desk, the_year(desk).id, the_unit(desk, "Vụ TK"), BLOC_VIEW, ASKED)


def decide(desk: Desk, decision: str = "Chấp nhận một phần") -> None:
    amending.lock_sheet(desk, the_year(desk).id, the_unit(desk, "Vụ TK"), decision=decision)


def test_points_are_looked_at_again_after_the_minutes_are_signed(signed: Desk) -> None:
    kinds = [kind.id for kind in KINDS.values() if kind.scores and kind.meeting == "year-end"]
    was = {kind: lines(signed, kind) for kind in (*kinds, "notice")}
    with pytest.raises(Refused, match=r"minutes are signed|at “Đã kết thúc”"):
        score(signed, "1")
    reopen(signed)
    assert TOLD in page(signed, "minutes"), "who reads it meanwhile is told"
    assert "Việc xem xét chưa kết thúc." in page(signed, "annex")
    score(signed, "1")
    with pytest.raises(Refused):
        score(signed, "1", "CQT I")
    with pytest.raises(Refused, match="decided"):
        decide(signed, "")
    decide(signed)
    place = {s.unit_id: s.rank for s in grid.grid(signed, the_year(signed).id).standings}
    for kind in kinds:
        now = page(signed, kind)
        assert f"{TOLD} Kết luận: Chấp nhận một phần." in now, f"{kind}: {now}"
        assert BEHIND in now, f"{kind}: {now}"
        behind = now[now.index(BEHIND) :]
        assert f"{place[the_unit(signed, 'Vụ TK')]} Vụ Thư ký" in " ".join(behind.replace("│", " ").split())
        read_on = iter(lines(signed, kind))
        changed = [line for line in was[kind] if line not in read_on]
        assert changed == [], f"{kind}: what was signed changed"
    assert lines(signed, "notice") == was["notice"]
    with pytest.raises(KtdError):
        score(signed, "2")


def test_what_was_decided_is_not_undone_and_reads_the_same_after_every_rename(signed: Desk) -> None:
    reopen(signed)
    score(signed, "1")
    decide(signed)
    with pytest.raises(Refused, match="nothing of yours"):
        undo(signed)
    said = [page(signed, kind) for kind in KINDS if KINDS[kind].scores]
    with signed.store.transaction("Đổi tên"):
        renamed(signed)
    assert [page(signed, kind) for kind in KINDS if KINDS[kind].scores] == said


def test_the_opening_of_signed_points_is_not_undone(signed: Desk) -> None:
    reopen(signed)
    score(signed, "1")
    undo(signed)
    with pytest.raises(Refused, match="nothing of yours"):
        undo(signed)


def test_who_may_not_open_again_what_is_locked_opens_nothing_signed(signed: Desk, tmp_path: Path) -> None:
    head = a_colleague(signed, tmp_path / "data", 1202, "dinh", UserRole.BLOC_HEAD, bloc_id=the_bloc(signed))
    office = a_colleague(signed, tmp_path / "data", 1203, "mai", UserRole.COUNCIL_OFFICE)
    ref = PaperRef("minutes", the_year(signed).id)
    with pytest.raises(NotAllowed):
        reopen(head)
    with pytest.raises(NotAllowed):
        amending.amend_signed(head, ref, ASKED, "Sửa")
    reopen(office)
    amending.amend_signed(office, ref, ASKED, "Sửa")
    head.store.close()
    office.store.close()


def test_a_word_of_the_record_is_amended_behind_it(signed: Desk) -> None:
    ref, was = PaperRef("minutes", the_year(signed).id), page(signed, "minutes")
    sealed = sealing.seal(signed, ref)
    asked = AppealTyped("Cục Quản trị I", "06/12/2023", "Ghi thiếu một ý kiến")
    amending.amend_signed(signed, ref, asked, "Bổ sung ý kiến của Cục Quản trị I về chuyển đổi số")
    now = page(signed, "minutes")
    for wanted in (
        BEHIND,
        "Ngày 08 tháng 12 năm 2023, theo kiến nghị của Cục Quản trị I ngày 06 tháng 12 năm 2023: ",
        "Ghi thiếu một ý kiến.",
        "Kết luận: Bổ sung ý kiến của Cục Quản trị I về chuyển đổi số.",
    ):
        assert wanted in now, now
        assert wanted not in was
    assert sealing.why_amended(signed, ref) == "Ghi thiếu một ý kiến", "it was said: nobody is asked again"
    again = sealing.seal(signed, ref)
    assert (again.number, again.version, again.reason) == (sealed.number, 2, "Ghi thiếu một ý kiến")
    assert not sealing.why_amended(signed, ref)
    amending.amend_signed(signed, ref, asked, "Bổ sung lần nữa")
    assert "(lần 2)" in page(signed, "minutes")
    meeting = lookup.meeting_of(signed, the_year(signed).id)
    assert isinstance(meeting, Meeting)
    kept = signed.store.find(SignedPaper, meeting_id=meeting.id, kind="minutes")
    assert sorted(one.version for one in kept) == [1, 2, 3], "each state is kept"
    assert "Ghi thiếu một ý kiến" in str(history(signed)[0])


@pytest.mark.parametrize(
    ("asked", "decision"),
    [(AppealTyped("", "", "Vì sao"), "Sửa"), (AppealTyped("Ai", "", " "), "Sửa"), (ASKED, " ")],
)
def test_an_amendment_says_who_asked_why_and_what_was_decided(
    signed: Desk, asked: AppealTyped, decision: str
) -> None:
    was = page(signed, "minutes")
    with pytest.raises(Refused):
        amending.amend_signed(signed, PaperRef("minutes", the_year(signed).id), asked, decision)
    assert page(signed, "minutes") == was


def test_what_is_not_signed_is_not_amended(sample: Desk) -> None:
    with pytest.raises(Refused, match="Only what is signed"):
        amending.amend_signed(sample, PaperRef("minutes", the_year(sample).id), ASKED, "Sửa")
