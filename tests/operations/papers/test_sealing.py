"""Seal, amend, verify: a number, a snapshot, a filed PDF; what was changed afterwards is named."""

import stat
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import NotSaved, Refused
from ktd_tui.i18n import t, tell
from ktd_tui.ids import new_id
from ktd_tui.operations.council.blocs import save_bloc
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current, printing, register, sealing, signing, verifying
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.numbering import paper_numbered, place_of
from ktd_tui.operations.papers.returned.verdict import Verdict
from tests.builders import stopping
from tests.operations.found import the_meeting, the_year


@pytest.fixture
def signed(sample: Desk) -> Desk:
    signing.sign(sample, the_meeting(sample).id)
    return sample


def filed(desk: Desk, of: SealedPaper) -> Path:
    path = register.kept_file(desk, of.file)
    assert path is not None
    return path


def said(verdict: Verdict) -> list[tuple[bool, str]]:
    return [(f.good, t(f.message, **f.facts)) for f in verdict.findings]


def test_a_sealed_paper_has_number_snapshot_and_file(signed: Desk) -> None:
    year = the_year(signed).id
    of = sealing.seal(signed, PaperRef("minutes", year))
    assert (of.number, of.version, of.reason) == (1, 1, "")
    assert of.file == "V/2022/01-20221209-bien-ban.pdf"
    path = filed(signed, of)
    assert path.stat().st_size == of.size
    assert stat.S_IMODE(path.stat().st_mode) == 0o640, "nobody else writes into it"
    assert said(verifying.verify(signed, path)) == [
        (True, "Tệp đúng như khi chốt, từng byte một."),
        (True, "Dữ liệu vẫn khớp với văn bản (số 01, bản 1)."),
    ]
    assert "Số: 01/BB-KTĐV" in "\n".join(printing.preview(signed, PaperRef("minutes", year), 78))
    assert sealing.seal(signed, PaperRef("notice", year)).number == 1, "each kind has numbers of its own"
    assert sealing.seal(signed, PaperRef("handover", year)).number == 2, "it is a record, too"


def test_numbers_run_by_the_calendar_year_of_the_issuing_body(signed: Desk) -> None:
    first, second = the_year(signed), the_year(signed, 2023)
    invitation = PaperRef("invitation", first.id)
    letter = sealing.seal(signed, invitation, day="08/11/2023")
    assert (letter.number, letter.day, letter.file) == (
        1, date(2023, 11, 8), "V/2022/01-20231108-giay-moi.pdf"
    )  # fmt: skip
    assert "ngày 08 tháng 11 năm 2023" in letter.snapshot
    of_next = letter.with_(id=new_id(), rev=0, bloc_year_id=second.id, number=4, day=date(2023, 12, 1))
    signed.store.save(of_next)
    now = current.paper(signed, invitation)
    assert place_of(signed, PaperRef("invitation", second.id), now, "07/12/2023") == (5, date(2023, 12, 7))
    assert place_of(signed, PaperRef("invitation", second.id), now, "30/12/2022").number == 1
    assert place_of(signed, PaperRef("report", second.id), now, "07/12/2023").number == 1, "another kind"


def test_the_day_of_issue_is_none_to_come(signed: Desk) -> None:
    with pytest.raises(Refused, match="09/12/2023"):
        sealing.seal(signed, PaperRef("invitation", the_year(signed).id), day="09/12/2023")
    assert signed.store.find(SealedPaper) == []


def test_a_number_of_several_kinds_asks_which(signed: Desk) -> None:
    year = the_year(signed).id
    sealed = [sealing.seal(signed, PaperRef(kind, year)) for kind in ("minutes", "notice")]
    with pytest.raises(Refused, match="--kind") as refused:
        paper_numbered(signed, year, 1)
    assert "notice" in tell(refused.value)
    assert paper_numbered(signed, year, 1, "notice") == [sealed[1]]
    with pytest.raises(Refused):
        paper_numbered(signed, year, 2)


def test_a_number_that_another_bloc_had_before_covers_none_of_its_papers(signed: Desk) -> None:
    year = the_year(signed)
    old = sealing.seal(signed, PaperRef("report", year.id))
    content = filed(signed, old).read_bytes()
    bloc = signed.store.get(Bloc, year.bloc_id)
    save_bloc(signed, bloc, code="9", name=bloc.name)
    other = save_bloc(signed, None, code="V", name="Cụm mới")
    moved = signed.store.save(the_year(signed).with_(bloc_id=other.id))
    signed.store.save(old.with_(id=new_id(), rev=0, bloc_year_id="gone"))  # what the other has sealed
    signed.store.delete(signed.store.get(SealedPaper, old.id))
    fresh = sealing.seal(signed, PaperRef("report", moved.id))
    assert (old.file, fresh.file) == (
        "V/2022/01-20231208-bao-cao.pdf",
        "V/2022/01-20231208-bao-cao-2.pdf",
    )
    assert filed(signed, old).read_bytes() == content


