"""Choosing a person of the meeting: a delegate, somebody of the directory, or a guest whose name is typed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.choosing import found_by, offered
from screens.dialogs.ask import AskDialog
from screens.dialogs.pick import PickDialog

if TYPE_CHECKING:
    from screens.meeting.steps.base import StepPane

GUEST = "guest"
SOMEBODY = N_("somebody else: type the name")


def person_dialog(
    pane: "StepPane", question: str, choices: Sequence[tuple[str, str]], *, empty: str = ""
) -> PickDialog:
    """Return the question who is meant; initials narrow it, too, and a guest is always offered."""
    meeting = pane.view.meeting
    return PickDialog(
        question, choices, lambda typed: found_by(pane.desk, meeting, typed) | {GUEST}, empty=empty
    )


async def choose_person(pane: "StepPane", question: str) -> str | None:
    """Return who was chosen, by id or as typed; None where one left. Only within a worker."""
    people = offered(pane.desk, pane.view.meeting)
    answer = await pane.app.push_screen_wait(person_dialog(pane, question, [*people, (GUEST, t(SOMEBODY))]))
    return await ask_guest(pane) if answer == GUEST else answer


async def ask_guest(pane: "StepPane") -> str | None:
    """Return the name of a guest as typed; None where one left. Only within a worker."""
    return await pane.app.push_screen_wait(AskDialog(t("Name and office, e.g. Bà Lê An, Chuyên viên")))
