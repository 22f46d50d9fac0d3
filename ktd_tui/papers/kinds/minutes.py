"""Compose the minutes of the year-end meeting (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9)."""

from collections.abc import Iterator
from fractions import Fraction

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Method, Vote
from ktd_tui.papers import phrases, vote_phrases
from ktd_tui.papers.document import Align, Block, Heading, Meta, Paper, Paragraph, Points, Signature, Table
from ktd_tui.papers.letter import BLANK, SIGN_HERE, head, name_of, named_meeting
from ktd_tui.papers.record import MinutesData, Section, movements_table, sections
from ktd_tui.papers.result_phrases import grade_said, remarks
from ktd_tui.rules.meeting.attended import part_of, quorum_of_all, took_part
from ktd_tui.rules.meeting.ballots import figures, not_returned, outcome, received
from ktd_tui.rules.meeting.flow import excused
from ktd_tui.rules.meeting.hours import day_of
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.words import count, long_date, long_time, number, percent, short_date


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
            Signature("THƯ KÝ", SIGN_HERE, name_of(meeting.attendee(meeting.secretary_id))),
            Signature("CHỦ TỌA", SIGN_HERE, name_of(meeting.attendee(meeting.chair_id))),
        ),
        recipients=meeting.recipients,
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
    yield from _attendance(data.proceedings)
    yield Paragraph(f"Chủ trì: {phrases.comrade(meeting.attendee(meeting.chair_id))}.")
    yield Paragraph(f"Thư ký: {phrases.comrade(meeting.attendee(meeting.secretary_id))}.")
    if meeting.documents:
        yield Paragraph("Tài liệu trình Hội nghị:")
        yield Points(meeting.documents, "-")
    yield Paragraph("Nội dung:", style="bold")
    for place, section in enumerate(sections(data), 1):
        yield Heading(f"{place}. {section.title}", 1)
        yield from _before(data, section.step)
        yield from _spoken(section)
        yield from _after(data, section.step)


def _beginning(meeting: Meeting) -> str:
    # The long form of a date on page 1 is the place-and-date line's, which minutes do not have.
    day = f"ngày {short_date(meeting.day)}" if meeting.day else BLANK
    if meeting.opened_at:
        return f"{long_time(meeting.opened_at)}, {day}"
    if meeting.opens_at:
        return f"{meeting.opens_at[0]:02d} giờ {meeting.opens_at[1]:02d} phút, {day}"
    return f"{BLANK}, {day}"


def _attendance(p: Proceedings) -> Iterator[Block]:
    meeting, of = p.meeting, quorum_of_all(p)
    guests = sum(not a.voting for a in took_part(p))
    yield Paragraph(
        f"Thành phần tham dự: có mặt {count(of.present)}/{count(of.members)} đại biểu được biểu quyết"
        + (f" và {count(guests)} đại biểu khác" if guests else "")
        + ", gồm:"
    )
    if meeting.attendees:
        yield Table(
            header=("STT", "Họ và tên", "Chức vụ, đơn vị", "Biểu quyết", "Có mặt"),
            rows=tuple(_attendee(p, place, a) for place, a in enumerate(meeting.attendees, 1)),
            widths=(0.08, 0.27, 0.33, 0.13, 0.19),
            align=("center", "left", "left", "center", "center"),
        )


def _attendee(p: Proceedings, place: int, a: Attendee) -> tuple[str, ...]:
    name = phrases.capital(a.sitting.titled) or "–"
    if a.stand_in:
        letter = f", {a.stand_in.authority}" if a.stand_in.authority else ""
        name = f"{name} (thay {a.called.titled or a.title}{letter})"
    said = phrases.presence(part_of(p, a), a.joins_from, a.excused)
    return str(place), name, a.sitting.office, "Có" if a.voting else "Không", said


def _spoken(section: Section) -> Iterator[Block]:
    for entry in section.entries:
        yield Paragraph(entry.text, lead=f"{entry.clock} – " if entry.clock else "")


def _before(data: MinutesData, step: Step) -> Iterator[Block]:
    meeting = data.proceedings.meeting
    if step is Step.REPORT:
        presented = meeting.presenter_id and not excused(meeting, step)
        if meeting.report or presented:  # else the reason for going on without it stands there
            yield Paragraph(_presented(data))
        if data.year.theme:
            yield Paragraph(f"Chủ đề năm {data.year.year}: “{data.year.theme}”.")
    if step is Step.SCORES and data.criteria and any(s.rank for s in data.standings):
        yield Paragraph(f"Bảng điểm theo “{data.criteria.name}”:")
        yield _scores(data)
        if found := tuple(remarks(data.standings, data.units, data.settled)):
            yield Points(found, "-")
        yield from (Paragraph(phrases.appeal(data.units[unit].name, of)) for unit, of in data.appeals)


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
        return f"Hội nghị nghe trình bày {report}."
    said = who.sitting.comrade
    if data.leads(who) and who.stand_in is None:
        return f"{data.bloc.words.head} trình bày {report} ({said})."
    return f"{phrases.named(said)} trình bày {report}."


