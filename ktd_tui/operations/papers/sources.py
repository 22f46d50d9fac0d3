"""What papers are composed from, where that is more than a meeting."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import Layer
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import years_of
from ktd_tui.operations.meeting.long_texts import draft_report
from ktd_tui.operations.scoring.appeals import appeals_of
from ktd_tui.operations.scoring.award_rules import rules_of
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.papers.document import Bars
from ktd_tui.papers.kinds.annex import AnnexData
from ktd_tui.papers.kinds.report import ReportData
from ktd_tui.papers.kinds.score_bars import Earlier, score_bars
from ktd_tui.papers.phrases import layer_called
from ktd_tui.papers.record import MinutesData
from ktd_tui.papers.result_phrases import remarks
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import part_names
from ktd_tui.rules.scoring.scorers.listed import layers_of, paper_name, result_layer, usual_name
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.words import number


def report_data(desk: Desk, meeting: MinutesData) -> ReportData:
    """Return what the year's report is composed from."""
    year = meeting.year.id
    return ReportData(
        meeting=meeting,
        activities=desk.store.find(Activity, bloc_year_id=year),
        exemplars=desk.store.find(Exemplar, bloc_year_id=year),
        draft=draft_report(desk, meeting.proceedings.meeting.id),
        bars=tuple(_bars(desk, meeting)),
    )


def _bars(desk: Desk, meeting: MinutesData) -> Iterator[Bars]:
    """Yield the charts of the units that are ranked, beside the year before; a half year is not scored."""
    half = meeting.proceedings.meeting.kind is MeetingKind.MID_YEAR
    if half or not any(standing.rank for standing in meeting.standings):
        return
    of = annex_data(desk, meeting.year.id)
    drawn = score_bars(of.units, of.standings, of.groups, of.most, of.before)
    yield from (block for block in drawn if isinstance(block, Bars))


WHOSE_POINTS: Mapping[str, str] = {
    Layer.SELF: "tự chấm điểm",
    Layer.CROSS: "chấm chéo (trung bình)",
    Layer.BLOC: "chấm điểm",
}
"""In Vietnamese, whatever the screens speak."""


def _whose(of: Grid) -> str:
    layer = of.view.layer
    usual = WHOSE_POINTS.get(layer) if usual_name(of.criteria, layer) else None
    return usual or f"chấm điểm ({paper_name(of.criteria, layer)})"


def annex_data(desk: Desk, bloc_year_id: str, layer: str | None = None, to: str = "") -> AnnexData:
    """Return what the annex of scores and ranks is composed from.

    Args:
        layer: Whose scores; None: the result.
        to: Which paper it belongs to.
    """
    of = grid(desk, bloc_year_id, None if layer is None else View(layer))
    return AnnexData(
        council=council(desk),
        bloc=of.bloc,
        year=of.year,
        what=_whose(of),
        groups=part_names(of.criteria),
        most=most_of(of.criteria),
        units=of.units,
        rows=of.rows,
        points=of.points,
        standings=of.standings,
        appeals=appeals_of(desk, bloc_year_id),
        layers=tuple(_totals(of)),
        remarks=tuple(remarks(of.standings, {unit.id: unit for unit in of.units}, of.beside.settled))
        if of.view.layer == result_layer(of.criteria)
        else (),
        to=to,
        before=_earlier(desk, of),
    )


def _earlier(desk: Desk, of: Grid) -> Earlier | None:
    """Return what the bloc's units came to the year before, None where nobody was ranked."""
    found = next((y for y in years_of(desk, of.bloc.id) if y.year == of.year.year - 1), None)
    if found is None or not found.criteria_id:
        return None
    ranked = [s for s in grid(desk, found.id).standings if s.rank]
    codes = {code for s in ranked for code in s.result.subtotals}
    return (
        Earlier(
            found.year,
            {s.unit_id: s.result.total for s in ranked},
            {c: {s.unit_id: s.result.subtotals[c] for s in ranked if c in s.result.subtotals} for c in codes},
        )
        if ranked
        else None
    )


def _totals(of: Grid) -> Iterator[tuple[str, list[Decimal | None]]]:
    """Yield the layers that the bloc named, those that count nothing, too, with every unit's total.

    One that counts nothing and in which nobody gave points is left out; a unit without points has no total.
    """
    for layer in layers_of(of.criteria) if of.criteria.layers else ():
        found, given = of.evaluated.results(layer.code), of.by_layer.get(layer.code, {})
        totals = [found[unit.id].total if given.get(unit.id) else None for unit in of.units]
        if layer.weight or any(total is not None for total in totals):
            yield f"{layer_called(of.criteria, layer, of.bloc)} (trọng số {number(layer.weight)})", totals


_EACH = re.compile(r";\s*(?=[A-ZĐ])")
"""Between one source and the next; a decree's own title may have a semicolon in it."""


def legal_grounds(desk: Desk, year: BlocYear) -> tuple[str, ...]:
    """Return what awards of a year are proposed by: the sources of its award rules, without remarks."""
    source = re.sub(r"\s*\([^)]*\)", "", rules_of(desk, year).source)
    return tuple(part for part in (one.strip(" .;") for one in _EACH.split(source)) if part)


def unsure_grounds(desk: Desk, bloc_year_id: str) -> str:
    """Return what the office has to confirm in the grounds that awards are proposed by; empty: nothing."""
    return rules_of(desk, desk.store.get(BlocYear, bloc_year_id)).to_confirm
