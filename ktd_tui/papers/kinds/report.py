"""Báo cáo tổng kết of a year, sơ kết of its first half: a draft from the data, or what the meeting heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.minutes import LineKind
from ktd_tui.papers.blocks import numbered_points
from ktd_tui.papers.document import Bars, Block, Heading, Paper, Paragraph, Points
from ktd_tui.papers.letter import BLANK, head, in_year, meeting_recipients, meta, paper_ended, signed_by_head
from ktd_tui.papers.phrases import points_ended, sentence_ended
from ktd_tui.papers.record import MinutesData, movements_table, standings_table
from ktd_tui.papers.result_phrases import remarks
from ktd_tui.words import long_date, number

HALF = 6
"""The last month of the first half year."""


@dataclass(frozen=True)
class ReportData:
    """What the report is composed from, beside the meeting.

    Attributes:
        draft: Paragraphs drawn from the data, used while the meeting has no report of its own.
        bars: Charts of what each unit came to, in all and group by group.
    """

    meeting: MinutesData
    activities: Sequence[Activity]
    exemplars: Sequence[Exemplar]
    draft: Sequence[str]
    bars: Sequence[Bars] = ()


def compose_report(data: ReportData) -> Paper:
    """Return the report as a document (Phụ lục III, Mẫu 1.4)."""
    of, words = data.meeting, _words(data.meeting)
    subject = (
        f"{words.summing_up} hoạt động và công tác thi đua, khen thưởng {words.period}, "
        f"phương hướng, nhiệm vụ {words.ahead}"
    )
    return Paper(
        head=head(of.council, of.bloc, "BC"),
        title="BÁO CÁO",
        subject=(subject,),
        notice=of.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=paper_ended(
            f"Trên đây là báo cáo {words.summing_up.lower()} {words.period} của {of.bloc.name}"
        ),
        signatures=signed_by_head(of.bloc, of.head_of_bloc),
        recipients=meeting_recipients(of.proceedings.meeting, of.bloc),
        meta=meta(f"Báo cáo {subject[:1].lower()}{subject[1:]}", of.bloc),
    )


class _Words(NamedTuple):
    """What the report calls itself, its period and the one ahead."""

    summing_up: str
    period: str
    ahead: str


def _is_half(of: MinutesData) -> bool:
    return of.proceedings.meeting.kind is MeetingKind.MID_YEAR


def _words(of: MinutesData) -> _Words:
    year = of.year.year
    if _is_half(of):
        return _Words("Sơ kết", f"6 tháng đầu {in_year(year)}", f"6 tháng cuối {in_year(year)}")
    return _Words("Tổng kết", in_year(year), in_year(year + 1))


def _blocks(data: ReportData) -> Iterator[Block]:
    of = data.meeting
    meeting = of.proceedings.meeting
    yield Heading("I. KẾT QUẢ THỰC HIỆN", 1)
    for text in meeting.report or data.draft:
        yield Paragraph(sentence_ended(text))
    scores = None if _is_half(of) else _scores(data)  # a half year is not scored
    parts = (_movements(of), _activities(data), _exemplars(data), scores)
    for place, part in enumerate((part for part in parts if part), 1):
        yield Heading(f"{place}. {part.title}", 2)
        yield from part.blocks
    yield Heading("II. TỒN TẠI, HẠN CHẾ", 1)
    limits = [line.text for line in of.proceedings.of_kind(LineKind.LIMITATION)]
    yield numbered_points(points_ended(limits) or (BLANK,))
    yield Heading(f"III. PHƯƠNG HƯỚNG, NHIỆM VỤ {_words(of).ahead.upper()}", 1)
    ahead = [line.text for line in of.proceedings.of_kind(LineKind.DIRECTION)]
    yield numbered_points(points_ended(ahead) or (BLANK,))


class _Part(NamedTuple):
    title: str
    blocks: tuple[Block, ...]


def _movements(of: MinutesData) -> _Part | None:
    if not of.movements:
        return None
    return _Part("Các phong trào thi đua", (movements_table(of),))


def _activities(data: ReportData) -> _Part | None:
    half = _is_half(data.meeting)
    told = [a for a in data.activities if not half or (a.day and a.day.month <= HALF)]
    if not told:
        return None
    when = "6 tháng đầu năm" if half else "năm"
    held = f"Trong {when}, các đơn vị đã tổ chức {number(len(told))} hoạt động:"
    by_day = sorted(told, key=lambda a: (a.day is None, a.day, a.id))
    lines = tuple(_held(data, activity) for activity in by_day)
    return _Part(f"Hoạt động của {data.meeting.bloc.words.noun}", (Paragraph(held), Points(lines, "-")))


def _held(data: ReportData, of: Activity) -> str:
    unit = data.meeting.units.get(of.unit_id)
    where = [long_date(of.day) if of.day else "", of.place, unit.name if unit else ""]
    told = ", ".join(part for part in dict.fromkeys(where) if part)
    result = f" Kết quả: {sentence_ended(of.result)}" if of.result else ""
    return f"{of.title}{f' ({told})' if told else ''}.{result}"


def _exemplars(data: ReportData) -> _Part | None:
    half = _is_half(data.meeting)
    told = [one for one in data.exemplars if not half or one.deed_on is None or one.deed_on.month <= HALF]
    if not told:
        return None
    lines = (_exemplar(data, one) for one in told)
    return _Part("Điển hình tiên tiến", (Points(points_ended(lines), "-"),))


def _exemplar(data: ReportData, of: Exemplar) -> str:
    unit = data.meeting.units.get(of.unit_id)
    whose = f" ({unit.name})" if unit and unit.name != of.name else ""
    return f"{of.name}{whose}: {of.deed}" + (f" (đề nghị {of.award})" if of.award else "")


def _scores(data: ReportData) -> _Part | None:
    of = data.meeting
    table = standings_table(of)
    told = tuple(remarks(of.standings, of.units, of.settled))
    said = (Points(told, "-"),) if told else ()
    return _Part("Kết quả chấm điểm, xếp hạng", (table, *said, *data.bars)) if table.rows else None
