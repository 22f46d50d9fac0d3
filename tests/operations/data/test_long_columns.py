"""A text that is too long, in every column of every kind of table: kept whole or refused, never cut."""

import re
from pathlib import Path

import pytest

from ktd_tui.errors import KtdError
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import Plan, plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.sheets.cells import LETTERS
from ktd_tui.sheets.columns import COLUMNS, TableKind, written_columns
from tests.operations.data.test_importing import registering
from tests.sheets.making import xlsx_file

ROWS: dict[TableKind, dict[str, object]] = {
    TableKind.DECISIONS: {"number": "1/QĐ", "day": "05/01/2023", "title": "Giấy khen", "unit": "Vụ TK"},
    TableKind.EXEMPLARS: {"name": "Lê Thị Thử", "unit": "Vụ TK", "deed": "Cứu người"},
    TableKind.PEOPLE: {"name": "Lê Thị Thử", "unit": "Vụ TK"},
    TableKind.SCORES: {"unit": "Vụ TK", "code": "I.1", "points": 18},
    TableKind.REGISTRATIONS: {"unit": "Vụ TK", "code": "I.1", "text": "Đúng hạn"},
    TableKind.CRITERIA: {"code": "I.1", "text": "Kế hoạch", "maximum": 100},
    TableKind.AIMS: {"unit": "Vụ TK", "aim": "Giấy khen"},
    TableKind.TITLES: {"name": "Kỷ niệm chương"},
    TableKind.PARTS: {
        "movement": "Cả nước chung sức xây dựng nông thôn mới", "unit": "Vụ TK", "text": "Giúp một xã",
    },
    TableKind.ACTIVITIES: {"title": "Hội thao", "unit": "Vụ TK"},
    TableKind.MOVEMENTS: {"title": "Chuyển đổi số"},
    TableKind.TASKS: {"text": "Nộp báo cáo"},
    TableKind.BLOCS: {"code": "XI", "name": "Khối các trường"},
    TableKind.UNITS: {"name": "Sở Y tế", "bloc": "V"},
    TableKind.WAYS: {
        "sort": "Điều kiện loại", "text": "Nộp báo cáo muộn", "points": 5, "points_of": "I.1",
        "consequence": "hạ loại", "grade": "Tốt",
    },
    TableKind.AGENDA: {"kind": "Hội nghị sơ kết", "step": "Khai mạc", "title": "Chào cờ", "conditions": "–"},
    TableKind.LAYERS: {"layer_name": "Thẩm định", "layer_by": "thẩm định"},
}  # fmt: skip
"""A row of each kind that is taken in."""
UNUSED = {(TableKind.SCORES, "scorer"), (TableKind.UNITS, "since"), (TableKind.UNITS, "ground")}
"""Columns that say something only of cross scores, of a unit that gets another name."""


OF_A_SET = (TableKind.WAYS, TableKind.LAYERS)
"""Kinds that tell of the year's criteria, which may not be scored by yet."""


def runs(desk: Desk) -> list[int]:
    """How long each run of the letter is that was ever written."""
    assert desk.folder
    files = [path for path in desk.folder.iterdir() if path.name.startswith("ktd.json") and path.is_file()]
    return [len(run) for path in files for run in re.findall("ă{20,}", path.read_text("utf-8"))]


def planned(desk: Desk, folder: Path, kind: TableKind, cells: dict[str, object]) -> Plan:
    heads = {column.key: column.head for column in COLUMNS[kind]}
    path = xlsx_file(folder, [[heads[one] for one in cells], *_around(kind, cells)])
    year = 2023 if kind in (TableKind.REGISTRATIONS, TableKind.AIMS, *OF_A_SET) else 2022
    asked = Asked(name="Mới") if kind is TableKind.CRITERIA else Asked("V", year)
    return plan_import(desk, path, asked, kind)


def _around(kind: TableKind, cells: dict[str, object]) -> list[list[object]]:
    """Return the row, with those without which the table says nothing: an agenda begins and ends."""
    rows = [list(cells.values())]
    if kind is TableKind.AGENDA:
        first, last = (
            [step if key == "step" else ROWS[kind].get(key) if key == "kind" else None for key in cells]
            for step in ("Chuẩn bị", "Thông qua biên bản")
        )
        rows = [first, *rows, last]
    return rows


@pytest.mark.parametrize("kind", ROWS)
def test_a_long_text_is_kept_whole_or_refused(sample: Desk, tmp_path: Path, kind: TableKind) -> None:
    registering(sample)
    assert not planned(sample, tmp_path, kind, ROWS[kind]).errors
    for column in written_columns(kind):
        for letters in (LETTERS, LETTERS + 1):
            before, cells = runs(sample), {**ROWS[kind], column.key: "ă" * letters}
            try:
                plan = planned(sample, tmp_path, kind, cells)
                write_plan(sample, plan)
            except KtdError:
                assert runs(sample) == before, column.key
                continue
            told = "\n".join(row.what for row in plan.beside)
            kept = set(runs(sample)) == {LETTERS} and letters == LETTERS and runs(sample) != before
            assert kept or "ă" * 20 in told or (kind, column.key) in UNUSED, (column.key, letters)
