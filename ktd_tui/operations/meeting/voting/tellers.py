"""The tellers: who they are, what each counted, and what they agree on."""

from collections.abc import Mapping, Sequence

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import AGAINST, FOR, Method, Tally, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.conflicts import Clash, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting, round_act
from ktd_tui.operations.meeting.choosing import taken_in
from ktd_tui.operations.meeting.voting.opening import opened
from ktd_tui.operations.meeting.voting.votes import OFFICES, check_other_office, count_hour, points_approved
from ktd_tui.rules.meeting.elections import result
from ktd_tui.rules.meeting.tally import (
    NUMBERS,
    PLAIN,
    check_choices,
    check_tally,
    tally_differences,
    together,
)
from ktd_tui.text import enumerated
from ktd_tui.words import whole_number

TELLERS = 2
"""Tellers whose entries must agree; usually three are named."""


def set_tellers(desk: Desk, meeting_id: str, chosen: Sequence[str], leading: str = "") -> Meeting:
    """Name the tellers of the meeting (Ban kiểm phiếu).

    Args:
        chosen: Delegates or people of the directory, by id or as typed, or guests by name; who is not on the
            list yet is put on it, without a vote.
        leading: Who of them heads the tellers (Trưởng ban), in the same words; empty: nobody is chosen.

    Raises:
        Refused: Less than two, nobody or several fit, one is not present, or their unit stands for an office.
    """

    def change(m: Meeting) -> Meeting:
        m, people = _listed(desk, m, [*chosen, *filter(None, [leading])])
        if len(people) < TELLERS:
            raise Refused(N_("Name at least two tellers."))
        for there in people:
            if not there.present:
                raise Refused(N_("A teller must be present: {name}"), name=there.styled)
            if there.unit_id in standing(desk, m):
                raise Refused(
                    N_("Who stands for an office does not count the votes: {name}"), name=there.styled
                )
        head = taken_in(desk, m, leading)[1].id if leading else None
        return m.with_(tellers=tuple(one.id for one in people), head_teller=head)

    names = enumerated(one.styled for one in _listed(desk, desk.store.get(Meeting, meeting_id), chosen)[1])
    return change_meeting(desk, meeting_id, change, N_("Tellers: {names}"), {"names": names})


def _listed(desk: Desk, m: Meeting, chosen: Sequence[str]) -> tuple[Meeting, list[Attendee]]:
    people: dict[str, Attendee] = {}
    for one in chosen:
        m, who = taken_in(desk, m, one)
        people[who.id] = who
    return m, list(people.values())


def standing(desk: Desk, meeting: Meeting) -> frozenset[str | None]:
    """Return the units that stand for an office in a round that is not counted yet."""
    votes = [v for v in desk.store.find(Vote, meeting_id=meeting.id) if v.purpose in OFFICES and v.pending]
    named = {one.unit_id for vote in votes for one in vote.candidates}
    return frozenset((named | {vote.unit_id for vote in votes}) - {None})


def free_tellers(desk: Desk, meeting: Meeting) -> tuple[str, ...]:
    """Return the attendee ids of who may count: present, and of no unit that stands for an office."""
    busy = standing(desk, meeting)
    return tuple(
        a.id for a in meeting.attendees if a.present and (a.unit_id is None or a.unit_id not in busy)
    )


def tally(desk: Desk, vote_id: str, teller: str, typed: Mapping[str, str], seen: Vote | None = None) -> Vote:
    """Enter what one teller counted, as typed; an empty number is 0. Typed again, it replaces theirs.

    Args:
        vote_id: The round; it is opened where it was not.
        teller: Attendee id of the teller.
        typed: The numbers by ``rules.tally.NUMBERS`` and by choice.
        seen: The round as it was seen when typing began.

    Raises:
        Clash: Somebody else entered this teller's numbers since the round was ``seen``.
        Refused: Numbers that cannot be, not a teller of the meeting, a show of hands, a round that is void
            or counted, no quorum and no reason at opening, or the minutes are signed.
    """
    told = {"name": _teller(desk, vote_id, teller)}
    with round_act(desk, vote_id, N_("A teller counted: {name}"), told) as (vote, meeting):
        if vote.agree is not None:
            raise Refused(N_("The tellers agreed already; declare the round void to count anew."))
        if teller not in meeting.tellers:
            raise Refused(N_("Only a teller of this meeting counts ballots."))
        fresh = opened(desk, vote, meeting)
        if fresh.rule.method is not Method.BALLOT:
            raise Refused(N_("This is a show of hands; tellers count ballots only."))
        numbers = {name: whole_number(typed.get(name, "")) for name in NUMBERS}
        choices = {one: whole_number(typed.get(one, "")) for one in fresh.choices}
        mine = Tally(teller=teller, choices=choices, **numbers)
        check_tally(mine, fresh, fresh.present - _voted_electronically(vote))
        _check_seen(vote, mine, seen)
        others = tuple(one for one in fresh.tallies if one.teller != teller)
        return desk.store.save(fresh.with_(tallies=(*others, mine)))


