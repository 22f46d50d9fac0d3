"""The annex of scores and ranks: a broad table on lying pages, and a page of bars."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Unit
from ktd_tui.domain.scoring import Appeal
from ktd_tui.papers import phrases, result_phrases
from ktd_tui.papers.document import Align, Annex, Block, Head, Meta, Paper, Paragraph, Points, Table
from ktd_tui.papers.kinds.score_bars import Earlier, score_bars
from ktd_tui.rules.scoring.kinds.sections import BONUSES, CAPPED, SetSection
from ktd_tui.rules.scoring.results.ranking import Standing
from ktd_tui.rules.scoring.score_rows import ScoreRow, outline
from ktd_tui.words import number

LYING_FROM = 4
"""Units from which on the table is too broad for an upright page."""


@dataclass(frozen=True)
class AnnexData:
    """What the annex tells.

    Attributes:
        what: Whose points («khối chấm»).
        groups: Names of groups and headings by code.
        most: Their most points.
        points: By unit id, then by row code.
        layers: The name of each layer with its weight, and the totals in it, in the order of the units;
            none where the bloc named none.
        remarks: What stands behind the results: who is barred, who is equal, what people decided.
        to: Which paper it belongs to («Biên bản số 05/BB-KTĐV ngày … của …»); empty: none.
        before: What each unit came to the year before, for the bars; None: nobody was ranked then.
    """

    council: Council
    bloc: Bloc
    year: BlocYear
    what: str
    groups: Mapping[str, str]
    most: Mapping[str, Decimal]
    units: Sequence[Unit]
    rows: Sequence[ScoreRow]
    points: Mapping[str, Mapping[str, Decimal]]
    standings: Sequence[Standing]
    appeals: Sequence[tuple[str, Appeal]] = ()
    layers: Sequence[tuple[str, Sequence[Decimal | None]]] = ()
    remarks: Sequence[str] = ()
    to: str = ""
    before: Earlier | None = None


def compose_annex(data: AnnexData) -> Paper:
    """Return the annex as a document (Phụ lục III, Mẫu 2.1): without Quốc hiệu, number and signature."""
    subject = f"Kết quả {data.what}, xếp hạng năm\u00a0{data.year.year} của {data.bloc.name}"
    begun = Annex(subject.upper(), f"Kèm theo {data.to}" if data.to else "")
    noted = [Paragraph(f"({data.year.illustrative})", style="italic")] if data.year.illustrative else []
    bars = score_bars(data.units, data.standings, data.groups, data.most, data.before, short=True)
    return Paper(
        head=Head(superior="", agency="", number=""),
        title="PHỤ LỤC",
        subject=(subject,),
        blocks=(begun, *noted, _table(data), *_short_names(data), *_remarks(data), *_appeals(data), *bars),
        closing="",
        signatures=(),
        recipients=(),
        meta=Meta(title=f"Phụ lục: {subject}", author=data.bloc.name, subject=subject),
        landscape=len(data.units) >= LYING_FROM,
    )


def _short_names(data: AnnexData) -> Iterator[Paragraph]:
    """Say which unit stands behind a short name: the annex is read outside the bloc too."""
    said = [f"{unit.label}: {unit.name}" for unit in data.units if unit.label != unit.name]
    if said:
        yield Paragraph(f"Tên viết tắt: {'; '.join(said)}.", style="italic")


def _remarks(data: AnnexData) -> Iterator[Block]:
    if data.remarks:
        yield Paragraph("Ghi chú kết quả:")
        yield Points(tuple(data.remarks), "-")


def _appeals(data: AnnexData) -> Iterator[Paragraph]:
    names = {unit.id: unit.name for unit in data.units}
    yield from (Paragraph(phrases.appeal(names.get(unit, "?"), of)) for unit, of in data.appeals)


@dataclass(frozen=True)
class _Line:
    cells: tuple[str, ...]
    strong: bool = False


def _table(data: AnnexData) -> Table:
    count = len(data.units)
    figures: list[Align] = ["right"] * (count + 1)
    lines = (*_scores(data), *_sums(data))
    return Table(
        header=("Mã", "Nội dung", "Tối đa", *(unit.label for unit in data.units)),
        rows=tuple(line.cells for line in lines),
        widths=(0.07, 0.35, 0.08, *([0.5 / count] * count)),
        align=("left", "left", *figures),
        strong=tuple(place for place, line in enumerate(lines) if line.strong),
    )


def _scores(data: AnnexData) -> Iterator[_Line]:
    """Yield the rows under their groups; of bonuses and deductions those that somebody was given."""
    section: SetSection | None = None
    for row in outline(data.rows):
        if isinstance(row, str):
            sums = (_said(s.result.subtotals.get(row)) for s in data.standings)
            yield _Line((row, data.groups[row], number(data.most[row]), *sums), strong=True)
            continue
        given = tuple(_said(data.points[unit.id].get(row.code)) for unit in data.units)
        if row.section in CAPPED:
            if set(given) == {BLANK}:
                continue
            if row.section is not section:
                yield _capped(data, row.section)
        section = row.section
        most = f"{'±' if row.kind.beside else ''}{number(row.maximum)}"
        yield _Line((row.code, row.text, most, *given))


def _capped(data: AnnexData, section: SetSection) -> _Line:
    bonus = section is BONUSES
    sums = (number(s.result.bonus if bonus else s.result.deduction) for s in data.standings)
    return _Line(("", "Điểm cộng" if bonus else "Điểm trừ", "", *sums), strong=True)


BLANK = "–"
"""Where nobody gave points yet: that is not 0."""


def _said(points: Decimal | None) -> str:
    return BLANK if points is None else number(points)


def _sums(data: AnnexData) -> Iterator[_Line]:
    of = data.standings
    for name, totals in data.layers:
        yield _Line(("", name, "", *map(_said, totals)))
    yield _Line(("", "Tổng điểm", "", *(number(s.result.total) for s in of)), strong=True)
    if any(s.rank for s in of):
        yield _Line(("", "Xếp hạng", "", *(str(s.rank or BLANK) for s in of)), strong=True)
        if any(grades := [result_phrases.grade_said(s) for s in of]):
            yield _Line(("", "Xếp loại", "", *grades), strong=True)
