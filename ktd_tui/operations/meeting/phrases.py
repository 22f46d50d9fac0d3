"""Set phrases for the minutes, filled from the meeting: those that ship with ktd, and the office's own."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ktd_tui.domain.meeting import Coming, MeetingKind
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import MeetingView
from ktd_tui.papers import phrases as wording
from ktd_tui.papers.letter import called_within
from ktd_tui.papers.phrases import MEETING
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.meeting.phrases import Phrase, filled, ranked
from ktd_tui.rules.meeting.presence import chair_at, holder_at
from ktd_tui.rules.meeting.quorum import quorum
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.words import long_time, number, percent

FILE = "phrases.toml"
BUILT_IN = Path(__file__).parents[2] / "data" / FILE
LARGEST = 1_000_000
"""Bytes of an office's own file."""


@cache
def built_in_phrases() -> tuple[Phrase, ...]:
    """Return the phrases that ship with ktd."""
    return _read(BUILT_IN)


def _read(file: Path) -> tuple[Phrase, ...]:
    import tomllib

    told = tomllib.loads(file.read_text("utf-8")).get("phrases", [])
    if not isinstance(told, list):
        raise ValueError(told)  # noqa: TRY004  # a file of another shape, as a bad TOML is
    return tuple(Phrase.model_validate(one) for one in told)


def own(desk: Desk) -> tuple[Phrase, ...]:
    """Return the office's own phrases: ``phrases.toml`` in the data directory, if there is one.

    Raises:
        Refused: The file cannot be read or is none; the shipped phrases stay.
    """
    file = desk.folder / FILE if desk.folder else None
    if file is None or not file.is_file():
        return ()
    try:
        return _read(file) if file.stat().st_size <= LARGEST else ()
    except (OSError, ValueError) as error:  # TOML's and pydantic's errors are ValueErrors
        raise Refused(N_("{path} holds no phrases; the usual ones are offered."), path=file) from error


def phrases_for(desk: Desk, of: MeetingView, speaker: str = "") -> tuple[tuple[Phrase, str], ...]:
    """Return every phrase, its places filled: those of the step first, the office's own before ours.

    Raises:
        Refused: The office's own file is none.
    """
    known = _known(desk, of, speaker)
    word = called_within(of.meeting)
    usual = (one.model_copy(update={"text": one.text.replace(MEETING, word)}) for one in built_in_phrases())
    found = ranked((*own(desk), *usual), of.meeting.step)
    return tuple((phrase, filled(phrase, known)) for phrase in found)


def _known(desk: Desk, of: MeetingView, speaker: str) -> Mapping[str, str]:
    meeting, data = of.meeting, of.data
    present, mid_year = quorum(meeting), meeting.kind is MeetingKind.MID_YEAR
    known = {
        "có mặt": number(present.present),
        "thành viên": number(present.members),
        "khối": data.bloc.name,
        "chức danh trưởng": data.bloc.words.head,
        "chức danh phó": data.bloc.words.deputy,
        "năm": str(data.year.year),
        "năm sau": str(data.year.year + 1),
        "báo cáo": "Báo cáo sơ kết" if mid_year else "Báo cáo tổng kết",
        "kỳ": f"6 tháng đầu năm {data.year.year}" if mid_year else f"năm {data.year.year}",
        "giờ": long_time(desk.now),
        "người phát biểu": speaker,
        "bên giao": meeting.handover.giver,
        "bên nhận": meeting.handover.receiver,
    }
    officers = {
        "chủ trì": chair_at(meeting),
        "thư ký": holder_at(meeting, Coming.WRITES),
        "người trình bày": meeting.presenter_id,
    }
    for name, who in officers.items():
        if person := meeting.attendee(who):
            styled = wording.comrade(person)
            known[name] = styled[:1].upper() + styled[1:]
    return known | _last_vote(of)


def _last_vote(of: MeetingView) -> dict[str, str]:
    here = STEPS[of.meeting.step].purposes
    counted = [vote for vote in of.proceedings.of_purpose(*here) if outcome(vote)]
    if not counted:
        return {}
    result = outcome(counted[-1])
    if result is None:
        return {}
    known = {"đồng ý": number(result.agree), "cơ sở": number(result.base), "tỷ lệ": percent(result.share)}
    head = of.proceedings.winner(Purpose.HEAD)
    unit = of.data.units.get(head.unit_id or "") if head else None
    return known | ({"đơn vị trúng cử": unit.name} if unit else {})
