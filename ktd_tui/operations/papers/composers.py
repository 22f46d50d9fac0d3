"""What composes a paper: it reads what the paper tells, for its composer in ``ktd_tui/papers/kinds``.

A composer is imported for its own paper: who exports one does not wait for the code of thirty.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.meeting.view import MeetingView, meeting_view
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.papers.document import Paper
from ktd_tui.papers.letter import cited
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.meeting.flow import agenda
from ktd_tui.rules.meeting.steps import paper_title

if TYPE_CHECKING:
    from ktd_tui.sheets.writing import WrittenTable

YEAR_END, MID_YEAR = "year-end", "mid-year"


class PaperRef(NamedTuple):
    """Which paper is meant.

    Attributes:
        kind: Its id in ``KINDS``.
        year: The bloc-year's id.
        meeting: Whose minutes, where that is neither the year's year-end nor its mid-year meeting.
        version: As it was sealed in that version; 0: as it is now.
        about: Whom it is about, where there is one for each: a key of ``PaperKind.whom``.
    """

    kind: str
    year: str
    meeting: str = ""
    version: int = 0
    about: str = ""


Composing = Callable[[], Paper]
"""Composes a paper from what was read for it."""
Compose = Callable[[Desk, PaperRef], Composing]
"""Reads what a paper tells from the data as it is now, and says where there is nothing to compose it from."""
ComposeTable = Callable[[Desk, str], "WrittenTable"]
"""Draws a paper of a year up as a table."""
Whom = Callable[[Desk, str], Sequence[tuple[str, str]]]
"""Tells whom a paper can be about in a year: key and name of each."""
ComposeMeeting = Callable[[Desk, MinutesData], Composing]
"""The same for a paper about a meeting."""


class PaperKind(NamedTuple):
    """A kind of paper.

    Attributes:
        id: Its name on the command line.
        title: What it is called, a msgid.
        help: What the command line says of it, a msgid.
        stem: How its file's name begins.
        compose: What reads it and composes it; reading refuses where there is nothing to compose it from.
        symbol: How its kind is abbreviated in its number (Phụ lục III); empty: it has none.
        annex_of: The kind whose annex it is: it bears that paper's number and day.
        cites: The kind that it names by number and day, once that is sealed; empty: none.
        steps: Steps of the meeting that must lack nothing before it is sealed; None: all of them.
        meeting: Which meeting of the year it is about.
        any_meeting: It is composed of any other meeting, too, where one is named; that one is not sealed.
        letter: It goes to the bloc's usual recipients; minutes have their own.
        is_minutes: It is the minutes of its meeting.
        of_office: The council's office issues it: the bloc's own way of writing papers is not its.
        grounds: It names the law that it rests on.
        scores: Points and ranks stand in it: where an appeal changes them after the signing, it says so.
        whom: There is one for each of these; their own office issues it, so it is not sealed here.
        table: What draws it up as a table, for a spreadsheet; None: it is none.
    """

    id: str
    title: str
    help: str
    stem: str
    compose: Compose
    symbol: str = ""
    annex_of: str = ""
    cites: str = ""
    steps: tuple[str, ...] | None = None
    meeting: str = YEAR_END
    any_meeting: bool = False
    letter: bool = False
    is_minutes: bool = False
    of_office: bool = False
    grounds: bool = False
    scores: bool = False
    whom: Whom | None = None
    table: ComposeTable | None = None


@dataclass(frozen=True)
class OfMeeting:
    """What composes a paper about a year's meeting of one kind, or about the one that is named.

    Attributes:
        which: The kind of meeting.
        compose: What composes it of that meeting.
    """

    which: str
    compose: ComposeMeeting

    def __call__(self, desk: Desk, ref: PaperRef, seen: dict[str, MeetingView] | None = None) -> Composing:
        """Read the meeting, or take what was ``seen`` of it for another paper.

        Raises:
            Refused: There is none yet, or it lacks what the paper tells.
        """
        meeting = desk.store.get(Meeting, ref.meeting) if ref.meeting else None
        meeting = meeting or meeting_of(desk, ref.year, MeetingKind(self.which))
        if meeting is None:
            if self.which == MID_YEAR:
                raise Refused(N_("There is no mid-year meeting in this year yet."))
            raise Refused(N_("There is no year-end meeting in this year yet."))
        of = meeting_view(desk, meeting.id, (seen or {}).get(meeting.id))
        if seen is not None:
            seen[meeting.id] = of
        return self.compose(desk, of.data)


def pledge_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose the pledge, which is of the year."""
    from ktd_tui.operations.year.pledge import pledge_data

    data = pledge_data(desk, ref.year)

    def composed() -> Paper:
        from ktd_tui.papers.kinds.pledge import compose_pledge

        return compose_pledge(data)

    return composed


