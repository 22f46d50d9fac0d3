"""What a person is to ktd. Without pydantic, so that the command line's help needs none."""

from enum import StrEnum


class UserRole(StrEnum):
    """A person's role; a unit's part in its bloc is ``organisation.Role``."""

    ADMINISTRATOR = "administrator"
    COUNCIL_OFFICE = "council-office"
    BLOC_HEAD = "bloc-head"
    BLOC_SECRETARY = "bloc-secretary"
    UNIT_REPRESENTATIVE = "unit-representative"
    APPRAISER = "appraiser"
    OBSERVER = "observer"


OF_BLOC = frozenset({UserRole.BLOC_HEAD, UserRole.BLOC_SECRETARY, UserRole.APPRAISER})
"""Roles that are held for one bloc."""
LEADING = OF_BLOC - {UserRole.APPRAISER}
"""Roles that lead one bloc."""
OF_UNIT = frozenset({UserRole.UNIT_REPRESENTATIVE})
"""Roles that are held for one unit."""
