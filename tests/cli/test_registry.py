"""The registry says which module has which command; no module is imported for another's sake."""

import ast
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from ktd_tui import cli, commands, i18n
from ktd_tui.commands.registry import LISTED, command_in, prints, verb_in


@pytest.mark.parametrize("module", sorted({listed.module for listed in LISTED.values()}))
def test_a_module_has_the_commands_that_the_registry_says(module: str) -> None:
    parsers = ArgumentParser().add_subparsers()
    import_module(f"ktd_tui.commands.{module}").COMMANDS.add_to(parsers, ArgumentParser(add_help=False))
    assert set(parsers.choices) == {name for name, listed in LISTED.items() if listed.module == module}


def helps(parser: ArgumentParser) -> Iterator[str]:
    """The help of a command and of all its verbs."""
    yield parser.format_help()
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for one in action.choices.values():
                yield from helps(one)


@pytest.mark.parametrize("module", sorted({listed.module for listed in LISTED.values()}))
def test_every_verb_has_a_page_of_help(module: str) -> None:
    """Also where a field is counted in «vụ, %»."""
    parser = ArgumentParser()
    import_module(f"ktd_tui.commands.{module}").COMMANDS.add_to(
        parser.add_subparsers(), ArgumentParser(add_help=False)
    )
    assert not [text for text in helps(parser) if "%%" in text]


def placeholders(parser: ArgumentParser) -> Iterator[str]:
    """What stands in the help for a value, of a command and of all its verbs."""
    for action in parser._actions:
        yield action.metavar if isinstance(action.metavar, str) else ""
        if isinstance(action.choices, dict):
            for one in action.choices.values():
                yield from placeholders(one)


def test_what_stands_for_a_value_is_said_in_vietnamese() -> None:
    """Examples (`V`, `18,5`), what is spelled so everywhere (URL, ID) and numbers of things (N) aside."""
    i18n.use("vi")
    words = {word for one in placeholders(cli.whole_parser()) for word in re.findall(r"\b[A-Z]{2,}\b", one)}
    assert words <= {"URL", "ID", "BC", "VPQH"}, "an English word stands for a value"


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


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["export", "minutes", "--bloc", "V", "--year", "2022"], True),
        (["--data", "x", "export", "scores", "-o", "bang.pdf"], True),
        (["export", "scores", "-o", "bang.xlsx"], False),
        (["export", "data", "--output=all.json"], False),
        (["export", "minutes", "--help"], False),
        (["show", "minutes"], False),
        ([], False),
    ],
    ids=str,
)
def test_the_press_gets_ready_for_a_pdf_alone(words: list[str], wanted: bool) -> None:
    assert prints(words) is wanted


def imported(*words: str, below: str = "ktd_tui.commands.") -> set[str]:
    program = (
        "import sys\nfrom ktd_tui import cli\n"
        f"try: cli._parser({list(words)!r}).parse_args({list(words)!r})\nexcept SystemExit: pass\n"
        f"print(*(m for m in sys.modules if m.startswith({below!r})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {name.removeprefix(below) for name in done.stderr.split()[-50:] if name.startswith(below)}


def test_the_app_opens_without_any_command() -> None:
    assert imported() == {"base", "registry"}


def test_a_command_imports_its_own_module_alone() -> None:
    frame = {"base", "registry", "frame", "meant", "options"}
    assert imported("show", "home") == frame - {"meant"} | {"council", "council.show"}
    assert imported("task", "list") == frame | {"year", "year.tasks"}


def test_an_export_imports_the_composer_of_no_paper_before_it_has_one_to_compose() -> None:
    assert imported("export", "minutes", below="ktd_tui.papers.kinds.") == set()


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        (["export", "minutes", "--bloc", "V"], "minutes"),
        (["--lang", "en", "task", "--data", "list", "add", "x"], "add"),
        (["seal", "--check"], None),
        (["export", "--help", "minutes"], None),
        ([], None),
    ],
    ids=str,
)
def test_the_verb_is_found_behind_the_command(words: list[str], verb: str | None) -> None:
    assert verb_in(words) == verb


def test_a_wrong_verb_is_told_all_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli._parser(["export", "minuts"]).parse_args(["export", "minuts"])
    assert "minutes" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--help"], ["sow"]], ids=str)
def test_help_and_a_wrong_word_know_them_all(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli._parser(words).parse_args(words)
    said = "".join(capsys.readouterr())
    assert {name for name in LISTED if name in re.findall(r"[\w-]+", said)} == set(LISTED)
    assert imported(*words) == {"base", "registry"}


def test_a_word_too_many_is_told_how_its_own_command_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    """Of «ktd unit add --bloc V "Sở A"» nobody sees by the usage of ktd alone that it wants --name."""
    words = ["unit", "add", "--bloc", "V", "Sở A"]
    with pytest.raises(SystemExit) as ended:
        cli._parser(words).parse_args(words)
    said = capsys.readouterr().err
    assert (ended.value.code, "ktd unit add" in said, "--name" in said, "Sở A" in said) == (
        2,
        True,
        True,
        True,
    )


def test_a_public_name_means_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for file in sorted(Path(commands.__file__).parent.rglob("*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(file.name)
    twice = {name: files for name, files in places.items() if len(files) > 1}
    assert not twice


@pytest.mark.parametrize("behind", [["--bloc", "V"], ["--year=2022"], ["--at", "14:05"], ["--json"]], ids=str)
def test_an_option_behind_an_act_is_no_word_of_it(
    behind: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["meeting", "do", "--bloc", "V", "--year", "2022", "line", "pdt:", "Nhất trí", *behind]
    with pytest.raises(SystemExit):
        cli._parser(words).parse_args(words)
    assert f"“{behind[0]}” " in capsys.readouterr().err
