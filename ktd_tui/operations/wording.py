"""What roles and stages are called: msgids."""

from collections.abc import Mapping

from ktd_tui.domain.organisation import Role, Stage
from ktd_tui.i18n import N_

ROLES: Mapping[str, str] = {
    Role.HEAD: N_("Bloc head"),
    Role.DEPUTY: N_("Deputy head"),
    Role.MEMBER: N_("Member"),
}
STAGES: Mapping[str, str] = {
    Stage.LAUNCH: N_("Launch"),
    Stage.REGISTRATION: N_("Registration"),
    Stage.PLEDGE: N_("Pledge"),
    Stage.WORK: N_("Work, mid-year review"),
    Stage.SELF_SCORING: N_("Self scores"),
    Stage.CROSS_SCORING: N_("Cross scores"),
    Stage.SCORING: N_("Bloc's scores"),
    Stage.REVIEW: N_("Year-end review"),
    Stage.HANDOVER: N_("Handover"),
    Stage.CLOSED: N_("Closed"),
}

NO_MEMBERS = N_("No unit takes part in this year yet: F4 on the year's page takes units in.")
"""Why there is no unit to choose, and the way out."""
UNNAMED_LEADER = "Đại diện lãnh đạo"
"""How papers call a unit's leader who is not named."""
GOES_ON = N_("The meeting goes on; write its closing hour anew.")
"""What is told where something is noted after the close."""
