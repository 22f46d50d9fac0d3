"""The appeals of a year, as papers and pages tell them."""

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.scoring import Appeal, ScoreSheet
from ktd_tui.operations.desk import Desk


def appeals_of(desk: Desk, bloc_year_id: str) -> tuple[tuple[str, Appeal], ...]:
    """Return the appeals of a year in the order of their days, each with the unit that was scored."""
    sheets = desk.store.find(ScoreSheet, bloc_year_id=bloc_year_id)
    found = [(sheet.unit_id, one) for sheet in sheets for one in sheet.appeals]
    return tuple(sorted(found, key=lambda of: of[1].opened_at))


def open_appeals(desk: Desk, bloc_year_id: str) -> tuple[tuple[str, Appeal], ...]:
    """Return the appeals of a year on which nothing is decided yet, each with the name of the unit."""
    waiting = [(unit, one) for unit, one in appeals_of(desk, bloc_year_id) if one.decided_at is None]
    return tuple((desk.store.get(Unit, unit).name, one) for unit, one in waiting)
