"""Counts a year's movements and awards for the forms of ``data/statistics.toml``: as a paper, as a table."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from ktd_tui.domain.merit import AwardDecision, AwardTitle
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Unit
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import units_of
from ktd_tui.operations.papers.composers import PaperRef
from ktd_tui.operations.shipped import DATA
from ktd_tui.papers.document import Paper
from ktd_tui.papers.kinds.year.statistics import StatisticsData, compose_statistics
from ktd_tui.rules.year.statistics import (
    Counted,
    FormColumn,
    FormRow,
    StatisticsForm,
    form_figures,
    level_unknown,
    movement_counted,
)
from ktd_tui.sheets.writing import Value, WrittenTable


@cache
def forms() -> tuple[StatisticsForm, ...]:
    """Return the forms that ship with ktd."""
    told = tomllib.loads((DATA / "statistics.toml").read_text("utf-8"))
    return tuple(_form(one) for one in told["form"])


def _form(told: dict[str, Any]) -> StatisticsForm:
    columns = tuple(
        FormColumn(one["name"], frozenset(one.get("of", ())), tuple(one.get("begins", ())))
        for one in told["columns"]
    )
    rows = tuple(FormRow(**{**one, "of": frozenset(one.get("of", ()))}) for one in told["rows"])
    return StatisticsForm(told["number"], told["title"], frozenset(told["of"]), columns, rows)


def statistics_paper(desk: Desk, ref: PaperRef) -> Paper:
    """Compose the year's statistics, form by form."""
    year = desk.store.get(BlocYear, ref.year)
    found = tuple(of_year(desk, year))
    return compose_statistics(
        StatisticsData(
            council=council(desk),
            bloc=desk.store.get(Bloc, year.bloc_id),
            year=year,
            forms=tuple((form, form_figures(form, found)) for form in forms()),
            unsure=tuple(one.name for one in found if level_unknown(one)),
        )
    )


def statistics_table(desk: Desk, bloc_year_id: str) -> WrittenTable:
    """Return the same as rows for a spreadsheet: each form's heads, then its rows."""
    found = tuple(of_year(desk, desk.store.get(BlocYear, bloc_year_id)))
    rows: list[tuple[Value, ...]] = []
    most = max(len(form.columns) for form in forms())
    for form in forms():
        rows.append((form.number, form.title, "", "", *_filled([c.name for c in form.columns], most)))
        for row, cells in zip(form.rows, form_figures(form, found), strict=True):
            rows.append((form.number, row.name, row.code, row.unit, *_filled(list(cells), most)))
    unsure = (f"Chưa rõ cấp phát động: {one.name}" for one in found if level_unknown(one))
    rows.extend(("", said, "", "", *_filled([], most)) for said in unsure)
    numbers = (str(place) for place in range(1, most + 1))
    return WrittenTable("Thống kê", ("Biểu", "A", "B", "C", *numbers), tuple(rows))


def _filled(cells: "list[str] | list[int | None]", most: int) -> list[Value]:
    return [*cells, *[None] * (most - len(cells))]


def of_year(desk: Desk, year: BlocYear) -> Iterator[Counted]:
    """Yield a year's movements, and what decisions gave the bloc's units and their people for it."""
    bloc, of = desk.store.get(Bloc, year.bloc_id), council(desk)
    units = units_of(desk, year)
    names = [name for unit in units for name in (unit.name, unit.short_name) if name]
    for movement in (desk.store.get(Movement, one) for one in year.movement_ids):
        yield movement_counted(movement, of.agency, (bloc.name, bloc.code), names)
    yield from _awards(desk, year, {title.name: title for title in of.award_titles}, units)


def _awards(desk: Desk, year: BlocYear, known: dict[str, AwardTitle], units: list[Unit]) -> Iterator[Counted]:
    there = {unit.id for unit in units}
    for decision in desk.store.find(AwardDecision, year=year.year):
        for one in decision.awarded:
            if one.unit_id in there:
                title = known.get(one.title) or AwardTitle.model_validate(one.title)
                whom = "person" if one.person else "collective"
                yield Counted(one.title, frozenset({"award", title.level.value, whom}))
