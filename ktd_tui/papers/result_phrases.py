"""What papers say of results beside the figures: who is barred and why, who is equal, what people decided."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.results.decisions import SettledBy, TieDecision
from ktd_tui.papers.phrases import sentence_ended, within_sentence
from ktd_tui.rules.scoring.results.ranking import Standing, standings_in_order
from ktd_tui.text import enumerated

_BY = {
    SettledBy.LOT: "Bốc thăm",
    SettledBy.CHAIR: "Chủ trì quyết định",
    SettledBy.VOTE: "Hội nghị biểu quyết",
}


def grade_said(of: Standing) -> str:
    """Say a grade as tables have it, with what is still open."""
    if of.rank is None:
        return "chưa đủ điểm"
    if of.contended:
        return f"{of.grade or '–'} (chờ quyết định: {of.contended})"
    return f"{of.grade} (chờ bỏ phiếu)" if of.to_vote else of.grade


def with_group(name: str, of: Standing) -> str:
    """Name a unit with the sub-group that its rank is of, where each has ranks of its own."""
    return f"{name} (nhóm {of.group})" if of.group else name


def remarks(
    standings: Sequence[Standing], units: Mapping[str, Unit], settled: Sequence[TieDecision] = ()
) -> Iterator[str]:
    """Say, a sentence each, what stands behind the results."""
    for of in standings:
        yield from grounds(of, units[of.unit_id].name)
    yield from _equal(standings, units)
    yield from (_settled(one, units) for one in settled)


def grounds(of: Standing, name: str) -> Iterator[str]:
    """Say what a unit is not considered for, each with its ground."""
    for condition, why in of.barred.items():
        yield sentence_ended(
            f"{name}: không xét danh hiệu thi đua; lý do: {within_sentence(condition)} ({why})"
        )
    for one in of.knocked:
        ground = f"lý do: {one.rule.name} ({one.why})"
        if one.rule.consequence is Consequence.GRADE:
            yield sentence_ended(f"{name}: xếp loại cao nhất “{one.rule.grade}”; {ground}")
        elif one.rule.consequence is Consequence.LAST:
            yield sentence_ended(f"{name}: xếp cuối; {ground}")


def _equal(standings: Sequence[Standing], units: Mapping[str, Unit]) -> Iterator[str]:
    """Name the units that share a rank, and those that contend for the last place of a grade."""
    shared = standings_in_order(s for s in standings if s.shared)
    for (group, rank), block in groupby(shared, lambda s: (s.group, s.rank)):
        names = enumerated(units[s.unit_id].name for s in block)
        yield f"Cùng hạng {rank}{f' của nhóm {group}' if group else ''}: {names}."
    contended = sorted((s for s in standings if s.contended), key=lambda s: s.contended)
    for grade, block in groupby(contended, lambda s: s.contended):
        names = enumerated(units[s.unit_id].name for s in block)
        yield f"Bằng nhau ở vị trí cuối của loại “{grade}”, chờ quyết định: {names}."


def _settled(of: TieDecision, units: Mapping[str, Unit]) -> str:
    names = enumerated(units[unit].name if unit in units else "?" for unit in of.unit_ids)
    about = f" về “{of.about}”" if of.about else " về thứ hạng"
    told = f"; {of.told}" if of.told else ""
    return sentence_ended(f"{_BY[of.by]}{about} ({of.who}{told}), theo thứ tự: {names}")
