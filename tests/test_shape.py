"""The shape of the code: no circle of imports, folders and files of a size to take in, CI's hooks."""

import ast
from collections import Counter
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


FOLDER, MODULE, FUNCTION = 16, 300, 40
"""Modules of a folder, lines of a module, lines of a function, at the most."""
LONG: Mapping[str, str] = {
    "ktd_tui/papers/render/frame.py:template": "where each part of the decree's page stands",
    "ktd_tui/operations/year/exemplars.py:save_exemplar": "one check a field",
    "ktd_tui/operations/year/activities.py:save_activity": "one check a field",
}
"""What is longer, and why. It may only get shorter: what is short again must go from here."""


def test_no_folder_holds_more_modules_than_one_sees_at_a_glance() -> None:
    folders = Counter(
        path.parent.relative_to(ROOT)
        for top in (*PACKAGES, "tests", "benchmarks")
        for path in (ROOT / top).rglob("*.py")
        if path.name != "__init__.py"
    )
    full = {str(folder): count for folder, count in folders.items() if count > FOLDER}
    assert not full, f"give these rooms of their own: {full}"


def long_ones() -> Iterator[str]:
    for path in modules().values():
        name, source = str(path.relative_to(ROOT)), path.read_text("utf-8")
        if len(source.splitlines()) > MODULE:
            yield name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > FUNCTION:
                yield f"{name}:{node.name}"


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_what_is_long_has_its_reason() -> None:
    found = set(long_ones())
    assert not found - set(LONG), f"too long, and not in LONG: {sorted(found - set(LONG))}"
    assert not set(LONG) - found, f"short again, take out of LONG: {sorted(set(LONG) - found)}"


def test_the_hooks_run_what_ci_lints() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    run = [
        line.strip().removeprefix("$(BIN)/").removesuffix(" .")
        for target in ("lint", "types", "contracts")
        for line in makefile.partition(f"\n{target}: ")[2].partition("\n\n")[0].splitlines()[1:]
    ]
    assert len(run) == 4, run
    assert [command for command in run if f".venv/bin/{command}\n" not in hooks] == []


SAME_IDEA = {"check_data", "repair", "restore"}
"""What a person asks for, and how the store does it."""
NAMES = 10
"""Public functions of one name in several modules, at the most."""


def test_a_name_means_one_thing() -> None:
    where: dict[type, dict[str, set[str]]] = {ast.ClassDef: {}, ast.FunctionDef: {}}
    for module, path in modules().items():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                where[type(node)].setdefault(node.name, set()).add(module)
    twice = {kind: {n: m for n, m in names.items() if len(m) > 1} for kind, names in where.items()}
    assert not twice[ast.ClassDef], f"classes of one name: {twice[ast.ClassDef]}"
    functions = {name: found for name, found in twice[ast.FunctionDef].items() if name not in SAME_IDEA}
    assert len(functions) + len(SAME_IDEA) <= NAMES, f"functions of one name: {functions}"
