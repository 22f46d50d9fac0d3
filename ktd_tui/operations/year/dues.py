"""Rows of the criteria that have a day of their own: those for which a unit has shown nothing yet."""

from collections.abc import Iterator, Sequence
from datetime import date

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.domain.scoring import CriteriaSet, Layer, ScoreSheet
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.evaluating import read, unit_facts
from ktd_tui.operations.year.cycle import HANDED_IN
from ktd_tui.rules.scoring.kinds.due import due_in
from ktd_tui.rules.scoring.score_rows import NO_FACTS, rows_there
from ktd_tui.rules.scoring.scorers.joining import may_stay_blank
from ktd_tui.rules.scoring.scorers.listed import codes_of

PROVEN = (EvidenceState.HANDED_IN, EvidenceState.ACCEPTED)
ASKED = (Stage.WORK, Stage.SELF_SCORING)
"""While evidence is handed in, and a unit scores itself."""


def rows_due(desk: Desk, year: BlocYear) -> Iterator[tuple[str, date, Sequence[str]]]:
    """Yield units with a day, and the codes for which they hand in evidence or points until then."""
    if year.stage not in ASKED:
        return
    criteria = desk.store.get(CriteriaSet, year.criteria_id) if year.criteria_id else None
    if criteria is None or Layer.SELF not in codes_of(criteria) or not _has_dues(criteria):
        return
    sheets = {one.unit_id: one for one in desk.store.find(ScoreSheet, bloc_year_id=year.id, layer=Layer.SELF)}
    proven = {
        (one.unit_id, one.code)
        for one in desk.store.find(Evidence, bloc_year_id=year.id)
        if one.state in PROVEN
    }
    facts = unit_facts(read(desk, year, criteria))
    for member in year.members:
        sheet = sheets.get(member.unit_id)
        if sheet and sheet.state in HANDED_IN:
            continue
        found: dict[date, list[str]] = {}
        for row in rows_there(criteria, facts.get(member.unit_id, NO_FACTS), Layer.SELF):
            own = row.entry.layer in (None, Layer.SELF) and not may_stay_blank(row)
            day = due_in(row.entry.due, year.year) if own else None
            scored = sheet and row.code in {*sheet.points, *sheet.by_hand}
            if day and not scored and (member.unit_id, row.code) not in proven:
                found.setdefault(day, []).append(row.code)
        yield from ((member.unit_id, day, codes) for day, codes in sorted(found.items()))


def _has_dues(criteria: CriteriaSet) -> bool:
    return any(one.due for group in criteria.groups for one in group.criteria)
