"""The manual page and what the shells complete, all from the one parser of the command line."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from ktd_tui import cli, i18n

SHELLS: Mapping[str, str] = {
    "bash": "usr/share/bash-completion/completions/ktd",
    "zsh": "usr/share/zsh/vendor-completions/_ktd",
    "fish": "usr/share/fish/vendor_completions.d/ktd.fish",
}
MANUALS: Mapping[str, str] = {"en": "usr/share/man/man1/ktd.1", "vi": "usr/share/man/vi/man1/ktd.1"}
SAYS = {"en": "emulation blocs in a terminal", "vi": "khối thi đua trong cửa sổ dòng lệnh"}


def words_of_ktd() -> Mapping[str, str]:
    """Return the texts by the place that Debian has for them."""
    found = {place: shtab.complete(_parser("en"), shell) for shell, place in SHELLS.items()}
    for language, place in MANUALS.items():
        page = str(Manpage(_parser(language)))
        found[place] = page.replace(".SH NAME\nktd\n", f".SH NAME\nktd \\- {SAYS[language]}\n", 1)
    return found


def _parser(language: str) -> ArgumentParser:
    i18n.use(language)
    return cli.whole_parser()


def write_words(root: Path) -> None:
    """Write them below a folder."""
    for place, text in words_of_ktd().items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
