"""What the documents for engineers name is there: nobody is sent to a module that has moved."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOLD = [Path("ARCHITECTURE.md"), Path("CONTRIBUTING.md"), *sorted((ROOT / "docs/decisions").glob("*.md"))]
PATH = re.compile(r"`([\w./*-]+\.(?:py|toml|tcss|po|md))`")
ROOMS = ("ktd_tui", "screens", "store", "tests", "release", "benchmarks", "docs")


@pytest.fixture(scope="module")
def there() -> list[str]:
    """All files by their paths, each with a slash before it."""
    found = [*ROOT.glob("*.*"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.*"))]
    return [f"/{path.relative_to(ROOT).as_posix()}" for path in found]


def test_every_path_that_is_told_leads_somewhere(there: list[str]) -> None:
    lost = {
        f"{document}: {path}"
        for document in TOLD
        for path in PATH.findall((ROOT / document).read_text("utf-8"))
        if not path.startswith("/")  # a server's own
        if not any(fnmatch(name, f"*/{path}") for name in there)
    }
    assert lost == set()
