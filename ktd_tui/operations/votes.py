"""Votes of the meeting: put a question, count it, take it back."""

from fractions import Fraction

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.voting import Base, Method, Purpose, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import Clash, Gone, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.places import At
from ktd_tui.papers import phrases
from ktd_tui.rules.access import Act
from ktd_tui.rules.ballots import check_count
from ktd_tui.rules.flow import check_open
from ktd_tui.rules.quorum import check_quorum
from ktd_tui.text import clean

RULES: dict[Purpose, VoteRule] = {
    Purpose.AWARD: VoteRule(method=Method.BALLOT, base=Base.MEMBERS, fraction=Fraction(2, 3), strict=False),
}
"""Rule by question until an office sets its own; any other question: a show of hands, more than half of
those present. Two thirds of all members by ballot for a title: domain.md §2."""

COUNTS = ("agree", "against", "other")
UNIQUE = (Purpose.SCORES, Purpose.DIRECTIONS, Purpose.MINUTES)
"""Questions that are put once; put again they are counted anew."""


def put(desk: Desk, meeting_id: str, purpose: Purpose, unit_id: str | None = None, award: str = "") -> Vote:
    """Put a question to the meeting, or return it where it was put already.

    Raises:
        Refused: No unit or award is named where one is needed, or the minutes are signed.
    """
    award = clean(award, limit=200)
    meeting = desk.store.get(Meeting, meeting_id)
    subject = _subject(desk, meeting, purpose, unit_id, award)
    with desk.act(Act.RUN_MEETING, N_("Put to the vote: {what}"), {"what": subject}, at=meeting) as store:
        check_open(store.get(Meeting, meeting_id))
        if purpose not in UNIQUE and unit_id is None:
            raise Refused(N_("Choose a unit first."))
        if purpose is Purpose.AWARD and not award:
            raise Refused(N_("Choose or write the award first."))
        for vote in store.find(Vote, meeting_id=meeting_id, purpose=purpose):
            if (vote.unit_id, vote.award) == (unit_id, award):
                return vote
        return store.save(
            Vote(
                meeting_id=meeting_id,
                purpose=purpose,
                subject=subject,
                unit_id=unit_id,
                award=award,
                rule=RULES.get(purpose, VoteRule()),
            )
        )


def _subject(desk: Desk, meeting: Meeting, purpose: Purpose, unit_id: str | None, award: str) -> str:
    year = desk.store.get(BlocYear, meeting.bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    unit = desk.store.get(Unit, unit_id).name if unit_id else ""
    return phrases.subject(purpose, year.year, bloc.name, unit, award)


def count(desk: Desk, vote_id: str, agree: str, against: str, other: str, seen: Vote | None = None) -> Vote:
    """Enter the counts of a vote as typed; an empty field is 0. The voters are who is present now.

    Raises:
        Clash: Somebody else counted it since it was ``seen``.
        Refused: Not whole numbers, counts that do not balance, no quorum, one unit elected to both
            offices, or the minutes are signed.
    """
    counts = [_whole(text) for text in (agree, against, other)]
    told = {"agree": agree, "against": against}
    with desk.act(
        Act.RUN_MEETING, N_("Counted: {agree} for, {against} against"), told, at=At(Vote, vote_id)
    ) as store:
        vote = store.get(Vote, vote_id)
        meeting = store.get(Meeting, vote.meeting_id)
        check_open(meeting)
        of = check_quorum(meeting)
        check_count(of.present, *counts)
        _check_other_office(desk, vote, counts[0])
        _check_seen(vote, counts, seen)
        return store.save(
            vote.with_(
                members=of.members,
                present=of.present,
                agree=counts[0],
                against=counts[1],
                other=counts[2],
                counted_at=desk.now,
            )
        )


def _check_seen(vote: Vote, counts: list[int], seen: Vote | None) -> None:
    """Refuse to count over what somebody else counted; the three numbers belong together."""
    there = [vote.agree, vote.against, vote.other]
    if seen is None or there in ([seen.agree, seen.against, seen.other], counts):
        return
    found = (difference(f, mine, now) for f, mine, now in zip(COUNTS, counts, there, strict=True))
    raise Clash(tuple(found), mine=counts, theirs=vote, record_id=vote.id, whole=True)


def withdraw(desk: Desk, vote: Vote) -> None:
    """Take back a question that was not counted.

    Raises:
        Refused: It was counted: what was voted stays on record.
        Gone: Somebody else took it back already.
    """
    with desk.act(Act.RUN_MEETING, N_("Withdrew a vote"), at=vote) as store:
        check_open(store.get(Meeting, vote.meeting_id))
        now = store.find(Vote, id=vote.id)
        if not now:
            raise Gone(vote, record_id=vote.id)
        if now[0].agree is not None:
            raise Refused(N_("A counted vote stays on record; count it anew if it was mistyped."))
        store.delete(now[0])


def _whole(text: str) -> int:
    plain = text.strip() or "0"
    # Six digits at most: no meeting has a million voters.
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > 6:  # noqa: PLR2004  # see above
        raise Refused(N_("“{text}” is not a whole number."), text=text)
    return int(plain)


def _check_other_office(desk: Desk, vote: Vote, agree: int) -> None:
    """Refuse to elect the unit that holds the other office already."""
    other = {Purpose.HEAD: Purpose.DEPUTY, Purpose.DEPUTY: Purpose.HEAD}.get(vote.purpose)
    if other is None or not agree:
        return
    from ktd_tui.rules.flow import Proceedings

    votes = tuple(desk.store.find(Vote, meeting_id=vote.meeting_id))
    won = Proceedings(desk.store.get(Meeting, vote.meeting_id), votes=votes).winner(other)
    if won and won.unit_id == vote.unit_id:
        raise Refused(N_("One unit cannot be bloc head and deputy head at once."))
