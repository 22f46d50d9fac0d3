"""Words for the domain's codes, as every page writes them: on the screens and as plain text."""

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.organisation import Movement, Role, Stage
from ktd_tui.domain.voting import Vote
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.wording import ROLES, STAGES
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.meeting.proceedings import Obstacle
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.rules.scoring.ranking import Standing
from ktd_tui.words import percent


def role(of: Role | None) -> str:
    """Say a role; a dash where the unit was not in the bloc or nothing is recorded."""
    return t(ROLES[of]) if of else "–"


def stage(of: Stage) -> str:
    """Say a stage."""
    return t(STAGES[of])


def step(of: Step) -> str:
    """Say a step of the meeting."""
    return t(STEPS[of].name)


def obstacle(of: Obstacle) -> str:
    """Say what is missing."""
    return t(of.message, **of.facts)


def days(left: int | None) -> str:
    """Say how a deadline stands; empty where there is none."""
    if left is None:
        return ""
    if left < 0:
        return plural("{n} day overdue", "{n} days overdue", -left)
    if left == 0:
        return t("due today")
    return plural("{n} day left", "{n} days left", left)


def verdict(of: Vote) -> str:
    """Say a result in short, with its arithmetic: «5/5 = 100 %, cần 3: đạt»."""
    if of.void is not None:
        return t("✗ void")
    result = outcome(of)
    if result is None:
        return t(box_state(of))
    if of.candidates:
        names = ", ".join(one.name for one in of.candidates if one.id in of.elected)
        return t("elected: {names}", names=names) if names else t("nobody elected")
    passed = t("passed") if result.passed else t("not passed")
    needed = t("needed {n}", n=result.needed)
    return f"{result.agree}/{result.base} = {percent(result.share)}, {needed}: {passed}"


def box_state(of: Vote) -> str:
    """Return the msgid of how far a round is that is not counted."""
    box = of.electronic
    if box is None or box.counted_at:
        return N_("not counted yet")
    return N_("electronic ballots closed") if box.closed_at else N_("electronic ballots open")


def period(movement: Movement) -> str:
    """Write a movement's period, or an empty text where none is recorded."""
    years = [str(y) for y in (movement.first_year, movement.last_year) if y]
    return "–".join(dict.fromkeys(years))


def movement_lines(movement: Movement) -> list[str]:
    """Write a movement in one or two lines: its title, then plan and period where they are known."""
    facts = " · ".join(part for part in (period(movement), movement.plan) if part)
    return [f"“{movement.title}”", *([f"  {facts}"] if facts else [])]


def rank(of: Standing) -> str:
    """Say a rank, with a sign where it is shared; a dash while a criterion is blank."""
    return f"{of.rank}{'=' if of.shared else ''}" if of.rank else "–"
