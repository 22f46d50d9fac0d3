"""Hướng dẫn chấm điểm: how points are given, with the table of criteria."""

from collections.abc import Iterator, Mapping

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.papers.blocks import without_empty
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points, Table
from ktd_tui.papers.kinds.year.data import YearData
from ktd_tui.papers.kinds.year.grades import what_grades_take
from ktd_tui.papers.kinds.year.scoring_rules import how_points_join, how_ranks_follow, ways_of_scoring
from ktd_tui.papers.letter import head, in_year, meta, on_grounds, paper_ended, signed_by_head, units_of_bloc
from ktd_tui.papers.phrases import points_ended, scoring_steps
from ktd_tui.rules.scoring.kinds.due import due_written
from ktd_tui.rules.scoring.kinds.sections import BONUSES, CAPPED, SetSection
from ktd_tui.rules.scoring.score_rows import outline, part_names, score_rows
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.words import long_date, number


def compose_guide(data: YearData, criteria: CriteriaSet) -> Paper:
    """Return the guide (Phụ lục III, Mẫu 1.4); its table stands in it (Phụ lục I, I.2)."""
    subject = f"Chấm điểm thi đua {in_year(data.year.year)} của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "HD"),
        title="HƯỚNG DẪN",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data, criteria)),
        closing=paper_ended(f"Có vướng mắc, các đơn vị phản ánh về {data.bloc.words.head} để được giải đáp"),
        signatures=signed_by_head(data.bloc, data.head),
        recipients=(data.council.name, units_of_bloc(data.bloc), "Lưu: VT"),
        meta=meta(f"Hướng dẫn chấm điểm thi đua {in_year(data.year.year)}", data.bloc),
    )


def _blocks(data: YearData, criteria: CriteriaSet) -> Iterator[Block]:
    yield from on_grounds(
        data.grounds, f"Căn cứ tiêu chí thi đua đã được các đơn vị thuộc {data.bloc.name} thống nhất"
    )
    yield Heading("I. NGUYÊN TẮC CHẤM ĐIỂM", 1)
    yield Points(points_ended(f"{point}." for point in _principles(data, criteria)), "1")
    yield Heading("II. BẢNG CHẤM ĐIỂM", 1)
    yield criteria_table(criteria, ways_of_scoring(criteria, data.bloc))
    if criteria.grades:
        yield Heading("III. XẾP LOẠI", 1)
        yield Points(points_ended(what_grades_take(criteria)), "-")
    if criteria.bars:
        yield Paragraph("Không xét danh hiệu thi đua đối với đơn vị thuộc một trong các trường hợp:")
        yield Points(points_ended(criteria.bars), "-")


def _principles(data: YearData, criteria: CriteriaSet) -> Iterator[str]:
    yield "Điểm chấm căn cứ kết quả thực hiện nội dung đã đăng ký và minh chứng kèm theo"
    yield f"Điểm được chấm qua các bước: {scoring_steps(criteria, data.bloc)}"
    if criteria.bonuses:
        yield f"Tổng điểm cộng không quá {number(criteria.bonus_cap)} điểm"
    if criteria.deductions:
        yield f"Tổng điểm trừ không quá {number(criteria.deduction_cap)} điểm"
    if criteria.self_most is not None:
        yield f"Điểm tự chấm không quá {number(criteria.self_most)} điểm"
    yield from how_points_join(criteria, data.bloc, leaves_out=data.leaves_out)
    yield from how_ranks_follow(criteria)
    for stage, day in sorted(data.year.deadlines.items(), key=lambda item: item[1]):
        if "scoring" in stage:
            yield f"{data.stages[stage]}: xong trước {long_date(day)}"


def criteria_table(criteria: CriteriaSet, ways: Mapping[str, str]) -> Table:
    """Return the criteria under their groups, with the most points of each, and how it is scored.

    Args:
        ways: How rows are scored, by their codes; none: the table has no such column.
    """
    names, most = part_names(criteria), most_of(criteria)
    rows: list[tuple[str, ...]] = []
    strong: list[int] = []
    section: SetSection | None = None
    for row in outline(score_rows(criteria)):
        if isinstance(row, str):
            strong.append(len(rows))
            rows.append((row, names[row], ways.get(row, ""), number(most[row])))
            continue
        if row.section in CAPPED and row.section is not section:
            bonus = row.section is BONUSES
            cap = criteria.bonus_cap if bonus else criteria.deduction_cap
            strong.append(len(rows))
            rows.append(("", "Điểm cộng" if bonus else "Điểm trừ", "", number(cap)))
        section = row.section
        until = f" (hạn: {due_written(row.entry.due)})" if row.entry.due else ""
        rows.append((row.code, row.text + until, ways.get(row.code, ""), number(row.maximum)))
    table = Table(
        header=("Mã", "Nội dung", "Cách chấm", "Điểm tối đa"),
        rows=tuple(rows),
        widths=(0.1, 0.42, 0.36, 0.12) if ways else (0.12, 0.7, 0.0, 0.18),
        align=("left", "left", "left", "right"),
        strong=tuple(strong),
    )
    return without_empty(table)
