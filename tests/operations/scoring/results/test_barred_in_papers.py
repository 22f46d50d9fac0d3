"""Whoever is barred is barred in every paper in which their result stands, whatever kind it is."""

from collections.abc import Iterator
from decimal import Decimal

from ktd_tui.domain.scoring import Layer
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.dossier.lists import nominees_table
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.scoring import sheets
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.papers.document import Bars, Prepared, Table
from ktd_tui.papers.phrases import within_sentence
from ktd_tui.papers.snapshot import dumped
from ktd_tui.rules.scoring.layers import View
from ktd_tui.words import number
from tests.operations.found import the_meeting, the_unit, the_year

TELLING = {"report", "annex", "minutes", "nominations", "nominees", "council-minutes",
           "self-report", "self-sheet", "merit-report"}  # fmt: skip
"""The kinds in which a unit's points stand; a kind that is added tomorrow is found by its figures."""
BESIDE = {"notice", "extract"}
"""They tell no points, but what a unit is, or is not, considered for."""


def odd_points(desk: Desk, unit: str) -> list[str]:
    """Give a unit points that no other has, by the bloc and by itself; return the totals as papers say."""
    year, said = the_year(desk), []
    for view, points in ((View(Layer.BLOC), "17.37"), (View(Layer.SELF), "18.63")):
        sheet = sheets.sheet_of(desk, year.id, unit, view)
        desk.store.save(sheet.with_(points={**sheet.points, "I.1": Decimal(points)}))
        found = grid(desk, year.id, view).standings
        said.append(number(next(s.result.total for s in found if s.unit_id == unit)))
    return said


def propose(desk: Desk, unit: str) -> None:
    """Let the meeting vote for an award of the unit, and pass it."""
    meeting = the_meeting(desk).id
    votes.put_question(desk, meeting, Purpose.AWARD, unit, "Bằng khen của Chủ nhiệm Văn phòng Quốc hội")
    vote = desk.store.find(Vote, meeting_id=meeting, unit_id=unit, purpose=Purpose.AWARD)[-1]
    votes.count_votes(desk, vote.id, "5", "0")


def composed(desk: Desk, unit: str) -> Iterator[tuple[str, Prepared]]:
    """Every kind of paper that can be composed, about the unit where there is one for each."""
    year = the_year(desk).id
    for kind in KINDS.values():
        try:
            yield kind.id, current.composed(desk, PaperRef(kind.id, year, about=unit if kind.whom else ""))
        except Refused:
            continue


def shows(of: Prepared, figures: list[str]) -> bool:
    said = [cell for block in of.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    drawn = [str(block) for block in of.blocks if isinstance(block, Bars)]
    return any(figure in said or figure in "".join(drawn) for figure in figures)


def test_where_a_barred_units_points_stand_it_is_told(sample: Desk) -> None:
    unit, year = the_unit(sample, "CQT II"), the_year(sample)
    figures = odd_points(sample, unit)
    propose(sample, unit)
    condition = sheets.criteria_of(sample, year).bars[0]
    ground = within_sentence(condition)
    words = f"Cục Quản trị II: không xét danh hiệu thi đua; lý do: {ground} (Quyết định số 5)."
    assert [kind for kind, of in composed(sample, unit) if words in dumped(of)] == []
    sheets.set_bar(sample, year.id, unit, condition, "Quyết định số 5")
    found = dict(composed(sample, unit))
    assert len(found) > len(TELLING | BESIDE)
    shown = {kind for kind, of in found.items() if shows(of, figures)}
    told = {kind for kind, of in found.items() if words in dumped(of)}
    assert shown - told == set()
    assert told == TELLING | BESIDE
    rows = {row[2]: row[-1] for row in nominees_table(sample, year.id).rows}
    assert {name for name, note in rows.items() if note} == {"Cục Quản trị II"}
    assert rows["Cục Quản trị II"] == words
