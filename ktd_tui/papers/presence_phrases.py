"""What Vietnamese minutes say of who is there: the opening, who comes and leaves, who has the floor."""

from collections.abc import Callable
from datetime import datetime

from ktd_tui.domain.meeting import Coming, PresenceEvent, Turn
from ktd_tui.papers.phrases import MEETING, named
from ktd_tui.rules.meeting.attended import Attended
from ktd_tui.rules.meeting.quorum import Quorum
from ktd_tui.rules.meeting.speaking_list import Total, minutes_of
from ktd_tui.words import number, short_time


def opening(of: Quorum, told: Quorum, meeting: str = MEETING) -> str:
    """Say that the chair opens the meeting, and whether enough delegates are there.

    Args:
        of: Who was there at the opening.
        told: Who the list of delegates says was there: the same numbers are not told twice.
        meeting: What the paper calls it.
    """
    begun = f"Chủ trì tuyên bố lý do, khai mạc {meeting}."
    if of.met and (of.present, of.members) == (told.present, told.members):
        return f"{begun} {meeting} đủ số đại biểu theo quy định."
    enough = "đủ điều kiện tiến hành" if of.met else f"chưa đủ {number(of.needed)} đại biểu theo quy định"
    there = f"{number(of.present)}/{number(of.members)} đại biểu được biểu quyết"
    return f"{begun} {meeting} có mặt {there}, {enough}."


def coming(event: PresenceEvent, *, back: bool = False, meeting: str = MEETING) -> str:
    """Say what happened at the door after the opening; ``back``: who arrives was there before."""
    who = named(event.who)
    if event.what is Coming.LEFT:
        return f"{who} rời {meeting}."
    if office := {Coming.CHAIRS: "chủ trì", Coming.WRITES: "ghi biên bản"}.get(event.what):
        instead = f" thay {event.instead_of}" if event.instead_of else ""
        return f"{who} {'' if instead else 'tiếp tục '}{office} {meeting}{instead}."
    place = f" (tham dự từ {event.joins_from})" if event.joins_from else ""
    instead = f" thay {event.instead_of}" if event.instead_of else ""
    if event.what is Coming.STOOD_IN:
        return f"{who} dự {meeting}{instead or ' thay'}{place}."
    return f"{who} trở lại {meeting}{place}." if back else f"{who} đến dự {meeting}{instead}{place}."


def presence(
    of: Attended, joins_from: str, excused: str, hour: Callable[[datetime], str] = short_time
) -> str:
    """Say how a delegate took part: «Có», «Có (đến 08:40)», «Có (về lúc 16:10)», «Vắng: đi công tác»."""
    if not of.at_all:
        return f"Vắng: {excused}" if excused else "Vắng"
    told = [f"đến {hour(of.came)}"] if of.came else []
    told += [f"thay từ {hour(of.seat_from)}"] if of.seat_from else []
    told += [f"vắng {hour(left)}–{hour(back)}" for left, back in of.gone]
    told += [f"về lúc {hour(of.left)}"] if of.left else []
    there = f"Có, từ {joins_from}" if joins_from else "Có"
    return f"{there} ({', '.join(told)})" if told else there


def turn(of: Turn) -> str:
    """Say that somebody had the floor, and for how long."""
    who = named(of.speaker)
    if of.ended_at is None:
        return f"{who} bắt đầu phát biểu."
    return f"{who} phát biểu đến {short_time(of.ended_at)} ({number(minutes_of(of))} phút)."


def floor(of: Total) -> str:
    """Say how much was said in a step."""
    who = f"{number(of.turns)} lượt phát biểu của {number(of.speakers)} đại biểu"
    return f"Có {who}." if of.minutes is None else f"Có {who}, tổng cộng {number(of.minutes)} phút."
