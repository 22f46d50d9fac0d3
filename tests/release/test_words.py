"""The manual page and the completions: a shell offers files for a file, folders for a folder."""

import re
import shutil
import subprocess
from argparse import _SubParsersAction as SubParsers
from pathlib import Path

import pytest

from ktd_tui import __version__, cli, i18n
from release.words import MANUALS, SHELLS, words_of_ktd

BASH = """. "$1"
COMP_LINE="$2"; read -ra COMP_WORDS <<< "$2"; COMP_WORDS+=(""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_shtab_ktd ktd "" "${COMP_WORDS[COMP_CWORD - 1]}"; echo "${COMPREPLY[@]}"
"""
FISH = shutil.which("fish")
OFFERED = {
    "ktd import": {"bang.xlsx", "thu-muc"},
    "ktd verify": {"bang.xlsx", "thu-muc"},
    "ktd export minutes -o": {"bang.xlsx", "thu-muc"},
    "ktd --data": {"thu-muc"},
    "ktd server care --to": {"thu-muc"},
    "ktd server setup --model": {"group", "service"},
}


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words")
    for place, text in words_of_ktd().items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")
    i18n.use("vi")
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "here" / "thu-muc").mkdir(parents=True)
    (tmp_path / "here" / "bang.xlsx").touch()
    return tmp_path / "here"


@pytest.mark.parametrize("line", OFFERED)
def test_bash_offers_files_and_folders(words: Path, here: Path, line: str) -> None:
    asked = ["bash", "-c", BASH, "bash", str(words / SHELLS["bash"]), line]
    said = subprocess.run(asked, cwd=here, capture_output=True, text=True, check=True).stdout
    assert set(said.split()) == OFFERED[line]


@pytest.mark.skipif(FISH is None, reason="fish is not installed")
@pytest.mark.parametrize("line", ["ktd import", "ktd --data"])
def test_fish_offers_files_and_folders(words: Path, here: Path, line: str) -> None:
    script = f"source {words / SHELLS['fish']}; complete -C '{line} '"
    said = subprocess.run(
        [str(FISH), "-c", script], cwd=here, capture_output=True, text=True, check=True
    ).stdout
    assert {found.split("\t")[0].rstrip("/") for found in said.splitlines()} == OFFERED[line]


def test_the_manual_says_which_version_it_is_of(words: Path) -> None:
    for place in MANUALS.values():
        head = (words / place).read_text("utf-8").splitlines()[0]
        assert head.startswith('.TH KTD "1"'), head
        assert head.endswith(f'"ktd {__version__}"'), head


def test_the_help_of_a_group_names_what_it_does() -> None:
    """Who reads «ktd --help» finds a way to «forget», not «list, add, edit» alone."""
    i18n.use("en")
    (commands,) = [one for one in cli.whole_parser()._actions if isinstance(one, SubParsers)]
    i18n.use("vi")
    said = {one.dest: one.help or "" for one in commands._choices_actions}
    lacking = {
        f"{name} {verb}"
        for name in ("user", "person", "meeting", "unit", "bloc", "title", "decision", "task", "board")
        for below in commands.choices[name]._actions
        if isinstance(below, SubParsers)
        for verb in below.choices
        if not re.search(rf"\b{re.escape(verb)}\b", said[name])
    }
    assert not lacking
