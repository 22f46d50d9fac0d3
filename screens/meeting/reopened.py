"""What a meeting's screen says behind any word where the meeting goes on that had closed."""

from typing import TYPE_CHECKING

from ktd_tui.i18n import t
from ktd_tui.operations.wording import GOES_ON
from screens.base import KtdScreen

if TYPE_CHECKING:
    from ktd_tui.operations.meeting.view import MeetingView


class ReopenedNotice(KtdScreen):
    """Whatever is noted after the close reopens the meeting; the next word that is said tells it."""

    _goes_on = False

    def compared(self, before: "MeetingView | None", now: "MeetingView") -> "MeetingView":
        """Take in a newer state of the meeting."""
        if before and before.meeting.closed_at and not now.meeting.closed_at:
            self._goes_on = True
        return now

    def say(self, text: str) -> None:
        """Tell what was done, and that the meeting goes on."""
        if text and self._goes_on:
            self._goes_on, text = False, f"{text} {t(GOES_ON)}"
        super().say(text)
