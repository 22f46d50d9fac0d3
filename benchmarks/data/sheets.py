"""Importing tables: an office's, and such as would fill a machine's memory or time.

Each runs in a process of its own: seconds of its processor, and its peak over what it had before.
Run: ``python -m benchmarks.data.sheets``.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import Row, say
from ktd_tui.clock import now
from ktd_tui.domain.organisation import Bloc, BlocYear, CrossScoring, Member, Role, Stage, Unit
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, Layer
from ktd_tui.errors import Refused
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Actor
from ktd_tui.sheets.layout import read_tables
from ktd_tui.sheets.reading import read_sheets
from ktd_tui.sheets.writing import Value, WrittenTable, csv_bytes, xlsx_bytes
from store import Author, open_store
from tests.sheets.old_workbooks import blanks, label, numbers, xls_file, xlsb_file

UNITS, GROUPS, IN_GROUP = 30, 4, 15
YEAR = 2025
CODES = tuple(f"{group}.{n}" for group in ("I", "II", "III", "IV") for n in range(1, IN_GROUP + 1))
STAGES = {Layer.SELF: Stage.SELF_SCORING, Layer.CROSS: Stage.CROSS_SCORING, Layer.BLOC: Stage.SCORING}
MIB = 1 << 20
ACROSS = ("Mã tiêu chí", "Nội dung")
PAIRS = ("Đơn vị chấm", "Đơn vị", "Mã tiêu chí", "Điểm")
BROAD = (*PAIRS, *[f"Cột {n}" for n in range(16)])
FULL: tuple[Value, ...] = ("A", "B", "I.1", *[8] * 17)


def a_desk(folder: Path) -> Desk:
    """Return a desk on the data of a bloc of 30 units whose 60 criteria are being scored."""
    who = Actor(os.getuid(), "root", owner=True)
    store = open_store(folder, create=True, author=Author(who.uid, who.name), clock=now)
    desk = Desk(store, who, now)
    set_up_council(desk, "Hội đồng Thi đua - Khen thưởng tỉnh", "Ủy ban nhân dân tỉnh")
    bloc = store.find(Bloc, code="I")[0]
    groups = [
        CriteriaGroup(
            code=CODES[at * IN_GROUP].partition(".")[0],
            name="Nhóm",
            criteria=tuple(
                Criterion(code=code, text=f"Việc {code}", maximum=Decimal(10))
                for code in CODES[at * IN_GROUP : (at + 1) * IN_GROUP]
            ),
        )
        for at in range(GROUPS)
    ]
    with store.transaction("bench"):
        units = [store.save(Unit(name=name, bloc_id=bloc.id)) for name in names()]
        criteria = store.save(CriteriaSet(name="Đo", groups=tuple(groups)))
        roles = [Role.HEAD, *[Role.MEMBER] * (UNITS - 1)]
        members = tuple(Member(unit_id=u.id, role=r) for u, r in zip(units, roles, strict=True))
        pairs = zip(units, [*units[1:], units[0]], strict=True)
        cross = tuple(CrossScoring(unit_id=unit.id, scorer_id=scorer.id) for unit, scorer in pairs)
        of = BlocYear(bloc_id=bloc.id, year=YEAR, theme="Đo", stage=Stage.SCORING, members=members)
        store.save(of.with_(criteria_id=criteria.id, cross=cross))
    return desk


def names() -> list[str]:
    """Return the units' names."""
    return [f"Sở thứ {n}" for n in range(1, UNITS + 1)]


def write_scores(folder: Path) -> None:
    """Write the points of each layer as offices do: units across, and who scored whom row by row."""
    units = names()
    across: list[tuple[Value, ...]] = [
        (code, f"Việc {code}", *(Decimal(n % 10) for n in range(UNITS))) for code in CODES
    ]
    pairs: list[tuple[Value, ...]] = [
        (scorer, unit, code, 9)
        for unit, scorer in zip(units, units[1:] + units[:1], strict=True)
        for code in CODES
    ]
    for layer in Layer:
        heads, rows = (PAIRS, pairs) if layer is Layer.CROSS else ((*ACROSS, *units), across)
        content = xlsx_bytes(WrittenTable("Điểm", heads, tuple(rows)))
        (folder / f"{layer}.xlsx").write_bytes(content)


class Spent(NamedTuple):
    """What a table cost: seconds of the processor, MiB at its peak over what was held before."""

    seconds: float
    mib: float


def three_layers(folder: Path) -> Spent:
    """Import the points of three layers, planned and written."""
    apart(lambda: write_scores(folder))
    desk = a_desk(folder / "data")
    before, begun = forget_peak(), time.process_time()
    for layer in Layer:
        with desk.store.transaction("bench"):  # each layer is entered in a stage of its own
            desk.store.save(desk.store.find(BlocYear)[0].with_(stage=STAGES[layer]))
        plan = plan_import(desk, folder / f"{layer}.xlsx", Asked("I", YEAR, layer))
        write_plan(desk, plan)
    spent = Spent(time.process_time() - begun, peak() - before)
    desk.store.close()
    return spent


def refused(write: Callable[[Path], Path]) -> Callable[[Path], Spent]:
    """Return what reads a file that is to be refused, or read within the limits."""

    def read(folder: Path) -> Spent:
        apart(lambda: write(folder))
        path = next(folder.iterdir())
        before, begun = forget_peak(), time.process_time()
        with suppress(Refused):
            read_tables(read_sheets(path), path.name)
        return Spent(time.process_time() - begun, peak() - before)

    return read


