"""Mục lục văn bản, tài liệu: the index of a dossier (Nghị định 30/2020/NĐ-CP, Phụ lục V)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Council
from ktd_tui.papers.document import Head, Meta, Paper, Table
from ktd_tui.papers.letter import in_year, place_and_date
from ktd_tui.words import number


class IndexRow(NamedTuple):
    """A paper as the index lists it.

    Attributes:
        number: «01/BC-KTĐV».
        pages: Its pages in the dossier, «3–6».
    """

    number: str
    day: str
    title: str
    author: str
    pages: str
    remark: str


def compose_dossier_index(
    council: Council, bloc: Bloc, year: BlocYear, day: date, papers: Sequence[IndexRow]
) -> Paper:
    """Return the index of a year's dossier, with the columns of Phụ lục V."""
    subject = f"Hồ sơ thi đua, khen thưởng {in_year(year.year)} của {bloc.name}"
    return Paper(
        head=Head(council.name.upper(), bloc.name.upper(), "", place_and_date(council.place, day)),
        title="MỤC LỤC VĂN BẢN, TÀI LIỆU",
        subject=(subject,),
        notice=year.illustrative,
        blocks=(
            Table(
                header=(
                    "Số TT",
                    "Số, ký hiệu văn bản",
                    "Ngày tháng năm văn bản",
                    "Tên loại và trích yếu nội dung văn bản",
                    "Tác giả văn bản",
                    "Trang số",
                    "Ghi chú",
                ),
                rows=tuple((str(place), *of) for place, of in enumerate(papers, 1)),
                widths=(0.06, 0.13, 0.13, 0.36, 0.14, 0.08, 0.1),
                align=("center", "left", "center", "left", "left", "center", "left"),
            ),
        ),
        closing=f"Hồ sơ gồm {number(len(papers))} văn bản, tài liệu./.",
        signatures=(),
        recipients=(),
        meta=Meta(
            title=f"Mục lục {subject[:1].lower()}{subject[1:]}",
            author=bloc.name,
            subject=subject,
            created=day,
        ),
        landscape=True,
    )
