"""Everything that tells one kind of step from another: one row a step.

A new step of a meeting is a row here, its name in ``domain.meeting``, its place in ``data/agendas.toml``
and its pane in ``screens.meeting.steps.table``. Steps and their order: domain.md §5.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.meeting import AgendaStep, Condition, MeetingKind, Step
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import OfficeWords
from ktd_tui.domain.voting import Purpose
from ktd_tui.i18n import N_

_C = Condition


class StepRow(NamedTuple):
    """What is particular to a step.

    Attributes:
        name: What the screens call it, as a msgid.
        title: What the papers call it, unless the agenda says otherwise.
        asks: The conditions that an agenda may set it.
        purposes: The questions that are put to the vote there.
        line: What a line typed there is.
        text: The meeting's field of the long text that is written there; empty: none.
    """

    name: str
    title: str
    asks: tuple[Condition, ...]
    purposes: tuple[Purpose, ...] = ()
    line: LineKind = LineKind.NOTE
    text: str = ""


STEPS: Mapping[Step, StepRow] = {
    Step.PREPARATION: StepRow(
        N_("Preparation"), "Chuẩn bị", asks=(_C.DAY, _C.PLACE, _C.DELEGATES, _C.CHAIR, _C.SECRETARY)
    ),
    Step.OPENING: StepRow(N_("Opening"), "Khai mạc, giới thiệu đại biểu", asks=(_C.QUORUM, _C.OPENED)),
    Step.REPORT: StepRow(N_("Report"), "Báo cáo tổng kết", asks=(_C.REPORT,), text="report"),
    Step.STATEMENTS: StepRow(
        N_("Statements"), "Phát biểu của các đơn vị", asks=(_C.STATEMENT,), line=LineKind.STATEMENT
    ),
    Step.LIMITATIONS: StepRow(
        N_("Limitations"), "Tồn tại, hạn chế", asks=(_C.LIMITATION,), line=LineKind.LIMITATION
    ),
    Step.SCORES: StepRow(
        N_("Scores, ranking"),
        "Chấm điểm, xếp hạng",
        asks=(_C.SCORED, _C.SCORES_APPROVED),
        purposes=(Purpose.SCORES, Purpose.POINTS, Purpose.GRADE),
    ),
    Step.AWARDS: StepRow(
        N_("Award nominations"),
        "Đề nghị khen thưởng",
        asks=(_C.NOMINATED, _C.COUNTED),
        purposes=(Purpose.AWARD,),
    ),
    Step.DIRECTIONS: StepRow(
        N_("Directions"),
        "Phương hướng, nhiệm vụ năm {coming}",
        asks=(_C.DIRECTION, _C.DIRECTIONS_APPROVED),
        purposes=(Purpose.DIRECTIONS,),
        line=LineKind.DIRECTION,
    ),
    Step.ELECTION: StepRow(
        N_("Election of the {head}"),
        "Bầu {head}, {deputy}",
        asks=(_C.HEAD_ELECTED, _C.DEPUTY_ELECTED),
        purposes=(Purpose.HEAD, Purpose.DEPUTY),
    ),
    Step.HANDOVER: StepRow(N_("Handover"), "Bàn giao", asks=(_C.GIVER, _C.RECEIVER, _C.HANDED_OVER)),
    Step.CONCLUSION: StepRow(N_("Conclusion"), "Kết luận", asks=(_C.CONCLUSION,), text="conclusion"),
    Step.APPROVAL: StepRow(
        N_("Minutes, signing"),
        "Thông qua biên bản",
        asks=(_C.MINUTES_APPROVED, _C.CLOSED, _C.SIGNED),
        purposes=(Purpose.MINUTES,),
    ),
    Step.DISCUSSION: StepRow(N_("Discussion"), "Thảo luận", asks=(_C.STATEMENT,), line=LineKind.STATEMENT),
    Step.RESOLUTIONS: StepRow(
        N_("Resolutions"), "Biểu quyết các nội dung", asks=(_C.COUNTED,), purposes=(Purpose.MOTION,)
    ),
    Step.UNIT_REPORTS: StepRow(
        N_("Units' reports"), "Báo cáo của các đơn vị", asks=(_C.UNITS_REPORTED,), line=LineKind.STATEMENT
    ),
    Step.REGULATION: StepRow(
        N_("Regulation"),
        "Thông qua quy chế hoạt động",
        asks=(_C.REGULATION_ADOPTED,),
        purposes=(Purpose.REGULATION,),
    ),
    Step.CRITERIA: StepRow(
        N_("Criteria to come"),
        "Thông qua tiêu chí, bảng chấm điểm",
        asks=(_C.CRITERIA_ADOPTED,),
        purposes=(Purpose.CRITERIA,),
    ),
    Step.PLEDGE: StepRow(N_("Signing of the pledge"), "Ký giao ước thi đua", asks=(_C.PLEDGE_SIGNED,)),
    Step.GIVING: StepRow(N_("Award giving"), "Trao khen thưởng", asks=(_C.GIVEN,)),
    Step.FLAG: StepRow(N_("Rotating flag"), "Bàn giao cờ luân lưu", asks=(_C.FLAG_HANDED_ON,)),
}

ADJUNCTS = (
    Step.DISCUSSION,
    Step.RESOLUTIONS,
    Step.UNIT_REPORTS,
    Step.REGULATION,
    Step.CRITERIA,
    Step.PLEDGE,
    Step.GIVING,
    Step.FLAG,
)
"""Steps that no year-end meeting has unless its bloc's agenda says so."""
ORDER: tuple[Step, ...] = tuple(step for step in STEPS if step not in ADJUNCTS)
"""The year-end meeting's steps in order."""
YEAR_END: tuple[AgendaStep, ...] = tuple(AgendaStep(step=step, conditions=STEPS[step].asks) for step in ORDER)
"""The year-end meeting's agenda: also of meetings prepared before agendas were data."""


MID_YEAR = {
    Step.REPORT: "Báo cáo sơ kết",
    Step.SCORES: "Chấm điểm, xếp hạng 6 tháng đầu năm {year}",
    Step.DIRECTIONS: "Nhiệm vụ 6 tháng cuối năm {year}",
}
"""What the papers of a mid-year meeting call steps that are about its own half year."""


def paper_title(of: AgendaStep, words: OfficeWords, kind: MeetingKind, year: int) -> str:
    """Return what a meeting's papers call a step: by its agenda, else as usual with bloc and year."""
    usual = MID_YEAR.get(of.step) if kind is MeetingKind.MID_YEAR else None
    usual = usual or STEPS[of.step].title
    return of.title or usual.format(year=year, coming=year + 1, **words._asdict())
