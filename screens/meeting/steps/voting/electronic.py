"""The electronic ballots of a round: tellers lock and open the box, delegates elsewhere vote."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ktd_tui.domain.voting import Vote
from ktd_tui.i18n import t
from ktd_tui.operations.meeting.voting import casting, electronic, tellers
from ktd_tui.rules.meeting.secret_ballot import PASSPHRASE, check_passphrase
from ktd_tui.text import enumerated
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.pick import PickDialog
from screens.dialogs.secret import SecretDialog
from screens.dialogs.tell import TellDialog

if TYPE_CHECKING:
    from screens.meeting.host import MeetingHost
    from screens.meeting.steps.base import StepPane

BLANK = "blank"
TOGETHER = 2


async def ask_set_up(pane: "StepPane", vote: Vote) -> None:
    """Let every teller lock the box with a passphrase of their own."""
    meeting = pane.view.meeting
    typed: dict[str, str] = {}
    for teller in (a for a in meeting.attendees if a.id in meeting.tellers):
        asked = t("{name}: choose a passphrase of at least {n} letters.", name=teller.seated, n=PASSPHRASE)
        why = ""
        while teller.id not in typed:
            first = await _passphrase(pane, why + asked, check_passphrase)
            again = first and await _passphrase(pane, t("{name}: type it once more.", name=teller.seated))
            if not first or not again:
                return
            if first == again:
                typed[teller.id] = first
            why = t("The two do not agree; begin again.") + "\n"
    await pane.act(
        lambda: electronic.set_up(pane.desk, vote.id, typed), t("Delegates elsewhere can vote now (F2).")
    )


async def close(pane: "StepPane", vote: Vote) -> None:
    """End electronic voting, telling who has not voted."""
    of = await pane.host_screen.act(lambda: electronic.box_state(pane.desk, vote))
    if of is None:
        return
    question = t("{n} have voted electronically. Close the box?", n=len(of.voted))
    if of.waiting:
        names = enumerated(a.seated for a in of.waiting)
        question += "\n" + t("Not yet: {names}", names=names)
    if await pane.app.push_screen_wait(ConfirmDialog(question, t("Yes, close the box"))):
        await pane.act(lambda: electronic.close_box(pane.desk, vote.id), t("The box is closed."))


async def ask_open_box(pane: "StepPane", vote: Vote) -> None:
    """Let two tellers open the box together."""
    meeting = pane.view.meeting
    people = {a.id: a.seated for a in meeting.attendees if a.id in meeting.tellers}
    typed: dict[str, str] = {}
    while len(typed) < TOGETHER:
        left = [(key, name) for key, name in people.items() if key not in typed]
        teller = await pane.app.push_screen_wait(
            PickDialog(t("Which teller opens the box?"), left, empty=t("No teller is left: F3 names two."))
        )
        if teller is None:
            return
        passphrase = await _passphrase(pane, t("{name}: type your passphrase.", name=people[teller]))
        if passphrase is None:
            return
        typed[teller] = passphrase
    done = t("The box is open; F3 shows the ballots by their receipts.")
    await pane.act(lambda: electronic.open_box(pane.desk, vote.id, typed), done)


async def receipts(pane: "StepPane", vote: Vote) -> None:
    """Show the ballots by their receipts, so that each voter finds theirs."""
    of = vote.electronic
    rows = []
    for ballot in of.ballots if of else ():
        names = [tellers.label(vote, one) for one in ballot.choices]
        rows.append((ballot.receipt, f"{ballot.receipt}  {enumerated(names) or t('blank')}"))
    await pane.app.push_screen_wait(
        PickDialog(t("Look for your receipt; type to narrow."), rows, empty=t("No ballot was cast."))
    )


async def ask_cast(screen: "MeetingHost", vote: Vote) -> None:
    """Vote: mark, confirm, take the receipt. Only within a worker."""
    marked = await _mark(screen, vote)
    if marked is None:
        return
    names = enumerated(tellers.label(vote, one) for one in marked) or t("blank")
    question = t(
        "{subject}\nYour ballot: {names}. It is secret and cannot be changed.",
        subject=vote.subject,
        names=names,
    )
    if not await screen.app.push_screen_wait(ConfirmDialog(question, t("Yes, cast it"))):
        return
    receipt = await screen.act(lambda: casting.cast(screen.desk, vote.id, marked))
    if receipt is None:
        return
    text = t(
        "Your ballot is in the box. Your receipt:\n\n    {receipt}\n\n"
        "Note it down: it is shown only now. Once the box is open, F3 shows the ballots by their receipts.",
        receipt=receipt,
    )
    await screen.app.push_screen_wait(TellDialog(text, t("Enter: go on")))
    screen.action_reload()


async def _mark(screen: "MeetingHost", vote: Vote) -> list[str] | None:
    """Return what is marked on the ballot, None where one left."""
    marked: list[str] = []
    while len(marked) < vote.seats:
        left = [(one, tellers.label(vote, one)) for one in vote.choices if one not in marked]
        enough = t("That is all ({n})", n=len(marked)) if marked else t("A blank ballot (not valid)")
        title = f"{vote.subject}\n" + t("Mark {n} at most.", n=vote.seats)
        chosen = await screen.app.push_screen_wait(PickDialog(title, [*left, (BLANK, enough)]))
        if chosen is None:
            return None
        if chosen == BLANK:
            break
        marked.append(chosen)
    return marked


async def _passphrase(
    pane: "StepPane", question: str, check: Callable[[str], None] | None = None
) -> str | None:
    return await pane.app.push_screen_wait(SecretDialog(question, check))
