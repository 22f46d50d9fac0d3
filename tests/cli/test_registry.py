"""The table of commands says what its rooms have; no room is imported for another's sake."""

import subprocess
import sys
from importlib import import_module

import pytest

from ktd_tui.commands.registry import ROOMS, command_in


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_the_commands_that_the_table_says(room: str) -> None:
    assert set(import_module(f"ktd_tui.commands.{room}").RUN) == set(ROOMS[room])


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], None),
        (["--ascii"], None),
        (["show", "home"], "show"),
        (["--data", "check", "show"], "show"),
        (["--lang", "en", "--read-only", "export", "minutes"], "export"),
        (["--data=check", "verify", "x"], "verify"),
        (["--help"], None),
    ],
    ids=str,
)
def test_the_command_is_found_among_the_words(words: list[str], command: str | None) -> None:
    assert command_in(words) == command


def imported(*words: str) -> set[str]:
    program = (
        "import sys\nfrom ktd_tui import cli\n"
        f"try: cli._parser({list(words)!r}).parse_args({list(words)!r})\nexcept SystemExit: pass\n"
        "print(*(m for m in sys.modules if m.startswith('ktd_tui.commands.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {
        name.removeprefix("ktd_tui.commands.")
        for name in done.stderr.split()[-50:]
        if name.startswith("ktd_tui.commands.")
    }


def test_the_app_opens_without_any_room() -> None:
    assert imported() == {"base", "registry"}


def test_a_command_imports_its_own_room_alone() -> None:
    assert imported("show", "home") == {"base", "registry", "council", "council.show"}


def test_help_and_a_wrong_word_know_them_all() -> None:
    assert imported("--help") >= set(ROOMS)
    assert imported("sow") >= set(ROOMS)
