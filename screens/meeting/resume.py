"""After a cut line: the question whether to go on in the meeting that was left."""

from typing import TYPE_CHECKING, cast

from ktd_tui.i18n import t
from ktd_tui.operations.meeting.view import is_open, meeting_view
from ktd_tui.operations.server.drafts import Draft
from screens.base import KtdScreen
from screens.dialogs.confirm import ConfirmDialog
from screens.routes import MeetingRoute

MOST = 3
"""Forms that are named."""

if TYPE_CHECKING:
    from textual.app import App

    from screens.host import Host


def offer_to_resume(app: "App[int]", draft: Draft) -> None:
    """Ask whether to go on in the meeting that was left; a No keeps the text for when it is opened."""
    host, meeting_id, place = cast("Host", app), draft.meeting_id, draft.place
    if not meeting_id or not is_open(host.desk, meeting_id):
        tell_of_forms(app, draft)
        return
    of = meeting_view(host.desk, meeting_id).data

    def answered(sure: bool | None) -> None:
        if sure:
            host.open(MeetingRoute(meeting_id, place))
        else:
            host.keep_place(None)

    words = {"bloc": of.bloc.name, "year": of.year.year}
    if draft.left:
        question = t(
            "Last time you left the minutes of {bloc}, {year} with text half typed. Open them again?",
            **words,
        )
    else:
        question = t(
            "The line was cut last time while the minutes of {bloc}, {year} were being written."
            " Open them again?",
            **words,
        )
    app.push_screen(ConfirmDialog(question, t("Open again"), begin_on_yes=True), answered)


def tell_of_forms(app: "App[int]", draft: Draft) -> None:
    """Say which forms hold what was typed and not saved last time, the last one first."""
    waiting = [f"“{question}” ({page})" for page, question in reversed(draft.tell_of_forms())]
    if waiting and isinstance(app.screen, KtdScreen):
        forms = "; ".join(waiting[:MOST]) + ("; …" if waiting[MOST:] else "")
        app.screen.say(t("Half typed last time, and there again when you open it: {forms}.", forms=forms))
