"""A round before its count and in a tie: opened, taken back; who withdraws, who wrote, the chair's vote."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.voting import AGAINST, FOR, Purpose, Vote
from ktd_tui.i18n import t
from ktd_tui.operations.meeting.voting import deciding, opening, rounds, tellers
from ktd_tui.rules.meeting.ballots import last_round, may_follow
from ktd_tui.rules.meeting.elections import level
from ktd_tui.rules.meeting.tally import PLAIN
from ktd_tui.words import number, short_time
from screens.dialogs.ask import AskDialog
from screens.dialogs.pick import PickDialog
from screens.meeting.steps.person import ask_person

if TYPE_CHECKING:
    from ktd_tui.operations.meeting.view import MeetingView
    from screens.meeting.steps.base import StepPane

SILENT, TAKE_OUT = "silent", "take-out"


def named_round(vote: Vote) -> str:
    """Name a question with its round, where there were several."""
    return vote.subject if vote.round == 1 else t("Round {n}: {subject}", subject=vote.subject, n=vote.round)


def listed_round(vote: Vote, units: Mapping[str, Unit]) -> str:
    """Name a question for a narrow column: of an award or a grade its unit first, which tells it apart."""
    unit = units.get(vote.unit_id or "")
    if vote.purpose not in (Purpose.AWARD, Purpose.GRADE) or unit is None:
        return named_round(vote)
    return named_round(vote.with_(subject=f"{unit.name}: {vote.award}"))


def with_what_enter_puts(
    rows: list[tuple[str, tuple[str, str]]], unique: Purpose, view: "MeetingView"
) -> list[tuple[str, tuple[str, str]]]:
    """Return the rows of a step with its one question where Enter puts it, for the first time or again."""
    from ktd_tui.papers.phrases import subject

    put = view.proceedings.of_purpose(unique)
    if not put:
        asked = subject(unique, view.data.year.year, view.data.bloc, kind=view.meeting.kind)
        return [(unique.value, (asked, t("not counted yet"))), *rows]
    last = max(put, key=lambda vote: vote.round)
    if view.meeting.signed_at or not may_follow(last) or (last.void is None and last_round(last)):
        return rows
    again = named_round(last.with_(round=last.round + 1))
    return [*rows, (unique.value, (again, t("Enter votes on it again")))]


def hint_of_equals(votes: Sequence[Vote]) -> str:
    """Say which key goes on where a ballot left candidates equal between whom the lot may decide."""
    followed = {vote.follows_id for vote in votes}
    equal = any(level(vote) and vote.id not in followed for vote in votes)
    return t("Equal votes: F3 records the lot that was drawn, or a run-off") if equal else ""


async def hand_out(pane: "StepPane", vote: Vote) -> None:
    """Open the round; tell who votes in it."""
    done = await pane.act(lambda: opening.open_vote(pane.desk, vote.id))
    if done is not None:
        pane.host_screen.say(next_of_round(done))


def state_of_round(vote: Vote) -> str:
    """Say since when a round is open, and who votes in it."""
    at = short_time(vote.opened_at) if vote.opened_at else ""
    return t("Round opened {time} · {n} can vote", time=at, n=number(vote.present))


def next_of_round(vote: Vote) -> str:
    """Say of an open round what comes next, too: beside the list of questions, not where it is counted."""
    return t("{state} · Enter counts", state=state_of_round(vote))


async def unopen(pane: "StepPane", vote: Vote) -> None:
    """Take an opening back."""
    await pane.act(
        lambda: opening.take_back_opening(pane.desk, vote.id),
        t("Taken back. It is opened anew when it is counted."),
    )


async def stand_down(pane: "StepPane", vote: Vote) -> None:
    """Ask who withdraws, and why."""
    choices = [(one.id, one.name) for one in vote.candidates]
    who = await pane.app.push_screen_wait(PickDialog(t("Who withdraws?"), choices))
    if who is None:
        return
    reason = await pane.app.push_screen_wait(AskDialog(t("Why? It enters the minutes.")))
    if reason is not None:
        await pane.act(lambda: rounds.stand_down(pane.desk, vote.id, who, reason), t("Saved."))


async def written(pane: "StepPane", vote: Vote) -> None:
    """Enter, change or take out the written opinion of an absent member."""
    said = {one.attendee_id: one.choices for one in vote.opinions}
    people = [
        (a.id, a.listed + (" ✓" if a.id in said else ""))
        for a in deciding.absent_from(vote, pane.view.meeting)
    ]
    none = t("Every delegate who votes is here.")
    who = await ask_person(pane, t("Whose written opinion?"), people, empty=none)
    if who is None:
        return
    answers = [(one, tellers.label(vote, one)) for one in vote.choices]
    if vote.candidates:
        answers.append((SILENT, t("No opinion")))
    if who in said:
        answers.append((TAKE_OUT, t("Take it out")))
    chosen = await pane.app.push_screen_wait(PickDialog(t("What does it say?"), answers))
    if chosen == TAKE_OUT:
        await pane.act(lambda: deciding.drop_opinion(pane.desk, vote.id, who), t("Saved."))
    elif chosen:
        marks = [] if chosen == SILENT else [chosen]
        await pane.act(lambda: deciding.set_opinion(pane.desk, vote.id, who, marks), t("Saved."))


async def chair(pane: "StepPane", vote: Vote) -> None:
    """Ask for the chair's side in a tie."""
    sides = [(one, t(PLAIN[one])) for one in (FOR, AGAINST)]
    side = await pane.app.push_screen_wait(PickDialog(t("As many for as against: the chair is…"), sides))
    if side:
        await pane.act(lambda: deciding.cast_by_chair(pane.desk, vote.id, side), t("Saved."))
