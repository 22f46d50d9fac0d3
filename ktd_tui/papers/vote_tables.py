"""Votes that the minutes tell as tables: a round's candidates, and awards that were voted on alike.

Each number is told once: what all of a table have in common stands in the sentence above it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import groupby

from ktd_tui.domain.voting import Method, Purpose, Vote
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.blocks import Block, Paragraph, Table, without_empty
from ktd_tui.papers.entries import Entry
from ktd_tui.papers.phrases import MEETING
from ktd_tui.rules.meeting.ballots import figures, outcome, received, undecided_for_good
from ktd_tui.words import number, percent, short_time

FEW = 3
"""So many awards in a row that were voted on alike are a table."""


def told(entries: Sequence[Entry], meeting: str = MEETING) -> Iterator[Block]:
    """Yield the entries of a section as a paper has them that calls its ``meeting`` so."""
    for alike, run in groupby(entries, key=_voted_alike):
        of = list(run)
        if alike and len(of) >= FEW:
            yield from _awards(of, meeting)
        else:
            for entry in of:
                yield from _told(entry, meeting)


def _told(entry: Entry, meeting: str) -> Iterator[Block]:
    lead = f"{entry.clock} – " if entry.clock else ""
    of = entry.vote
    if of is None or not (outcome(of) and of.candidates and of.ballots is not None):
        yield Paragraph(entry.text, lead=lead)
        return
    yield Paragraph(vote_phrases.put_to_vote([of], meeting), lead=lead)
    yield _candidates(of)
    yield Paragraph(vote_phrases.count_judged(of))


def _candidates(of: Vote) -> Table:
    base, got = outcome(of), received(of, of.ballots.choices if of.ballots else {})
    rows = []
    for place, one in enumerate(of.candidates, 1):
        share = percent(Fraction(got[one.id], (base.base if base else 0) or 1))
        verdict = vote_phrases.candidate_verdict(of, one.id)
        rows.append((str(place), one.name, number(got[one.id]), share, verdict))
    return without_empty(
        Table(
            header=("STT", "Đơn vị", _counted(of), "Tỷ lệ", "Kết quả"),
            rows=tuple(rows),
            widths=(0.08, 0.44, 0.14, 0.12, 0.22),
            align=("center", "left", "right", "right", "center"),
        )
    )


def _counted(of: Vote) -> str:
    return "Số phiếu" if of.rule.method is Method.BALLOT else "Số đại biểu"


def _voted_alike(entry: Entry) -> tuple[object, ...]:
    """Return what awards have in common that stand in one table; empty of whatever else is told."""
    of = entry.vote
    result = outcome(of) if of else None
    if of is None or result is None or of.purpose is not Purpose.AWARD or of.candidates:
        return ()
    if entry.day or of.casting or of.below_quorum or of.opinions or undecided_for_good(of):
        return ()
    return (vote_phrases.put_to_vote([of, of]), result.base, result.needed)


def _awards(entries: Sequence[Entry], meeting: str) -> Iterator[Block]:
    votes = [entry.vote for entry in entries if entry.vote]
    yield Paragraph(vote_phrases.put_to_vote(votes, meeting), lead=f"{entries[0].clock} – ")
    rows = tuple(
        _award(place, entry.at, of) for place, (entry, of) in enumerate(zip(entries, votes, strict=True), 1)
    )
    yield without_empty(
        Table(
            header=(
                "STT",
                "Giờ",
                "Nội dung",
                "Đồng ý",
                "Không đồng ý",
                "Không có ý kiến",
                "Tỷ lệ",
                "Kết quả",
            ),
            rows=rows,
            widths=(0.07, 0.08, 0.37, 0.09, 0.1, 0.1, 0.09, 0.1),
            align=("center", "center", "left", "right", "right", "right", "right", "center"),
        )
    )


def _award(place: int, at: datetime | None, of: Vote) -> tuple[str, ...]:
    result, got = outcome(of), figures(of)
    share, passed = (percent(result.share), result.passed) if result else ("", False)
    numbers = (number(got.agree), number(got.against), number(got.abstained))
    about = vote_phrases.with_round(of)
    return (
        str(place),
        short_time(at) if at else "",
        about,
        *numbers,
        share,
        "Đạt" if passed else "Không đạt",
    )
