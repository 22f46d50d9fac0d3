"""How rows are scored and what follows from points, as the guide says it: read off the set."""

from collections.abc import Iterator, Mapping

from ktd_tui.domain.layering.layers import Joining, Weighing
from ktd_tui.domain.merit import Consequence, KnockOut
from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.results.ties import DEDUCTIONS, LAST_RANK, LOT, women_needed
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, CriterionKind, Unassigned
from ktd_tui.papers.phrases import layer_called, layer_within
from ktd_tui.rules.scoring.kinds.sections import DEDUCTIONS as DEDUCTED
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.scorers.listed import layers_of
from ktd_tui.text import enumerated
from ktd_tui.words import number

_UNASSIGNED = {
    Unassigned.SCALE: "điểm các nội dung còn lại được quy đổi về tổng điểm tối đa",
    Unassigned.FULL: "được tính đủ điểm của nội dung đó",
    Unassigned.SHARE: "đơn vị được xếp hạng theo tỷ lệ điểm đạt trên tổng điểm tối đa của mình",
}
_TIES = {DEDUCTIONS: "điểm trừ ít hơn", LAST_RANK: "thứ hạng năm trước", LOT: "bốc thăm tại hội nghị"}


def ways_of_scoring(criteria: CriteriaSet, bloc: Bloc) -> dict[str, str]:
    """Return how each row is scored, by its code; of what is given directly and freely nothing is said."""
    layers = {one.code: layer_called(criteria, one, bloc) for one in layers_of(criteria)}
    every = (*(one for group in criteria.groups for one in group.criteria), *criteria.bonuses)
    found = {group.code: "; ".join(_of_group(group)) for group in criteria.groups}
    found |= {one.code: "; ".join(_of_row(one, layers)) for one in (*every, *criteria.deductions)}
    for row in score_rows(criteria):
        if row.section is DEDUCTED and row.entry.each is not None and not _says_each(row.entry):
            found[row.code] = f"mỗi lần trừ {number(row.entry.each)} điểm"
    return {code: said for code, said in found.items() if said}


def _of_group(of: CriteriaGroup) -> Iterator[str]:
    if of.weight != 1:
        yield f"hệ số {number(of.weight)}"


def _of_row(of: Criterion, layers: Mapping[str, str]) -> Iterator[str]:
    if way := _way(of):
        yield way
    if of.rule:
        yield of.rule.strip(" .;")
    if of.highest and "cao nhất" not in of.text:
        yield "chỉ tính mức cao nhất"
    if of.weight != 1:
        yield f"hệ số {number(of.weight)}"
    yield from _bounds(of, layers)


def _bounds(of: Criterion, layers: Mapping[str, str]) -> Iterator[str]:
    """Yield by which steps, by whom and for whom a row is scored, and what it bars from."""
    if of.step is not None:
        yield f"chấm theo bước {number(of.step)} điểm"
    if of.layer:
        yield f"chỉ chấm ở bước “{layers.get(of.layer, of.layer)}”"
    if of.sub_groups:
        yield f"chỉ áp dụng cho nhóm {enumerated(of.sub_groups)}"
    if of.barred_below is not None:
        yield f"dưới {number(of.barred_below)} điểm thì không xét danh hiệu"


def _way(of: Criterion) -> str:
    """Say how a kind comes to its points; empty for what is given directly."""
    each = number(of.each) if of.each is not None else ""
    levels = [f"{one.name}: {number(one.points)} điểm" for one in of.levels]
    bound = "không quá" if of.lower else "từ"
    half = number(of.maximum / 2 if of.on_target is None else of.on_target)
    said = {
        CriterionKind.YES_NO: "đạt được đủ điểm, không đạt 0 điểm",
        CriterionKind.LEVELS: "; ".join(levels),
        CriterionKind.COUNTED: "" if _says_each(of) else f"mỗi {of.counted_in or 'lần'} {each} điểm",
        CriterionKind.FULL_LESS: f"bắt đầu từ điểm tối đa, mỗi lần bớt {each} điểm",
        CriterionKind.SIGNED: f"cộng hoặc bớt, mỗi chiều không quá {number(of.maximum)} điểm",
        CriterionKind.MEASURED: _measured(of),
        CriterionKind.BANDS: f"theo kết quả so với chỉ tiêu, {bound} {'; '.join(_steps(of))}",
        CriterionKind.PLACED: f"theo số đạt được, {bound} {'; '.join(levels)}",
        CriterionKind.LEADER: (
            f"dưới chỉ tiêu: theo tỷ lệ của {half} điểm; đạt chỉ tiêu: {half} điểm; vượt chỉ tiêu: thêm theo "
            "phần vượt so với đơn vị vượt cao nhất, đơn vị đó được đủ điểm"
        ),
        CriterionKind.RANKED: (
            f"xếp thứ giữa các đơn vị, số {'thấp' if of.lower else 'cao'} hơn đứng trước; "
            f"đến thứ {'; đến thứ '.join(levels)}"
        ),
    }
    return said.get(of.kind, "") if of.kind else ""


