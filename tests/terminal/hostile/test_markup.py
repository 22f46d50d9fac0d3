"""No stored text is read as markup: each place that draws one was told so.

Textual reads ``[@click=…]`` in a plain string as a link to an action, and falls over ``[/b]``. This test
reads the source, so that the next place cannot be forgotten.
"""

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from textual.containers import Container, Grid, Horizontal, HorizontalScroll, ScrollableContainer, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import DataTable, Input, OptionList, Static, TextArea

import screens
from screens.dialogs import conflict
from screens.scoring import score_grid
from screens.scoring.score_grid import ScoreGrid
from screens.widgets import table
from screens.widgets.table import RecordTable

TOLD = (Static, OptionList)
"""Take ``markup=False``; what is put into them later is then no markup either."""
NEVER_MARKUP = (
    Screen, Input, TextArea, RecordTable, ScoreGrid,
    Container, Grid, Horizontal, HorizontalScroll, ScrollableContainer, Vertical,
)  # fmt: skip
"""Draw what they are given as it is (Table and ScoreGrid make it ``plain``), or draw no text."""
ATTRIBUTES = ("border_title", "border_subtitle", "tooltip", "sub_title")
CELLS = ("add_row", "add_rows", "add_column", "add_columns", "update_cell", "update_cell_at")


def modules() -> Iterator[ModuleType]:
    yield importlib.import_module("ktd_tui.app")
    for room in pkgutil.walk_packages(screens.__path__, "screens."):
        yield importlib.import_module(room.name)


def is_ours(value: ast.expr) -> bool:
    """Tell whether a text is one of the program's own, and nothing else is filled into it."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in ("t", "N_") and not value.keywords
    return isinstance(value, ast.Constant)


def faults(
    tree: ast.AST, known: Mapping[str, object], *, draws_cells: bool = False
) -> Iterator[tuple[int, str]]:
    """Yield line and fault of each place that may read stored text as markup.

    Args:
        tree: The source of a module.
        known: What its names stand for.
        draws_cells: It is one of the base widgets that make every cell ``plain``.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if fault := _in_call(node, known, draws_cells=draws_cells):
                yield node.lineno, fault
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                named = isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES
                if named and not is_ours(node.value):
                    yield node.lineno, f"{ast.unparse(target)} is read as markup"


def _in_call(call: ast.Call, known: Mapping[str, object], *, draws_cells: bool) -> str:
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    markup = keywords.get("markup")
    told = isinstance(markup, ast.Constant) and markup.value is False
    if isinstance(call.func, ast.Attribute):
        if call.func.attr in CELLS and not draws_cells:
            return "cells belong into screens.widgets.table.Table, which makes them plain"
        noticed = call.func.attr == "notify" and not told and not all(map(is_ours, call.args))
        return "a notification reads markup: say it in the message line" if noticed else ""
    kind = known.get(call.func.id) if isinstance(call.func, ast.Name) else None
    if not (isinstance(kind, type) and issubclass(kind, Widget)):
        return ""
    if any(name in keywords and not is_ours(keywords[name]) for name in ATTRIBUTES):
        return "a title or tooltip is read as markup"
    return _in_widget(kind, call, told=told)


def _in_widget(kind: type[Widget], call: ast.Call, *, told: bool) -> str:
    if issubclass(kind, TOLD):
        filled_later = any(keyword.arg == "id" for keyword in call.keywords)
        ours = issubclass(kind, Static) and bool(call.args) and all(map(is_ours, call.args))
        return "" if told or (ours and not filled_later) else f"{kind.__name__} without markup=False"
    if issubclass(kind, DataTable) and not issubclass(kind, RecordTable | ScoreGrid):
        return "a list is a screens.widgets.table.Table, which makes its cells plain"
    return "" if issubclass(kind, NEVER_MARKUP) else f"does {kind.__name__} read markup? Say so in this test"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_no_stored_text_is_read_as_markup(module: ModuleType) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    known = dict(vars(module))
    for node in ast.walk(tree):  # what a function imports for itself
        if isinstance(node, ast.ImportFrom) and node.module:
            room = importlib.import_module(node.module)
            known |= {a.asname or a.name: getattr(room, a.name) for a in node.names if hasattr(room, a.name)}
    found = [*faults(tree, known, draws_cells=module in (table, score_grid, conflict))]
    assert not found, f"{module.__file__}: {found}"


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "Static('', id='x')",
        "Static(t('Of {name}', name=name))",
        "Static(f'[b]{name}')",
        "OptionList(id='x')",
        "Button(name)",
        "DataTable()",
        "self.app.notify(name)",
        "self.border_title = name",
        "Vertical(border_title=name)",
        "self.table.add_row(name)",
    ],
)
def test_a_forgotten_place_is_found(source: str) -> None:
    button = type("Button", (Widget,), {})
    widgets = (Static, OptionList, DataTable, Vertical, button)
    assert [*faults(ast.parse(source), {kind.__name__: kind for kind in widgets})]


@pytest.mark.parametrize(
    "source",
    [
        "Static(t('Choose with Enter.'), classes='lead')",
        "Static(name, id='x', markup=False)",
        "OptionList(id='x', markup=False)",
        "VnInput(name, id='x')",
        "self.app.notify(name, markup=False)",
        "self.border_title = t('Units')",
    ],
)
def test_a_place_that_is_right_is_no_fault(source: str) -> None:
    known: dict[str, object] = {"Static": Static, "OptionList": OptionList, "VnInput": Input}
    assert not [*faults(ast.parse(source), known)]