def test_an_annex_bears_the_number_of_its_paper(signed: Desk) -> None:
    year = the_year(signed).id
    with pytest.raises(Refused, match="Biên bản"):
        sealing.seal(signed, PaperRef("annex", year))
    minutes, annex = (sealing.seal(signed, PaperRef(kind, year)) for kind in ("minutes", "annex"))
    assert (annex.number, annex.day) == (minutes.number, minutes.day)
    shown = " ".join(" ".join(printing.preview(signed, PaperRef("annex", year), 100)).split())
    assert "(Kèm theo Biên bản số 01/BB-KTĐV ngày 09 tháng 12 năm 2022 của Khối thi đua số V)" in shown
    assert sealing.seal(signed, PaperRef("handover", year)).number == 2, "it takes none of its own"


def test_a_draft_says_so_until_it_is_sealed(signed: Desk) -> None:
    year = the_year(signed).id
    assert "DỰ THẢO" in "\n".join(printing.preview(signed, PaperRef("notice", year), 78))
    of = sealing.seal(signed, PaperRef("notice", year))
    shown = "\n".join(printing.preview(signed, PaperRef("notice", year), 78))
    assert "DỰ THẢO" not in shown
    assert f"Bản 1 · SHA-256 {of.sha256[:16]}" in shown


def test_the_number_typed_for_the_minutes_is_taken(sample: Desk) -> None:
    sample.store.save(the_meeting(sample).with_(paper_number="07"))
    signing.sign(sample, the_meeting(sample).id)
    assert sealing.seal(sample, PaperRef("minutes", the_year(sample).id)).number == 7
    assert sealing.seal(sample, PaperRef("handover", the_year(sample).id)).number == 8


def test_what_is_not_ready_is_not_sealed(sample: Desk) -> None:
    year = the_year(sample).id
    assert stopping(sample, "minutes", year) == ["! Biên bản chưa ký."]
    with pytest.raises(Refused) as refused:
        sealing.seal(sample, PaperRef("minutes", year))
    assert tell(refused.value) == "Biên bản chưa ký."
    assert stopping(sample, "pledge", year) == [
        "! Chỗ ký chưa có tên: CỤC TRƯỞNG CỤC QUẢN TRỊ II.",
        "! Chỗ ký chưa có tên: VỤ TRƯỞNG VỤ THƯ KÝ.",
    ]
    assert sample.store.find(SealedPaper) == []


def test_a_sign_that_the_font_lacks_is_named_with_its_place(signed: Desk) -> None:
    signed.store.save(the_meeting(signed).with_(place="Huế 漢"))
    (problem,) = stopping(signed, "notice", the_year(signed).id)
    assert "漢" in problem


def test_an_amendment_needs_a_reason_and_tells_what_it_changed(signed: Desk) -> None:
    year = the_year(signed).id
    first = sealing.seal(signed, PaperRef("minutes", year))
    with pytest.raises(Refused) as refused:
        sealing.seal(signed, PaperRef("minutes", year), "Sửa")
    assert tell(refused.value) == "Văn bản đã được chốt đúng như vậy: số 01."
    signed.store.save(the_meeting(signed).with_(place="Huế"))
    assert said(verifying.verify(signed, filed(signed, first)))[1] == (
        False,
        "Dữ liệu đã thay đổi sau khi chốt văn bản.",
    )
    with pytest.raises(Refused) as refused:
        sealing.seal(signed, PaperRef("minutes", year))
    assert "hãy ghi lý do" in tell(refused.value)
    second = sealing.seal(signed, PaperRef("minutes", year), "Ghi sai địa điểm")
    assert (second.number, second.version, second.reason) == (1, 2, "Ghi sai địa điểm")
    assert register.amendment(signed, second) == [
        "trước: Địa điểm: Nhà Quốc hội.",
        "nay là: Địa điểm: Huế.",
    ]
    assert said(verifying.verify(signed, filed(signed, first)))[1:] == [
        (False, "Đã điều chỉnh bằng bản 2 ngày 08/12/2023: Ghi sai địa điểm")
    ]
    assert verifying.verify(signed, filed(signed, second)).agrees


def test_both_versions_are_printed_again_byte_for_byte_also_without_their_files(signed: Desk) -> None:
    year = the_year(signed).id
    versions = [sealing.seal(signed, PaperRef("minutes", year))]
    signed.store.save(the_meeting(signed).with_(place="Huế"))
    versions.append(sealing.seal(signed, PaperRef("minutes", year), "Ghi sai địa điểm"))
    signed.store.save(the_meeting(signed).with_(place="Đà Lạt", conclusion=("Khác",)))
    for of in versions:
        kept = filed(signed, of).read_bytes()
        assert register.reprinted(signed, of).pdf == kept
        filed(signed, of).write_bytes(kept[:-1] + b"x")
        assert register.reprinted(signed, of).pdf == kept, "a spoilt file was taken for the paper"
        filed(signed, of).unlink()
        assert register.reprinted(signed, of).pdf == kept


