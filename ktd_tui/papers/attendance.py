"""Who was there, as the minutes list them: chair, secretary, delegates by protocol, guests by rank."""

from collections.abc import Iterator

from ktd_tui.domain.people import Attendee
from ktd_tui.papers import phrases
from ktd_tui.papers.document import Block, Paragraph, Table
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.meeting.attended import part_of, quorum_of_all, took_part
from ktd_tui.text import collate
from ktd_tui.words import number

_RANKS = (
    "chủ tịch nước", "chủ tịch quốc hội", "thủ tướng", "phó chủ tịch nước", "phó chủ tịch quốc hội",
    "phó thủ tướng", "bí thư", "bộ trưởng", "chủ nhiệm", "chủ tịch", "thứ trưởng", "phó chủ nhiệm",
    "phó bí thư", "phó chủ tịch", "tổng", "cục trưởng", "vụ trưởng", "viện trưởng", "chánh", "giám đốc",
    "hiệu trưởng", "trưởng", "phó tổng", "phó cục", "phó vụ", "phó viện", "phó chánh", "phó giám", "phó hiệu",
    "phó",
)  # fmt: skip
"""How offices begin, the highest first; whoever has none of these comes behind them."""


def attendance(data: MinutesData) -> Iterator[Block]:
    """Yield how many were there, and the list."""
    p = data.proceedings
    of, guests = quorum_of_all(p), sum(not a.voting for a in took_part(p))
    yield Paragraph(
        f"Thành phần tham dự: có mặt {number(of.present)}/{number(of.members)} đại biểu được biểu quyết"
        + (f" và {number(guests)} đại biểu khác" if guests else "")
        + (", gồm:" if p.meeting.attendees else ".")
    )
    if p.meeting.attendees:
        yield Table(
            header=("STT", "Họ và tên", "Chức vụ, đơn vị", "Biểu quyết", "Có mặt"),
            rows=tuple(_attendee(data, place, a) for place, a in enumerate(delegates_in_order(data), 1)),
            widths=(0.08, 0.27, 0.33, 0.13, 0.19),
            align=("center", "left", "left", "center", "center"),
        )


def delegates_in_order(data: MinutesData) -> list[Attendee]:
    """Return the delegates as they are listed."""
    return sorted(data.proceedings.meeting.attendees, key=lambda a: _place(data, a))


def _place(data: MinutesData, a: Attendee) -> tuple[int, int, object]:
    meeting = data.proceedings.meeting
    if a.id in (meeting.chair_id, meeting.secretary_id):
        return 0, int(a.id != meeting.chair_id), ()
    unit = data.units.get(a.unit_id or "")
    if a.voting:
        return 1, unit.protocol if unit else 10**6, collate(a.unit)
    return 2, guest_rank(a.title), collate(a.unit)


def guest_rank(title: str) -> int:
    """Return the place of an office among guests, the highest first."""
    said = title.casefold().removeprefix("quyền ")
    return next((n for n, begins in enumerate(_RANKS) if said.startswith(begins)), len(_RANKS))


def _attendee(data: MinutesData, place: int, a: Attendee) -> tuple[str, ...]:
    name, office = phrases.capital(a.sitting.titled), a.sitting.office
    if not name:  # «Đại diện lãnh đạo» stands for a name that nobody gave
        name, office = a.sitting.title, a.unit
    if a.stand_in:
        letter = f", {a.stand_in.authority}" if a.stand_in.authority else ""
        name = f"{name} (thay {a.called.titled or a.title}{letter})"
    said = phrases.presence(part_of(data.proceedings, a), a.joins_from, a.excused)
    return str(place), name, office, "Có" if a.voting else "Không", said
