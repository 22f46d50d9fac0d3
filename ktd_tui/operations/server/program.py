"""Gathers the files that ktd's code is read from, for ``ktd doctor``."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ktd_tui.rules.server.health import FileFacts, ProgramFacts


def program_facts(named: Iterable[Path]) -> ProgramFacts:
    """Gather the files and folders of the program, and the folders above them.

    Args:
        named: What sshd starts.
    """
    places = dict.fromkeys(path.resolve() for path in (*code_places(), *named) if path.exists())
    above = dict.fromkeys(parent for place in places for parent in place.parents)
    found = {path: facts for path in places if (facts := _facts(path))}
    for place in places:
        found |= {facts.path: facts for facts in _below(place)}
    higher = (facts for path in above if path not in found and (facts := _facts(path)))
    return ProgramFacts(tuple(found.values()), tuple(higher))


def code_places() -> list[Path]:
    """Return where this Python takes code from, itself included."""
    return [Path(place) for place in (sys.executable, *sys.path) if place]


def _facts(path: Path) -> FileFacts | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return FileFacts(path, found.st_mode, found.st_uid, found.st_gid)


def _below(folder: Path) -> Iterator[FileFacts]:
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            if facts := _facts(Path(place, name)):
                yield facts
