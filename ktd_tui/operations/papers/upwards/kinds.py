"""The kinds of paper by which a year's awards and figures go up, one row each."""

from typing import TYPE_CHECKING

from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.composers import YEAR_END, Composing, OfMeeting, PaperKind, PaperRef
from ktd_tui.operations.papers.year_papers import decision_paper, extract_paper, nominees_paper, voted_for
from ktd_tui.papers.document import Paper
from ktd_tui.papers.record import MinutesData

if TYPE_CHECKING:
    from ktd_tui.sheets.writing import WrittenTable


def _nominees_table(desk: Desk, year: str) -> "WrittenTable":
    """Draw the list up as a table."""
    from ktd_tui.operations.papers.dossier.lists import nominees_table as table

    return table(desk, year)


def _council_minutes_paper(desk: Desk, of: MinutesData) -> Composing:
    """Compose the minutes of the council's session on what the meeting voted for."""
    passed = voted_for(of)

    def composed() -> Paper:
        from ktd_tui.operations.papers.upwards.council import council_minutes_paper

        return council_minutes_paper(desk, of, passed)

    return composed


def _statistics_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose the rows for statistics; where nothing was given they say so."""

    def composed() -> Paper:
        from ktd_tui.operations.papers.upwards.counting import statistics_paper

        return statistics_paper(desk, ref)

    return composed


def _statistics_table(desk: Desk, year: str) -> "WrittenTable":
    """Draw the rows for statistics up as a table."""
    from ktd_tui.operations.papers.upwards.counting import statistics_table as table

    return table(desk, year)


UPWARD_KINDS = (
    PaperKind(
        "nominees",
        N_("List that goes with the proposal"),
        N_("list of who is proposed, annex of the proposal, PDF"),
        "danh-sach-kem-to-trinh",
        OfMeeting(YEAR_END, nominees_paper),
        annex_of="nominations",
        scores=True,
        table=_nominees_table,
        grounds=True,
    ),
    PaperKind(
        "extract",
        N_("Extract of the minutes on awards"),
        N_("extract of the minutes on awards, PDF"),
        "trich-bien-ban",
        OfMeeting(YEAR_END, extract_paper),
        cites="minutes",
        letter=True,
    ),
    PaperKind(
        "award-decision",
        N_("Draft decision on awards"),
        N_("draft of the office's decision on awards, PDF"),
        "du-thao-quyet-dinh",
        OfMeeting(YEAR_END, decision_paper),
        symbol="QĐ",
        cites="nominations",
        of_office=True,
        grounds=True,
    ),
    PaperKind(
        "council-minutes",
        N_("Minutes of the council's session"),
        N_("minutes of the council's session on awards, PDF"),
        "bien-ban-hop-hoi-dong",
        OfMeeting(YEAR_END, _council_minutes_paper),
        symbol="BB",
        cites="nominations",
        of_office=True,
        grounds=True,
    ),
    PaperKind(
        "year-statistics",
        N_("Rows for statistics"),
        N_("rows for the ministry's yearly statistics, 0601.N to 0603.N, PDF, CSV"),
        "so-lieu-thong-ke",
        _statistics_paper,
        steps=(),
        table=_statistics_table,
    ),
)
"""The list and the extract for the dossier, the council's session, its office's decision, the statistics."""
