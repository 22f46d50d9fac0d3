"""The set phrases of Vietnamese minutes. Papers are Vietnamese whatever the language of the screens.

Sentences: domain.md §5; numbers and dates: domain.md §7.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.meeting import Handover, MeetingDeed, MeetingKind, Turn
from ktd_tui.domain.merit import honour
from ktd_tui.domain.organisation import Bloc, Movement
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.scoring import Appeal, CriteriaSet, Layer
from ktd_tui.domain.voting import Purpose, ScoreChange
from ktd_tui.naming import HONORIFICS, Called, amid, beside_unit, taken_apart
from ktd_tui.rules.meeting.deeds import coming_year
from ktd_tui.rules.scoring.scorers.listed import layers_of, usual_name
from ktd_tui.text import enumerated
from ktd_tui.words import long_date, number, short_time

MEETING = "Hội nghị"
"""What papers call the meeting that they are of, where its name is no other (``letter.called_within``)."""


def comrade(person: Attendee | None) -> str:
    """«đồng chí Nguyễn Văn Định, Cục trưởng Cục Quản trị III», «PGS.TS Nguyễn Trần Phúc, Phó Hiệu trưởng»."""
    return person.called.comrade if person else "……………"


def named(who: str, *, begins: bool = True) -> str:
    """Say whom a sentence is about, or begin it so; an office behind the name stands between two commas."""
    said = capital(who) if begins else who
    return f"{said}," if office_behind(who) else said


def office_behind(who: str) -> bool:
    """Tell whether an office stands behind the name, «bà Lê A, Giám đốc»; one before it may have a comma.

    «Giám đốc Sở Văn hóa, Thể thao và Du lịch Lê A»: an office has small words, a name has none.
    """
    first, comma, _ = who.partition(", ")
    of = Called(first).signer
    before = of.degree or taken_apart(first).name != " ".join(first.split())
    return bool(comma and (before or all(word[0].isupper() for word in first.split())))


def statement(speaker: str, text: str, of: Turn | None = None) -> str:
    """Join a speaker and what was said; of a turn that was measured, its hours, too."""
    if not speaker:
        return sentence_begun(sentence_ended(text, goes_on=True))
    hours = [short_time(hour) for hour in (of.began_at, of.ended_at) if hour] if of else []
    measured = f" ({hours[0]}–{hours[1]})" if len(set(hours)) > 1 else ""
    return sentence_ended(f"{named(speaker)} phát biểu{measured}: {sentence_begun(text)}", goes_on=True)


def gap(title: str, reason: str, *, silent: bool = False, meeting: str = MEETING) -> str:
    """Say that the meeting went on although a step was not complete; ``silent``: nobody had a word to say."""
    went_on = f"{meeting} chuyển nội dung"
    return f"{went_on}{'' if silent else f' khi phần “{title}” chưa hoàn tất'}. {reason_told(reason)}"


def points_ended(points: Iterable[str]) -> tuple[str, ...]:
    """End the points of a list: phrases by «;», the last by «.»; where one is a sentence, each by «.»."""
    plain = [point.strip().rstrip(" ;,") for point in points]
    if any(". " in point or point.endswith((".", "!", "?", "…")) for point in plain):
        return tuple(map(sentence_ended, plain))
    return tuple(f"{point}{';' if place < len(plain) else '.'}" for place, point in enumerate(plain, 1))


_UNTIDY = re.compile(r'"|\s[,;:.!?]|\d\s%|,$')


@lru_cache(maxsize=4096)  # a long meeting tells the same lines at each that comes to them
def sentence_ended(text: str, *, goes_on: bool = False) -> str:
    """End a sentence with a full stop where it was typed without; what is quoted may end with its own.

    Args:
        text: The sentence, whose signs are put as an office writes them: «80%», no space before a comma.
        goes_on: More of what is told stands in the next paragraph: a «;» at its end stays.
    """
    if _UNTIDY.search(text):
        text = re.sub(r'"([^"“”]+)"', r"“\1”", text).rstrip(" ,")
        text = re.sub(r"\s+([,;:.!?])(?=\s|$)", r"\1", re.sub(r"(\d)\s+%", r"\1%", text))
        text = re.sub(r"\s+([,;])(?=[^\W\d_])", r"\1 ", text)  # «,5» may be a number
    said = text.rstrip('”"»')
    if not goes_on and said.endswith(";"):
        return re.sub(r'[;\s]*([”"»]*)[;\s]*$', r"\1.", text, count=1)
    return text if not said or said[-1] in ".!?…:;" else f"{text}."


def reason_told(reason: str) -> str:
    """Begin and end a reason as a sentence of its own, behind «Lý do:»."""
    return f"Lý do: {sentence_begun(sentence_ended(reason))}"


def sentence_begun(text: str) -> str:
    """Begin with a capital, also within quotes around it all; the letter of a point («a) …») is no word."""
    at = 1 if re.fullmatch(r'["“«][^"“”«»]+["”»][.;,!?…]*', text) else 0
    return text[:at] + capital(text[at:]) if re.match(r"\w([^\W\d]| )", text[at:]) else text


def office_in(bloc: Bloc, office: str) -> str:
    """«Khối trưởng Khối thi đua số V», «Trưởng khối các Sở»: the bloc's noun stands once."""
    noun = bloc.words.noun
    rest = bloc.name.removeprefix(f"{noun} ")
    said = office.casefold().endswith(f" {noun.casefold()}") and rest != bloc.name
    return f"{office} {rest if said else bloc.name}"


