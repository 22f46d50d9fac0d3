"""Báo cáo tổng kết of a bloc's year: a draft from the data, or the report that the meeting heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.minutes import LineKind
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points
from ktd_tui.papers.letter import BLANK, head, in_year, meta, paper_ended, signed_by_head, units_of_bloc
from ktd_tui.papers.record import MinutesData, movements_table, standings_table
from ktd_tui.words import count, short_date


@dataclass(frozen=True)
class ReportData:
    """What the report is composed from, beside the meeting.

    Attributes:
        draft: Paragraphs drawn from the data, used while the meeting has no report of its own.
    """

    meeting: MinutesData
    activities: Sequence[Activity]
    exemplars: Sequence[Exemplar]
    draft: Sequence[str]


def compose_report(data: ReportData) -> Paper:
    """Return the report as a document (Phụ lục III, Mẫu 1.4)."""
    of = data.meeting
    day = of.proceedings.meeting.day
    subject = (
        f"Tổng kết hoạt động và công tác thi đua, khen thưởng {in_year(of.year.year)}, "
        f"phương hướng, nhiệm vụ {in_year(of.year.year + 1)}"
    )
    return Paper(
        head=head(of.council, of.bloc, "BC", day=day),
        title="BÁO CÁO",
        subject=(subject,),
        notice=of.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=paper_ended(f"Trên đây là báo cáo tổng kết {in_year(of.year.year)} của {of.bloc.name}"),
        signatures=signed_by_head(of.bloc, of.head_of_bloc),
        recipients=of.proceedings.meeting.recipients or (units_of_bloc(of.bloc), "Lưu: VT"),
        meta=meta(f"Báo cáo {subject[:1].lower()}{subject[1:]}", of.bloc, day),
    )


def _blocks(data: ReportData) -> Iterator[Block]:
    of = data.meeting
    meeting = of.proceedings.meeting
    yield Heading("I. KẾT QUẢ THỰC HIỆN", 1)
    for text in meeting.report or data.draft:
        yield Paragraph(text)
    parts = (_movements(of), _activities(data), _exemplars(data), _scores(of))
    for place, part in enumerate((part for part in parts if part), 1):
        yield Heading(f"{place}. {part.title}", 2)
        yield from part.blocks
    yield Heading("II. TỒN TẠI, HẠN CHẾ", 1)
    limits = [line.text for line in of.proceedings.of_kind(LineKind.LIMITATION)]
    yield Points(tuple(limits) or (BLANK,), "1")
    yield Heading(f"III. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM {of.year.year + 1}", 1)
    ahead = [line.text for line in of.proceedings.of_kind(LineKind.DIRECTION)]
    yield Points(tuple(ahead) or (BLANK,), "1")


class _Part(NamedTuple):
    title: str
    blocks: tuple[Block, ...]


def _movements(of: MinutesData) -> _Part | None:
    if not of.movements:
        return None
    return _Part("Các phong trào thi đua", (movements_table(of),))


def _activities(data: ReportData) -> _Part | None:
    if not data.activities:
        return None
    held = f"Trong năm, các đơn vị đã tổ chức {count(len(data.activities))} hoạt động:"
    by_day = sorted(data.activities, key=lambda a: (a.day is None, a.day, a.id))
    lines = tuple(_held(data, activity) for activity in by_day)
    return _Part(f"Hoạt động của {data.meeting.bloc.words.noun}", (Paragraph(held), Points(lines, "-")))


def _held(data: ReportData, of: Activity) -> str:
    unit = data.meeting.units.get(of.unit_id)
    where = [f"ngày {short_date(of.day)}" if of.day else "", of.place, unit.name if unit else ""]
    result = f" Kết quả: {of.result}." if of.result else ""
    return f"{of.title} ({', '.join(part for part in where if part)}).{result}"


def _exemplars(data: ReportData) -> _Part | None:
    if not data.exemplars:
        return None
    lines = (f"{e.name}: {e.deed}" + (f" (đề nghị {e.award})" if e.award else "") for e in data.exemplars)
    return _Part("Điển hình tiên tiến", (Points(tuple(lines), "-"),))


def _scores(of: MinutesData) -> _Part | None:
    table = standings_table(of)
    return _Part("Kết quả chấm điểm, xếp hạng", (table,)) if table.rows else None
