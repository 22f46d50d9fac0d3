"""Whatever a key does or shows, a command does: each key of each screen is told by which, or why by none."""

import inspect
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from textual.binding import Binding

import screens
from ktd_tui import cli
from ktd_tui.operations.scripting.verbs import VERBS
from screens.router import SCREENS
from tests.cli.keys.keys_done import DONE_BY, HELP_ALONE, ONLY_ON_SCREENS, SHOWN_BY
from tests.cli.wrong.walk import leaves

WHY_NOT = Counter(key for keys in ONLY_ON_SCREENS.values() for key in keys.split())


def bound() -> Iterator[str]:
    """Every key that a screen, a pane, a dialog or a field binds, by the class that says so."""
    root = Path(screens.__file__).parent
    for file in root.rglob("*.py"):
        module = import_module(".".join(("screens", *file.relative_to(root).with_suffix("").parts)))
        for name, of in vars(module).items():
            if inspect.isclass(of) and of.__module__ == module.__name__:
                for one in vars(of).get("BINDINGS", ()):
                    if isinstance(one, Binding) and one.id:
                        yield f"{name}.{one.id}"


def commands() -> set[str]:
    names = {name for name, _ in leaves(cli.whole_parser(), "")}
    return names | {f"meeting do {verb}" for verb in VERBS}


def test_every_key_is_told_once() -> None:
    assert sorted(set(bound())) == sorted((WHY_NOT + Counter(DONE_BY.keys())).elements())


def test_every_page_is_told() -> None:
    assert {route.__name__ for route in SCREENS} == {*SHOWN_BY, *HELP_ALONE}


def test_the_commands_are_there() -> None:
    assert sorted({*DONE_BY.values(), *SHOWN_BY.values()} - commands()) == []
