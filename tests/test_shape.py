"""The shape of the code: no circle of imports, of whatever kind they are."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ktd_tui", "screens", "store")


def modules() -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    found = {}
    for path in (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def import_graph(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """What each module imports of the others: at the top, inside functions, and for types only."""
    graph: dict[str, set[str]] = {name: set() for name in sources}
    for name, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            graph[name] |= {to for to in _imported(node, graph) if to != name}
    return graph


def _imported(node: ast.AST, known: Mapping[str, object]) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for alias in node.names:
            name = f"{node.module}.{alias.name}"
            yield from [name] if name in known else [node.module] if node.module in known else []
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)


def circles(graph: Mapping[str, set[str]]) -> list[frozenset[str]]:
    """The modules that lead back to themselves, those of one circle together."""
    ahead = {name: _reached(graph, name) for name in graph}
    found = {frozenset(to for to in ahead[name] if name in ahead[to]) for name in graph}
    return sorted(found - {frozenset()}, key=sorted)


def _reached(graph: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        if (name := ahead.pop()) not in found:
            found.add(name)
            ahead += graph[name]
    return found


def test_no_circle_of_imports() -> None:
    graph = import_graph({name: path.read_text("utf-8") for name, path in modules().items()})
    found = [sorted(circle) for circle in circles(graph)]
    assert not found, f"circles of imports: {found}"


def test_a_circle_is_found_whatever_kind_its_imports_are() -> None:
    sources = {
        "a": "import b",
        "b": "def go():\n    from a.c import thing",
        "a.c": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a",
        "d": "from a import x",
    }
    assert circles(import_graph(sources)) == [frozenset({"a", "b", "a.c"})]
