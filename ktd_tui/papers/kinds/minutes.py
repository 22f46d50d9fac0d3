"""Compose the minutes of the year-end meeting (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9)."""

from collections.abc import Iterator

from ktd_tui.domain.meeting import Coming, Meeting, MeetingKind, Step
from ktd_tui.papers import phrases, vote_tables
from ktd_tui.papers.attendance import attendance, in_office
from ktd_tui.papers.blocks import without_empty
from ktd_tui.papers.document import Align, Block, Heading, Meta, Paper, Paragraph, Points, Table
from ktd_tui.papers.letter import (
    BLANK,
    SIGN_HERE,
    called_within,
    head,
    meeting_recipients,
    named_meeting,
    signature_of,
    who_signs,
)
from ktd_tui.papers.record import MinutesData, movements_table, sections
from ktd_tui.papers.result_phrases import grade_said, remarks, with_group
from ktd_tui.rules.meeting.attended import sat_during
from ktd_tui.rules.meeting.flow import excused
from ktd_tui.rules.meeting.hours import day_of
from ktd_tui.rules.meeting.presence import chair_at, holder_at, takings
from ktd_tui.rules.scoring.results.ranking import came_to, standings_in_order
from ktd_tui.text import enumerated
from ktd_tui.words import long_date, long_time, number


def compose_minutes(data: MinutesData) -> Paper:
    """Return the minutes as a document: the preview and the PDF both render this."""
    meeting = data.proceedings.meeting
    subject = _subject(data)
    return Paper(
        head=head(data.council, data.bloc, "BB", meeting.paper_number, dated=False),
        title="BIÊN BẢN",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=_closing(meeting),
        signatures=(
            signature_of("THƯ KÝ", SIGN_HERE, who_signs(meeting.attendee(holder_at(meeting, Coming.WRITES)))),
            signature_of("CHỦ TỌA", SIGN_HERE, who_signs(meeting.attendee(chair_at(meeting)))),
        ),
        recipients=meeting_recipients(meeting, data.bloc, "Lưu: VT, Hồ sơ"),
        meta=Meta(title=f"Biên bản {subject}", author=data.bloc.name, subject=subject, created=meeting.day),
    )


def _subject(data: MinutesData) -> str:
    # The no-break space (U+00A0) keeps «năm» and its number on one line of the title.
    year, meeting = data.year.year, data.proceedings.meeting
    if meeting.kind is MeetingKind.MID_YEAR:
        return f"{named_meeting(meeting)} 6 tháng đầu năm\u00a0{year} của {data.bloc.name}"
    if meeting.kind is MeetingKind.PLAIN:
        return f"{named_meeting(meeting)} của {data.bloc.name}"
    return (
        f"{named_meeting(meeting)} hoạt động và công tác thi đua, khen thưởng năm\u00a0{year}, "
        f"phương hướng, nhiệm vụ năm\u00a0{year + 1} của {data.bloc.name}"
    )


def _blocks(data: MinutesData) -> Iterator[Block]:
    meeting = data.proceedings.meeting
    yield Paragraph(f"Thời gian bắt đầu: {_beginning(meeting)}.")
    yield Paragraph(f"Địa điểm: {meeting.place or BLANK}.")
    yield from attendance(data)
    yield Paragraph(f"Chủ trì: {in_office(meeting, Coming.CHAIRS)}.")
    yield Paragraph(f"Thư ký: {in_office(meeting, Coming.WRITES)}.")
    if meeting.documents:
        yield Paragraph(f"Tài liệu trình {called_within(meeting)}:")
        yield Points(phrases.points_ended(meeting.documents), "-")
    yield Paragraph("Nội dung:", style="bold")
    for place, section in enumerate(sections(data), 1):
        yield Heading(f"{place}. {section.title}", 1)
        yield from _before(data, section.step)
        yield from vote_tables.told(section.entries, called_within(meeting))
        yield from _after(data, section.step)


def _beginning(meeting: Meeting) -> str:
    day = long_date(meeting.day) if meeting.day else BLANK
    if meeting.opened_at:
        return f"{long_time(meeting.opened_at)}, {day}"
    if meeting.opens_at:
        return f"{meeting.opens_at[0]:02d} giờ {meeting.opens_at[1]:02d} phút, {day}"
    return f"{BLANK}, {day}"