def _steps(of: Criterion) -> list[str]:
    return [f"{one.name}%: {number(one.points)} điểm" for one in of.levels]


def _measured(of: Criterion) -> str:
    less = "kết quả càng thấp càng tốt, theo tỷ lệ với chỉ tiêu"
    way = less if of.lower else "theo tỷ lệ giữa kết quả và chỉ tiêu"
    return way if of.on_target is None else f"{way}; đạt chỉ tiêu được {number(of.on_target)} điểm"


def _says_each(of: Criterion) -> bool:
    return "mỗi" in of.text.casefold()


def how_points_join(criteria: CriteriaSet, bloc: Bloc, *, leaves_out: bool) -> Iterator[str]:
    """Yield how scorers and layers come to one total, and what rows do that do not concern a unit.

    Args:
        leaves_out: Some row is not assigned to some unit: what that does is said.
    """
    if criteria.layers:
        yield from _layers(criteria, bloc)
    if criteria.rounding is not None:
        yield f"Tổng điểm được làm tròn một lần, đến {number(criteria.rounding)}"
    if leaves_out or criteria.unassigned is not Unassigned.SCALE:
        yield f"Khi có nội dung không giao cho đơn vị: {_UNASSIGNED[criteria.unassigned]}"


def _layers(criteria: CriteriaSet, bloc: Bloc) -> Iterator[str]:
    """Yield by which weights the layers count, how scorers join, and what needs a reason."""
    named = [(one, layer_within(criteria, one, bloc)) for one in layers_of(criteria)]
    counted = [(one, name) for one, name in named if one.weight]
    if len(counted) > 1:
        what = "tổng điểm" if criteria.weighing is Weighing.TOTALS else "điểm từng nội dung"
        weights = "; ".join(f"{name} {number(one.weight)}" for one, name in counted)
        yield f"Kết quả là trung bình {what} của các bước theo trọng số: {weights}"
    elif counted:
        yield f"Kết quả là điểm của bước {counted[0][1]}"
    for one, name in named:
        if one.joining is Joining.TRIMMED:
            yield f"Điểm {name} là trung bình sau khi bỏ điểm cao nhất và điểm thấp nhất"
        if one.gap_limit is not None:
            more = f"lệch quá {number(one.gap_limit)} điểm" if one.gap_limit else "khác"
            yield f"Ở bước {name}, điểm {more} so với bước trước phải nêu lý do"


def how_ranks_follow(criteria: CriteriaSet) -> Iterator[str]:
    """Yield whom a rank is held against, what decides between equals, and what knocks a unit out."""
    if criteria.ranked_apart:
        yield "Các nhóm đơn vị được xếp hạng riêng"
    if criteria.tie_break:
        chain = ", ".join(map(_tie, criteria.tie_break))
        yield f"Khi bằng điểm, xét lần lượt: {chain}"
    yield from map(_knocked, criteria.knock_outs)


def _tie(of: str) -> str:
    women = women_needed(of)
    if women is not None:
        return f"tập thể có từ {number(women)}% nữ"
    return _TIES.get(of) or f"điểm mục {of}"


def _knocked(of: KnockOut) -> str:
    follows = {
        Consequence.NO_TITLE: "không xét danh hiệu thi đua",
        Consequence.GRADE: f"xếp loại cao nhất “{of.grade}”",
        Consequence.LAST: "xếp cuối",
    }
    bound = ""
    if of.barred_below is not None:
        bound = f" (nội dung {of.code} dưới {number(of.barred_below)} điểm)"
    elif of.below_share is not None:
        bound = f" (nội dung {of.code} dưới {number(of.below_share)}% điểm tối đa)"
    return f"{of.name}{bound}: {follows[of.consequence]}"