def apart(work: Callable[[], object]) -> None:
    """Do what prepares a case in another process: its memory is none of ours."""
    if child := os.fork():
        os.waitpid(child, 0)
        return
    work()
    os._exit(0)


def peak() -> float:
    """Return the most memory that this process has had since ``forget_peak``, in MiB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def forget_peak() -> float:
    """Begin to watch the memory anew, and return what is held now, in MiB."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak()


def _written(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return write


def _package(*parts: tuple[str, Callable[[], Iterator[bytes]]]) -> Callable[[Path], Path]:
    """Return what writes a workbook with one part replaced by pieces that come one by one."""

    def write(folder: Path) -> Path:
        book = zipfile.ZipFile(io.BytesIO(xlsx_bytes(WrittenTable("Điểm", PAIRS, ()))))
        path = folder / "bang.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fresh:
            replaced = dict(parts)
            for one in book.infolist():
                if one.filename not in replaced:
                    fresh.writestr(one, book.read(one))
            for name, pieces in parts:
                with fresh.open(name, "w", force_zip64=True) as file:
                    for piece in pieces():
                        file.write(piece)
        return path

    return write


def _sheet(rows: Iterator[bytes]) -> Iterator[bytes]:
    yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    yield from rows
    yield b"</sheetData></worksheet>"


def _many_rows() -> Iterator[bytes]:
    return _sheet(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>'.encode() for n in range(1, 100_001))


def _many_columns() -> Iterator[bytes]:
    cells = "".join("<c><v>1</v></c>" for _ in range(10_000))
    return _sheet(f"<row>{cells}</row>".encode() for _ in range(20))


def _zeros() -> Iterator[bytes]:
    return (bytes(MIB) for _ in range(2_000))


def _one_text() -> Iterator[bytes]:
    yield b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    for _ in range(400_000):
        yield b"<si><t>a</t></si>"
    yield b"</sst>"


def _points_to_texts() -> Iterator[bytes]:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    marks = (("worksheet", "rId1", "worksheets/sheet1.xml"), ("sharedStrings", "rId2", "sharedStrings.xml"))
    yield b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    for kind, mark, target in marks:
        yield f'<Relationship Type="{kinds}/{kind}" Target="{target}" Id="{mark}"/>'.encode()
    yield b"</Relationships>"


SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
RELATED = "xl/_rels/workbook.xml.rels"
WORK = "30 units × 60 criteria × 3 layers: planned and written"
CASES: dict[str, Callable[[Path], Spent]] = {
    WORK: three_layers,
    "zip bomb: 2 GB of zeros": refused(_package(("xl/media/x.bin", _zeros))),
    "zip bomb: 2 GB in the sheet": refused(_package((SHEET, _zeros))),
    "400,000 shared texts": refused(_package((TEXTS, _one_text), (RELATED, _points_to_texts))),
    "100,000 rows, xlsx": refused(_package((SHEET, _many_rows))),
    "10,000 columns, xlsx": refused(_package((SHEET, _many_columns))),
    "5,000 × 200 points, xls": refused(lambda f: xls_file(f, (numbers(row, 200) for row in range(5_000)))),
    "100,000 cells, each another text, xls": refused(
        lambda f: xls_file(f, (label(n // 20, n % 20, f"{n} chữ") for n in range(100_000)))
    ),
    "36,000 × 256 borders, xls": refused(lambda f: xls_file(f, (blanks(row, 256) for row in range(36_000)))),
    "two corners, xlsb": refused(lambda f: xlsb_file(f, [(0, [(0, 1.0)]), (1_048_575, [(16_383, 1.0)])])),
    "100,000 rows, csv": refused(_written("bang.csv", b"Don vi;Ma;Diem\n" + b"A;I.1;8\n" * 100_000)),
    "10,000 columns, csv": refused(_written("bang.csv", (b"x;" * 10_000 + b"\n") * 100)),
    "one field of 19 MB, csv": refused(_written("bang.csv", b'"' + b"x" * 19_000_000 + b'"\n')),
    "100 MB, csv": refused(_written("bang.csv", b"Don vi;Ma;Diem\n" + b"A;I.1;8\n" * 12_500_000)),
    "deep YAML, lists": refused(_written("bang.yaml", b"[" * 1_000_000)),
    "deep YAML, mappings": refused(_written("bang.yaml", b"{a: " * 1_000_000)),
    "long YAML": refused(_written("bang.yaml", "- Đơn vị: A\n  Mã: I.1\n".encode() * 100_000)),
    "largest sheet that is read": refused(
        _written("bang.csv", csv_bytes(WrittenTable("x", BROAD, tuple(FULL for _ in range(4_990)))))
    ),
}  # fmt: skip


def rows(quick: bool) -> Iterator[Row]:
    """Run each case in a process of its own."""
    for name in [WORK, "zip bomb: 2 GB in the sheet"] if quick else CASES:
        command = [sys.executable, "-m", "benchmarks.data.sheets", "--case", name]
        spent = Spent(*json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
        seconds, mib = (1, 80) if name == WORK else (2, 250)
        yield Row(name, spent.seconds, "s", seconds)
        yield Row(name, spent.mib, "MiB", mib)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        with tempfile.TemporaryDirectory() as place:
            print(json.dumps(CASES[sys.argv[2]](Path(place))))
    else:
        say(rows)
