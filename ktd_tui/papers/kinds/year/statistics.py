"""Số liệu thống kê: the rows of the ministry's forms that the bloc's data fills, for who reports upwards."""

from collections.abc import Iterator
from dataclasses import dataclass

from ktd_tui.domain.organisation import Bloc, BlocYear, Council
from ktd_tui.papers.document import Align, Block, Heading, Paper, Paragraph, Table
from ktd_tui.papers.letter import head, in_year, meta
from ktd_tui.rules.year.statistics import StatisticsForm


@dataclass(frozen=True)
class StatisticsData:
    """All that the statistics are composed from.

    Attributes:
        forms: Each form with its cells, row by row; None where the data cannot know.
        unsure: Movements of which nobody said at which level they were launched.
    """

    council: Council
    bloc: Bloc
    year: BlocYear
    forms: tuple[tuple[StatisticsForm, tuple[tuple[int | None, ...], ...]], ...]
    unsure: tuple[str, ...]


def compose_statistics(data: StatisticsData) -> Paper:
    """Return the figures, a table each form; what the data cannot know is left open."""
    subject = f"Thống kê công tác thi đua, khen thưởng {in_year(data.year.year)} của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, ""),
        title="SỐ LIỆU",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing="",
        signatures=(),
        recipients=(),
        meta=meta(f"Số liệu {subject[:1].lower()}{subject[1:]}", data.bloc),
        landscape=True,
    )


def _blocks(data: StatisticsData) -> Iterator[Block]:
    for form, cells in data.forms:
        yield Heading(f"Biểu {form.number}: {form.title}", 1)
        yield _table(form, cells)
    yield Paragraph(
        "Ô để trống là số liệu không có trong dữ liệu của "
        f"{data.bloc.words.within}; đơn vị báo cáo bổ sung trước khi gửi."
    )
    if data.unsure:
        names = "; ".join(f"“{name}”" for name in data.unsure)
        yield Paragraph(f"Phong trào chưa rõ cấp phát động, chỉ tính vào tổng số: {names}.")


def _table(form: StatisticsForm, cells: tuple[tuple[int | None, ...], ...]) -> Table:
    figures = len(form.columns)
    center: list[Align] = ["center"] * (figures + 1)
    rows = (
        (row.name, row.code, *("" if cell is None else str(cell) for cell in shown))
        for row, shown in zip(form.rows, cells, strict=True)
    )
    return Table(
        header=("Chỉ tiêu", "Mã số", *(column.name for column in form.columns)),
        rows=tuple(rows),
        widths=(0.3, 0.07, *([0.63 / figures] * figures)),
        align=("left", *center),
        strong=(0,),
    )
