"""What a paper is printed as while it is not sealed: a copy to be signed, or a draft that says why."""

from dataclasses import replace

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.operations.papers.as_signed import as_it_was_signed
from ktd_tui.operations.papers.current import composed
from ktd_tui.operations.papers.kinds import PLEDGE, PaperKind, PaperRef, kind_named, meeting_about
from ktd_tui.papers import snapshot
from ktd_tui.papers.document import Prepared
from ktd_tui.rules.meeting.attended import check_to_sign
from ktd_tui.words import count

DRAFT = "DỰ THẢO"


def unsealed(desk: Desk, ref: PaperRef, now: Prepared, last: SealedPaper | None) -> Prepared:
    """Return a paper as it is printed while it is not sealed as it is.

    Minutes that lack nothing but the signatures, or are signed, are no draft: they bear the code of their
    words, which stands on the sealed ones, too. What is a draft although the meeting is signed says why.

    Args:
        last: The version that was sealed of it, while it said something else.
    """
    kind, meeting = kind_named(ref.kind), meeting_about(desk, ref)
    if last:
        return _draft(now, f"khác bản {last.version} đã chốt, số {count(last.number)}; chưa chốt lại")
    if ref.kind == PLEDGE and _all_signed(desk, ref):
        return replace(now, footer=f"Các đơn vị đã ký, chưa chốt · {words_code(snapshot.code_of_words(now))}")
    if meeting is None or (meeting.signed_at is None and not _to_be_signed(desk, kind, meeting)):
        return _draft(now)
    if meeting.signed_at and not as_it_was_signed(desk, meeting):
        return _draft(now, "dữ liệu của Hội nghị đã ký bị sửa; đây không phải lời văn đã ký")
    if kind.is_minutes:
        return replace(now, footer=f"Bản trình ký, chưa lấy số · {words_code(snapshot.code_of_words(now))}")
    return _draft(now, "chưa chốt, chưa lấy số" if kind.symbol or kind.annex_of else "")


def _all_signed(desk: Desk, ref: PaperRef) -> bool:
    return any(pledge.frozen_at for pledge in desk.store.find(Pledge, bloc_year_id=ref.year))


def _draft(now: Prepared, why: str = "") -> Prepared:
    return replace(now, mark=DRAFT, footer=why)


def words_code(code: str) -> str:
    """Say the code of a paper's words, as it stands at the foot."""
    return f"Mã lời văn {code}"


def signed_on_paper(of: SealedPaper) -> str:
    """Say how one tells whether what was signed on paper is what was sealed."""
    return t(
        "Signed on paper is the same where its foot has “{code}”; else print this file and have it signed.",
        code=words_code(of.wording),
    )


def code_to_sign(desk: Desk, ref: PaperRef) -> str:
    """Return what stands at the foot of minutes that are printed to be signed; empty for a draft."""
    meeting = meeting_about(desk, ref)
    if meeting is None or not _to_be_signed(desk, kind_named(ref.kind), meeting):
        return ""
    return words_code(snapshot.code_of_words(composed(desk, ref)))


def _to_be_signed(desk: Desk, kind: PaperKind, meeting: Meeting) -> bool:
    """Tell whether a paper is minutes that lack nothing but the signatures."""
    if not kind.is_minutes or meeting.closed_at is None:
        return False
    try:
        check_to_sign(proceedings(desk, meeting))
    except Refused:
        return False
    return True
