"""Which pane serves which step."""

from ktd_tui.domain.meeting import Step
from screens.steps.approval import ApprovalPane
from screens.steps.attendance import AttendancePane
from screens.steps.base import StepPane
from screens.steps.floor import FloorPane
from screens.steps.handover import HandoverPane
from screens.steps.lines import LinesPane
from screens.steps.preparation import PreparationPane
from screens.steps.text import TextPane
from screens.steps.votes import VotesPane

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
}
