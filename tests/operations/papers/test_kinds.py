"""One table of the kinds of paper: a new one is its composer and a row; all else is read off the table."""

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest

from ktd_tui.domain.meeting import MeetingKind, Step
from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.i18n import t
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.composers import Composing
from ktd_tui.operations.papers.kinds import KINDS, PaperKind, PaperRef
from ktd_tui.papers.document import Paper, Paragraph, Signature
from ktd_tui.papers.letter import head, meta
from tests.cli.test_year_work import Ktd, run
from tests.screens.driving import mark, running, settle, shown

__all__ = ["run"]  # the fixture

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "ktd_tui/operations/papers/kinds.py"
DOCS = ROOT / "docs" / "papers.md"
V22 = ("--bloc", "V", "--year", "2022")


def thanks(desk: Desk, ref: PaperRef) -> Composing:
    """Compose a letter that is no kind of paper yet."""
    year = desk.store.get(BlocYear, ref.year)
    bloc = desk.store.get(Bloc, year.bloc_id)
    return lambda: Paper(
        head=head(council(desk), bloc, "TC"),
        title="THƯ CẢM ƠN",
        subject=(f"Năm {year.year}",),
        blocks=(Paragraph("Trân trọng cảm ơn các đơn vị."),),
        closing="Trân trọng./.",
        signatures=(Signature("KHỐI TRƯỞNG", "", "Nguyễn Văn Định"),),
        recipients=("Các đơn vị",),
        meta=meta("Thư cảm ơn", bloc),
    )


@pytest.fixture
def new_kind(monkeypatch: pytest.MonkeyPatch) -> PaperKind:
    """A row more."""
    kind = PaperKind(
        "thanks", "Thư cảm ơn", "a letter of thanks, PDF", "thu-cam-on", thanks, steps=(), letter=True
    )
    declared = ("ktd_tui.commands.data.export", "ktd_tui.commands.papers.papers")
    for name in declared:  # read without the row first: what was never there is not put back afterwards
        import_module(name)
    monkeypatch.setitem(cast("dict[str, PaperKind]", KINDS), kind.id, kind)
    for name in declared:  # as in a process that begins with the row
        monkeypatch.delitem(sys.modules, name)
    return kind


@pytest.mark.usefixtures("new_kind")
def test_a_new_row_is_a_command_is_sealed_registered_and_verified(run: Ktd, tmp_path: Path) -> None:
    draft = run.told("export", "thanks", *V22)
    assert isinstance(draft, dict)
    assert Path(draft["path"]).name.endswith("-thu-cam-on.pdf")
    assert run("seal", "thanks", "--check", *V22) == (0, "Không thiếu gì.")
    status, said = run("seal", "thanks", *V22)
    assert (status, said.splitlines()[0]) == (0, "Đã chốt: Thư cảm ơn, số 01, bản 1")
    assert "Thư cảm ơn" in run("papers", *V22)[1]
    (filed,) = (tmp_path / "data/papers/V/2022").glob("01-*-thu-cam-on.pdf")
    assert run("verify", str(filed))[0] == 0


@pytest.mark.usefixtures("new_kind")
async def test_a_new_row_is_on_the_screens(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "papers")
        await pilot.press("enter", "end", "enter")
        await settle(pilot)
        assert "THƯ CẢM ƠN" in shown(app), shown(app)
        await pilot.press("f12")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "thu-cam-on.pdf" in "".join(shown(app).split()), shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        await pilot.press("escape", "f6")
        await settle(pilot)
        assert "Thư cảm ơn" in shown(app), shown(app)


def lists_of_words(tree: ast.AST) -> Iterator[set[str]]:
    """The words of each list that is written in the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            parts = node.keys if isinstance(node, ast.Dict) else node.elts
            yield {p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)}


def test_nothing_else_lists_the_kinds() -> None:
    files = [f for room in ("ktd_tui", "screens") for f in (ROOT / room).rglob("*.py") if f != TABLE]
    again = [
        (str(file.relative_to(ROOT)), sorted(words & set(KINDS)))
        for file in files
        for words in lists_of_words(ast.parse(file.read_text(encoding="utf-8")))
        if len(words & set(KINDS)) > len(PAGES)
    ]
    assert again == []


PAGES = ("registration", "pledge", "nominations", "report")
"""Words that name other things, too: pages of the year's menu."""


def test_rows_name_steps_and_meetings_that_there_are() -> None:
    for kind in KINDS.values():
        assert set(kind.steps or ()) <= set(Step), kind.id
        assert kind.meeting in set(MeetingKind), kind.id
    assert [kind.id for kind in KINDS.values() if kind.any_meeting] == ["minutes"]
    assert len({kind.stem for kind in KINDS.values()}) == len(KINDS), "two papers would be named alike"


def printed_table() -> list[str]:
    """The table of ``docs/papers.md``."""
    return [f"| {t(kind.title)} | `ktd export {kind.id}` | `{kind.stem}` |" for kind in KINDS.values()]


def test_the_guide_has_every_row() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    missing = [line for line in printed_table() if line not in lines]
    assert not missing, "\n".join(["put these into docs/papers.md", *missing])
