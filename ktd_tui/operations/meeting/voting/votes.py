"""Votes of the meeting: put a question, count it, take it back."""

from datetime import datetime
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.voting import Method, Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.naming import Called
from ktd_tui.operations.conflicts import Clash, Gone, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.meeting.change import going_on, meeting_act, round_act
from ktd_tui.operations.meeting.voting.opening import opened, rule_of_question
from ktd_tui.operations.scoring.awards import awards_page
from ktd_tui.operations.scoring.grid import Grid, grid, results_digest
from ktd_tui.papers import phrases
from ktd_tui.rules.meeting.ballots import check_count, check_limit, may_follow
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.scoring.results.nominations import Proposal
from ktd_tui.words import whole_number

PAPER = ("invalid", "missing")
COUNTS = ("agree", "against", "other", *PAPER)
UNIQUE = (Purpose.SCORES, Purpose.DIRECTIONS, Purpose.MINUTES, Purpose.REGULATION, Purpose.CRITERIA)
"""Questions of which a meeting has one of each kind."""
OFFICES = {Purpose.HEAD: Purpose.DEPUTY, Purpose.DEPUTY: Purpose.HEAD}
"""The two offices that one unit cannot hold at once."""


class Rest(NamedTuple):
    """Who was neither for nor against, as typed; what is empty is 0.

    Attributes:
        abstained: No opinion («không có ý kiến»).
        invalid: Ballots that are not valid; hands have none.
        missing: Ballots that did not come back; hands have none.
    """

    abstained: str = ""
    invalid: str = ""
    missing: str = ""


def put_question(
    desk: Desk,
    meeting_id: str,
    purpose: Purpose,
    unit_id: str | None = None,
    award: str = "",
    person: Called | None = None,
) -> Vote:
    """Put a question to the meeting, or return it where it was put already.

    A question whose last round is void, or did not pass, is put for the next round.

    Args:
        person: Whom an award is for, where it is for no unit itself; ``unit_id`` is theirs, or None.

    Raises:
        Refused: No unit or award is named where one is needed, the rule allows no other round, or the minutes
            are signed.
    """
    award = within(award, 200)
    meeting = desk.store.get(Meeting, meeting_id)
    subject = subject_of(desk, meeting, purpose, unit_id, award, person)
    whom = person.listed if person else ""
    with meeting_act(desk, meeting_id, N_("Put to the vote: {what}"), {"what": subject}) as meeting:
        _check_named(purpose, award, concerns=bool(unit_id or whom))
        put = desk.store.find(Vote, meeting_id=meeting_id, purpose=purpose, unit_id=unit_id, award=award)
        rounds = [vote for vote in put if not vote.candidates and vote.person == whom]
        last = max(rounds, key=lambda vote: vote.round, default=None)
        if last and not may_follow(last):
            return last
        fresh = Vote(
            meeting_id=meeting_id,
            purpose=purpose,
            subject=subject,
            unit_id=unit_id,
            person=whom,
            award=award,
            rule=rule_of_question(desk, meeting, purpose, award),
        )
        return desk.store.save(_after(last, fresh) if last else fresh)


def _after(last: Vote, fresh: Vote) -> Vote:
    """Let a round follow another; a void one is none of the rounds that a rule may limit."""
    if last.void is None:
        check_limit(last)
    return fresh.with_(round=last.round + 1, held=last.held + (last.void is None), follows_id=last.id)


def _check_named(purpose: Purpose, award: str, *, concerns: bool) -> None:
    """Refuse a question without its wording, its award, or whom it concerns."""
    if purpose is Purpose.MOTION:
        if not award:
            raise Refused(N_("Write the question first."))
    elif purpose not in UNIQUE and not concerns:
        raise Refused(N_("Choose a unit first."))
    if purpose in (Purpose.AWARD, Purpose.GRADE) and not award:
        raise Refused(N_("Choose or write the award first."))