def _after(data: MinutesData, step: Step) -> Iterator[Block]:
    if step is Step.REPORT and data.movements:
        yield Paragraph(f"Các phong trào thi đua {data.bloc.words.noun} đã triển khai:")
        yield movements_table(data)
    if step in (Step.AWARDS, Step.ELECTION):
        yield from _votes(data, step)
    handover = data.proceedings.meeting.handover
    if step is Step.HANDOVER and handover.items:
        yield Paragraph("Nội dung bàn giao:")
        yield Points(tuple(phrases.sentence_ended(item) for item in handover.items), "-")


def _scores(data: MinutesData) -> Table:
    groups = data.criteria.groups if data.criteria else ()
    rows = []
    for place, s in enumerate(sorted(data.standings, key=lambda s: (s.rank is None, s.rank)), 1):
        of = s.result
        parts = [number(of.subtotals[g.code]) for g in groups]
        unit = data.units[s.unit_id].name
        tail = [number(of.bonus), number(of.deduction)]
        final = [number(of.total), str(s.rank), grade_said(s)] if s.rank else ["–", "–", grade_said(s)]
        rows.append((str(place), unit, *parts, *tail, *final))
    figures = len(groups) + 4  # bonus, deduction, total, rank
    right: list[Align] = ["right"] * (figures - 1)
    return Table(
        header=(
            "STT",
            "Đơn vị",
            *(f"Nhóm {g.code}" for g in groups),
            "Cộng",
            "Trừ",
            "Tổng",
            "Hạng",
            "Xếp loại",
        ),
        rows=tuple(rows),
        widths=(0.07, 0.2, *([0.6 / figures] * figures), 0.13),
        align=("center", "left", *right, "center", "left"),
    )


def _votes(data: MinutesData, step: Step) -> Iterator[Block]:
    counted = [v for v in data.proceedings.of_purpose(*STEPS[step].purposes) if outcome(v)]
    missing = any(map(not_returned, counted))
    rows = [row for v in counted for row in _vote_rows(v, missing=missing)]
    if not rows:
        return
    lost: tuple[str, ...] = ("Không thu về",) if missing else ()
    numbers = ("Đồng ý", "Không đồng ý", "Không có ý kiến", "Không hợp lệ", *lost)
    right: list[Align] = ["right"] * (len(numbers) + 1)
    yield Table(
        header=("STT", "Nội dung", *numbers, "Tỷ lệ", "Kết quả"),
        rows=tuple((str(place), *row) for place, row in enumerate(rows, 1)),
        widths=(0.07, 0.23, *(0.09, 0.09, 0.1, 0.09, 0.08), 0.11, 0.14)
        if missing
        else (0.07, 0.31, *(0.09, 0.09, 0.1, 0.09), 0.11, 0.14),
        align=("center", "left", *right, "center"),
    )


def _vote_rows(v: Vote, *, missing: bool) -> Iterator[tuple[str, ...]]:
    """Yield a row for a plain question, one for each candidate of any other.

    Args:
        missing: Ballots that did not come back have a column.
    """
    result = outcome(v)
    if result is None:
        return
    subject, ballot = vote_phrases.with_round(v), v.rule.method is Method.BALLOT
    lost: tuple[str, ...] = ()
    if missing:
        lost = (str(not_returned(v)) if ballot else "–",)
    if not v.candidates or v.ballots is None:
        verdict = "Đạt" if result.passed else "Không đạt"
        of = figures(v)
        silent, invalid = of.abstained + of.other, str(of.invalid) if ballot else "–"
        numbers = (str(of.agree), str(of.against), str(silent), invalid)
        yield subject, *numbers, *lost, percent(result.share), verdict
        return
    for one in v.candidates:
        votes = received(v, v.ballots.choices)[one.id]
        share = percent(Fraction(votes, result.base or 1))
        invalid = str(v.ballots.invalid) if ballot else "–"
        row = (f"{subject}: {one.name}", str(votes), "–", "–", invalid, *lost, share)
        yield *row, vote_phrases.candidate_verdict(v, one.id)


def _closing(meeting: Meeting) -> str:
    if meeting.closed_at:
        day = long_date(day_of(meeting, meeting.closed_at))
        return f"Hội nghị kết thúc vào {long_time(meeting.closed_at)}, {day}./."
    return f"Hội nghị kết thúc vào … giờ … phút, {long_date(meeting.day) if meeting.day else BLANK}./."
