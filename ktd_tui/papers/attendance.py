"""Who was there, as the minutes list them: chair, secretary, delegates by protocol, guests by rank."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from ktd_tui.clock import VIETNAM
from ktd_tui.domain.meeting import Coming, Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.naming import Called
from ktd_tui.papers import phrases, presence_phrases
from ktd_tui.papers.document import Block, Paragraph, Table
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.meeting.attended import part_of, quorum_of_all, took_part
from ktd_tui.rules.meeting.ballots import opinions_of
from ktd_tui.rules.meeting.hours import day_of
from ktd_tui.rules.meeting.presence import holder_at, sitters
from ktd_tui.text import collate
from ktd_tui.words import long_time, number, short_date, short_time

NOBODY = "……………"
"""What is left to be written in by hand."""
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


def chair_named(meeting: Meeting) -> str:
    """Say who was named to chair, or who sits in their seat."""
    of = meeting.attendee(meeting.chair_id)
    return of.sitting.comrade if of else NOBODY


def in_office(meeting: Meeting, what: Coming) -> str:
    """Say who presided or kept the minutes, and who did for a time in their place, from when to when."""
    times = _in_turn(meeting, what)
    if not times:
        return NOBODY
    hour = partial(_hour, meeting, said=long_time)
    (_, first), *others = times
    told = []
    for place, (at, who) in enumerate(others, 1):
        until = "".join(f" đến {hour(end)}" for end, _ in others[place : place + 1])
        told += [f"từ {hour(at)}{until}: {who.comrade}"] if who != first else []
    return f"{first.comrade} ({'; '.join(told)})" if told else first.comrade


def _in_turn(meeting: Meeting, what: Coming) -> list[tuple[datetime, Called]]:
    """Return who had an office one after the other, each from when; the first from the opening."""
    found: list[tuple[datetime, Called]] = []
    sits = (what, Coming.ARRIVED, Coming.STOOD_IN)
    opened = meeting.opened_at or datetime.min.replace(tzinfo=VIETNAM)
    for at in sorted({opened, *(e.at for e in meeting.presence if e.what in sits)}):
        if of := meeting.attendee(holder_at(meeting, what, at)):
            (_, first), *later = sitters(meeting, of)
            who = [first, *(one for event, one in later if event and event.at <= at)][-1]
            if not found or found[-1][1] != who:
                found.append((at, who))
    return found


def _hour(meeting: Meeting, at: datetime, said: Callable[[datetime], str] = short_time) -> str:
    """Say an hour, with its day where it is not the day of the opening."""
    other = meeting.opened_at is not None and day_of(meeting, at) != day_of(meeting, meeting.opened_at)
    return f"{said(at)} ngày {short_date(day_of(meeting, at))}" if other else said(at)


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


def _authority(typed: str) -> str:
    """Say by what somebody stands in: a number alone is that of the letter of authority."""
    number_alone = re.fullmatch(r"(?:số\s+)?(\d.*)", typed, re.IGNORECASE)
    return f"Giấy ủy quyền số {number_alone[1]}" if number_alone else typed


def _attendee(data: MinutesData, place: int, a: Attendee) -> tuple[str, ...]:
    meeting = data.proceedings.meeting
    name, office = phrases.capital(a.sitting.titled), a.sitting.office
    if not name:  # «Đại diện lãnh đạo» stands for a name that nobody gave
        name, office = a.sitting.title, a.unit
    if said := _in_whose_place(meeting, a):
        name = f"{name} ({said})"
    hour = partial(_hour, meeting)
    said = presence_phrases.presence(part_of(data.proceedings, a), a.joins_from, a.excused, hour)
    wrote = any(one.attendee_id == a.id for vote in data.proceedings.votes for one in opinions_of(vote))
    if wrote and said.startswith("Vắng"):
        said += " (gửi ý kiến bằng văn bản)"
    return str(place), name, office, "Có" if a.voting else "Không", said


def _in_whose_place(meeting: Meeting, a: Attendee) -> str:
    """Say for whom somebody sits there, and who did so before, each by what letter of authority."""
    told = []
    if a.stand_in:
        # Nobody stands for «Đại diện lãnh đạo».
        told += [f"thay {a.called.titled}"] if a.called.titled else []
        told += [_authority(a.stand_in.authority)] if a.stand_in.authority else []
    others = {
        who.styled: _authority(event.authority) if event and event.authority else ""
        for event, who in sitters(meeting, a, now_sits=False)
        if who not in (a.called, a.sitting)
    }
    before = "; ".join(", ".join(filter(None, one)) for one in others.items())
    return "; ".join(filter(None, (", ".join(told), f"trước đó: {before}" if before else "")))
