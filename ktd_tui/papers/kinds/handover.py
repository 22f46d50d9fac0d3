"""Biên bản bàn giao of the bloc head's office, with what is handed over and both signatures."""

from collections.abc import Iterator

from ktd_tui.naming import Called, signer_of
from ktd_tui.papers import phrases
from ktd_tui.papers.blocks import numbered_points
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph
from ktd_tui.papers.letter import BLANK, SIGN_HERE, head, in_year, meta, paper_ended, signature_of
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.meeting.hours import day_of
from ktd_tui.words import long_date, long_time


def compose_handover(data: MinutesData) -> Paper:
    """Return the record of the handover (Phụ lục III, Mẫu 1.9)."""
    meeting = data.proceedings.meeting
    office = phrases.office_in(data.bloc, data.bloc.words.head)
    subject = f"Bàn giao chức vụ {office} {in_year(data.year.year + 1)}"
    return Paper(
        head=head(data.council, data.bloc, "BB", dated=False),  # its times stand in the text (Mẫu 1.9)
        title="BIÊN BẢN",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=paper_ended("Biên bản được lập thành 2 bản có giá trị như nhau, mỗi bên giữ 1 bản"),
        signatures=(
            signature_of("BÊN GIAO", SIGN_HERE, _who(data, meeting.handover.giver)),
            signature_of("BÊN NHẬN", SIGN_HERE, _who(data, meeting.handover.receiver)),
        ),
        recipients=("Thường trực Hội đồng TĐ-KT (để báo cáo)", "Lưu: VT, Hồ sơ"),
        meta=meta(f"Biên bản {subject[:1].lower()}{subject[1:]}", data.bloc, meeting.day),
    )


def _blocks(data: MinutesData) -> Iterator[Block]:
    meeting = data.proceedings.meeting
    of = meeting.handover
    when = f"{long_time(of.done_at)}, {long_date(day_of(meeting, of.done_at))}" if of.done_at else BLANK
    yield Paragraph(f"Thời gian: {when}.")
    yield Paragraph(f"Địa điểm: {meeting.place or BLANK}.")
    yield Paragraph(f"Bên giao: {of.giver or BLANK}.")
    yield Paragraph(f"Bên nhận: {of.receiver or BLANK}.")
    yield Heading("Nội dung bàn giao", 1)
    yield numbered_points(phrases.handed_over(of) or (BLANK,))
    yield Paragraph("Hai bên đã kiểm tra, thống nhất nội dung bàn giao nêu trên.")


def _who(data: MinutesData, styled: str) -> Called:
    """Return who is styled so; nobody where office and name were typed without a comma."""
    known = {of.styled: of for a in data.proceedings.meeting.attendees for of in (a.sitting, a.called)}
    return known.get(styled) or signer_of(styled)