def _voted_electronically(vote: Vote) -> int:
    """Return how many get no ballot of paper.

    Raises:
        Refused: The box was not opened yet.
    """
    if vote.electronic is None:
        return 0
    if vote.electronic.counted_at is None:
        raise Refused(N_("Open the electronic ballots first; paper is counted after them."))
    return len(vote.electronic.voters)


def _teller(desk: Desk, vote_id: str, teller: str) -> str:
    found = desk.store.get(Meeting, desk.store.get(Vote, vote_id).meeting_id).attendee(teller)
    return found.styled if found else "?"


def _check_seen(vote: Vote, mine: Tally, seen: Vote | None) -> None:
    """Refuse to write over what somebody else entered for the same teller."""
    there = next((one for one in vote.tallies if one.teller == mine.teller), None)
    was = next((one for one in seen.tallies if one.teller == mine.teller), None) if seen else there
    if there is None or there in (was, mine):
        return
    found = tuple(difference(*one) for one in tally_differences(mine, there))
    raise Clash(found, mine=mine, theirs=vote, record_id=vote.id, whole=True)


def agree(desk: Desk, vote_id: str) -> Vote:
    """Take over what the tellers agree on: the round is counted.

    Raises:
        Refused: Less than two tellers counted, they differ (named number by number), one unit would hold
            both offices, a round that is void or counted, or the minutes are signed.
    """
    with round_act(desk, vote_id, N_("The tellers agree: {what}")) as (vote, _):
        if vote.agree is not None:
            raise Refused(N_("It is counted already."))
        if len(vote.tallies) < TELLERS:
            raise Refused(N_("Two tellers must have counted first."))
        first = vote.tallies[0]
        for other in vote.tallies[1:]:
            if tally_differences(first, other):
                raise Refused(N_("The tellers differ: {differences}."), differences=differing(vote))
        return desk.store.save(counted(desk, vote, together(vote, first)))


def differing(vote: Vote) -> str:
    """Say on which numbers the tellers differ: «Hợp lệ 12 ≠ 11, Đồng ý 9 ≠ 8»; empty where they agree."""
    if len(vote.tallies) < TELLERS:
        return ""
    first = vote.tallies[0]
    found = dict.fromkeys(one for other in vote.tallies[1:] for one in tally_differences(first, other))
    return enumerated(f"{label(vote, one.field)} {one.first} ≠ {one.second}" for one in found)


def label(vote: Vote, field: str) -> str:
    """Return the name of a number of a tally, as the screens write it."""
    candidate = vote.candidate(field)
    return candidate.name if candidate else t({**NUMBERS, **PLAIN}[field])


def counted(desk: Desk, vote: Vote, ballots: Tally) -> Vote:
    """Return a round with its count and what came of it; the numbers were checked.

    Raises:
        Refused: One unit would hold both offices.
    """
    fresh = vote.with_(ballots=ballots)
    if not fresh.candidates:
        agree, against = (ballots.choices.get(one, 0) for one in (FOR, AGAINST))
        unit_id = fresh.unit_id
        elected: tuple[str, ...] = ()
        if agree and unit_id:
            check_other_office(desk, vote.meeting_id, vote.purpose, unit_id)
    else:
        elected = result(fresh, ballots.choices).elected
        agree, against = max(ballots.choices.values(), default=0), 0
        winner = fresh.candidate(elected[0]) if elected and fresh.seats == 1 else None
        unit_id = winner.unit_id if winner else None
        if unit_id:
            check_other_office(desk, vote.meeting_id, vote.purpose, unit_id)
    other = max(fresh.present - agree - against, 0)
    return fresh.with_(
        agree=agree,
        against=against,
        other=other,
        invalid=ballots.invalid,
        missing=max(fresh.present - ballots.returned, 0),
        unit_id=unit_id,
        elected=elected,
        casting=None,
        counted_at=count_hour(desk, vote),
        approved=points_approved(desk, vote),
    )


def count_choices(desk: Desk, vote_id: str, typed: Mapping[str, str], seen: Vote | None = None) -> Vote:
    """Enter the raised hands for each candidate as typed; the voters are fixed at opening.

    Raises:
        Clash: Somebody else counted it since it was ``seen``.
        Refused: Numbers that cannot be, a paper ballot, a plain question, a void round, no quorum and no
            reason at opening, or the minutes are signed.
    """
    choices = {name: whole_number(text) for name, text in typed.items()}
    with round_act(desk, vote_id, N_("Counted: {what}")) as (vote, meeting):
        fresh = opened(desk, vote, meeting)
        if fresh.rule.method is Method.BALLOT or not fresh.candidates:
            raise Refused(N_("Only raised hands for several candidates are counted so."))
        hands = Tally(
            issued=fresh.present,
            returned=fresh.present,
            valid=fresh.present,
            invalid=0,
            choices={one: choices.get(one, 0) for one in fresh.choices},
        )
        check_choices(hands.choices, fresh, fresh.present)
        there = vote.ballots
        if (
            there is not None and seen is not None and there not in (seen.ballots, hands)
        ):  # a dict inside has no hash
            found = tuple(difference(*one) for one in tally_differences(hands, there))
            raise Clash(found, mine=hands, theirs=vote, record_id=vote.id, whole=True)
        return desk.store.save(counted(desk, fresh, hands))
