"""A text that is longer than its field, in every option of every command: refused with how much is too much.

Some of the options are tried, the same everywhere; ``KTD_TURN`` tries others, ``KTD_EACH=1`` all of them.
"""

import os
import re
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from ktd_tui.commands import base
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.rules.access import Actor
from tests.builders import a_desk
from tests.cli.answers.json_shapes import commands
from tests.cli.answers.runs import RUNS
from tests.cli.test_score import ktd
from tests.conftest import FakeClock
from tests.operations.writing.ready import get_ready
from tests.turning import turn

LETTERS = 20_000
"""More than any field keeps."""
EACH = int(os.environ.get("KTD_EACH", "60"))
HARMLESS = {"restore", "repair", "server convert", "server setup", "server care", "drill", "doctor"}
"""What writes none of its words into the data, or is about the machine."""


MADE_FIRST = ("year open", "unit add", "bloc add", "person add", "exemplar add", "score evidence add")
"""What other commands then change."""


class Case(NamedTuple):
    """A command with one long text."""

    name: str
    option: str
    words: Sequence[str]


def cases() -> Iterator[Case]:
    for name, parser in commands():
        if name in RUNS and name not in HARMLESS:
            for option, words in with_long(parser, list(RUNS[name])):
                yield Case(name, option, [*name.split(), *words])


def with_long(parser: ArgumentParser, words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the words of a command with a long text in the place of each text that it takes."""
    for action in parser._actions:
        if action.nargs == 0 or action.type is not None or action.choices or action.dest in ("data", "lang"):
            continue
        if not action.option_strings:
            given = getattr(parser.parse_args(words), action.dest, None)
            at = given[0] if isinstance(given, list) and given else given
            if at in words:
                place = words.index(at)
                yield action.dest, [*words[:place], "ă" * LETTERS, *words[place + 1 :]]
            continue
        flag = action.option_strings[-1]
        rest = list(words)
        if flag in rest:
            place = rest.index(flag)
            del rest[place : place + 2]
        yield flag, [flag, "ă" * LETTERS, *rest]


TRIED = [case for place, case in enumerate(cases()) if place % EACH == turn() % EACH]


def letters_kept(data: Path) -> set[int]:
    """How long each run of the letter is that stands in the data."""
    files = [path for path in data.glob("ktd.json*") if path.is_file()]
    return {len(run) for path in files for run in re.findall("ă{30,}", path.read_text("utf-8"))}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data that is ready, in a folder of its own: what is refused leaves it as it is."""
    folder = tmp_path_factory.mktemp("long")
    desk = a_desk(folder / "data", FakeClock())
    set_up_sample(desk)
    get_ready(desk)
    desk.store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "actor", lambda options: Actor(1000, "thu-ky", base.read_only(options)))
        for name in MADE_FIRST:
            assert ktd("--data", folder / "data", *name.split(), *RUNS[name]) == 0, name
    return folder


@pytest.mark.parametrize("case", TRIED, ids=lambda case: f"{case.name} {case.option}")
def test_a_long_text_is_kept_whole_or_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Case
) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setattr(base, "actor", lambda options: Actor(1000, "thu-ky", base.read_only(options)))
    status = ktd("--data", place / "data", *case.words)
    said = capsys.readouterr()
    assert letters_kept(place / "data") <= {LETTERS}, "cut without a word"
    assert status or LETTERS in letters_kept(place / "data") or "ă" * 30 not in said.out, said.out[:300]