def test_one_changed_byte_is_found(signed: Desk, tmp_path: Path) -> None:
    of = sealing.seal(signed, PaperRef("minutes", the_year(signed).id))
    content = bytearray(filed(signed, of).read_bytes())
    for place in range(0, len(content), len(content) // 40):
        spoilt = tmp_path / f"{place}.pdf"
        spoilt.write_bytes(bytes([*content[:place], content[place] ^ 1, *content[place + 1 :]]))
        assert not verifying.verify(signed, spoilt).agrees, place


def test_a_file_that_was_edited_tells_which_paper_it_was(signed: Desk, tmp_path: Path) -> None:
    of = sealing.seal(signed, PaperRef("notice", the_year(signed).id))
    edited = tmp_path / "edited.pdf"
    with pikepdf.open(filed(signed, of)) as pdf:
        del pdf.pages[-1]
        pdf.save(edited)
    verdict = verifying.verify(signed, edited)
    assert verdict.of == of
    assert not verdict.agrees
    assert (False, "Tệp đã bị sửa sau khi chốt.") in said(verdict)
    assert any("Nguyễn Văn Định" in line for f in verdict.findings for line in f.lines), verdict


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7\n", b"\0" * 1000])
def test_what_is_no_paper_is_said_to_be_none(signed: Desk, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(content)
    verdict = verifying.verify(signed, file)
    assert (verdict.of, verdict.agrees) == (None, False)


def test_a_file_that_cannot_be_read_is_refused(signed: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        verifying.verify(signed, tmp_path / "none.pdf")
    with pytest.raises(Refused):
        verifying.verify(signed, tmp_path)


def test_a_register_that_was_changed_by_hand_is_found(signed: Desk) -> None:
    of = sealing.seal(signed, PaperRef("minutes", the_year(signed).id))
    signed.store.save(of.with_(snapshot=of.snapshot.replace("Nhà Quốc hội", "Nhà Khác")))
    assert (False, "Bản ghi trong sổ đã bị sửa.") in said(verifying.verify(signed, filed(signed, of)))


def test_where_the_pdf_cannot_be_filed_nothing_is_sealed(signed: Desk) -> None:
    assert signed.folder is not None
    (signed.folder / "papers").write_text("no folder")
    with pytest.raises(NotSaved):
        sealing.seal(signed, PaperRef("minutes", the_year(signed).id))
    assert signed.store.find(SealedPaper) == []


def test_a_file_left_by_a_killed_seal_is_put_aside_never_overwritten(signed: Desk) -> None:
    assert signed.folder is not None
    left = signed.folder / "papers/V/2022/01-20221209-bien-ban.pdf"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"left")
    of = sealing.seal(signed, PaperRef("minutes", the_year(signed).id))
    assert filed(signed, of).stat().st_size == of.size
    assert left.with_name(left.name + ".1").read_bytes() == b"left"


def test_a_seal_is_a_step_that_nobody_takes_back(signed: Desk) -> None:
    from ktd_tui.operations.data.undo_steps import undo_steps

    sealing.seal(signed, PaperRef("minutes", the_year(signed).id))
    assert undo_steps(signed).anywhere.done == ()
    assert (
        register.printed(signed, PaperRef("minutes", the_year(signed).id)).paper.head.number
        == "Số: 01/BB-KTĐV"
    )


def test_a_closed_year_is_amended_word_for_word(signed: Desk) -> None:
    from ktd_tui.operations.year.archive import archive_closed

    year = the_year(signed).id
    first = sealing.seal(signed, PaperRef("minutes", year))
    archive_closed(signed)
    second = sealing.correct(signed, first, "Địa điểm: Nhà Quốc hội", "Địa điểm: Tòa nhà Quốc hội", "Ghi sai")
    assert (second.number, second.version) == (1, 2)
    assert register.amendment(signed, second) == [
        "trước: Địa điểm: Nhà Quốc hội.",
        "nay là: Địa điểm: Tòa nhà Quốc hội.",
    ]
    assert verifying.verify(signed, filed(signed, second)).findings[0].good
    with pytest.raises(Refused) as refused:
        sealing.correct(signed, first, "Thư ký:", "x", "Lý do")
    assert "bản cuối" in tell(refused.value)
    for before, after, reason in (
        ("chưa từng thấy", "x", "Lý do"),
        ("Hội", "x", "Lý do"),
        ("Thư ký:", "x", " "),
    ):
        with pytest.raises(Refused):
            sealing.correct(signed, second, before, after, reason)
    assert [s.version for s in register.papers_register(signed, year)] == [1, 2]
