"""Every screen action has its command: each operation that writes is called by a command or a verb."""

import ast
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import ktd_tui
from ktd_tui.commands.registry import LISTED, add_parsers
from tests.operations.writing.every import ALL

ROOT = Path(ktd_tui.__file__).parent
BY_OTHERS = {
    "minutes_lines.add_line": "the verb “line” writes what was typed, one line or several",
    "minutes_lines.add_paragraphs": "the verb “line” writes what was typed, one line or several",
    "deeds.record_deed": "the verbs go through record_deeds, which records each of those named",
    "pasted_delegates.add_delegates": "the verb “delegate” adds them one by one",
    "sheets.lock": "“ktd score lock” locks through amending.lock_sheet, which also amends what is signed",
    "change.change_meeting": "what every verb of a meeting goes through",
    "many.record_many": "“ktd import” writes the points of a table as it does, sheet by sheet",
    "paste.write_paste": "“ktd import” writes a block from a file",
    "users.remove_grant": "“ktd user remove --role … --place …” takes one role away through remove_user",
}
"""Operations that no command calls by name, and why."""


def called() -> set[str]:
    """Return the names that commands and the verbs of a meeting take from operations."""
    names: set[str] = set()
    for file in (
        *ROOT.glob("commands/**/*.py"),
        *ROOT.glob("operations/scripting/*verbs.py"),
        ROOT / "cli.py",
    ):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ktd_tui.operations."):
                room = (node.module or "").rsplit(".", 1)[1]
                names |= {f"{room}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                names.add(f"{node.value.id}.{node.attr}")
    return names


def test_every_operation_that_writes_has_a_command() -> None:
    assert sorted(set(ALL) - called() - set(BY_OTHERS)) == []


def test_no_option_calls_its_value_by_the_codes_own_name() -> None:
    found = [(words, option) for name in LISTED for words, option in bare(the_parser(name), (name,))]
    assert not found, "give it a metavar: without one argparse writes the option's English name in capitals"


def the_parser(name: str) -> ArgumentParser:
    parser = ArgumentParser()
    add_parsers(parser.add_subparsers(), ArgumentParser(add_help=False), [name])
    return parser


def bare(parser: ArgumentParser, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the options and arguments with a value that nothing names, of a command and of its verbs."""
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for word, verb in action.choices.items():
                yield from bare(verb, (*words, word))
        elif action.nargs != 0 and action.metavar is None and not action.choices:
            yield " ".join(words), action.dest


def test_the_exceptions_are_needed() -> None:
    assert sorted(set(BY_OTHERS) & called()) == []
