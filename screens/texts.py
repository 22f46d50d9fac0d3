"""Words for the domain's codes, as the screens write them."""

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.organisation import Role, Stage
from ktd_tui.i18n import N_, t
from ktd_tui.rules.flow import Obstacle

ROLES = {Role.HEAD: N_("Bloc head"), Role.DEPUTY: N_("Deputy head"), Role.MEMBER: N_("Member")}

STAGES = {
    Stage.LAUNCH: N_("Launch"),
    Stage.REGISTRATION: N_("Registration"),
    Stage.WORK: N_("Work"),
    Stage.SCORING: N_("Scoring"),
    Stage.REVIEW: N_("Year-end review"),
    Stage.HANDOVER: N_("Handover"),
    Stage.CLOSED: N_("Closed"),
}

STEPS = {
    Step.PREPARATION: N_("Preparation"),
    Step.OPENING: N_("Opening"),
    Step.REPORT: N_("Head's report"),
    Step.STATEMENTS: N_("Statements"),
    Step.LIMITATIONS: N_("Limitations"),
    Step.SCORES: N_("Scores, ranking"),
    Step.AWARDS: N_("Award nominations"),
    Step.DIRECTIONS: N_("Directions"),
    Step.ELECTION: N_("Election"),
    Step.HANDOVER: N_("Handover"),
    Step.CONCLUSION: N_("Conclusion"),
    Step.APPROVAL: N_("Minutes, signing"),
}


def role(of: Role | None) -> str:
    """Say a role; a dash where the unit was not in the bloc or nothing is recorded."""
    return t(ROLES[of]) if of else "–"


def stage(of: Stage) -> str:
    """Say a stage."""
    return t(STAGES[of])


def step(of: Step) -> str:
    """Say a step of the meeting."""
    return t(STEPS[of])


def obstacle(of: Obstacle) -> str:
    """Say what is missing."""
    return t(of.message, **of.facts)
