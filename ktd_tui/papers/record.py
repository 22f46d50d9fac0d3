"""What the minutes say, section by section, with clock times.

Shown live beside the meeting and printed in the paper, so that the two cannot differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ktd_tui.domain.meeting import AgendaStep, Meeting, Step, Turn
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Role, Unit
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.scoring import Appeal, CriteriaSet
from ktd_tui.domain.voting import Method, Vote
from ktd_tui.naming import Called
from ktd_tui.papers import phrases, presence_phrases, vote_phrases
from ktd_tui.papers.blocks import without_empty
from ktd_tui.papers.document import Table
from ktd_tui.papers.entries import Entry, dated_entries, hanging_together
from ktd_tui.papers.letter import called_within
from ktd_tui.papers.result_phrases import grade_said, with_group
from ktd_tui.rules.meeting.attended import quorum_of_all
from ktd_tui.rules.meeting.deeds import coming_year, deeds_of
from ktd_tui.rules.meeting.flow import agenda, agenda_step
from ktd_tui.rules.meeting.hours import step_at
from ktd_tui.rules.meeting.presence import comes_back, comings, quorum_at_opening
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.speaking_list import spoke_in, total
from ktd_tui.rules.meeting.steps import STEPS, paper_title
from ktd_tui.rules.scoring.results.ranking import Standing, came_to, standings_in_order


@dataclass(frozen=True)
class MinutesData:
    """All that the minutes are composed from."""

    council: Council
    bloc: Bloc
    year: BlocYear
    proceedings: Proceedings
    units: Mapping[str, Unit]
    movements: tuple[Movement, ...]
    criteria: CriteriaSet | None
    standings: tuple[Standing, ...]
    appeals: tuple[tuple[str, Appeal], ...] = ()
    settled: tuple[TieDecision, ...] = ()

    def leads(self, person: Attendee) -> bool:
        """Tell whether a delegate heads the unit that leads the bloc this year."""
        unit = self.units.get(self.year.unit_with(Role.HEAD) or "")
        return unit is not None and person.person_id is not None and person.person_id == unit.head_id

    @property
    def head_of_bloc(self) -> Called:
        """The bloc's head; nobody where no delegate is known to be it."""
        return next((a.called for a in self.proceedings.meeting.attendees if self.leads(a)), Called())


def movements_table(data: MinutesData) -> Table:
    """Return the year's movements as the minutes and the report list them."""
    table = Table(
        header=("STT", "Phong trào", "Kế hoạch", "Thời gian"),
        rows=tuple(
            (str(n), f"“{m.title}”", m.plan, phrases.paper_period(m)) for n, m in enumerate(data.movements, 1)
        ),
        widths=(0.08, 0.44, 0.3, 0.18),
        align=("center", "left", "left", "center"),
    )
    return without_empty(table)


def standings_table(data: MinutesData) -> Table:
    """Return the ranking by rank; without rows while nobody is ranked."""
    ranked = standings_in_order(s for s in data.standings if s.rank)
    table = Table(
        header=("Hạng", "Đơn vị", "Tổng điểm", "Xếp loại"),
        rows=tuple(
            (str(s.rank), with_group(data.units[s.unit_id].name, s), came_to(s), grade_said(s))
            for s in ranked
        ),
        widths=(0.12, 0.48, 0.18, 0.22),
        align=("center", "left", "right", "left"),
    )
    return without_empty(table)


@dataclass(frozen=True)
class Section:
    """The minutes of one step."""

    step: Step
    title: str
    entries: tuple[Entry, ...]


def sections(data: MinutesData) -> tuple[Section, ...]:
    """Return the sections that have something to say, in the order of the meeting."""
    meeting = data.proceedings.meeting
    lines: dict[Step | None, list[MinutesLine]] = {}
    for line in data.proceedings.lines:
        lines.setdefault(told_under(meeting, line.step, line.at), []).append(line)
    found = [
        (one, tuple(dated_entries(meeting, _entries(data, one.step, lines.get(one.step, [])))))
        for one in agenda(meeting)
    ]
    return tuple(Section(one.step, _called(data, one), entries) for one, entries in found if entries)


