"""Thông báo kết luận of the meeting: what was decided, for those who were not there."""

from collections.abc import Iterator

from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.voting import Purpose
from ktd_tui.papers import phrases, vote_phrases
from ktd_tui.papers.attendance import chair_named
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points
from ktd_tui.papers.letter import (
    BLANK,
    called_within,
    head,
    in_year,
    meeting_recipients,
    meta,
    named_with_period,
    paper_ended,
    signed_by_head,
)
from ktd_tui.papers.record import MinutesData
from ktd_tui.papers.result_phrases import remarks
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.meeting.flow import agenda
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.words import long_date


def compose_notice(data: MinutesData) -> Paper:
    """Return the notice of conclusions (Phụ lục III, Mẫu 1.4)."""
    meeting = data.proceedings.meeting
    subject = f"Kết luận {named_with_period(meeting, data.year.year)} của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "TB"),
        title="THÔNG BÁO",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=paper_ended(f"{data.bloc.name} thông báo để các đơn vị biết, thực hiện"),
        signatures=signed_by_head(data.bloc, data.head_of_bloc),
        recipients=meeting_recipients(meeting, data.bloc),
        meta=meta(f"Thông báo {subject[:1].lower()}{subject[1:]}", data.bloc),
    )


def _blocks(data: MinutesData) -> Iterator[Block]:
    p = data.proceedings
    meeting = p.meeting
    day = long_date(meeting.day) if meeting.day else BLANK
    chair = chair_named(meeting)
    yield Paragraph(
        f"{phrases.capital(day)}, tại {meeting.place or BLANK}, {data.bloc.name} tổ chức "
        f"{named_with_period(meeting, data.year.year)}, do {phrases.named(chair, begins=False)} chủ trì. "
        f"{called_within(meeting)} thống nhất kết luận như sau:"
    )
    for text in meeting.conclusion:
        yield Paragraph(phrases.sentence_ended(text))
    for place, (title, points) in enumerate(_chapters(data), 1):
        yield Heading(f"{place}. {title}", 1)
        yield Points(points, "-")


def _chapters(data: MinutesData) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what has something to say: its heading, and the points."""
    p, kind = data.proceedings, data.proceedings.meeting.kind
    put = [purpose for one in agenda(p.meeting) for purpose in STEPS[one.step].purposes]
    passed = [v for v in p.votes if (o := outcome(v)) and o.passed and v.purpose is not Purpose.MINUTES]
    passed.sort(key=lambda v: put.index(v.purpose) if v.purpose in put else len(put))
    if passed:
        yield (
            f"Các nội dung {called_within(p.meeting)} đã quyết định",
            tuple(vote_phrases.what_was_decided(passed)),
        )
    directions = [line.text for line in p.of_kind(LineKind.DIRECTION)]
    if directions:
        year, half = data.year.year, kind is MeetingKind.MID_YEAR
        when = f"6 tháng cuối {in_year(year)}" if half else in_year(year + 1)
        yield f"Phương hướng, nhiệm vụ {when}", phrases.points_ended(directions)
    told = tuple(remarks(data.standings, data.units, data.settled))
    if told and (kind is MeetingKind.YEAR_END or p.of_purpose(Purpose.SCORES)):
        yield "Các trường hợp cần lưu ý trong kết quả chấm điểm, xếp hạng", told
