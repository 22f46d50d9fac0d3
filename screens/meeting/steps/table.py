"""Which pane serves which step."""

from ktd_tui.domain.meeting import Step
from screens.meeting.steps.approval import ApprovalPane
from screens.meeting.steps.attendance import AttendancePane
from screens.meeting.steps.base import StepPane
from screens.meeting.steps.deeds import DeedsPane
from screens.meeting.steps.floor import FloorPane
from screens.meeting.steps.handover import HandoverPane
from screens.meeting.steps.lines import LinesPane
from screens.meeting.steps.preparation import PreparationPane
from screens.meeting.steps.text import TextPane
from screens.meeting.steps.votes import VotesPane

PANES: dict[Step, type[StepPane]] = {
    Step.PREPARATION: PreparationPane,
    Step.OPENING: AttendancePane,
    Step.REPORT: TextPane,
    Step.STATEMENTS: FloorPane,
    Step.LIMITATIONS: LinesPane,
    Step.SCORES: VotesPane,
    Step.AWARDS: VotesPane,
    Step.DIRECTIONS: VotesPane,
    Step.ELECTION: VotesPane,
    Step.HANDOVER: HandoverPane,
    Step.CONCLUSION: TextPane,
    Step.APPROVAL: ApprovalPane,
    Step.DISCUSSION: FloorPane,
    Step.RESOLUTIONS: VotesPane,
    Step.UNIT_REPORTS: DeedsPane,
    Step.REGULATION: VotesPane,
    Step.CRITERIA: VotesPane,
    Step.PLEDGE: DeedsPane,
    Step.GIVING: DeedsPane,
    Step.FLAG: DeedsPane,
}
