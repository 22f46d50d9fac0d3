"""What is done to one round of voting: tellers, their counts, agreement, void, next round, run-off, lots."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.voting import Method, Purpose, Vote
from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.choosing import offered
from ktd_tui.operations.meeting.voting import opening, rounds, tellers
from ktd_tui.operations.meeting.voting.round_acts import RoundAct, possible
from ktd_tui.operations.meeting.voting.score_changes import put_score_change
from ktd_tui.operations.scoring.layering.deciding import TOTAL, ChangeTyped
from ktd_tui.operations.wording import NO_MEMBERS
from ktd_tui.rules.meeting.elections import level
from ktd_tui.rules.meeting.tally import NUMBERS
from ktd_tui.words import number
from screens.dialogs.ask import AskDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.meeting.steps.person import GUEST, SOMEBODY, ask_person
from screens.meeting.steps.voting import electronic, opened

if TYPE_CHECKING:
    from screens.meeting.steps.base import StepPane

ENOUGH, SEVERAL = "enough", "several"

POINTS = "points"
WORDS: dict[RoundAct, str] = {
    RoundAct.TELL: N_("Name the tellers"),
    RoundAct.COUNT: N_("A teller's count"),
    RoundAct.AGREE: N_("The tellers agree: take the result"),
    RoundAct.RUN_OFF: N_("Run-off between those who are left"),
    RoundAct.LOTS: N_("Lots were drawn"),
    RoundAct.NEXT: N_("Next round"),
    RoundAct.VOID: N_("Declare this round void"),
    RoundAct.BELOW: N_("Vote without a quorum, with the reason"),
    RoundAct.HAND_OUT: N_("Open the round: who is here now can vote"),
    RoundAct.UNOPEN: N_("Take the opening back"),
    RoundAct.DOWN: N_("A candidate withdraws"),
    RoundAct.WRITTEN: N_("A written opinion of an absent member"),
    RoundAct.CHAIR: N_("Tie: the chair's casting vote"),
    RoundAct.BOX: N_("Electronic ballots: the tellers lock the box"),
    RoundAct.CLOSE: N_("Electronic ballots: close the box"),
    RoundAct.OPEN: N_("Electronic ballots: two tellers open the box"),
    RoundAct.RECEIPTS: N_("Electronic ballots by receipt"),
}
BY_HAND = {RoundAct.HAND_OUT: N_("Open the round: who is here now can raise a hand")}
"""What is called otherwise where no ballots are handed out."""
NO_DELEGATES = N_("No delegate can count: Ctrl+K, then F2, adds one who does not stand.")


async def more(pane: "StepPane", vote: Vote | None) -> None:
    """Ask what is to be done to a round, of what can be, and do it; where scores are decided on, to a total.

    Only within a worker.
    """
    choices = [(POINTS, t("Decide on the total of a unit"))] if pane.step is Step.SCORES else []
    if vote:
        by_hand = opening.judged_by(pane.desk, pane.view.meeting, vote).method is Method.HANDS
        words = {**WORDS, **(BY_HAND if by_hand else {})}
        choices += [(act, t(words[act])) for act in possible(pane.desk, vote)]
    title = opened.named_round(vote) if vote else t("Scores, ranking")
    done = t("A next round was put already; this one stays as it is.")
    chosen = await pane.app.push_screen_wait(PickDialog(title, choices, empty=done))
    if chosen == POINTS:
        await _put_total(pane)
    elif chosen and vote:
        await _DO[RoundAct(chosen)](pane, vote)


async def _put_total(pane: "StepPane") -> None:
    """Put another total of a unit to the vote, with its ground."""
    standings = {one.unit_id: one for one in pane.view.data.standings}
    units = [
        (unit.id, f"{unit.name} · {number(standings[unit.id].result.total)}") for unit in pane.view.members
    ]
    unit_id = await pane.app.push_screen_wait(PickDialog(t("Which unit?"), units, empty=t(NO_MEMBERS)))
    if unit_id is None:
        return

    def save(values: dict[str, str], seen: object) -> object:
        del seen
        return put_score_change(pane.desk, pane.meeting_id, ChangeTyped(unit_id, TOTAL, **values))

    title = t("Which total of {unit} does the meeting vote on?", unit=dict(units)[unit_id])
    fields = [Field("points", t("Points"), number=True), Field("ground", t("Ground"))]
    if await pane.fill_in(FormDialog(title, fields, save)):
        pane.host_screen.say(t("Enter counts it."))


async def several(
    pane: "StepPane", questions: tuple[str, str], choices: list[tuple[str, str]], least: int, empty: str
) -> list[str]:
    """Let several be chosen one after the other; Esc takes the last one back, and leaves where there is none.

    Args:
        pane: The pane that asks.
        questions: What is asked first, and of the others.
        choices: Key and text of each.
        least: So many at least.
        empty: What to say where there is no choice.
    """
    chosen: list[str] = []
    while True:
        left = [(key, text) for key, text in choices if key not in chosen]
        done = [(ENOUGH, t("That is all ({n})", n=len(chosen)))] if len(chosen) >= least else []
        if chosen and not left:
            return chosen
        names = dict(choices)
        so_far = "; ".join(names.get(key, key).partition(" · ")[0] for key in chosen)
        told = [t("Chosen so far: {names} · Esc takes the last one back", names=so_far)] if chosen else []
        asked = "\n".join((questions[bool(chosen)], *told))
        answer = await ask_person(pane, asked, [*done, *left], empty=empty)
        if answer == ENOUGH:
            return chosen
        if answer is not None:
            chosen.append(answer)
        elif chosen:
            chosen.pop()
        else:
            return []


async def put_several(
    pane: "StepPane", purpose: Purpose, units: Sequence[tuple[str, str]], award: str = ""
) -> None:
    """Put several units to one ballot, chosen of those that are offered."""
    asked = t("Which units are on the ballot?") if award else t("Who stands?")
    offered_units = [one for one in units if one[0] != SEVERAL]
    chosen = await several(pane, (asked, asked), offered_units, 2, t(NO_MEMBERS))
    if chosen:
        await pane.act(
            lambda: rounds.put_ballot(pane.desk, pane.meeting_id, purpose, chosen, award),
            t("Enter counts it."),
        )


async def _tellers(pane: "StepPane", _: Vote) -> None:
    meeting = pane.view.meeting
    free = tellers.free_tellers(pane.desk, meeting)
    people = [one for one in offered(pane.desk, meeting) if one[0] in free or not meeting.attendee(one[0])]
    people.append((GUEST, t(SOMEBODY)))
    questions = (t("Who heads the tellers?"), t("Who counts the votes with them?"))
    chosen = await several(pane, questions, people, 2, t(NO_DELEGATES))
    if chosen:
        await pane.act(
            lambda: tellers.set_tellers(pane.desk, pane.meeting_id, chosen, chosen[0]), t("Saved.")
        )


async def _count(pane: "StepPane", vote: Vote, why: str = "") -> None:
    """Ask whose count is entered, or entered anew; ``why`` stands above the question."""
    meeting = pane.view.meeting
    people = [(a.id, a.seated) for a in meeting.attendees if a.id in meeting.tellers]
    teller = await ask_person(pane, f"{why}\n{t('Whose count?')}".strip(), people)
    if teller is not None:
        await _tally(pane, vote, teller)


async def count_ballots(pane: "StepPane", vote: Vote) -> None:
    """Go on with the tellers' count: the next one's numbers, then the result. Only in a worker."""
    meeting, done = pane.view.meeting, {one.teller for one in vote.tallies}
    if vote.agree is not None:
        await more(pane, vote)
        return
    left = [(a.id, a.seated) for a in meeting.attendees if a.id in meeting.tellers and a.id not in done]
    if len(done) >= tellers.TELLERS and not tellers.differing(vote):
        left.append((RoundAct.AGREE, t(WORDS[RoundAct.AGREE])))
    if not left:
        differ = t("The tellers differ: {differences}. Count once more.", differences=tellers.differing(vote))
        await _count(pane, vote, differ)
        return
    chosen: str | None = left[0][0]
    if len(left) > 1:
        chosen = await ask_person(pane, t("Whose count?"), left)
    if chosen == RoundAct.AGREE:
        await _agree(pane, vote)
    elif chosen:
        await _tally(pane, vote, chosen)


async def _tally(pane: "StepPane", vote: Vote, teller: str) -> None:
    who = pane.view.meeting.attendee(teller)
    there = next((one for one in vote.tallies if one.teller == teller), None)
    known = {**there.model_dump(include=set(NUMBERS)), **there.choices} if there else {}
    names = (*NUMBERS, *vote.choices)
    fields = [Field(name, tellers.label(vote, name), str(known.get(name, "")), number=True) for name in names]

    def save(values: dict[str, str], seen: Vote) -> object:
        return tellers.tally(pane.desk, vote.id, teller, values, seen)

    title = t("Count of {name}", name=who.seated if who else "?")
    await pane.fill_in(FormDialog(f"{title}\n{opened.named_round(vote)}", fields, save, vote))


async def _agree(pane: "StepPane", vote: Vote) -> None:
    await pane.act(lambda: tellers.agree(pane.desk, vote.id), t("Counted."))


async def _void(pane: "StepPane", vote: Vote) -> None:
    question = t("Why does this round not count? It stays in the minutes.")
    if reason := await pane.app.push_screen_wait(AskDialog(question)):
        await pane.act(lambda: rounds.void(pane.desk, vote.id, reason), t("The round is void."))


async def _next(pane: "StepPane", vote: Vote) -> None:
    await pane.act(lambda: rounds.next_round(pane.desk, vote.id), t("Enter counts it."))


async def _run_off(pane: "StepPane", vote: Vote) -> None:
    await pane.act(lambda: rounds.run_off(pane.desk, vote.id), t("Enter counts it."))


async def _lots(pane: "StepPane", vote: Vote) -> None:
    equal = level(vote)
    choices = [(one.id, one.name) for one in vote.candidates if one.id in equal]
    who = await pane.app.push_screen_wait(PickDialog(t("Who drew the lot?"), choices))
    if who and (reason := await pane.app.push_screen_wait(AskDialog(t("By what rule were lots drawn?")))):
        await pane.act(lambda: rounds.draw_lots(pane.desk, vote.id, who, reason), t("Saved."))


async def _below(pane: "StepPane", vote: Vote) -> None:
    question = t("Why is it voted without a quorum? It stays in the minutes.")
    if reason := await pane.app.push_screen_wait(AskDialog(question)):
        await pane.act(lambda: opening.open_vote(pane.desk, vote.id, reason), t("Enter counts it."))


async def count_hands(pane: "StepPane", vote: Vote) -> None:
    """Enter the raised hands for each candidate."""
    fields = [Field(one.id, one.name, number=True) for one in vote.candidates]

    def save(values: dict[str, str], seen: Vote) -> object:
        return tellers.count_choices(pane.desk, vote.id, values, seen)

    await pane.fill_in(FormDialog(opened.named_round(vote), fields, save, vote))


async def count_several(pane: "StepPane", vote: Vote) -> None:
    """Count a round with candidates: hands at once, ballots by the tellers."""
    if opening.method_of(pane.view.meeting, vote) is Method.HANDS:
        await count_hands(pane, vote)
    elif pane.view.meeting.tellers:
        await count_ballots(pane, vote)
    else:
        await more(pane, vote)


_DO: dict[RoundAct, Callable[["StepPane", Vote], Awaitable[None]]] = {
    RoundAct.TELL: _tellers,
    RoundAct.COUNT: _count,
    RoundAct.AGREE: _agree,
    RoundAct.VOID: _void,
    RoundAct.NEXT: _next,
    RoundAct.RUN_OFF: _run_off,
    RoundAct.LOTS: _lots,
    RoundAct.BELOW: _below,
    RoundAct.HAND_OUT: opened.hand_out,
    RoundAct.UNOPEN: opened.unopen,
    RoundAct.DOWN: opened.stand_down,
    RoundAct.WRITTEN: opened.written,
    RoundAct.CHAIR: opened.chair,
    RoundAct.BOX: electronic.ask_set_up,
    RoundAct.CLOSE: electronic.close,
    RoundAct.OPEN: electronic.ask_open_box,
    RoundAct.RECEIPTS: electronic.receipts,
}
