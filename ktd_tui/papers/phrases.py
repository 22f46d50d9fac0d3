"""The set phrases of Vietnamese minutes. Papers are Vietnamese whatever the language of the screens.

Sentences: domain.md §5; numbers and dates: domain.md §7.
"""

from collections.abc import Sequence
from fractions import Fraction

from ktd_tui.domain.meeting import Coming, Meeting, MeetingDeed, MeetingKind, PresenceEvent, Turn
from ktd_tui.domain.organisation import Bloc, Movement
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.scoring import Appeal
from ktd_tui.domain.voting import Base, Candidate, Method, Purpose, Vote
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.meeting.deeds import coming_year
from ktd_tui.rules.meeting.quorum import Quorum
from ktd_tui.rules.meeting.speaking_list import Total, minutes_of
from ktd_tui.words import count, percent, short_date, short_time

_BASES = {
    Base.PRESENT: "đại biểu có mặt",
    Base.MEMBERS: "tổng số đại biểu",
    Base.ISSUED: "số phiếu phát ra",
    Base.VALID: "phiếu hợp lệ",
}


def comrade(person: Attendee | None) -> str:
    """«đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III», «PGS.TS Nguyễn Trần Phúc, Phó Hiệu trưởng»."""
    return person.called.comrade if person else "……………"


def named(who: str) -> str:
    """Begin a sentence by whom it is about; an office behind the name stands between two commas."""
    return f"{capital(who)}," if ", " in who else capital(who)


def opening(meeting: Meeting, of: Quorum) -> str:
    """Say who opens the meeting, and whether enough delegates are there."""
    enough = "đủ điều kiện tiến hành" if of.met else f"chưa đủ {count(of.needed)} đại biểu theo quy định"
    chair = comrade(meeting.attendee(meeting.chair_id))
    return (
        f"{capital(chair)}, chủ trì, tuyên bố lý do, khai mạc Hội nghị. "
        f"Hội nghị có mặt {count(of.present)}/{count(of.members)} đại biểu được biểu quyết, {enough}."
    )


def coming(event: PresenceEvent) -> str:
    """Say what happened at the door after the opening."""
    who = named(event.who)
    if event.what is Coming.LEFT:
        return f"{who} rời Hội nghị."
    if event.what is Coming.STOOD_IN:
        return f"{who} dự Hội nghị thay."
    place = f" (tham dự từ {event.joins_from})" if event.joins_from else ""
    return f"{who} đến dự Hội nghị{place}."


def turn(of: Turn) -> str:
    """Say that somebody had the floor, and for how long."""
    who = named(of.speaker)
    if of.ended_at is None:
        return f"{who} bắt đầu phát biểu."
    return f"{who} phát biểu đến {short_time(of.ended_at)} ({count(minutes_of(of))} phút)."


def floor(of: Total) -> str:
    """Say how much was said in a step."""
    who = f"{count(of.turns)} lượt phát biểu của {count(of.speakers)} đại biểu"
    return f"Có {who}, tổng cộng {count(of.minutes)} phút."


def statement(speaker: str, text: str) -> str:
    """Join a speaker and what was said."""
    return sentence_ended(f"{named(speaker)} phát biểu: {text}" if speaker else text)


def gap(title: str, reason: str) -> str:
    """Say that the meeting went on although a step was not complete."""
    return f"Hội nghị chuyển nội dung khi phần “{title}” chưa hoàn tất. Lý do: {sentence_ended(reason)}"


def sentence_ended(text: str) -> str:
    """End a sentence with a full stop where it was typed without."""
    return text if not text or text[-1] in ".!?…:;”" else f"{text}."


def with_round(of: Vote) -> str:
    """Name a question with its round, where there were several."""
    return f"{of.subject} (vòng {of.round})" if of.round > 1 else of.subject


def tellers(names: Sequence[str]) -> str:
    """Say who counts the votes."""
    return f"Hội nghị cử Ban kiểm phiếu gồm: {'; '.join(names)}."


def vote(of: Vote) -> str:
    """Say a round's result with its arithmetic in it; a void one with its reason."""
    head = with_round(of)
    if of.void is not None:
        return sentence_ended(f"{head}. Vòng này không được công nhận. Lý do: {of.void.reason}")
    result = outcome(of)
    if result is None:
        return f"{head}: chưa kiểm phiếu."
    ballot = of.rule.method is Method.BALLOT
    how = "bỏ phiếu kín" if ballot else "biểu quyết"
    told = f"{head}. Hội nghị {how}, {_papers(of)}kết quả: {_votes(of, 'phiếu' if ballot else 'đại biểu')}"
    if of.below_quorum:
        told += sentence_ended(f" Khi đó số đại biểu có mặt chưa đủ theo quy định; lý do: {of.below_quorum}")
    return told


def _papers(of: Vote) -> str:
    counted = of.ballots
    if counted is None or of.rule.method is not Method.BALLOT:
        return ""
    return (
        f"phát ra {count(counted.issued)} phiếu, thu về {count(counted.returned)} phiếu, "
        f"hợp lệ {count(counted.valid)} phiếu, không hợp lệ {count(counted.invalid)} phiếu"
        f"{_electronic(of)}; "
    )


def _electronic(of: Vote) -> str:
    if of.electronic is None:
        return ""
    cast = len(of.electronic.ballots) + of.electronic.unreadable
    return f" (trong đó {count(cast)} phiếu điện tử của đại biểu dự từ xa)"