def put_to_meeting(desk: Desk, bloc_year_id: str) -> int:
    """Put every proposal for a title, and every grade that a ballot confirms, to the year-end meeting's vote.

    It returns how many were put now. A shared rank at the last place is put for each of those that share
    it: the meeting decides.

    Raises:
        NotAllowed: The right is missing.
        Refused: There is no year-end meeting yet, or its minutes are signed.
    """
    there = meeting_of(desk, bloc_year_id)
    if there is None:
        raise Refused(N_("There is no year-end meeting in this year yet."))
    with meeting_act(desk, there.id, N_("Put the proposals to the vote")) as meeting:
        page = awards_page(desk, bloc_year_id)
        wanted = _grades_to_confirm(page.grid)
        wanted += [
            (Purpose.AWARD, (one.unit_id, one.title))
            for one in page.nominations
            if one.verdict is not Proposal.NOT
        ]
        return _put_new(desk, meeting, wanted)


def put_grades(desk: Desk, meeting_id: str) -> int:
    """Put every grade that waits for the meeting's ballot, and return how many were put now.

    Raises:
        NotAllowed: The right is missing.
        Refused: The minutes are signed.
    """
    with meeting_act(desk, meeting_id, N_("Put the grades to the vote")) as meeting:
        return _put_new(desk, meeting, _grades_to_confirm(grid(desk, meeting.bloc_year_id)))


_Wanted = list[tuple[Purpose, tuple[str, str]]]


def _grades_to_confirm(of: Grid) -> _Wanted:
    return [(Purpose.GRADE, (one.unit_id, one.grade)) for one in of.standings if one.to_vote]


def _put_new(desk: Desk, meeting: Meeting, wanted: _Wanted) -> int:
    put_already = {(v.unit_id, v.award) for v in desk.store.find(Vote, meeting_id=meeting.id) if not v.person}
    fresh = [(purpose, what) for purpose, what in wanted if what not in put_already]
    for purpose, what in fresh:
        put_question(desk, meeting.id, purpose, *what)
    return len(fresh)


