"""What a file was taken for, and what it would replace: said before anything else."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import KtdError
from ktd_tui.i18n import t
from ktd_tui.operations.data.import_rows import Run
from ktd_tui.operations.data.intake.titled import unit_titled
from ktd_tui.operations.data.intake.whose import layer_denied, layer_of
from ktd_tui.operations.data.score_forms import form_above
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.scoring.layering.filling import layers_said
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.sheets.columns import KINDS, TableKind
from ktd_tui.sheets.file_tables import ReadTable, tables_told
from ktd_tui.sheets.head_parts.missing import NO_HEAD_NAMES
from ktd_tui.text import likeness, plain_name

_OF_NO_YEAR = frozenset(
    (
        TableKind.BLOCS,
        TableKind.UNITS,
        TableKind.PEOPLE,
        TableKind.TITLES,
        TableKind.DECISIONS,
        TableKind.AGENDA,
    )
)


def read_as(run: Run, tables: Sequence[ReadTable]) -> Iterator[str]:
    """Yield what the file was taken for, and what it would replace."""
    asked, table = run.asked, tables[0]
    yield t("Read as: {kind}", kind=t(KINDS[table.kind]))
    yield t("From: {sheets}", sheets=", ".join(dict.fromkeys(one.sheet for one in tables)))
    if table.heads.get("name") == NO_HEAD_NAMES:
        yield t("Look: there are no heads; each line is read as the name of a unit.")
    if len(tables) > 1:
        yield t("{count} tables: {tables}. --table reads one.", count=len(tables), tables=tables_told(tables))
    yield from _other_than_marked(run, table)
    of_year = table.kind not in _OF_NO_YEAR
    form = form_above(run.desk, table.above, table.sheet) if table.kind is TableKind.SCORES else None
    if of_year and (form or asked.year is not None):
        year = form.year if form else run.year()
        yield t("For: bloc {bloc}, year {year}", bloc=asked.bloc or "–", year=year.year)
        yield from dict.fromkeys(of for one in tables for of in _other_titled(run, one, year))
    if table.kind is TableKind.UNITS and asked.bloc:
        yield from dict.fromkeys(of for one in tables for of in _other_titled(run, one, None))
    if table.kind is TableKind.SCORES:
        yield from _layers(run, tables)
    yield from _units(run, tables)
    if table.kind is TableKind.PEOPLE and not _any_known(run, tables):
        yield t(
            "Look: none of these units is known. If the file lists units, take them in first: --kind units."
        )
    if table.kind is TableKind.CRITERIA and asked.year is not None and (set_id := run.year().criteria_id):
        old = run.desk.store.get(CriteriaSet, set_id)
        yield t("It replaces: {name}, {count} criteria", name=old.name, count=len(score_rows(old)))


def _other_titled(run: Run, table: ReadTable, year: BlocYear | None) -> Iterator[str]:
    """Yield what the title above a table names instead of the year, and the bloc, that it is taken in for."""
    if year and (said := _year_told(table)) and said != year.year:
        yield t("Look: the title says {said}, not {year}.", said=said, year=year.year)
    bloc_id = year.bloc_id if year else bloc_named(run.desk, run.asked.bloc).id
    if "bloc" not in table.heads and (other := _bloc_told(run.desk, table, bloc_id)):
        yield t("Look: the title names {other}.", other=other)


def _layers(run: Run, tables: Sequence[ReadTable]) -> Iterator[str]:
    """Yield in which layer the points are, of each table where they differ."""
    found: dict[str, list[str]] = {}
    for table in tables:
        form = form_above(run.desk, table.above, table.sheet)
        whose = layer_of(run, table, form)
        name = layers_said(run.desk, form.year if form else run.year()).get(whose.layer, whose.layer)
        said = (
            t("Layer: {layer}") if whose.said else t("Layer: {layer} (nothing says it; --layer says another)")
        )
        found.setdefault(said.format(layer=name), []).append(table.where)
        if form is None and (denied := layer_denied(run, table)):
            written = layers_said(run.desk, run.year()).get(denied, denied)
            yield t("Look: the title says “{said}”, not “{unit}”.", said=written, unit=name)
    for said, places in found.items():
        yield said if len(found) == 1 else f"{said} ({'; '.join(places)})"


def _units(run: Run, tables: Sequence[ReadTable]) -> Iterator[str]:
    """Yield the units that titles and sheets name, where no column does."""
    for table in tables:
        titled = unit_titled(run.units, table) if "unit" not in table.heads else ""
        if titled and any("unit" not in row.cells for row in table.rows):
            if run.asked.unit and likeness(run.asked.unit) != likeness(titled):
                yield t("Look: the title says “{said}”, not “{unit}”.", said=titled, unit=run.asked.unit)
            else:
                yield t("Unit: {unit} ({place} says it)", unit=titled, place=table.sheet)


def _any_known(run: Run, tables: Sequence[ReadTable]) -> bool:
    """Tell whether a unit that the rows name is known, or none is named."""
    named = {row.cells["unit"].text for table in tables for row in table.rows if "unit" in row.cells}
    apart = Run(run.desk, run.asked, run.file)  # what it finds is told with its row, later
    for name in named:
        with suppress(KtdError):
            apart.unit(name)
            return True
    return not named


def layer_taken(run: Run, table: ReadTable) -> str | None:
    """Return the layer that a table's points go into; None of a table of anything else."""
    if table.kind is not TableKind.SCORES:
        return None
    return layer_of(run, table, form_above(run.desk, table.above, table.sheet)).layer


def _other_than_marked(run: Run, table: ReadTable) -> Iterator[str]:
    """Yield where what was asked for is another than the table, which ktd wrote, says of itself."""
    if (mark := table.mark) is None:
        return
    names = layers_said(run.desk, run.year()) if run.asked.year is not None else {}
    asked = (run.asked.bloc, str(run.asked.year or ""), run.asked.layer or "")
    for said, wanted in zip((mark.bloc, str(mark.year or ""), mark.layer), asked, strict=True):
        if said and wanted and said != wanted:
            was, now = names.get(said, said), names.get(wanted, wanted)
            yield t(
                "Look: the table was written for {said}; it is taken in for {asked}.", said=was, asked=now
            )


def _bloc_told(desk: Desk, table: ReadTable, bloc_id: str) -> str:
    """Return the bloc that the title above a table names instead of the one that it is taken in for."""
    title = " ".join(plain_name(cell.text) for line in table.above for cell in line.cells.values())
    named = [bloc for bloc in desk.store.find(Bloc) if _is_named(bloc, title)]
    return named[0].name if named and bloc_id not in [bloc.id for bloc in named] else ""


def _is_named(bloc: Bloc, title: str) -> bool:
    """Tell whether a title has a bloc's name, or its number behind its word: «Cụm thi đua số 2»."""
    code = re.escape(plain_name(bloc.code))
    noun = re.escape(plain_name(bloc.words.noun))
    said = rf"\b{noun}( thi dua)?( so)? {code}\b|\b{re.escape(plain_name(bloc.name))}\b"
    return bool(re.search(said, title))


def _year_told(table: ReadTable) -> int | None:
    """Return the year that the title above a table names; None where it names none, or several."""
    titles = " ".join(cell.text for line in table.above for cell in line.cells.values())
    years = set(re.findall(r"(?<!tháng \d )(?<!tháng \d\d )năm (\d{4})", titles.lower()))
    return int(years.pop()) if len(years) == 1 else None
