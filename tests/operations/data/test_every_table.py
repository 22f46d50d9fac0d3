"""Every table that ktd writes comes back unchanged after a user changed it, after LibreOffice saved it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ktd_tui.domain.scoring import Layer
from ktd_tui.operations.council import titles
from ktd_tui.operations.council.decisions import DecisionTyped, award_typed, save_awarded, save_decision
from ktd_tui.operations.data.award_tables import decisions_table, titles_table
from ktd_tui.operations.data.export_people import people_table
from ktd_tui.operations.data.exporting import (
    Wish,
    example,
    registration_table,
    score_form,
    score_table,
    write_table,
)
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import
from ktd_tui.operations.data.year_tables import WORK, work_table
from ktd_tui.operations.desk import Desk
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.writing import WrittenTable
from tests.operations.data.test_importing import counts
from tests.operations.data.test_year_tables import full
from tests.operations.found import the_unit, the_year
from tests.sheets.test_round_trip import a_column, a_column_before, a_filter, a_note, a_title_row

__all__ = ["full"]
OF_NEXT = (TableKind.WAYS, TableKind.LAYERS, TableKind.AGENDA)


def every_table(desk: Desk) -> dict[str, WrittenTable]:
    """What ktd writes as a table to be read again, by name."""
    titles.confirm_titles(desk)
    decided = save_decision(desk, None, DecisionTyped("01/QĐ", "15/12/2022", "2022"))
    save_awarded(desk, decided.id, None, award_typed("Giấy khen", the_unit(desk, "Vụ TK")))
    year, following = the_year(desk), the_year(desk, 2023)
    return {
        "scores": score_table(desk, year.id, Layer.BLOC),
        "own scores": score_table(desk, year.id, Layer.SELF),
        "cross scores": score_table(desk, year.id, Layer.CROSS),
        "form": score_form(desk, year.id, Wish("Vụ TK", Layer.BLOC)),
        "registrations": registration_table(desk, year.id),
        "titles": titles_table(desk),
        "decisions": decisions_table(desk),
        "people": people_table(desk, year.bloc_id),
        **{str(kind): work_table(desk, following.id, kind) for kind in WORK},
        **{str(kind): example(desk, kind, following.id) for kind in OF_NEXT},
    }


def check_same(desk: Desk, path: Path) -> None:
    plan = plan_import(desk, path, Asked())  # it says itself of which bloc, year and layer it is
    assert counts(plan) == (0, 0, len(plan.rows)), (path.stem, [row for row in plan.rows if row.error][:3])
    assert plan.rows, path.stem


@pytest.mark.parametrize("change", [a_title_row, a_column, a_column_before, a_filter, a_note])
def test_every_table_after_a_user_changed_it(
    full: Desk,
    tmp_path: Path,
    change: Callable[[Any], None],
) -> None:
    from openpyxl import load_workbook

    for name, table in every_table(full).items():
        path = tmp_path / f"{name}.xlsx"
        write_table(table, path)
        book = load_workbook(path)
        change(book.worksheets[0])
        book.save(path)
        check_same(full, path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_every_table_after_libreoffice_saved_it(full: Desk, tmp_path: Path, ending: str) -> None:
    paths = []
    for name, table in every_table(full).items():
        paths.append(tmp_path / f"{name}.xlsx")
        write_table(table, paths[-1])
    home, saved = f"-env:UserInstallation=file://{tmp_path}/home", tmp_path / "saved"
    run = ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(saved), *map(str, paths)]
    subprocess.run(run, check=True, capture_output=True)
    for path in paths:
        check_same(full, saved / f"{path.stem}.{ending}")
