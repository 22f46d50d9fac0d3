"""The page of bars: what each unit came to, in all and group by group, beside the year before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ktd_tui.domain.organisation import Unit
from ktd_tui.papers.document import Bars, Block, Heading
from ktd_tui.rules.scoring.results.ranking import Standing, standings_in_order
from ktd_tui.words import number


@dataclass(frozen=True)
class Earlier:
    """What units came to in an earlier year.

    Attributes:
        totals: By unit id.
        subtotals: By group code, then by unit id.
    """

    year: int
    totals: Mapping[str, Decimal]
    subtotals: Mapping[str, Mapping[str, Decimal]]


def score_bars(
    units: Sequence[Unit],
    standings: Sequence[Standing],
    groups: Mapping[str, str],
    most: Mapping[str, Decimal],
    before: Earlier | None = None,
    *,
    short: bool = False,
) -> Iterator[Block]:
    """Yield the charts of the units that are ranked; nothing where nobody is.

    Args:
        units: Whose charts they are.
        standings: What each came to.
        groups: Names of groups by code.
        most: Their most points.
        before: What they came to the year before.
        short: The paper says what short names mean: the charts use these, and more of them fit a page.
    """
    ranked = standings_in_order(s for s in standings if s.rank)
    if not ranked:
        return
    names = {unit.id: unit.label if short else unit.name for unit in units}
    yield Heading("Biểu đồ kết quả chấm điểm", 1)
    best = max(s.result.total for s in ranked)
    totals = {s.unit_id: s.result.total for s in ranked}
    yield _chart("Tổng điểm", totals, before.totals if before else None, names, max(best, Decimal(1)), before)
    for code in ranked[0].result.subtotals:
        if code not in groups or not most.get(code):
            continue
        own = {s.unit_id: s.result.subtotals[code] for s in ranked if code in s.result.subtotals}
        caption = f"Nhóm {code}. {groups[code]} (tối đa {number(most[code])} điểm)"
        earlier = before.subtotals.get(code) if before else None
        yield _chart(caption, own, earlier, names, most[code], before)


def _chart(
    caption: str,
    now: Mapping[str, Decimal],
    earlier: Mapping[str, Decimal] | None,
    names: Mapping[str, str],
    most: Decimal,
    before: Earlier | None,
) -> Bars:
    both = [(now[unit], (earlier or {}).get(unit)) for unit in now]
    rows = both if any(old is not None for _, old in both) else [(new,) for new, _ in both]
    series = ("Năm nay", f"Năm {before.year}") if before and len(rows[0]) > 1 else ("",)
    highest = max((v for row in rows for v in row if v is not None), default=most)
    return Bars(
        caption=caption,
        names=tuple(names[unit] for unit in now),
        series=series,
        values=tuple(tuple(None if v is None else float(v) for v in row) for row in rows),
        shown=tuple(tuple("" if v is None else number(v) for v in row) for row in rows),
        most=float(max(most, highest)),
    )
