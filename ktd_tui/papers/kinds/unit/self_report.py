"""Báo cáo tự đánh giá of one unit: what it registered and did, what it gave itself, what it asks for."""

from collections.abc import Iterator

from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points, Table
from ktd_tui.papers.kinds.unit.data import Scored, UnitData
from ktd_tui.papers.kinds.unit.parts import UnitPart, told_parts
from ktd_tui.papers.letter import BLANK, in_year, paper_ended
from ktd_tui.rules.scoring.score_rows import outline, part_names
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.words import number


def compose_self_report(data: UnitData) -> Paper:
    """Return the report as a document (Phụ lục III, Mẫu 1.4)."""
    subject = f"Tự đánh giá kết quả công tác thi đua, khen thưởng {in_year(data.year.year)}"
    return Paper(
        head=data.letterhead("BC"),
        title="BÁO CÁO",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=paper_ended(
            f"Trên đây là báo cáo tự đánh giá {in_year(data.year.year)} của {data.unit.name}"
        ),
        signatures=(data.signed_by_head(),),
        recipients=("Như trên", "Lưu: VT"),
        meta=data.meta(f"Báo cáo {subject[:1].lower()}{subject[1:]} của {data.unit.name}"),
    )


def _blocks(data: UnitData) -> Iterator[Block]:
    yield Paragraph(f"Kính gửi: {data.bloc.name}.")
    yield Heading("I. KẾT QUẢ THỰC HIỆN", 1)
    parts = list(told_parts(data, data.own))
    if data.own:
        parts.append(UnitPart("Kết quả tự chấm điểm", tuple(_scores(data, data.own))))
    for place, part in enumerate(parts, 1):
        yield Heading(f"{place}. {part.title}", 2)
        yield from part.blocks
    yield from [] if parts else [Paragraph(BLANK)]
    yield Heading("II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", 1)
    yield Points((BLANK,), "-")
    yield Heading("III. PHƯƠNG HƯỚNG, NHIỆM VỤ", 1)
    yield Points((BLANK,), "-")
    yield Heading("IV. ĐỀ NGHỊ", 1)
    yield Paragraph(f"{data.unit.name} đề nghị {data.bloc.name} xem xét, đánh giá{_titles(data)}.")


def _titles(data: UnitData) -> str:
    titles = data.registration.titles if data.registration else ()
    return f" và bình xét danh hiệu, hình thức khen thưởng đã đăng ký: {'; '.join(titles)}" if titles else ""


def _scores(data: UnitData, own: Scored) -> Iterator[Block]:
    result = own.standing.result
    if own.standing.result.complete:
        total = f"{data.unit.name} tự chấm {number(result.total)} điểm"
        yield Paragraph(f"{total}, gồm (chi tiết tại Phiếu tự chấm điểm kèm theo):")
    else:
        yield Paragraph(f"{data.unit.name} chưa tự chấm đủ các tiêu chí; điểm đã chấm gồm:")
    yield _sums(data, own)
    if data.grounds:
        yield Points(tuple(data.grounds), "-")


def _sums(data: UnitData, own: Scored) -> Table:
    result = own.standing.result
    names, most = (part_names(data.criteria), most_of(data.criteria)) if data.criteria else ({}, {})
    tops = [code for code in outline(own.rows) if isinstance(code, str) and code in result.subtotals]
    rows = [
        (code, names[code], number(most[code]), number(result.subtotals[code]))
        for code in tops
        if data.criteria and code in {group.code for group in data.criteria.groups}
    ]
    rows += [("", "Điểm cộng", "", number(result.bonus))] if result.bonus else []
    rows += [("", "Điểm trừ", "", number(result.deduction))] if result.deduction else []
    rows.append(("", "Tổng điểm", "", number(result.total)))
    return Table(
        header=("Mã", "Nội dung", "Điểm tối đa", "Tự chấm"),
        rows=tuple(rows),
        widths=(0.1, 0.6, 0.15, 0.15),
        align=("left", "left", "right", "right"),
        strong=(len(rows) - 1,),
    )
