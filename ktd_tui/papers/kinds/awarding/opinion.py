"""Phiếu lấy ý kiến bằng văn bản: for who is absent, the questions that wait or that titles are voted on."""

from collections.abc import Iterator, Sequence

from ktd_tui.domain.voting import Vote
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Signature, Table
from ktd_tui.papers.letter import BLANK, SIGN_HERE, head, meta, named_with_period, paper_ended
from ktd_tui.papers.record import MinutesData


def compose_opinion(data: MinutesData, votes: Sequence[Vote]) -> Paper:
    """Return one form with every question that waits; each absent delegate fills one in and signs it."""
    of = f"{named_with_period(data.proceedings.meeting, data.year.year)} của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "", dated=False),
        title="PHIẾU LẤY Ý KIẾN BẰNG VĂN BẢN",
        subject=(f"Các nội dung biểu quyết tại {of}",),
        notice=data.year.illustrative,
        blocks=(
            Paragraph(f"Họ và tên: {BLANK}", style="plain"),
            Paragraph(f"Chức vụ, đơn vị: {BLANK}", style="plain"),
            Paragraph(f"Lý do vắng mặt: {BLANK}", style="plain"),
            *(block for place, vote in enumerate(votes, 1) for block in _question(place, vote)),
        ),
        closing=paper_ended(
            "Phiếu có chữ ký, gửi về thư ký Hội nghị trước khi kiểm phiếu; đánh dấu X vào một ô của mỗi "
            "nội dung"
        ),
        signatures=(Signature("NGƯỜI CHO Ý KIẾN", SIGN_HERE, ""),),
        recipients=(),
        meta=meta(f"Phiếu lấy ý kiến, {of}", data.bloc, data.proceedings.meeting.day),
    )


def _question(place: int, vote: Vote) -> Iterator[Block]:
    yield Heading(f"{place}. {vote_phrases.with_round(vote)}", 1)
    choices = [one.name for one in vote.candidates] or ["Đồng ý", "Không đồng ý", "Không có ý kiến"]
    yield Table(
        header=("Phương án", "Đánh dấu X", "Ý kiến khác"),
        rows=tuple((choice, " ", " ") for choice in choices),
        widths=(0.4, 0.2, 0.4),
        align=("left", "center", "left"),
    )
