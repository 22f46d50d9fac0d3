"""Phiếu tự chấm điểm: the points that a unit gave itself, with the evidence; annex of its own report."""

from collections.abc import Iterator, Sequence

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.papers.document import Annex, Head, Paper, Paragraph, Points, Table
from ktd_tui.papers.kinds.unit.data import Scored, UnitData
from ktd_tui.papers.letter import BLANK, NO_DAY, NO_NUMBER, in_year
from ktd_tui.rules.scoring.kinds.sections import BONUSES, CAPPED, SetSection
from ktd_tui.rules.scoring.score_rows import outline, part_names
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.words import number, short_date

SHOWN = (EvidenceState.HANDED_IN, EvidenceState.ACCEPTED)


def compose_self_sheet(data: UnitData, own: Scored) -> Paper:
    """Return the sheet as an annex (Phụ lục III, Mẫu 2.1): without Quốc hiệu, number and signature."""
    title = f"Phiếu tự chấm điểm {in_year(data.year.year)} của {data.unit.name}"
    number_ = f"số {NO_NUMBER}/BC-{BLANK} {NO_DAY}"
    noted = [Paragraph(f"({data.year.illustrative})", style="italic")] if data.year.illustrative else []
    return Paper(
        head=Head("", "", ""),
        title="PHỤ LỤC",
        subject=(title,),
        blocks=(
            Annex(title.upper(), f"Kèm theo Báo cáo {number_} của {data.unit.name}"),
            *noted,
            _table(data, own),
            *([Points(tuple(data.grounds), "-")] if data.grounds else []),
        ),
        closing="",
        signatures=(),
        recipients=(),
        meta=data.meta(title),
    )


def _table(data: UnitData, own: Scored) -> Table:
    lines = [*_lines(data, own), *_total(own)]
    return Table(
        header=("Mã", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Minh chứng"),
        rows=tuple(cells for cells, _ in lines),
        widths=(0.1, 0.42, 0.1, 0.1, 0.28),
        align=("left", "left", "right", "right", "left"),
        strong=tuple(place for place, (_, strong) in enumerate(lines) if strong),
    )


SheetLine = tuple[tuple[str, ...], bool]
"""The cells of a row, and whether it is bold."""


def _lines(data: UnitData, own: Scored) -> Iterator[SheetLine]:
    """Yield the rows under their groups; of bonuses and deductions those that the unit gave itself."""
    names, most = (part_names(data.criteria), most_of(data.criteria)) if data.criteria else ({}, {})
    result = own.standing.result
    before: SetSection | None = None
    for row in outline(own.rows):
        if isinstance(row, str):
            sum_ = result.subtotals.get(row)
            yield (row, names[row], number(most[row]), "" if sum_ is None else number(sum_), ""), True
            continue
        given = own.points.get(row.code)
        if row.section in CAPPED:
            if not given:
                continue
            if row.section is not before:
                bonus = row.section is BONUSES
                total = number(result.bonus if bonus else result.deduction)
                yield ("", "Điểm cộng" if bonus else "Điểm trừ", "", total, ""), True
        before = row.section
        said = "" if given is None else number(given)
        yield (row.code, row.text, number(row.maximum), said, _shown(data.evidence.get(row.code, ()))), False


def _total(own: Scored) -> Iterator[SheetLine]:
    if own.standing.result.complete:
        yield ("", "Tổng điểm tự chấm", "", number(own.standing.result.total), ""), True


def _shown(evidence: Sequence[Evidence]) -> str:
    return "; ".join(_piece(one) for one in evidence if one.state in SHOWN)


def _piece(of: Evidence) -> str:
    beside = ", ".join(part for part in (of.number, short_date(of.day) if of.day else "") if part)
    return f"{of.title} ({beside})" if beside else of.title
