"""How a movement is written in a list."""

from ktd_tui.domain.organisation import Movement
from ktd_tui.operations.saying import period

__all__ = ["movement_lines", "period"]


def movement_lines(movement: Movement) -> list[str]:
    """Write a movement in one or two lines: its title, then plan and period where they are known."""
    facts = " · ".join(part for part in (period(movement), movement.plan) if part)
    return [f"“{movement.title}”", *([f"  {facts}"] if facts else [])]
