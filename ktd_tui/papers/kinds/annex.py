"""The annex of scores and ranks: a broad table on lying pages, its head on each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Unit
from ktd_tui.domain.scoring import Appeal
from ktd_tui.papers import phrases, result_phrases
from ktd_tui.papers.document import Align, Block, Head, Meta, Paper, Paragraph, Points, Table
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
    layers: Sequence[tuple[str, Sequence[Decimal]]] = ()
    remarks: Sequence[str] = ()


def compose_annex(data: AnnexData) -> Paper:
    """Return the annex as a document."""
    subject = f"Kết quả {data.what}, xếp hạng năm\u00a0{data.year.year} của {data.bloc.name}"
    return Paper(
        head=Head(superior=data.council.name.upper(), agency=data.bloc.name.upper(), number=""),
        title="PHỤ LỤC",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=(_table(data), *_short_names(data), *_remarks(data), *_appeals(data)),
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


def _table(data: AnnexData) -> Table:
    count = len(data.units)
    figures: list[Align] = ["right"] * (count + 1)
    return Table(
        header=("Mã", "Nội dung", "Tối đa", *(unit.label for unit in data.units)),
        rows=tuple(tuple(row) for row in (*_scores(data), *_sums(data))),
        widths=(0.07, 0.35, 0.08, *([0.5 / count] * count)),
        align=("left", "left", *figures),
    )


def _scores(data: AnnexData) -> list[list[str]]:
    lines: list[list[str]] = []
    for row in outline(data.rows):
        if isinstance(row, str):
            sums = [_said(s.result.subtotals.get(row)) for s in data.standings]
            lines.append([row, data.groups[row], number(data.most[row]), *sums])
            continue
        given = [_said(data.points[unit.id].get(row.code)) for unit in data.units]
        lines.append([row.code, row.text, number(row.maximum), *given])
    return lines


def _said(points: Decimal | None) -> str:
    return "–" if points is None else number(points)


def _sums(data: AnnexData) -> list[list[str]]:
    of = data.standings
    return [
        *(["", name, "", *(number(total) for total in totals)] for name, totals in data.layers),
        ["", "Tổng điểm", "", *(number(s.result.total) for s in of)],
        ["", "Xếp hạng", "", *(str(s.rank or "–") for s in of)],
        ["", "Xếp loại", "", *map(result_phrases.grade_said, of)],
    ]
