"""Who may do what. One table; the operations ask it, for screen and command line alike.

The first version knows two kinds of access: to read and to write. Roles come with the issue that
brings users; the seam is here: ``check(actor, act)``.
"""

from enum import StrEnum
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_


class Act(StrEnum):
    """Kinds of acts that a right is asked for."""

    EDIT_DIRECTORY = "edit-directory"
    EDIT_YEAR = "edit-year"
    SCORE = "score"
    RUN_MEETING = "run-meeting"
    MAINTAIN = "maintain"


class Actor(NamedTuple):
    """The person at the keyboard.

    Attributes:
        uid: The operating system's user id, never a name from the environment.
        name: The account's name, for messages.
        read_only: Opened with ``--read-only``.
    """

    uid: int
    name: str
    read_only: bool = False


def check(actor: Actor, act: Act) -> None:
    """Refuse ``act`` where ``actor`` may not do it.

    Raises:
        Refused: ktd was opened read-only.
    """
    del act
    if actor.read_only:
        raise Refused(N_("ktd was opened read-only; nothing was changed."))