def _entries(data: MinutesData, step: Step, lines: Sequence[MinutesLine]) -> Iterator[Entry]:
    p, word = data.proceedings, called_within(data.proceedings.meeting)
    untimed = tuple(_untimed(data, step))
    concludes = step is Step.CONCLUSION and bool(lines)  # others spoke: the chair has the last word
    yield from () if concludes else untimed
    spoken = _spoken(p.meeting, lines)
    timed = list(_events(data, step, spoken))  # of the same moment, what happened stands before what was said
    timed += [line_entry(line, spoken.get(line.id)) for line in lines]
    votes = _votes_of(p, step)
    timed += [Entry(one.at, vote_phrases.withdrawal(v, one)) for v in votes for one in v.withdrawn]
    timed += [_vote(v, word) for v in votes if not v.pending]
    timed += [
        Entry(g.at, phrases.gap(_title(data, g.step), g.reason, silent=_silent(g.step, lines), meeting=word))
        for g in p.meeting.gaps
        if told_under(p.meeting, g.step) is step
    ]
    yield from hanging_together(sorted(timed, key=lambda e: e.at.timestamp() if e.at else 0.0))
    yield from floor_entries(data, step, lines)
    yield from _concluded(untimed) if concludes else ()


def floor_entries(data: MinutesData, step: Step, lines: Iterable[MinutesLine]) -> Iterator[Entry]:
    """Yield how much was said in a step, where several spoke in it."""
    of = total(data.proceedings.meeting, step, lines)
    if of.turns > 1 and (STEPS[step].line is LineKind.STATEMENT or of.minutes is not None):
        yield Entry(None, presence_phrases.floor(of))


def _concluded(told: Sequence[Entry]) -> Iterator[Entry]:
    for place, entry in enumerate(told):
        yield entry if place else entry._replace(text=f"Chủ trì kết luận: {entry.text}")


def _silent(step: Step, lines: Sequence[MinutesLine]) -> bool:
    """Tell whether a step in which people only speak went by without a word."""
    return step in (Step.STATEMENTS, Step.DISCUSSION, Step.LIMITATIONS) and not lines


def _votes_of(p: Proceedings, step: Step) -> list[Vote]:
    """Return the votes of a step: on its questions, by their hour on what no step puts."""
    put = {purpose for one in agenda(p.meeting) for purpose in STEPS[one.step].purposes}

    def by_hour(of: Vote) -> Step | None:
        at = _settled_at(of)
        return told_under(p.meeting, step_at(p, at)) if at else None

    stray = (v for v in p.votes if v.purpose not in put)
    return [*p.of_purpose(*STEPS[step].purposes), *(v for v in stray if by_hour(v) is step)]


def _settled_at(vote: Vote) -> datetime | None:
    return vote.counted_at or (vote.void.at if vote.void else None)


def told_under(meeting: Meeting, step: Step, at: datetime | None = None) -> Step | None:
    """Return under which step something stands: what the meeting saw of its preparation, under the opening.

    What was noted before the opening, the meeting did not hear: None.
    """
    if step is not Step.PREPARATION:
        return step
    heard = at is None or (meeting.opened_at is not None and at >= meeting.opened_at)
    return Step.OPENING if heard else None


def _title(data: MinutesData, step: Step) -> str:
    return _called(data, agenda_step(data.proceedings.meeting, step))


def _called(data: MinutesData, of: AgendaStep) -> str:
    return paper_title(of, data.bloc.words, data.proceedings.meeting.kind, data.year.year)