def layer_called(criteria: CriteriaSet, layer: ScoreLayer, bloc: Bloc) -> str:
    """Say a layer: by the bloc's name for it, its usual own one by its noun («Cụm chấm»)."""
    blocs_own = layer.code == Layer.BLOC and usual_name(criteria, layer.code)
    return f"{bloc.words.noun} chấm" if blocs_own else layer.name


def scoring_steps(criteria: CriteriaSet, bloc: Bloc) -> str:
    """Say the layers in their order within a sentence."""
    return enumerated(layer_within(criteria, layer, bloc) for layer in layers_of(criteria))


def layer_within(criteria: CriteriaSet, layer: ScoreLayer, bloc: Bloc) -> str:
    """Name a layer within a sentence; capitals stay where a name has more («Ban TĐKT», «Sở Nội vụ»)."""
    name = layer_called(criteria, layer, bloc)
    return name.lower() if name[1:].islower() else name


def handover(of: Handover, bloc: Bloc) -> str:
    """Say the handover of the bloc head's office, which side has yet to confirm it, or that it stays."""
    office = f"chức vụ {office_in(bloc, bloc.words.head)}"
    if of.giver == of.receiver:
        return f"{named(of.giver)} được bầu lại, tiếp tục giữ {office}."
    told = f"{named(of.giver)} bàn giao {office} cho {of.receiver}"
    left = "" if of.done_at else f"; {'bên nhận' if of.given_at else 'bên giao'} chưa xác nhận"
    return f"{told}{left}."


def handed_over(of: Handover) -> tuple[str, ...]:
    """List what is handed over."""
    return points_ended(map(sentence_begun, of.items))


def appeal(unit: str, of: Appeal) -> str:
    """Say that a unit's points were looked at again, at whose wish, and what was decided."""
    by = of.asked_by
    by = by[:1].lower() + by[1:] if by.partition(" ")[0].casefold() in HONORIFICS else amid(by)
    asked = f"theo kiến nghị của {by} {long_date(of.asked_on)}"
    decided = f"Kết luận: {sentence_ended(of.decision)}" if of.decision else "Việc xem xét chưa kết thúc."
    return f"Điểm của {amid(unit)} được xem xét lại {asked}: {sentence_ended(of.about)} {decided}"


def unit_report(of: MeetingDeed) -> str:
    """Say that a unit presented its report; the report's own words follow, where they were taken down."""
    told = (
        f"{named(of.who)} trình bày báo cáo của {amid(of.unit)}" if of.who else f"{of.unit} trình bày báo cáo"
    )
    return sentence_ended(f"{told}: {sentence_begun(of.what)}" if of.what else told)


