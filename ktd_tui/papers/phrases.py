"""The set phrases of Vietnamese minutes. Papers are Vietnamese whatever the language of the screens.

Sentences: domain.md §5; numbers and dates: domain.md §7.
"""

from ktd_tui.domain.meeting import Attendee, Meeting, Step
from ktd_tui.domain.organisation import Movement
from ktd_tui.domain.voting import Base, Method, Purpose, Vote
from ktd_tui.rules.ballots import outcome
from ktd_tui.rules.quorum import Quorum
from ktd_tui.words import count, percent

STEP_TITLES: dict[Step, str] = {
    Step.PREPARATION: "Chuẩn bị",
    Step.OPENING: "Khai mạc, giới thiệu đại biểu",
    Step.REPORT: "Báo cáo tổng kết của Khối trưởng",
    Step.STATEMENTS: "Phát biểu của các đơn vị",
    Step.LIMITATIONS: "Tồn tại, hạn chế",
    Step.SCORES: "Chấm điểm, xếp hạng",
    Step.AWARDS: "Đề nghị khen thưởng",
    Step.DIRECTIONS: "Phương hướng, nhiệm vụ năm sau",
    Step.ELECTION: "Bầu Khối trưởng, Khối phó",
    Step.HANDOVER: "Bàn giao",
    Step.CONCLUSION: "Kết luận",
    Step.APPROVAL: "Thông qua biên bản",
}

_BASES = {
    Base.PRESENT: "đại biểu có mặt",
    Base.MEMBERS: "tổng số đại biểu",
    Base.VALID: "phiếu hợp lệ",
}


def comrade(person: Attendee | None) -> str:
    """«đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III», or the office where no name is known."""
    if person is None:
        return "……………"
    office = " ".join(part for part in (person.title, person.unit) if part)
    if not person.name:
        return office
    return f"đồng chí {person.name}, {office}" if office else f"đồng chí {person.name}"


def opening(meeting: Meeting, of: Quorum) -> str:
    """Say who opens the meeting, and whether enough delegates are there."""
    enough = "đủ điều kiện tiến hành" if of.met else f"chưa đủ {count(of.needed)} đại biểu theo quy định"
    chair = comrade(meeting.attendee(meeting.chair_id))
    return (
        f"{_capital(chair)}, chủ trì, tuyên bố lý do, khai mạc Hội nghị. "
        f"Hội nghị có mặt {count(of.present)}/{count(of.members)} đại biểu được biểu quyết, {enough}."
    )


def statement(speaker: str, text: str) -> str:
    """Join a speaker and what was said."""
    return f"{speaker} phát biểu: {text}" if speaker else text


def gap(step: Step, reason: str) -> str:
    """Say that the meeting went on although a step was not complete."""
    return f"Hội nghị chuyển nội dung khi phần “{STEP_TITLES[step]}” chưa hoàn tất. Lý do: {reason}"


def vote(of: Vote) -> str:
    """Say a vote's result with its arithmetic in it."""
    result = outcome(of)
    if result is None:
        return f"{of.subject}: chưa kiểm phiếu."
    how = "bỏ phiếu kín" if of.rule.method is Method.BALLOT else "biểu quyết"
    unit = "phiếu" if of.rule.method is Method.BALLOT else "đại biểu"
    verdict = "đạt" if result.passed else "không đạt"
    share = percent(result.share)
    return (
        f"{of.subject}. Hội nghị {how}, kết quả: {count(result.agree)}/{count(result.base)} {unit} đồng ý, "
        f"đạt {share} {_BASES[of.rule.base]} (cần {count(result.needed)}): {verdict}."
    )


def handover(giver: str, receiver: str, bloc: str) -> str:
    """Say the handover of the bloc head's office."""
    return f"{_capital(giver)} bàn giao chức vụ Khối trưởng {bloc} cho {receiver}."


def period(movement: Movement) -> str:
    """Write a movement's period: «2019 – 2025», «2022», or a dash where the source names none."""
    years = [str(y) for y in (movement.first_year, movement.last_year) if y]
    return " – ".join(dict.fromkeys(years)) or "–"


def subject(purpose: Purpose, year: int, bloc: str = "", unit: str = "", award: str = "") -> str:
    """Word the question of a vote as it stands in the minutes."""
    return {
        Purpose.SCORES: f"Thông qua kết quả chấm điểm, xếp hạng năm {year}",
        Purpose.AWARD: f"Đề nghị tặng {award} cho {unit}",
        Purpose.DIRECTIONS: f"Thông qua phương hướng, nhiệm vụ năm {year + 1}",
        Purpose.HEAD: f"Bầu {unit} làm Khối trưởng {bloc} năm {year + 1}",
        Purpose.DEPUTY: f"Bầu {unit} làm Khối phó {bloc} năm {year + 1}",
        Purpose.MINUTES: "Thông qua biên bản Hội nghị",
    }[purpose]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