def subject_of(
    desk: Desk,
    meeting: Meeting,
    purpose: Purpose,
    unit_id: str | None,
    award: str,
    person: Called | None = None,
) -> str:
    """Word a question as it stands in the minutes; the award may stand as it was typed."""
    year = desk.store.get(BlocYear, meeting.bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    unit = desk.store.get(Unit, unit_id).name_in(year.year) if unit_id else ""
    whom = person.comrade if person else unit
    return phrases.subject(purpose, year.year, bloc, whom, within(award, 200), meeting.kind)


def count_votes(
    desk: Desk,
    vote_id: str,
    agree: str,
    against: str,
    other: str | Rest = "",
    seen: Vote | None = None,
) -> Vote:
    """Enter the counts of a vote as typed; an empty field is 0. The voters are those of the opening.

    Args:
        vote_id: The round; it is opened where it was not.
        agree: Votes for.
        against: Votes against.
        other: No opinion («không có ý kiến»), or that with the ballots that say nothing.
        seen: The round as it was seen when typing began.

    Raises:
        Clash: Somebody else counted it since it was ``seen``.
        Refused: Not whole numbers, counts that do not balance, an invalid hand, no quorum and no reason at
            opening, one unit elected to both offices, a ballot with candidates, a void round, or signed
            minutes.
    """
    rest = Rest(other) if isinstance(other, str) else other
    counts = [whole_number(text) for text in (agree, against, *rest)]
    told = {"agree": agree, "against": against}
    with round_act(desk, vote_id, N_("Counted: {agree} for, {against} against"), told) as (vote, meeting):
        if vote.candidates:
            raise Refused(N_("This is a ballot with several candidates; count the votes of each."))
        if vote.electronic:
            raise Refused(N_("This round has electronic ballots; the tellers count it (F3)."))
        fresh = opened(desk, put_anew(desk, vote), meeting)
        if fresh.rule.method is Method.BALLOT and meeting.tellers:
            raise Refused(N_("The meeting has tellers; they count the ballots (F3)."))
        about = (fresh.counted_at and vote.approved) or points_approved(desk, vote)
        done = _answered(fresh, *counts).with_(counted_at=count_hour(desk, fresh), approved=about)
        if done.agree and vote.unit_id:
            check_other_office(desk, vote.meeting_id, vote.purpose, vote.unit_id)
        _check_seen(vote, done, seen)
        return desk.store.save(done)


def put_anew(desk: Desk, vote: Vote) -> Vote:
    """Return a round as it is to be counted: points that changed since it approved them are voted on now.

    One that did not approve them stays as it was: a next round votes on what they are now.
    """
    if may_follow(vote) or vote.approved in ("", points_approved(desk, vote)):
        return vote
    return vote.with_(opened_at=None, agree=None, against=0, other=0, counted_at=None)


def count_hour(desk: Desk, vote: Vote) -> datetime:
    """Return when a round is counted: now, and a meeting that had closed goes on; mended, it stays."""
    if vote.counted_at:
        return vote.counted_at
    going_on(desk, vote.meeting_id)
    return desk.now


def points_approved(desk: Desk, vote: Vote) -> str:
    """Return the digest of the results that a round approves, as they are now; empty where of none."""
    if vote.purpose is not Purpose.SCORES:
        return ""
    meeting = desk.store.get(Meeting, vote.meeting_id)
    return results_digest(desk, desk.store.get(BlocYear, meeting.bloc_year_id))


def _answered(vote: Vote, agree: int, against: int, abstained: int, invalid: int, missing: int) -> Vote:
    """Return a plain question with its answers, which balance against those who can vote in the round."""
    if vote.rule.method is Method.HANDS and (invalid or missing):
        raise Refused(N_("Raised hands are never invalid or missing."))
    other = abstained + invalid + missing
    check_count(vote.present, agree, against, other)
    return vote.with_(
        agree=agree, against=against, other=other, invalid=invalid, missing=missing, casting=None
    )


def _check_seen(vote: Vote, mine: Vote, seen: Vote | None) -> None:
    """Refuse to count over what somebody else counted; the numbers belong together."""
    there, was = _numbers(vote), _numbers(seen) if seen else None
    if seen is None or there in (was, _numbers(mine)):
        return
    rows = zip(COUNTS, _numbers(mine), there, strict=True)
    found = (difference(f, now, then) for f, now, then in rows if f not in PAPER or now or then)
    raise Clash(tuple(found), mine=_numbers(mine), theirs=vote, record_id=vote.id, whole=True)


def _numbers(of: Vote) -> list[int | None]:
    return [getattr(of, name) for name in COUNTS]


def withdraw_question(desk: Desk, vote: Vote) -> None:
    """Take back a question that was not counted.

    Raises:
        Refused: It was counted: what was voted stays on record.
        Gone: Somebody else took it back already.
    """
    with meeting_act(desk, vote.meeting_id, N_("Withdrew a vote")):
        now = desk.store.find(Vote, id=vote.id)
        if not now:
            raise Gone(vote, record_id=vote.id)
        if now[0].void is not None:
            raise Refused(N_("A void round stays on record."))
        if now[0].electronic:
            raise Refused(N_("Electronic ballots are open; declare the round void instead."))
        if now[0].agree is not None:
            raise Refused(N_("A counted vote stays on record; count it anew if it was mistyped."))
        desk.store.delete(now[0])


def check_other_office(desk: Desk, meeting_id: str, purpose: Purpose, unit_id: str) -> None:
    """Refuse to elect the unit that holds the other office already.

    Raises:
        Refused: It does.
    """
    if purpose not in OFFICES:
        return
    votes = tuple(desk.store.find(Vote, meeting_id=meeting_id))
    won = Proceedings(desk.store.get(Meeting, meeting_id), votes=votes).winner(OFFICES[purpose])
    if won and won.unit_id == unit_id:
        raise Refused(N_("One unit cannot hold both offices of the bloc."))