def _untimed(data: MinutesData, step: Step) -> Iterator[Entry]:
    meeting = data.proceedings.meeting
    if field := STEPS[step].text:
        texts = getattr(meeting, field)
        for place, text in enumerate(texts, 1):
            ended = phrases.sentence_ended(text, goes_on=place < len(texts))
            yield Entry(None, phrases.sentence_begun(ended))
    if step is _counting(data):
        seated = {a.id: a.sitting.comrade for a in meeting.attendees if a.id in meeting.tellers}
        head = seated.get(meeting.head_teller or "", "")
        yield Entry(None, vote_phrases.tellers(list(seated.values()), head, called_within(meeting)))


def _counting(data: MinutesData) -> Step | None:
    """Return the first step with ballots that tellers count, None where there is none.

    Where none has a count of theirs apart, they were named as those who had counted what was entered.
    """
    p = data.proceedings
    steps = [one.step for one in agenda(p.meeting)] if p.meeting.tellers else []
    ballots = [
        (step, vote)
        for step in steps
        for vote in p.of_purpose(*STEPS[step].purposes)
        if vote.rule.method is Method.BALLOT
    ]
    theirs = (step for step, vote in ballots if vote.tallies or vote.electronic or vote.void)
    return next(theirs, next((step for step, vote in ballots if not vote.pending), None))


def _spoken(meeting: Meeting, lines: Iterable[MinutesLine]) -> dict[str, Turn]:
    """Return the turns of which the words were written, each by the id of the first line of them."""
    spoken: dict[str, Turn] = {}
    for turn in meeting.turns:
        for line in lines:
            if spoke_in(turn, line):
                spoken[line.id] = turn
                break
    return spoken


def _events(data: MinutesData, step: Step, spoken: Mapping[str, Turn]) -> Iterator[Entry]:
    meeting, word = data.proceedings.meeting, called_within(data.proceedings.meeting)
    if step is Step.OPENING and meeting.opened_at:
        told = presence_phrases.opening(quorum_at_opening(meeting), quorum_of_all(data.proceedings), word)
        yield Entry(meeting.opened_at, told)
    for event in comings(meeting):
        if told_under(meeting, event.step, event.at) is step:
            back = comes_back(meeting, event)
            yield Entry(event.at, presence_phrases.coming(event, back=back, meeting=word))
    yield from _deeds(data, step)
    for turn in meeting.turns:
        written = turn in spoken.values()
        if turn.began_at and not written and told_under(meeting, turn.step, turn.began_at) is step:
            yield Entry(turn.began_at, presence_phrases.turn(turn))
    handover = meeting.handover
    signed = handover.done_at or handover.given_at or handover.taken_at
    if step is Step.HANDOVER and signed:
        yield Entry(signed, phrases.handover(handover, data.bloc))


def _deeds(data: MinutesData, step: Step) -> Iterator[Entry]:
    meeting, done = data.proceedings.meeting, deeds_of(data.proceedings.meeting, step)
    if step is Step.PLEDGE and done:
        year = coming_year(meeting.kind, data.year.year)
        yield Entry(max(of.at for of in done), phrases.pledge_signed(done, year, data.bloc))
    elif step is Step.GIVING and done:  # in their order of honour, whatever order they were entered in
        first, word = min(of.at for of in done), called_within(meeting)
        given = (phrases.award_given(of, word) for of in done)
        yield from (Entry(first, text, joined=n > 0) for n, text in enumerate(given))
    else:
        say = {Step.UNIT_REPORTS: phrases.unit_report, Step.FLAG: phrases.flag}
        yield from (Entry(of.at, say[step](of)) for of in done)


def line_entry(line: MinutesLine, turn: Turn | None = None) -> Entry:
    """Return what a line says; the first of a turn on the speaking list tells how long that took."""
    text = line.text if line.goes_on else line.text.removeprefix("- ")  # a list of one point is none
    return Entry(line.at, phrases.statement(line.speaker, text, turn), line)


def _vote(vote: Vote, meeting: str) -> Entry:
    return Entry(_settled_at(vote), vote_phrases.vote(vote, meeting), vote=vote)
