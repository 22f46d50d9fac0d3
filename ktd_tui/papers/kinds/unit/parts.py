"""What several papers of a unit tell of its year: what it registered, movements, activities, exemplars."""

from collections.abc import Iterator
from typing import NamedTuple

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.scoring import Target
from ktd_tui.papers.blocks import without_empty
from ktd_tui.papers.document import Block, Points, Table
from ktd_tui.papers.kinds.unit.data import Scored, UnitData
from ktd_tui.papers.phrases import capital, points_ended
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.year.pledge import target_said
from ktd_tui.words import long_date, number


class UnitPart(NamedTuple):
    """A part of a paper, under its own heading."""

    title: str
    blocks: tuple[Block, ...]


def told_parts(data: UnitData, scored: Scored | None) -> Iterator[UnitPart]:
    """Yield the parts that the data knows something of.

    Args:
        scored: Whose points stand beside what was registered.
    """
    if data.registration and data.registration.targets:
        yield UnitPart("Kết quả thực hiện nội dung đã đăng ký", (_targets(data, scored),))
    if lines := points_ended(_movements(data)):
        yield UnitPart("Thực hiện các phong trào thi đua", (Points(lines, "-"),))
    if lines := points_ended(map(_held, data.activities)):
        yield UnitPart("Hoạt động đã tổ chức", (Points(lines, "-"),))
    if lines := points_ended(f"{one.name}: {one.deed}" for one in data.exemplars):
        yield UnitPart("Điển hình tiên tiến, việc làm tiêu biểu", (Points(lines, "-"),))


def _targets(data: UnitData, scored: Scored | None) -> Table:
    rows = {row.code: row for row in score_rows(data.criteria)} if data.criteria else {}
    order = list(rows)
    targets = data.registration.targets if data.registration else ()
    listed = sorted(targets, key=lambda one: order.index(one.code) if one.code in order else len(order))
    told = Table(
        header=("STT", "Nội dung đã đăng ký", "Thời hạn", "Điểm"),
        rows=tuple(
            (str(place), _target(one, rows[one.code].text if one.code in rows else ""), one.due_said, points)
            for place, one in enumerate(listed, 1)
            for points in (_points(scored, one.code),)
        ),
        widths=(0.08, 0.6, 0.18, 0.14),
        align=("center", "left", "center", "right"),
    )
    return without_empty(told)


def _target(of: Target, criterion: str) -> str:
    text = capital(target_said(of).rstrip(".;"))
    if criterion and criterion.casefold() not in text.casefold():
        return f"{criterion.rstrip('.;:')}: {text}" if text else criterion
    return text


def _points(scored: Scored | None, code: str) -> str:
    given = scored.points.get(code) if scored else None
    most = next((row.maximum for row in scored.rows if row.code == code), None) if scored else None
    return "" if given is None or most is None else f"{number(given)}/{number(most)}"


def _movements(data: UnitData) -> Iterator[str]:
    for movement, part in data.parts:
        told = ". Kết quả: ".join(text.strip().rstrip(".;") for text in (part.text, part.result) if text)
        if told:
            yield f"{movement.title}: {told}"


def _held(of: Activity) -> str:
    where = ", ".join(part for part in (long_date(of.day) if of.day else "", of.place) if part)
    said = f"{of.title.rstrip('.;')} ({where})" if where else of.title.rstrip(".;")
    return f"{said}. Kết quả: {of.result}" if of.result else said
