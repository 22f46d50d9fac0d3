"""Giấy mời to the meeting with its agenda (Phụ lục III, Mẫu 1.7)."""

from collections.abc import Sequence

from ktd_tui.naming import amid
from ktd_tui.papers import phrases
from ktd_tui.papers.attendance import guest_rank
from ktd_tui.papers.document import Paper, Paragraph, Points
from ktd_tui.papers.letter import (
    BLANK,
    called_within,
    head,
    meta,
    named_with_period,
    paper_ended,
    signed_by_head,
)
from ktd_tui.papers.phrases import capital, points_ended
from ktd_tui.papers.record import MinutesData
from ktd_tui.words import long_date


def compose_invitation(data: MinutesData, agenda: Sequence[str]) -> Paper:
    """Return the invitation.

    Args:
        agenda: The titles of the meeting's steps, in order.
    """
    meeting = data.proceedings.meeting
    chair = meeting.attendee(meeting.chair_id)
    of = f"{named_with_period(meeting, data.year.year)} của {data.bloc.name}"
    of_bloc = list(dict.fromkeys(a.unit for a in meeting.attendees if a.voting and a.unit))
    guests = [a for a in meeting.attendees if not a.voting and a.id != meeting.secretary_id]
    guests.sort(key=lambda a: guest_rank(a.title))
    invited = [f"Đại diện lãnh đạo {amid(unit)}" for unit in of_bloc] + [
        capital(a.called.comrade) for a in guests
    ]
    hour = f"{meeting.opens_at[0]:02d} giờ {meeting.opens_at[1]:02d} phút" if meeting.opens_at else BLANK
    return Paper(
        head=head(data.council, data.bloc, "GM"),
        title="GIẤY MỜI",
        subject=(f"Dự {of}",),
        notice=data.year.illustrative,
        blocks=(
            Paragraph(f"{data.bloc.name} trân trọng kính mời:"),
            Points(points_ended(invited) or (BLANK,)),
            Paragraph(f"Tới dự: {of}."),
            Paragraph(f"Chủ trì: {phrases.comrade(chair)}."),
            Paragraph(f"Thời gian: {hour}, {long_date(meeting.day) if meeting.day else BLANK}."),
            Paragraph(f"Địa điểm: {meeting.place or BLANK}."),
            Paragraph(f"Chương trình {called_within(meeting)}:", style="bold"),
            Points(points_ended(agenda), "1"),
        ),
        closing=paper_ended("Đề nghị các đại biểu chuẩn bị ý kiến và dự đúng thành phần, thời gian"),
        signatures=signed_by_head(data.bloc, data.head_of_bloc),
        recipients=("Như trên", "Lưu: VT"),
        meta=meta(f"Giấy mời dự {of}", data.bloc),
    )
