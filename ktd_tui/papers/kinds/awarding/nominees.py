"""Danh sách kèm Tờ trình: who is proposed, with votes and share (Nghị định 152/2025/NĐ-CP, Điều 33)."""

from collections.abc import Sequence

from ktd_tui.domain.voting import Vote
from ktd_tui.papers.document import Annex, Head, Paper, Paragraph
from ktd_tui.papers.kinds.nominations import nominees, result_notes
from ktd_tui.papers.letter import cited, in_year, meta
from ktd_tui.papers.record import MinutesData


def compose_nominees(data: MinutesData, passed: Sequence[Vote], grounds: Sequence[str]) -> Paper:
    """Return the list as an annex (Phụ lục III, Mẫu 2.1).

    Args:
        passed: The awards that the meeting voted for.
        grounds: The law and the rules that titles are judged by.
    """
    title = f"Danh sách đề nghị khen thưởng {in_year(data.year.year)} của {data.bloc.name}"
    law = [Paragraph(f"Căn cứ xét khen thưởng: {'; '.join(grounds)}.", style="italic")] if grounds else []
    return Paper(
        head=Head("", "", ""),
        title="DANH SÁCH",
        subject=(title,),
        blocks=(
            Annex(title.upper(), f"Kèm theo Tờ trình {cited('TTr', data.bloc)} của {data.bloc.name}"),
            *([Paragraph(f"({data.year.illustrative})", style="italic")] if data.year.illustrative else []),
            *law,
            nominees(data, passed),
            *result_notes(data),
        ),
        closing="",
        signatures=(),
        recipients=(),
        meta=meta(title, data.bloc),
    )
