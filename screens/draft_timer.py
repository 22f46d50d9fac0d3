"""Half-typed text on its way to disk."""

from typing import TYPE_CHECKING, cast

from ktd_tui.errors import KtdError
from ktd_tui.i18n import tell
from ktd_tui.operations.server.drafts import Draft
from screens.base import KtdScreen

if TYPE_CHECKING:
    from textual.app import App

    from screens.host import Host

DRAFT_SECONDS = 0.5
"""A half-typed text is on disk this long after the last key at the latest."""


class DraftTimer:
    """Writes a draft soon after it changed, once for all that was typed meanwhile."""

    def __init__(self, app: "App[int]", draft: Draft) -> None:
        self._app = app
        self._draft = draft
        self._running = False

    def start(self) -> None:
        """Write the draft half a second from now, where there is something to write."""
        if self._draft.dirty and not self._running:
            self._running = True
            self._app.set_timer(DRAFT_SECONDS, self._save)

    async def _save(self) -> None:
        self._running = False
        try:
            await cast("Host", self._app).carry_out(self._draft.save)
        except KtdError as error:
            stack = self._app.screen_stack  # empty once the app is being left
            if stack and isinstance(stack[-1], KtdScreen):
                stack[-1].warn(tell(error))
