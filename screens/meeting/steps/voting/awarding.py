"""An award is put to the vote: which, then for whom; a unit, several on one ballot, or a person."""

from typing import TYPE_CHECKING

from ktd_tui.domain.merit import AwardFor
from ktd_tui.domain.voting import Purpose
from ktd_tui.i18n import t
from ktd_tui.operations.meeting.choosing import offered
from ktd_tui.operations.meeting.voting.awarding import put_award
from ktd_tui.operations.scoring.awards import NO_TITLES
from ktd_tui.operations.wording import NO_MEMBERS
from ktd_tui.rules.meeting.deeds import by_honour
from screens.dialogs.pick import PickDialog
from screens.meeting.steps.person import GUEST, SOMEBODY, ask_person
from screens.meeting.steps.voting import ballots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.meeting.steps.base import StepPane


async def put(pane: "StepPane", units: "Sequence[tuple[str, str]]") -> None:
    """Ask which award, and for whom; put it. Only within a worker.

    Args:
        units: The units that may be chosen, as they are shown, and several on one ballot.
    """
    titles = {one.name: one for one in by_honour(pane.view.data.council.award_titles)}
    rows = [(name, name) for name in titles]
    award = await pane.app.push_screen_wait(PickDialog(t("Which award?"), rows, empty=t(NO_TITLES)))
    if award is None:
        return
    whom = titles[award].whom
    people = [*offered(pane.desk, pane.view.meeting), (GUEST, t(SOMEBODY))]
    if whom is AwardFor.COLLECTIVE:
        receiver = await pane.app.push_screen_wait(PickDialog(t("Which unit?"), units, empty=t(NO_MEMBERS)))
    else:
        choices = people if whom is AwardFor.PERSON else [*units, *people]
        receiver = await ask_person(pane, t("Who is to get it?"), choices)
    if receiver == ballots.SEVERAL:
        await ballots.put_several(pane, Purpose.AWARD, units, award)
    elif receiver:
        chosen = receiver
        await pane.act(lambda: put_award(pane.desk, pane.meeting_id, award, chosen), t("Enter counts it."))
