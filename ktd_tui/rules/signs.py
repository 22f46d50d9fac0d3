"""The signs by which every screen, page and paper tells how something stands: one table, no other signs."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.i18n import N_


class Status(StrEnum):
    """How something stands."""

    DONE = "done"
    LOCKED = "locked"
    DUE = "due"
    LATE = "late"
    MISSING = "missing"
    AHEAD = "ahead"
    REFUSED = "refused"


class Sign(NamedTuple):
    """How a status is shown.

    Attributes:
        char: One cell that says it where there are no colours; ``terminal.glyphs`` has its ASCII twin.
        says: The same in a word, a msgid.
        colour: Which of the theme's colours goes with it.
    """

    char: str
    says: str
    colour: str


SIGNS: Mapping[Status, Sign] = {
    Status.DONE: Sign("✓", N_("done"), "success"),
    Status.LOCKED: Sign("●", N_("locked"), "secondary"),
    Status.DUE: Sign("▸", N_("due now"), "accent"),
    Status.LATE: Sign("!", N_("late, or lacking"), "error"),
    Status.MISSING: Sign("–", N_("nothing there"), "foreground"),
    Status.AHEAD: Sign("·", N_("still to come"), "foreground"),
    Status.REFUSED: Sign("✗", N_("refused, void, barred"), "error"),
}


def status_sign(of: Status) -> str:
    """Return the sign of a status."""
    return SIGNS[of].char