def _votes(of: Vote, unit: str) -> str:
    result = outcome(of)
    if result is None:
        return ""
    base = _BASES[of.rule.base]
    if not of.candidates or of.ballots is None:
        verdict = "đạt" if result.passed else "không đạt"
        return (
            f"{count(result.agree)}/{count(result.base)} {unit} đồng ý, "
            f"đạt {percent(result.share)} {base} (cần {count(result.needed)}): {verdict}."
        )
    each = "; ".join(_candidate(one, of.ballots.choices[one.id], result.base, unit) for one in of.candidates)
    return f"{each} {base} (cần {count(result.needed)}). {elected(of)}"


def _candidate(one: Candidate, votes: int, base: int, unit: str) -> str:
    return f"{one.name} {count(votes)}/{count(base)} {unit}, đạt {percent(Fraction(votes, base or 1))}"


def elected(of: Vote) -> str:
    """Say who is elected by a round, or that nobody is yet."""
    names = ", ".join(one.name for one in of.candidates if one.id in of.elected)
    won = "trúng cử" if of.purpose in {Purpose.HEAD, Purpose.DEPUTY} else "được chọn"
    if not names:
        return "Chưa có kết quả ở vòng này."
    return f"Kết quả bốc thăm: {names} {won}. {of.lots}" if of.lots else f"{capital(names)} {won}."


def handover(giver: str, receiver: str, bloc: Bloc) -> str:
    """Say the handover of the bloc head's office, or that it stays with who holds it."""
    office = f"chức vụ {bloc.words.head} {bloc.name}"
    if giver == receiver:
        return f"{named(giver)} được bầu lại, tiếp tục giữ {office}."
    return f"{named(giver)} bàn giao {office} cho {receiver}."


def appeal(unit: str, of: Appeal) -> str:
    """Say that a unit's points were looked at again, at whose wish, and what was decided."""
    asked = (
        f"Điểm của {unit} được xem xét lại theo kiến nghị của {of.asked_by} ngày {short_date(of.asked_on)}"
    )
    decided = f"Kết luận: {sentence_ended(of.decision)}" if of.decision else "Việc xem xét chưa kết thúc."
    return f"{asked}: {sentence_ended(of.about)} {decided}"


def unit_report(of: MeetingDeed) -> str:
    """Say that a unit presented its report; the report's own words follow, where they were taken down."""
    told = f"{named(of.who)} trình bày báo cáo của {of.unit}" if of.who else f"{of.unit} trình bày báo cáo"
    return sentence_ended(f"{told}: {of.what}" if of.what else told)


def pledge_signed(signatures: Sequence[MeetingDeed], year: int, bloc: Bloc) -> str:
    """Say which units signed the pledge, each by whom."""
    each = "; ".join(f"{of.unit} ({of.who})" if of.who else of.unit for of in signatures)
    who = f"{count(len(signatures))} đơn vị" if len(signatures) > 1 else "Đơn vị"
    return f"{who} ký Giao ước thi đua năm {year} của {bloc.name}: {each}."


def award_given(of: MeetingDeed) -> str:
    """Say that an award was given, to whom and by whom."""
    if of.who:
        return f"{named(of.who)} trao {of.what} cho {of.given_to}."
    return f"Hội nghị trao {of.what} cho {of.given_to}."


def flag(of: MeetingDeed) -> str:
    """Say that the rotating flag went from a unit to the next, or to the first."""
    if of.unit:
        return f"{capital(of.unit)} bàn giao {of.what} cho {of.given_to}."
    return f"{capital(of.given_to)} nhận {of.what}."


def paper_period(movement: Movement) -> str:
    """Write a movement's period: «2019 – 2025», «2022», or a dash where the source names none."""
    years = [str(y) for y in (movement.first_year, movement.last_year) if y]
    return " – ".join(dict.fromkeys(years)) or "–"


def subject(
    purpose: Purpose,
    year: int,
    bloc: Bloc,
    unit: str = "",
    award: str = "",
    kind: MeetingKind = MeetingKind.YEAR_END,
) -> str:
    """Word the question of a vote as it stands in the minutes of a meeting of that kind."""
    who = f"{unit} làm " if unit else ""
    return {
        Purpose.SCORES: f"Thông qua kết quả chấm điểm, xếp hạng năm {year}",
        Purpose.AWARD: f"Đề nghị tặng {award} cho {unit}" if unit else f"Bình chọn đề nghị tặng {award}",
        Purpose.DIRECTIONS: {
            MeetingKind.YEAR_END: f"Thông qua phương hướng, nhiệm vụ năm {year + 1}",
            MeetingKind.MID_YEAR: f"Thông qua nhiệm vụ 6 tháng cuối năm {year}",
            MeetingKind.PLAIN: "Thông qua phương hướng, nhiệm vụ",
        }[kind],
        Purpose.HEAD: f"Bầu {who}{bloc.words.head} {bloc.name} năm {year + 1}",
        Purpose.DEPUTY: f"Bầu {who}{bloc.words.deputy} {bloc.name} năm {year + 1}",
        Purpose.MINUTES: "Thông qua biên bản Hội nghị",
        Purpose.MOTION: award,
        Purpose.REGULATION: f"Thông qua Quy chế hoạt động của {bloc.name}",
        Purpose.CRITERIA: f"Thông qua tiêu chí, bảng chấm điểm thi đua năm {coming_year(kind, year)}",
    }[purpose]


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]
