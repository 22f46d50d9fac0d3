"""What papers are composed from, where that is more than a meeting."""

from collections.abc import Mapping

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.scoring import Appeal, Layer
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.long_texts import draft_report
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.operations.scoring.sheets import appeals_of
from ktd_tui.papers.kinds.annex import AnnexData
from ktd_tui.papers.kinds.report import ReportData
from ktd_tui.papers.record import MinutesData
from ktd_tui.papers.result_phrases import remarks
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import part_names
from ktd_tui.rules.scoring.tree import most_of


def report_data(desk: Desk, meeting: MinutesData) -> ReportData:
    """Return what the year's report is composed from."""
    year = meeting.year.id
    return ReportData(
        meeting=meeting,
        activities=desk.store.find(Activity, bloc_year_id=year),
        exemplars=desk.store.find(Exemplar, bloc_year_id=year),
        draft=draft_report(desk, meeting.proceedings.meeting.id),
    )


WHOSE_POINTS: Mapping[Layer, str] = {
    Layer.SELF: "tự chấm điểm",
    Layer.CROSS: "chấm chéo (trung bình)",
    Layer.BLOC: "chấm điểm",
}
"""In Vietnamese, whatever the screens speak."""


def annex_data(desk: Desk, bloc_year_id: str, layer: Layer) -> AnnexData:
    """Return what the annex of scores and ranks is composed from."""
    of = grid(desk, bloc_year_id, View(layer))
    return AnnexData(
        council=council(desk),
        bloc=of.bloc,
        year=of.year,
        what=WHOSE_POINTS[layer],
        groups=part_names(of.criteria),
        most=most_of(of.criteria),
        units=of.units,
        rows=of.rows,
        points=of.points,
        standings=of.standings,
        appeals=appeals_of(desk, bloc_year_id),
        remarks=tuple(remarks(of.standings, {unit.id: unit for unit in of.units}, of.beside.settled))
        if layer is Layer.BLOC
        else (),
    )


def open_appeals(desk: Desk, bloc_year_id: str) -> tuple[tuple[str, Appeal], ...]:
    """Return the appeals of a year on which nothing is decided yet, each with the name of the unit."""
    waiting = [(unit, one) for unit, one in appeals_of(desk, bloc_year_id) if one.decided_at is None]
    return tuple((desk.store.get(Unit, unit).name, one) for unit, one in waiting)
