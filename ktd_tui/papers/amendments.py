"""What was changed after a paper was signed: told behind it, so that what was signed stays as it was."""

from collections.abc import Sequence
from dataclasses import replace

from ktd_tui.clock import local_date
from ktd_tui.domain.scoring import Appeal
from ktd_tui.papers import phrases
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph
from ktd_tui.papers.record import MinutesData, standings_table
from ktd_tui.words import long_date


def amended_behind(paper: Paper, number: int, blocks: Sequence[Block]) -> Paper:
    """Return a signed paper with its next amendment behind it.

    Args:
        paper: As it was signed, or amended before.
        number: Which amendment it is, from 1.
        blocks: What the amendment says.
    """
    title = f"Điều chỉnh, bổ sung sau khi ký (lần {number})"
    return replace(paper, blocks=(*paper.blocks, Heading(title, 1), *blocks))


def under_review(paper: Paper, appeals: Sequence[tuple[str, Appeal]]) -> Paper:
    """Return a signed paper with the appeals behind it on which nothing is decided yet.

    Args:
        paper: As it was signed, or amended before.
        appeals: Each with the name of the unit.
    """
    told = (Paragraph(phrases.appeal(unit, of)) for unit, of in appeals)
    return replace(paper, blocks=(*paper.blocks, Heading("Đang xem xét lại sau khi ký", 1), *told))


def wording(of: Appeal) -> tuple[Block, ...]:
    """Say what is amended in the words of a record, who asked for it, and what was decided."""
    asked = f"theo kiến nghị của {of.asked_by} {long_date(of.asked_on)}"
    told = f"{_on(of)}, {asked}: {phrases.sentence_ended(of.about)}"
    return (Paragraph(f"{told} Kết luận: {phrases.sentence_ended(of.decision)}"),)


def wording_of_scores(unit: str, of: Appeal, data: MinutesData) -> tuple[Block, ...]:
    """Say what was decided on the points of a unit, and what every unit's place is from then on."""
    return (
        Paragraph(f"{_on(of)}: {phrases.appeal(unit, of)}"),
        Paragraph("Kết quả chấm điểm, xếp hạng sau khi xem xét lại:"),
        standings_table(data),
    )


def _on(of: Appeal) -> str:
    day = long_date(local_date(of.decided_at or of.opened_at))
    return phrases.capital(day)