def invitation_paper(_: Desk, of: MinutesData) -> Composing:
    """Compose the invitation with the agenda."""

    def composed() -> Paper:
        from ktd_tui.papers.kinds.invitation import compose_invitation

        meeting = of.proceedings.meeting
        steps = agenda(meeting)[1:]
        return compose_invitation(
            of, [paper_title(one, of.bloc.words, meeting.kind, of.year.year) for one in steps]
        )

    return composed


def report_paper(desk: Desk, of: MinutesData) -> Composing:
    """Compose the report; there is always something to tell."""

    def composed() -> Paper:
        from ktd_tui.operations.papers.sources import report_data
        from ktd_tui.papers.kinds.report import compose_report

        return compose_report(report_data(desk, of))

    return composed


def annex_paper(desk: Desk, of: MinutesData) -> Composing:
    """Compose the annex of scores: it belongs to what the meeting decides.

    Raises:
        Refused: The year has no criteria set yet.
    """
    criteria_of(desk, of.year)

    def composed() -> Paper:
        from ktd_tui.operations.papers.sources import annex_data
        from ktd_tui.papers.kinds.annex import compose_annex

        minutes = f"Biên bản {cited('BB', of.bloc)} của {of.bloc.name}"
        return compose_annex(annex_data(desk, of.year.id, to=minutes))

    return composed


def ballot_papers(_: Desk, of: MinutesData) -> Composing:
    """Compose the ballot papers of the questions that wait."""
    from ktd_tui.papers.kinds import ballots

    if not ballots.to_vote(of):
        raise Refused(N_("No question waits for its ballots."))
    return partial(ballots.compose_ballots, of)


def record_of_count(_: Desk, of: MinutesData) -> Composing:
    """Compose the tellers' record of what they counted."""
    from ktd_tui.papers.kinds import count

    if not of.proceedings.meeting.tellers or not count.ballots(of):
        raise Refused(N_("The tellers have not counted any ballot yet."))
    return partial(count.compose_count, of)


def minutes_paper(_: Desk, of: MinutesData) -> Composing:
    """Compose the minutes."""

    def composed() -> Paper:
        from ktd_tui.papers.kinds.minutes import compose_minutes

        return compose_minutes(of)

    return composed


def handover_paper(_: Desk, of: MinutesData) -> Composing:
    """Compose the record of the handover."""

    def composed() -> Paper:
        from ktd_tui.papers.kinds.handover import compose_handover

        return compose_handover(of)

    return composed


def nominations_paper(desk: Desk, of: MinutesData) -> Composing:
    """Compose the proposal of awards; without one there is nothing to propose.

    Raises:
        Refused: The meeting voted for no award yet.
    """
    from ktd_tui.operations.papers.sources import legal_grounds
    from ktd_tui.papers.kinds.nominations import compose_nominations, passed_awards

    if not passed_awards(of):
        raise Refused(N_("The meeting has voted for no award yet."))
    return lambda: compose_nominations(of, legal_grounds(desk, of.year))


def notice_paper(_: Desk, of: MinutesData) -> Composing:
    """Compose the notice of conclusions."""

    def composed() -> Paper:
        from ktd_tui.papers.kinds.notice import compose_notice

        return compose_notice(of)

    return composed
