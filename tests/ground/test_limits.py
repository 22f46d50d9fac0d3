"""A text that is too long is refused with how much is too much; nothing that a person gave is cut."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import screens
from ktd_tui import limits
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell

ROOT = Path(screens.__file__).parent.parent
CUTS = {
    "ktd_tui/operations/meeting/minutes_lines.py": "the line that a refusal names; it stays in its field",
    "ktd_tui/operations/meeting/pen.py": "a line half typed that a broken session left: no line is so long",
    "ktd_tui/operations/server/drafts.py": "a draft of a million letters: more than can be pasted",
    "ktd_tui/sheets/cells.py": "the cell that a refusal names",
    "ktd_tui/terminal/editor.py": "a paste of a million letters",
    "ktd_tui/text.py": "a part of a file's name",
}
"""Where ``clean`` may cut, and why nothing of a person's is lost by it."""


def cuts() -> Iterator[str]:
    """Modules that let ``clean`` cut: with a limit that is neither the text's own length nor none."""
    for top in ("ktd_tui", "screens", "store"):
        for path in sorted((ROOT / top).rglob("*.py")):
            for call in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "clean":
                    limit = next((ast.unparse(one.value) for one in call.keywords if one.arg == "limit"), "")
                    if limit and "len(" not in limit and "maxsize" not in limit:
                        yield str(path.relative_to(ROOT))


def test_nothing_cuts_a_text_without_a_reason() -> None:
    assert set(cuts()) == set(CUTS)


def test_what_is_too_long_is_told_with_how_much() -> None:
    assert limits.within(" a" * 250, 500) == "a" + " a" * 249
    with pytest.raises(Refused) as refused:
        limits.within("a" * 853, 500)
    assert ("500" in tell(refused.value), "353" in tell(refused.value)) == (True, True)
