"""Trích biên bản: what the meeting voted on awards, for the dossier (Phụ lục I, Phần II: trích sao)."""

from collections.abc import Iterator, Sequence

from ktd_tui.domain.meeting import Coming
from ktd_tui.domain.voting import Vote
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.attendance import in_office
from ktd_tui.papers.document import Block, Paper, Paragraph, Points
from ktd_tui.papers.kinds.nominations import result_notes
from ktd_tui.papers.letter import (
    BLANK,
    cited,
    head,
    meta,
    named_with_period,
    paper_ended,
    signed_by_head,
)
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.meeting.attended import quorum_of_all
from ktd_tui.words import long_date, number


def compose_extract(data: MinutesData, votes: Sequence[Vote]) -> Paper:
    """Return the extract.

    Args:
        votes: What was voted on awards, in its order.
    """
    meeting = data.proceedings.meeting
    held = f"{named_with_period(meeting, data.year.year)} của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "", dated=True),
        title="TRÍCH BIÊN BẢN",
        subject=(held,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data, votes)),
        closing=paper_ended("Nội dung trên được trích nguyên văn từ biên bản, lưu tại hồ sơ của Hội nghị"),
        signatures=signed_by_head(data.bloc, data.head_of_bloc),
        recipients=(data.council.name, "Lưu: VT, Hồ sơ"),
        meta=meta(f"Trích biên bản {held}", data.bloc),
    )


def _blocks(data: MinutesData, votes: Sequence[Vote]) -> Iterator[Block]:
    meeting, there = data.proceedings.meeting, quorum_of_all(data.proceedings)
    day = long_date(meeting.day) if meeting.day else BLANK
    yield Paragraph(f"Trích Biên bản {cited('BB', data.bloc)} của {data.bloc.name}.")
    yield Paragraph(f"Thời gian, địa điểm: {day}, tại {meeting.place or BLANK}.")
    yield Paragraph(f"Chủ trì: {in_office(meeting, Coming.CHAIRS)}.")
    yield Paragraph(f"Thư ký: {in_office(meeting, Coming.WRITES)}.")
    present = f"{number(there.present)}/{number(there.members)}"
    yield Paragraph(f"Có mặt {present} đại biểu được biểu quyết.")
    yield Paragraph("Nội dung bình xét, đề nghị khen thưởng:", style="bold")
    yield Points(tuple(map(vote_phrases.vote, votes)), "-")
    yield from result_notes(data)
