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


async def ask_person(
    pane: "StepPane", question: str, choices: Sequence[tuple[str, str]], *, empty: str = ""
) -> str | None:
    """Return who is meant, by id or as typed; None where one left. Only within a worker.

    Initials narrow the list, too, and a guest is always offered: with the name that was typed there already;
    what has no capital was to find somebody, and is typed over.
    """
    meeting = pane.view.meeting
    while True:
        dialog = PickDialog(
            question, choices, lambda typed: found_by(pane.desk, meeting, typed) | {GUEST}, empty=empty
        )
        answer = await pane.app.push_screen_wait(dialog)
        if answer != GUEST:
            return answer
        name = t("Name and office, e.g. Bà Lê An, Chuyên viên")
        letters = dialog.typed == dialog.typed.casefold()
        if answer := await pane.app.push_screen_wait(AskDialog(name, dialog.typed, over=letters)):
            return answer if "," in answer else f"{answer.strip()},"  # a name of one word is one, too


async def choose_person(pane: "StepPane", question: str) -> str | None:
    """Return somebody of the meeting, of the directory or a guest; None where one left. As above."""
    people = offered(pane.desk, pane.view.meeting)
    return await ask_person(pane, question, [*people, (GUEST, t(SOMEBODY))])
