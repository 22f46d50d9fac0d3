"""How a movement is written in a list."""

from ktd_tui.domain.organisation import Movement


def period(movement: Movement) -> str:
    """Write a movement's period, or an empty text where none is recorded."""
    years = [str(y) for y in (movement.first_year, movement.last_year) if y]
    return "–".join(dict.fromkeys(years))


def movement_lines(movement: Movement) -> list[str]:
    """Write a movement in one or two lines: its title, then plan and period where they are known."""
    facts = " · ".join(part for part in (period(movement), movement.plan) if part)
    return [f"“{movement.title}”", *([f"  {facts}"] if facts else [])]
