"""From the signatures to the seal: what is printed to be signed is what is sealed, a draft says why."""

from datetime import UTC, datetime

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import Bloc, Stage
from ktd_tui.i18n import t
from ktd_tui.operations import pages
from ktd_tui.operations.council.blocs import save_bloc
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.papers import printing, register, sealing, signing, unsealed, verifying
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.year.owed import owed
from ktd_tui.operations.year.years import year_page
from tests.operations.found import the_meeting, the_year

DRAFT = "DỰ THẢO"


def foot(desk: Desk, kind: str) -> str:
    """What stands at the foot of a paper as it is printed now."""
    return register.printed(desk, PaperRef(kind, the_year(desk).id)).paper.foot


def code_of(text: str) -> str:
    return text.partition("Mã lời văn ")[2][:16]


def test_what_is_printed_to_be_signed_is_what_is_sealed(sample: Desk) -> None:
    ref = PaperRef("minutes", the_year(sample).id)
    before = foot(sample, "minutes")
    assert before.startswith("Bản trình ký, chưa lấy số · Mã lời văn "), before
    assert unsealed.code_to_sign(sample, ref) == f"Mã lời văn {code_of(before)}"
    signing.sign(sample, the_meeting(sample).id)
    assert foot(sample, "minutes") == before
    of = sealing.seal(sample, ref)
    assert foot(sample, "minutes") == f"Bản 1 · SHA-256 {of.sha256[:16]} · Mã lời văn {code_of(before)}"
    assert code_of(before) in unsealed.signed_on_paper(of)


def test_other_words_have_another_code(sample: Desk) -> None:
    before = foot(sample, "minutes")
    sample.store.save(the_meeting(sample).with_(place="Trụ sở Văn phòng Quốc hội"))
    assert code_of(foot(sample, "minutes")) not in ("", code_of(before))


def test_minutes_that_lack_something_are_a_draft(sample: Desk) -> None:
    sample.store.save(the_meeting(sample).with_(conclusion=()))
    assert foot(sample, "minutes") == DRAFT
    sample.store.save(the_meeting(sample).with_(conclusion=("Thống nhất.",), closed_at=None))
    assert foot(sample, "minutes") == DRAFT


def test_a_draft_of_a_signed_meeting_says_why(sample: Desk) -> None:
    signing.sign(sample, the_meeting(sample).id)
    assert foot(sample, "notice") == f"{DRAFT} · chưa chốt, chưa lấy số"
    sealing.seal(sample, PaperRef("notice", the_year(sample).id))
    meeting = the_meeting(sample)
    sample.store.save(meeting.with_(place="Nơi khác"))
    assert foot(sample, "minutes") == (
        f"{DRAFT} · dữ liệu của Hội nghị đã ký bị sửa; đây không phải lời văn đã ký"
    )
    assert foot(sample, "notice") == f"{DRAFT} · khác bản 1 đã chốt, số 01; chưa chốt lại"


def test_minutes_that_no_register_takes_are_no_draft_once_they_are_complete(sample: Desk) -> None:
    year = the_year(sample, 2023)
    plain = preparation.start_meeting(sample, year.id, MeetingKind.PLAIN)
    ref = PaperRef("minutes", year.id, plain.id)
    assert register.printed(sample, ref).paper.mark == DRAFT
    shut = the_meeting(sample)
    sample.store.save(
        sample.store.get(Meeting, plain.id).with_(
            signed_at=shut.closed_at, day=shut.day, opened_at=shut.opened_at, closed_at=shut.closed_at
        )
    )
    assert register.printed(sample, ref).paper.mark == ""


def test_the_year_leads_to_the_seal_until_it_is_there(sample: Desk) -> None:
    year = the_year(sample)
    signing.sign(sample, the_meeting(sample).id)
    assert the_year(sample).stage is Stage.CLOSED
    said = "Lấy số, chốt biên bản đã ký năm"
    assert year_page(sample, year.id).missing[0].place == "minutes"
    assert f"! {said} 2022: biên bản chưa có số" in pages.year(sample, year.id).parts
    assert [one.place for one in owed(sample) if one.text.startswith(f"{said} V/2022")] == ["minutes"]
    assert [kind.id for kind in register.without_number(sample, year.id)] == ["minutes"]
    rows = {row.kind.id: row for row in printing.papers_page(sample, year.id).rows}
    assert rows["minutes"].waits
    assert not rows["pledge"].waits
    sealing.seal(sample, PaperRef("minutes", year.id))
    assert register.without_number(sample, year.id) == []
    assert not [one for one in owed(sample) if one.text.startswith(said)]
    assert not [one for one in year_page(sample, year.id).missing if one.place == "minutes"]
    rows = {row.kind.id: row for row in printing.papers_page(sample, year.id).rows}
    assert not rows["minutes"].waits


def test_the_day_of_an_amendment_is_the_day_in_vietnam(sample: Desk) -> None:
    late = sample._replace(clock=lambda: datetime(2023, 12, 31, 18, 0, tzinfo=UTC))  # 01:00 of the next year
    ref = PaperRef("regulation", the_year(sample).id)
    first = sealing.seal(late, ref)
    save_bloc(late, late.store.get(Bloc, the_year(sample).bloc_id), name="Khối thi đua các Cục")
    sealing.seal(late, ref, reason="Ghi sai")
    kept = register.kept_file(late, first.file)
    assert kept
    told = [t(f.message, **f.facts) for f in verifying.verify(late, kept).findings]
    assert told[1:] == ["Đã điều chỉnh bằng bản 2 ngày 01/01/2024: Ghi sai"]


def test_a_paper_of_the_year_does_not_wait_for_a_meeting(sample: Desk) -> None:
    signing.sign(sample, the_meeting(sample).id)
    waits = {row.kind.id for row in printing.papers_page(sample, the_year(sample).id).rows if row.waits}
    assert "notice" in waits
    assert not waits & {"regulation", "plan", "guide", "rights"}
