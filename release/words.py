"""The manual page and what the shells complete, all from the one parser of the command line."""

from argparse import Action, ArgumentParser
from argparse import _SubParsersAction as SubParsers  # argparse names no other
from collections.abc import Iterator, Mapping
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from ktd_tui import __version__, cli, i18n

SHELLS: Mapping[str, str] = {
    "bash": "usr/share/bash-completion/completions/ktd",
    "zsh": "usr/share/zsh/vendor-completions/_ktd",
    "fish": "usr/share/fish/vendor_completions.d/ktd.fish",
}
MANUALS: Mapping[str, str] = {"en": "usr/share/man/man1/ktd.1", "vi": "usr/share/man/vi/man1/ktd.1"}
SAYS = {"en": "emulation blocs in a terminal", "vi": "khối thi đua trong cửa sổ dòng lệnh"}


def words_of_ktd() -> Mapping[str, str]:
    """Return the texts by the place that Debian has for them."""
    parser = _parser("en")
    for action in _actions(parser):
        if wanted := _completed_by(action):
            action.complete = wanted  # type: ignore[attr-defined]  # shtab's own way of saying it
    found = {place: shtab.complete(parser, shell) for shell, place in SHELLS.items()}
    for language, place in MANUALS.items():
        page = str(Manpage(_parser(language)))
        page = page.replace(".SH NAME\nktd\n", f".SH NAME\nktd \\- {SAYS[language]}\n", 1)
        found[place] = page.replace('"Generated Python Manual"', f'"ktd {__version__}"', 1)
    return found


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    for action in parser._actions:  # noqa: SLF001  # as shtab itself reads it
        yield action
        if isinstance(action, SubParsers):
            for below in action.choices.values():
                yield from _actions(below)


def _completed_by(action: Action) -> object:
    """Return what a shell offers for an argument: files, folders, or nothing of the disk."""
    called = str(action.metavar).upper()
    if called == "DIR" or (called.startswith("FOLDER") and action.option_strings):
        return shtab.DIRECTORY
    return shtab.FILE if action.type is Path else None


def _parser(language: str) -> ArgumentParser:
    i18n.use(language)
    return cli.whole_parser()


def write_words(root: Path) -> None:
    """Write them below a folder."""
    for place, text in words_of_ktd().items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