def pledge_signed(signatures: Sequence[MeetingDeed], year: int, bloc: Bloc) -> str:
    """Say which units signed the pledge, each by whom."""
    each = "; ".join(_with_signer(of) for of in signatures)
    who = f"{number(len(signatures))} đơn vị" if len(signatures) > 1 else "Đơn vị"
    return f"{who} ký Giao ước thi đua năm {year} của {bloc.name}: {each}."


def _with_signer(of: MeetingDeed) -> str:
    """«Sở A (ông Lê B, Giám đốc)»: the unit stands before its signer, and is not named twice."""
    return f"{of.unit} ({beside_unit(of.who, of.unit)})" if of.who else of.unit


def award_given(of: MeetingDeed, meeting: str = MEETING) -> str:
    """Say that an award was given, to whom and by whom."""
    if of.who:
        return f"{named(of.who)} trao {honour(of.what)} cho {amid(of.given_to)}."
    return f"{meeting} trao {honour(of.what)} cho {amid(of.given_to)}."


def flag(of: MeetingDeed) -> str:
    """Say that the rotating flag went from a unit to the next, or to the first."""
    if of.unit:
        return f"{capital(of.unit)} bàn giao {of.what} cho {amid(of.given_to)}."
    return f"{capital(of.given_to)} nhận {of.what}."


def paper_period(movement: Movement) -> str:
    """Write a movement's period: «2019 – 2025», «2022»; empty where the source names none."""
    years = [str(y) for y in (movement.first_year, movement.last_year) if y]
    return " – ".join(dict.fromkeys(years))


def score_change(of: ScoreChange, unit: str) -> str:
    """Word the question of changing the bloc's points of a unit, or its total, with the ground."""
    before = f"từ {number(of.before)} điểm thành" if of.before is not None else "là"
    what = f"điểm tiêu chí {of.code}" if of.code else "tổng điểm"
    change = f"Điều chỉnh {what} của {amid(unit)} {before} {number(of.after)} điểm"
    return f"{change} (căn cứ: {of.reason})"


def subject(
    purpose: Purpose,
    year: int,
    bloc: Bloc,
    unit: str = "",
    award: str = "",
    kind: MeetingKind = MeetingKind.YEAR_END,
) -> str:
    """Word the question of a vote as it stands in the minutes of a meeting of that kind."""
    who = f"{amid(unit)} làm " if unit else ""
    half = "6 tháng đầu " if kind is MeetingKind.MID_YEAR else ""
    term = year + 1 if kind is MeetingKind.YEAR_END else year
    return {
        Purpose.SCORES: f"Thông qua kết quả chấm điểm, xếp hạng {half}năm {year}",
        Purpose.AWARD: f"Đề nghị tặng {honour(award)} cho {amid(unit)}"
        if unit
        else f"Bình chọn đề nghị tặng {honour(award)}",
        Purpose.GRADE: f"Xếp loại “{award}” đối với {amid(unit)}",
        Purpose.DIRECTIONS: {
            MeetingKind.YEAR_END: f"Thông qua phương hướng, nhiệm vụ năm {year + 1}",
            MeetingKind.MID_YEAR: f"Thông qua nhiệm vụ 6 tháng cuối năm {year}",
            MeetingKind.PLAIN: "Thông qua phương hướng, nhiệm vụ",
        }[kind],
        Purpose.HEAD: f"Bầu {who}{office_in(bloc, bloc.words.head)} năm {term}",
        Purpose.DEPUTY: f"Bầu {who}{office_in(bloc, bloc.words.deputy)} năm {term}",
        Purpose.MINUTES: "Thông qua biên bản" if kind is MeetingKind.PLAIN else "Thông qua biên bản Hội nghị",
        Purpose.MOTION: award,
        Purpose.POINTS: award,
        Purpose.REGULATION: f"Thông qua Quy chế hoạt động của {bloc.name}",
        Purpose.CRITERIA: f"Thông qua tiêu chí, bảng chấm điểm thi đua năm {coming_year(kind, year)}",
    }[purpose]


def within_sentence(text: str) -> str:
    """Write the name of a condition within a sentence; capitals stay where it is a name («Ban TĐKT»)."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]
