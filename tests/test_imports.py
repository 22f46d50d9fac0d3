"""What may be loaded when: looked at in a fresh process, since a static graph cannot see it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def loaded(code: str) -> set[str]:
    script = f"{code}\nimport sys; print(' '.join(sys.modules))"
    return set(
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout.split()
    )


def test_the_package_imports_nothing() -> None:
    assert {m for m in loaded("import ktd_tui") if m.startswith(("ktd_tui.", "screens", "store"))} == set()


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        (
            (
                "from ktd_tui.operations.meeting import preparation\n"
                "import ktd_tui.operations.papers.printing, ktd_tui.rules.meeting.flow"
            ),
            ("textual", "reportlab", "tinydb", "openpyxl", "rich"),
        ),
        (
            "import ktd_tui.operations.data.importing, ktd_tui.operations.data.exporting",
            ("openpyxl", "yaml", "reportlab"),
        ),
        ("import store", ("tinydb", "orjson", "textual")),
        ("import ktd_tui.cli", ("textual", "pydantic", "tinydb", "reportlab", "platformdirs")),
        (
            "import ktd_tui.app, screens.year.year",
            ("reportlab", "tinydb", "ulid", "textual.widgets._data_table"),
        ),
        (
            "import ktd_tui.commands.data.export",
            ("ktd_tui.operations.data.exporting", "ktd_tui.operations.year.archive", "difflib", "ulid"),
        ),
        ("import ktd_tui.terminal.environment", ("textual",)),
        (
            (
                "from ktd_tui.terminal.environment import prepare_environment as prepare\n"
                "prepare({})\nimport ktd_tui.app"
            ),
            ("ssl", "_ssl", "importlib.resources"),
        ),
    ],
)
def test_nothing_heavy_before_it_is_needed(code: str, absent: tuple[str, ...]) -> None:
    there = loaded(code) & set(absent)
    assert not there, f"{code} loads {there}"


def test_who_asks_for_ssl_later_has_it() -> None:
    prepared = "from ktd_tui.terminal.environment import prepare_environment as prepare\nprepare({})\n"
    assert "_ssl" in loaded(f"{prepared}import ssl; ssl.create_default_context()")
    assert "_ssl" in loaded(f"import ssl\n{prepared}ssl.create_default_context()")


def test_every_module_stands_on_a_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = {name.strip() for layer in contracts[0]["layers"] for name in layer.split("|")}
    rooms = [p for p in (ROOT / "ktd_tui").iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()]
    names = {f"ktd_tui.{p.stem}" for p in rooms if p.stem != "__init__"} | {"screens", "store"}
    assert names <= floors, f"on no floor: {names - floors}"


def test_the_three_packages_are_ours() -> None:
    for name in ("ktd_tui", "screens", "store"):
        found = subprocess.run(
            [sys.executable, "-c", f"import {name}; print({name}.__file__)"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert found.stdout.strip() == str(ROOT / name / "__init__.py")


def test_screens_ask_operations_never_the_store() -> None:
    for path in sorted((ROOT / "screens").rglob("*.py")):
        assert ".store." not in path.read_text("utf-8"), f"{path.relative_to(ROOT)} reaches into the store"
