"""Bảng tổng hợp tình hình: the leader's page as a paper to brief from, without number or seal."""

from datetime import date

from ktd_tui.domain.organisation import Bloc, Council
from ktd_tui.papers.document import Block, Head, Meta, Paper
from ktd_tui.papers.letter import in_year, place_and_date


def compose_overview(
    council: Council, bloc: Bloc | None, year: int, day: date, blocks: tuple[Block, ...]
) -> Paper:
    """Return the leader's page as a document: for reading, so nobody signs it.

    Args:
        council: The council.
        bloc: Whose page it is; None: the whole council's.
        year: The year that is looked at.
        day: The day on which it stands so.
        blocks: What it says, in Vietnamese.
    """
    whose = bloc.name if bloc else "các khối thi đua"
    subject = f"Tình hình thi đua, khen thưởng {in_year(year)} của {whose}"
    return Paper(
        head=Head(
            superior=council.name.upper() if bloc else council.agency.upper(),
            agency=(bloc or council).name.upper(),
            number="",
            place_and_date=place_and_date(council.place, day),
        ),
        title="BẢNG TỔNG HỢP",
        subject=(subject,),
        blocks=blocks,
        closing="",
        signatures=(),
        recipients=(),
        meta=Meta(title=subject, author=(bloc or council).name, subject=subject, created=day),
        landscape=True,
    )