def _before(data: MinutesData, step: Step) -> Iterator[Block]:
    meeting = data.proceedings.meeting
    if step is Step.REPORT:
        presented = meeting.presenter_id and not excused(meeting, step)
        if meeting.report or presented:  # else the reason for going on without it stands there
            yield Paragraph(_presented(data))
        if data.year.theme and not _told_already(data, data.year.theme):
            yield Paragraph(f"Chủ đề năm {data.year.year}: “{data.year.theme}”.")
    if step is Step.SCORES and data.criteria and any(s.rank for s in data.standings):
        yield Paragraph(f"Bảng điểm theo “{data.criteria.name}”:")
        yield from _scores(data)
        if found := tuple(remarks(data.standings, data.units, data.settled)):
            yield Points(found, "-")
        yield from (Paragraph(phrases.appeal(data.units[unit].name, of)) for unit, of in data.appeals)


def _told_already(data: MinutesData, theme: str) -> bool:
    """Tell whether the report or the table of movements says the year's theme."""
    said = (*data.proceedings.meeting.report, *(movement.title for movement in data.movements))
    return any(theme.casefold() in text.casefold() for text in said)


REPORTS = {
    MeetingKind.YEAR_END: "Báo cáo tổng kết",
    MeetingKind.MID_YEAR: "Báo cáo sơ kết",
    MeetingKind.PLAIN: "Báo cáo",
}
"""What is presented in each kind of meeting."""


def _presented(data: MinutesData) -> str:
    """Say who presented the report; of one whom nobody chose, only that it was heard."""
    meeting = data.proceedings.meeting
    report, who = REPORTS[meeting.kind], meeting.attendee(meeting.presenter_id)
    if who is None:
        return f"{called_within(meeting)} nghe trình bày {report}."
    sat = sat_during(meeting, who, Step.REPORT)
    themselves = sat == who.called
    early = (Step.OPENING, Step.REPORT)
    handed_on = any(one.step in early for one in takings(meeting, Coming.CHAIRS))
    if who.id == meeting.chair_id and themselves and not handed_on:  # who that is stands above
        leads = f"{data.bloc.words.head}, chủ trì {called_within(meeting)}," if data.leads(who) else "Chủ trì"
        return f"{leads} trình bày {report}."
    said = sat.comrade
    if data.leads(who) and themselves:
        return f"{data.bloc.words.head} trình bày {report} ({said})."
    return f"{phrases.named(said)} trình bày {report}."


def _after(data: MinutesData, step: Step) -> Iterator[Block]:
    if step is Step.REPORT and data.movements:
        yield Paragraph(f"Các phong trào thi đua {data.bloc.words.noun} đã triển khai:")
        yield movements_table(data)
    handover = data.proceedings.meeting.handover
    if step is Step.HANDOVER and handover.items:
        begun = handover.given_at or handover.taken_at
        yield Paragraph("Nội dung bàn giao:" if begun else "Nội dung sẽ bàn giao:")
        yield Points(phrases.handed_over(handover), "-")


def _scores(data: MinutesData) -> Iterator[Block]:
    """Yield the table of who is ranked, and who is not yet."""
    groups = data.criteria.groups if data.criteria else ()
    ranked = standings_in_order(s for s in data.standings if s.rank)
    beside = [name for name in ("bonus", "deduction") if any(getattr(s.result, name) for s in ranked)]
    heads = {"bonus": "Cộng", "deduction": "Trừ"}
    rows = []
    for place, s in enumerate(ranked, 1):
        parts = [number(s.result.subtotals[g.code]) for g in groups]
        parts += [number(getattr(s.result, name)) for name in beside]
        final = (came_to(s), str(s.rank), grade_said(s))
        rows.append((str(place), with_group(data.units[s.unit_id].name, s), *parts, *final))
    figures = len(groups) + len(beside) + 2  # the total, the rank
    figure = min(0.085, 0.6 / figures)
    right: list[Align] = ["right"] * (figures - 1)
    names = (*(f"Nhóm {g.code}" for g in groups), *(heads[name] for name in beside))
    table = Table(
        header=("STT", "Đơn vị", *names, "Tổng", "Hạng", "Xếp loại"),
        rows=tuple(rows),
        widths=(0.07, 0.78 - figure * figures, *([figure] * figures), 0.15),
        align=("center", "left", *right, "center", "left"),
    )
    yield without_empty(table)
    if waiting := [data.units[s.unit_id].name for s in data.standings if not s.rank]:
        yield Paragraph(f"Chưa đủ điểm để xếp hạng: {enumerated(waiting)}.")


def _closing(meeting: Meeting) -> str:
    if meeting.closed_at:
        day = long_date(day_of(meeting, meeting.closed_at))
        return f"{called_within(meeting)} kết thúc vào {long_time(meeting.closed_at)}, {day}./."
    planned = long_date(meeting.day) if meeting.day else BLANK
    return f"{called_within(meeting)} kết thúc vào … giờ … phút, {planned}./."
