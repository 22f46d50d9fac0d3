"""Danh sách đề nghị khen thưởng: what the meeting voted for, unit by unit, with the count."""

from collections.abc import Iterator

from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.papers.document import Block, Paper, Paragraph, Points, Table
from ktd_tui.papers.letter import (
    head,
    in_year,
    meta,
    named_with_period,
    paper_ended,
    signed_by_head,
    units_of_bloc,
)
from ktd_tui.papers.record import MinutesData
from ktd_tui.papers.result_phrases import remarks
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.words import count, number, percent


def compose_nominations(data: MinutesData) -> Paper:
    """Return the list of nominations as a proposal (tờ trình; Phụ lục III, Mẫu 1.4)."""
    meeting = data.proceedings.meeting
    passed = [v for v in data.proceedings.of_purpose(Purpose.AWARD) if (of := outcome(v)) and of.passed]
    subject = f"Đề nghị khen thưởng {in_year(data.year.year)} đối với các đơn vị thuộc {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "TTr"),
        title="TỜ TRÌNH",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=(
            Paragraph(f"Kính gửi: {data.council.name}.", style="bold"),
            Paragraph(
                f"Căn cứ kết quả chấm điểm, xếp hạng và kết quả bình xét, suy tôn tại "
                f"{named_with_period(meeting, data.year.year)}, {data.bloc.name} đề nghị khen thưởng "
                f"{count(len(passed))} trường hợp:"
            ),
            Table(
                header=("STT", "Đơn vị", "Danh hiệu, hình thức khen thưởng", "Điểm", "Hạng", "Đồng ý"),
                rows=tuple(_row(data, place, vote) for place, vote in enumerate(passed, 1)),
                widths=(0.08, 0.24, 0.32, 0.1, 0.09, 0.17),
                align=("center", "left", "left", "right", "center", "right"),
            ),
            *_remarks(data),
        ),
        closing=paper_ended(f"{data.bloc.name} trân trọng đề nghị Hội đồng xem xét, quyết định"),
        signatures=signed_by_head(data.bloc, data.head_of_bloc),
        recipients=("Như trên", units_of_bloc(data.bloc), "Lưu: VT, Hồ sơ"),
        meta=meta(f"Tờ trình {subject[:1].lower()}{subject[1:]}", data.bloc),
    )


def _remarks(data: MinutesData) -> Iterator[Block]:
    """Say who is barred and why, and how people decided between equals: the council sees both."""
    if found := tuple(remarks(data.standings, data.units, data.settled)):
        yield Paragraph("Lưu ý về kết quả:")
        yield Points(found, "-")


def _row(data: MinutesData, place: int, vote: Vote) -> tuple[str, ...]:
    result = outcome(vote)
    standing = next((s for s in data.standings if s.unit_id == vote.unit_id), None)
    unit = data.units.get(vote.unit_id or "")
    ranked = standing is not None and standing.rank is not None
    return (
        str(place),
        unit.name if unit else "–",
        vote.award,
        number(standing.result.total) if standing and ranked else "–",
        str(standing.rank) if standing and ranked else "–",
        f"{count(result.agree)}/{count(result.base)} ({percent(result.share)})" if result else "–",
    )
