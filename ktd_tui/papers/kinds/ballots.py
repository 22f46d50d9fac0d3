"""Phiếu biểu quyết, phiếu bầu: ballot papers of the questions that wait, to be printed."""

from collections.abc import Iterator

from ktd_tui.domain.voting import Method, Vote
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Table
from ktd_tui.papers.letter import head, meta, named_with_period
from ktd_tui.papers.record import MinutesData


def to_vote(data: MinutesData) -> tuple[Vote, ...]:
    """Return the questions that wait for their ballots."""
    return tuple(v for v in data.proceedings.votes if v.rule.method is Method.BALLOT and v.pending)


def compose_ballots(data: MinutesData) -> Paper:
    """Return one ballot paper with every question that waits; it is printed once for each voter."""
    votes = to_vote(data)
    of = named_with_period(data.proceedings.meeting, data.year.year)
    return Paper(
        head=head(data.council, data.bloc, "", dated=False),
        title="PHIẾU BẦU" if any(v.candidates for v in votes) else "PHIẾU BIỂU QUYẾT",
        subject=(of,),
        notice=data.year.illustrative,
        blocks=tuple(block for place, v in enumerate(votes, 1) for block in _question(place, v)),
        closing="Phiếu không đánh dấu, đánh dấu nhiều ô hoặc quá số lượng được bầu là phiếu không hợp lệ./.",
        signatures=(),
        recipients=(),
        meta=meta(f"Phiếu {of}", data.bloc, data.proceedings.meeting.day),
    )


def _question(place: int, vote: Vote) -> Iterator[Block]:
    yield Heading(f"{place}. {vote_phrases.with_round(vote)}", 1)
    if vote.candidates:
        yield Paragraph(f"Đánh dấu X vào ô của nhiều nhất {vote.seats} đơn vị.", style="italic")
        yield Table(
            header=("STT", "Đơn vị", "Đồng ý"),
            rows=tuple((str(n), one.name, " ") for n, one in enumerate(vote.candidates, 1)),
            widths=(0.12, 0.64, 0.24),
            align=("center", "left", "center"),
        )
        return
    yield Paragraph("Đánh dấu X vào một ô.", style="italic")
    yield Table(
        header=("Phương án", "Đánh dấu X"),
        rows=(("Đồng ý", " "), ("Không đồng ý", " "), ("Không có ý kiến", " ")),
        widths=(0.7, 0.3),
        align=("left", "center"),
    )
