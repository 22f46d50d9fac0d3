"""Of which bloc a page speaks: its sentences call the bloc and its offices as that bloc does."""

from contextlib import suppress
from typing import TYPE_CHECKING

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.errors import KtdError, NotFound
from ktd_tui.i18n import t, tell
from ktd_tui.operations.dialect import speak_of
from ktd_tui.operations.scope import At

if TYPE_CHECKING:
    from ktd_tui.operations.desk import Desk


def told(desk: "Desk", error: KtdError) -> str:
    """Return what to say of an error while a page is filled: what it shows may have been deleted."""
    if not isinstance(error, NotFound):
        return tell(error)
    from ktd_tui.operations.conflicts import who_was_first

    who = who_was_first(desk, str(error.facts.get("id", "")))
    return (
        t("{user} deleted what this page shows. Esc goes back.", user=who)
        if who
        else t("What this page shows is not there any more. Esc goes back.")
    )


class Speaking:
    """What every screen has for it; pages opened above another, as the history, may speak as that one."""

    if TYPE_CHECKING:

        @property
        def desk(self) -> "Desk":
            """The desk at which this person works."""

    meeting_id = ""
    """The meeting that one works in here: Ctrl+Z takes back what was done in it, and nothing else."""
    year_id = ""
    """The bloc's year that one works in here: Ctrl+Z takes back what was done on its pages."""

    @property
    def about(self) -> At | None:
        """The record whose bloc this page speaks of; None: all blocs of the council."""
        if self.meeting_id:
            return At(Meeting, self.meeting_id)
        return At(BlocYear, self.year_id) if self.year_id else None

    def call_bloc(self) -> None:
        """Call the bloc as it calls itself from now on."""
        with suppress(KtdError):  # what cannot be read is told when the page is filled
            speak_of(self.desk, self.about)
